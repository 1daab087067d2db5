"""The one table type that every reader ends in.

A `Statistic` maps each combination of members to an `Observation`: an exact decimal or a standard symbol, with the
line it was read from. It does not know how it is printed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from brochure.findings import Finding, Place
from brochure.project.languages import Language
from brochure.statistics.metadata import DimensionMetadata, MemberMetadata, StatisticMetadata
from brochure.statistics.period import Period, natural_step, parse_period
from brochure.statistics.units import Unit

SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        ".": "not_applicable",
        "..": "missing",
        "...": "missing_provisionally",
        "…": "missing_provisionally",
        ":": "confidential",
        "-": "nil",
    }
)
"""Statistics Norway's standard symbols and the name of each (domain notes, section 4)."""

NOT_APPLICABLE = "."
Key = tuple[str, ...]
NO_METADATA = MemberMetadata()
_MOST_COMPARED, _BEGINNING = 200, 3
_WORD = re.compile("[a-zæøåäöü]{3}")
"""What a code does not hold."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell: a value or a standard symbol, never both; `line` is counted from 1 in the statistic's file.

    `status` is what the source says of the value, by its own code ("p", "ep", "*"); empty where it says nothing.
    """

    value: Decimal | None
    symbol: str | None
    line: int | None = None
    status: str = ""

    @property
    def remark(self) -> str:
        """The status that is told beside what is printed: of a symbol alone where the source wrote something else."""
        return self.status if self.value is not None or not self.status.isalpha() else ""

    def __post_init__(self) -> None:
        if (self.value is None) == (self.symbol is None):
            raise ValueError("an observation is either a value or a standard symbol")


@dataclass(frozen=True)
class Dimension:
    """A dimension: its column name, its members in the order of the file, and what is known of it."""

    name: str
    members: tuple[str, ...]
    metadata: DimensionMetadata

    @property
    def is_time(self) -> bool:
        """Whether it runs along time."""
        return self.metadata.role == "time"

    @property
    def is_definition(self) -> bool:
        """Whether its members are definitions that must not be joined."""
        return self.metadata.role == "definition"

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The place of each member in the order of the file, counted from 0."""
        return {member: i for i, member in enumerate(self.members)}

    def like(self, name: str) -> Sequence[str]:
        """Members that may be meant by `name`: all of a few, of many those that begin alike.

        Finding the nearest of thousands takes long, and must not be done for thousands of names.
        """
        if len(self.members) <= _MOST_COMPARED:
            return self.members
        return self._by_beginning.get(name[:_BEGINNING].casefold(), ())[:_MOST_COMPARED]

    @cached_property
    def _by_beginning(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for member in self.members:
            found.setdefault(member[:_BEGINNING].casefold(), []).append(member)
        return found

    @cached_property
    def by_label(self) -> Mapping[str, Sequence[str]]:
        """The members that have a name, by that name in small letters, in whichever language."""
        found: dict[str, list[str]] = {}
        for member in self.members:
            label = self.member(member).label
            names = {str(name).casefold() for name in (label.model_extra or {}).values()} if label else ()
            for name in names:
                found.setdefault(name, []).append(member)
        return found

    def spoken(self, member: str) -> str:
        """A member as people call it: of a code ("01", "EU27_2020") its name, where it has one."""
        label = self.member(member).label
        if label is None or _WORD.search(member):
            return member
        return label.get(Language.BOKMAAL) or next(iter((label.model_extra or {}).values()), member)

    @property
    def step(self) -> Fraction:
        """The years from one regular observation to the next, for a dimension along time."""
        return natural_step((parse_period(member) for member in self.members), self.metadata.interval)

    def member(self, name: str) -> MemberMetadata:
        """What is known of a member; an empty record where nothing is."""
        return self.metadata.members.get(name, NO_METADATA)


@dataclass(frozen=True, slots=True)
class Statistic:
    """A table of observations with its dimensions, unit and source.

    `name` is the path below `data/statistics` without ending; `path` is the file of the cells, relative to the
    project; `cells` has one entry per combination of members, in the order of `dimensions`. `meanings` gives what the
    file itself says that its statuses mean, in its `language` where it names one. `breaking` are the cells whose status
    says that the series breaks before them, `differing` those that follow another definition. `note_places` gives, by
    language, where its own notes stand, `label_places` where the labels of members do, and `findings` what is worth a
    look in it, but keeps nobody from using it.
    """

    name: str
    path: str
    metadata: StatisticMetadata
    dimensions: tuple[Dimension, ...]
    cells: Mapping[Key, Observation]
    meanings: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    breaking: frozenset[Key] = frozenset()
    differing: frozenset[Key] = frozenset()
    findings: tuple[Finding, ...] = ()
    note_places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    label_places: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    def dimension(self, name: str) -> Dimension:
        """The dimension called `name`; raises KeyError when there is none."""
        for dimension in self.dimensions:
            if dimension.name == name:
                return dimension
        raise KeyError(name)

    def unit(self, key: Key) -> Unit:
        """The unit of a cell: the statistic's, unless a member of the key has its own."""
        own = (d.member(m).unit for d, m in zip(self.dimensions, key, strict=True))
        return next(filter(None, own), self.metadata.unit)

    def base(self, key: Key) -> str | None:
        """The time at which the index in a cell is 100; None for all that is no index."""
        if self.unit(key) is not Unit.INDEX:
            return None
        own = (d.member(m).base for d, m in zip(self.dimensions, key, strict=True))
        return next(filter(None, own), self.metadata.base)

    def decimals(self, key: Key) -> int:
        """The number of decimals with which a cell is published."""
        own = (d.member(m).decimals for d, m in zip(self.dimensions, key, strict=True))
        given = next((decimals for decimals in own if decimals is not None), None)
        if given is not None:
            return given
        return 0 if self.unit(key).whole else self.metadata.decimals

    def members(self, key: Key) -> dict[str, str]:
        """The member of each dimension in a key."""
        return dict(zip((d.name for d in self.dimensions), key, strict=True))

    def label_place(self, dimension: str, member: str) -> Place:
        """Where the label of a member stands; the file of the cells, where its metadata give it none."""
        return self.label_places.get((dimension, member), Place(self.path, 1))

    @property
    def time(self) -> Dimension | None:
        """The dimension that runs along time, if there is one."""
        return next((d for d in self.dimensions if d.is_time), None)

    def times_of(self, keys: Iterable[Key]) -> frozenset[Period]:
        """The times at which it has a cell of the same other members as one of some cells."""
        if self.time is None:
            return frozenset()
        at = [dimension.name for dimension in self.dimensions].index(self.time.name)
        wanted = {(*key[:at], *key[at + 1 :]) for key in keys}
        return frozenset(parse_period(key[at]) for key in self.cells if (*key[:at], *key[at + 1 :]) in wanted)
