"""Where each number in running text leads: its row in a table, or the entry of its source.

Of the tables that show its cell, one of the part where the number stands comes first. From the records of pages to
doors; knows nothing of how links are written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from brochure.making.recording.positions import Shown
from brochure.manifest.model import Account, Area, Manifest
from brochure.project.words import Words


@dataclass(frozen=True, slots=True)
class Door:
    """A printed number on a page, counted from 0, the id of the place that it leads to, and what a listener is told."""

    page: int
    text: str
    area: Area
    target: str
    told: str


def row_anchor(table: str, row: int) -> str:
    """The id of a row of a table, counted from 1, whose own id is given."""
    return f"{table}-row-{row}"


def doors_of(manifest: Manifest, shown: Shown, anchors: Mapping[str, str], words: Words) -> tuple[Door, ...]:
    """The doors of an edition; `anchors` are the ids of the entries of its sources, by statistic."""
    found = _Rows(manifest, shown)
    numbers = {each.name: each.number for each in manifest.statistics}
    doors = []
    for page, record in enumerate(manifest.pages):
        for token in record.tokens:
            if token.account is not Account.NUMBER or token.of is None:
                continue
            use = manifest.uses[token.of]
            cell = use.cells[0]
            if led := found.of(cell, use.source.file):
                target, exhibit = led
                kind = manifest.exhibits[exhibit].kind
                told = words(f"door.{kind}", value=use.printed, number=manifest.exhibits[exhibit].number)
            elif (statistic := manifest.cells[cell].statistic) in anchors:
                target = anchors[statistic]
                told = words("door.source", value=use.printed, number=numbers[statistic] or 0)
            else:
                continue
            doors.append(Door(page, token.text, token.area, target, told))
    return tuple(doors)


class _Rows:
    """The rows of the printed tables that show each cell."""

    def __init__(self, manifest: Manifest, shown: Shown) -> None:
        self._by_cell: dict[int, list[tuple[str, int, str]]] = {}
        for anchor, table in shown.tables.items():
            folder = _folder(manifest.exhibits[table.exhibit].source.file)
            for number, cells in enumerate(table.rows, start=1):
                for cell in dict.fromkeys(each for each in cells if each is not None):
                    row = (row_anchor(anchor, number), table.exhibit, folder)
                    self._by_cell.setdefault(cell, []).append(row)

    def of(self, cell: int, file: str) -> tuple[str, int] | None:
        """The id of a row that shows a cell, and the position of its exhibit."""
        rows = self._by_cell.get(cell, [])
        own = next((row for row in rows if row[2] == _folder(file)), None) or next(iter(rows), None)
        return (own[0], own[1]) if own else None


def _folder(file: str) -> str:
    return str(PurePosixPath(file).parent)
