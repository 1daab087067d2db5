"""The look of the brochure as its theme file gives it: page, type, colours, and how groups and series are drawn."""

import itertools
import math
import typing
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from brochure.findings import Faults, Place, near
from brochure.project.contrast import READABLE, contrast, luminance
from brochure.project.meanings import COMPARED, ORDER, Group, Meaning, Scale, Time
from brochure.project.sources.document import read_toml
from brochure.project.sources.mismatches import ValueAtError
from brochure.project.sources.project import Project


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _within(least: float, most: float, unit: str, *, whole: bool = False) -> BeforeValidator:
    """A check that a value is a number from `least` to `most`; what is wrong is told with that range."""
    kind = "a whole number" if whole else "a number"

    def check(value: Any) -> float:
        is_number = type(value) is int or (type(value) is float and math.isfinite(value) and not whole)
        if not is_number or not least <= value <= most:
            raise ValueError(f"this takes {kind} from {least:g} to {most:g} {unit}, not {_shown(value)}")
        return value if whole else float(value)

    return BeforeValidator(check)


def _shown(value: object) -> str:
    if isinstance(value, int) and abs(value) > 10**_DIGITS_SHOWN:
        return f"one of more than {_DIGITS_SHOWN} digits"
    return f"'{value:.40}'" if isinstance(value, str) else f"{value!r:.40}"


_DIGITS_SHOWN = 30
_LEAST_COLUMN, _LEAST_HEIGHT = 60.0, 100.0
"""The least width of the text column and height of the text, in millimetres."""
PageLength = Annotated[float, _within(80, 1000, "millimetres")]
Margin = Annotated[float, _within(1, 300, "millimetres")]
Length = Annotated[float, _within(0.05, 400, "millimetres")]
TypeSize = Annotated[float, _within(5, 100, "points")]
SmallType = Annotated[float, _within(7, 100, "points")]
Stroke = Annotated[float, _within(0.25, 20, "points")]
Touching = Annotated[float, _within(0.35, 20, "millimetres")]
Mark = Annotated[float, _within(0.5, 40, "points")]
Times = Annotated[float, _within(0.1, 10, "times")]
Dash = Annotated[float, _within(0.1, 50, "widths of the line")]
Ink = Annotated[int, _within(0, 100, "per cent", whole=True)]
FootHeight = Annotated[float, _within(1, 150, "millimetres")]
NotesWidth = Annotated[float, _within(20, 400, "millimetres")]


class Colour(_Strict):
    """A colour for the screen, "#RRGGBB", and its four inks in per cent."""

    rgb: str
    cmyk: tuple[Ink, Ink, Ink, Ink]

    @field_validator("rgb", mode="before")
    @classmethod
    def _is_written_as_rgb(cls, value: Any) -> Any:
        digits = value[1:] if isinstance(value, str) and value.startswith("#") else ""
        if len(digits) != 6 or not set(digits) <= set("0123456789ABCDEF"):
            raise ValueError(f'a colour is written "#RRGGBB", with digits and capitals A to F, not {_shown(value)}')
        return value


class Page(_Strict):
    """Trim size, margins and the two columns, in millimetres."""

    width: PageLength
    height: PageLength
    top: Margin
    bottom: Margin
    inner: Margin
    outer: Margin
    side: Margin
    gutter: Margin


class Type(_Strict):
    """Typefaces, the leading of the baseline grid and of notes, and the six sizes, in points.

    No text on a page is set smaller than `note`, and none in a drawing smaller than `smallest`.
    """

    text: str
    display: str
    leading: TypeSize
    note_leading: TypeSize
    note: TypeSize
    table: TypeSize
    body: TypeSize
    lead: TypeSize
    heading: TypeSize
    title: TypeSize
    smallest: TypeSize


class TableStyle(_Strict):
    """Widths in tables, in millimetres: of the row headers at least and at most, of a column at most."""

    stub_least: Length
    stub_most: Length
    column_most: Length


A4 = (210.0, 297.0)
"""Width and height of A4 in millimetres (ISO 216)."""

Line = Literal["solid", "dashed", "dotted", "dashdot"]
Inked = Literal["ink", "muted", "rule", "paper", "accent"]


class SeriesStyle(_Strict):
    """How a series is drawn; line and marker tell it apart without colour."""

    colour: Colour
    line: Line
    marker: Literal["circle", "square", "triangle", "diamond", "down", "cross"]


class SectionStyle(_Strict):
    """The accent of a section."""

    accent: Colour


_DASHES: Mapping[Line, tuple[Dash, ...]] = MappingProxyType(
    {"solid": (), "dashed": (4.5, 1.8), "dotted": (1.1, 1.5), "dashdot": (5.0, 1.6, 1.1, 1.6)}
)


class FigureStyle(_Strict):
    """Sizes and colours in figures: text, strokes and markers in points, all else in millimetres.

    `row_label` and `end_label` are the widths beyond which the name of a row or line is wrapped. `marker_lonely`,
    `marker_row` and `marker_panel` are multiples of `marker`; `dashes` are lengths in widths of the line. `context` is
    the colour of lines beside highlighted ones, `heat` are the colours of a heat table from its lowest step to its
    highest. The width of figures and their colours belong to the page and the palette, and stand in every theme; all
    else has an ordinary value, and a theme names what it changes.
    """

    width: Length
    label: SmallType = 8.0
    axis: SmallType = 8.0
    single: Colour
    highlight: Colour
    context: Colour
    grid: Colour
    gap: Colour
    stroke: Stroke = 1.5
    uncertain_stroke: Stroke = 0.75
    grid_stroke: Stroke = 0.4
    break_stroke: Stroke = 0.7
    hatch_stroke: Stroke = 0.6
    marker: Mark = 4.4
    marker_lonely: Times = 1.25
    marker_row: Times = 1.6
    marker_panel: Times = 0.75
    lines: Length = 54.0
    panel: Length = 38.0
    bar: Length = 3.6
    bar_gap: Length = 1.7
    grouped_bar: Length = 2.8
    grouped_gap: Length = 2.8
    stacked_bar: Length = 5.6
    stacked_gap: Length = 2.2
    dumbbell_row: Length = 5.4
    pyramid_bar: Length = 4.0
    pyramid_gap: Length = 0.9
    slope: Length = 70.0
    heat: tuple[Colour, ...] = Field(min_length=4, max_length=6)
    heat_row: Length = 5.6
    sparkline_width: Length = 44.0
    sparkline_height: Length = 11.0
    heat_key: Length = 8.2
    heat_swatch: Length = 11.0
    heat_swatch_height: Length = 2.4
    heat_foot: Length = 0.4
    slope_head: Length = 9.0
    slope_foot: Length = 2.5
    slope_leader: Length = 4.0
    slope_column_gap: Length = 3.0
    pyramid_between: Length = 7.0
    pyramid_head: Length = 5.0
    pyramid_foot: Length = 6.0
    pyramid_tick_gap: Length = 1.5
    sparkline_side: Length = 0.8
    sparkline_above: Length = 1.0
    sparkline_stroke: Times = 0.8
    row_label: Length = 56.0
    end_label: Length = 48.0
    head: Length = 4.6
    plot_head: Length = 1.8
    break_head: Length = 4.2
    foot: Length = 5.6
    panel_title: Length = 6.4
    panel_gap: Length = 5.0
    panel_end: Length = 1.6
    row_end: Length = 3.0
    total_gap: Length = 1.8
    white: Touching = 0.35
    cell_white: Touching = 0.5
    bar_most: Length = 4.6
    stacked_most: Length = 7.5
    hatch: Length = 1.6
    join: Length = 1.1
    tick: Length = 1.0
    label_gap: Length = 1.6
    value_gap: Length = 1.2
    end_gap: Length = 2.2
    key: Length = 4.2
    key_gap: Length = 5.0
    key_swatch: Length = 2.6
    key_line: Times = 1.5
    key_below: Length = 1.4
    line_height: Times = 1.2
    year_gap: Length = 2.5
    dashes: dict[Line, tuple[Dash, ...]] = Field(default_factory=lambda: dict(_DASHES))

    @field_validator("dashes", mode="before")
    @classmethod
    def _others_are_as_usual(cls, value: Any) -> Any:
        return {**_DASHES, **value} if isinstance(value, dict) else value


class ProofStyle(_Strict):
    """Drafts for proofreaders: lengths in millimetres, strokes and the size of small text in points.

    `notes` is the width by which the paper is wider than the page, `foot` the height by which it is higher in a draft
    that shows changes; `references` and `bar` are distances from the edge of the page and of the text.
    """

    notes: NotesWidth
    foot: FootHeight = 19
    draft_line: Length
    line_numbers: Length
    line_numbers_width: Length
    references: Length
    references_width: Length
    bar: Length
    bar_stroke: Stroke
    marked_stroke: Stroke
    size: SmallType
    number: Colour
    marked: Colour
    change: Colour
    finding: Colour
    rule: Colour

    @property
    def leading(self) -> float:
        """The height of a line of small text, in points."""
        return self.size + 1


class Theme(_Strict):
    """A whole theme file.

    `groups` and `times` are the looks that have one meaning through the whole brochure; of the groups the three that
    are compared must be there. `series` is the general palette, for what has no meaning of its own. `ramp` are the
    looks of an ordered scale from its first step to its last, `diverging` those of a scale with two ends: both ends
    first and last, what is milder beside them, the middle in between. Where they are left out the palette serves.
    """

    page: Page
    type: Type
    colours: dict[Inked, Colour]
    sections: tuple[SectionStyle, ...] = Field(min_length=1)
    groups: dict[Group, SeriesStyle]
    times: dict[Time, SeriesStyle] = {}
    series: tuple[SeriesStyle, ...] = Field(min_length=5)
    ramp: tuple[SeriesStyle, ...] = Field(default=(), max_length=5)
    diverging: tuple[SeriesStyle, ...] = Field(default=(), max_length=5)
    tables: TableStyle
    figures: FigureStyle
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
    def _nothing_is_left_out(self) -> "Theme":
        wanted: tuple[tuple[Mapping[Any, Any], Any, tuple[str, ...]], ...] = (
            (self.colours, typing.get_args(Inked), ("colours",)),
            (self.groups, COMPARED, ("groups",)),
            (self.times, typing.get_args(Time) if self.times else (), ("times",)),
        )
        for given, names, keys in wanted:
            for name in names:
                if name not in given:
                    raise ValueAtError(f"'{name}' is missing", *keys)
        return self

    @model_validator(mode="after")
    def _no_look_has_two_meanings(self) -> "Theme":
        met: dict[SeriesStyle, str] = {}
        scales = (("ramp", dict(enumerate(self.ramp))), ("diverging", dict(enumerate(self.diverging))))
        named_looks = (("groups", self.groups), ("times", self.times), ("series", dict(enumerate(self.series))))
        for key, named in (*named_looks, *scales):
            for name, style in typing.cast(Mapping[Any, SeriesStyle], named).items():
                if other := met.get(style):
                    raise ValueAtError(f"this is the look of {other} too; a look has one meaning", key, name)
                met[style] = f"{key}.{name}"
        return self

    @model_validator(mode="after")
    def _there_is_room_for_text(self) -> "Theme":
        if self.text_measure < _LEAST_COLUMN:
            told = f"the margins and the side column leave {self.text_measure:g} mm for the text; the least is"
            raise ValueAtError(f"{told} {_LEAST_COLUMN:g} mm", "page", "width")
        height = self.page.height - self.page.top - self.page.bottom
        if height < _LEAST_HEIGHT:
            told = f"the margins leave {height:g} mm of the height for the text; the least is {_LEAST_HEIGHT:g} mm"
            raise ValueAtError(told, "page", "height")
        return self

    @model_validator(mode="after")
    def _figures_fill_the_measure(self) -> "Theme":
        if not math.isclose(self.figures.width, self.measure):
            told = f"figures.width must be the page without its margins, {self.measure:g} mm"
            raise ValueAtError(told, "figures", "width")
        return self

    @model_validator(mode="after")
    def _words_stand_out_from_paper(self) -> "Theme":
        paper = self.colours["paper"].rgb
        for name in ("ink", "muted"):
            if (found := contrast(self.colours[name].rgb, paper)) < READABLE:
                told = f"its contrast with 'paper' is {found:.1f}:1, and text needs {READABLE}:1"
                raise ValueAtError(f"{told}; make it darker", "colours", name)
        return self

    @model_validator(mode="after")
    def _heat_carries_its_values(self) -> "Theme":
        ink, paper = self.colours["ink"].rgb, self.colours["paper"].rgb
        for colour in self.figures.heat:
            if max(contrast(colour.rgb, ink), contrast(colour.rgb, paper)) < READABLE:
                told = f"neither ink nor paper is readable ({READABLE}:1) on {colour.rgb}"
                raise ValueAtError(told, "figures", "heat")
        lightness = [luminance(colour.rgb) for colour in self.figures.heat]
        if any(after >= before for before, after in itertools.pairwise(lightness)):
            told = "the colours must darken from step to step, so that the order shows in grey print"
            raise ValueAtError(told, "figures", "heat")
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

    @property
    def looks(self) -> Mapping[Meaning, SeriesStyle]:
        """The look of each meaning that has one of its own, in their fixed order."""
        known: dict[Any, SeriesStyle] = {**self.groups, **self.times}
        return {meaning: known[meaning] for meaning in ORDER if meaning in known}

    def steps(self, scale: Scale, count: int) -> tuple[SeriesStyle, ...]:
        """The looks of `count` steps of a scale, as far apart as it has them; none where it has too few."""
        whole = self.ramp if scale == "ordered" else self.diverging
        if count > len(whole):
            return ()
        last = max(count - 1, 1)
        if scale == "ordered":
            return tuple(whole[math.ceil(i * (len(whole) - 1) / last)] for i in range(count))
        half = count // 2
        middle = whole[len(whole) // 2 : len(whole) // 2 + 1] if count % 2 else ()
        return (*whole[:half], *middle, *whole[len(whole) - half :])

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
