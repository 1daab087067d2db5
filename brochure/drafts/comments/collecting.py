"""From readers' files to placed comments; a file that cannot be read keeps no other from being read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2

from brochure.drafts.comments.exchanged import is_exchanged, open_exchanged
from brochure.drafts.comments.model import Anchor, Annotation, Comment, Commented, DraftId
from brochure.drafts.comments.originals import Original, read_original
from brochure.drafts.comments.painted import added_words, has_forms, is_as_set, painted_forms
from brochure.drafts.comments.placing import Placer, find_record
from brochure.drafts.comments.reading import MarkedPage, lay_marks, read_marks
from brochure.drafts.comments.words import find_words, is_within, read_glyphs
from brochure.findings import Faults, Place, Report
from brochure.manifest.model import FILE_NAME, Manifest
from brochure.manifest.reading import attached_specs, manifest_in
from brochure.pdf.apart import each_apart
from brochure.pdf.letters import words_of
from brochure.pdf.limits import DEFAULT, Limits
from brochure.pdf.opening import OpenedFile, damaged_in, open_file
from brochure.tracing.discrepancy import exhibit_of
from brochure.tracing.soundness import require_sound

_END = b"%%EOF"
_SEND_AGAIN = "ask the reader to save and send it again"
_TAIL = 2048
"""Within so many bytes of its end a whole PDF says that it ends."""
_MANIFEST_GONE = (
    "it carries no manifest, so nothing tells which line of which draft {} on: it was not made by this program, or was "
    "printed to a new PDF, flattened or joined with others; ask the reader for the file as «Save» leaves it, or name "
    "the draft that it was made from with --draft"
)
_OF_WHICH = (
    "it has comments alone, and not the draft they were written in{}; name that with --draft, by its number or its PDF"
)

_CUT_SHORT = "this file was cut short on its way, and comments may be missing: {}; ask the reader to send it again"


def collect(
    paths: Sequence[Path], report: Report, limits: Limits = DEFAULT, original: Original | None = None
) -> tuple[Commented, ...]:
    """The comments of every file that can be read; what is wrong with the others goes to `report`.

    `original` is the draft that files are of which do not carry what says so, such as those with comments alone.
    """
    found: list[Commented] = []

    def read(path: Path) -> Iterator[tuple[Commented, Report]]:
        own = Report()
        yield _exchanged(path, limits, original) if is_exchanged(path) else _read(path, own, limits, original), own

    for outcome in each_apart(paths, limits, read, lambda path: path):
        with report.collecting():
            if outcome.fault is not None:
                raise outcome.fault
            if outcome.result is not None:
                commented, own = outcome.result
                found.append(commented)
                for finding in own.findings:
                    report.add(finding)
    return tuple(found)


def _exchanged(path: Path, limits: Limits, original: Original | None) -> Commented:
    """The comments of a file that has nothing else, placed on the draft they were written in."""
    with open_exchanged(path, limits) as exchanged:
        beside = path.parent / exchanged.named
        if original is None and exchanged.named and beside.is_file():
            original = read_original(beside, limits)
        if original is None:
            named = f", which it calls {exchanged.named}" if exchanged.named else ""
            raise Faults.one(Place(str(path)), _OF_WHICH.format(named))
        sizes = [(page.width, page.height) for page in original.manifest.pages]
        with open_file(original.path, limits) as opened, damaged_in(Place(str(path)), "comments", _SEND_AGAIN):
            pages = lay_marks(opened.pdf, sizes, exchanged.annotations)
    return _commented(path, original.path, original.manifest, pages)


def _read(path: Path, report: Report, limits: Limits, original: Original | None) -> Commented:
    place = Place(str(path))
    with open_file(path, limits) as opened:
        is_whole = _is_whole(opened.content)
        try:
            is_lost = FILE_NAME not in attached_specs(opened.pdf, opened.place)
            manifest = original.manifest if is_lost and original is not None else _manifest(opened)
            require_sound(manifest, place)
            with damaged_in(place, "comments", _SEND_AGAIN):
                pages = read_marks(opened.pdf, [(page.width, page.height) for page in manifest.pages])
        except Faults:
            if is_whole:
                raise
            raise Faults.one(place, _CUT_SHORT.format("nothing of it can be listed")) from None
    if not is_whole:
        is_any = any(page.marks for page in pages)
        report.error(place, _CUT_SHORT.format("those that are left are listed" if is_any else "none is left"))
    found = _commented(path, path, manifest, pages)
    if is_lost and found.comments and not any(comment.is_placed for comment in found.comments):
        report.error(place, f"no page of it is one of {found.draft}; name the draft that it was made from")
    return found


def _manifest(opened: OpenedFile) -> Manifest:
    if FILE_NAME not in attached_specs(opened.pdf, opened.place):
        with damaged_in(opened.place, "comments", _SEND_AGAIN):
            count = sum(len(page.marks) for page in read_marks(opened.pdf, ()))
        what = "its one comment is" if count == 1 else f"its {count} comments are" if count else "comments would be"
        raise Faults.one(opened.place, _MANIFEST_GONE.format(what))
    return manifest_in(opened.pdf, opened.path, opened.allowance)


def _commented(path: Path, pdf: Path, manifest: Manifest, pages: Sequence[MarkedPage]) -> Commented:
    """The comments of a file, placed on the pages of `pdf`."""
    draft = DraftId(manifest.edition, manifest.language, manifest.draft or "", manifest.content_hash)
    is_searched = not any(page.marks or page.hidden for page in pages) and not is_exchanged(path)
    with damaged_in(Place(str(pdf)), "pages", _SEND_AGAIN), pypdfium2.PdfDocument(pdf) as document:
        comments: list[Comment] = []
        for marked in pages:
            page = document[marked.sheet]
            comments += _placed_on(page, marked, path, draft, manifest, is_searched=is_searched)
            page.close()
    return Commented(path, draft, manifest, tuple(comments), sum(page.hidden for page in pages))


def _placed_on(
    page: pypdfium2.PdfPage,
    marked: MarkedPage,
    path: Path,
    draft: DraftId,
    manifest: Manifest,
    *,
    is_searched: bool,
) -> Iterator[Comment]:
    """The comments of a page, and what is painted over it; words besides that alone where a page `is_searched`."""
    if not (marked.marks or is_searched or has_forms(page)):
        return
    expected = manifest.pages[marked.sheet] if marked.sheet < len(manifest.pages) else None
    if not marked.marks and expected is not None and is_as_set(page, marked.corner, expected):
        return
    glyphs = read_glyphs(page, marked.corner)
    at = find_record(manifest, marked.sheet, words_of(glyph.letter for glyph in glyphs))
    if at is None:
        yield from (_comment(path, draft, mark) for mark in marked.marks)
        return
    record = manifest.pages[at]
    painted = painted_forms(page, marked.sheet, marked.corner, record)
    if is_searched and not painted:
        painted = added_words(glyphs, marked.sheet, record)
    if not (marked.marks or painted):
        return
    boxes = [mark.box for mark in painted if mark.box is not None]
    glyphs = tuple(glyph for glyph in glyphs if not is_within(glyph.centre, boxes))
    placer = Placer(manifest, record, find_words(glyphs, record, manifest.blocks))
    for position, mark in enumerate((*marked.marks, *painted)):
        placed = placer.place(mark)
        yield replace(
            _comment(path, draft, mark),
            kind=placed.kind or mark.kind,
            sheet=at,
            page=record.label,
            line=placed.line,
            left=placed.left,
            standing=placed.standing,
            exhibit="" if placed.exhibit is None else manifest.exhibits[placed.exhibit].name,
            figure="" if placed.exhibit is None else _called(manifest, placed.exhibit),
            passages=placed.passages,
            is_painted=position >= len(marked.marks),
            is_placed=True,
        )


def _called(manifest: Manifest, position: int) -> str:
    """A figure by number and title."""
    return f"{exhibit_of(manifest, position)} «{manifest.exhibits[position].title}»"


def _comment(path: Path, draft: DraftId, mark: Annotation) -> Comment:
    """A comment as on a page that somebody has put in, which is called by its position in the file."""
    return Comment(
        path=path,
        draft=draft,
        reader=mark.reader,
        kind=mark.kind,
        sheet=mark.sheet,
        page=f"{mark.sheet + 1} of the file, which is no page of the draft",
        line=None,
        left=mark.point.x,
        standing=Anchor.OUTSIDE,
        text=mark.text,
        date=mark.date,
        replies=mark.replies,
        verdicts=mark.verdicts,
    )


def _is_whole(content: bytes) -> bool:
    """Whether a file has its end, and no object begins after it."""
    _, end, after = content[-_TAIL:].rpartition(_END)
    return bool(end) and b" obj" not in after
