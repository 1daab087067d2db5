"""Observations of two manifests, told apart by their statistic and its members."""

from collections.abc import Iterable, Iterator, Mapping

from brochure.drafts.comparison.model import CellChange
from brochure.manifest.model import CellRecord, Manifest

CellKey = tuple[str, tuple[tuple[str, str], ...]]
"""The statistic of an observation, and its member in each dimension."""


def cells_at(manifest: Manifest, positions: Iterable[int]) -> dict[CellKey, CellRecord]:
    """Some cells of a manifest, by what they are, in the order given."""
    cells = (manifest.cells[position] for position in positions)
    return {(cell.statistic, tuple(cell.members.items())): cell for cell in cells}


def other_values(old: Mapping[CellKey, CellRecord], new: Mapping[CellKey, CellRecord]) -> tuple[CellChange, ...]:
    """The cells in both that have another value or symbol."""
    return tuple(
        CellChange(*key, said(old[key]), said(cell))
        for key, cell in new.items()
        if key in old and said(old[key]) != said(cell)
    )


def come_or_gone(old: Mapping[CellKey, CellRecord], new: Mapping[CellKey, CellRecord]) -> Iterator[CellChange]:
    """The cells that only one of the two has, those that have gone first."""
    yield from (CellChange(*key, said(cell), None) for key, cell in old.items() if key not in new)
    yield from (CellChange(*key, None, said(cell)) for key, cell in new.items() if key not in old)


def said(cell: CellRecord) -> str:
    """The value of a cell, or the symbol that stands for it."""
    return cell.value if cell.value is not None else cell.symbol or ""
