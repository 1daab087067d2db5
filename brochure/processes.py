"""Several jobs at once, each in a process forked from this one.

Forked, not started anew: whatever is loaded already, libraries and statistics alike, is there without being read or
pickled again. That asks for a process with one thread, so nothing here starts another. Does not know what the jobs
are; their results must be picklable.
"""

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, Generic, TypeVar

from brochure.timing import peak_memory

KeyT = TypeVar("KeyT")
ResultT = TypeVar("ResultT")
Tell = Callable[[str], None]

_PATIENCE = 5.0
"""Seconds that a process is given to end by itself before it is killed."""


@dataclass(frozen=True, slots=True)
class Done(Generic[ResultT]):
    """The result of a job, and the peak memory of its process in MB (10⁶ bytes)."""

    result: ResultT
    memory: float


@dataclass(frozen=True, slots=True)
class Killed:
    """The end of a process that something else ended: the number of the signal."""

    signal: int


class JobError(RuntimeError):
    """A job raised what it should not have; the message is its traceback."""


def cores() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def single_threaded() -> None:
    """Keep this process to one thread, so that it can be forked; must be called before numpy is loaded."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def run_forked(
    jobs: Mapping[KeyT, Callable[[Tell], ResultT]], at_once: int, tell: Callable[[KeyT, str], None]
) -> dict[KeyT, Done[ResultT] | Killed]:
    """Run every job in a process of its own, `at_once` of them at a time; returns their results in the order of `jobs`.

    A job is given a function by which it tells how far it has come; `tell` passes that on. Raises `JobError` when
    a job raises anything. Whatever ends this function, Ctrl-C too, ends the processes with it.
    """
    pool: _Pool[KeyT, ResultT] = _Pool(tell)
    waiting = list(jobs.items())
    try:
        while waiting or pool.running:
            while waiting and len(pool.running) < at_once:
                pool.start(*waiting.pop(0))
            pool.listen()
    finally:
        pool.end()
    return {key: pool.ended[key] for key in jobs}


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Ctrl-C inside the block is heard at its end; a process that is started inside never hears it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(slots=True)
class _Pool(Generic[KeyT, ResultT]):
    tell: Callable[[KeyT, str], None]
    running: dict[Connection, tuple[KeyT, ForkProcess]] = field(default_factory=dict)
    ended: dict[KeyT, Done[ResultT] | Killed] = field(default_factory=dict)

    def start(self, key: KeyT, job: Callable[[Tell], ResultT]) -> None:
        _wait_for_threads()
        context = multiprocessing.get_context("fork")
        with without_interrupts():
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(job, theirs), daemon=True)
            process.start()
            theirs.close()
            self.running[ours] = (key, process)

    def listen(self) -> None:
        """Wait until a process says something, and take note of it."""
        for ready in wait(list(self.running)):
            assert isinstance(ready, Connection)
            key, _ = self.running[ready]
            try:
                kind, content = ready.recv()
            except EOFError:
                self.close(ready)
                continue
            if kind == "told":
                self.tell(key, content)
            elif kind == "done":
                self.ended[key] = content
            else:
                raise JobError(content)

    def close(self, ready: Connection) -> None:
        """Take leave of a process that has ended."""
        key, process = self.running.pop(ready)
        ready.close()
        process.join()
        status = process.exitcode or 0
        if status < 0:
            self.ended[key] = Killed(-status)
        elif key not in self.ended:
            raise JobError(f"the process of {key} ended with status {status} and no result")

    def end(self) -> None:
        """End what still runs."""
        processes = [process for _, process in self.running.values()]
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()


def _work(job: Callable[[Tell], Any], connection: Connection) -> None:
    """What a process does: its job, telling the one that started it."""
    signal.signal(signal.SIGTERM, _leave)
    try:
        result = job(lambda text: connection.send(("told", text)))
        connection.send(("done", Done(result, peak_memory()[0])))
    except BrokenPipeError:
        sys.exit(1)  # nobody is there any more
    except Exception:
        connection.send(("failed", traceback.format_exc()))


def _leave(number: int, frame: object) -> None:
    """End by way of every `finally`, so that no half-written file stays; asked again, go on doing so."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(128 + number)


def _wait_for_threads() -> None:
    """Wait for timers that have been cancelled, such as matplotlib's, to be gone."""
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join(_PATIENCE)
