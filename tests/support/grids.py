"""A table read out of the tag tree of a PDF as a screen reader finds it: each cell with its headers."""

import itertools
from dataclasses import dataclass

from tests.support.pdf import Element, ReadPdf


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its headers: the group and row it stands in, the spanner and column it stands under."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    text: str
    """As printed; a cell of several lines has several here."""
    over_and_beside: tuple[str, ...]
    """The identifiers of the headers of its own row and column, by where they stand."""
    named: tuple[str, ...]
    """The identifiers of the headers that the cell itself names."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its label ("Tabell 3"), all the words above it, what heads the row headers, and its cells."""

    label: str
    caption: str
    stub: str
    cells: tuple[GridCell, ...]
    page: int


def grids(pdf: ReadPdf) -> dict[str, Grid]:
    """Every table with a caption, by its label."""
    found: dict[str, Grid] = {}
    for table in pdf.structure.all("Table"):
        if table.all("Caption"):
            grid = read_grid(table)
            assert grid.label not in found, f"{grid.label} is there twice"
            found[grid.label] = grid
    return found


def read_grid(table: Element) -> Grid:
    """The cells of a `Table` element, which must be a caption, one head, and a body on each page that it runs over."""
    caption, head, *bodies = table.children
    tags = [child.tag for child in table.children]
    assert tags == ["Caption", "THead", *["TBody"] * len(bodies)], table.text[:200]
    label = next(span.text for span in caption.all("Span") if span.text)
    above = [_spread(row) for row in head.all("TR")]
    width = len(above[-1])
    assert all(len(row) == width for row in above), f"the heads of {label} are not of one length"
    cells: list[GridCell] = []
    group: list[Element] = []
    for row in itertools.chain.from_iterable(body.all("TR") for body in bodies):
        header, *values = row.children
        assert (header.tag, header.scope) == ("TH", "Row"), f"a row of {label} has no header"
        if not values:
            group = [header]
            continue
        assert len(values) == width - 1, f"{label}: {header.text} has {len(values)} cells"
        for i, value in enumerate(values, start=1):
            assert value.tag == "TD"
            beside = [*group, header]
            over = [element for line in above if (element := line[i]).tag == "TH" and element.text]
            cells.append(
                GridCell(
                    tuple(element.text for element in beside),
                    tuple(element.text for element in over),
                    value.printed,
                    tuple(str(element.identifier) for element in (*beside, *over)),
                    value.headers,
                )
            )
    assert table.page is not None
    return Grid(label, caption.text, above[-1][0].text, tuple(cells), table.page)


def _spread(row: Element) -> list[Element]:
    """The cells of a row of heads, each as often as it has columns."""
    assert all(cell.scope == "Column" for cell in row.all("TH"))
    return [cell for cell in row.children for _ in range(cell.column_span)]
