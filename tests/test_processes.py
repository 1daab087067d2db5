"""Jobs in processes of their own: their results, their ends, and what is left of them when all is stopped."""

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from brochure.processes import Done, JobError, Killed, Tell, cores, run_forked

Told = list[tuple[str, str]]


def results(jobs: dict[str, Callable[[Tell], object]], at_once: int = 2) -> dict[str, object]:
    ended = run_forked(jobs, at_once, lambda *_: None)
    return {key: end.result if isinstance(end, Done) else end for key, end in ended.items()}


def twice(word: str, tell: Tell) -> str:
    tell(f"{word} begins")
    tell(f"{word} ends")
    return word * 2


def after(pipe: int, tell: Tell) -> str:
    """Waits until another process has written to the pipe."""
    return os.read(pipe, 5).decode()


def first(pipe: int, tell: Tell) -> str:
    os.write(pipe, b"hello")
    return "first"


def killed(tell: Tell) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def wrong(tell: Tell) -> None:
    raise LookupError("nothing of that name")


def on_one_core(tell: Tell) -> int:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return cores()


def holding(path: Path, tell: Tell) -> None:
    """Keeps a file as long as it lives, which is until it is ended."""
    path.touch()
    try:
        tell(str(os.getpid()))
        signal.pause()
    finally:
        path.unlink()


def test_results_come_in_the_order_of_the_jobs_however_they_end() -> None:
    reading, writing = os.pipe()
    try:
        assert list(results({"a": partial(after, reading), "b": partial(first, writing)}).items()) == [
            ("a", "hello"),
            ("b", "first"),
        ]
    finally:
        os.close(reading)
        os.close(writing)


def test_one_at_a_time_is_one_after_another() -> None:
    told: Told = []
    run_forked({word: partial(twice, word) for word in "abc"}, 1, lambda key, text: told.append((key, text)))
    assert told == [(word, f"{word} {end}") for word in "abc" for end in ("begins", "ends")]


def test_what_is_loaded_here_needs_no_pickling() -> None:
    unpicklable = {"words": (word for word in ("never", "pickled"))}
    assert results({"a": lambda tell: list(unpicklable["words"])}) == {"a": ["never", "pickled"]}


def test_a_killed_process_is_told_and_does_not_stop_the_others() -> None:
    assert results({"a": killed, "b": partial(twice, "b")}) == {"a": Killed(signal.SIGKILL), "b": "bb"}


def test_what_a_job_raises_is_raised_here_with_its_trace() -> None:
    with pytest.raises(JobError, match=r"(?s)Traceback.*in wrong.*LookupError: nothing of that name"):
        results({"a": wrong, "b": partial(twice, "b")})


def test_the_peak_memory_of_each_process_is_known() -> None:
    (end,) = run_forked({"a": partial(twice, "a")}, 1, lambda *_: None).values()
    assert isinstance(end, Done)
    assert 5 < end.memory < 5000


def test_a_process_knows_how_many_cores_it_may_use() -> None:
    assert results({"a": on_one_core}) == {"a": 1}
    assert cores() == len(os.sched_getaffinity(0))


def test_what_ends_the_run_ends_its_processes_by_way_of_their_own_ends(tmp_path: Path) -> None:
    """As when Ctrl-C is pressed, which only this process hears."""
    paths = {word: tmp_path / word for word in "ab"}
    running: list[int] = []

    def interrupt(key: str, text: str) -> None:
        running.append(int(text))
        if len(running) == len(paths):
            assert all(path.exists() for path in paths.values())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_forked({word: partial(holding, path) for word, path in paths.items()}, 2, interrupt)
    assert not any(path.exists() for path in paths.values())
    for process in running:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
