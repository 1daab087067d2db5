"""`brochure build`: shows how far it has come on a terminal, and says at the end what it wrote."""

import argparse
import sys
from pathlib import Path

from brochure.build import Built, build
from brochure.edition.reading import newest_edition
from brochure.request import request
from brochure.sources.project import find_project
from brochure.timing import Timings, peak_memory


def build_command(options: argparse.Namespace) -> int:
    """Build what is asked for and tell of it; warnings go to standard error."""
    timings = Timings()
    project = find_project(options.project or Path.cwd())
    wanted = request(
        project, options.edition or newest_edition(project), options.language, options.output, force=options.force
    )
    progress = Progress(sys.stderr.isatty())
    try:
        built = build(wanted, timings, progress.tell)
    finally:
        progress.clear()
    for finding in built.warnings:
        print(finding, file=sys.stderr)
    print(outcome(built, timings.total, project.root))
    if options.timings:
        print(timing_table(timings))
    return 0


class Progress:
    """One line on a terminal that is written over; silent anywhere else."""

    def __init__(self, shown: bool) -> None:
        self.shown = shown

    def tell(self, stage: str) -> None:
        """Show the stage that begins."""
        if self.shown:
            sys.stderr.write(f"\r\x1b[K{stage} …")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def outcome(built: Built, seconds: float, root: Path) -> str:
    """What was made, in a sentence: file, pages, figures, time."""
    path = built.path.absolute()
    name = path.relative_to(root) if path.is_relative_to(root) else path
    if not built.made:
        return f"{name} is up to date ({built.pages} pages)"
    drawn = f"{built.drawn} figure{'' if built.drawn == 1 else 's'} drawn" if built.drawn else "no figure drawn anew"
    return f"wrote {name}: {built.pages} pages, {drawn}, {seconds:.1f} s"


def timing_table(timings: Timings) -> str:
    """Seconds per stage and peak memory, as aligned lines."""
    width = max(len(name) for name in [*timings.seconds, "peak memory"])
    own, child = peak_memory()
    lines = [f"{name:<{width}}  {seconds:6.2f} s" for name, seconds in timings.seconds.items()]
    lines.append(f"{'total':<{width}}  {timings.total:6.2f} s")
    lines.append(f"{'peak memory':<{width}}  {own:6.0f} MB (largest drawing process: {child:.0f} MB)")
    return "\n".join(lines)
