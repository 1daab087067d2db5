"""Calls within what a service allows: so many in a time, and again after a refusal that is for a while.

Knows nothing of tables.
"""

from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from brochure.updating.pxwebapi.bounds import Bounds, Clock
from brochure.updating.pxwebapi.faults import PassingError, ServiceError, SilentError, UnreachableError
from brochure.updating.pxwebapi.transport import Answer, Transport

TOO_MANY_CALLS = 429
_FOR_A_WHILE = (TOO_MANY_CALLS, 500, 502, 503, 504)
_FIRST_WAIT = 2.0
Tell = Callable[[str], None]
"""What is told while it is waited."""


class PatientCaller:
    """Calls one service, at most `calls` times in each `window` of seconds; both are the service's to say."""

    def __init__(self, transport: Transport, bounds: Bounds, clock: Clock, tell: Tell) -> None:
        self._transport, self._bounds, self._clock, self._tell = transport, bounds, clock, tell
        self._calls, self._window = 1_000_000, 1.0
        self._made: deque[float] = deque()
        self._gone: ServiceError | None = None

    def keep(self, calls: int, window: float) -> None:
        """Keep to the limit that the service has told."""
        self._calls, self._window = calls, window

    def call(self, address: str, body: bytes | None = None) -> Answer:
        """The first answer that is not for a while only; raises `ServiceError` when there is none after all tries.

        A service that could not be reached, or was silent, is not tried again.
        """
        if self._gone is not None:
            raise self._gone
        for tried in range(1, self._bounds.tries + 1):
            self._keep_pace()
            wait = _FIRST_WAIT * 3 ** (tried - 1)
            try:
                answer = self._transport.call(address, body)
            except PassingError as error:
                if tried == self._bounds.tries:
                    self._gone = error if isinstance(error, SilentError) else None
                    raise
                self._wait(wait, str(error).removesuffix("; try again later"))
                continue
            except UnreachableError as error:
                self._gone = error
                raise
            if answer.status not in _FOR_A_WHILE or tried == self._bounds.tries:
                return answer
            if answer.status == TOO_MANY_CALLS:
                wait = max(wait, self._window)
            asked = _retry_after(answer.headers)
            self._wait(wait if asked is None else asked, f"the service answers {answer.status} for now")
        raise AssertionError("the last try returns or raises")

    def _keep_pace(self) -> None:
        """Wait until one more call is allowed."""
        now = self._clock.now()
        while self._made and now - self._made[0] >= self._window:
            self._made.popleft()
        if len(self._made) >= self._calls:
            reason = f"the service allows {self._calls} calls in {self._window:g} seconds"
            self._wait(self._made[0] + self._window - now, reason)
            self._made.popleft()
        self._made.append(self._clock.now())

    def _wait(self, seconds: float, reason: str) -> None:
        if seconds > self._bounds.patience:
            raise ServiceError(f"{reason}, and wants us to wait {seconds:,.0f} seconds; try again later")
        self._tell(f"{reason}; waiting {seconds:.0f} seconds")
        self._clock.wait(seconds)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that a service asks us to wait, by a count or by a date beside its own; None where it does not."""
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    with suppress(ValueError, TypeError, OverflowError):
        until, at = parsedate_to_datetime(asked), parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, (_aware(until) - _aware(at)).total_seconds())
    return None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
