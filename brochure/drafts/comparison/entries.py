"""What differs, as a list for a person: an entry for each number, claim, passage, figure or table, and statistic.

Made once from a comparison; lines of text, the report in HTML and the list of a draft are printed from it. Says nothing
in words of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain, groupby

from brochure.drafts.comparison.claims import without_links
from brochure.drafts.comparison.model import (
    BlockChange,
    CellChange,
    Change,
    ClaimChange,
    Comparison,
    ExhibitChange,
    NumberChange,
    Operation,
    Reason,
    StatisticChange,
    TextChange,
    Why,
)
from brochure.drafts.comparison.passages import changed_sentences
from brochure.drafts.comparison.words import compare_words
from brochure.drafts.seen import Places, Seen, find_places, in_order
from brochure.manifest.model import BlockRecord, Manifest, SourcePlace

_CELLS = ("td", "th")


class Subject(StrEnum):
    """What an entry is about."""

    NUMBER = "number"
    CLAIM = "claim"
    TEXT = "text"
    EXHIBIT = "exhibit"
    STATISTIC = "statistic"


@dataclass(frozen=True, slots=True)
class Written:
    """A place of the project's files, and where on the pages is seen what is written there."""

    source: SourcePlace
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in which something differs; of an exhibit, statistic or claim, `field` says which ("title")."""

    words: tuple[Operation, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """Unrounded values before and after: two of a range, none where there was none; of a claim, with the name."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that differs.

    `name` is that of a number, exhibit or statistic, `title` that of an exhibit or statistic; of a passage they are
    the id and the heading of its part of the document. `what` is the kind of an exhibit, the tag of a passage, the
    file of a statistic. `sentence` is that of a claim, as it is or was. `old` and `new` are printed forms of a number,
    the condition of a claim, the tag of a passage that has another, the number of an exhibit, and published tables of
    a statistic. Places are those in the earlier state where `is_gone`.
    """

    subject: Subject
    kind: Change
    name: str = ""
    title: str = ""
    what: str = ""
    sentence: str = ""
    places: tuple[Written, ...] = ()
    is_gone: bool = False
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    unit: str = ""
    values: tuple[ValueChange, ...] = ()
    reasons: tuple[Reason, ...] = ()
    cells: tuple[CellChange, ...] = ()
    texts: tuple[Wording, ...] = ()
    blocks: tuple[BlockChange, ...] = ()
    """Of a passage: what has changed, cell by cell in a table."""
    exhibit: ExhibitChange | None = None
    is_otherwise: bool = False
    """Whether an exhibit shows the same cells otherwise, or the file of a statistic has other content."""
    position: int = 0
    """The number that marks on the pages refer to: passages and exhibits are counted together, from 1."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The places of the project's files that it concerns, each once; none for what templates write."""
        return tuple(dict.fromkeys(str(place.source) for place in self.places if place.source.file))

    @property
    def seen(self) -> tuple[Seen, ...]:
        """Where it is seen, in the order of the pages."""
        return in_order(item for place in self.places for item in place.seen)

    @property
    def is_table(self) -> bool:
        """Whether it is a passage of cells of one table."""
        return self.what in _CELLS


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two states that are compared: what it is called, what it says, and where that is seen."""

    label: str
    manifest: Manifest
    places: Places = field(default_factory=Places)

    @classmethod
    def of(cls, label: str, manifest: Manifest) -> "Version":
        """A state with all places on its pages."""
        return cls(label, manifest, find_places(manifest))


@dataclass(frozen=True)
class EntryMaker:
    """Makes the entries of a comparison of two states."""

    comparison: Comparison
    old: Version
    new: Version

    def entries(self) -> Iterator[Entry]:
        """Everything that differs: numbers, claims, the text by section, figures and tables, statistics."""
        yield from map(self.number, self.comparison.numbers)
        yield from map(self.claim, self.comparison.claims)
        drawn = map(self.exhibit, self.comparison.exhibits)
        for position, entry in enumerate(chain(self.passages(), drawn), start=1):
            yield replace(entry, position=position)
        yield from map(self.statistic, self.comparison.statistics)

    def number(self, change: NumberChange) -> Entry:
        """A number, with every place where it is printed."""
        of, uses = (self.new, change.new_uses) if change.new_uses else (self.old, change.old_uses)
        whys = {reason.why for reason in change.reasons}
        is_other = change.old_values and change.new_values and change.old_values != change.new_values
        return Entry(
            Subject.NUMBER,
            Change.NEW if Why.NEW in whys else Change.REMOVED if Why.REMOVED in whys else Change.CHANGED,
            change.name,
            places=tuple(_written(of.manifest.uses[use].source, of.places.numbers.get(use)) for use in uses),
            is_gone=of is self.old,
            old=change.old_printed,
            new=change.new_printed,
            unit=change.unit,
            values=(ValueChange(change.old_values, change.new_values),) if is_other else (),
            reasons=change.reasons,
        )

    def claim(self, change: ClaimChange) -> Entry:
        """A claim, with its sentence and condition."""
        old, new = change.old or change.record, change.new or change.record
        seen = self.new.places.claims.get(change.position) if change.position is not None else None
        return Entry(
            Subject.CLAIM,
            change.kind,
            sentence=without_links(change.record.sentence),
            places=(_written(change.record.source, seen),),
            is_gone=change.new is None,
            old=(old.told,),
            new=(new.told,),
            values=tuple(ValueChange(_one(before), _one(after), name) for name, before, after in change.values),
            texts=(
                Wording(compare_words(without_links(old.sentence), without_links(new.sentence)), "sentence"),
                Wording(compare_words(old.told, new.told), "condition"),
            ),
        )

    def passages(self) -> Iterator[Entry]:
        """What differs in the words, section by section; what is only renumbered is left out."""
        parts: dict[str, list[BlockChange]] = {}
        for change in self.comparison.block_changes():
            parts.setdefault(change.part, []).append(change)
        for part, changes in parts.items():
            title = self._heading(part)
            for blocks in self._together(changes):
                yield self._passage(part, title, blocks)

    def _heading(self, part: str) -> str:
        blocks = (block for of in (self.new, self.old) for block in of.manifest.blocks)
        return next((block.text for block in blocks if block.part == part and _tag(block) == "h1"), part)

    def _together(self, changes: Iterable[BlockChange]) -> list[list[BlockChange]]:
        """The changes of one part, the cells of a table together where the first of them stands."""
        tables: dict[SourcePlace, list[BlockChange]] = {}
        together: list[list[BlockChange]] = []
        for change in changes:
            block = self.block(change)
            if _tag(block) in _CELLS and block.source in tables:
                tables[block.source].append(change)
                continue
            together.append([change])
            if _tag(block) in _CELLS:
                tables[block.source] = together[-1]
        return together

    def _passage(self, part: str, title: str, blocks: Sequence[BlockChange]) -> Entry:
        """A block that differs, or all cells that differ in one table."""
        first = blocks[0]
        of, position = (self.new, first.new) if first.new is not None else (self.old, first.old)
        record, kinds = self.block(first), {block.kind for block in blocks}
        is_table = _tag(record) in _CELLS
        is_other = bool(first.element) and not is_table
        sentences = [block.words for block in blocks] if is_table else changed_sentences(first)
        return Entry(
            Subject.TEXT,
            kinds.pop() if len(kinds) == 1 else Change.CHANGED,
            part,
            title,
            _tag(record),
            places=(_written(record.source, of.places.blocks.get(position or 0)),),
            is_gone=of is self.old,
            old=(first.element,) if is_other else (),
            new=(_tag(record),) if is_other else (),
            texts=tuple(map(Wording, sentences)),
            blocks=tuple(blocks),
        )

    def block(self, change: BlockChange) -> BlockRecord:
        """The block as it is, or as it was where it has gone."""
        if change.new is not None:
            return self.new.manifest.blocks[change.new]
        assert change.old is not None, "a block that is nowhere cannot have changed"
        return self.old.manifest.blocks[change.old]

    def exhibit(self, change: ExhibitChange) -> Entry:
        """A figure or table."""
        of, position = (self.new, change.new) if change.new is not None else (self.old, change.old)
        assert position is not None, "a figure that is nowhere cannot have changed"
        return Entry(
            Subject.EXHIBIT,
            change.kind,
            change.name,
            change.title,
            change.what,
            places=(_written(of.manifest.exhibits[position].source, of.places.exhibits.get(position)),),
            is_gone=of is self.old,
            old=_one(str(change.old_number) if change.old_number else None),
            new=_one(str(change.new_number) if change.new_number else None),
            cells=change.cells,
            texts=_texts(change.texts),
            exhibit=change,
            is_otherwise=change.is_drawn_otherwise,
        )

    def statistic(self, change: StatisticChange) -> Entry:
        """A statistic."""
        return Entry(
            Subject.STATISTIC,
            change.kind,
            change.name,
            change.title,
            self.files[change.name],
            old=tuple(", ".join(filter(None, table)) for table in change.old_tables),
            new=tuple(", ".join(filter(None, table)) for table in change.new_tables),
            texts=_texts(change.texts),
            is_otherwise=change.has_other_content,
        )

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The file of each statistic, by its name."""
        return {statistic.name: statistic.file for of in (self.old, self.new) for statistic in of.manifest.statistics}


def by_section(passages: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Passages by the part of the document they stand in, with its heading."""
    for (_, title), together in groupby(passages, lambda entry: (entry.name, entry.title)):
        yield title, list(together)


def _written(source: SourcePlace, seen: Iterable[Seen] | None) -> Written:
    return Written(source, tuple(seen or ()))


def _one(text: str | None) -> tuple[str, ...]:
    return () if text is None else (text,)


def _texts(changes: Iterable[TextChange]) -> tuple[Wording, ...]:
    return tuple(Wording(compare_words(change.old, change.new), change.field) for change in changes)


def _tag(block: BlockRecord) -> str:
    return block.kind.partition(".")[0]
