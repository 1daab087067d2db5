"""`python -m tests.year_shift`: the sample edition with its data a year later, as a table; what is lost is listed."""

import tempfile
from pathlib import Path

from tests.year_shift.measuring import measure, table_of


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = measure(Path(folder).resolve() / "moved")
    print(table_of(outcomes))
    for each in (each for each in outcomes if each.is_lost):
        line = min((line for line, _ in each.statement.places), default=0)
        print(f"{each.statement.path}:{line}: {each.statement.kind}: {each.statement.content}")


if __name__ == "__main__":
    main()
