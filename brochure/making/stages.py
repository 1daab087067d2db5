"""The steps from an edition's files to everything that can be known without drawing.

They are what `check` and `build` share: they read, work out, render and extract, and report every fault they meet. What
the languages of an edition have in common (`gather_common`) is apart from what is of one language (`gather_language`),
so that several are made with the common part done once. Neither matplotlib nor WeasyPrint is imported.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from brochure.findings import Finding, Place, Report
from brochure.making.figures.extract import Extracted, extract
from brochure.making.naming import work_out_names
from brochure.making.tables.build import build_table, table_of_chart
from brochure.making.tables.table import PrintedTable
from brochure.making.text.author import Numbered
from brochure.making.text.rendering import RenderedText, render_text
from brochure.making.text.subtitles import Subtitles
from brochure.making.text.titles import same_titles
from brochure.project.edition.reading import Described, Edition, Shared, read_in_language, read_settings, read_shared
from brochure.project.edition.settings import EditionSettings
from brochure.project.languages import Language
from brochure.project.sources.document import Document
from brochure.project.sources.project import Project
from brochure.project.theme import Theme, read_theme
from brochure.project.timing import Timings
from brochure.project.typefaces import Typefaces, check_families, read_typefaces
from brochure.project.words import Words, read_words
from brochure.statistics.loading import StatisticStore
from brochure.statistics.numbers.definitions import Numbers
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.selection import Cell
from brochure.statistics.table import Statistic
from brochure.statistics.unread import unread_files
from brochure.statistics.unsaid_groups import unsaid_groups


@dataclass(frozen=True, slots=True)
class GatheredTable:
    """A table with the statistic and cells behind it."""

    printed: PrintedTable
    cells: tuple[Cell, ...]
    statistic: Statistic


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything of an edition before drawing; what had a fault is missing from the mappings."""

    edition: Edition
    words: Words
    formatter: Formatter
    numbers: Numbers
    text: RenderedText
    figures: Mapping[str, Extracted]
    tables: Mapping[str, GatheredTable]
    behind: Mapping[str, PrintedTable]
    """The table behind each figure, by the figure's name; sparklines have none."""
    statistics: Mapping[str, Statistic]


@dataclass(frozen=True, slots=True)
class Common:
    """What the languages of an edition share, worked out once; `findings` are those that were met on the way.

    `look` is None where it could not be read, or was not asked for. `written` is what `shared` is made of: with the
    names of periods, as the author wrote them.
    """

    project: Project
    written: Shared
    shared: Shared
    store: StatisticStore
    numbers: Numbers
    look: tuple[Theme, Typefaces] | None
    findings: tuple[Finding, ...]


def gather_common(project: Project, name: str, timings: Timings | None = None, *, with_look: bool = False) -> Common:
    """Read and work out what is the same in all languages, and check every statistic of the project.

    Theme and typefaces are read `with_look`. Raises `Faults` for broken settings.
    """
    timings, report = timings or Timings(), Report()
    look = None
    if with_look:
        with timings.stage("typefaces and theme"):
            look = read_look(project, *read_settings(project, name), report)
    with timings.stage("edition"):
        written = read_shared(project, name, report)
    with timings.stage("statistics and numbers"):
        store = StatisticStore(project)
        shared, numbers = work_out_names(written, store, report)
        with report.collecting():
            for finding in unread_files(project):
                report.add(finding)
        for statistic in store.names():
            with report.collecting():
                for finding in store.get(statistic, Place(project.name(project.statistics))).findings:
                    report.add(finding)
        for finding in unsaid_groups(store.loaded().values()):
            report.add(finding)
    return Common(project, written, shared, store, numbers, look, tuple(report.findings))


def gather_language(common: Common, language: Language, report: Report, timings: Timings | None = None) -> Gathered:
    """Read and work out one language; `report` gets the findings of what it shares with others too.

    Raises `Faults` for broken fixed words.
    """
    timings, project, store = timings or Timings(), common.project, common.store
    for finding in common.findings:
        report.add(finding)
    with timings.stage("edition"):
        edition = read_in_language(project, common.shared, language, report)
        words = read_words(project, language)
        formatter = Formatter(words, edition.settings.thousands_from.get(language))
    with timings.stage("text"):
        subtitles = Subtitles(store, words).of
        text = render_text(project, edition, words, formatter, common.numbers, report, subtitles)
        for finding in same_titles(edition, text):
            report.add(finding)
    with timings.stage("charts and tables"):
        figures: dict[str, Extracted] = {}
        tables: dict[str, GatheredTable] = {}
        for numbered in _in_order(edition, text):
            with report.collecting():
                if numbered.name in edition.figures:
                    found = extract(edition.figures[numbered.name], store, words)
                    figures[numbered.name] = found
                    for finding in found.findings:
                        report.add(finding)
                else:
                    printed, cells = build_table(edition.tables[numbered.name], store, formatter)
                    tables[numbered.name] = GatheredTable(printed, tuple(cells), cells[0].statistic)
        behind = {
            name: table_of_chart(found.chart, formatter, found.statistic.times_of(cell.key for cell in found.cells))
            for name, found in figures.items()
            if found.chart.what.stands == "in text"
        }
    return Gathered(edition, words, formatter, common.numbers, text, figures, tables, behind, store.loaded())


def read_look(
    project: Project, settings: EditionSettings, document: Document, report: Report
) -> tuple[Theme, Typefaces] | None:
    """The theme and typefaces of an edition; None when one of them cannot be had, which has then been reported."""
    theme = typefaces = None
    with report.collecting():
        theme = read_theme(project, settings.theme, document.place("theme"))
    with report.collecting():
        typefaces = read_typefaces(project)
    if theme is None or typefaces is None:
        return None
    with report.collecting():
        check_families(project, theme, settings.theme, typefaces)
    return theme, typefaces


def _in_order(edition: Edition, text: RenderedText) -> list[Described]:
    """Placed figures and tables first, in the order of the text, then those that no text places."""
    described = {**edition.figures, **edition.tables}
    placed: list[Numbered] = list(text.numbered.values())
    return [described[item.name] for item in placed if item.name in described] + [
        item for name, item in described.items() if name not in text.numbered
    ]
