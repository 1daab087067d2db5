"""`brochure build`: shows how far it has come on a terminal, and says at the end what it wrote."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from brochure.building.build import Built, build
from brochure.building.merging import merged
from brochure.building.several import Outcome, build_all
from brochure.command.arguments import add_edition
from brochure.command.lacking import tell_of_languages
from brochure.command.wording import shown, summary
from brochure.findings import Faults, Finding, Level, UsageError, in_lines
from brochure.making.request import Details, Request, request, request_all
from brochure.project.edition.reading import newest_edition
from brochure.project.edition.settings import MOST_ANNEXES, MOST_PAGES
from brochure.project.profiles import ANNEX, PROFILES, PROOF, SCREEN, Profile
from brochure.project.sources.project import find_project
from brochure.project.timing import Timings, peak_memory

_SPELLED = {"for_language": "for"}
"""How an option is typed that has another name here."""
_DRAFT = re.compile(r"[^\W_](?:[^\W_]|[.-])*")
"""What a draft can be called, in the name of its file too."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure build`."""
    command.description = "Make the PDF of an edition."
    languages = add_edition(command)
    languages.add_argument("--all", action="store_true", help="build every language of the edition, several at once")
    command.add_argument("--output", type=Path, metavar="DIR", help="folder for the PDF (default: output/)")
    command.add_argument(
        "--force", action="store_true", help="build even when nothing has changed, and in spite of errors on the pages"
    )
    command.add_argument(
        "--profile",
        choices=tuple(PROFILES),
        default=SCREEN.name,
        help=f"what the PDF is for: {_purposes()}",
    )
    draft = command.add_argument_group(f"drafts, with --profile {PROOF.name}")
    draft.add_argument("--draft", metavar="NAME", help="number or date of the draft (default: the next number)")
    draft.add_argument(
        "--against", metavar="DRAFT", help="show changes since a draft's number, a PDF or a git revision"
    )
    draft.add_argument("--double-spaced", action="store_true", help="set running text with double spacing")
    draft.add_argument(
        "--for",
        dest="for_language",
        choices=("language",),
        help="who reads it: language, a draft without the lists of where numbers come from",
    )
    annex = command.add_argument_group(
        f"annexes, with --profile {ANNEX.name}", "Without these, what the settings of the edition say below [annex]."
    )
    annex.add_argument("--annex", metavar="N", help="number of the annex, where the proposition numbers them")
    annex.add_argument("--first-page", metavar="N", help="number printed on the first page")
    command.add_argument("--timings", action="store_true", help="print seconds per stage and peak memory")


def _purposes() -> str:
    told = [f"{each.name}, {each.purpose}" for each in PROFILES.values()]
    told[0] += " (default)"
    return f"{', '.join(told[:-1])}, or {told[-1]}"


def run(options: argparse.Namespace) -> int:
    """Build what is asked for and tell of it; warnings go to standard error."""
    timings = Timings()
    project = find_project(options.project or Path.cwd())
    edition = options.edition or newest_edition(project)
    profile = PROFILES[options.profile]
    asked = {"force": options.force, "profile": profile, "details": _details(options, profile)}
    if options.all:
        return _build_all(request_all(project, edition, options.output, **asked), timings, options.timings)
    wanted = request(project, edition, options.language, options.output, **asked)
    try:
        with Progress.shown_on_terminal() as progress:
            built = build(wanted, timings, progress.tell)
    except Faults as faults:
        print("\n".join([*in_lines(faults.findings), *_of_force(faults.findings)]), file=sys.stderr)
        return 1
    for line in in_lines(built.warnings):
        print(line, file=sys.stderr)
    _tell_overridden([built], project.root)
    print(outcome(built, timings.total, project.root))
    if options.timings:
        print(timing_table(timings))
    return 0


def _details(options: argparse.Namespace, profile: Profile) -> Details:
    """What is asked of the profile alone; raises `UsageError` for another's options, and for wrong ones."""
    for other in PROFILES.values():
        for name in other.options:
            if getattr(options, name) and name not in profile.options:
                raise UsageError(f"--{_SPELLED.get(name, name.replace('_', '-'))} goes with --profile {other.name}")
    if options.draft is not None and not _DRAFT.fullmatch(options.draft):
        raise UsageError(
            "--draft needs a number or date, such as 3 or 2015-09-14: letters, digits, points and hyphens, "
            f"a letter or digit first, not '{options.draft}'"
        )
    return Details(
        options.draft,
        options.against,
        options.double_spaced,
        _counted(options.annex, "--annex", MOST_ANNEXES),
        _counted(options.first_page, "--first-page", MOST_PAGES),
        for_language=options.for_language is not None,
    )


def _counted(text: str | None, option: str, most: int) -> int | None:
    """The number that an option was given; raises `UsageError` for what is none, or none from 1 to `most`."""
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= most:
        raise UsageError(f"{option} needs a whole number from 1 to {most}, not '{text}'")
    return int(text)


def _build_all(wanted: Sequence[Request], timings: Timings, timings_asked: bool) -> int:
    """Build several languages and tell of each; returns 1 when one of them could not be made."""
    tell_of_languages(len(wanted))
    with Progress.shown_on_terminal() as progress:
        outcomes = build_all(wanted, timings, progress.tell)
    print_outcomes(outcomes)
    if timings_asked:
        print(timing_table_of_all(timings, outcomes))
    return 0 if all(each.built for each in outcomes) else 1


def print_outcomes(outcomes: Sequence[Outcome]) -> None:
    """All findings to standard error, each once, and a line for each language to standard output."""
    for line in in_lines(merged({each.wanted.language: each.findings for each in outcomes}).in_order()):
        print(line, file=sys.stderr)
    for line in dict.fromkeys(line for each in outcomes if not each.built for line in _of_force(each.findings)):
        print(line, file=sys.stderr)
    _tell_overridden([each.built for each in outcomes if each.built], outcomes[0].wanted.project.root)
    for each in outcomes:
        root = each.wanted.project.root
        if each.built is not None:
            print(outcome(each.built, each.seconds, root))
        else:
            print(f"{shown(each.wanted.target, root)} could not be made: {summary(each.findings)}")


def _of_force(findings: Sequence[Finding]) -> list[str]:
    """What can be done to look at pages that have been refused, when they alone are at fault."""
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if not errors or any(finding.page is None for finding in errors):
        return []
    return ["nothing was written; to look at these pages all the same, use «brochure build --force»"]


def _tell_overridden(files: Sequence[Built], root: Path) -> None:
    """Say aloud which files are not fit to be published."""
    for built in files:
        if count := built.overridden:
            errors = "an error" if count == 1 else f"{count} errors"
            told = f"{shown(built.path, root)} is not fit to be published: it has {errors} on its pages (see above), "
            print(f"{told}and was written all the same because of --force", file=sys.stderr)


class Progress:
    """One line on a terminal that is written over; silent anywhere else."""

    def __init__(self, shown: bool) -> None:
        self.shown = shown

    def tell(self, stage: str) -> None:
        """Show the stage that begins."""
        if self.shown:
            sys.stderr.write(f"\r\x1b[K{stage} …")
            sys.stderr.flush()

    @classmethod
    @contextmanager
    def shown_on_terminal(cls) -> "Iterator[Progress]":
        """A line on standard error while the block runs, if that is a terminal."""
        progress = cls(sys.stderr.isatty())
        try:
            yield progress
        finally:
            progress.clear()

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def outcome(built: Built, seconds: float, root: Path) -> str:
    """What was made, in a sentence: file, pages, figures, time."""
    name = shown(built.path, root)
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


def timing_table_of_all(timings: Timings, outcomes: Sequence[Outcome]) -> str:
    """Seconds per stage, those shared by all languages and those of each, and peak memory, as aligned columns."""
    columns = {"all": timings.seconds, **{str(each.wanted.language): each.stages for each in outcomes}}
    stages = list(dict.fromkeys(stage for column in columns.values() for stage in column))
    width = max(map(len, [*stages, "peak memory"]))
    lines = [" ".join([" " * width, *(f"{name:>9}" for name in columns)])]
    for stage in stages:
        cells = (f"{seconds[stage]:7.2f} s" if stage in seconds else " " * 9 for seconds in columns.values())
        lines.append(" ".join([f"{stage:<{width}}", *cells]).rstrip())
    ready = (f"{each.seconds:7.2f} s" if each.seconds else " " * 9 for each in outcomes)
    lines.append(" ".join([f"{'total':<{width}}", f"{timings.total:7.2f} s", *ready]).rstrip())
    peaks = (f"{each.memory:6.0f} MB" if each.memory else " " * 9 for each in outcomes)
    lines.append(" ".join([f"{'peak memory':<{width}}", f"{peak_memory()[0]:6.0f} MB", *peaks]).rstrip())
    return "\n".join(lines)
