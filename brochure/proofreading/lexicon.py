"""The words and patterns of a language that rules look for, read from `data/proofreading/<language>/`.

Holds no words of its own; a file that is not there leaves its rules without words. Each family of rules has one TOML
file of its own, whose shape is the family's to say.
"""

import re
import reprlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from brochure.findings import Faults, Place
from brochure.project.languages import Language
from brochure.project.sources.document import Document, read_toml
from brochure.project.sources.files import is_folder, is_there
from brochure.project.sources.project import Project

_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_STARS = re.compile(r"(?:\*[^\s-]*){3}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The files of a language by name without ending ("typography"), and the words of its own word list.

    `dictionaries` is the folder of the project's own dictionaries of all languages, if it has one, `kept` that where
    what programs say of words is kept. `is_there` says whether the language has a folder at all.
    """

    language: Language
    files: Mapping[str, Document] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    dictionaries: Path | None = None
    is_there: bool = True
    kept: Path | None = None
    _tables: dict[tuple[str, ...], Mapping[str, str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Those that have been asked for: sentences ask for theirs again and again."""

    def listed(self, file: str, *keys: str) -> tuple[str, ...]:
        """The list of texts below `keys` of a file; empty where it is not written; raises `Faults` for no list."""
        values = self._below(file, keys)
        if values is not None and not isinstance(values, list):
            raise self._fault(file, keys, 'a list, as in ["one", "two"]')
        for value in values or ():
            if not _is_word(value):
                raise self._fault(file, keys, f'a list of words, as in ["one", "two"], not {_shown(value)}')
        return tuple(str(value) for value in values or ())

    def table(self, file: str, *keys: str) -> Mapping[str, str]:
        """The table of texts below `keys` of a file; empty where it is not written; raises `Faults` for no table."""
        if (found := self._tables.get((file, *keys))) is not None:
            return found
        values = self._below(file, keys)
        if values is not None and not isinstance(values, dict):
            raise self._fault(file, keys, f"a table, below a line [{'.'.join(keys)}]")
        for key in values or {}:
            if not _is_word(key):
                raise self._fault(file, keys, f"a table of words, each on a line of its own, not {_shown(key)}")
        return self._tables.setdefault((file, *keys), {str(key): str(value) for key, value in (values or {}).items()})

    def numbers(self, file: str, *keys: str) -> Mapping[str, Decimal]:
        """The table of numbers below `keys` of a file, by their words; raises `Faults` for what is not a number."""
        found: dict[str, Decimal] = {}
        for word, value in self.table(file, *keys).items():
            if not _NUMBER.fullmatch(value):
                raise self._fault(file, (*keys, word), f"a number, as in {word} = 2, not {_shown(value)}")
            found[word] = Decimal(value)
        return found

    def place_of(self, phrase: str) -> Place | None:
        """The first place that a phrase stands at in the files."""
        for document in self.files.values():
            if (at := document.text.find(phrase)) >= 0:
                return Place(document.path, document.text.count("\n", 0, at) + 1)
        return None

    def _below(self, file: str, keys: tuple[str, ...]) -> Any:
        values = self.files[file].values if file in self.files else None
        for at, key in enumerate(keys):
            if values is not None and not isinstance(values, dict):
                raise self._fault(file, keys[:at], f"a table, below a line [{'.'.join(keys[:at])}]")
            values = values.get(key) if values is not None else None
        return values

    def _fault(self, file: str, keys: tuple[str, ...], wanted: str) -> Faults:
        return Faults.one(self.files[file].place(*keys), f"'{'.'.join(keys)}' must be {wanted}")


def _is_word(value: object) -> bool:
    """Whether a value is a word or phrase to look for; one with a star on every letter would be looked for in vain."""
    is_text = isinstance(value, str | int) and not isinstance(value, bool)
    return is_text and bool(str(value).strip()) and not _STARS.search(str(value))


def _shown(value: object) -> str:
    return reprlib.repr(value)


def read_lexicon(project: Project, language: Language) -> Lexicon:
    """Read the lexicon of a language; raises `Faults` for a file that is broken.

    `words.txt` holds a word a line; what follows `#` is a comment.
    """
    above = project.root / "data" / "proofreading"
    folder, dictionaries = above / language, above / "dictionaries"
    found = [path for path in project.files_in(folder) if path.parent == folder]
    files = {path.stem: read_toml(project, path) for path in found if path.suffix == ".toml"}
    listed = folder / "words.txt"
    lines = project.read_text(listed).splitlines() if is_there(listed) else []
    words = (line.partition("#")[0].strip() for line in lines)
    own = dictionaries if is_folder(dictionaries) else None
    listed_words = frozenset(word for word in words if word)
    return Lexicon(language, files, listed_words, own, is_folder(folder), project.cache / "words")
