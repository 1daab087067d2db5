"""Reading in a process of its own, which may die of a file that takes too long, too much memory, or crashes a library.

The process is forked, so that starting it costs a few milliseconds. Where processes cannot be forked the reading is
done here, without these limits.
"""

import contextlib
import importlib.util
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from brochure.findings import BrochureError, Faults, Place, UsageError
from brochure.pdf.limits import HOW_TO_RAISE, MEGABYTE, Limits
from brochure.project.gate import program_error
from brochure.project.signals import end_with_parent

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess  # not there on Windows

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")
_SLACK = 20.0
"""By the clock a process gets so many times its seconds: on a busy machine it waits for others."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[ResultT]):
    """What reading a file gave: the last result it came to, if any, and what ended it too early."""

    result: ResultT | None
    fault: BrochureError | None = None


def what_lacks() -> str:
    """What cannot be done on this system against files that are made to do harm; nothing where all can be."""
    if sys.platform == "win32" or not hasattr(os, "fork"):
        return (
            "this system cannot read a PDF in a process of its own; it is limited in size only, not in time or memory"
        )
    if importlib.util.find_spec("resource") is None:
        return "this system cannot limit a process; what a PDF takes to read is limited in size only, not in memory"
    return ""


def apart(path: Path, limits: Limits, read: Callable[[], ResultT]) -> ResultT:
    """What `read` gives, from a process of its own; raises what it raises, and `Faults` at `path` when it fails.

    The result must be picklable.
    """
    (outcome,) = each_apart([path], limits, lambda _: iter([read()]), lambda item: item)
    if outcome.fault is not None:
        raise outcome.fault
    return outcome.result  # type: ignore[return-value]


def each_apart(
    items: Sequence[ItemT],
    limits: Limits,
    read: Callable[[ItemT], Iterator[ResultT]],
    path_of: Callable[[ItemT], Path],
) -> Iterator[Outcome[ResultT]]:
    """What `read` comes to for each item, all in one process, and in a new one after an item that has ended it.

    `read` gives better and better results; each begins the seconds anew, and the last one counts. A `BrochureError`
    that it raises is the item's fault, as is the end of the process; anything else that it raises is raised here.
    """
    if not _can_fork():
        for item in items:
            yield _here(read, item)
        return
    left = list(items)
    while left:
        with _Reader(left, limits, read) as reader:
            for item in left:
                outcome, is_alive = reader.outcome(path_of(item))
                yield outcome
                left = left[1:]
                if not is_alive:
                    break


class _Reader(Generic[ItemT, ResultT]):
    """A process that reads items one after another."""

    def __init__(self, items: Sequence[ItemT], limits: Limits, read: Callable[[ItemT], Iterator[ResultT]]) -> None:
        self.items, self.limits, self.read = items, limits, read

    def __enter__(self) -> "_Reader[ItemT, ResultT]":
        context = multiprocessing.get_context("fork")
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # it is, where the shell has closed it
                stream.flush()
        self.ours, theirs = context.Pipe(duplex=False)
        self.process: ForkProcess = context.Process(target=self._work, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.join()
        self.ours.close()

    def outcome(self, path: Path) -> tuple[Outcome[ResultT], bool]:
        """What the next item came to, and whether the process lives on."""
        result: ResultT | None = None
        while True:
            waits = self.limits.seconds * _SLACK
            try:
                if not self.ours.poll(waits):
                    self.process.kill()
                    return Outcome(result, self._too_long(path)), False
                kind, content = self.ours.recv()
            except (EOFError, ConnectionError):
                return Outcome(result, self._ended(path)), False
            if kind == "so far":
                result = content
            elif kind == "done":
                return Outcome(result), True
            elif kind in ("faults", "usage"):
                return Outcome(result, Faults(content) if kind == "faults" else UsageError(content)), True
            elif kind == "memory":
                return Outcome(result, self._too_much(path)), False
            else:
                raise content

    def _ended(self, path: Path) -> Faults:
        """Why the process has ended by itself."""
        self.process.join()
        status = self.process.exitcode or 0
        if status in (-signal.SIGXCPU, -signal.SIGKILL):
            return self._too_long(path)
        cause = "the program that reads PDFs crashes on it"
        if status == -signal.SIGABRT:  # so end libraries that get no more memory, and such as have lost their way
            cause += f", or has more than {self.limits.memory // MEGABYTE} MB of memory to take for it"
        message = f"it is damaged: {cause}; fetch it again where it was made"
        return Faults.one(Place(str(path)), message)

    def _too_long(self, path: Path) -> Faults:
        message = f"reading it takes more than {self.limits.seconds:g} seconds, so it is damaged or made to do harm"
        return Faults.one(Place(str(path)), f"{message}; {HOW_TO_RAISE}")

    def _too_much(self, path: Path) -> Faults:
        most = self.limits.memory // MEGABYTE
        message = f"reading it takes more than {most} MB of memory, so it is damaged or made to do harm"
        return Faults.one(Place(str(path)), f"{message}; {HOW_TO_RAISE}")

    def _work(self, connection: Connection) -> None:
        self.ours.close()  # or a result that nobody takes any more would be waited for
        end_with_parent()
        os.environ["RUST_BACKTRACE"] = "0"  # to write one without memory, pydantic's core would wait for ever
        _limit_memory(self.limits.memory)
        for item in self.items:
            try:
                _begin_seconds(self.limits.seconds)
                for result in self.read(item):
                    connection.send(("so far", result))
                    _begin_seconds(self.limits.seconds)
                connection.send(("done", None))
            except Faults as faults:
                connection.send(("faults", faults.findings))
            except UsageError as error:
                connection.send(("usage", str(error)))
            except (MemoryError, ImportError) as error:
                is_short = isinstance(error, MemoryError) or "failed to map segment" in str(error)
                connection.send(("memory", None) if is_short else ("failed", program_error(error)))
                return
            except BaseException as error:
                connection.send(("failed", program_error(error)))
                return


@contextlib.contextmanager
def roomier(limits: Limits, factor: int) -> Iterator[None]:
    """Let the process that reads apart use so many times the memory and seconds inside the block, as Java must."""
    if multiprocessing.parent_process() is None:
        yield
        return
    _limit_memory(limits.memory * factor)
    _begin_seconds(limits.seconds * factor)
    try:
        yield
    finally:
        _limit_memory(limits.memory)
        _begin_seconds(limits.seconds)


def _here(read: Callable[[ItemT], Iterator[ResultT]], item: ItemT) -> Outcome[ResultT]:
    result: ResultT | None = None
    try:
        for so_far in read(item):
            result = so_far
    except BrochureError as error:
        return Outcome(result, error)
    return Outcome(result)


def _can_fork() -> bool:
    return sys.platform != "win32" and hasattr(os, "fork") and not multiprocessing.current_process().daemon


def _limit_memory(size: int) -> None:
    """Let no more than `size` bytes of memory of its own be had by this process; where that is possible.

    A process that began with more than half of that, since a library holds much, may have half of it beside.
    """
    size = max(size, _memory_held() + size // 2)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (size, hard))


def _begin_seconds(seconds: float) -> None:
    """End this process when it has used the processor for so many seconds from now on."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 1, hard))


def _memory_held() -> int:
    """The bytes of memory of its own that this process has; 0 where that cannot be told."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0
