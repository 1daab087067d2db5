"""What differs as lines of text for a person, and as values for JSON.

Changed numbers come first, with why; then claims, the text by section, figures and tables, statistics. New words stand
in {+…+}, removed words in [-…-].
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from pydantic import TypeAdapter

from brochure.drafts.comparison.cells import CellKey
from brochure.drafts.comparison.entries import Entry, EntryMaker, Subject, Version, Written, by_section
from brochure.drafts.comparison.model import CellChange, Comparison, Operation, Reason, Stretch, Why
from brochure.manifest.model import CellRecord, Manifest
from brochure.tracing.printing import row, rows, unit_named

_MOST_CELLS = 12
_MOST_PLACES = 4
_MOST_TABLE_CELLS = 20
_MARKS = {Stretch.SAME: "{}", Stretch.NEW: "{{+{}+}}", Stretch.REMOVED: "[-{}-]"}
_TITLES = {
    Subject.NUMBER: "Changed numbers",
    Subject.CLAIM: "Claims",
    Subject.TEXT: "Text",
    Subject.EXHIBIT: "Figures and tables",
    Subject.STATISTIC: "Statistics",
}
_WHY = {
    Why.DATA: "new data",
    Why.CELLS: "taken from other cells",
    Why.DEFINITION: "computed otherwise",
    Why.FORMAT: "other rounding or format",
    Why.REPLACED: "another number stands here",
    Why.NEW: "new: it was not printed before",
    Why.REMOVED: "it is no longer printed",
}
_PRINTING = "the rules of printing have changed"


def as_lines(comparison: Comparison, old: Version, new: Version) -> Iterator[str]:
    """All that differs, as lines."""
    yield f"{_named(old)} → {_named(new)}"
    if comparison.is_empty:
        yield "nothing differs"
        return
    yield summary(comparison)
    printer = _Printer(old, new)
    for subject, entries in groupby(EntryMaker(comparison, old, new).entries(), lambda entry: entry.subject):
        title = _TITLES[subject]
        yield from ("", title, "=" * len(title))
        if subject is Subject.TEXT:
            yield from _passages(entries)
        else:
            for entry in entries:
                yield from printer.entry(entry)


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
    blocks = "block" if renumbered == 1 else "blocks"
    told += [f"{renumbered} {blocks} in which only a number of a figure, table or source differs"] if renumbered else []
    return "differing: " + ", ".join(told)


def as_values(comparison: Comparison, old: Version, new: Version) -> dict[str, Any]:
    """A comparison as plain values; `places` are added to what can be looked up in the project's files."""
    values: dict[str, Any] = TypeAdapter(Comparison).dump_python(comparison, mode="json")
    maker = EntryMaker(comparison, old, new)
    for value, number in zip(values["numbers"], comparison.numbers, strict=True):
        value["places"] = list(maker.number(number).sources)
    for value, block in zip(values["blocks"], comparison.blocks, strict=True):
        source = maker.block(block).source
        value["places"] = [str(source)] if source.file else []
    for value, exhibit in zip(values["exhibits"], comparison.exhibits, strict=True):
        value["places"] = list(maker.exhibit(exhibit).sources)
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


class _Printer:
    """Prints entries; cells are told with the file and line they are read from."""

    def __init__(self, old: Version, new: Version) -> None:
        self._cells = _by_key(old.manifest) | _by_key(new.manifest)
        self._files = {each.name: each.file for side in (old, new) for each in side.manifest.statistics}

    def entry(self, entry: Entry) -> Iterator[str]:
        match entry.subject:
            case Subject.NUMBER:
                yield f"{entry.name}: {'; '.join(_printed(entry)) or 'printed nowhere, but claimed'}"
                yield from self._reasons(entry.reasons)
            case Subject.CLAIM:
                yield f"{entry.kind}: {marked(entry.texts[0].words)}"
                yield row("condition", " → ".join(dict.fromkeys((*entry.old, *entry.new))))
            case Subject.EXHIBIT:
                yield from _exhibit(entry)
            case Subject.STATISTIC:
                yield from _statistic(entry)
        yield from self._cell_rows(entry.cells)
        for value in entry.values:
            values = f"{' and '.join(value.old) or '–'} → {' and '.join(value.new) or '–'}"
            is_of_claim = entry.subject is Subject.CLAIM
            yield row(
                "value", f"{value.name}: {values}" if is_of_claim else f"{values} ({unit_named(entry.unit)}), unrounded"
            )
        has_pages = entry.subject is not Subject.EXHIBIT
        places = dict.fromkeys(_place(place, is_gone=entry.is_gone, has_page=has_pages) for place in entry.places)
        yield from rows("at", list(places), _MOST_PLACES)

    def _reasons(self, reasons: Iterable[Reason]) -> Iterator[str]:
        for reason in reasons:
            what = f"{reason.old} → {reason.new}" if reason.is_shown else ""
            what = _PRINTING if reason.why is Why.FORMAT and not what else what
            yield row("why", ": ".join(filter(None, (_WHY[reason.why], what))))
            yield from self._cell_rows(reason.cells)

    def _cell_rows(self, cells: Sequence[CellChange]) -> Iterator[str]:
        yield from rows("cell", [self._cell(cell) for cell in cells], _MOST_CELLS)

    def _cell(self, cell: CellChange) -> str:
        record = self._cells.get((cell.statistic, cell.members))
        line = f":{record.line}" if record is not None and record.line else ""
        members = ", ".join(f"{name}={member}" for name, member in cell.members)
        value = f"{'–' if cell.old is None else cell.old} → {'–' if cell.new is None else cell.new}"
        return f"{self._files.get(cell.statistic, cell.statistic)}{line} [{members}]: {value}"


def _passages(entries: Iterable[Entry]) -> Iterator[str]:
    for title, passages in by_section(entries):
        yield title
        for passage in passages:
            yield from _passage(passage)


def _passage(entry: Entry) -> Iterator[str]:
    what = f"{entry.kind} cells of a table" if entry.is_table and len(entry.blocks) > 1 else str(entry.kind)
    if entry.old:
        what += f" (was <{entry.old[0]}>, is <{entry.new[0]}>)"
    yield f"  {what}, {_place(entry.places[0], is_gone=entry.is_gone)}"
    sentences = [marked(text.words) for text in entry.texts]
    if entry.is_table:
        more = [f"and {len(sentences) - _MOST_TABLE_CELLS} more"] if len(sentences) > _MOST_TABLE_CELLS else []
        sentences = [" | ".join([*sentences[:_MOST_TABLE_CELLS], *more])]
    yield from (f"    {sentence}" for sentence in sentences)


def _exhibit(entry: Entry) -> Iterator[str]:
    number = "".join(f" {number}" for number in (entry.new or entry.old))
    title = f" «{entry.title}»" if entry.title else ""
    yield f"{entry.kind}: {entry.what}{number}{title} ({entry.name})"
    if entry.exhibit is not None and entry.exhibit.is_renumbered:
        yield row("number", f"{entry.exhibit.old_number} → {entry.exhibit.new_number}")
    yield from _texts(entry)
    if entry.is_otherwise:
        yield row("drawn", "the same cells are shown otherwise: other labels, order or marks")


def _statistic(entry: Entry) -> Iterator[str]:
    yield f"{entry.kind}: {entry.name}: {entry.title}"
    if entry.is_otherwise:
        yield row("file", f"{entry.what} has other content")
    yield from _texts(entry)
    yield from (row("no longer", table) for table in entry.old)
    yield from (row("now", table) for table in entry.new)


def _texts(entry: Entry) -> Iterator[str]:
    return (row(text.field, marked(text.words)) for text in entry.texts)


def _place(place: Written, *, is_gone: bool, has_page: bool = True) -> str:
    """File and line, and the page that something begins on where pages are known."""
    source = str(place.source) if place.source.file else "made by the templates"
    page = f", page {place.seen[0].label}" if has_page and place.seen else ""
    return f"{source}{page}{' (old)' if is_gone else ''}"


def _printed(entry: Entry) -> Iterator[str]:
    """The printed forms that have changed, old → new."""
    if entry.old and entry.new:
        pairs = zip(entry.old, entry.new, strict=True)
        yield from (f"{before} → {after}" if before != after else before for before, after in pairs)
    elif entry.old or entry.new:
        yield f"{', '.join(entry.old) or '–'} → {', '.join(entry.new) or '–'}"


def _by_key(manifest: Manifest) -> dict[CellKey, CellRecord]:
    return {(cell.statistic, tuple(cell.members.items())): cell for cell in manifest.cells}


def _named(side: Version) -> str:
    return f"{side.label} ({side.manifest.edition}, {side.manifest.language})"


def _values(side: Version) -> dict[str, Any]:
    manifest = side.manifest
    return {
        "name": side.label,
        "edition": manifest.edition,
        "language": manifest.language,
        "draft": manifest.draft,
        "content hash": manifest.content_hash,
        "pages": len(manifest.pages),
    }
