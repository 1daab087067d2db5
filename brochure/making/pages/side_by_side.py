"""Small tables in two columns beside each other, several under each other where that leaves the fewest holes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import TypeVar

_MOST_TOGETHER = 5
"""The most tables that are kept together on a page: more would leave holes at its foot."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Best:
    """The least height of all that is left from a place on, and how many tables go left and right there."""

    height: float
    left: int
    right: int


def side_by_side(items: Sequence[Item], heights: Sequence[float], most: float) -> list[tuple[tuple[Item, ...], ...]]:
    """Items in their order, as rows of one or two columns: down the left, then down the right.

    `heights` are those of the items; a row is no higher than `most`, unless an item is. The rows are together as low
    as can be.
    """
    best = [_Best(0, 0, 0)]
    for start in range(len(items) - 1, -1, -1):
        found = _Best(inf, 1, 0)
        for left in range(1, min(_MOST_TOGETHER, len(items) - start) + 1):
            for right in range(min(_MOST_TOGETHER - left, len(items) - start - left) + 1):
                middle, end = start + left, start + left + right
                height = max(sum(heights[start:middle]), sum(heights[middle:end]))
                if height > most and left + right > 2:
                    continue
                total = height + best[len(items) - end].height
                if total < found.height:
                    found = _Best(total, left, right)
        best.append(found)
    rows: list[tuple[tuple[Item, ...], ...]] = []
    at = 0
    while at < len(items):
        chosen = best[len(items) - at]
        middle, end = at + chosen.left, at + chosen.left + chosen.right
        rows.append(tuple(column for column in (tuple(items[at:middle]), tuple(items[middle:end])) if column))
        at = end
    return rows
