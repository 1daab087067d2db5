"""Placing labels so that they do not collide."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Places for labels as near as can be to where they are wanted, none over another.

    `wanted` are the middles in millimetres, `heights` the room each label takes, `low` and `high` the ends of the
    room there is. Labels that overlap are moved as one cluster around the mean of what they want.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    clusters: list[tuple[list[int], float]] = []
    for i in order:
        members, middle = [i], _clamped(wanted[i], heights[i], low, high)
        while clusters:
            above, above_middle = clusters[-1]
            room = sum(heights[k] for k in above) / 2 + sum(heights[k] for k in members) / 2
            if middle - above_middle >= room - 1e-9:
                break
            clusters.pop()
            members = above + members
            total = sum(heights[k] for k in members)
            middle = _clamped(_cluster_middle(members, wanted, heights), total, low, high)
        clusters.append((members, middle))
    places = [0.0] * len(wanted)
    for members, middle in clusters:
        top = middle - sum(heights[k] for k in members) / 2
        for k in members:
            places[k] = top + heights[k] / 2
            top += heights[k]
    return places


def _clamped(middle: float, height: float, low: float, high: float) -> float:
    return max(low + height / 2, min(high - height / 2, middle))


def _cluster_middle(members: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    """The middle of a stack of labels that moves them least, all together."""
    total = sum(heights[k] for k in members)
    offsets, top = [], -total / 2
    for k in members:
        offsets.append(wanted[k] - (top + heights[k] / 2))
        top += heights[k]
    return sum(offsets) / len(offsets)
