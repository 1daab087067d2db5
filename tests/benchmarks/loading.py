"""How long and how much memory it takes to load a large sound statistic, beside the plainest reading of the same file.

    python -m tests.benchmarks.loading [ROWS] [RUNS]

Each reading is a process of its own, taken in turn; the figures are medians of RUNS (default 3) over a file of ROWS
rows (default 200 000). Plain are `csv.reader` into a list, and pandas; the goal is 3 seconds and 400 MB.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.projects import make_project
from tests.support.statistics import CSV, GROUP_AND_YEAR, NAME, TOML, metadata

SEXES = '[dimensions.kjonn]\nlabel = { nb = "Kjønn" }\n'
YEARS = 100


def main(rows: int, runs: int) -> None:
    """Measure all readings and print them."""
    with tempfile.TemporaryDirectory() as folder:
        described = metadata(GROUP_AND_YEAR + SEXES, unit="points", decimals=1)
        make_project(Path(folder), {CSV: large_csv(rows), TOML: described})
        found: dict[str, list[tuple[float, float]]] = {}
        for _ in range(runs):
            for name in READINGS:
                command = [sys.executable, "-m", "tests.benchmarks.loading", "--measure", name, folder]
                printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
                found.setdefault(name, []).append((float(printed[0]), float(printed[1])))
    plain = statistics.median(second for second, _ in found["csv.reader"])
    print(f"{rows} rows {'seconds':>14} {'ratio':>7} {'peak memory':>12}")
    for name, measured in found.items():
        seconds = statistics.median(second for second, _ in measured)
        peak = max(megabytes for _, megabytes in measured)
        print(f"{name:<15} {seconds:>10.2f} {seconds / plain:>7.1f} {peak:>9.0f} MB")


def large_csv(rows: int) -> str:
    """A sound statistic: municipalities by sex and year."""
    lines = ["gruppe,kjonn,aar,verdi"]
    for i in range(rows):
        place, rest = divmod(i, 2 * YEARS)
        sex, year = divmod(rest, YEARS)
        lines.append(f"Kommune {place},{('Kvinner', 'Menn')[sex]},{1900 + year},{i % 997}.{i % 10}")
    return "\n".join(lines) + "\n"


def measure(name: str, folder: Path) -> None:
    """Run one reading; print its seconds of processor time, imports among them, and the peak memory in MB."""
    start = time.process_time()
    kept = READINGS[name](folder)
    seconds = time.process_time() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
    del kept


def _with_csv(folder: Path) -> object:
    import csv

    with (folder / CSV).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _with_pandas(folder: Path) -> object:
    import pandas as pd

    return pd.read_csv(folder / CSV, dtype=str, keep_default_na=False)


def _with_program(folder: Path) -> object:
    from brochure.project.sources.project import Project
    from brochure.statistics.loading import load_statistic

    return load_statistic(Project(folder), NAME)


READINGS: Mapping[str, Callable[[Path], object]] = {
    "csv.reader": _with_csv,
    "pandas": _with_pandas,
    "this program": _with_program,
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], Path(sys.argv[3]))
    else:
        main(*(int(number) for number in (*sys.argv[1:], *("200000", "3")[len(sys.argv) - 1 :])))
