"""`brochure drafts`: lists the drafts that are kept."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from brochure.command.arguments import add_drafts
from brochure.command.wording import shown
from brochure.drafts.store import Draft, DraftStore
from brochure.findings import Report, UsageError, near
from brochure.project.edition.reading import edition_names
from brochure.project.sources.project import Project, find_project

_HASH_SHOWN = 12


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure drafts`."""
    command.description = "List the drafts that are kept."
    command.add_argument("edition", nargs="?", metavar="EDITION", help="only those of this edition")
    command.add_argument("--language", metavar="LANG", help="only those in this language")
    add_drafts(command)


def run(options: argparse.Namespace) -> int:
    """List the drafts that are kept; returns 1 when one of them is damaged, which is told."""
    project = find_project(options.project or Path.cwd())
    store, report = store_of(options, project), Report()
    kept = store.drafts(report)
    known = {*edition_names(project), *(draft.edition for draft in kept)}
    if options.edition is not None and options.edition not in known:
        raise UsageError(f"there is no edition '{options.edition}'.{near(options.edition, known)}")
    kept = [
        draft
        for draft in kept
        if options.edition in (None, draft.edition) and options.language in (None, draft.language)
    ]
    whole: list[Draft] = []
    for draft in kept:
        with report.collecting():
            store.require_whole(draft)
            whole.append(draft)
    for finding in report.in_order():
        print(finding, file=sys.stderr)
    print("\n".join(_listed(whole)) if whole else f"no drafts are kept in {shown(store.folder, project.root)}")
    return 1 if report.errors else 0


def store_of(options: argparse.Namespace, project: Project) -> DraftStore:
    """Where the drafts of a project are kept."""
    return DraftStore(options.drafts or project.output / "drafts")


def _listed(drafts: Sequence[Draft]) -> Iterator[str]:
    """Drafts as aligned columns."""
    widths = [max(map(len, ("edition", *(each.edition for each in drafts)))), 8]
    widths.append(max(map(len, ("draft", *(each.name for each in drafts)))))
    yield f"{'edition':<{widths[0]}}  {'language':<{widths[1]}}  {'draft':<{widths[2]}}  pages  content"
    for each in drafts:
        columns = f"{each.edition:<{widths[0]}}  {each.language:<{widths[1]}}  {each.name:<{widths[2]}}"
        yield f"{columns}  {each.pages:>5}  {each.content_hash[:_HASH_SHOWN]}"
