"""Plants as data: sentences with a fault, by family and language, and sentences without one.

A family is a file of `cases/`: `rules` are those that may find its plants, `plants` the texts by language, each a
string, or a table with a `kind`, and for the words of a figure what it `shows`, or a list of such that stand together.
A plant of `together` is a text in several languages, which say different things. `right` and `right_together` have
texts of which these rules tell nothing; `right.yaml` has some of which no rule tells anything. Texts are in the
notation of `support/texts`; their numbers are those of the shipped edition and of `support/reckoned`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from brochure.project.languages import Language
from brochure.proofreading.text import Kind, Text
from brochure.statistics.numbers.number import Number
from tests.support.reckoned import reckoned_numbers
from tests.support.shipped import gather_shipped
from tests.support.texts import text_of

_CASES = Path(__file__).with_name("cases")
RIGHT = "right"


@dataclass(frozen=True, slots=True, eq=False)
class Plant:
    """Texts that stand together, by language, in a part of their own; `shows` are numbers that a figure there shows."""

    part: str
    texts: Mapping[str, tuple[Text, ...]]
    shows: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " | ".join(
            f"{language}: {' / '.join(text.content for text in texts)}" for language, texts in self.texts.items()
        )


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Plants of one kind, and the rules that may find them; none stands for every rule."""

    name: str
    plants: tuple[Plant, ...]
    rules: frozenset[str] = field(default_factory=frozenset)


def families() -> Iterator[Family]:
    """The families of planted faults."""
    return (family(path.stem) for path in sorted(_CASES.glob("*.yaml")) if path.stem != RIGHT)


def family(name: str, *, right: bool = False) -> Family:
    """The family of a name with its plants, or what it has that is `right`; `RIGHT` is that of the right sentences."""
    written = yaml.safe_load((_CASES / f"{name}.yaml").read_text("utf-8"))
    keys = ("right", "right_together") if right else ("plants", "together")
    plants = (_plant(f"{name}-{at}", *each) for at, each in enumerate(_written(written, *keys)))
    return Family(name, tuple(plants), frozenset(written.get("rules", ())))


@cache
def numbers_of(language: str) -> Mapping[str, Number]:
    """The numbers that plants may call by name."""
    return {**gather_shipped(Language(language)).numbers.values, **reckoned_numbers()}


def _written(
    written: Mapping[str, Any], alone: str, together: str
) -> Iterator[tuple[Mapping[str, Any], tuple[str, ...]]]:
    """What stands together, by language, and the numbers that are shown there."""
    for language, plants in written.get(alone, {}).items():
        for plant in plants:
            yield {language: plant}, tuple(plant.get("shows", ())) if isinstance(plant, dict) else ()
    for plant in written.get(together, ()):
        kind = plant.get("kind", Kind.PARAGRAPH)
        yield {key: {"kind": kind, "text": text} for key, text in plant.items() if key != "kind"}, ()


def _plant(part: str, written: Mapping[str, Any], shows: tuple[str, ...]) -> Plant:
    return Plant(part, {language: tuple(_texts(each, language, part)) for language, each in written.items()}, shows)


def _texts(plant: Any, language: str, part: str) -> Iterator[Text]:
    for line, written in enumerate(plant if isinstance(plant, list) else [plant], start=1):
        told = written if isinstance(written, dict) else {"text": written}
        kind = Kind(told.get("kind", Kind.PARAGRAPH))
        yield text_of(told["text"], language, kind, part=part, path=part, line=line, numbers=numbers_of(language))
