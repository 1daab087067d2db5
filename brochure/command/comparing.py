"""`brochure diff` and `brochure drafts`: earlier states of an edition, and what has changed since."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from brochure.command.building import shown
from brochure.drafts.comparison.comparing import compare
from brochure.drafts.comparison.entries import Version
from brochure.drafts.comparison.model import Comparison
from brochure.drafts.comparison.telling import as_lines, as_values
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
from brochure.drafts.store import Draft, DraftStore
from brochure.findings import Place, Report, UsageError, near
from brochure.pdf.apart import apart
from brochure.pdf.opening import damaged_in
from brochure.project.edition.reading import choose_language, edition_names, newest_edition, read_settings
from brochure.project.output import write_whole
from brochure.project.sources.project import Project, find_project

_DRAWING = 3
"""So many times the seconds of reading are had by a report that draws pages."""
_HASH_SHOWN = 12
_ENDINGS = {"text": "txt", "json": "json", "html": "html"}
"""How the name of a file of each format ends."""


def diff_command(options: argparse.Namespace) -> int:
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


def drafts_command(options: argparse.Namespace) -> int:
    """List the drafts that are kept; returns 1 when one of them is damaged, which is told."""
    project = find_project(options.project or Path.cwd())
    store, report = _store(options, project), Report()
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
    return Surroundings(project, edition, language, _store(options, project), options.limits)


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


def _store(options: argparse.Namespace, project: Project) -> DraftStore:
    return DraftStore(options.drafts or project.output / "drafts")


def _listed(drafts: Sequence[Draft]) -> Iterator[str]:
    """Drafts as aligned columns."""
    widths = [max(map(len, ("edition", *(each.edition for each in drafts)))), 8]
    widths.append(max(map(len, ("draft", *(each.name for each in drafts)))))
    yield f"{'edition':<{widths[0]}}  {'language':<{widths[1]}}  {'draft':<{widths[2]}}  pages  content"
    for each in drafts:
        columns = f"{each.edition:<{widths[0]}}  {each.language:<{widths[1]}}  {each.name:<{widths[2]}}"
        yield f"{columns}  {each.pages:>5}  {each.content_hash[:_HASH_SHOWN]}"
