"""The kinds of figure, as an author meets them: what each takes and holds, and how it treats what it is given.

`making.figures.kinds` says under the same names how each is checked, drawn, told and tabulated. A new kind is a record
here, a record there, the module that draws it, and `alt.<kind>` among the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal[
    "lines",
    "bars",
    "lollipop",
    "grouped_bars",
    "dumbbell",
    "stacked",
    "small_multiples",
    "population_pyramid",
    "slope",
    "heat_table",
    "sparkline",
]
Axis = Literal["x", "category", "series", "column", "panel"]
Mark = Literal["hatched", "hollow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfFigure:
    """What a kind of figure is; nothing has a default, so that nothing is forgotten.

    `needs` and `may_have` are the keys that say which dimension runs where; all others are refused. `across` is the
    one of them whose members are the series (None where there is one series only), `most_across` how many those may
    be, `across_are` what they are called. `largest_first` puts rows in the order of their values unless the author
    says otherwise.

    `absent` is what a combination without a cell is: a fault of the selection, or a cell left empty (on a time axis it
    is a gap in every kind). `leaves_gaps` tells that a missing value leaves a gap instead of its symbol, `joins` which
    points along time are connected: each with its neighbour, or both ends. `needs_two_values` tells that a series with
    one value shows nothing of what the kind is for. `tells_breaks` names breaks in the series in the alt text.
    `uncertain_mark` is how uncertain values are set apart. `coloured_by` is what gives a mark its look: its series,
    whether it is highlighted among others that have one look, or its value. `draws_margins` tells whether
    the margin of error of a sample is a stroke through the value.

    `stands` is where the figure goes: in the text with a title, a number and a table behind it, or without any of
    them beside a key figure.
    """

    needs: tuple[Axis, ...]
    may_have: tuple[Axis, ...]
    across: Axis | None
    most_across: int
    across_are: str
    largest_first: bool
    absent: Literal["fault", "empty"]
    leaves_gaps: bool
    joins: Literal["neighbours", "ends"]
    needs_two_values: bool
    tells_breaks: bool
    uncertain_mark: Mark
    coloured_by: Literal["series", "highlight", "value"]
    draws_margins: bool
    stands: Literal["in text", "beside key figure"]


_SERIES = 5
"""Lines or colours that a reader can tell apart."""

KINDS: Mapping[Kind, KindOfFigure] = MappingProxyType(
    {
        "lines": KindOfFigure(
            needs=("x",),
            may_have=("series",),
            across="series",
            most_across=_SERIES,
            across_are="series",
            largest_first=False,
            absent="fault",
            leaves_gaps=True,
            joins="neighbours",
            needs_two_values=True,
            tells_breaks=True,
            uncertain_mark="hollow",
            coloured_by="series",
            draws_margins=False,
            stands="in text",
        ),
        "bars": KindOfFigure(
            needs=("category",),
            may_have=(),
            across=None,
            most_across=1,
            across_are="series",
            largest_first=True,
            absent="fault",
            leaves_gaps=False,
            joins="neighbours",
            needs_two_values=False,
            tells_breaks=False,
            uncertain_mark="hatched",
            coloured_by="highlight",
            draws_margins=False,
            stands="in text",
        ),
        "lollipop": KindOfFigure(
            needs=("category",),
            may_have=(),
            across=None,
            most_across=1,
            across_are="series",
            largest_first=True,
            absent="fault",
            leaves_gaps=False,
            joins="neighbours",
            needs_two_values=False,
            tells_breaks=False,
            uncertain_mark="hollow",
            coloured_by="highlight",
            draws_margins=False,
            stands="in text",
        ),
        "grouped_bars": KindOfFigure(
            needs=("category", "series"),
            may_have=(),
            across="series",
            most_across=_SERIES,
            across_are="series",
            largest_first=False,
            absent="fault",
            leaves_gaps=False,
            joins="neighbours",
            needs_two_values=False,
            tells_breaks=False,
            uncertain_mark="hatched",
            coloured_by="series",
            draws_margins=True,
            stands="in text",
        ),
        "dumbbell": KindOfFigure(
            needs=("category", "series"),
            may_have=(),
            across="series",
            most_across=_SERIES,
            across_are="series",
            largest_first=True,
            absent="fault",
            leaves_gaps=False,
            joins="neighbours",
            needs_two_values=False,
            tells_breaks=False,
            uncertain_mark="hollow",
            coloured_by="series",
            draws_margins=True,
            stands="in text",
        ),
        "stacked": KindOfFigure(
            needs=("category", "series"),
            may_have=(),
            across="series",
            most_across=_SERIES,
            across_are="series",
            largest_first=False,
            absent="fault",
            leaves_gaps=False,
            joins="neighbours",
            needs_two_values=False,
            tells_breaks=False,
            uncertain_mark="hatched",
            coloured_by="series",
            draws_margins=False,
            stands="in text",
        ),
        "small_multiples": KindOfFigure(
            needs=("x", "panel"),
            may_have=("series",),
            across="series",
            most_across=_SERIES,
            across_are="series",
            largest_first=False,
            absent="fault",
            leaves_gaps=True,
            joins="neighbours",
            needs_two_values=True,
            tells_breaks=True,
            uncertain_mark="hollow",
            coloured_by="series",
            draws_margins=False,
            stands="in text",
        ),
        "population_pyramid": KindOfFigure(
            needs=("category", "series"),
            may_have=("panel",),
            across="series",
            most_across=_SERIES,
            across_are="series",
            largest_first=False,
            absent="fault",
            leaves_gaps=False,
            joins="neighbours",
            needs_two_values=False,
            tells_breaks=False,
            uncertain_mark="hatched",
            coloured_by="series",
            draws_margins=False,
            stands="in text",
        ),
        "slope": KindOfFigure(
            needs=("x", "category"),
            may_have=(),
            across="category",
            most_across=12,
            across_are="lines",
            largest_first=False,
            absent="fault",
            leaves_gaps=False,
            joins="ends",
            needs_two_values=False,
            tells_breaks=False,
            uncertain_mark="hollow",
            coloured_by="highlight",
            draws_margins=False,
            stands="in text",
        ),
        "heat_table": KindOfFigure(
            needs=("category", "column"),
            may_have=(),
            across="column",
            most_across=10,
            across_are="columns",
            largest_first=False,
            absent="empty",
            leaves_gaps=False,
            joins="neighbours",
            needs_two_values=False,
            tells_breaks=False,
            uncertain_mark="hatched",
            coloured_by="value",
            draws_margins=False,
            stands="in text",
        ),
        "sparkline": KindOfFigure(
            needs=("x",),
            may_have=(),
            across=None,
            most_across=1,
            across_are="series",
            largest_first=False,
            absent="fault",
            leaves_gaps=True,
            joins="neighbours",
            needs_two_values=False,
            tells_breaks=True,
            uncertain_mark="hatched",
            coloured_by="series",
            draws_margins=False,
            stands="beside key figure",
        ),
    }
)
