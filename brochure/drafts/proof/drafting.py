"""The pages of a draft: what it is called, what it is compared with, and what goes around and after its pages."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from brochure.drafts.comparison.comparing import compare
from brochure.drafts.comparison.notices import notices
from brochure.drafts.proof.keeping import keep, renumbering, starts
from brochure.drafts.proof.making import DraftSettings, ProofMaker, Since
from brochure.drafts.proof.marking import mark_changes
from brochure.drafts.proof.noticing import NoticeWriter
from brochure.drafts.resolving import State, Surroundings, resolve
from brochure.drafts.store import DraftStore
from brochure.findings import Faults, Finding, Place
from brochure.making.finishing import Pages, positions_on, recorded_content, sheets_of
from brochure.making.laid_out.elements import Sheets
from brochure.making.pages.document import Composed
from brochure.making.pages.templates import render_style
from brochure.making.parts.keeping import shelf_of
from brochure.making.placing.placing import lay_out_placed
from brochure.making.request import Request
from brochure.making.writing.writing import LaidOut, lay_out_tree, write_pdf
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
    with timings.stage("layout"):
        placed = lay_out_placed(composed, wanted.profile, shelf_of(composed.project))
        composed, laid, sheets = placed.composed, placed.laid, placed.sheets
    with timings.stage("manifest"):
        manifest, shown, attachments = recorded_content(composed, laid.traced, findings, for_people=False)
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
        DraftSettings(name, wanted.details.double_spaced, wanted.details.for_language),
        findings,
        composed.width,
        composed.measure,
    )
    since = None
    if wanted.details.against is not None:
        with timings.stage("comparison"):
            earlier = _earlier(wanted, wanted.details.against, store)
            compared = compare(earlier.manifest, manifest)
            gone = notices(compared, earlier.manifest, manifest)
            named, marks = _named(earlier, gathered.words), shown.marks
            since = Since(named, earlier.manifest, compared, gone, marks=marks)
    with timings.stage("inspection"):
        seen = refuse_unfit(sheets, composed, force=wanted.force)
    if since is not None:
        with timings.stage("layout with changes"):
            since = replace(since, pages=positions_on(sheets, laid.traced, shown, composed))
            laid, sheets = _with_changes(composed, laid, sheets, since)
    with timings.stage("lists and marks"):
        tell("laying line numbers and lists over the pages")
        manifest = manifest.model_copy(update={"pages": positions_on(sheets, laid.traced, shown, composed)})
        laid, manifest = maker.finish(laid, manifest, since)
    return Pages(partial(write_pdf, composed.project, laid), manifest, attachments, seen)


def _with_changes(composed: Composed, laid: LaidOut, sheets: Sheets, since: Since) -> tuple[LaidOut, Sheets]:
    """Pages that are laid out already with the changes since an earlier state in them, and with the same numbers."""
    begin = starts(sheets)
    traced = mark_changes(laid.traced, since.comparison, since.manifest.blocks)
    writer = NoticeWriter(composed.gathered.words, since.name, since.manifest.blocks, since.page_told)
    writer.put_in(laid.root, traced, since.notices)
    keep(begin)
    styles = composed.styles + render_style(composed.project, "proof.css", theme=composed.theme, of="room")
    marked = lay_out_tree(composed.project, laid.root, traced, styles, laid.variant)
    seen = sheets_of(marked, composed)
    if numbers := renumbering(begin, seen):
        marked = lay_out_tree(composed.project, laid.root, traced, f"{styles}\n{numbers}", laid.variant)
        seen = sheets_of(marked, composed)
    return marked, seen


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
    """What a draft is to be compared with; raises `Faults` when it cannot be had, or is in another language.

    A kept draft has the pages of its PDF where that is still there.
    """
    state = resolve(reference, Surroundings(wanted.project, wanted.edition, wanted.language, store))
    if state.manifest.language != wanted.language:
        message = (
            f"{state.label} is in {state.manifest.language}, this draft in {wanted.language}; "
            "name an earlier state in the same language, and build that language alone with --language"
        )
        raise Faults.one(Place(reference), message)
    if state.pdf is None and state.manifest.draft is not None:
        with suppress(Faults):
            whole = replace(wanted, details=replace(wanted.details, for_language=False))
            found = read_manifest(whole.target_of(state.manifest.draft))
            if found.content_hash == state.manifest.content_hash:
                return replace(state, manifest=state.manifest.model_copy(update={"pages": found.pages}))
    return state


def _named(state: State, words: Words) -> str:
    """What an earlier state is called in the draft's language."""
    draft = state.manifest.draft
    return words("proof.earlier", draft=draft) if state.pdf is None and draft else state.label
