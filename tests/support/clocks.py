"""A clock that does not wait."""

from dataclasses import dataclass, field


@dataclass
class TestClock:
    """Its time passes when it is waited, and by `step` whenever it is looked at; `waits` are those that were asked."""

    __test__ = False

    step: float = 0
    time: float = 0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        self.time += self.step
        return self.time

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds
