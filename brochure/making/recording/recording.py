"""The manifest of an edition, made from everything it says and shows.

Records what an edition holds; where it stands on pages is `positions`' to say.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from brochure import __version__
from brochure.findings import Place
from brochure.making.figures.rendering import Drawn
from brochure.making.pages.content import Brochure
from brochure.making.pages.traces import Traced, TracedBlock, TraceKind
from brochure.making.recording.grounds import named_numbers
from brochure.making.recording.positions import Shown, TableCells
from brochure.making.stages import Gathered
from brochure.making.tables.table import PrintedTable
from brochure.making.text import cell_words
from brochure.making.text.author import Claim, NumberUse
from brochure.making.text.digits import without_marks
from brochure.making.writing.attachments import DataFile
from brochure.manifest.alignment import one_spaced
from brochure.manifest.hashing import content_hash
from brochure.manifest.model import (
    FORMAT,
    AttachmentRecord,
    BlockRecord,
    CellRecord,
    ClaimRecord,
    DimensionRecord,
    ExhibitRecord,
    Manifest,
    NumberRecord,
    PrintingRecord,
    SourcePlace,
    StatisticRecord,
    UseRecord,
)
from brochure.project.edition.descriptions import FigureDescription, TableDescription
from brochure.project.edition.naming import Definition
from brochure.project.edition.reading import Described
from brochure.project.sources.project import Project
from brochure.statistics.labels import label_of
from brochure.statistics.numbers.formats import WORDS_OF_FORMATS
from brochure.statistics.numbers.moment import Moment
from brochure.statistics.publications import covered_words, tables_by
from brochure.statistics.selection import Cell
from brochure.statistics.table import Key, Statistic


def record(
    project: Project,
    gathered: Gathered,
    brochure: Brochure,
    traced: Traced,
    behind: Mapping[str, DataFile],
    behind_text: DataFile,
    drawings: Mapping[str, Drawn] | None = None,
    spreadsheets: Sequence[DataFile] = (),
) -> tuple[Manifest, Shown]:
    """The manifest of an edition without its pages, and what `positions` needs to make them.

    `behind` are the files with the data behind figures, by the figure's name, `behind_text` that behind numbers;
    `drawings` are those of its figures, where they have been drawn, `spreadsheets` what is attached besides.
    """
    return _Recorder(project, gathered, brochure, traced, behind, behind_text, drawings or {}, spreadsheets).recorded()


@dataclass(slots=True)
class _Recorder:
    project: Project
    gathered: Gathered
    brochure: Brochure
    traced: Traced
    behind: Mapping[str, DataFile]
    behind_text: DataFile
    drawings: Mapping[str, Drawn]
    spreadsheets: Sequence[DataFile]
    cells: dict[Cell, int] = field(default_factory=dict)

    def recorded(self) -> tuple[Manifest, Shown]:
        ledger, edition = self.gathered.text.ledger, self.gathered.edition
        named = named_numbers(self.gathered)
        uses = tuple(map(self._use, ledger.uses))
        numbers = tuple(map(self._number, named.told))
        intermediate = tuple(map(self._number, named.intermediate))
        exhibits, tables = self._exhibits()
        drawn = {name: tuple(self._drawn(name, drawing)) for name, drawing in self.drawings.items()}
        marks = {
            name: tuple(
                (self._position(self.gathered.figures[name].statistic, mark.cell), mark.place) for mark in d.marks
            )
            for name, d in self.drawings.items()
        }
        blocks = tuple(self._blocks())
        claims = tuple(map(self._claim, ledger.claims))
        manifest = Manifest(
            format=FORMAT,
            program=f"brochure {__version__}",
            edition=edition.name,
            language=edition.language,
            title=self.brochure.title,
            content_hash=content_hash(blocks, exhibits, numbers),
            date=self.brochure.iso_date,
            statistics=tuple(self._statistics()),
            cells=tuple(map(_cell, self.cells)),
            numbers=numbers,
            intermediate=intermediate,
            uses=uses,
            claims=claims,
            exhibits=exhibits,
            blocks=blocks,
            attachments=tuple(
                AttachmentRecord(name=file.name, sha256=hashlib.sha256(file.content).hexdigest())
                for file in sorted(
                    (*self.behind.values(), self.behind_text, *self.spreadsheets), key=lambda file: file.name
                )
            ),
            data_of_text=self.behind_text.name,
            printing=_printing(self.gathered),
        )
        names = {exhibit.name: position for position, exhibit in enumerate(exhibits)}
        return manifest, Shown(names, tables, drawn, marks)

    def _positions(self, cells: Iterable[Cell]) -> tuple[int, ...]:
        return tuple(self.cells.setdefault(cell, len(self.cells)) for cell in cells)

    def _position(self, statistic: Statistic, key: Key) -> int:
        (position,) = self._positions([Cell(statistic, key, statistic.cells[key])])
        return position

    def _use(self, use: NumberUse) -> UseRecord:
        return UseRecord(
            numbers=tuple(number.name for number in use.numbers if number.name),
            expression=use.expression,
            format=use.format,
            printed=use.printed,
            values=tuple(_exact(number.value) for number in use.numbers),
            unit=str(use.numbers[0].unit),
            decimals=use.decimals,
            cells=self._positions(cell for number in use.numbers for cell in number.cells),
            source=_source(use.place),
            periods=_periods(use.periods),
        )

    def _claim(self, claim: Claim) -> ClaimRecord:
        return ClaimRecord(
            sentence=" ".join(without_marks(claim.sentence).split()),
            condition=claim.condition,
            values=tuple((name, _exact(value)) for name, value in claim.values),
            source=_source(claim.place),
            name=claim.name,
            cells=self._positions(claim.cells),
            periods=_periods(claim.periods),
        )

    def _number(self, definition: Definition) -> NumberRecord:
        number = self.gathered.numbers.values[definition.name]
        return NumberRecord(
            name=definition.name,
            formula=definition.expression,
            source=_source(definition.place),
            value=_exact(number.value),
            unit=str(number.unit),
            cells=self._positions(number.cells),
        )

    def _exhibits(self) -> tuple[tuple[ExhibitRecord, ...], dict[str, TableCells]]:
        exhibits: list[ExhibitRecord] = []
        tables: dict[str, TableCells] = {}
        text = self.gathered.text
        figures = {figure.name: figure for figure in self.brochure.figures}
        for name in (*text.numbered, *text.sparklines):
            shown = self.gathered.figures.get(name) or self.gathered.tables[name]
            chart = self.gathered.figures[name].chart if name in self.gathered.figures else None
            described = self.gathered.edition.figures.get(name) or self.gathered.edition.tables[name]
            numbered, words = text.numbered.get(name), text.words_of[name]
            printed = self.gathered.behind.get(name)
            if name in self.gathered.tables:
                printed = self.gathered.tables[name].printed
            if printed is not None and numbered is not None:
                anchor = numbered.anchor if numbered.kind == "table" else f"behind-{name}"
                tables[anchor] = self._table(len(exhibits), printed, shown.statistic)
            file = self.behind.get(name)
            exhibits.append(
                ExhibitRecord(
                    kind=numbered.kind if numbered else "sparkline",
                    name=name,
                    number=numbered.number if numbered else 0,
                    title=words.title,
                    subtitle=words.subtitle,
                    alt=figures[name].alt if name in figures else "",
                    statistic=shown.statistic.name,
                    cells=self._positions(shown.cells),
                    shown=tuple(_texts(printed)) if printed else (),
                    attachment=file.name if file else None,
                    shares_over=_shares_over(described),
                    decimals=chart.decimals if chart else _decimals(described),
                    source=_source(described.place()),
                )
            )
        return tuple(exhibits), tables

    def _table(self, exhibit: int, printed: PrintedTable, statistic: Statistic) -> TableCells:
        def position(key: Key | None) -> int | None:
            return None if key is None else self._position(statistic, key)

        return TableCells(exhibit, tuple(tuple(map(position, row.keys)) for row in printed.rows))

    def _drawn(self, name: str, drawing: Drawn) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The texts of a drawing, each with the positions of the cells whose value it prints."""
        statistic = self.gathered.figures[name].statistic
        for text in drawing.texts:
            yield text.words, tuple(self._position(statistic, key) for key in text.cells)

    def _statistics(self) -> Iterable[StatisticRecord]:
        """The statistics that cells belong to, in the order of first use."""
        sources = self.brochure.source_of
        for statistic in {cell.statistic.name: cell.statistic for cell in self.cells}.values():
            source = sources.get(statistic.name)
            metadata, language = statistic.metadata, self.gathered.edition.language
            content = self.project.read_bytes(self.project.root / statistic.path)
            yield StatisticRecord(
                name=statistic.name,
                number=source.number if source else None,
                title=metadata.title.get(language) or "",
                publisher=metadata.publisher.get(language) or "",
                population=metadata.population.get(language) or "",
                reference=metadata.reference.get(language) or "",
                file=statistic.path,
                sha256=hashlib.sha256(content).hexdigest(),
                tables=tuple(
                    (table.title or "", table.address, covered_words(statistic, table, self.gathered.words))
                    for table in tables_by(statistic, self.gathered.edition.settings.date)
                ),
                dimensions=tuple(self._dimensions(statistic)),
            )

    def _dimensions(self, statistic: Statistic) -> Iterable[DimensionRecord]:
        """The dimensions of a statistic, with the printed names of the members of recorded cells."""
        words = self.gathered.words
        for i, dimension in enumerate(statistic.dimensions):
            members = sorted({cell.key[i] for cell in self.cells if cell.statistic.name == statistic.name})
            labels = {member: label_of(dimension, member, words) for member in members}
            yield DimensionRecord(
                name=dimension.name,
                role=dimension.metadata.role,
                members=dimension.members,
                elimination=dimension.metadata.elimination,
                labels={member: label for member, label in labels.items() if label and label != member},
            )

    def _blocks(self) -> Iterable[BlockRecord]:
        for block in self.traced.blocks:
            path, _, line = block.place.rpartition(":")
            yield BlockRecord(
                part=block.part,
                kind=block.kind,
                text=one_spaced(block.text),
                source=SourcePlace(file=path, line=int(line or 1)),
                breaks=tuple(_breaks(block)) if block.place else (),
                uses=tuple(trace.of for trace in block.traces if trace.kind is TraceKind.USE),
                claims=tuple(trace.of for trace in block.traces if trace.kind is TraceKind.CLAIM),
            )


def _breaks(block: TracedBlock) -> Iterator[int]:
    """Where in a block's text with single spaces the lines begin that it was written on, but for the first.

    Where a tag has taken several lines, all of them begin at one place.
    """
    _, reached = block.written_at(0)
    for match in re.finditer("\n", block.text):
        before = one_spaced(block.text[: match.start()])
        _, line = block.written_at(match.end())
        yield from [len(before) + 1 if before else 0] * (line - reached)
        reached = max(line, reached)


def _texts(printed: PrintedTable) -> Iterable[str]:
    yield from (printed.stub, *(header.label for header in printed.spanners), *printed.columns)
    for row in printed.rows:
        yield from (row.label, *row.cells)


def _cell(cell: Cell) -> CellRecord:
    seen = cell.observation
    return CellRecord(
        statistic=cell.statistic.name,
        line=seen.line,
        members=cell.statistic.members(cell.key),
        value=None if seen.value is None else _exact(seen.value),
        symbol=seen.symbol,
        unit=str(cell.statistic.unit(cell.key)),
        decimals=cell.statistic.decimals(cell.key),
        status=seen.status,
        base=cell.statistic.base(cell.key),
    )


def _periods(moments: Iterable[Moment]) -> tuple[tuple[str, str], ...]:
    return tuple((moment.name or "", moment.member) for moment in moments)


def _source(place: Place) -> SourcePlace:
    return SourcePlace(file=place.path, line=place.line or 1, column=place.column)


def _exact(value: Decimal) -> str:
    return f"{value:f}"


def _printing(gathered: Gathered) -> PrintingRecord:
    words = gathered.words
    has_words = any(map(_prints_words, gathered.text.ledger.uses))
    keys = (*WORDS_OF_FORMATS, *cell_words.WORDS) if has_words else WORDS_OF_FORMATS
    return PrintingRecord(
        locale=str(words.locale),
        thousands_from=gathered.formatter.thousands_from,
        words={key: forms for key, forms in words.entries.items() if key.startswith(keys)},
    )


def _prints_words(use: NumberUse) -> bool:
    """Whether a use prints fixed words beside those that formats of numbers print; a name or time alone does not."""
    number = use.numbers[0]
    is_plain = use.format == "tid" or (use.format == "navn" and number.picked is not None)
    return use.format in cell_words.FORMATS and not is_plain


def _decimals(described: Described) -> int | None:
    """Those that a table is said to have."""
    description = described.description
    return description.decimals if isinstance(description, TableDescription) else None


def _shares_over(described: Described) -> str:
    """The dimension whose members are drawn as shares of a whole; empty where none is."""
    description = described.description
    if not isinstance(description, FigureDescription) or not description.normalise:
        return ""
    return description.axes[-1]
