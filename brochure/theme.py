"""The look of the brochure as its theme file gives it: page, type, colours, and how groups and series are drawn."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

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

    `row_label` and `end_label` are the widths beyond which the name of a row or line is wrapped.
    """

    width: float
    label: float = Field(ge=7)
    axis: float = Field(ge=7)
    single: Colour
    highlight: Colour
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
    row_label: float
    end_label: float


class ContactSheetStyle(_Strict):
    """The sheet of all pages, which is looked at and never printed: lengths in pixels, `spreads` a row.

    `page` is the width of a page, `spine` what parts the two of a spread, `gap` what lies between spreads and rows,
    `label` the size of the page numbers.
    """

    page: int = Field(gt=0)
    spreads: int = Field(gt=0)
    spine: int = Field(ge=0)
    gap: int = Field(ge=0)
    label: int = Field(gt=0)
    ground: Colour
    ink: Colour


class Theme(_Strict):
    """A whole theme file."""

    page: Page
    type: Type
    colours: dict[Literal["ink", "muted", "rule", "paper", "accent"], Colour]
    sections: tuple[SectionStyle, ...] = Field(min_length=1)
    groups: dict[Literal["innvandrere", "norskfodte", "resten"], SeriesStyle]
    series: tuple[SeriesStyle, ...] = Field(min_length=5)
    figures: FigureStyle
    contact_sheet: ContactSheetStyle

    @model_validator(mode="after")
    def _figures_fill_the_measure(self) -> "Theme":
        measure = self.page.width - self.page.inner - self.page.outer
        if self.figures.width != measure:
            raise ValueError(f"figures.width must be the page without its margins, {measure:g} mm")
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
