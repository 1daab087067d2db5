"""One pool of processes for whatever is worth doing side by side: the drawing of figures, the languages of an edition.

The processes are those of `concurrent.futures`, forked from a server that has the libraries loaded. None outlives the
command, however it ends: each holds an end of a pipe, its lifeline, and ends when the other end, which the command
alone holds, is closed. On a system without such a server all is done in this process, one after another. Does not
know what the jobs are; they, what they are given and what they return must be picklable.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, TypeVar

from brochure.project.gate import program_error
from brochure.project.signals import without_interrupts
from brochure.project.timing import peak_memory

KeyT = TypeVar("KeyT")
ResultT = TypeVar("ResultT")
Tell = Callable[[str], None]
Job = Callable[[Tell], ResultT]

_PATIENCE = 2.0
"""Seconds that a process is given to clean up before it ends all the same."""


@dataclass(frozen=True, slots=True)
class Done(Generic[ResultT]):
    """The result of a job, and the peak memory of its process in MB (10⁶ bytes)."""

    result: ResultT
    memory: float


@dataclass(frozen=True, slots=True)
class Killed:
    """The end of a job whose process was ended by something else, twice: the second time it was the only one."""


def cores() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_share_work() -> bool:
    """Whether this system can do several things at once in the way that is needed here."""
    return "forkserver" in multiprocessing.get_all_start_methods()


class Pool:
    """Processes that are started when there is something to do, at most `workers` of them.

    The modules of `preload` begin to be loaded at once, while the caller goes on. To be closed, or used in a `with`.
    """

    def __init__(self, workers: int, preload: Sequence[str] = ()) -> None:
        self._executor: ProcessPoolExecutor | None = None
        if not can_share_work():
            return
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the server is forked, and must have one thread
        from multiprocessing import forkserver, resource_tracker

        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["__main__", __name__, *preload])
        self._told, telling = context.Pipe(duplex=False)
        lifeline, self._held = context.Pipe(duplex=False)
        self._ends: tuple[Connection, ...] = (self._told, telling, lifeline, self._held)
        self._telling = telling
        self._executor = ProcessPoolExecutor(workers, context, _begin, (lifeline, telling))
        self._first: BaseProcess | None = context.Process(target=_nothing, daemon=True)
        resource_tracker.ensure_running()  # first, as it would let interrupts through again
        with without_interrupts():
            forkserver.ensure_running()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(at_once=error is not None)

    def submit(self, function: Callable[..., ResultT], *arguments: Any) -> "Future[ResultT]":
        """The result of a call, when it is ready; what it raises that is not `Faults` comes back as `ProgramError`.

        It is `BrokenProcessPool` when a process of this pool has been ended by something else.
        """
        if self._executor is None:
            ready: Future[ResultT] = Future()
            ready.set_result(function(*arguments))
            return ready
        if self._first is not None:  # comes back when the server has loaded its libraries; here Ctrl-C is heard
            self._first.start()
            self._first.join()
            self._first = None
        try:
            with without_interrupts():  # a process that is started now leaves Ctrl-C to this one
                future = self._executor.submit(_work, function, arguments)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        future.add_done_callback(self._end_all_if_broken)
        return future

    def run(
        self, jobs: Mapping[KeyT, Job[ResultT]], tell: Callable[[KeyT, str], None]
    ) -> dict[KeyT, Done[ResultT] | None]:
        """Run every job; returns their results in the order of `jobs`, None for those whose process was ended.

        A job is given a function by which it tells how far it has come; `tell` passes that on.
        """
        if self._executor is None:
            return {key: Done(job(partial(tell, key)), peak_memory()[0]) for key, job in jobs.items()}
        keys = list(jobs)
        futures = []
        for number, job in enumerate(jobs.values()):
            future = self.submit(_measured, job, number)
            future.add_done_callback(self._wake)
            futures.append(future)
        running = len(futures)
        while running and not any(map(_is_broken, futures)):  # what a job tells comes before the news of its end
            told = self._told.recv()
            if told is None:
                running -= 1
            else:
                tell(keys[told[0]], told[1])
            for future in futures:
                _raise_fault(future)
        return {key: _result(future) for key, future in zip(keys, futures, strict=True)}

    def close(self, *, at_once: bool = False) -> None:
        """End the processes: when they have done what they are at, or at once."""
        if self._executor is None:
            return
        if at_once:
            self._held.close()
        self._executor.shutdown(wait=True, cancel_futures=True)
        for end in self._ends:
            end.close()
        self._executor = None

    def _end_all_if_broken(self, future: "Future[Any]") -> None:
        """End every process when one has been ended: the executor would wait for ever for one that it was starting."""
        if _is_broken(future):
            self._held.close()

    def _wake(self, future: "Future[Any]") -> None:
        with contextlib.suppress(OSError):  # closed: nobody listens any more
            self._telling.send(None)


def run_jobs(
    jobs: Mapping[KeyT, Job[ResultT]], at_once: int, tell: Callable[[KeyT, str], None], pool: Pool | None = None
) -> dict[KeyT, Done[ResultT] | Killed]:
    """Run every job in a pool, its own or one that is there already; returns their results in the order of `jobs`.

    What was not done because a process was ended by something else, such as want of memory, is done again, one job
    after another. Raises `ProgramError` when a job raises what it should not have. Whatever ends this function,
    Ctrl-C too, ends the processes with it.
    """
    with pool or Pool(at_once) as opened:
        found = opened.run(jobs, tell)
    ended: dict[KeyT, Done[ResultT] | Killed] = {}
    for key, result in found.items():
        if result is None:
            with Pool(1) as alone:
                result = alone.run({key: jobs[key]}, tell)[key]
        ended[key] = result if result is not None else Killed()
    return ended


def _error(future: "Future[Any]") -> BaseException | None:
    return future.exception() if future.done() and not future.cancelled() else None


def _is_broken(future: "Future[Any]") -> bool:
    """Whether the process that was to do this was ended by something else."""
    return isinstance(_error(future), BrokenProcessPool)


def _raise_fault(future: "Future[Any]") -> None:
    """Raise what a job raised; that its process was ended is no fault of its own."""
    if (error := _error(future)) is not None and not _is_broken(future):
        raise error


def _result(future: "Future[Done[ResultT]]") -> Done[ResultT] | None:
    _raise_fault(future)
    return future.result() if future.done() and not future.cancelled() and not _is_broken(future) else None


class _Left(SystemExit):
    """The process must end, by way of every `finally`."""


_told_by: list[Connection] = []
"""In a process of the pool: where it tells how far it has come."""
_at_work: list[str] = []
"""In a process of the pool: the name of what it does now, if it does anything."""


def _begin(lifeline: Connection, telling: Connection) -> None:
    """What a process of the pool does first."""
    _told_by[:] = [telling]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    threading.Thread(target=_watch, args=(lifeline,), daemon=True).start()


def _nothing() -> None:
    """What the first process does."""


def _watch(lifeline: Connection) -> None:
    """End the process when the command has ended."""
    with contextlib.suppress(OSError):
        lifeline.poll(None)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_PATIENCE)
    os._exit(1)


def _leave(number: int, frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if not _at_work:
        os._exit(1)
    raise _Left(1)


def _work(function: Callable[..., ResultT], arguments: tuple[Any, ...]) -> ResultT:
    """Call a function in a process of the pool."""
    from brochure.findings import Faults

    try:
        _at_work.append(function.__qualname__)
        return function(*arguments)
    except _Left:
        os._exit(1)
    except Faults:
        raise
    except BaseException as error:
        raise program_error(error) from None
    finally:
        _at_work.clear()


def _measured(job: Job[ResultT], number: int) -> Done[ResultT]:
    """Do a job that tells how far it has come."""

    def tell(text: str) -> None:
        _told_by[0].send((number, text))  # shorter than what a pipe takes whole, so that none is mixed with another

    return Done(job(tell), peak_memory()[0])
