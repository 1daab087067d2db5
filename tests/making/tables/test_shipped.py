"""Every number of every table in the finished PDFs is the published one.

The tables are read out of the tag tree of the PDF, the numbers out of the published CSV, and no code of the program
that makes tables stands between the two. A figure's drawing is not read here; the table behind it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from brochure.project.languages import Language
from tests.support.expected_tables import Cell, ExpectedTable, Place, expected_table, unit_of
from tests.support.grids import Grid, GridCell, grids
from tests.support.notation import read_number, rounded
from tests.support.pdf import squeezed
from tests.support.published import Described, described, placed
from tests.support.shipped import Shipped, languages

pytestmark = pytest.mark.slow
NAMES = [*placed("figure", Language.BOKMAAL), *placed("table", Language.BOKMAAL)]
MISSING_YEARS = {
    "arbeid-sysselsetting-gruppe": {"2008", "2013"},
    "arbeid-sysselsatte-region": {"2009", "2013"},
    "deltakelse-statsborgere": {"2012", "2013"},
    "deltakelse-holdninger": {"2010", "2011", "2012"},
}
"""Those that no published table has, and that the tables of the PDF show as missing."""
Grids = Mapping[Language, Mapping[str, Grid]]


def differences(grid: Grid, expected: ExpectedTable, language: Language) -> list[str]:
    """Each way in which a printed table is not what it must be; none when every cell is there and right."""
    found = [f"'{grid.stub}' heads the rows"] if squeezed(grid.stub) != squeezed(expected.stub) else []
    printed: dict[Place, str] = {}
    for cell in grid.cells:
        place = tuple(map(squeezed, cell.rows)), tuple(map(squeezed, cell.columns))
        if place in printed:
            found.append(f"{place} is there twice")
        printed[place] = cell.text
    found += [f"{place} is missing" for place in expected.cells if place not in printed]
    for place, text in printed.items():
        if place not in expected.cells:
            found.append(f"{place} does not belong there: {text!r}")
        elif fault := fault_of(text, expected.cells[place], expected.decimals, language):
            found.append(f"{place}: {fault}")
    if not found and expected.ordered and list(printed) != list(expected.cells):
        found.append("the rows or columns stand in another order than was described")
    return found


def fault_of(text: str, value: Cell, decimals: int, language: Language) -> str | None:
    """What is wrong with a printed cell; None when it is the value, rounded, or its symbol."""
    if isinstance(value, str):
        return None if text == value else f"prints {text!r} for the symbol {value!r}"
    try:
        number = read_number(text, language)
    except ValueError as error:
        return str(error)
    if number.decimals != decimals:
        return f"prints {text!r}, not with {decimals} decimals"
    return None if number.value == rounded(value, decimals) else f"prints {text!r} for {value}"


def label(shipped: Shipped, item: Described) -> str:
    """What stands first over a table, with the number that its place in the texts gives it."""
    what, key = ("table", "table.label") if item.kind == "table" else ("figure", "table.behind")
    return shipped.gathered.words(key, number=placed(what, shipped.language).index(item.name) + 1)


def expected(shipped: Shipped, name: str) -> ExpectedTable:
    item = described()[name]
    return expected_table(item, shipped.language, shipped.gathered.words(f"unit.{unit_of(item)}").capitalize())


@pytest.fixture(scope="module")
def tables(shipped_editions: Mapping[Language, Shipped]) -> Grids:
    """The tables of each language by their labels."""
    return {language: grids(shipped.pdf) for language, shipped in shipped_editions.items()}


@pytest.mark.parametrize("language", languages(), ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_table_is_the_published_one(
    name: str, language: Language, shipped_editions: Mapping[Language, Shipped], tables: Grids
) -> None:
    shipped = shipped_editions[language]
    grid, wanted = tables[language][label(shipped, described()[name])], expected(shipped, name)
    missing = [cell for cell in grid.cells if set(cell.rows) & MISSING_YEARS.get(name, set())]
    assert {year for cell in missing for year in cell.rows} == MISSING_YEARS.get(name, set())
    assert all(cell.text == ".." for cell in missing)
    grid = replace(grid, cells=tuple(cell for cell in grid.cells if cell not in missing))
    assert differences(grid, wanted, language) == []
    assert len(grid.cells) == len(wanted.cells) > 0


def test_every_table_of_the_edition_is_compared(edition: Shipped, tables: Grids) -> None:
    """No table stands in the PDF that is not described and placed, and none is placed that does not stand there."""
    placed_here = [*placed("figure", edition.language), *placed("table", edition.language)]
    assert sorted(placed_here) == sorted(NAMES) == sorted(set(NAMES))
    assert {label(edition, described()[name]) for name in NAMES} == set(tables[edition.language])
    assert sum(len(grid.cells) for grid in tables[edition.language].values()) > 900


def test_the_words_over_a_table_are_those_of_its_description(edition: Shipped, tables: Grids) -> None:
    """Where they are plain: a title with a condition in it is rendered first."""
    compared = 0
    for name in NAMES:
        item = described()[name]
        grid = tables[edition.language][label(edition, item)]
        for key in ("title", "subtitle"):
            words = item.keys.get(key, {}).get(edition.language, "{{ written by the program }}")
            if not any(mark in words for mark in ("{{", "{%")):
                plain = words.replace("{", "").replace("}", "")
                assert squeezed(plain) in squeezed(grid.caption), name
                compared += 1
    assert compared > 5


def test_every_cell_names_its_headers_to_a_screen_reader(edition: Shipped, tables: Grids) -> None:
    """Those of its row, its column, and all that stand over the column."""
    for grid in tables[edition.language].values():
        for cell in grid.cells:
            assert set(cell.named) == set(cell.over_and_beside), (grid.label, cell.rows, cell.columns)


# That these comparisons can fail


def changed(grid: Grid, change: Callable[[GridCell], GridCell]) -> Grid:
    """A table whose first cell is another."""
    return replace(grid, cells=(change(grid.cells[0]), *grid.cells[1:]))


CHANGES: Mapping[str, Callable[[Grid], Grid]] = {
    "another number": lambda grid: changed(grid, lambda cell: replace(cell, text="6,2")),
    "a symbol": lambda grid: changed(grid, lambda cell: replace(cell, text="..")),
    "nothing": lambda grid: changed(grid, lambda cell: replace(cell, text="")),
    "another row": lambda grid: changed(grid, lambda cell: replace(cell, rows=("Asia",))),
    "another column": lambda grid: changed(grid, lambda cell: replace(cell, columns=("Menn",))),
    "no cell": lambda grid: replace(grid, cells=grid.cells[1:]),
    "a cell too many": lambda grid: replace(grid, cells=(*grid.cells, grid.cells[0])),
    "other rows": lambda grid: replace(grid, stub="Kjønn"),
    "another order": lambda grid: replace(grid, cells=grid.cells[::-1]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_table_is_noticed(change: str, shipped_editions: Mapping[Language, Shipped], tables: Grids) -> None:
    shipped, name = shipped_editions[Language.BOKMAAL], "arbeid-yrkesstatus"
    grid = tables[Language.BOKMAAL][label(shipped, described()[name])]
    assert differences(grid, expected(shipped, name), Language.BOKMAAL) == []
    assert differences(CHANGES[change](grid), expected(shipped, name), Language.BOKMAAL)


def test_a_kind_of_figure_that_is_not_covered_is_told() -> None:
    figure = replace(described()["befolkning-grupper"], kind="map")
    with pytest.raises(pytest.fail.Exception, match="a figure of kind 'map' is not covered: add the kind to BEHIND"):
        expected_table(figure, Language.BOKMAAL, "Personer")


@pytest.mark.parametrize(
    ("text", "value", "decimals", "language", "right"),
    [
        ("15 336", "15336", 0, "nb", True),
        ("15336", "15336", 0, "nb", False),
        ("15,336", "15336", 0, "nb", False),
        ("15,336", "15336", 0, "en", True),
        ("8316", "8316", 0, "nn", True),
        ("8 316", "8316", 0, "nn", False),
        ("8316", "8316", 0, "en", False),
        ("8,316", "8316", 0, "en", True),
        ("7,2", "7.15", 1, "nn", True),
        ("7,1", "7.15", 1, "nn", False),
        ("7.2", "7.15", 1, "nn", False),
        ("7,15", "7.15", 1, "nn", False),
        ("7", "7.0", 1, "nb", False),
        ("\u22122,5", "-2.45", 1, "nb", True),
        ("-2,5", "-2.45", 1, "nb", False),
        ("0,0", "-0.04", 1, "nb", True),
        ("\u22120,0", "-0.04", 1, "nb", False),
    ],
)
def test_a_number_is_read_by_the_rules_of_its_language(
    text: str, value: str, decimals: int, language: str, right: bool
) -> None:
    assert (fault_of(text, Decimal(value), decimals, Language(language)) is None) is right
