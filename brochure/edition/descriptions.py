"""How an author describes a figure or a table: which cells of which statistic, shown how, under which words."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from brochure.languages import Translations

Kind = Literal["lines", "bars", "grouped_bars", "dumbbell", "stacked", "small_multiples"]


def _as_list(value: object) -> object:
    """One member is a list of one; a number typed without quotes is a name like any other."""
    items = value if isinstance(value, list | tuple) else [value]
    return [str(item) if isinstance(item, int) else item for item in items]


Members = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]


class _Description(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    statistic: str
    select: dict[str, Members] = {}
    title: Translations
    subtitle: Translations
    note: Translations | None = None


class FigureDescription(_Description):
    """A figure: its kind, and which dimension runs along which part of it.

    `x` is the time axis (lines, small multiples), `category` the rows (bars, dumbbell, stacked), `series` the
    lines or colours, `panel` the small multiples. `height` is that of the drawing in millimetres.
    """

    kind: Kind
    x: str | None = None
    category: str | None = None
    series: str | None = None
    panel: str | None = None
    sort: Literal["value", "data"] | None = None
    normalise: bool = False
    height: float | None = Field(default=None, ge=20, le=230)
    highlight: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _axes_fit_kind(self) -> "FigureDescription":
        needed: dict[str, tuple[str, ...]] = {
            "lines": ("x",),
            "bars": ("category",),
            "grouped_bars": ("category", "series"),
            "dumbbell": ("category", "series"),
            "stacked": ("category", "series"),
            "small_multiples": ("x", "panel"),
        }
        optional = {"lines": ("series",), "small_multiples": ("series",)}
        allowed = needed[self.kind] + optional.get(self.kind, ())
        for axis in ("x", "category", "series", "panel"):
            given = getattr(self, axis) is not None
            if axis in needed[self.kind] and not given:
                raise ValueError(f"a figure of kind '{self.kind}' needs '{axis}: <dimension>'")
            if given and axis not in allowed:
                raise ValueError(f"a figure of kind '{self.kind}' has no '{axis}'; it takes {', '.join(allowed)}")
        _refuse_doubled(self.axes)
        return self

    @property
    def axes(self) -> tuple[str, ...]:
        """The dimensions the figure shows: panel, rows or time, series."""
        return tuple(axis for axis in (self.panel, self.category, self.x, self.series) if axis is not None)


class TableDescription(_Description):
    """A table: one dimension down, one or two across; with two the first becomes the spanner."""

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


class KeyFigure(BaseModel):
    """A large number of a section opener: inline text with bound numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: str
    text: str
    change: str | None = None


class FrontMatter(BaseModel):
    """What stands above the text of a part."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    lead: str | None = None
    key_figures: tuple[KeyFigure, ...] = Field(default=(), max_length=4)
