"""Compares, in one run on the newest edition, a plain script with builds: cold, changed, unchanged, of all languages.

    python -m tests.benchmarks.compare [RUNS]

Every build is a process of its own in a copy of the project; the figures are medians of RUNS (default 3), taken in
turn so that a slow moment of the machine meets all alike. Memory is the largest sum over the processes of a build
of what each uses (proportional set size), sampled while it runs.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from brochure.project.output import kept_in

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("brochure", "data", "fonts", "layouts", "tests", "pyproject.toml")
GOALS = {"cold build": 0.33, "cold build of all": 0.65, "one changed sentence": 0.12, "nothing changed": 0.02}


@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end: seconds, its peak memory in MB (10⁶ bytes), and the pages that it made."""

    seconds: float
    memory: float
    pages: int = 0

    @property
    def seconds_a_page(self) -> float:
        """How long it took for each page."""
        return self.seconds / self.pages


def main(runs: int) -> int:
    """Run the comparison and print it; returns 1 when a process fails."""
    results: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        build = [sys.executable, "-m", "brochure", "build"]
        plain = [sys.executable, "-m", "tests.benchmarks.plain", str(project), str(Path(folder) / "plain.pdf")]
        subprocess.run(plain, cwd=project, check=True)  # compiles the modules, so that no run pays for it
        for i in range(runs):
            results.setdefault("plain script", []).append(measure(plain, project))
            shutil.rmtree(project / "output", ignore_errors=True)
            results.setdefault("cold build", []).append(measure(build, project))
            shutil.rmtree(project / "output")
            results.setdefault("cold build of all", []).append(measure([*build, "--all"], project))
            change_sentence(project, i)
            results.setdefault("one changed sentence", []).append(measure(build, project))
            results.setdefault("nothing changed", []).append(measure(build, project))
    report(results)
    return 0


def copy_project(target: Path) -> Path:
    """A copy of the project without what builds have left."""
    target.mkdir()
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)
    return target


def change_sentence(project: Path, run: int) -> None:
    """Add a sentence to the introduction of the newest edition, in its first language."""
    edition = max(path for path in (project / "data" / "editions").iterdir() if path.is_dir())
    text = next(edition.glob("innledning/text.nb.md"))
    addition = "Denne setningen er ny." if run % 2 else "Her står en annen setning."
    text.write_text(text.read_text("utf-8").rstrip() + f" {addition}\n", "utf-8")


def measure(command: list[str], folder: Path) -> Run:
    """Run a command to its end, watching the memory of its processes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, tree_memory(process.pid))
        time.sleep(0.02)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, peak, pages_made(folder))


def pages_made(project: Path) -> int:
    """How many pages there are in the PDFs of `output/`, as builds have noted them."""
    records = (project / "output" / ".cache" / "builds").glob("*.json")
    return sum(json.loads(kept_in(record) or b'{"pages": 0}')["pages"] for record in records)


def tree_memory(pid: int) -> float:
    """What a process and its descendants use, in MB."""
    total, waiting = 0.0, [pid]
    while waiting:
        current = waiting.pop()
        try:
            rollup = Path(f"/proc/{current}/smaps_rollup").read_text()
            children = Path(f"/proc/{current}/task/{current}/children").read_text().split()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0) * 1024 / 1e6
        waiting += [int(child) for child in children]
    return total


def report(results: dict[str, list[Run]]) -> None:
    """Print medians, ratios to the plain script, and peak memory."""
    plain = statistics.median(run.seconds for run in results["plain script"])
    print(f"{'':<22} {'seconds':>8} {'ratio':>6} {'goal':>6} {'peak memory':>12}   ({os.cpu_count()} cores)")
    for name, runs in results.items():
        seconds = statistics.median(run.seconds for run in runs)
        goal = f"{GOALS[name]:.2f}" if name in GOALS else ""
        memory = max(run.memory for run in runs)
        print(f"{name:<22} {seconds:>8.2f} {seconds / plain:>6.2f} {goal:>6} {memory:>9.0f} MB")
    one, several = (
        statistics.median(run.seconds_a_page for run in results[n]) for n in ("cold build", "cold build of all")
    )
    print(f"a page of all languages at once takes {several / one:.2f} of a page of one ({several:.3f} s, {one:.3f} s)")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
