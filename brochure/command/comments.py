"""`brochure comments`: lists what proofreaders have marked in the PDFs of drafts.

Needs the PDFs alone; with `--now` also the project. The list goes to standard output, what is wrong with a file and
what else is to be known to standard error.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from brochure.command.arguments import add_limits, add_project
from brochure.drafts.comments.collecting import collect
from brochure.drafts.comments.exporting import as_csv, as_markdown
from brochure.drafts.comments.merging import drafts_of, merge
from brochure.drafts.comments.model import Comment, Commented, DraftId
from brochure.drafts.comments.originals import original_of
from brochure.drafts.comments.printing import as_lines, as_values, told_of
from brochure.drafts.comments.rounds import only_news
from brochure.drafts.comments.since import add_states
from brochure.findings import Place, Report, UsageError
from brochure.manifest.model import Manifest


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure comments`."""
    command.description = (
        "List the marks and comments that readers have left in the PDFs of a draft: reader, page, line, "
        "marked words, comment, and the file and line of the project that they belong to. Several "
        "readers' files make one list. Needs the PDFs alone, and no project."
    )
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a draft that somebody has marked, or comments alone (.fdf)"
    )
    command.add_argument(
        "--draft",
        metavar="DRAFT",
        help="number (such as 2 or nn-2) or PDF of the draft that a copy without attachments, .fdf or .xfdf is of",
    )
    command.add_argument(
        "--format",
        choices=("text", "csv", "json", "md"),
        default="text",
        help="how to list them: text (default), csv for a spreadsheet, json, or md, a list to tick off",
    )
    command.add_argument(
        "--now", action="store_true", help="say of each marked passage whether the project has changed it since"
    )
    command.add_argument(
        "--since",
        type=Path,
        metavar="LIST",
        help="list only what is new or changed since this list (csv or json), which was made before",
    )
    command.add_argument(
        "--apply",
        action="store_true",
        help="carry accepted replacements, strike-outs and insertions into the project's texts, shown first",
    )
    command.add_argument(
        "--all", action="store_true", help="with --apply: those that nobody has accepted or rejected, too"
    )
    command.add_argument("--yes", action="store_true", help="with --apply: write without asking")
    add_project(command)
    add_limits(command)


def run(options: argparse.Namespace) -> int:
    """Print the comments of all files as one list; returns 1 when a file, or with `--now` the project, has faults."""
    if options.project is not None and not (options.now or options.draft or options.apply):
        raise UsageError("--project goes with --now, --draft or --apply; comments are read from the PDFs alone")
    if (options.all or options.yes) and not options.apply:
        raise UsageError("--all and --yes go with --apply")
    if options.apply and (options.format != "text" or options.now):
        raise UsageError("--apply shows what it changes, and makes no list: leave out --format and --now")
    report = Report()
    original = original_of(options.draft, options.project, options.limits) if options.draft else None
    files = collect(list(dict.fromkeys(options.files)), report, options.limits, original)
    comments: Sequence[Comment] = merge(files)
    if options.since is not None:
        comments = tuple(only_news(comments, options.since, options.limits))
    if options.apply:
        if report.errors:
            print("nothing was written, since not every file could be read", file=sys.stderr)
        else:
            _apply(comments, files, options)
        return _ended(report)
    if options.now and files:
        comments = _with_states(comments, files, options.project, report)
    drafts = drafts_of(files)
    _print(options.format, comments, with_draft=len(drafts) > 1)
    for line in _notes(files, drafts, comments, options.since):
        print(line, file=sys.stderr)
    return _ended(report)


def _ended(report: Report) -> int:
    for finding in report.findings:
        print(finding, file=sys.stderr)
    return 1 if report.errors else 0


def _apply(comments: Sequence[Comment], files: Sequence[Commented], options: argparse.Namespace) -> None:
    """Carry comments into the project's texts, when that is agreed to; say what is done, and what is left."""
    from brochure.drafts.comments.applying import plan, write  # reads the project: slow to load
    from brochure.project.sources.project import find_project

    project = find_project(options.project or Path.cwd())
    planned = plan(project, comments, {file.draft: file.manifest for file in files}, with_all=options.all)
    print("".join(planned.difference(project)), end="")
    is_done = bool(planned.after) and (options.yes or _is_agreed())
    if is_done:
        write(planned, project)
    for line in told_of(planned.carried, is_done=is_done):
        print(line)
    if planned.after and not is_done:
        print("nothing was written: look at the difference, and give --yes to have it made", file=sys.stderr)
    elif not planned.after:
        print("there is nothing to write", file=sys.stderr)


def _is_agreed() -> bool:
    """Whether somebody at a terminal says yes."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        return input("Write these changes? [y/N] ").strip().lower() in ("y", "yes", "j", "ja")
    except EOFError:
        return False


def _print(form: str, comments: Sequence[Comment], *, with_draft: bool) -> None:
    if form == "json":
        print(json.dumps(as_values(comments), ensure_ascii=False, indent=2))
    elif form == "csv":
        print(as_csv(comments), end="")
    elif comments:
        print("\n".join(as_markdown(comments) if form == "md" else as_lines(comments, with_draft=with_draft)))


def _notes(
    files: Sequence[Commented], drafts: Sequence[DraftId], comments: Sequence[Comment], since: Path | None
) -> list[str]:
    """What there is to know of the files: those without comments, several drafts, how many comments there are."""
    notes = [f"{file.path}: no comments in this file" for file in files if not file.comments]
    for file in files:
        if file.painted:
            several = f"{file.painted} mark{' is' if file.painted == 1 else 's are'} painted over its pages"
            notes.append(f"{file.path}: this copy is flattened: {several}, and nothing says whose")
        if file.hidden:
            several = f"{file.hidden} comment{' is' if file.hidden == 1 else 's are'}"
            notes.append(f"{file.path}: {several} hidden, and left out; to have them listed, show them in a PDF reader")
    if len(drafts) > 1:
        named = "; ".join(f"{draft.edition} {draft.language} {draft}" for draft in drafts)
        notes.append(f"the files are of {len(drafts)} drafts, whose pages and lines differ: {named}")
    if since is not None:
        told = f"{len(comments)} new or changed since {since.name}, of {len(merge(files))} in all"
        notes.append(told if comments else f"nothing is new since {since.name}")
    elif comments:
        several = f"{len(comments)} comment{'' if len(comments) == 1 else 's'}"
        repeated = sum(len(file.comments) for file in files) - len(comments)
        twice = f"; {repeated} more stood in two files or twice, and {'is' if repeated == 1 else 'are'} told once"
        notes.append(f"{several} in {len(files)} file{'' if len(files) == 1 else 's'}{twice if repeated else ''}")
    return notes


def _with_states(
    comments: Sequence[Comment], files: Sequence[Commented], folder: Path | None, report: Report
) -> tuple[Comment, ...]:
    """The comments with what has become of the marked passages in the project as it stands."""
    from brochure.drafts.composing import manifest_of  # composes the edition: slow to load
    from brochure.project.sources.project import find_project

    project = find_project(folder or Path.cwd())
    now: dict[tuple[str, str], Manifest] = {}
    for edition, language in dict.fromkeys((file.draft.edition, file.draft.language) for file in files):
        with report.collecting():
            try:
                now[edition, language] = manifest_of(project, edition, language)
            except UsageError as error:
                message = f"what has changed in {edition} {language} cannot be told: {error}"
                report.error(Place(str(project.root)), message)
    return tuple(add_states(comments, {file.draft: file.manifest for file in files}, now))
