"""How each kind of figure is checked, drawn, told and tabulated; what it takes stands in `project.edition.kinds`.

The drawing modules are named, not imported: they load matplotlib, which a check does without.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from brochure.making.figures import alt_grids, alt_series, limits
from brochure.making.figures.chart import Chart
from brochure.making.figures.told import Told
from brochure.project.edition.kinds import Kind
from brochure.project.edition.reading import Described
from brochure.statistics.numbers.formats import Formatter

_FIGURES = "brochure.making.figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is done with a chart of a kind; nothing has a default, so that nothing is forgotten.

    `check` raises `Faults` for what the kind cannot show. `drawn_by` is a module whose `draw` takes a `Drawing` and
    returns a `Canvas`. `tell` gives what the alt text says after the kind (`alt.<kind>`).
    `table_rows` is what has a row each in the table behind: the points (rows or times), or the series.
    `highlight_is_total` sets highlighted rows as totals there, where they are drawn so.
    """

    check: Callable[[Described, Chart], None]
    drawn_by: str
    tell: Callable[[Chart, Formatter], Told]
    table_rows: Literal["points", "series"]
    highlight_is_total: bool


WORK: Mapping[Kind, Work] = MappingProxyType(
    {
        "lines": Work(
            check=limits.any_chart,
            drawn_by=f"{_FIGURES}.lines",
            tell=alt_series.tell_lines,
            table_rows="points",
            highlight_is_total=False,
        ),
        "bars": Work(
            check=limits.any_chart,
            drawn_by=f"{_FIGURES}.bars",
            tell=alt_series.tell_rows,
            table_rows="points",
            highlight_is_total=False,
        ),
        "lollipop": Work(
            check=limits.any_chart,
            drawn_by=f"{_FIGURES}.lollipop",
            tell=alt_series.tell_rows,
            table_rows="points",
            highlight_is_total=False,
        ),
        "grouped_bars": Work(
            check=limits.any_chart,
            drawn_by=f"{_FIGURES}.grouped_bars",
            tell=alt_series.tell_groups,
            table_rows="points",
            highlight_is_total=False,
        ),
        "dumbbell": Work(
            check=limits.check_dumbbell,
            drawn_by=f"{_FIGURES}.dumbbell",
            tell=alt_series.tell_groups,
            table_rows="points",
            highlight_is_total=False,
        ),
        "stacked": Work(
            check=limits.any_chart,
            drawn_by=f"{_FIGURES}.stacked",
            tell=alt_series.tell_shares,
            table_rows="points",
            highlight_is_total=False,
        ),
        "small_multiples": Work(
            check=limits.any_chart,
            drawn_by=f"{_FIGURES}.small_multiples",
            tell=alt_series.tell_lines,
            table_rows="points",
            highlight_is_total=False,
        ),
        "population_pyramid": Work(
            check=limits.check_pyramid,
            drawn_by=f"{_FIGURES}.population_pyramid",
            tell=alt_grids.tell_pyramid,
            table_rows="points",
            highlight_is_total=False,
        ),
        "slope": Work(
            check=limits.check_slope,
            drawn_by=f"{_FIGURES}.slope",
            tell=alt_series.tell_slope,
            table_rows="series",
            highlight_is_total=False,
        ),
        "heat_table": Work(
            check=limits.any_chart,
            drawn_by=f"{_FIGURES}.heat_table",
            tell=alt_grids.tell_heat_table,
            table_rows="points",
            highlight_is_total=True,
        ),
        "sparkline": Work(
            check=limits.check_sparkline,
            drawn_by=f"{_FIGURES}.sparkline",
            tell=alt_series.tell_sparkline,
            table_rows="points",
            highlight_is_total=False,
        ),
    }
)
