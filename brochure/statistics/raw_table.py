"""What every reader of a file ends in: cells as texts, and what the file says of itself.

Cells stay text here; what they mean is for `cells` to say, once the metadata are known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MOST_CELLS, MOST_COLUMNS = 500_000, 1_000
"""Of a statistic; more would be a whole register, not what a brochure shows."""


class Exact(str):
    """The text of a number that the file holds as a number: it has a decimal point, whatever the other cells have."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a file says of itself, as far as it does; empty where it says nothing.

    `language` is the code of its own words, `titles` are its title in further languages. By dimension: `labels` of the
    dimensions themselves, `times` those that run along time, `elimination` the member that stands for all. By dimension
    and member: `units` in the file's own words, and `decimals`.
    """

    language: str = ""
    title: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
    table: str = ""
    updated: str = ""
    contact: str = ""
    unit: str = ""
    decimals: int | None = None
    notes: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    times: frozenset[str] = frozenset()
    elimination: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    member_decimals: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawTable:
    """Cells as text: the members of each cell, its value, the line where it stands, and the status beside it.

    All four are as long as each other; `statuses` is empty where the file has none. `labels` gives the printed name of
    members that the file itself names: dimension -> member -> name. `meanings` gives what the file says that its
    statuses mean. `decimal_sign` is what a number of this form of file has before its decimals, where it is written as
    text; empty where numbers need no reading. `translations` gives, by further languages of the file and dimensions,
    their names and those of their members. `spread` are the dimensions whose members stand in headings.
    """

    dimensions: tuple[str, ...]
    keys: Sequence[tuple[str, ...]]
    values: Sequence[str]
    lines: Sequence[int]
    statuses: Sequence[str] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    decimal_sign: str = ""
    translations: Mapping[str, Mapping[str, tuple[str, Mapping[str, str]]]] = field(default_factory=dict)
    said: Said = field(default_factory=Said)
    spread: tuple[str, ...] = ()
