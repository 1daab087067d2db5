"""The pages of a draft: what it is called, what it is compared with, and what goes around and after its pages."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from brochure.drafts.comparison.comparing import compare
from brochure.drafts.proof.making import DraftSettings, ProofMaker, Since
from brochure.drafts.proof.marking import mark_changes
from brochure.drafts.resolving import State, Surroundings, resolve
from brochure.drafts.store import DraftStore
from brochure.findings import Faults, Finding, Level, Place
from brochure.making.finishing import Pages, positions_on, recorded_content, sheets_of
from brochure.making.pages.document import Composed
from brochure.making.pages.templates import parse_page
from brochure.making.pages.traces import take_out
from brochure.making.request import Request
from brochure.making.writing.writing import lay_out_tree
from brochure.manifest.reading import read_manifest
from brochure.project.timing import Timings
from brochure.project.words import Words
from brochure.proofreading.inspection.before_print import refuse_unfit


def draft_pages(
    composed: Composed,
    wanted: Request,
    findings: Sequence[Finding],
    timings: Timings,
    tell: Callable[[str], None],
) -> Pages:
    """The pages of a draft as it is asked for.

    Raises `Faults` when what it is to be compared with cannot be had, or when its number is taken.
    """
    with timings.stage("manifest"):
        root = parse_page(composed.project, composed.html)
        traced = take_out(root)
        manifest, shown, attachments = recorded_content(composed, traced, findings)
        store = DraftStore(wanted.drafts)
        content_hash, highest = manifest.content_hash, wanted.highest_draft
        name = wanted.details.draft or store.name_for(manifest, highest)
        store.refuse_taken(wanted.edition, wanted.language, name, content_hash, highest)
        _refuse_other(wanted, name, content_hash)
        manifest = manifest.model_copy(update={"profile": wanted.profile.name, "draft": name})
    gathered = composed.gathered
    maker = ProofMaker(
        composed.project,
        composed.theme,
        gathered.words,
        gathered.formatter,
        DraftSettings(name, wanted.details.double_spaced),
        findings,
        composed.width,
    )
    since = None
    if wanted.details.against is not None:
        with timings.stage("comparison"):
            earlier = _earlier(wanted, wanted.details.against, store)
            since = Since(_named(earlier, gathered.words), earlier.manifest, compare(earlier.manifest, manifest))
            traced = mark_changes(root, traced, since.comparison, earlier.manifest.blocks)
    with timings.stage("layout"):
        laid = lay_out_tree(composed.project, root, traced, composed.styles, wanted.profile.variant)
    with timings.stage("inspection"):
        sheets = sheets_of(laid, composed)
        seen = refuse_unfit(sheets, composed, force=wanted.force or since is not None)
        if since is not None:  # struck words take room that the brochure has, so nothing is wrong with it
            seen = tuple(replace(finding, level=Level.WARNING) for finding in seen)
    with timings.stage("lists and marks"):
        tell("laying line numbers and lists over the pages")
        manifest = manifest.model_copy(update={"pages": positions_on(sheets, laid, shown, composed)})
        laid, manifest = maker.finish(laid, manifest, since)
    return Pages(laid, manifest, attachments, seen)


def _refuse_other(wanted: Request, name: str, content_hash: str) -> None:
    """Raise `Faults` when a draft of that name, with other content, stands in the output folder though none is kept."""
    path = wanted.target_of(name)
    try:
        found = read_manifest(path).content_hash if path.exists() else content_hash
    except Faults:
        return  # whether it may be written over is asked when it is
    if found != content_hash:
        message = (
            f"this file is draft {name} already, and says something else; leave out --draft to have number "
            f"{wanted.highest_draft + 1}, or move the file to another place"
        )
        raise Faults.one(Place(str(path)), message)


def _earlier(wanted: Request, reference: str, store: DraftStore) -> State:
    """What a draft is to be compared with; raises `Faults` when it cannot be had, or is in another language."""
    state = resolve(reference, Surroundings(wanted.project, wanted.edition, wanted.language, store))
    if state.manifest.language != wanted.language:
        message = (
            f"{state.label} is in {state.manifest.language}, this draft in {wanted.language}; "
            "name an earlier state in the same language, and build that language alone with --language"
        )
        raise Faults.one(Place(reference), message)
    return state


def _named(state: State, words: Words) -> str:
    """What an earlier state is called in the draft's language."""
    draft = state.manifest.draft
    return words("proof.earlier", draft=draft) if state.pdf is None and draft else state.label
