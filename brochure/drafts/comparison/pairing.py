"""Which item of one list is which of another. Knows nothing of what the items are."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def pair_by_keys(
    keys: Iterable[Callable[[T], Hashable]], old: Sequence[T], new: Sequence[T], pairs: dict[int, int]
) -> None:
    """Add to `pairs`, old position by new one, what has no pair yet and the same key, by one key after another."""
    for key in keys:
        taken = set(pairs.values())
        known: dict[Hashable, list[int]] = {}
        for position, item in enumerate(old):
            if position not in taken:
                known.setdefault(key(item), []).append(position)
        for position, item in enumerate(new):
            if position not in pairs and (found := known.get(key(item))):
                pairs[position] = found.pop(0)


def pair_in_order(likeness: Sequence[Sequence[float]], least: float) -> list[tuple[int, int]]:
    """The pairs, in the same order on both sides, whose likeness adds up to most; each is at least `least`.

    `likeness` has a row for each old item, and in it a number for each new one.
    """
    height, width = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in reversed(range(height)):
        for j in reversed(range(width)):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= least else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < height and j < width:
        if likeness[i][j] >= least and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
