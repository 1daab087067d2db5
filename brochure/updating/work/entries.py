"""What is left to do in an edition: entries, each of one kind and with all its places.

Knows neither how an entry is found nor how it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from brochure.findings import Finding, Place


class Kind(StrEnum):
    """What is to be done, in the order in which it is best done: later kinds follow from earlier ones."""

    SETTING = "setting"
    METADATA = "metadata"
    NEWER = "newer-data"
    MISSING = "no-longer-missing"
    CLAIM = "claim"
    WORDS = "typed-words"

    @property
    def heading(self) -> str:
        """What it is called in the list."""
        return _HEADINGS[self]


_HEADINGS: Mapping[Kind, str] = {
    Kind.SETTING: "Settings that contradict each other, or wait for an answer",
    Kind.METADATA: "What is not known of the tables",
    Kind.NEWER: "Newer periods that are not used yet",
    Kind.MISSING: "Statements on what the tables hold or lack that are no longer so",
    Kind.CLAIM: "Claims that no longer hold",
    Kind.WORDS: "Typed words that no longer fit",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that an entry concerns, and what stands there: a definition by its name, or a sentence."""

    place: Place
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: what it is about, and every place that it concerns.

    `statistic` is the table that it comes from, where it is one; `values` are what programs read of it.
    """

    kind: Kind
    message: str
    spots: tuple[Spot, ...] = ()
    statistic: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkList:
    """All that is left to do in an edition, in the order of `Kind`.

    `faults` keep a part of the list from being made: what has one is not known.
    """

    edition: str
    entries: tuple[Entry, ...]
    faults: tuple[Finding, ...] = ()

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        """The entries of one kind."""
        return tuple(entry for entry in self.entries if entry.kind is kind)
