"""What a person with a spreadsheet gets of each figure and table: one table in wide form, with real numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from brochure.making.pages.content import Brochure, Source
from brochure.making.stages import Gathered
from brochure.making.tables.table import PrintedTable, Row
from brochure.statistics.numbers.rounding import round_half_away
from brochure.statistics.remarks import meaning_of
from brochure.statistics.table import SYMBOLS, Key, Statistic

_JOINERS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2060": None, "\u00ad": None})
"""What holds printed words together, and is in the way in a cell."""
_SHARE_DECIMALS = 1

SheetCell = str | Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: what it is called, what is to be known of it, its head and rows.

    `file` is the beginning of the name of its own file; `notes` hold for the whole table.
    """

    name: str
    file: str
    title: str
    subtitle: str
    unit: str
    source: str
    symbols: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...], ...]


def tables_for_people(gathered: Gathered, brochure: Brochure) -> tuple[Sheet, ...]:
    """The figures of a brochure in their order, then its tables."""
    return (*_of_figures(gathered, brochure), *_of_tables(gathered, brochure))


def _of_figures(gathered: Gathered, brochure: Brochure) -> Iterator[Sheet]:
    for figure in brochure.figures:
        shown = gathered.figures[figure.name]
        doubtful = {point.key for point in shown.chart.points() if point.uncertain and point.key}
        table = _Table(gathered, figure.behind, shown.statistic, shown.shares, doubtful, shown.chart.panel_label)
        note = (figure.note, *figure.break_notes, *figure.uncertain_notes, figure.margin_note)
        yield table.sheet("figure", figure.number, figure.name, figure.title, figure.subtitle, figure.source, note)


def _of_tables(gathered: Gathered, brochure: Brochure) -> Iterator[Sheet]:
    for name, found in gathered.tables.items():
        if name in gathered.text.numbered:
            words, number = gathered.text.words_of[name], gathered.text.numbered[name].number
            source = brochure.source_of[found.statistic.name]
            table = _Table(gathered, found.printed, found.statistic, {}, set(), "")
            note = (Markup(words.note or ""), *found.printed.notes)
            yield table.sheet("table", number, name, words.title, words.subtitle, source, note)


@dataclass(frozen=True, slots=True)
class _Table:
    """A printed table with what its cells are worth: the values of `statistic`, or the `shares` of them."""

    gathered: Gathered
    printed: PrintedTable
    statistic: Statistic
    shares: Mapping[Key, Decimal | None]
    doubtful: set[Key]
    panel_label: str

    def sheet(
        self,
        kind: str,
        number: int,
        name: str,
        title: str,
        subtitle: str,
        source: Source,
        notes: Sequence[str | Markup | None],
    ) -> Sheet:
        """The table as a sheet; `kind` is figure or table."""
        words = self.gathered.words
        head, rows = self._grid()
        told = [source.publisher, source.title, source.reference]
        return Sheet(
            name=words(f"{kind}.label", number=number),
            file=f"{words(f'{kind}.inline')}-{number:02d}-{name}",
            title=_plain(title),
            subtitle=_plain(subtitle),
            unit=self.printed.unit,
            source=_plain(f"{words('source')}: {', '.join(filter(None, told))}"),
            symbols=tuple((sign, words(f"symbol.{SYMBOLS[sign]}")) for sign in self.printed.symbols),
            notes=tuple(dict.fromkeys(_plain(note) for note in notes if note)),
            head=head,
            rows=rows,
        )

    def _grid(self) -> tuple[tuple[str, ...], tuple[tuple[SheetCell, ...], ...]]:
        """Head and rows: headings of rows become a first column, spanners part of each head, remarks a last column."""
        printed = self.printed
        headed = any(row.is_heading for row in printed.rows)
        spanned = [header.label for header in printed.spanners for _ in range(header.span)]
        columns = (
            [", ".join(names) for names in zip(spanned, printed.columns, strict=True)] if spanned else printed.columns
        )
        heading, rows, remarks = "", [], []
        for row in printed.rows:
            if row.is_heading:
                heading = row.label
                continue
            before = [heading, row.label] if headed else [row.label]
            rows.append([*map(_plain, before), *self._cells(row)])
            remarks.append(self._remarks(row, columns))
        head = [*([self.panel_label or " "] if headed else []), printed.stub, *columns]
        if any(remarks):
            head.append(self.gathered.words("sheet.remark"))
            rows = [[*row, remark] for row, remark in zip(rows, remarks, strict=True)]
        return tuple(_distinct(map(_plain, head))), tuple(map(tuple, rows))

    def _cells(self, row: Row) -> Iterator[SheetCell]:
        for text, key in zip(row.cells, row.keys, strict=True):
            value = self._value(key)
            yield text.split("\u00a0")[0] if value is None else value

    def _value(self, key: Key | None) -> Decimal | None:
        if key is None or key not in self.statistic.cells:
            return None
        if self.shares:
            share = self.shares.get(key)
            return None if share is None else round_half_away(share, _SHARE_DECIMALS)
        return self.statistic.cells[key].value

    def _remarks(self, row: Row, columns: Sequence[str]) -> str:
        """What is said of single values of a row: that they are uncertain, or what the source remarks on them."""
        words, found = self.gathered.words, dict[str, list[str]]()
        for column, key in zip(columns, row.keys, strict=True):
            if key in self.doubtful:
                found.setdefault(words("sheet.uncertain"), []).append(column)
            if key and key in self.statistic.cells and (status := self.statistic.cells[key].status):
                found.setdefault(meaning_of(self.statistic, status, words), []).append(column)
        return _plain("; ".join(f"{', '.join(names)}: {said}" for said, names in found.items()))


def _distinct(head: Iterator[str]) -> Iterator[str]:
    """Names of columns, each once: a table of a spreadsheet has no two alike."""
    seen = dict[str, int]()
    for name in head:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _plain(words: str | Markup) -> str:
    return Markup(words).striptags().translate(_JOINERS) if isinstance(words, Markup) else words.translate(_JOINERS)
