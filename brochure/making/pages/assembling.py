"""Puts together what the templates are given, from everything an edition says and shows.

Computes no statistics and holds no markup.
"""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from brochure.findings import Faults, Place
from brochure.making.figures.alt_text import alt_text
from brochure.making.figures.chart import Chart
from brochure.making.pages.annex import Annex
from brochure.making.pages.content import (
    BlockOnPage,
    Brochure,
    FigureOnPage,
    GoalOnPage,
    KeyFigureOnPage,
    NoteOnPage,
    PartOnPage,
    Source,
    SymbolKey,
    TableOnPage,
)
from brochure.making.stages import Gathered
from brochure.making.text.digits import tied
from brochure.making.text.markdown import Note
from brochure.making.text.rendering import RenderedKeyFigure, RenderedPart, RenderedWords
from brochure.project.edition.reading import Part
from brochure.project.edition.settings import EditionSettings
from brochure.project.languages import Translations
from brochure.project.theme import Theme
from brochure.statistics.breaks import breaks_among
from brochure.statistics.publications import covered_words, tables_by
from brochure.statistics.remarks import remarks_on
from brochure.statistics.selection import Cell
from brochure.statistics.table import SYMBOLS, Statistic


def put_together(gathered: Gathered, theme: Theme, drawings: Mapping[str, str], annex: Annex | None = None) -> Brochure:
    """The brochure of an edition that has no errors, or the `annex` it is; `drawings` are SVG by figure.

    Raises `Faults` where a text is not written in the edition's language.
    """
    return _Assembler(gathered, theme, drawings).brochure(annex)


class _Assembler:
    def __init__(self, gathered: Gathered, theme: Theme, drawings: Mapping[str, str]) -> None:
        self.gathered, self.theme, self.drawings = gathered, theme, drawings
        self.language = gathered.edition.language
        self.settings: EditionSettings = gathered.edition.settings
        used = self._used_cells().items()
        self.sources = {name: self._source(i, cells) for i, (name, cells) in enumerate(used, start=1)}
        self.figures = {n: self._figure(n) for n, item in gathered.text.numbered.items() if item.kind == "figure"}
        self.tables = {n: self._table(n) for n, item in gathered.text.numbered.items() if item.kind == "table"}

    def brochure(self, annex: Annex | None) -> Brochure:
        settings = self.settings
        used = {s for f in self.figures.values() for s in f.behind.symbols}
        used |= {s for t in self.tables.values() for s in t.printed.symbols}
        return Brochure(
            language=self.language,
            title=self._told(settings.title, "title"),
            subtitle=self._told(settings.subtitle, "subtitle"),
            publisher=self._told(settings.publisher, "publisher"),
            keywords=settings.keywords.get(self.language),
            budget_year=settings.budget_year,
            proposition=settings.proposition,
            publication_code=settings.publication_code.get(self.language),
            address=self._told(settings.address, "address") if settings.address else None,
            web=self._told(settings.web, "web") if settings.web else None,
            isbn=settings.isbn.get(self.language),
            issn=settings.issn,
            date=self.gathered.formatter.date(settings.date.isoformat()),
            iso_date=settings.date.isoformat(),
            logo=settings.logo,
            colophon=self._part(settings.colophon),
            introduction=self._part(settings.introduction),
            definitions=self._part(settings.definitions),
            comparison=self._part(settings.comparison) if settings.comparison else None,
            sections=tuple(self._section(i, name) for i, name in enumerate(settings.sections)),
            sources_text=self._part(settings.sources),
            sources=tuple(self.sources.values()),
            figures=tuple(self.figures.values()),
            symbols=self._symbols(sorted(used)),
            annex=annex,
        )

    def _used_cells(self) -> dict[str, list[Cell]]:
        """The cells that figures, tables and numbers use, by statistic, in the order of first use."""
        gathered = self.gathered
        found: dict[str, list[Cell]] = {}
        for name in (*gathered.text.numbered, *gathered.text.sparklines):
            item = gathered.figures.get(name) or gathered.tables[name]
            found.setdefault(item.statistic.name, []).extend(item.cells)
        for use in gathered.text.ledger.uses:
            for cell in (cell for number in use.numbers for cell in number.cells):
                found.setdefault(cell.statistic.name, []).append(cell)
        return found

    def _told(self, text: Translations, *keys: str | int) -> str:
        found = text.get(self.language)
        if found is None:
            place = self.gathered.edition.document.place(*keys)
            raise Faults.one(place, f"this text has not been written in {self.language}")
        return found

    def _of_statistic(self, statistic: Statistic, text: Translations, key: str) -> str:
        found = text.get(self.language)
        if found is None:
            place = Place(f"data/statistics/{statistic.name}.toml")
            raise Faults.one(place, f"'{key}' has not been written in {self.language}")
        return tied(found)

    def _source(self, number: int, cells: list[Cell]) -> Source:
        """A statistic with its notes, and the notes of the breaks that lie between the cells that are used."""
        statistic = cells[0].statistic
        metadata = statistic.metadata
        notes = [tied(note) for note in metadata.notes.get(self.language)]
        told = (item.note.get(self.language) for item in breaks_among(cells) if item.note)
        notes += [tied(note) for note in told if note]
        said = [f"{remark.meaning} ({remark.mark})" for remark in remarks_on(cells, self.gathered.words)]
        if said:
            notes.append(f"{self.gathered.words('status.note')}: {'; '.join(said)}.")
        return Source(
            statistic=statistic.name,
            number=number,
            anchor=f"source-{statistic.name.replace('/', '-')}",
            title=self._of_statistic(statistic, metadata.title, "title"),
            publisher=self._of_statistic(statistic, metadata.publisher, "publisher"),
            population=self._of_statistic(statistic, metadata.population, "population"),
            reference=self._of_statistic(statistic, metadata.reference, "reference"),
            tables=tuple(
                (
                    table.title or "",
                    table.address,
                    self._of_statistic(statistic, table.covers, "covers")
                    if table.covers
                    else covered_words(statistic, table, self.gathered.words),
                )
                for table in tables_by(statistic, self.gathered.edition.settings.date)
            ),
            notes=tuple(dict.fromkeys(notes)),
        )

    def _symbols(self, symbols: Sequence[str]) -> tuple[SymbolKey, ...]:
        words = self.gathered.words
        return tuple(SymbolKey(symbol, words(f"symbol.{SYMBOLS[symbol]}")) for symbol in symbols)

    def _words(self, name: str) -> RenderedWords:
        return self.gathered.text.words_of[name]

    def _figure(self, name: str) -> FigureOnPage:
        extracted, words = self.gathered.figures[name], self._words(name)
        behind = self.gathered.behind[name]
        alt = alt_text(extracted.chart, words.subtitle, self.gathered.formatter)
        return FigureOnPage(
            name=name,
            place=str(self.gathered.edition.figures[name].place()),
            number=self.gathered.text.numbered[name].number,
            title=words.title,
            subtitle=words.subtitle,
            title_html=Markup(words.title_html),
            subtitle_html=Markup(words.subtitle_html),
            note=Markup(words.note) if words.note else None,
            break_notes=tuple(map(tied, extracted.chart.notes)),
            uncertain_notes=tuple(map(tied, extracted.chart.uncertain)),
            margin_note=self._margins(extracted.chart),
            uncertain_key=self.gathered.words(f"uncertain.{extracted.chart.uncertain_mark}"),
            remarks=extracted.chart.remarks,
            remarks_key=self.gathered.words(f"status.{extracted.chart.uncertain_mark}"),
            alt=alt,
            svg=self._drawing(name, alt),
            source=self.sources[extracted.statistic.name],
            behind=behind,
            symbols=self._symbols(behind.symbols),
            drawn_symbols=() if extracted.chart.what.leaves_gaps else self._symbols(behind.symbols),
        )

    def _margins(self, chart: Chart) -> str:
        if not chart.margins:
            return ""
        least, most = (self.gathered.formatter.plain(end(chart.margins), 0) for end in (min, max))
        return self.gathered.words("margin.note", least=least, most=most)

    def _drawing(self, name: str, alt: str) -> Markup:
        return titled(self.drawings[name], alt) if self.drawings else Markup()

    def _key_figure(self, figure: RenderedKeyFigure, place: Place) -> KeyFigureOnPage:
        sparkline = None
        if name := figure.sparkline:
            chart = self.gathered.figures[name].chart
            sparkline = self._drawing(name, alt_text(chart, self._words(name).subtitle, self.gathered.formatter))
        beside = (figure.comparison, figure.gap, figure.change)
        comparison, gap, change = (Markup(words) if words else None for words in beside)
        return KeyFigureOnPage(
            str(place),
            Markup(figure.value),
            Markup(figure.text),
            comparison,
            gap,
            change,
            sparkline,
            figure.sparkline or "",
        )

    def _table(self, name: str) -> TableOnPage:
        table, words = self.gathered.tables[name], self._words(name)
        return TableOnPage(
            name=name,
            place=str(self.gathered.edition.tables[name].place()),
            number=self.gathered.text.numbered[name].number,
            title=words.title,
            subtitle=words.subtitle,
            title_html=Markup(words.title_html),
            subtitle_html=Markup(words.subtitle_html),
            note=Markup(words.note) if words.note else None,
            printed=table.printed,
            source=self.sources[table.statistic.name],
            symbols=self._symbols(table.printed.symbols),
        )

    def _part(self, name: str) -> PartOnPage:
        rendered = self.gathered.text.parts[name]
        return PartOnPage(
            name=name,
            anchor=rendered.anchor,
            title=rendered.title,
            heading=Markup(rendered.heading),
            place=str(self._read(name).front_document.place("title")),
            lead=Markup(rendered.lead) if rendered.lead else None,
            blocks=tuple(self._blocks(rendered)),
            headings=tuple((h.text, h.anchor) for h in rendered.headings if h.level == 2),
        )

    def _section(self, position: int, name: str) -> PartOnPage:
        part, rendered = self._part(name), self.gathered.text.parts[name]
        names = {m.code: self._told(m.name, "ministries", i) for i, m in enumerate(self.settings.ministries)}
        key_figures = tuple(
            self._key_figure(figure, self._read(name).front_document.place("key_figures", i))
            for i, figure in enumerate(rendered.key_figures)
        )
        goals = [(i, goal) for i, goal in enumerate(self.settings.goals) if goal.section == name]
        return PartOnPage(
            name=part.name,
            anchor=part.anchor,
            title=part.title,
            heading=part.heading,
            place=part.place,
            lead=part.lead,
            blocks=part.blocks,
            headings=part.headings,
            key_figures=key_figures,
            goals=tuple(
                GoalOnPage(
                    str(self.gathered.edition.document.place("goals", i, "text")),
                    self._told(goal.text, "goals", i),
                    tuple(names[code] for code in goal.ministries),
                    tuple(
                        shown
                        for shown, figure in zip(key_figures, rendered.key_figures, strict=True)
                        if figure.goal == number
                    ),
                )
                for number, (i, goal) in enumerate(goals, 1)
            ),
            accent=self.theme.accent_of(position).rgb,
            number=position + 1,
        )

    def _read(self, name: str) -> Part:
        part = self.gathered.edition.part(name)
        assert part is not None, "a part that has been rendered has been read"
        return part

    def _blocks(self, rendered: RenderedPart) -> Iterator[BlockOnPage]:
        part = self._read(rendered.name)
        for block in rendered.blocks:
            place = f"{part.path}:{part.first_line + block.line - 1}"
            if block.kind == "figure":
                yield BlockOnPage(place, figure=self.figures[block.content])
            elif block.kind == "table":
                yield BlockOnPage(place, table=self.tables[block.content])
            elif block.notes:
                yield BlockOnPage(place, notes=tuple(map(_note, block.notes)))
            else:
                heading = block.heading
                yield BlockOnPage(
                    place,
                    heading_place=f"{part.path}:{part.first_line + heading.line - 1}" if heading else "",
                    prose=Markup(block.content),
                    heading=Markup(heading.html) if heading else None,
                    level=heading.level if heading else 0,
                    anchor=heading.anchor if heading else "",
                    side=Markup(block.side) if block.side else None,
                )


def _note(note: Note) -> NoteOnPage:
    return NoteOnPage(note.number, Markup(note.html), note.anchor, note.reference, note.place, note.lines)


def titled(svg: str, alt: str) -> Markup:
    """A drawing with its alt text as first child, where readers of SVG and the writer of the PDF look for it."""
    opening, rest = svg.split(">", 1)
    return Markup(opening) + Markup("><title>{}</title>").format(alt) + Markup(rest)
