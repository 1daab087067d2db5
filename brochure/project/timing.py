"""How long the stages of a run take, and how much memory it needed. Never part of an output."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Timings:
    """Seconds per stage, in the order in which the stages began."""

    seconds: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.perf_counter)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure the block as the stage `name`; the same name adds up."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    @property
    def total(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self.began


def peak_memory() -> tuple[float, float]:
    """Peak resident memory so far in MB (10⁶ bytes): of this process, and of its largest finished child.

    Zeros on a system that does not tell (Windows).
    """
    try:
        import resource
    except ImportError:
        return 0.0, 0.0
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage counts bytes there, kibibytes elsewhere
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return own * unit / 1e6, child * unit / 1e6
