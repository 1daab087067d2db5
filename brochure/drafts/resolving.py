"""What a person means who names an earlier state of an edition: a draft, a PDF, or a revision in git.

A name is taken as a kept draft first ("3", "nb-3", "2015-09-14"), then as a file, then as a revision ("HEAD~2").
"""

import re
from dataclasses import dataclass
from pathlib import Path

from brochure.drafts.composing import manifest_of
from brochure.drafts.revisions import Revision, find_revision, taken_out
from brochure.drafts.store import Draft, DraftStore
from brochure.findings import Faults, Finding, Place, Report, UsageError, quoted
from brochure.manifest.brochure_pages import brochures_in
from brochure.manifest.model import Manifest
from brochure.pdf.apart import apart
from brochure.pdf.limits import DEFAULT, Limits
from brochure.pdf.opening import open_file
from brochure.project.sources.project import Project
from brochure.tracing.soundness import require_sound

_WITH_LANGUAGE = re.compile(r"(?P<language>[a-z]{2,3})-(?P<name>.+)")
_SHOWN = 5
"""So many of the faults of a revision are told."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of an edition: what it is called, what it says, and its PDF where it was named by that."""

    label: str
    manifest: Manifest
    pdf: Path | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where drafts and revisions are looked for, of which edition and language, and how much is read of a PDF."""

    project: Project
    edition: str
    language: str
    store: DraftStore
    limits: Limits = DEFAULT


def pdf_state(path: Path, limits: Limits = DEFAULT) -> State:
    """The state that a PDF holds; raises `Faults` for a file that is not ours, is damaged or cannot be read."""
    return State(path.name, apart(path, limits, lambda: _manifest_of_pdf(path, limits)), path)


def means_pdf(reference: str) -> bool:
    """Whether a name can be nothing but that of a PDF."""
    return reference.lower().endswith(".pdf")


def resolve(reference: str, around: Surroundings) -> State:
    """The state that `reference` names.

    Raises `Faults` for a damaged draft, a file that is not ours, and a revision that does not exist or cannot be read;
    a name that could be nothing of the kind is a `Faults` too.
    """
    if means_pdf(reference):
        return pdf_state(Path(reference), around.limits)
    if (draft := _find_draft(reference, around)) is not None:
        return State(f"draft {draft.name}", around.store.load(draft))
    if Path(reference).is_file():
        return pdf_state(Path(reference), around.limits)
    try:
        revision = find_revision(around.project, reference)
    except Faults as faults:
        no_draft = _no_draft(reference, around)
        raise Faults([no_draft] if _means_draft(reference) else [*faults.findings, no_draft]) from None
    return revision_state(revision, around)


def project_state(around: Surroundings) -> State:
    """The edition as it stands; raises `Faults` with what keeps it from being built."""
    return State("the project as it stands", manifest_of(around.project, around.edition, around.language))


def revision_state(revision: Revision, around: Surroundings) -> State:
    """The edition as it was at a revision; raises `Faults` when it was not there, or has faults of its own."""
    with taken_out(around.project, revision) as project:
        try:
            return State(str(revision), manifest_of(project, around.edition, around.language))
        except UsageError as error:
            place = Place(f"{revision.asked}:{project.name(project.editions / around.edition)}")
            raise Faults.one(place, f"at this revision it cannot be compared: {error}") from None
        except Faults as faults:
            raise Faults(_of_revision(faults, revision)) from None


def _manifest_of_pdf(path: Path, limits: Limits) -> Manifest:
    with open_file(path, limits) as opened:
        manifest = brochures_in(opened.pdf, path, opened.allowance)[0].manifest
    require_sound(manifest, Place(str(path)))
    return manifest


def _of_revision(faults: Faults, revision: Revision) -> list[Finding]:
    """The first errors of a revision, placed as git names its files, below a line that says so."""
    errors = Report(list(faults.findings)).errors
    message = (
        f"{revision} cannot be read by this version of the program: {len(errors)} "
        f"error{'' if len(errors) == 1 else 's'}{f', of which {_SHOWN} follow' if len(errors) > _SHOWN else ''}; "
        "take another revision, or a draft or PDF that was built then"
    )
    told = [Finding(Place(revision.asked), message)]
    for error in errors[:_SHOWN]:
        place = Place(f"{revision.asked}:{error.place.path}", error.place.line, error.place.column)
        told.append(Finding(place, error.message, error.level, error.page, error.rule))
    return told


def refuse_other_language(old: State, new: State) -> None:
    """Raise `UsageError` for two states that cannot be compared word by word."""
    if old.manifest.language != new.manifest.language:
        raise UsageError(
            f"{old.label} is in {old.manifest.language}, {new.label} in {new.manifest.language}: "
            "only what is written in one language can be compared; choose with --language"
        )


def language_named(reference: str) -> str | None:
    """The language that stands before the number of a draft, as in "nb-3"."""
    found = _WITH_LANGUAGE.fullmatch(reference)
    return found["language"] if found else None


def _find_draft(reference: str, around: Surroundings) -> Draft | None:
    """The kept draft of that name, with its language before it or not."""
    if (found := _WITH_LANGUAGE.fullmatch(reference)) is not None:
        draft = around.store.find(around.edition, found["language"], found["name"])
        if draft is not None:
            return draft
    return around.store.find(around.edition, around.language, reference)


def _means_draft(reference: str) -> bool:
    """Whether a name looks like the number of a draft, with its language before it or not."""
    found = _WITH_LANGUAGE.fullmatch(reference)
    number = found["name"] if found else reference
    return number.isascii() and number.isdigit()


def _no_draft(reference: str, around: Surroundings) -> Finding:
    """A finding with the drafts there are, for a name that is none of them."""
    kept = around.store.drafts(Report())
    names = [draft.name for draft in kept if (draft.edition, draft.language) == (around.edition, around.language)]
    either = "" if _means_draft(reference) else " either"
    if names:
        told = f"kept are {quoted(names, 'and')}"
    else:
        told = (
            "none is kept in this folder. A draft is known by its number only where «brochure build --profile proof» "
            "has made it; elsewhere, name its PDF"
        )
    message = f"'{reference}' is no draft of {around.edition} in {around.language}{either}; {told}"
    return Finding(Place(str(around.store.folder)), message)
