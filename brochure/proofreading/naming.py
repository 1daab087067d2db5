"""What words call the members of statistics: groups, sexes, sectors, places, by lists and by the labels of members.

The lists stand in `naming.toml` of a language, family by family; a name joined by "+" stands for several members
together. A label is taken apart: what a list knows of it belongs to that family, the rest of it is a name of its own
("Innvandrere fra Asia": the group and "Asia"), which words may inflect. Knows cells, and nothing of rules.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from brochure.project.words import Words
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.phrases import expression, pattern
from brochure.proofreading.times_of_cells import named_within_year
from brochure.statistics.labels import label_of
from brochure.statistics.numbers.number import Number
from brochure.statistics.selection import Cell
from brochure.statistics.table import Dimension, Statistic

FILE = "naming"
_TOTAL = "total"
_SOFT_HYPHEN = "\u00ad"
_SHORT = 4
"""Words of so many letters are not cut to a stem."""
_FAR = 60
"""So many letters before a name are looked at for what it is there for."""
_GROUPS = "groups"
_BY_STATISTIC = frozenset({"groups", "election"})
"""Families whose members whole statistics are of, by population and title, where their cells do not tell."""
_MOST = 500
"""So many names are looked for at once; a dimension with more is not read by its labels."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name from `start` to `end` of some words, and the members that it stands for."""

    start: int
    end: int
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Axis:
    """One way in which cells are told apart by name; `own` are the members of some cells, `known` names all there are.

    Cells of all members together are of the member "total". `joint` are those that each of the cells is of together,
    such as immigrants and Norwegian-born in one number.
    """

    own: frozenset[str]
    known: "_Names"
    joint: frozenset[str] = frozenset()

    def is_own(self, mentions: Iterable[Mention]) -> bool:
        """Whether one of some names fits the cells."""
        return any(mention.members & self.own for mention in mentions)

    @property
    def is_total(self) -> bool:
        """Whether some cells are of all members together."""
        return _TOTAL in self.own

    def is_all(self, mentions: Iterable[Mention]) -> bool:
        """Whether cells of all members together are spoken of by naming several of them."""
        return self.is_total and len({mention.members for mention in mentions}) > 1

    def mentions(self, content: str) -> tuple[Mention, ...]:
        """Where some words name a member."""
        return self.known.find(content)


class _Names:
    """Names of members, by the pattern that finds each."""

    def __init__(self, patterns: Iterable[tuple[str, frozenset[str]]]) -> None:
        ordered = sorted(patterns, key=lambda each: -len(each[0]))
        self._members = [members for _, members in ordered]
        alternatives = "|".join(f"({each})" for each, _ in ordered) or "(?!)"
        self._pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)
        self._found: dict[str, tuple[Mention, ...]] = {}

    def find(self, content: str) -> tuple[Mention, ...]:
        if content not in self._found:
            matches = self._pattern.finditer(content)
            self._found = {content: tuple(Mention(*m.span(), self._members[(m.lastindex or 1) - 1]) for m in matches)}
        return self._found[content]


def cells_named(number: Number) -> tuple[Cell, ...]:
    """The cells of a number whose members words beside it name: of a maximum or minimum the one that was picked."""
    return (number.picked,) if number.picked is not None else number.cells


class Naming:
    """The names of members in a language."""

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        self._words = words
        self._families = {family: _family(lexicon, family) for family in lexicon.table(FILE, "families")}
        self._glue = frozenset(lexicon.listed(FILE, "glue"))
        endings = sorted(lexicon.listed(FILE, "endings"), key=len, reverse=True)
        self._ending = re.compile(rf"(?:{'|'.join(map(re.escape, endings)) or '(?!)'})$", re.IGNORECASE)
        self._inflected = rf"(?:{'|'.join(map(re.escape, endings))})?" if endings else ""
        self._compared = pattern(lexicon.listed(FILE, "compared"))
        self._apart = pattern(lexicon.listed(FILE, "apart"))
        self._owned = pattern(lexicon.listed(FILE, "owned"))
        self._also: dict[str, list[str]] = {}
        for people, place in lexicon.table(FILE, "also").items():
            self._also.setdefault(place, []).append(people)
        self._labels: dict[tuple[str, str], _Names | None] = {}
        self._parts: dict[tuple[str, str, str], tuple[dict[str, frozenset[str]], str]] = {}
        self._are_naming: dict[tuple[str, str], bool] = {}
        self._axes: dict[frozenset[Cell], tuple[Axis, ...]] = {}

    def axes(self, cells: Iterable[Cell]) -> tuple[Axis, ...]:
        """The ways in which some cells are told apart by name."""
        key = frozenset(cells)
        if key not in self._axes:
            self._axes[key] = tuple(self._told_apart(key))
        return self._axes[key]

    def leaves_out(self, content: str) -> bool:
        """Whether some words say that members are left out."""
        return self._apart.search(content) is not None

    def is_compared(self, mention: Mention, content: str) -> bool:
        """Whether a name stands only for what is compared with: "i motsetning til innvandrere"."""
        before = content[max(0, mention.start - _FAR) : mention.start].split()
        if len(before) > 1 and self._owned.fullmatch(before[-2]):
            return False
        tails = (" ".join(before[-length:]) for length in (1, 2, 3, 4))
        return any(self._compared.fullmatch(tail) for tail in tails)

    def is_named(self, content: str, cell: Cell, dimension: str, member: str) -> bool:
        """Whether some words name a member of one of the dimensions of a cell; all do where nothing can name it."""
        sought = self._sought(cell.statistic, cell.statistic.dimension(dimension), member)
        return all(any(m.members & members for m in known.find(content)) for known, members in sought)

    def overlap(self, statistic: Statistic, dimension: Dimension, one: str, other: str) -> bool:
        """Whether one of two members is a part of the other by what they are called, or both of all together."""
        first, second = (self._taken_apart(statistic, dimension, member) for member in (one, other))
        if first[1] and second[1] and first[1] != second[1]:
            return False
        families = {*first[0], *second[0]}
        told = [(first[0].get(each, frozenset()), second[0].get(each, frozenset())) for each in families]
        if any(_TOTAL in side for pair in told for side in pair):
            return True
        met = [mine & theirs for mine, theirs in told if mine and theirs]
        return bool(met) and all(met)

    def can_name(self, cell: Cell, dimension: Dimension, member: str) -> bool:
        """Whether there are words that name a member of one of the dimensions of a cell."""
        return self._is_naming(cell.statistic, dimension) and bool(self._sought(cell.statistic, dimension, member))

    def _sought(
        self, statistic: Statistic, dimension: Dimension, member: str
    ) -> Sequence[tuple[_Names, frozenset[str]]]:
        """The names that name a member, all of which words must have, and what they stand for."""
        families, label = self._taken_apart(statistic, dimension, member)
        names = self._names(statistic, dimension)
        sought = [(self._families[family], members) for family, members in families.items()]
        if label and names is not None:
            sought.append((names, frozenset({label})))
        return sought

    def _told_apart(self, cells: Collection[Cell]) -> Iterator[Axis]:
        statistics = list({cell.statistic.name: cell.statistic for cell in cells}.values())
        for family, known in self._families.items():
            each = {frozenset(self._of_family(family, cell)) for cell in cells}
            own = frozenset[str]().union(*each)
            if not own and family in _BY_STATISTIC:
                own = frozenset(member for one in statistics for member in self._of_statistic(family, one))
            if own:
                yield Axis(own, known, own if len(each) == 1 and len(own) > 1 and _TOTAL not in own else frozenset())
        for statistic in statistics:
            for dimension in statistic.dimensions:
                if (names := self._names(statistic, dimension)) is not None:
                    of_it = (cell.member(dimension.name) for cell in cells if cell.statistic.name == statistic.name)
                    own = frozenset(self._label(statistic, dimension, member) or _TOTAL for member in of_it)
                    yield Axis(own, names)

    def _of_family(self, family: str, cell: Cell) -> Iterator[str]:
        for dimension in cell.statistic.dimensions:
            if not self._is_naming(cell.statistic, dimension):
                continue
            member = cell.member(dimension.name)
            told = self._taken_apart(cell.statistic, dimension, member)[0].get(family, frozenset())
            if member == dimension.metadata.elimination:
                parts = self._parts_of_total(family, cell.statistic, dimension)
                told = (told - parts) | ({_TOTAL} if parts else set())
            yield from told

    def _parts_of_total(self, family: str, statistic: Statistic, dimension: Dimension) -> frozenset[str]:
        """What the members of a dimension but the one of all together are called."""
        others = (member for member in dimension.members if member != dimension.metadata.elimination)
        return frozenset(
            name for other in others for name in self._taken_apart(statistic, dimension, other)[0].get(family, ())
        )

    def _of_statistic(self, family: str, statistic: Statistic) -> Iterator[str]:
        metadata = statistic.metadata
        for told in (metadata.population, metadata.title) if family != _GROUPS else (metadata.population,):
            for mention in self._families[family].find(told.get(self._words.language) or ""):
                yield from mention.members

    def _is_naming(self, statistic: Statistic, dimension: Dimension) -> bool:
        """Whether the members of a dimension are named beside numbers: no times, definitions or measures."""
        key = statistic.name, dimension.name
        if key not in self._are_naming:
            others = dimension.is_time or dimension.is_definition
            measures = any(member.unit for member in dimension.metadata.members.values())
            self._are_naming[key] = not (others or measures or any(map(named_within_year, dimension.members)))
        return self._are_naming[key]

    def _names(self, statistic: Statistic, dimension: Dimension) -> _Names | None:
        """The names of a dimension's members that no list knows; None where there are not two, or far too many."""
        key = statistic.name, dimension.name
        if key not in self._labels:
            labels = {}
            if self._is_naming(statistic, dimension):
                labels = {self._label(statistic, dimension, member): None for member in dimension.members}
            found = [(self._expression(label), frozenset({label})) for label in labels if label]
            also = [(expression(self._also[each]), frozenset({each})) for each in labels if each in self._also]
            self._labels[key] = _Names([*found, *also]) if 1 < len(found) <= _MOST else None
        return self._labels[key]

    def _label(self, statistic: Statistic, dimension: Dimension, member: str) -> str:
        return self._taken_apart(statistic, dimension, member)[1]

    def _taken_apart(
        self, statistic: Statistic, dimension: Dimension, member: str
    ) -> tuple[dict[str, frozenset[str]], str]:
        """What the lists know of a member's label, by family, and the rest of it in small letters."""
        key = statistic.name, dimension.name, member
        if key not in self._parts:
            label = (label_of(dimension, member, self._words) or "").replace(_SOFT_HYPHEN, "")
            families: dict[str, frozenset[str]] = {}
            rest = label
            for family, names in self._families.items():
                if mentions := names.find(label):
                    families[family] = frozenset(each for mention in mentions for each in mention.members)
                    for mention in mentions:
                        rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
            self._parts[key] = families, self._bare(rest, dimension, member)
        return self._parts[key]

    def _bare(self, label: str, dimension: Dimension, member: str) -> str:
        """A label without the words that tell nothing apart at its ends; empty for totals, and where it has figures."""
        words = label.casefold().split()
        while words and words[0] in self._glue:
            words.pop(0)
        while words and words[-1] in self._glue:
            words.pop()
        if member == dimension.metadata.elimination or re.search(r"\d", label):
            return ""
        return " ".join(words)

    def _expression(self, label: str) -> str:
        return r"\s+".join(map(self._word, label.split()))

    def _word(self, word: str) -> str:
        if len(word) <= _SHORT or not word.isalpha():
            return re.escape(word)
        stem = self._ending.sub("", word)
        return re.escape(stem if len(stem) >= _SHORT else word) + self._inflected


def _family(lexicon: Lexicon, family: str) -> _Names:
    names = lexicon.table(FILE, "families", family)
    listed = [
        (expression([phrase]), frozenset(name.split("+")))
        for name in names
        for phrase in lexicon.listed(FILE, "families", family, name)
    ]
    return _Names(listed)
