"""The look of the brochure as its theme file gives it: page, type, colours, and how groups and series are drawn."""

import itertools
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from brochure.figures.contrast import READABLE, contrast, luminance
from brochure.findings import Faults, Place, near
from brochure.sources.document import read_toml
from brochure.sources.project import Project


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Colour(_Strict):
    """A colour for the screen, "#RRGGBB", and its four inks in per cent."""

    rgb: str = Field(pattern=r"^#[0-9A-F]{6}$")
    cmyk: tuple[int, int, int, int]


class Page(_Strict):
    """Trim size, margins and the two columns, in millimetres."""

    width: float = Field(gt=80)
    height: float = Field(gt=100)
    top: float
    bottom: float
    inner: float
    outer: float
    side: float
    gutter: float


class Type(_Strict):
    """Typefaces, the leading of the baseline grid and the six sizes, in points."""

    text: str
    display: str
    leading: float
    note: float
    table: float
    body: float
    lead: float
    heading: float
    title: float


class SeriesStyle(_Strict):
    """How a series is drawn; line and marker tell it apart without colour."""

    colour: Colour
    line: Literal["solid", "dashed", "dotted", "dashdot"]
    marker: Literal["circle", "square", "triangle", "diamond"]


class SectionStyle(_Strict):
    """The accent of a section."""

    accent: Colour


class FigureStyle(_Strict):
    """Sizes and colours in figures: text, strokes and markers in points, all else in millimetres.

    `row_label` and `end_label` are the widths beyond which the name of a row or line is wrapped. `context` is the
    colour of lines beside highlighted ones, `heat` are the colours of a heat table from its lowest step to its highest.
    """

    width: float
    label: float = Field(ge=7)
    axis: float = Field(ge=7)
    single: Colour
    highlight: Colour
    context: Colour
    grid: Colour
    stroke: float
    grid_stroke: float
    marker: float
    lines: float
    panel: float
    bar: float
    bar_gap: float
    grouped_bar: float
    grouped_gap: float
    stacked_bar: float
    stacked_gap: float
    dumbbell_row: float
    pyramid_bar: float
    pyramid_gap: float
    slope: float
    heat: tuple[Colour, ...] = Field(min_length=4, max_length=6)
    heat_row: float
    sparkline_width: float
    sparkline_height: float
    row_label: float
    end_label: float


class Theme(_Strict):
    """A whole theme file."""

    page: Page
    type: Type
    colours: dict[Literal["ink", "muted", "rule", "paper", "accent"], Colour]
    sections: tuple[SectionStyle, ...] = Field(min_length=1)
    groups: dict[Literal["innvandrere", "norskfodte", "resten"], SeriesStyle]
    series: tuple[SeriesStyle, ...] = Field(min_length=5)
    figures: FigureStyle

    @model_validator(mode="after")
    def _figures_fill_the_measure(self) -> "Theme":
        measure = self.page.width - self.page.inner - self.page.outer
        if self.figures.width != measure:
            raise ValueError(f"figures.width must be the page without its margins, {measure:g} mm")
        return self

    @model_validator(mode="after")
    def _heat_carries_its_values(self) -> "Theme":
        ink, paper = self.colours["ink"].rgb, self.colours["paper"].rgb
        for colour in self.figures.heat:
            if max(contrast(colour.rgb, ink), contrast(colour.rgb, paper)) < READABLE:
                raise ValueError(f"figures.heat: neither ink nor paper is readable ({READABLE}:1) on {colour.rgb}")
        lightness = [luminance(colour.rgb) for colour in self.figures.heat]
        if any(after >= before for before, after in itertools.pairwise(lightness)):
            raise ValueError("figures.heat must darken from step to step, so that the order shows in grey print")
        return self

    def accent_of(self, position: int) -> Colour:
        """The accent of the section at a position, counted from 0; they begin anew when there are more sections."""
        return self.sections[position % len(self.sections)].accent


def read_theme(project: Project, name: str, asked_at: Place) -> Theme:
    """The theme called `name`; raises `Faults` when it is missing or broken."""
    folder = project.layouts / "themes"
    names = sorted(path.stem for path in folder.glob("*.toml"))
    if name not in names:
        raise Faults.one(asked_at, f"there is no theme '{name}'.{near(name, names)}")
    return read_toml(project, folder / f"{name}.toml").read_as(Theme)
