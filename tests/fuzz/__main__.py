"""`python -m tests.fuzz`: damage projects, manifests and PDFs for a time, and list what the command fails on."""

import argparse
import os
import shutil
import sys
import tempfile
import time
import warnings
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.cases import KINDS, Case, Sound, try_case, try_files
from tests.fuzz.watching import MEMORY, SECONDS, Outcome
from tests.support.annexes import build_annex
from tests.support.command import brochure
from tests.support.drafts import DRAFT, build_draft
from tests.support.projects import make_project, small_edition
from tests.support.propositions import FOLDER as PROPOSITIONS
from tests.support.server import load

WRONG = ("traceback", "hang", "crash", "memory", "half file", "status")
_HOSTS = (
    "libreoffice.pdf",
    "libreoffice-form.pdf",
    "pdftex-tagged.pdf",
    "weasyprint-3a.pdf",
    "chromium.pdf",
    "typst.pdf",
)
_TRIES = 60
"""So often a damaged file is made smaller."""


@dataclass(slots=True)
class Failure:
    """All cases that fail in one way."""

    case: Case
    command: list[str]
    outcome: Outcome
    files: dict[str, bytes]
    seeds: list[int] = field(default_factory=list)


def main() -> int:
    """Try cases until the time is over; returns 1 when one failed."""
    options = _options()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.modules["jpype"] = None  # type: ignore[assignment]  # the reference validator is another program
    warnings.simplefilter("ignore")  # of libraries about what is damaged here
    kinds = KINDS if options.kind == "all" else (options.kind,)
    options.keep.mkdir(parents=True, exist_ok=True)
    tried: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    failures: dict[tuple[str, str], Failure] = {}
    with tempfile.TemporaryDirectory(prefix="brochure-fuzz-") as made:
        sound = make_sound(Path(made) / "sound")
        load()  # so that the processes forked for the commands begin with it
        until = time.monotonic() + options.seconds
        seed = options.seed
        while time.monotonic() < until if options.count is None else seed < options.seed + options.count:
            for kind in kinds:
                case = Case(kind, seed)
                tried[kind] += 1
                if (failed := try_case(case, sound, Path(made) / "case")) is not None:
                    wrong[kind, failed[1].wrong] += 1
                    _note(failures, case, failed, sound, Path(made) / "case")
            seed += 1
    for failure in failures.values():
        _tell(failure, options.keep)
    print(_table(kinds, tried, wrong))
    return 1 if failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz",
        description="Damage projects, manifests and PDFs by chance, and run the commands on them, each in a process "
        f"that is watched. A command fails with a fault of the program, after {SECONDS} s, above {MEMORY} MB, when it "
        "crashes, or when it leaves half a file.",
    )
    parser.add_argument("--seconds", type=float, default=60, metavar="N", help="try for so long (default: 60)")
    parser.add_argument("--count", type=int, metavar="N", help="try so many cases of each kind instead")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="seed of the first case (default: 0)")
    parser.add_argument("--kind", choices=(*KINDS, "all"), default="all", help="what is damaged (default: all)")
    parser.add_argument(
        "--keep",
        type=Path,
        default=Path(tempfile.gettempdir()) / "brochure-fuzz",
        metavar="DIR",
        help="folder for the smallest inputs that fail (default: %(default)s)",
    )
    return parser.parse_args()


def make_sound(folder: Path) -> Sound:
    """What is damaged, made in a folder."""
    project = folder / "project"
    make_project(project, small_edition(), layouts=True, fonts=True)
    done = brochure("build", "--project", project)
    assert done.returncode == 0, done.stderr
    other = folder / "other"
    shutil.copytree(project, other)
    annex = build_annex(other)
    build_draft(other)
    hosts = tuple(PROPOSITIONS / name for name in _HOSTS)
    return Sound(project, project / "output" / "liten-utgave-nb.pdf", other / DRAFT.format(1), annex, hosts)


def _note(
    failures: dict[tuple[str, str], Failure], case: Case, failed: tuple[list[str], Outcome], sound: Sound, folder: Path
) -> None:
    """Keep a failure; the first of its kind is made as small as can be."""
    command, outcome = failed
    key = (case.kind, outcome.name)
    if key not in failures:
        failures[key] = _smallest(case, command, outcome, sound, folder)
        print(f"{case.kind} {case.seed}: {outcome.name}: {' '.join(command)}", file=sys.stderr, flush=True)
    failures[key].seeds.append(case.seed)


def _smallest(case: Case, command: list[str], outcome: Outcome, sound: Sound, folder: Path) -> Failure:
    """The smallest input that fails in the same way: fewer damages, then fewer lines."""

    def fails(files: dict[str, bytes]) -> bool:
        failed = try_files(files, [command], sound, folder)
        return failed is not None and failed[1].name == outcome.name

    if outcome.wrong != "hang":  # each try would take its time
        case = next((each for each in case.smaller() if fails(each.files(sound))), case)
    files = case.files(sound)
    if case.kind == "projects" and outcome.wrong != "hang":
        tries = _TRIES
        for name in files:
            lines = files[name].split(b"\n")
            size = len(lines) // 2
            while size and tries:
                at = 0
                while at < len(lines) and tries:
                    tries -= 1
                    fewer = lines[:at] + lines[at + size :]
                    if fails({**files, name: b"\n".join(fewer)}):
                        lines = fewer
                    else:
                        at += size
                size //= 2
            files[name] = b"\n".join(lines)
    return Failure(case, command, outcome, files)


def _tell(failure: Failure, keep: Path) -> None:
    """Print a failure, how it is repeated, and where its input is kept."""
    case, outcome = failure.case, failure.outcome
    folder = keep / f"{case.kind}-{case.seed}"
    for name, content in failure.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "printed.txt").write_text(outcome.printed, "utf-8", errors="replace")
    seeds = ", ".join(map(str, failure.seeds[:8])) + (" …" if len(failure.seeds) > 8 else "")
    print(f"{outcome.name} ({len(failure.seeds)}×; {outcome.seconds:.1f} s, {outcome.memory:.0f} MB)")
    print(f"    brochure {' '.join(failure.command)}")
    print(f"    python -m tests.fuzz --kind {case.kind} --count 1 --seed {case.seed}    (seeds {seeds})")
    print(f"    {folder}: {', '.join(failure.files)}")
    if outcome.wrong == "traceback":
        print(f"    {(outcome.printed.strip().splitlines() or [''])[-1][:300]}")


def _table(kinds: tuple[str, ...], tried: Counter[str], wrong: Counter[tuple[str, str]]) -> str:
    """How many cases of each kind were tried, and how many failed in each way."""
    rows = [["", "cases", *WRONG]]
    rows += [[kind, str(tried[kind]), *(str(wrong[kind, each]) for each in WRONG)] for kind in kinds]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


if __name__ == "__main__":
    sys.exit(main())
