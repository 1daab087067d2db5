"""Who sets parts: this process, or several at once.

Does not know what the parts are.
"""

from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from contextlib import ExitStack
from types import TracebackType
from typing import Protocol
from xml.etree.ElementTree import Element

from brochure.findings import Faults, Place
from brochure.making.parts.piece import Piece
from brochure.making.parts.setting import Setter, Task, set_part
from brochure.project.processes import Pool
from brochure.project.sources.project import Project

_MOST = 6
"""So many processes are worth their memory."""


class Crew(Protocol):
    """Sets parts of a project; raises `Faults` as `Setter` does."""

    at_once: int
    """How many parts it sets at the same time."""

    def begins(self, root: Element, styles: str) -> tuple[bool, ...]:
        """Of each element of a document's body, whether its style lets it begin a page."""

    def run(self, tasks: Sequence[Task]) -> list[Piece]:
        """The pieces, in the order of the tasks."""


class Alone:
    """Sets parts in this process, one after another; its libraries are loaded when the first one comes."""

    at_once = 1

    def __init__(self, project: Project) -> None:
        self._project = project
        self._setter: Setter | None = None

    def begins(self, root: Element, styles: str) -> tuple[bool, ...]:
        """Of each element of a document's body, whether its style lets it begin a page."""
        return self._own.begins(root, styles)

    def run(self, tasks: Sequence[Task]) -> list[Piece]:
        """The pieces, in the order of the tasks."""
        return [self._own.set(task) for task in tasks]

    @property
    def _own(self) -> Setter:
        if self._setter is None:
            self._setter = Setter(self._project)
        return self._setter


class Together(Alone):
    """Sets parts in several processes, which are started when there is more than one part to be set.

    The same part comes to the same process each time, which writes what it has laid out. To be used in a `with`.
    """

    def __init__(self, project: Project, at_once: int) -> None:
        super().__init__(project)
        self.at_once = at_once
        self._held = ExitStack()
        self._pools: list[Pool] = []
        self._seats: dict[str, int] = {}

    def run(self, tasks: Sequence[Task]) -> list[Piece]:
        """The pieces, in the order of the tasks; the longest are begun first."""
        if self.at_once == 1 or (len(tasks) < 2 and not self._pools):
            return super().run(tasks)
        if not self._pools:
            for _ in range(min(self.at_once, len(tasks), _MOST)):
                self._pools.append(self._held.enter_context(Pool(1, ("brochure.making.parts.loaded",))))
        waiting = {}
        longest = sorted(range(len(tasks)), key=lambda number: -len(tasks[number].html))
        self._give_seats([tasks[number].html for number in longest])
        for number in longest:
            pool = self._pools[self._seats[tasks[number].html]]
            waiting[number] = pool.submit(set_part, self._project.root, tasks[number])
        try:
            return [waiting[number].result() for number in range(len(tasks))]
        except BrokenExecutor:
            message = "a process that set pages was ended, perhaps for want of memory; try again"
            raise Faults.one(Place("pages"), message) from None

    def _give_seats(self, parts: Sequence[str]) -> None:
        """Give each part a process: the one that it has been in, or the one that has least to do now."""
        given = [0] * len(self._pools)
        for html in parts:
            if html in self._seats:
                given[self._seats[html]] += len(html)
        for html in parts:
            if html not in self._seats:
                self._seats[html] = min(range(len(self._pools)), key=given.__getitem__)
                given[self._seats[html]] += len(html)

    def __enter__(self) -> "Together":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.__exit__(kind, error, trace)
