"""One of the two files that were joined, and where its pages are in the joined one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.support.joined.inventory import Inventory


@dataclass(frozen=True, slots=True)
class Part:
    """What a joined file should still hold."""

    name: str
    inventory: Inventory
    places: Sequence[int]
    """The number of each of its pages in the joined file, from 0."""
    labels: Sequence[str]
    """What each of its pages should be called there."""
    keeps_names: bool
    """Whether it is the host, of which nothing may be renamed."""
    taken: set[str] = field(default_factory=set)
    """Names that the other file has, so that this one's must give way."""
