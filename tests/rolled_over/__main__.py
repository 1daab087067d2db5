"""`python -m tests.rolled_over [FOLDER]`: the sample edition of next year, kept in `FOLDER`; the list of work twice.

It is printed as `brochure next` leaves it, and as it is after the edits by hand.
"""

import sys
import tempfile
from pathlib import Path

from brochure.updating.work.printing import lines
from tests.rolled_over.rolling import ANSWERS, answer, left, rewrite, rolled_over


def main() -> None:
    """Roll over, print, edit, print."""
    with tempfile.TemporaryDirectory() as folder:
        project, _ = rolled_over(Path(*sys.argv[1:2] or [folder]).resolve() / "rolled")
        print("\n".join(lines(left(project))))
        answer(project)
        found = left(project)
        print("\n".join(["", f"After {len(ANSWERS)} edits by hand:", *lines(found)]))
        count = rewrite(project, found.entries)
        print("\n".join(["", f"After {count} statements were rewritten:", *lines(left(project))]))


if __name__ == "__main__":
    main()
