"""How a period is defined as the latest of data: of one selection or of several together, perhaps by another period.

"latest A", "latest A [x=1] and B [y=2]", "latest A by naa - 7". Reads the words of a definition; knows no data.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_INSIDE = r"(?:\"[^\"]*\"|'[^']*'|[^\]\"'])*"
_SELECTION = rf"[^\s\[\]]+(?:\s*\[{_INSIDE}\])?"
_LATEST = re.compile(rf"latest\s+(?P<all>{_SELECTION}(?:\s+and\s+{_SELECTION})*)(?:\s+by\s+(?P<by>[^\[\]]+?))?\s*")
_ONE = re.compile(rf"(?P<name>[^\s\[\]]+)(?:\s*\[(?P<inside>{_INSIDE})\])?(?:\s+and\s+|$)")


@dataclass(frozen=True, slots=True)
class Selected:
    """A statistic that is named from letter `start` of a definition, and what is selected from it; "" for all of it."""

    statistic: str
    inside: str
    start: int


@dataclass(frozen=True, slots=True)
class Latest:
    """The last period with a value in each of `selections`; none after the period that is written in `by`, if any."""

    selections: tuple[Selected, ...]
    by: str = ""
    by_start: int = 0


def parse_latest(written: str) -> Latest | None:
    """What a definition of a period says; None where it is not of this form."""
    if (match := _LATEST.fullmatch(written)) is None:
        return None
    found = tuple(_selected(match["all"], match.start("all")))
    return Latest(found, match["by"] or "", max(match.start("by"), 0))


def _selected(written: str, start: int) -> Iterator[Selected]:
    for match in _ONE.finditer(written):
        yield Selected(match["name"], match["inside"] or "", start + match.start())
