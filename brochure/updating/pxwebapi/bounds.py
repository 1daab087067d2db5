"""How much of a service's answers is taken, how long is waited for them, and the clock that says so."""

import time
from dataclasses import dataclass
from typing import Protocol

from brochure.project.sources.files import MOST_BYTES
from brochure.statistics.raw_table import MOST_CELLS


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of our own, in bytes, cells, seconds and tries.

    `silence` is how long nothing may come, `longest` how long one whole answer may take; `patience` is the longest
    wait that a service is granted before a call. `address` is the longest address that is sent (Statistics Norway
    documents 2,100 characters); what is longer is posted.
    """

    bytes: int = MOST_BYTES
    cells: int = MOST_CELLS
    silence: float = 30
    longest: float = 300
    patience: float = 120
    tries: int = 4
    address: int = 2000
    redirects: int = 3


class Clock(Protocol):
    """Where the time comes from, and how it is passed; tests have one that does not wait."""

    def now(self) -> float:
        """Seconds since some moment; never goes back."""

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)
