"""`brochure diff`: what has changed between two states of an edition."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from brochure.command.arguments import add_drafts, add_limits
from brochure.command.drafts import store_of
from brochure.command.wording import shown
from brochure.drafts.comparison.comparing import compare
from brochure.drafts.comparison.entries import Version
from brochure.drafts.comparison.model import Comparison
from brochure.drafts.comparison.printing import as_lines, as_values
from brochure.drafts.resolving import (
    State,
    Surroundings,
    language_named,
    means_pdf,
    pdf_state,
    project_state,
    refuse_other_language,
    resolve,
)
from brochure.findings import Place, UsageError
from brochure.pdf.apart import apart
from brochure.pdf.opening import damaged_in
from brochure.project.edition.reading import choose_language, newest_edition, read_settings
from brochure.project.output import write_whole
from brochure.project.sources.project import find_project

_DRAWING = 3
"""So many times the seconds of reading are had by a report that draws pages."""
_ENDINGS = {"text": "txt", "json": "json", "html": "html"}
"""How the name of a file of each format ends."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure diff`."""
    command.description = (
        "Say what differs between two states of an edition: numbers with the reasons, claims, sentences, "
        "figures and tables, statistics. A state is a PDF that «brochure build» has made, a kept draft "
        "(3, nb-3) or a git revision (HEAD~2). Two PDFs need no project, except for the report in HTML."
    )
    command.add_argument("old", metavar="OLD", help="the earlier state")
    command.add_argument("new", nargs="?", metavar="NEW", help="the later state (default: the project as it stands)")
    command.add_argument("--edition", metavar="EDITION", help="edition of drafts and revisions (default: the newest)")
    command.add_argument("--language", metavar="LANG", help="their language (default: that of a PDF, or the first)")
    command.add_argument(
        "--format",
        choices=("text", "json", "html"),
        default="text",
        help="how to tell it: text (default), json, or html, one file with the pages that differ side by side",
    )
    command.add_argument("--output", type=Path, metavar="FILE", help="write to a file; html needs one")
    add_drafts(command)
    add_limits(command)


def run(options: argparse.Namespace) -> int:
    """Tell what differs between two states; raises `Faults` and `UsageError` when one of them cannot be had."""
    if options.format == "html" and options.output is None:
        raise UsageError("--format html needs a file to write to; name it with --output")
    if options.output is not None and options.output.is_dir():
        example = options.output / f"changes.{_ENDINGS[options.format]}"
        raise UsageError(f"--output {options.output} is a folder; name a file, such as {example}")
    old, new = _states(options)
    refuse_other_language(old, new)
    content, is_empty = _compared(options, old, new)
    if options.output is None:
        sys.stdout.write(content)
        return 0
    write_whole(options.output, content.encode())
    outcome = ": no number, word or figure differs" if is_empty else ""
    print(f"wrote {shown(options.output, Path.cwd())}{outcome}")
    return 0


def _states(options: argparse.Namespace) -> tuple[State, State]:
    """The two states that are asked for; the project is looked for only when one of them needs it."""
    given = [reference for reference in (options.old, options.new) if reference is not None]
    pdfs = {reference: pdf_state(Path(reference), options.limits) for reference in given if means_pdf(reference)}
    if options.new is not None and all(reference in pdfs for reference in given):
        return pdfs[options.old], pdfs[options.new]
    around = _surroundings(options, given, list(pdfs.values()))
    states = [pdfs.get(reference) or resolve(reference, around) for reference in given]
    return states[0], states[1] if len(states) > 1 else project_state(around)


def _surroundings(options: argparse.Namespace, given: Sequence[str], pdfs: Sequence[State]) -> Surroundings:
    """Where drafts and revisions are looked for: what is not said is as in the PDF that is given, if one is."""
    project = find_project(options.project or Path.cwd())
    edition = options.edition or (pdfs[0].manifest.edition if pdfs else newest_edition(project))
    settings, _ = read_settings(project, edition)
    named = [language for each in given if (language := language_named(each)) in settings.languages]
    of_pdf = pdfs[0].manifest.language if pdfs else None
    language = choose_language(settings, options.language or of_pdf or next(iter(named), None))
    return Surroundings(project, edition, language, store_of(options, project), options.limits)


def _compared(options: argparse.Namespace, old: State, new: State) -> tuple[str, bool]:
    """The comparison in the form that is asked for, and whether nothing differs.

    What PDFs say is compared apart: their manifests may be made to take for ever.
    """

    def compared() -> tuple[str, bool]:
        comparison = compare(old.manifest, new.manifest)
        return _content(options, old, new, comparison), comparison.is_empty

    pdfs = [str(state.pdf) for state in (old, new) if state.pdf is not None]
    if not pdfs:
        return compared()
    place = Path(" or ".join(pdfs))
    limits = replace(options.limits, seconds=options.limits.seconds * _DRAWING) if _draws(options) else options.limits

    def guarded() -> tuple[str, bool]:
        with damaged_in(Place(str(place)), "manifest or pages"):
            return compared()

    return apart(place, limits, guarded)


def _draws(options: argparse.Namespace) -> bool:
    return bool(options.format == "html")


def _content(options: argparse.Namespace, old: State, new: State, comparison: Comparison) -> str:
    """The comparison in the form that is asked for."""
    labels = (old.label, new.label) if old.label != new.label else (options.old, options.new or new.label)
    if options.format == "html":
        return _html(options, old, new, comparison, labels)
    sides = Version.of(labels[0], old.manifest), Version.of(labels[1], new.manifest)
    if options.format == "json":
        return json.dumps(as_values(comparison, *sides), ensure_ascii=False, indent=2) + "\n"
    return "\n".join(as_lines(comparison, *sides)) + "\n"


def _html(options: argparse.Namespace, old: State, new: State, comparison: Comparison, labels: tuple[str, str]) -> str:
    """The report in HTML, which takes its words and looks from the project."""
    from brochure.drafts.difference.report import report  # draws: slow to load

    try:
        project = find_project(options.project or Path.cwd())
    except UsageError as error:
        raise UsageError(f"--format html takes its words and looks from a project, but {error}") from None
    return report(project, comparison, old, new, labels)
