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
    """Typefaces, the leading of the baseline grid and of notes, and the six sizes, in points.

    No text on a page is set smaller than `note`, and none in a drawing smaller than `smallest`.
    """

    text: str
    display: str
    leading: float
    note_leading: float
    note: float
    table: float
    body: float
    lead: float
    heading: float
    title: float
    smallest: float


class TableStyle(_Strict):
    """Widths in tables, in millimetres: of the row headers at least and at most, of a column at most."""

    stub_least: float
    stub_most: float
    column_most: float


A4 = (210.0, 297.0)
"""Width and height of A4 in millimetres (ISO 216)."""

Line = Literal["solid", "dashed", "dotted", "dashdot"]


class SeriesStyle(_Strict):
    """How a series is drawn; line and marker tell it apart without colour."""

    colour: Colour
    line: Line
    marker: Literal["circle", "square", "triangle", "diamond"]


class SectionStyle(_Strict):
    """The accent of a section."""

    accent: Colour


class FigureStyle(_Strict):
    """Sizes and colours in figures: text, strokes and markers in points, all else in millimetres.

    `row_label` and `end_label` are the widths beyond which the name of a row or line is wrapped. `marker_lonely`,
    `marker_row` and `marker_panel` are multiples of `marker`; `dashes` are lengths in widths of the line. `context` is
    the colour of lines beside highlighted ones, `heat` are the colours of a heat table from its lowest step to its
    highest.
    """

    width: float
    label: float = Field(ge=7)
    axis: float = Field(ge=7)
    single: Colour
    highlight: Colour
    context: Colour
    grid: Colour
    gap: Colour
    stroke: float = Field(ge=0.25)
    uncertain_stroke: float = Field(ge=0.25)
    grid_stroke: float = Field(ge=0.25)
    break_stroke: float = Field(ge=0.25)
    hatch_stroke: float = Field(ge=0.25)
    marker: float
    marker_lonely: float
    marker_row: float
    marker_panel: float
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
    heat_key: float
    heat_swatch: float
    heat_swatch_height: float
    heat_foot: float
    slope_head: float
    slope_foot: float
    slope_leader: float
    slope_column_gap: float
    pyramid_between: float
    pyramid_head: float
    pyramid_foot: float
    pyramid_tick_gap: float
    sparkline_side: float
    sparkline_above: float
    sparkline_stroke: float
    row_label: float
    end_label: float
    head: float
    plot_head: float
    break_head: float
    foot: float
    panel_title: float
    panel_gap: float
    panel_end: float
    row_end: float
    total_gap: float
    white: float = Field(ge=0.35)
    cell_white: float = Field(ge=0.35)
    bar_most: float
    stacked_most: float
    hatch: float
    join: float
    tick: float
    label_gap: float
    value_gap: float
    end_gap: float
    key: float
    key_gap: float
    key_swatch: float
    key_line: float
    key_below: float
    line_height: float
    year_gap: float
    dashes: dict[Line, tuple[float, ...]]


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


class ProofStyle(_Strict):
    """Drafts for proofreaders: lengths in millimetres, strokes and the size of small text in points.

    `notes` is the width by which the paper is wider than the page; `references` and `bar` are distances from the edge
    of the page and of the text.
    """

    notes: float = Field(ge=20)
    draft_line: float
    line_numbers: float
    line_numbers_width: float
    references: float
    references_width: float
    bar: float
    bar_stroke: float
    marked_stroke: float
    size: float = Field(ge=7)
    number: Colour
    marked: Colour
    change: Colour
    finding: Colour
    rule: Colour


class Theme(_Strict):
    """A whole theme file."""

    page: Page
    type: Type
    colours: dict[Literal["ink", "muted", "rule", "paper", "accent"], Colour]
    sections: tuple[SectionStyle, ...] = Field(min_length=1)
    groups: dict[Literal["innvandrere", "norskfodte", "resten"], SeriesStyle]
    series: tuple[SeriesStyle, ...] = Field(min_length=5)
    tables: TableStyle
    figures: FigureStyle
    contact_sheet: ContactSheetStyle
    proof: ProofStyle

    @property
    def measure(self) -> float:
        """The width between the margins, in millimetres."""
        return self.page.width - self.page.inner - self.page.outer

    @property
    def text_measure(self) -> float:
        """The width of the text column, in millimetres."""
        return self.measure - self.page.side - self.page.gutter

    @property
    def lead_measure(self) -> float:
        """The greatest width of a lead, in millimetres."""
        return self.text_measure + 3 * self.page.gutter

    @property
    def sparkline_width(self) -> float:
        """The width of a sparkline, in millimetres: what the theme asks for, as far as three stand side by side."""
        return min(self.figures.sparkline_width, (self.measure - 2 * self.page.gutter) / 3)

    @model_validator(mode="after")
    def _figures_fill_the_measure(self) -> "Theme":
        if self.figures.width != self.measure:
            raise ValueError(f"figures.width must be the page without its margins, {self.measure:g} mm")
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

    def on_a4(self, asked_at: Place) -> "Theme":
        """The same look on A4: the margins grow evenly, what is inside them stays as it is.

        Raises `Faults` at `asked_at` where the page is larger than A4.
        """
        page, (width, height) = self.page, A4
        if page.width > width or page.height > height:
            message = (
                f"an annex is printed on A4, which is smaller than the pages of this theme ({page.width:g} × "
                f"{page.height:g} mm); choose a theme whose pages are A4 or smaller"
            )
            raise Faults.one(asked_at, message)
        beside, above = (width - page.width) / 2, (height - page.height) / 2
        margins = {"inner": page.inner + beside, "outer": page.outer + beside}
        margins |= {"top": page.top + above, "bottom": page.bottom + above}
        return self.model_copy(update={"page": page.model_copy(update={"width": width, "height": height, **margins})})

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
