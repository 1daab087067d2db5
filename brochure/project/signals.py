"""What ends the command from outside: Ctrl-C, a closed terminal, a request to end.

All are heard as exceptions, so that every `finally` is run: temporary files go, and so do other processes. Works
where a system lacks some of the signals.
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_heard: list[int] = []
"""What this process has been told; some libraries swallow the exception that a signal is heard as."""
_NAMES = {"SIGTERM": "asked to end", "SIGHUP": "its terminal was closed"}


class Ended(BaseException):
    """The command was ended from outside, by a signal other than that of Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number

    def __str__(self) -> str:
        return _NAMES[signal.Signals(self.args[0]).name]


def hear_ends() -> None:
    """Raise `Ended` in this process when it is asked to end or its terminal closes; not what it is told to ignore."""
    for number in _ends():
        if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` does
            signal.signal(number, _end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)


def recall_ends() -> None:
    """Raise again what has been heard, in case that a library has swallowed it, as WeasyPrint does in a picture."""
    if _heard:
        raise KeyboardInterrupt if _heard[0] == signal.SIGINT else Ended(_heard[0])


def end_with_parent() -> None:
    """Let this process, which `multiprocessing` has started, end when the one that started it ends, and not before.

    What ends the command from outside is heard by that one alone.
    """
    from multiprocessing import parent_process  # most commands do without

    parent = parent_process()
    assert parent is not None, "this is for processes that another one has started"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _ends():
        signal.signal(number, signal.SIG_DFL)

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Ctrl-C, and what else ends the command from outside, are heard at the end of the block.

    A process that is started inside does not hear them; on a system without masks nothing is done.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *_ends()})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ends() -> list[signal.Signals]:
    return [signal.Signals[name] for name in _NAMES if name in signal.Signals.__members__]


def _interrupt(number: int, frame: FrameType | None) -> None:
    _heard.append(number)
    raise KeyboardInterrupt


def _end(number: int, frame: FrameType | None) -> None:
    """Leave by way of every `finally`; asked again, go on doing so."""
    for each in _ends():
        signal.signal(each, signal.SIG_IGN)
    _heard.append(number)
    raise Ended(number)
