"""`python -m tests.corpus FOLDER [--annex PDF] [--most N] [--seconds N]`: a run over real files, by hand.

Joins an annex with each PDF below a folder, and prints what became of them, and which of their kinds were refused. What
was joined is held against what was there by other programs than the joiner.
"""

import argparse
import contextlib
import io
import multiprocessing
import multiprocessing.connection
import re
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from brochure.command.main import main
from tests.corpus.content import UNREADABLE, Content, content_of, is_bound, verdict_of
from tests.support.annexes import build_annex
from tests.support.projects import make_project, small_edition

_TOLD = re.compile(r"^.*?\.pdf(?::\d+)?: (?:error: )?")
_VARYING = re.compile(r"«[^»]*»|\d+|/[\w.#+-]+")


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a file: the kind, and what was said of it; what qpdf says, and whether a change would break it."""

    path: Path
    kind: str
    said: str
    verdict: str
    is_bound: bool
    seconds: float

    @property
    def reason(self) -> str:
        """What was said, without what differs from file to file."""
        return _VARYING.sub("…", _TOLD.sub("", (self.said.strip().splitlines() or [""])[-1]))


def tried(path: Path, annex: Path, of_annex: Content, seconds: float) -> Tried:
    """Join one file, in a process that is killed when it takes too long."""
    verdict, bound = verdict_of(path), is_bound(path)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "joined.pdf")
        begun = time.monotonic()
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=_join, args=(theirs, annex, path, output))
        process.start()
        theirs.close()
        status, said = ours.recv() if _is_told(ours, seconds) else (None, "")
        process.kill()
        process.join()
        kind, said = _kind(status, said, output, path, of_annex)
        return Tried(path, kind, said, verdict, bound, time.monotonic() - begun)


def _is_told(connection: "multiprocessing.connection.Connection", seconds: float) -> bool:
    try:
        return connection.poll(seconds)
    except EOFError:
        return False


def _join(connection: "multiprocessing.connection.Connection", annex: Path, path: Path, output: Path) -> None:
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            status = main(["attach", str(annex), str(path), "-o", str(output)])
        except BaseException:
            status = 70
            traceback.print_exc()
    connection.send((status, said.getvalue()))


def _kind(status: int | None, said: str, output: Path, path: Path, of_annex: Content) -> tuple[str, str]:
    if status is None:
        return "hang", ""
    if status not in (0, 1, 2) or "Traceback" in said:
        return "traceback", said
    if status:
        return ("half file", said) if output.exists() else ("gate" if "without loss" in said else "refused", said)
    lost = list(_lost(path, output, of_annex))
    if lost:
        return "lost", ", ".join(lost)
    return "repaired" if ": repaired:" in said else "joined", said


def _lost(path: Path, output: Path, of_annex: Content) -> Iterator[str]:
    try:
        yield from content_of(path).lost_in(content_of(output), of_annex)
    except UNREADABLE as error:
        yield str(error)
    if verdict_of(output) != "sound" and verdict_of(path) == "sound":
        yield "qpdf --check"


def table(all_tried: Sequence[Tried]) -> Iterator[str]:
    """What became of the files, in lines."""
    kinds = ("joined", "repaired", "refused", "gate", "lost", "half file", "traceback", "hang")
    verdicts = ("sound", "with warnings", "damaged")
    yield f"{'qpdf --check':24}" + "".join(f"{kind:>11}" for kind in kinds) + f"{'all':>11}"
    rows = [(verdict, [one for one in all_tried if one.verdict == verdict]) for verdict in verdicts]
    free = [one for one in all_tried if one.verdict == "sound" and not one.is_bound]
    for name, ones in (*rows, ("all", list(all_tried)), ("sound, free to change", free)):
        kept = Counter(one.kind for one in ones)
        yield f"{name:24}" + "".join(f"{kept[kind]:11}" for kind in kinds) + f"{len(ones):11}"
    done = sum(one.kind in ("joined", "repaired") for one in free)
    yield f"sound, neither encrypted nor signed: {done} of {len(free)} joined ({100 * done / max(1, len(free)):.1f} %)"
    yield f"longest: {max((one.seconds for one in all_tried), default=0):.1f} s"
    for kind in kinds[2:]:
        reasons = Counter((one.reason, one.verdict) for one in all_tried if one.kind == kind)
        for (reason, verdict), count in reasons.most_common():
            example = next(one for one in all_tried if (one.kind, one.reason, one.verdict) == (kind, reason, verdict))
            yield f"{kind:10} {count:4} {verdict:14} {reason[:150]} [{example.path.name}]"


def _sample(folder: Path, most: int | None) -> list[Path]:
    """The files below a folder; no more than so many, spread over all."""
    paths = sorted(folder.rglob("*.pdf"))
    return paths if most is None or most >= len(paths) else [paths[n * len(paths) // most] for n in range(most)]


def _run() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--annex", type=Path, help="(default: one of the small project)")
    options.add_argument("--most", type=int, metavar="N", help="so many files, spread over all (default: all)")
    options.add_argument("--seconds", type=float, default=120, help="time for each (default: 120)")
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--list", action="store_true", help="print what became of each file, too")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        if asked.annex is None:
            make_project(project, small_edition(), layouts=True, fonts=True)
        annex = asked.annex or build_annex(project)
        paths = _sample(asked.folder, asked.most)
        try_one = partial(tried, annex=annex, of_annex=content_of(annex), seconds=asked.seconds)
        with ProcessPoolExecutor(asked.processes, multiprocessing.get_context("fork")) as pool:
            done = []
            for one in pool.map(try_one, paths):
                done.append(one)
                if asked.list:
                    print(f"{one.path} {one.kind} {one.verdict} {one.seconds:.1f} s: {one.said.strip()}", flush=True)
    print("\n".join(table(done)))


if __name__ == "__main__":
    _run()
