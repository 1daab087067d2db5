"""The editor's list as lines for people, and as values for programs. Knows what is left to do, not how it is found."""

from collections.abc import Iterator
from typing import Any

from brochure.updating.work.entries import Entry, Kind, Spot, WorkList

_SHOWN = 12
"""So many places of an entry are shown to people; programs get them all."""


def lines(found: WorkList) -> Iterator[str]:
    """The list: what is to be done first comes first; each entry with its places below it."""
    number = 0
    for kind in Kind:
        entries = found.of(kind)
        if not entries:
            continue
        number += 1
        yield f"{number}. {kind.heading} ({len(entries)})"
        for entry in entries:
            yield f"  - {entry.message}"
            yield from _spots(entry)
        yield ""
    yield summary(found)


def summary(found: WorkList) -> str:
    """How much is left, in one line."""
    counts = [
        f"{len(found.of(kind))} of «{kind.heading[0].lower()}{kind.heading[1:]}»" for kind in Kind if found.of(kind)
    ]
    faults = f"; {len(found.faults)} fault{'' if len(found.faults) == 1 else 's'} to mend first" if found.faults else ""
    if not found.entries:
        return f"{found.edition}: nothing left{faults}"
    return f"{found.edition}: {len(found.entries)} left: {', '.join(counts)}{faults}"


def values(found: WorkList) -> dict[str, Any]:
    """The same for programs, with nothing left out."""
    return {
        "edition": found.edition,
        "left": len(found.entries),
        "counts": {str(kind): len(found.of(kind)) for kind in Kind},
        "entries": [
            {
                "kind": str(entry.kind),
                "statistic": entry.statistic,
                "message": entry.message,
                "places": [_place(spot) for spot in entry.spots],
                "values": dict(entry.values),
            }
            for entry in found.entries
        ],
        "faults": [
            {"path": each.place.path, "line": each.place.line, "message": each.message} for each in found.faults
        ],
    }


def _spots(entry: Entry) -> Iterator[str]:
    for spot in entry.spots[:_SHOWN]:
        yield f"      {spot.place}{f' {spot.text}' if spot.text else ''}"
    if len(entry.spots) > _SHOWN:
        yield f"      and {len(entry.spots) - _SHOWN} more places"


def _place(spot: Spot) -> dict[str, Any]:
    return {"path": spot.place.path, "line": spot.place.line, "column": spot.place.column, "text": spot.text}
