"""One join of `brochure attach`, from two files to the bytes of one; done in a process of its own, which may die.

What must be said is returned, not printed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdfium2

from brochure.attaching.joining.bookmarks import folded, titles_with_pages
from brochure.attaching.joining.conformance import Claims
from brochure.attaching.joining.contents import contents_without, printed_number
from brochure.attaching.joining.hosts import open_content
from brochure.attaching.joining.join import Joined, Wanted, join, joined_bytes, saved_bytes
from brochure.attaching.joining.journal import Mark, last_mark, take_back
from brochure.attaching.joining.labels import labels_of
from brochure.attaching.joining.placing import heading_for, position_after
from brochure.findings import Faults, Place, UsageError, near
from brochure.manifest.brochure_pages import associate, brochures_in
from brochure.manifest.model import FILE_NAME, Manifest
from brochure.manifest.reading import attached_files, manifest_in
from brochure.pdf import objects
from brochure.pdf.limits import Limits
from brochure.pdf.opening import damaged_in
from brochure.pdf.walking import DamagedError
from brochure.project.profiles import ANNEX, PROOF

_FRONT = 24
"""Within so many pages a table of contents begins."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command asks for: where the brochure goes, what it is called, and whether it replaces an earlier one.

    `at` and `under` of an earlier join are kept where nothing else is asked for.
    """

    after: str | None
    label: str | None
    under: str | None
    replaces: bool
    limits: Limits


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its bytes, and the file that they are told to lie in. `is_first` is False for one joined just now."""

    path: Path
    content: bytes
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A join that was done: the joined file, what must be said of it, and what is to be told when it is written.

    `host` are the bytes that it was joined with, and that it is to be compared with.
    """

    host: bytes
    content: bytes
    warnings: tuple[str, ...]
    wanted: Wanted
    pages: int
    added: int
    claims: Claims


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A proposition as it was before brochures were put into it, and those, the first first.

    `order` tells which of the new ones takes the place of each.
    """

    content: bytes
    marks: tuple[Mark, ...]
    order: tuple[int, ...]


def taken_back(proposition: Source, annexes: Sequence[Source], limits: Limits) -> TakenBack:
    """The proposition without the brochures that others are to replace; raises `Faults` for one that has none such."""
    place = Place(str(proposition.path))
    wanted = {_key_of(annex, limits): number for number, annex in enumerate(annexes)}
    if len(wanted) < len(annexes):
        raise UsageError("two of the brochures are of one edition and language; give one of them")
    marks: list[Mark] = []
    content = proposition.content
    while len(marks) < len(wanted):
        opened = open_content(proposition.path, content, whole=True, limits=limits)
        with opened.pdf as pdf, damaged_in(place, "record of what was put into it"):
            mark = last_mark(pdf)
            if mark is None:
                raise Faults.one(place, _nothing_to_replace(marks))
            if mark.key not in wanted and (len(annexes) > 1 or _has_more(pdf)):
                message = (
                    f"«{mark.label}» was put into it last, and must be taken out first; give its file too: "
                    "brochure attach FIRST SECOND --to PROPOSITION --replace -o FILE"
                )
                raise Faults.one(place, message)
            take_back(pdf)
            content = saved_bytes(pdf)
            marks.append(mark)
    order = tuple(wanted.get(mark.key, 0) for mark in reversed(marks))
    return TakenBack(content, tuple(reversed(marks)), order)


def _has_more(pdf: pikepdf.Pdf) -> bool:
    """Whether other brochures were put into a document before the last one."""
    before = objects.dictionary(pdf.Root, "/PieceInfo", "/PDFJoin", "/Private")
    return any("/PieceInfo" in item for item in objects.array(before, "/Before") if objects.is_dictionary(item))


def _nothing_to_replace(marks: Sequence[Mark]) -> str:
    found = f"only {len(marks)} of them" if marks else "none"
    return (
        f"{found} was put into it by this program, or none in a way that can be taken out again; take the proposition "
        "as it was before, and leave out --replace"
    )


def _key_of(annex: Source, limits: Limits) -> str:
    opened = open_content(annex.path, annex.content, whole=True, limits=limits)
    with opened.pdf, damaged_in(Place(str(annex.path)), "attached files"):
        return _key(manifest_of(opened.pdf, annex.path), opened.pdf, annex.path)


def _key(manifest: Manifest | None, pdf: pikepdf.Pdf, path: Path) -> str:
    """What a brochure is found by when a corrected one takes its place: edition and language, or its title."""
    return f"{manifest.edition} {manifest.language}" if manifest else title_of(pdf) or path.stem


def joined_step(proposition: Source, annex: Source, asked: Asked, before: Mark | None, at: int | None) -> Step:
    """One brochure put into a proposition; `before` is the join that it takes the place of, `at` a place that is set.

    Raises `Faults` and `UsageError` for what cannot be joined, or not there.
    """
    place = Place(str(proposition.path))
    host = open_content(proposition.path, proposition.content, whole=True, limits=asked.limits)
    with host.pdf:
        other = open_content(annex.path, annex.content, whole=True, limits=asked.limits)
        with other.pdf:
            with damaged_in(Place(str(annex.path)), "attached files"):
                manifest = manifest_of(other.pdf, annex.path)
            with damaged_in(place, "attached files"):
                refuse_host(host.pdf, proposition.path, manifest)
            told = [*(host.warnings if proposition.is_first else ()), *other.warnings]
            told += of_brochure(manifest, annex.path)
            with damaged_in(place, "bookmarks"):
                wanted = _wanted(asked, host.pdf, other.pdf, annex.path, manifest, before, at)
            with damaged_in(place, "page labels"):
                told += _page_numbers(host.pdf, other.pdf, proposition, wanted.at, manifest)
                told += _contents(proposition, manifest, wanted)
            pages, added = len(host.pdf.pages), len(other.pdf.pages)
            with damaged_in(Place(str(annex.path)), "attached files"):
                associate(other.pdf)
            joined = join(host.pdf, other.pdf, wanted, place)
            with damaged_in(place, "objects"):
                content = joined_bytes(host.pdf, other.pdf)
            told += _weaker(joined)
    return Step(proposition.content, content, tuple(told), wanted, pages, added, joined.claims)


def _wanted(
    asked: Asked,
    host: pikepdf.Pdf,
    annex: pikepdf.Pdf,
    path: Path,
    manifest: Manifest | None,
    before: Mark | None,
    at: int | None,
) -> Wanted:
    """Where the brochure goes; raises `UsageError` for a page or heading that is not there."""
    label = asked.label or (before.label if before else None) or title_of(annex) or path.stem
    key = _key(manifest, annex, path)
    under = asked.under if asked.under is not None else before.under if before else None
    if at is None:
        at = len(host.pages) if asked.after is None else position_after(host, asked.after)
    if under is None:
        kind = manifest.annex if manifest else None
        return Wanted(at, label, heading_for(host, kind or label, at), key)
    pages = [(title, page) for _, title, page in titles_with_pages(host)]
    found = [page for title, page in pages if folded(under) == folded(title)]
    if not found:
        near_ones = near(under, [title for title, _ in pages])
        raise UsageError(f"the proposition has no bookmark «{under}».{near_ones}")
    if found[0] is not None and found[0] >= at:
        raise UsageError(
            f"the bookmark «{under}» leads to page #{found[0] + 1}, behind the place of the brochure; "
            "choose a later page with --after, or another bookmark"
        )
    return Wanted(at, label, under, key)


def _page_numbers(
    host: pikepdf.Pdf, annex: pikepdf.Pdf, source: Source, at: int, manifest: Manifest | None
) -> Iterator[str]:
    """That the brochure's page numbers do not go on from those of the page before it, and what would mend it."""
    first = labels_of(annex)[0]
    if at == 0 or not (first.isascii() and first.isdigit()):
        return
    last: int | None = None
    if "/PageLabels" in host.Root:
        label = labels_of(host)[at - 1]
        last = int(label) if label.isascii() and label.isdigit() and len(label) < len("10000") else None
    else:
        last = printed_number(next(_words(source, at - 1, at)))
    if last is None or int(first) == last + 1:
        return
    mend = ""
    if manifest is not None:
        command = f"brochure build {manifest.edition} --language {manifest.language} --profile annex"
        mend = f"; «{command} --first-page {last + 1}» makes one whose numbers go on"
    yield f"the brochure's first page is numbered {first}, and the page before it {last}{mend}"


def _contents(source: Source, manifest: Manifest | None, wanted: Wanted) -> Iterator[str]:
    """That the proposition's printed table of contents does not name the brochure."""
    names = [wanted.label, *([manifest.title] if manifest else []), *([manifest.annex or ""] if manifest else [])]
    found = contents_without(list(_words(source, 0, _FRONT)), names)
    if found is not None:
        yield (
            f"{source.path.name}: its printed table of contents (page #{found + 1}) does not name the brochure; add it "
            "where the proposition is made, if readers are to find it there"
        )


def _words(source: Source, start: int, stop: int) -> Iterator[str]:
    """The words of pages from one position to before another, as far as there are so many."""
    with damaged_in(Place(str(source.path)), "pages"), pypdfium2.PdfDocument(source.content) as document:
        for number in range(start, min(stop, len(document))):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                raise DamagedError(f"page #{number + 1} is counted, and cannot be found") from None
            yield str(page.get_textpage().get_text_range())


def of_brochure(manifest: Manifest | None, path: Path, *, as_file: bool = False) -> Iterator[str]:
    """What must be said of the brochure before it is attached; raises `Faults` for a draft."""
    if manifest is None:
        yield f"{path.name}: it was not made by this program, and its numbers cannot be traced"
        return
    if manifest.profile == PROOF.name:
        message = "this is a draft for proofreaders; build the brochure with --profile annex, and attach that"
        raise Faults.one(Place(str(path)), message)
    if manifest.profile != ANNEX.name and not as_file:
        yield f"{path.name}: it has a cover and no annex's heading; «brochure build --profile annex» makes one that has"


def refuse_host(host: pikepdf.Pdf, path: Path, manifest: Manifest | None) -> None:
    """Raise `UsageError` for a brochure in the proposition's place, `Faults` for a proposition that has it already."""
    try:
        brochures = brochures_in(host, path)
    except Faults:
        return
    if not brochures[0].is_joined:
        raise UsageError(f"{path} is a brochure, not a proposition; give the brochure first, then the proposition")
    for found in brochures:
        pages = f"pages #{found.first + 1} to #{found.own_sheets.stop}"
        if manifest is not None and found.manifest.content_hash == manifest.content_hash:
            message = f"it has this brochure already ({pages}); take the proposition as it was before"
            raise Faults.one(Place(str(path)), message)
        if manifest is not None and _names(found.manifest) == _names(manifest):
            message = (
                f"it has an earlier state of this brochure ({pages}); put the corrected one in its place with --replace"
            )
            raise Faults.one(Place(str(path)), message)


def _names(manifest: Manifest) -> tuple[str, str]:
    return manifest.edition, manifest.language


def manifest_of(pdf: pikepdf.Pdf, path: Path) -> Manifest | None:
    """The manifest of a brochure of ours; None for any other PDF."""
    return manifest_in(pdf, path) if FILE_NAME in attached_files(pdf) else None


def title_of(pdf: pikepdf.Pdf) -> str:
    """The title of a document; empty where it has none."""
    return (objects.text(objects.below(pdf.trailer, "/Info", "/Title")) or "").strip()


def _weaker(joined: Joined) -> Iterator[str]:
    """What a joined file claims less than both of its parts."""
    if joined.breaks_headings:
        yield (
            "the proposition goes on within a chapter, so that heading levels are left out there and PDF/UA-1 is not "
            "kept; choose with --after the last page of a chapter"
        )
    if joined.lacks_language and joined.host.access is not None:
        yield (
            f"the proposition claims {joined.host.names}, and does not say for the whole document what language it is "
            "in, so that nothing says in which its bookmarks are; the joined file cannot claim PDF/UA-1; ask for a "
            "copy whose language is set"
        )
    is_given_up = joined.breaks_headings or joined.lacks_language
    parts = ((joined.host, "the proposition"), (joined.annex, "the brochure"))
    for (claims, name), (others, other) in (parts, parts[::-1]):
        kept = replace(joined.claims, access=claims.access) if is_given_up else joined.claims
        if lost := _lost(claims, kept):
            because = f"since {other} claims {others.names}"
            yield f"{name} claims {claims.names}; the joined file cannot claim {lost}, {because}"


def _lost(before: Claims, after: Claims) -> str:
    weaker = before.archive is not None and (
        after.archive is None or after.archive[1] != before.archive[1] or after.archive[0] < before.archive[0]
    )
    archive = before.archive if weaker else None
    access = before.access if before.access != after.access else None
    lost = Claims(archive, access)
    return "" if lost == Claims() else lost.names
