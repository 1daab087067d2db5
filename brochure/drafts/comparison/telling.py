"""A comparison as lines of text for a person, and as values for JSON.

Changed numbers come first, with why; then claims, the text by section, figures and tables, statistics. New words stand
in {+…+}, removed words in [-…-].
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from brochure.drafts.comparison.cells import CellKey
from brochure.drafts.comparison.claims import without_links
from brochure.drafts.comparison.model import (
    CellChange,
    ClaimChange,
    Comparison,
    ExhibitChange,
    NumberChange,
    Operation,
    Reason,
    StatisticChange,
    Stretch,
    TextChange,
    Why,
)
from brochure.drafts.comparison.passages import Passage, sections
from brochure.drafts.comparison.words import compare_words
from brochure.manifest.model import Account, CellRecord, Manifest, SourcePlace

_MOST_CELLS = 12
_MOST_PLACES = 4
_MOST_TABLE_CELLS = 20
_INDENT = 12
_MARKS = {Stretch.SAME: "{}", Stretch.NEW: "{{+{}+}}", Stretch.REMOVED: "[-{}-]"}
_WHY = {
    Why.DATA: "new data",
    Why.CELLS: "taken from other cells",
    Why.DEFINITION: "computed otherwise",
    Why.FORMAT: "other rounding or format",
    Why.REPLACED: "another number stands here",
    Why.NEW: "new: it was not printed before",
    Why.REMOVED: "it is no longer printed",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states that are compared: what it is called, and what it says."""

    label: str
    manifest: Manifest


def told(comparison: Comparison, old: Side, new: Side) -> Iterator[str]:
    """All that differs, as lines."""
    yield f"{_named(old)} → {_named(new)}"
    if comparison.is_empty:
        yield "nothing differs"
        return
    yield summary(comparison)
    teller = _Teller(comparison, old.manifest, new.manifest)
    for title, lines in (
        ("Changed numbers", teller.numbers()),
        ("Claims", teller.claims()),
        ("Text", teller.text()),
        ("Figures and tables", teller.exhibits()),
        ("Statistics", teller.statistics()),
    ):
        if found := list(lines):
            yield from ("", title, "=" * len(title), *found)


def summary(comparison: Comparison) -> str:
    """How much differs, in a line."""
    passages = sum(1 for _ in comparison.block_changes())
    counts = (
        (len(comparison.numbers), "number"),
        (len(comparison.claims), "claim"),
        (passages, "block of text"),
        (len(comparison.exhibits), "figure or table"),
        (len(comparison.statistics), "statistic"),
    )
    plurals = {"block of text": "blocks of text", "figure or table": "figures and tables"}
    told = [f"{count} {word if count == 1 else plurals.get(word, f'{word}s')}" for count, word in counts if count]
    renumbered = len(comparison.blocks) - passages
    told += [f"{renumbered} blocks in which only a number of a figure, table or source differs"] if renumbered else []
    return "differing: " + ", ".join(told)


def as_values(comparison: Comparison, old: Side, new: Side) -> dict[str, Any]:
    """A comparison as plain values; `places` are added to what can be looked up in the project's files."""
    values: dict[str, Any] = TypeAdapter(Comparison).dump_python(comparison, mode="json")
    after, before = new.manifest, old.manifest
    for value, number in zip(values["numbers"], comparison.numbers, strict=True):
        uses = [after.uses[i] for i in number.new_uses] or [before.uses[i] for i in number.old_uses]
        value["places"] = list(dict.fromkeys(str(use.source) for use in uses))
    for value, block in zip(values["blocks"], comparison.blocks, strict=True):
        record = after.blocks[block.new] if block.new is not None else before.blocks[block.old or 0]
        value["places"] = [str(record.source)] if record.source.file else []
    for value, exhibit in zip(values["exhibits"], comparison.exhibits, strict=True):
        shown = after.exhibits[exhibit.new] if exhibit.new is not None else before.exhibits[exhibit.old or 0]
        value["places"] = [str(shown.source)]
    sides = {"old": _values(old), "new": _values(new)}
    return {**sides, "differs": not comparison.is_empty, **values}


def marked(words: Iterable[Operation]) -> str:
    """A sentence with what is new in {+…+} and what was removed in [-…-]; spaces at the ends stay outside."""
    return "".join(map(_marked, words)).strip()


def _marked(word: Operation) -> str:
    inside = word.words.strip(" ")
    if not inside or word.kind is Stretch.SAME:
        return word.words
    before = len(word.words) - len(word.words.lstrip(" "))
    after = len(word.words) - len(word.words.rstrip(" "))
    return " " * before + _MARKS[word.kind].format(inside) + " " * after


class _Teller:
    def __init__(self, comparison: Comparison, old: Manifest, new: Manifest) -> None:
        self.comparison, self.old, self.new = comparison, old, new
        self._cells = _by_key(old) | _by_key(new)
        self._files = {statistic.name: statistic.file for of in (old, new) for statistic in of.statistics}
        self._pages = {id(of): _pages(of) for of in (old, new)}

    def numbers(self) -> Iterator[str]:
        for number in self.comparison.numbers:
            yield from self._number(number)

    def _number(self, change: NumberChange) -> Iterator[str]:
        pairs = list(_printed(change))
        yield f"{change.name}: {'; '.join(pairs) if pairs else 'printed nowhere, but claimed'}"
        for reason in change.reasons:
            yield from self._reason(reason)
        if change.old_values != change.new_values and change.old_values and change.new_values:
            values = f"{' and '.join(change.old_values)} → {' and '.join(change.new_values)}"
            yield _row("value", f"{values} ({change.unit.replace('_', ' ')}), unrounded")
        of, uses = (self.new, change.new_uses) if change.new_uses else (self.old, change.old_uses)
        places = [
            f"{of.uses[use].source}{self._page(of, 'use', use)}{' (old)' if of is self.old else ''}" for use in uses
        ]
        yield from _rows("at", list(dict.fromkeys(places)), _MOST_PLACES)

    def _reason(self, reason: Reason) -> Iterator[str]:
        shown = f": {reason.old} → {reason.new}" if reason.old and reason.new and reason.old != reason.new else ""
        if reason.why is Why.FORMAT and not shown:
            shown = ": the rules of printing have changed"
        yield _row("why", _WHY[reason.why] + shown)
        yield from self._cell_rows(reason.cells)

    def claims(self) -> Iterator[str]:
        for claim in self.comparison.claims:
            old, new = (without_links((each or claim.record).sentence) for each in (claim.old, claim.new))
            yield f"{claim.kind}: {marked(compare_words(old, new))}"
            yield from self._condition(claim)
            yield from (_row("value", f"{name}: {old or '–'} → {new or '–'}") for name, old, new in claim.values)
            of = self.old if claim.position is None else self.new
            page = self._page(of, "claim", claim.position) if claim.position is not None else " (old)"
            yield _row("at", f"{claim.record.source}{page}")

    def _condition(self, claim: ClaimChange) -> Iterator[str]:
        if claim.has_other_condition and claim.old and claim.new:
            yield _row("condition", f"{claim.old.condition} → {claim.new.condition}")
        else:
            yield _row("condition", claim.record.condition)

    def text(self) -> Iterator[str]:
        for section in sections(self.comparison, self.old, self.new):
            yield f"{section.title}"
            for passage in section.passages:
                yield from self._passage(passage)

    def _passage(self, passage: Passage) -> Iterator[str]:
        first = passage.changes[0]
        of, position = (self.new, first.new) if first.new is not None else (self.old, first.old)
        what = f"{passage.kind} cells of a table" if passage.is_table and len(passage.changes) > 1 else passage.kind
        if passage.element:
            what += f" (was <{passage.old_element}>, is <{passage.element}>)"
        gone = " (old)" if of is self.old else ""
        yield f"  {what}, {_source(passage.source)}{self._page(of, 'block', position)}{gone}"
        if passage.is_table:
            shown = [marked(words) for words in passage.sentences]
            more = [f"and {len(shown) - _MOST_TABLE_CELLS} more"] if len(shown) > _MOST_TABLE_CELLS else []
            yield "    " + " | ".join([*shown[:_MOST_TABLE_CELLS], *more])
        else:
            yield from (f"    {marked(words)}" for words in passage.sentences)

    def exhibits(self) -> Iterator[str]:
        for exhibit in self.comparison.exhibits:
            yield from self._exhibit(exhibit)

    def _exhibit(self, change: ExhibitChange) -> Iterator[str]:
        number = f" {change.new_number or change.old_number}" if change.new_number or change.old_number else ""
        title = f" «{change.title}»" if change.title else ""
        yield f"{change.kind}: {change.what}{number}{title} ({change.name})"
        if change.is_renumbered:
            yield _row("number", f"{change.old_number} → {change.new_number}")
        yield from _texts(change.texts)
        if change.is_drawn_otherwise:
            yield _row("drawn", "the same cells are shown otherwise: other labels, order or marks")
        yield from self._cell_rows(change.cells)
        of, position = (self.new, change.new) if change.new is not None else (self.old, change.old)
        if position is not None:
            yield _row("at", f"{of.exhibits[position].source}{' (old)' if of is self.old else ''}")

    def statistics(self) -> Iterator[str]:
        for statistic in self.comparison.statistics:
            yield from self._statistic(statistic)

    def _statistic(self, change: StatisticChange) -> Iterator[str]:
        yield f"{change.kind}: {change.name}: {change.title}"
        if change.has_other_content:
            yield _row("file", f"{self._files[change.name]} has other content")
        yield from _texts(change.texts)
        yield from (_row("no longer", ", ".join(filter(None, table))) for table in change.old_tables)
        yield from (_row("now", ", ".join(filter(None, table))) for table in change.new_tables)

    def _cell_rows(self, cells: Sequence[CellChange]) -> Iterator[str]:
        yield from _rows("cell", [self._cell(cell) for cell in cells], _MOST_CELLS)

    def _cell(self, cell: CellChange) -> str:
        record = self._cells.get((cell.statistic, cell.members))
        line = f":{record.line}" if record is not None and record.line else ""
        members = ", ".join(f"{name}={member}" for name, member in cell.members)
        value = f"{'–' if cell.old is None else cell.old} → {'–' if cell.new is None else cell.new}"
        return f"{self._files.get(cell.statistic, cell.statistic)}{line} [{members}]: {value}"

    def _page(self, of: Manifest, what: str, position: int | None) -> str:
        """The page that something begins on, where pages are known."""
        label = self._pages[id(of)].get((what, position))
        return f", page {label}" if label else ""


def _pages(manifest: Manifest) -> Mapping[tuple[str, int | None], str]:
    """The printed number of the first page of each block, claim and use."""
    found: dict[tuple[str, int | None], str] = {}
    for page in manifest.pages:
        for line in page.lines:
            if line.block is not None:
                found.setdefault(("block", line.block), page.label)
            for claim in line.claims:
                found.setdefault(("claim", claim), page.label)
        for token in page.tokens:
            if token.account is Account.NUMBER:
                found.setdefault(("use", token.of), page.label)
    return found


def _printed(change: NumberChange) -> Iterator[str]:
    """The printed forms that have changed, old → new."""
    if change.old_printed and change.new_printed:
        pairs = zip(change.old_printed, change.new_printed, strict=True)
        yield from (f"{before} → {after}" if before != after else before for before, after in pairs)
    elif change.old_printed:
        yield f"{', '.join(change.old_printed)} → –"
    elif change.new_printed:
        yield f"– → {', '.join(change.new_printed)}"


def _by_key(manifest: Manifest) -> dict[CellKey, CellRecord]:
    return {(cell.statistic, tuple(cell.members.items())): cell for cell in manifest.cells}


def _texts(texts: Iterable[TextChange]) -> Iterator[str]:
    for text in texts:
        yield _row(text.field, marked(compare_words(text.old, text.new)))


def _rows(label: str, texts: Sequence[str], most: int) -> Iterator[str]:
    """A row for each text, as far as there are not too many."""
    yield from (_row(label, text) for text in texts[:most])
    if len(texts) > most:
        yield _row("", f"and {len(texts) - most} more; --format json lists all")


def _row(label: str, text: str) -> str:
    return f"  {label:<{_INDENT}}{text}"


def _source(source: SourcePlace) -> str:
    return str(source) if source.file else "made by the templates"


def _named(side: Side) -> str:
    return f"{side.label} ({side.manifest.edition}, {side.manifest.language})"


def _values(side: Side) -> dict[str, Any]:
    manifest = side.manifest
    return {
        "name": side.label,
        "edition": manifest.edition,
        "language": manifest.language,
        "draft": manifest.draft,
        "content hash": manifest.content_hash,
        "pages": len(manifest.pages),
    }
