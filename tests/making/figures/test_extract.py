"""From a description and a statistic to a chart."""

from decimal import Decimal
from pathlib import Path

import pytest

from brochure.making.figures.chart import Series
from tests.support.charts import FIGURES, GROUPS, REGIONS, YEARS, chart_faults, chart_of, per_cent

LINES = """
kind: lines
select: { gruppe: "*", aar: "*" }
x: aar
series: gruppe
"""
BARS = """
kind: bars
select: { region: "*" }
category: region
"""
ONE_GROUP = """
[dimensions.gruppe]
label = { nb = "Gruppe" }
"""


def rows(*cells: str, header: str = "gruppe,aar,verdi") -> str:
    return "\n".join([header, *cells, ""])


def joined(series: Series) -> list[str]:
    """The members that are joined to the one before."""
    return [point.member for point in series.points if point.joined]


def test_points_of_neighbouring_years_are_joined(tmp_path: Path) -> None:
    cells = rows("Alle,2012,1.0", "Alle,2013,2.0", "Alle,2014,3.0")
    (series,) = chart_of(tmp_path, cells, per_cent(ONE_GROUP, YEARS), LINES).series
    assert series.values == (Decimal("1.0"), Decimal("2.0"), Decimal("3.0"))
    assert [point.position for point in series.points] == [2012, 2013, 2014]
    assert joined(series) == ["2013", "2014"]


def test_a_line_never_passes_over_a_year_that_is_not_in_the_file(tmp_path: Path) -> None:
    cells = rows("Alle,2010,1.0", "Alle,2012,2.0", "Alle,2013,3.0")
    (series,) = chart_of(tmp_path, cells, per_cent(ONE_GROUP, YEARS), LINES).series
    assert joined(series) == ["2013"]


def test_a_line_never_passes_over_a_symbol(tmp_path: Path) -> None:
    cells = rows("Alle,2010,1.0", "Alle,2011,1.5", "Alle,2012,:", "Alle,2013,2.0", "Alle,2014,3.0")
    (series,) = chart_of(tmp_path, cells, per_cent(ONE_GROUP, YEARS), LINES).series
    assert joined(series) == ["2011", "2014"]
    assert [point.symbol for point in series.points] == [None, None, ":", None, None]
    assert series.points[2].value is None


def test_a_year_that_one_series_lacks_is_a_gap_in_it_alone(tmp_path: Path) -> None:
    cells = rows("A,2010,1.0", "A,2011,1.5", "A,2012,2.0", "B,2010,3.0", "B,2012,4.0")
    first, second = chart_of(tmp_path, cells, per_cent(ONE_GROUP, YEARS), LINES).series
    assert joined(first) == ["2011", "2012"]
    assert joined(second) == []
    assert [point.value for point in second.points] == [Decimal("3.0"), None, Decimal("4.0")]


def test_observations_are_joined_over_the_regular_interval_of_their_statistic(tmp_path: Path) -> None:
    described = per_cent(ONE_GROUP, YEARS.replace('role = "time"', 'role = "time"\ninterval = 4'))
    cells = rows("Alle,2003,1.0", "Alle,2007,2.0", "Alle,2015,3.0")
    (series,) = chart_of(tmp_path, cells, described, LINES).series
    assert joined(series) == ["2007"]


def test_a_line_never_passes_a_break_and_its_note_is_told(tmp_path: Path) -> None:
    described = per_cent(ONE_GROUP, YEARS) + '[[breaks]]\ndimension = "aar"\nbefore = "2012"\nnote.nb = "Ny grense."\n'
    cells = rows("Alle,2010,1.0", "Alle,2011,1.5", "Alle,2012,2.0", "Alle,2013,3.0")
    chart = chart_of(tmp_path, cells, described, LINES)
    assert joined(chart.series[0]) == ["2011", "2013"]
    assert [(item.label, item.note) for item in chart.breaks] == [("2012", "Ny grense.")]
    assert chart.notes == ("Ny grense.",)


@pytest.mark.parametrize("years", ["2010..2011", "2012..2013"])
def test_a_break_outside_the_years_shown_is_not_told(years: str, tmp_path: Path) -> None:
    described = per_cent(ONE_GROUP, YEARS) + '[[breaks]]\ndimension = "aar"\nbefore = "2012"\nnote.nb = "Ny grense."\n'
    cells = rows("Alle,2010,1.0", "Alle,2011,1.5", "Alle,2012,2.0", "Alle,2013,3.0")
    chart = chart_of(tmp_path, cells, described, LINES.replace('aar: "*"', f'aar: "{years}"'))
    assert chart.breaks == ()
    assert chart.notes == ()


def test_a_line_never_passes_from_one_definition_to_another(tmp_path: Path) -> None:
    definition = '[dimensions.alder]\nrole = "definition"\nlabel = { nb = "Alder" }\n'
    cells = rows(
        "Alle,2010,16–74,1.0",
        "Alle,2011,16–74,1.5",
        "Alle,2012,15–74,2.0",
        "Alle,2013,15–74,3.0",
        header="gruppe,aar,alder,verdi",
    )
    (series,) = chart_of(tmp_path, cells, per_cent(ONE_GROUP, YEARS, definition), LINES).series
    assert joined(series) == ["2011", "2013"]


def test_the_three_groups_keep_their_order_whatever_the_author_writes(tmp_path: Path) -> None:
    cells = rows("Resten,2014,1.0", "Norskfødte,2014,2.0", "Innvandrere,2014,3.0")
    figure = LINES.replace('gruppe: "*"', "gruppe: [Resten, Norskfødte, Innvandrere]")
    chart = chart_of(tmp_path, cells, per_cent(GROUPS, YEARS), figure)
    assert [series.meaning for series in chart.series] == ["innvandrere", "norskfodte", "resten"]
    assert [series.label for series in chart.series] == ["Innvandrere", "Norskfødte", "Resten"]


def test_series_that_are_no_groups_keep_the_order_of_the_author(tmp_path: Path) -> None:
    cells = rows("Menn,2014,1.0", "Kvinner,2014,2.0")
    figure = LINES.replace('gruppe: "*"', "gruppe: [Kvinner, Menn]")
    chart = chart_of(tmp_path, cells, per_cent(ONE_GROUP, YEARS), figure)
    assert [series.label for series in chart.series] == ["Kvinner", "Menn"]


def test_bars_stand_by_size_with_the_missing_last(tmp_path: Path) -> None:
    cells = rows("Afrika,1.5", "Asia,:", "Norden,7.0", header="region,verdi")
    chart = chart_of(tmp_path, cells, per_cent(REGIONS), BARS)
    assert [point.label for point in chart.series[0].points] == ["Norden", "Afrika", "Asia"]


def test_bars_keep_the_order_of_the_file_where_the_author_asks_for_it(tmp_path: Path) -> None:
    cells = rows("Afrika,1.5", "Asia,:", "Norden,7.0", header="region,verdi")
    chart = chart_of(tmp_path, cells, per_cent(REGIONS), BARS + "sort: data")
    assert [point.label for point in chart.series[0].points] == ["Afrika", "Asia", "Norden"]


def test_all_series_of_a_dumbbell_follow_the_order_of_the_first(tmp_path: Path) -> None:
    cells = rows(
        "Afrika,Menn,1.0",
        "Afrika,Kvinner,9.0",
        "Asia,Menn,5.0",
        "Asia,Kvinner,2.0",
        header="region,kjonn,verdi",
    )
    sex = '[dimensions.kjonn]\nlabel = { nb = "Kjønn" }\n'
    regions = REGIONS.split('[dimensions.region.members."Norden"]')[0]
    figure = "kind: dumbbell\nselect: { region: '*', kjonn: [Menn, Kvinner] }\ncategory: region\nseries: kjonn"
    men, women = chart_of(tmp_path, cells, per_cent(regions, sex), figure).series
    assert [(point.label, str(point.value)) for point in men.points] == [("Asia", "5.0"), ("Afrika", "1.0")]
    assert [(point.label, str(point.value)) for point in women.points] == [("Asia", "2.0"), ("Afrika", "9.0")]


STACKED = "kind: stacked\nselect: { region: '*', gruppe: '*' }\ncategory: region\nseries: gruppe\nnormalise: true"


def test_counts_become_shares_of_their_row(tmp_path: Path) -> None:
    cells = rows("Nord,A,1", "Nord,B,3", "Sør,A,30", "Sør,B,10", header="region,gruppe,verdi")
    described = per_cent('[dimensions.region]\nlabel = { nb = "Region" }\n', ONE_GROUP).replace(
        '"percent"', '"persons"'
    )
    chart = chart_of(tmp_path, cells, described, STACKED)
    assert [list(map(int, series.values)) for series in chart.series] == [[25, 75], [75, 25]]
    assert chart.unit == "percent"
    assert chart.decimals == 1


def test_a_row_with_a_symbol_in_it_has_no_shares(tmp_path: Path) -> None:
    cells = rows("Nord,A,1", "Nord,B,:", "Sør,A,30", "Sør,B,10", header="region,gruppe,verdi")
    described = per_cent('[dimensions.region]\nlabel = { nb = "Region" }\n', ONE_GROUP).replace(
        '"percent"', '"persons"'
    )
    chart = chart_of(tmp_path, cells, described, STACKED)
    assert [[point.value for point in series.points] for series in chart.series] == [[None, 75], [None, 25]]


def test_more_than_five_series_are_refused(tmp_path: Path) -> None:
    cells = rows(*(f"{name},2014,1.0" for name in "ABCDEF"))
    assert chart_faults(tmp_path, cells, per_cent(ONE_GROUP, YEARS), LINES) == [
        f"{FIGURES}:8: error: 6 series are more than a reader can tell apart; choose 5 at most"
    ]


def test_five_series_are_drawn(tmp_path: Path) -> None:
    cells = rows(*(f"{name},2014,1.0" for name in "ABCDE"))
    assert chart_faults(tmp_path, cells, per_cent(ONE_GROUP, YEARS), LINES) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_dumbbell_compares_two(count: int, tmp_path: Path) -> None:
    cells = rows(*(f"Nord,{name},1.0" for name in "ABC"[:count]), header="region,gruppe,verdi")
    described = per_cent('[dimensions.region]\nlabel = { nb = "Region" }\n', ONE_GROUP)
    figure = "kind: dumbbell\nselect: { region: '*', gruppe: '*' }\ncategory: region\nseries: gruppe"
    assert chart_faults(tmp_path, cells, described, figure) == [
        f"{FIGURES}:8: error: a dumbbell compares two series, not {count}"
    ]


def test_several_cells_on_one_place_are_told_with_the_dimension_to_choose(tmp_path: Path) -> None:
    cells = rows("Alle,2014,Menn,1.0", "Alle,2014,Kvinner,2.0", header="gruppe,aar,kjonn,verdi")
    described = per_cent(ONE_GROUP, YEARS, '[dimensions.kjonn]\nlabel = { nb = "Kjønn" }\n')
    assert chart_faults(tmp_path, cells, described, LINES) == [
        f"{FIGURES}:6: error: several cells of befolkning/bosatte fall on 2014, Alle; choose a member of kjonn"
    ]


def test_a_figure_does_not_mix_units(tmp_path: Path) -> None:
    measures = (
        '[dimensions.maal]\nlabel = { nb = "Mål" }\n[dimensions.maal.members."Antall"]\nunit = "persons"\n'
        '[dimensions.maal.members."Andel"]\nunit = "percent"\n'
    )
    cells = rows("Antall,12", "Andel,3.5", header="maal,verdi")
    figure = "kind: bars\nselect: { maal: '*' }\ncategory: maal"
    assert chart_faults(tmp_path, cells, per_cent(measures), figure) == [
        f"{FIGURES}:6: error: the figure would mix persons and percent on one axis; select one"
    ]


def test_a_row_without_a_cell_is_told(tmp_path: Path) -> None:
    cells = rows("Nord,A,1.0", "Nord,B,2.0", "Sør,A,3.0", header="region,gruppe,verdi")
    described = per_cent('[dimensions.region]\nlabel = { nb = "Region" }\n', ONE_GROUP)
    figure = "kind: grouped_bars\nselect: { region: '*', gruppe: '*' }\ncategory: region\nseries: gruppe"
    assert chart_faults(tmp_path, cells, described, figure) == [
        f"{FIGURES}:6: error: befolkning/bosatte has no cell for Sør, B; choose members that are complete"
    ]


def test_a_figure_of_nothing_but_symbols_is_refused(tmp_path: Path) -> None:
    cells = rows("Afrika,:", "Asia,..", "Norden,.", header="region,verdi")
    assert chart_faults(tmp_path, cells, per_cent(REGIONS), BARS) == [
        f"{FIGURES}:6: error: there is nothing to draw: every cell is a standard symbol"
    ]


def test_lines_run_over_time_only(tmp_path: Path) -> None:
    cells = rows("Nord,A,1.0", header="region,gruppe,verdi")
    described = per_cent('[dimensions.region]\nlabel = { nb = "Region" }\n', ONE_GROUP)
    figure = "kind: lines\nselect: { region: '*', gruppe: '*' }\nx: region\nseries: gruppe"
    assert chart_faults(tmp_path, cells, described, figure) == [
        f"{FIGURES}:7: error: 'region' is not a time dimension of befolkning/bosatte; lines run over time"
    ]


def test_an_unknown_highlight_is_told_with_its_near_name(tmp_path: Path) -> None:
    cells = rows("Afrika,1.5", "Asia,2.5", "Norden,7.0", header="region,verdi")
    assert chart_faults(tmp_path, cells, per_cent(REGIONS), BARS + "highlight: [Nordn]") == [
        f"{FIGURES}:8: error: 'Nordn' is not a member of 'region'. Did you mean 'Norden'?"
    ]


def test_a_member_without_a_name_in_the_language_is_told(tmp_path: Path) -> None:
    cells = rows("Afrika,1.5", "Asia,2.5", "Norden,7.0", "Oseania,1.0", header="region,verdi")
    (told,) = chart_faults(tmp_path, cells, per_cent(REGIONS), BARS, "nn")
    assert (
        told
        == "data/statistics/befolkning/bosatte.toml:1: error: 'Oseania' of the dimension 'region' has no name in nn"
    )


def test_names_are_those_of_the_language(tmp_path: Path) -> None:
    cells = rows("Afrika,1.5", "Asia,2.5", "Norden,7.0", header="region,verdi")
    chart = chart_of(tmp_path, cells, per_cent(REGIONS), BARS, "en")
    assert [point.label for point in chart.series[0].points] == ["Nordic countries", "Asia", "Africa"]


def test_small_multiples_have_a_panel_for_each_member(tmp_path: Path) -> None:
    cells = rows(
        "Afrika,2013,1.0", "Afrika,2014,2.0", "Asia,2013,3.0", "Asia,2014,4.0", "Norden,2013,5.0", "Norden,2014,6.0",
        header="region,aar,verdi",
    )  # fmt: skip
    figure = "kind: small_multiples\nselect: { region: [Norden, Asia], aar: '*' }\nx: aar\npanel: region"
    chart = chart_of(tmp_path, cells, per_cent(REGIONS, YEARS), figure)
    shown = [(panel.label, list(map(int, panel.series[0].values))) for panel in chart.panels]
    assert shown == [("Norden", [5, 6]), ("Asia", [3, 4])]
    assert all(joined(panel.series[0]) == ["2014"] for panel in chart.panels)
