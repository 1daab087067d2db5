"""Figures from the text of a statistic and of a description, up to the chart and up to the drawing."""

from functools import cache
from pathlib import Path

from brochure.findings import Faults, Place
from brochure.making.figures.chart import Chart
from brochure.making.figures.extract import extract
from brochure.making.figures.rendering import Look, draw_chart
from brochure.project.edition.descriptions import FigureDescription
from brochure.project.edition.reading import Described
from brochure.project.languages import Language
from brochure.project.sources.document import parse_yaml
from brochure.project.sources.project import Project
from brochure.project.theme import Theme, read_theme
from brochure.project.typefaces import Typefaces, read_typefaces
from brochure.project.words import Words, read_words
from brochure.statistics.loading import StatisticStore
from tests.support.projects import ROOT, make_project
from tests.support.statistics import CSV, NAME, TOML, metadata
from tests.support.svg import Drawn

FIGURES = "data/editions/2016/befolkning/figures.yaml"

GROUPS = """
[dimensions.gruppe]
label = { nb = "Gruppe", nn = "Gruppe", en = "Group" }
[dimensions.gruppe.members."Innvandrere"]
group = "innvandrere"
label = { nn = "Innvandrarar", en = "Immigrants" }
[dimensions.gruppe.members."Norskfødte"]
group = "norskfodte"
label = { nn = "Norskfødde", en = "Norwegian-born" }
[dimensions.gruppe.members."Resten"]
group = "resten"
label = { nn = "Resten", en = "The rest" }
"""
YEARS = """
[dimensions.aar]
role = "time"
label = { nb = "År", nn = "År", en = "Year" }
"""
REGIONS = """
[dimensions.region]
label = { nb = "Region", nn = "Region", en = "Region" }
[dimensions.region.members."Afrika"]
label = { nn = "Afrika", en = "Africa" }
[dimensions.region.members."Asia"]
label = { nn = "Asia", en = "Asia" }
[dimensions.region.members."Norden"]
label = { nn = "Norden", en = "Nordic countries" }
"""


def chart_of(folder: Path, cells: str, described: str, figure: str, language: str = "nb") -> Chart:
    """The chart of a figure whose description has the lines `figure`, over a statistic with these two files."""
    lines = [
        f"statistic: {NAME}",
        "title: { nb: Tittel }",
        "subtitle: { nb: Undertittel }",
        *figure.strip().split("\n"),
    ]
    source = "\n".join(["figur:", *(f"  {line}" for line in lines)])
    project = make_project(folder, {CSV: cells, TOML: described, FIGURES: source})
    document = parse_yaml(source, FIGURES)
    item = Described("figur", document.read_as(FigureDescription, "figur"), document)
    return extract(item, StatisticStore(project), words(language)).chart


def chart_faults(folder: Path, cells: str, described: str, figure: str, language: str = "nb") -> list[str]:
    """What is wrong with such a figure, as `file:line: level: message`; nothing when it is sound."""
    try:
        chart_of(folder, cells, described, figure, language)
    except Faults as faults:
        return [str(finding) for finding in faults.findings]
    return []


def per_cent(*dimensions: str, more: str = "") -> str:
    """Metadata of a statistic in per cent with one decimal."""
    return metadata("".join(dimensions), unit="percent", decimals=1, more=more)


def drawn(chart: Chart, language: str = "nb", identity: str = "figure-figur") -> Drawn:
    """A chart, drawn in the look of the repository."""
    return Drawn(draw_chart(chart, identity, look(language)).svg)


@cache
def look(language: str = "nb") -> Look:
    """The look of the repository: theme, fixed words, typefaces."""
    return Look(theme(), words(language), 10_000, typefaces())


@cache
def theme() -> Theme:
    """The theme of the repository."""
    return read_theme(Project(ROOT), "standard", Place("theme"))


@cache
def words(language: str) -> Words:
    """The fixed words of the repository."""
    return read_words(Project(ROOT), Language(language))


@cache
def typefaces() -> Typefaces:
    """The typefaces of the repository."""
    return read_typefaces(Project(ROOT))
