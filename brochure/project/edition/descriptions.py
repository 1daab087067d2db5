"""How an author describes a figure or a table: which cells of which statistic, shown how, under which words."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from brochure.project.edition.kinds import KINDS, Axis, Kind, KindOfFigure
from brochure.project.languages import Translations, Words

AXES: tuple[Axis, ...] = get_args(Axis)


def _as_list(value: object) -> object:
    """One member is a list of one; a number typed without quotes is a name like any other."""
    items = value if isinstance(value, list | tuple) else [value]
    return [str(item) if isinstance(item, int) else item for item in items]


Members = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]


class _Description(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    statistic: str
    select: dict[str, Members] = {}
    subtitle: Translations | None = None
    note: Translations | None = None


class FigureDescription(_Description):
    """A figure: its kind, and which dimension runs along which part of it.

    `x` is the time axis, `category` the rows or the lines of a slope, `series` the lines or colours or the two sides
    of a pyramid, `column` the columns of a heat table, `panel` the small multiples or pyramids side by side; `KINDS`
    says which kind takes which. `height` is that of the drawing in millimetres. Only a sparkline, which stands beside
    a key figure, may go without a title.
    """

    kind: Kind
    title: Translations | None = None
    x: str | None = None
    category: str | None = None
    series: str | None = None
    column: str | None = None
    panel: str | None = None
    sort: Literal["value", "data"] | None = None
    normalise: bool = False
    height: float | None = Field(default=None, ge=20, le=230)
    highlight: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _axes_fit_kind(self) -> "FigureDescription":
        allowed = self.what.needs + self.what.may_have
        for axis in AXES:
            given = getattr(self, axis) is not None
            if axis in self.what.needs and not given:
                raise ValueError(f"a figure of kind '{self.kind}' needs '{axis}: <dimension>'")
            if given and axis not in allowed:
                raise ValueError(f"a figure of kind '{self.kind}' has no '{axis}'; it takes {', '.join(allowed)}")
        _refuse_doubled(self.axes)
        return self

    @model_validator(mode="after")
    def _words_and_size_fit_kind(self) -> "FigureDescription":
        if self.title is None and not self.is_sparkline:
            raise ValueError("'title' is missing")
        if self.height is not None and self.is_sparkline:
            raise ValueError("a sparkline has no 'height'; its size stands in the theme (figures.sparkline_height)")
        return self

    @property
    def what(self) -> KindOfFigure:
        """What its kind takes and holds."""
        return KINDS[self.kind]

    @property
    def is_sparkline(self) -> bool:
        """Whether the figure belongs to a key figure, without number, caption and table."""
        return self.what.stands == "beside key figure"

    @property
    def along(self) -> str:
        """The dimension along time or down the rows."""
        along = self.x or self.category
        assert along is not None, "every kind needs one of them"
        return along

    @property
    def across(self) -> str | None:
        """The dimension of the lines, colours, sides or columns."""
        across: str | None = getattr(self, self.what.across) if self.what.across else None
        return across

    @property
    def axes(self) -> tuple[str, ...]:
        """The dimensions the figure shows: panel, rows or time, series."""
        return tuple(axis for axis in (self.panel, self.along, self.across) if axis is not None)


class TableDescription(_Description):
    """A table: one dimension down, one or two across; with two the first becomes the spanner."""

    title: Translations
    rows: str
    columns: Members = Field(max_length=2)
    decimals: int | None = Field(default=None, ge=0, le=3)

    @model_validator(mode="after")
    def _axes_differ(self) -> "TableDescription":
        _refuse_doubled((self.rows, *self.columns))
        return self


def _refuse_doubled(axes: tuple[str, ...]) -> None:
    for axis in axes:
        if axes.count(axis) > 1:
            raise ValueError(f"'{axis}' is named twice; each direction needs a dimension of its own")


BESIDE = ("comparison", "gap", "change")
"""What may stand beside the value of a key figure and its text."""


class KeyFigure(BaseModel):
    """A large number of a section opener: inline text with bound numbers, and the name of a sparkline beside it.

    `comparison` is what the number is held against, `gap` how far apart they are, `change` what has become of it.
    `goal` is the goal of its section that it measures, counted from 1 in the order of the settings.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: Words
    text: Words
    comparison: Words | None = None
    gap: Words | None = None
    change: Words | None = None
    sparkline: str | None = None
    goal: int | None = Field(default=None, ge=1)

    @property
    def words(self) -> Mapping[str, str]:
        """All its texts by their keys, in the order in which they are printed."""
        keys = ("value", "text", *BESIDE)
        return {key: words for key in keys if (words := getattr(self, key)) is not None}


class FrontMatter(BaseModel):
    """What stands above the text of a part."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Words
    lead: Words | None = None
    key_figures: tuple[KeyFigure, ...] = Field(default=(), max_length=4)
