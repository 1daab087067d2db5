"""Printed tables, and the tables behind charts."""

from pathlib import Path

import pytest

from brochure.making.tables.table import Header, PrintedTable
from tests.support.projects import SECTION, TEXT, gathered, small_edition
from tests.support.statistics import metadata

CELLS = """\
gruppe,kjonn,aar,maal,verdi
Alle,Begge,2013,Personer,15000
Alle,Begge,2014,Personer,15500
Alle,Kvinner,2013,Personer,7600
Alle,Kvinner,2014,Personer,7800
Alle,Menn,2013,Personer,7400
Alle,Menn,2014,Personer,7700
Afrika,Begge,2013,Personer,900
Afrika,Begge,2014,Personer,1000
Afrika,Kvinner,2013,Personer,500
Afrika,Kvinner,2014,Personer,:
Afrika,Menn,2013,Personer,400
Afrika,Menn,2014,Personer,-
Asia,Begge,2014,Personer,2000
Afrika,Begge,2013,Andel,6.0
Afrika,Begge,2014,Andel,6.45
Afrika,Begge,2014,Alder,36.2
"""
DIMENSIONS = """
[dimensions.gruppe]
label = { nb = "Landbakgrunn", nn = "Landbakgrunn" }
elimination = "Alle"
[dimensions.gruppe.members.Alle]
label = { nb = "I alt", nn = "I alt" }
[dimensions.kjonn]
label = { nb = "Kjønn" }
elimination = "Begge"
[dimensions.aar]
role = "time"
label = { nb = "År", nn = "År" }
[dimensions.maal]
label = { nb = "Mål" }
elimination = "Personer"
[dimensions.maal.members.Andel]
unit = "percent"
decimals = 2
[dimensions.maal.members.Alder]
unit = "years"
decimals = 1
[[breaks]]
dimension = "aar"
before = "2014"
note = { nb = "Ny kilde fra 2014.", nn = "Ny kjelde frå 2014." }
"""
WORDS = "  title: { nb: Tittel, nn: Tittel }\n  subtitle: { nb: Undertittel, nn: Undertittel }\n"


def project(described: str, *, kind: str, metadata_text: str = DIMENSIONS) -> dict[str, str | bytes]:
    """The small edition with one figure or table, called `a`, over the statistic above."""
    lines = "".join(f"  {line.strip()}\n" for line in described.strip().split("\n"))
    text = f'---\ntitle: Arbeid\n---\n{{{{ {kind}("a") }}}}\n'
    return small_edition(
        {
            "data/statistics/arbeid/x.csv": CELLS,
            "data/statistics/arbeid/x.toml": metadata(metadata_text),
            f"{SECTION}/figures.yaml": "",
            f"{SECTION}/tables.yaml": "",
            f"{SECTION}/{kind}s.yaml": f"a:\n  statistic: arbeid/x\n{lines}{WORDS}",
            TEXT: text,
            TEXT.replace(".nb.", ".nn."): text,
        }
    )


def table(folder: Path, described: str, language: str = "nb") -> PrintedTable:
    edition, findings = gathered(folder, project(described, kind="table"), language)
    assert findings == []
    return edition.tables["a"].printed


def behind(folder: Path, described: str) -> PrintedTable:
    edition, findings = gathered(folder, project(described, kind="figure"))
    assert [finding for finding in findings if "[thin-series]" not in finding] == []
    return edition.behind["a"]


def rows(printed: PrintedTable) -> list[tuple[str, ...]]:
    return [(row.label, *row.cells) for row in printed.rows]


def test_rows_and_columns(tmp_path: Path) -> None:
    printed = table(tmp_path, "rows: gruppe\ncolumns: aar\nselect: { gruppe: [Alle, Afrika] }")

    assert printed.stub == "Landbakgrunn"
    assert printed.spanners == ()
    assert printed.columns == ("2013", "2014")
    assert rows(printed) == [("I alt", "15\u00a0000", "15\u00a0500"), ("Afrika", "900", "1000")]
    assert printed.unit == "personer"


def test_a_choice_gives_the_order(tmp_path: Path) -> None:
    printed = table(tmp_path, "rows: gruppe\ncolumns: aar\nselect: { gruppe: [Afrika, Alle], aar: [2014, 2013] }")

    assert printed.columns == ("2014", "2013")
    assert rows(printed) == [("Afrika", "1000", "900"), ("I alt", "15\u00a0500", "15\u00a0000")]


def test_the_elimination_member_is_the_total(tmp_path: Path) -> None:
    printed = table(tmp_path, "rows: gruppe\ncolumns: aar\nselect: { gruppe: [Afrika, Alle] }")

    assert [row.is_total for row in printed.rows] == [False, True]


def test_two_dimensions_across_make_spanners(tmp_path: Path) -> None:
    printed = table(
        tmp_path, "rows: gruppe\ncolumns: [aar, kjonn]\nselect: { gruppe: [Alle, Afrika], kjonn: [Kvinner, Menn] }"
    )

    assert printed.spanners == (Header("2013", 2), Header("2014", 2))
    assert printed.columns == ("Kvinner", "Menn", "Kvinner", "Menn")
    assert rows(printed) == [("I alt", "7600", "7400", "7800", "7700"), ("Afrika", "500", "400", ":", "-")]


def test_a_spanner_covers_the_columns_that_there_are(tmp_path: Path) -> None:
    printed = table(tmp_path, "rows: gruppe\ncolumns: [aar, maal]\nselect: { gruppe: Afrika, maal: [Andel, Alder] }")

    assert printed.spanners == (Header("2013", 1), Header("2014", 2))
    assert printed.columns == ("Andel", "Andel", "Alder")


def test_symbols_stand_as_they_are_and_are_listed(tmp_path: Path) -> None:
    printed = table(tmp_path, "rows: kjonn\ncolumns: aar\nselect: { gruppe: Afrika, kjonn: '*' }")

    assert rows(printed) == [("Kvinner", "500", ":"), ("Menn", "400", "-")]
    assert printed.symbols == ("-", ":")


def test_a_cell_that_is_absent_is_missing_and_the_sign_is_listed(tmp_path: Path) -> None:
    printed = table(tmp_path, "rows: gruppe\ncolumns: aar\nselect: { gruppe: '*' }")

    assert rows(printed) == [("Afrika", "900", "1000"), ("Asia", "..", "2000")]
    assert printed.symbols == ("..",)


def test_where_units_differ_per_cent_carries_its_sign(tmp_path: Path) -> None:
    printed = table(tmp_path, "rows: maal\ncolumns: aar\nselect: { gruppe: Afrika, maal: [Personer, Andel, Alder] }")

    assert rows(printed) == [
        ("Personer", "900", "1000"),
        ("Andel", "6,00\u00a0%", "6,45\u00a0%"),
        ("Alder", "..", "36,2"),
    ]
    assert printed.unit == ""


def test_decimals_may_be_chosen_but_not_for_what_is_counted(tmp_path: Path) -> None:
    select = "select: { gruppe: Afrika, maal: [Personer, Andel] }\ndecimals: 1"
    printed = table(tmp_path, f"rows: maal\ncolumns: aar\n{select}")

    assert rows(printed) == [("Personer", "900", "1000"), ("Andel", "6,0\u00a0%", "6,5\u00a0%")]


def test_a_break_between_the_columns_is_noted(tmp_path: Path) -> None:
    assert table(tmp_path, "rows: gruppe\ncolumns: aar\nselect: { gruppe: Alle }").notes == ("Ny kilde fra 2014.",)


def test_a_break_outside_the_table_is_not_noted(tmp_path: Path) -> None:
    assert table(tmp_path, "rows: gruppe\ncolumns: aar\nselect: { gruppe: Alle, aar: 2014 }").notes == ()


def test_a_table_is_printed_in_its_language(tmp_path: Path) -> None:
    printed = table(tmp_path, "rows: gruppe\ncolumns: aar\nselect: { gruppe: Alle }", "nn")

    assert (printed.unit, printed.notes) == ("personar", ("Ny kjelde frå 2014.",))


REFUSED = {
    "unknown row": ("rows: grupe\ncolumns: aar", 3, "arbeid/x has no dimension 'grupe'. Did you mean 'gruppe'?"),
    "unknown column": ("rows: gruppe\ncolumns: [aar, sex]", 4, "arbeid/x has no dimension 'sex'."),
    "unknown member": (
        "rows: gruppe\ncolumns: aar\nselect: { gruppe: Afrka }",
        5,
        "'Afrka' is not a member of 'gruppe'. Did you mean 'Afrika'?",
    ),
    "several cells on one place": (
        "rows: gruppe\ncolumns: aar\nselect: { kjonn: '*' }",
        5,
        "several cells of arbeid/x fall on Alle, 2013; choose a member of kjonn",
    ),
    "no cell": (
        "rows: gruppe\ncolumns: aar\nselect: { gruppe: Asia, aar: 2013 }",
        5,
        "no cell of arbeid/x fits. With the other choices there is 'gruppe' = 'Alle' and 'Afrika'.",
    ),
}


@pytest.mark.parametrize(("described", "line", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_a_table_that_does_not_fit_its_statistic_is_told_with_its_line(
    tmp_path: Path, described: str, line: int, expected: str
) -> None:
    _, (finding,) = gathered(tmp_path, project(described, kind="table"))

    assert finding.startswith(f"{SECTION}/tables.yaml:{line}: error: {expected}")


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        (
            "rows: gruppe\ncolumns: aar\nselect: { gruppe: Afrika }",
            "'Afrika' of the dimension 'gruppe' has no name in nn",
        ),
        ("rows: kjonn\ncolumns: aar\nselect: { kjonn: Menn }", "'Menn' of the dimension 'kjonn' has no name in nn"),
        (
            "rows: maal\ncolumns: aar\nselect: { maal: Personer }",
            "'Personer' of the dimension 'maal' has no name in nn",
        ),
    ],
)
def test_a_name_that_the_language_lacks_is_told(tmp_path: Path, described: str, expected: str) -> None:
    _, findings = gathered(tmp_path, project(described, kind="table"), "nn")

    assert f"data/statistics/arbeid/x.toml:1: error: {expected}" in findings


def test_a_label_of_a_dimension_that_the_language_lacks_is_told(tmp_path: Path) -> None:
    files = project(
        "rows: gruppe\ncolumns: aar\nselect: { gruppe: Alle }",
        kind="table",
        metadata_text=DIMENSIONS.replace(', nn = "Landbakgrunn"', ""),
    )
    _, (finding,) = gathered(tmp_path, files, "nn")

    assert finding == "data/statistics/arbeid/x.toml:1: error: the dimension 'gruppe' has no name in nn"


def test_a_break_without_a_note_in_the_language_is_told(tmp_path: Path) -> None:
    files = project(
        "rows: gruppe\ncolumns: aar\nselect: { gruppe: Alle }",
        kind="table",
        metadata_text=DIMENSIONS.replace(', nn = "Ny kjelde frå 2014."', ""),
    )
    _, (finding,) = gathered(tmp_path, files, "nn")

    assert finding == (f"{SECTION}/tables.yaml:2: error: the note of the break before 2014 has not been written in nn")


# Behind charts


def test_behind_lines_stand_years_down_and_series_across(tmp_path: Path) -> None:
    printed = behind(tmp_path, "kind: lines\nx: aar\nseries: kjonn\nselect: { gruppe: Afrika, kjonn: '*' }")

    assert (printed.stub, printed.columns) == ("År", ("Kvinner", "Menn"))
    assert rows(printed) == [("2013", "500", "400"), ("2014", ":", "-")]
    assert (printed.unit, printed.symbols) == ("personer", ("-", ":"))
    assert printed.notes == ("Ny kilde fra 2014.",)


def test_behind_a_single_line_the_unit_heads_the_column(tmp_path: Path) -> None:
    printed = behind(tmp_path, "kind: lines\nx: aar\nselect: { gruppe: Alle }")

    assert printed.columns == ("Personer",)


def test_behind_bars_stand_the_rows_in_the_order_of_the_figure(tmp_path: Path) -> None:
    printed = behind(tmp_path, "kind: bars\ncategory: gruppe\nselect: { gruppe: [Afrika, Alle, Asia], aar: 2014 }")

    assert rows(printed) == [("I alt", "15\u00a0500"), ("Asia", "2000"), ("Afrika", "1000")]


def test_a_year_without_a_cell_is_missing(tmp_path: Path) -> None:
    printed = behind(tmp_path, "kind: lines\nx: aar\nseries: gruppe\nselect: { gruppe: [Afrika, Asia] }")

    assert rows(printed) == [("2013", "900", ".."), ("2014", "1000", "2000")]
    assert printed.symbols == ("..",)


def test_behind_small_multiples_stands_a_row_for_each(tmp_path: Path) -> None:
    printed = behind(tmp_path, "kind: small_multiples\nx: aar\npanel: gruppe\nselect: { gruppe: [Alle, Afrika] }")

    assert printed.columns == ("2013", "2014")
    assert rows(printed) == [("I alt", "15\u00a0000", "15\u00a0500"), ("Afrika", "900", "1000")]


def test_behind_small_multiples_with_series_stands_a_heading_for_each(tmp_path: Path) -> None:
    printed = behind(
        tmp_path,
        "kind: small_multiples\nx: aar\npanel: gruppe\nseries: kjonn\n"
        "select: { gruppe: [Alle, Afrika], kjonn: [Kvinner, Menn] }",
    )

    assert [row.label for row in printed.rows if row.is_heading] == ["I alt", "Afrika"]
    assert [row for row in rows(printed) if any(row[1:])] == [
        ("2013", "7600", "7400"),
        ("2014", "7800", "7700"),
        ("2013", "500", "400"),
        ("2014", ":", "-"),
    ]


def test_behind_shares_stand_the_shares(tmp_path: Path) -> None:
    printed = behind(
        tmp_path,
        "kind: stacked\ncategory: gruppe\nseries: kjonn\nnormalise: true\n"
        "select: { gruppe: [Alle, Afrika], kjonn: [Kvinner, Menn], aar: 2013 }",
    )

    assert rows(printed) == [("I alt", "50,7", "49,3"), ("Afrika", "55,6", "44,4")]
    assert printed.unit == "prosent"


def test_behind_a_pyramid_stand_both_sides_for_each_row(tmp_path: Path) -> None:
    printed = behind(
        tmp_path,
        "kind: population_pyramid\ncategory: gruppe\nseries: kjonn\n"
        "select: { gruppe: [Alle, Afrika], kjonn: [Kvinner, Menn], aar: 2014 }",
    )

    assert (printed.stub, printed.columns) == ("Landbakgrunn", ("Kvinner", "Menn"))
    assert rows(printed) == [("I alt", "7800", "7700"), ("Afrika", ":", "-")]


def test_behind_pyramids_side_by_side_stands_a_heading_for_each(tmp_path: Path) -> None:
    printed = behind(
        tmp_path,
        "kind: population_pyramid\ncategory: aar\nseries: kjonn\npanel: gruppe\n"
        "select: { gruppe: [Alle, Afrika], kjonn: [Kvinner, Menn] }",
    )

    assert [row.label for row in printed.rows if row.is_heading] == ["I alt", "Afrika"]
    assert rows(printed)[1] == ("2013", "7600", "7400")


def test_behind_a_heat_table_stands_the_same_table(tmp_path: Path) -> None:
    printed = behind(
        tmp_path,
        "kind: heat_table\ncategory: gruppe\ncolumn: kjonn\nhighlight: [Alle]\n"
        "select: { gruppe: [Alle, Afrika], kjonn: [Kvinner, Menn], aar: 2014 }",
    )

    assert (printed.stub, printed.columns) == ("Landbakgrunn", ("Kvinner", "Menn"))
    assert rows(printed) == [("I alt", "7800", "7700"), ("Afrika", ":", "-")]
    assert [row.is_total for row in printed.rows] == [True, False]
    assert printed.symbols == ("-", ":")
