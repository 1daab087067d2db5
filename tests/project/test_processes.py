"""Jobs in a pool of processes: their results, their ends, and that none is left however the command ends."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import pytest

from brochure.findings import Faults
from brochure.project.gate import ProgramError
from brochure.project.processes import Done, Job, Killed, Pool, can_share_work, cores, run_jobs
from tests.support.jobs import after, at_fault, first, holding, killed, killed_once, on_one_core, twice, wrong
from tests.support.projects import ROOT
from tests.support.terminal import heed_signals

Told = list[tuple[str, str]]


def results(jobs: dict[str, Job[object]], at_once: int = 2) -> dict[str, object]:
    ended = run_jobs(jobs, at_once, lambda *_: None)
    return {key: end.result if isinstance(end, Done) else end for key, end in ended.items()}


def test_results_come_in_the_order_of_the_jobs_however_they_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert list(results({"a": partial(after, pipe), "b": partial(first, pipe)}).items()) == [
        ("a", "hello"),
        ("b", "first"),
    ]


def test_one_at_a_time_is_one_after_another() -> None:
    told: Told = []
    run_jobs({word: partial(twice, word) for word in "abc"}, 1, lambda key, text: told.append((key, text)))
    assert told == [(word, f"{word} {end}") for word in "abc" for end in ("begins", "ends")]


def test_a_killed_process_is_told_and_does_not_stop_the_others() -> None:
    assert results({"a": killed, "b": partial(twice, "b")}) == {"a": Killed(), "b": "bb"}


def test_what_is_begun_after_a_process_was_killed_is_told_to_be_lost() -> None:
    with Pool(2) as pool:
        assert isinstance(pool.submit(killed, print).exception(), BrokenProcessPool)
        assert isinstance(pool.submit(twice, "b", print).exception(), BrokenProcessPool)


def test_what_a_killed_process_was_at_is_done_again_alone(tmp_path: Path) -> None:
    assert results({"a": partial(killed_once, tmp_path / "killed")}) == {"a": "in the end"}


def test_what_a_job_raises_is_a_fault_of_the_program_with_its_place() -> None:
    with pytest.raises(
        ProgramError, match=r"brochure\.project\.processes:\d+ \(LookupError: nothing of that name\)"
    ) as told:
        results({"a": wrong, "b": partial(twice, "b")})
    assert "in wrong\n" in told.value.trace


def test_what_a_job_tells_its_user_stays_that() -> None:
    with pytest.raises(Faults, match="not so") as told:
        results({"a": at_fault})
    assert [str(finding) for finding in told.value.findings] == ["text.md:3: error: not so"]


def test_the_peak_memory_of_each_process_is_known() -> None:
    (end,) = run_jobs({"a": partial(twice, "a")}, 1, lambda *_: None).values()
    assert isinstance(end, Done)
    assert 5 < end.memory < 5000


def test_a_process_knows_how_many_cores_it_may_use() -> None:
    assert results({"a": on_one_core}) == {"a": 1}
    assert cores() == len(os.sched_getaffinity(0))


def test_a_system_without_a_server_to_fork_from_does_all_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert not can_share_work()
    told: Told = []
    jobs = {word: partial(twice, word) for word in "ab"}
    ended = run_jobs(jobs, 2, lambda key, text: told.append((key, text)))
    assert [end.result for end in ended.values() if isinstance(end, Done)] == ["aa", "bb"]
    assert told == [(word, f"{word} {end}") for word in "ab" for end in ("begins", "ends")]
    with Pool(2) as pool:
        assert pool.submit(os.getpid).result() == os.getpid()


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
        run_jobs({word: partial(holding, path) for word, path in paths.items()}, 2, interrupt)
    assert not any(path.exists() for path in paths.values())
    assert not any(map(is_running, running))


SLOW = """
from brochure.project.processes import Pool

with Pool(1, ["slow_library"]) as pool:
    pool.submit(print)
"""


def test_ctrl_c_is_heard_while_the_server_loads_its_libraries(tmp_path: Path) -> None:
    library = "import sys; print('begun', file=sys.stderr, flush=True); sys.stdin.read()"
    (tmp_path / "slow_library.py").write_text(library)
    with subprocess.Popen(
        [sys.executable, "-c", SLOW],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_signals,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        try:
            assert process.stderr.readline() == "begun\n"
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == -signal.SIGINT
        finally:
            process.kill()
            process.stdin.close()


def is_running(process: int) -> bool:
    """Whether a process runs, and is not one that has ended and waits for its parent to hear of it."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


COMMAND = """
import os, signal, sys
from functools import partial
from pathlib import Path
from brochure.project.processes import run_jobs
from brochure.project.signals import hear_ends
from tests.support.jobs import holding

hear_ends()
jobs = {word: partial(holding, Path(sys.argv[1]) / word) for word in "ab"}
run_jobs(jobs, 2, lambda key, process: print(process, flush=True))
"""


@pytest.fixture
def command(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", list[int]]]:
    """A command that has two processes at work and waits for them, and all the processes that it has started."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, tmp_path],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=heed_signals,
    )
    assert process.stdout is not None
    workers = [int(process.stdout.readline()) for _ in range(2)]
    started = [int(each) for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    yield process, [*workers, *started]
    for each in (process.pid, *workers, *started):
        if is_running(each):
            os.kill(each, signal.SIGKILL)
    process.wait()
    process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda n: n.name)
def test_no_process_outlives_the_command(
    number: signal.Signals, command: tuple["subprocess.Popen[str]", list[int]], tmp_path: Path
) -> None:
    process, started = command
    assert len(started) == 4  # two at work, the server, and Python's own keeper of what processes share
    process.send_signal(number)
    assert process.stdout is not None
    assert process.stdout.read() == ""  # ends when nobody holds it any more
    process.wait()
    assert eventually(lambda: not any(map(is_running, started)))
    assert list(tmp_path.iterdir()) == []


READING = """
import os, signal, sys
from pathlib import Path
from brochure.pdf.apart import apart
from brochure.pdf.limits import DEFAULT

def read():
    print(os.getpid(), flush=True)
    signal.pause()

apart(Path("heftet.pdf"), DEFAULT, read)
"""


def test_a_process_that_reads_does_not_outlive_the_command() -> None:
    command = [sys.executable, "-c", READING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        reader = int(process.stdout.readline())
        assert is_running(reader)
        process.kill()
        assert process.stdout.read() == ""  # ends when nobody holds it any more
    assert eventually(lambda: not is_running(reader))


def eventually(is_so: Callable[[], bool]) -> bool:
    """Whether something becomes so while the system ends processes that have closed all their files already."""
    for _ in range(200_000):
        if is_so():
            return True
        os.sched_yield()
    return False
