"""Words that checks of PDFs know languages by, and texts that say nothing: `words.toml`, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CheckWords:
    """Common words by language; texts of figures, links and titles that say nothing, in small letters."""

    languages: Mapping[str, frozenset[str]]
    says_nothing: frozenset[str]
    links: frozenset[str]
    titles: frozenset[str]


@cache
def read_words() -> CheckWords:
    """The words of `words.toml`."""
    values = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    return CheckWords(
        languages={code: frozenset(words) for code, words in values["languages"].items()},
        says_nothing=frozenset(values["figures"]["says_nothing"]),
        links=frozenset(values["links"]["says_nothing"]),
        titles=frozenset(values["titles"]["says_nothing"]),
    )
