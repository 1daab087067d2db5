"""What the templates are given: an edition in the order of its pages, ready to be set."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from markupsafe import Markup

from brochure.making.pages.annex import Annex
from brochure.making.pages.side_by_side import side_by_side
from brochure.making.tables.table import PrintedTable
from brochure.project.languages import Language
from brochure.statistics.remarks import Remark

_LETTERS, _LINE_OF_WORDS, _LINES_BESIDES = 52, 1.3, 5.5
"""Of tables in the appendix: letters to a line of words, what one takes in lines of numbers, and head and source."""
_LINES_OF_PAGE, _LINES_OF_OPENING, _LINES_TOGETHER = 86.0, 16.0, range(18, 62, 2)
"""Lines of numbers to a page, those that the heading of the appendix takes, and how many may be kept together."""


@dataclass(frozen=True, slots=True)
class SymbolKey:
    """A standard symbol and what it means."""

    symbol: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Source:
    """A statistic as the chapter on sources lists it; `number` counts from 1 in the order of first use."""

    statistic: str

    number: int
    anchor: str
    title: str
    publisher: str
    population: str
    reference: str
    tables: tuple[tuple[str, str, str], ...]
    """Printed name, address and what it covers, of each published table."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureOnPage:
    """A figure with its words, its drawing and the table behind it; `place` is the file and line that describe it."""

    name: str
    place: str
    number: int
    title: str
    subtitle: str
    title_html: Markup
    subtitle_html: Markup
    note: Markup | None
    break_notes: tuple[str, ...]
    uncertain_notes: tuple[str, ...]
    margin_note: str
    """How large the margins of error are that the drawing shows; empty where it shows none."""
    uncertain_key: str
    """What the drawing marks uncertain values with, in words."""
    remarks: tuple[Remark, ...]
    remarks_key: str
    """What the drawing marks values with that the source remarks on, in words."""
    alt: str
    svg: Markup
    source: Source
    behind: PrintedTable
    symbols: tuple[SymbolKey, ...]
    drawn_symbols: tuple[SymbolKey, ...]
    """Those that stand in the drawing itself; over time a missing value is a gap instead."""

    @property
    def anchor(self) -> str:
        """The id of the figure."""
        return f"figure-{self.name}"

    @property
    def anchor_behind(self) -> str:
        """The id of the table behind it."""
        return f"behind-{self.name}"


@dataclass(frozen=True, slots=True)
class TableOnPage:
    """A table with its words; `place` is the file and line that describe it."""

    name: str
    place: str
    number: int
    title: str
    subtitle: str
    title_html: Markup
    subtitle_html: Markup
    note: Markup | None
    printed: PrintedTable
    source: Source
    symbols: tuple[SymbolKey, ...]

    @property
    def anchor(self) -> str:
        """The id of the table."""
        return f"table-{self.name}"


@dataclass(frozen=True, slots=True)
class NoteOnPage:
    """A note to the text of a part, its number there, and where it was written.

    `anchor` is its id, `reference` that of what leads to it.
    """

    number: int
    words: Markup
    anchor: str
    reference: str
    place: str
    lines: str


@dataclass(frozen=True, slots=True)
class BlockOnPage:
    """A stretch of prose, perhaps under a heading and with a note beside it; or a figure; or a table; or all notes.

    `place` is the file and line of the text, `heading_place` that of the heading. One that `opens_page` is the first of
    its page.
    """

    place: str = ""
    heading_place: str = ""
    prose: Markup | None = None
    heading: Markup | None = None
    level: int = 0
    anchor: str = ""
    side: Markup | None = None
    figure: FigureOnPage | None = None
    table: TableOnPage | None = None
    notes: tuple[NoteOnPage, ...] = ()
    opens_page: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigureOnPage:
    """A large number with what it says, and the file and line where that is written.

    `sparkline` is a drawing with its alt text, without ids: it may be printed more than once.
    """

    place: str

    value: Markup
    text: Markup
    comparison: Markup | None
    gap: Markup | None
    change: Markup | None
    sparkline: Markup | None = None
    sparkline_name: str = ""


@dataclass(frozen=True, slots=True)
class GoalOnPage:
    """A goal, the ministries that answer for it, the key figures that measure it, and where it is written."""

    place: str
    text: str
    ministries: tuple[str, ...]
    indicators: tuple[KeyFigureOnPage, ...] = ()


@dataclass(frozen=True, slots=True)
class PartOnPage:
    """A part of the brochure; sections have goals, key figures and an accent, the others none.

    `heading` is the title with its numbers told, `place` the file and line where title and lead are written.
    """

    name: str
    anchor: str
    title: str
    heading: Markup
    place: str
    lead: Markup | None
    blocks: tuple[BlockOnPage, ...]
    headings: tuple[tuple[str, str], ...]
    """Text and anchor of the highest headings, for the list of contents."""
    key_figures: tuple[KeyFigureOnPage, ...] = ()
    goals: tuple[GoalOnPage, ...] = ()
    accent: str | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Brochure:
    """The whole brochure as the templates see it; `annex` is set where it is made as one."""

    language: Language
    title: str
    subtitle: str
    publisher: str
    keywords: tuple[str, ...]
    budget_year: int
    proposition: str
    publication_code: str | None
    address: str | None
    web: str | None
    isbn: str | None
    issn: str | None
    date: str
    iso_date: str
    logo: str | None
    colophon: PartOnPage
    introduction: PartOnPage
    definitions: PartOnPage
    comparison: PartOnPage | None
    sections: tuple[PartOnPage, ...]
    sources_text: PartOnPage
    sources: tuple[Source, ...]
    figures: tuple[FigureOnPage, ...]
    symbols: tuple[SymbolKey, ...]
    annex: Annex | None = None

    @property
    def key_values(self) -> tuple[tuple[Markup, ...], ...]:
        """The values of the key figures of each section."""
        return tuple(tuple(figure.value for figure in section.key_figures) for section in self.sections)

    @property
    def web_shown(self) -> str:
        """The web address as it is printed, without the scheme."""
        return (self.web or "").partition("://")[2]

    @property
    def imprint_lines(self) -> int:
        """How many lines the back page takes for address, web address and standard numbers."""
        return sum(bool(each) for each in (self.address, self.web, self.isbn or self.issn))

    @property
    def entries(self) -> tuple[str, ...]:
        """The headings inside the sections, as the list of contents names them."""
        return tuple(text for section in self.sections for text, _ in section.headings)

    @property
    def has_indicators(self) -> bool:
        """Whether a key figure measures a goal."""
        return any(goal.indicators for section in self.sections for goal in section.goals)

    @property
    def source_of(self) -> dict[str, Source]:
        """The entry of each statistic in the chapter on sources."""
        return {source.statistic: source for source in self.sources}

    @property
    def behind_rows(self) -> tuple[tuple[tuple[FigureOnPage, ...], ...], ...]:
        """The figures as their tables stand in the appendix, as rows of columns: small ones in two, others alone."""
        runs = [(small, list(run)) for small, run in groupby(self.figures, key=lambda item: _is_small(item.behind))]
        tries = [
            [
                row
                for small, run in runs
                for row in (side_by_side(run, list(map(_lines, run)), most) if small else [((item,),) for item in run])
            ]
            for most in _LINES_TOGETHER
        ]
        return tuple(min(tries, key=lambda rows: _fit([max(sum(map(_lines, c)) for c in row) for row in rows])))


def _lines(figure: FigureOnPage) -> float:
    """About how many lines a table of the appendix takes, with its words."""
    words = (figure.title, figure.subtitle, *figure.break_notes, *figure.uncertain_notes)
    return len(figure.behind.rows) + _LINES_BESIDES + sum(_LINE_OF_WORDS * ceil(len(text) / _LETTERS) for text in words)


def _fit(heights: Iterable[float]) -> tuple[int, float]:
    """How many pages rows fill that are not parted, and how little is on the emptiest (the last half at most)."""
    pages = [_LINES_OF_OPENING]
    for height in heights:
        if pages[-1] + height > _LINES_OF_PAGE:
            pages.append(0)
        pages[-1] += height
    *whole, last = pages
    return len(pages), -min(*whole, max(last, _LINES_OF_PAGE / 2), _LINES_OF_PAGE)


def _is_small(table: PrintedTable) -> bool:
    return not table.is_wide and not table.is_long
