"""`python -m tests.kills`: end builds at random moments, and see that nothing is broken, left over or still running."""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.command import copy_of, replace_in
from tests.support.projects import ROOT, TEXT, make_project, small_edition
from tests.support.terminal import heed_signals

SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_WORDS = ("Andelen økte.", "Andelen har vokst.")
"""What two states of the project say; the number of the state is that of its words."""
_PATIENCE = 60.0

Pdfs = Mapping[str, bytes]


@dataclass(slots=True)
class Trial:
    """A project that is built again and again, in two states by turns, and what a clean build makes of each."""

    folder: Path
    options: tuple[str, ...]
    clean: tuple[Pdfs, Pdfs]
    seconds: float
    state: int = 0

    def turn(self) -> None:
        """Change the text, so that there is something to build."""
        replace_in(self.folder / TEXT, _WORDS[self.state], _WORDS[1 - self.state])
        self.state = 1 - self.state

    def end_one(self, rng: random.Random) -> tuple[str, str]:
        """End a build at a random moment; returns how it was ended, and what is wrong afterwards, if anything."""
        self.turn()
        if rng.random() < 0.3:
            shutil.rmtree(self.folder / "output" / ".cache", ignore_errors=True)
        number = rng.choice(SIGNALS)
        process = self.start()
        try:
            process.wait(rng.uniform(0, self.seconds))
            how = "none, it was done"
        except subprocess.TimeoutExpired:
            how = number.name
            if rng.random() < 0.5 and number is not signal.SIGKILL:
                os.killpg(process.pid, number)  # as a terminal does
            else:
                process.send_signal(number)
        try:
            status = process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return how, f"it does not end after {how}"
        return how, self.wrong(process.pid) or _wrong_status(status, number, how)

    def start(self) -> "subprocess.Popen[bytes]":
        """A build in a session of its own."""
        command = [sys.executable, "-m", "brochure", "build", *self.options, "--project", str(self.folder)]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=heed_signals,
        )

    def wrong(self, session: int) -> str:
        """What is wrong after a build that was ended: a process still runs, or a file is neither old nor new."""
        until = time.monotonic() + _PATIENCE
        while left := in_session(session):
            if time.monotonic() > until:
                for each in left:
                    os.kill(each, signal.SIGKILL)
                return f"{len(left)} processes run on"
            time.sleep(0.01)
        for name, content in pdfs(self.folder).items():
            if content not in (self.clean[0][name], self.clean[1][name]):
                return f"{name} is neither the old nor the new one"
        return ""

    def finish(self) -> str:
        """Build undisturbed; returns what is wrong then: a file is not as from a clean build, or something is left."""
        if status := self.start().wait():
            return f"the next build ends with {status}"
        if pdfs(self.folder) != self.clean[self.state]:
            return "the next build makes other files than a clean one"
        left = [path.name for path in (self.folder / "output").rglob("*") if ".brochure-" in path.name]
        return f"{', '.join(left)} is left" if left else ""


def make_trial(folder: Path, *options: str, built: Path | None = None) -> Trial:
    """A project in a folder, ready to be built with `options`, after a clean build of both its states.

    `built` is the small project with such a build of the first state, if there is one already.
    """
    clean: list[Pdfs] = []
    seconds = 0.0
    for state, words in enumerate(_WORDS):
        each = folder / str(state)
        if built is not None:
            copy_of(built, each)
        else:
            make_project(each, small_edition(), layouts=True, fonts=True)
        if built is None or state:
            replace_in(each / TEXT, _WORDS[0], words)
            began = time.monotonic()
            assert not Trial(each, options, ({}, {}), 0).start().wait()
            seconds = time.monotonic() - began
        clean.append(pdfs(each))
    return Trial(folder / "0", options, (clean[0], clean[1]), seconds)


def pdfs(folder: Path) -> dict[str, bytes]:
    """The PDFs of a project by name."""
    return {path.name: path.read_bytes() for path in (folder / "output").glob("*.pdf")}


def in_session(session: int) -> list[int]:
    """The processes that belong to a session, but for those that have ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = path.read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(of) == session and state != "Z":
            found.append(int(path.parent.name))
    return found


def _wrong_status(status: int, number: signal.Signals, how: str) -> str:
    """What is wrong with an exit status: 128 + n where the signal was heard, -n before anything could hear it."""
    expected = (0,) if how != number.name else (0, -number, 128 + number)
    return "" if status in expected else f"ended with {status} after {number.name}"


def main() -> int:
    """Do as the command line asks; returns 1 when something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("--count", type=int, default=200, metavar="N", help="end so many builds (default: 200)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="what decides about the moments (default: 0)")
    options = parser.parse_args()
    rng, ended, wrong = random.Random(options.seed), Counter[str](), list[str]()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        trials = [make_trial(Path(folder) / "one"), make_trial(Path(folder) / "all", "--all")]
        for number in range(options.count):
            trial = trials[number % 2]
            how, told = trial.end_one(rng)
            if not told and number % 10 > 7:
                told = trial.finish()
            ended[how] += 1
            if told:
                wrong.append(f"{number}: {how}: {told}")
                print(wrong[-1], file=sys.stderr, flush=True)
        wrong += [told for trial in trials if (told := trial.finish())]
    print(", ".join(f"{count} × {how}" for how, count in ended.most_common()))
    print("\n".join(wrong) or "nothing broken, nothing left over, nothing still running")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
