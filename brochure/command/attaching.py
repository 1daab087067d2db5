"""`brochure attach`: puts a finished brochure into a proposition, or attaches it to one as a file.

Needs the two PDFs alone, and no project. What must be said of them goes to standard error.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf

from brochure.findings import Faults, Place, UsageError, near
from brochure.joining.attached_file import attach_file
from brochure.joining.bookmarks import folded, titles_with_pages
from brochure.joining.claims import Claims, claims_of, claims_with_file, write_claims
from brochure.joining.hosts import Opened, open_document
from brochure.joining.join import Joined, Wanted, join, joined_bytes
from brochure.joining.placing import heading_for, position_after
from brochure.manifest.model import FILE_NAME, Manifest
from brochure.manifest.reading import attached_files, manifest_in
from brochure.manifest.whereabouts import associate, brochures_in
from brochure.output import write_whole


def attach_command(options: argparse.Namespace) -> int:
    """Make one PDF of two, and say what was done; a file that stood there is replaced by a whole one or not at all."""
    for path in (options.brochure, options.proposition):
        if options.output.absolute() == path.absolute() or (options.output.exists() and options.output.samefile(path)):
            raise UsageError(f"--output would write over {path}; choose another name")
    if options.label is not None and not options.label.strip():
        raise UsageError("--label has no letters; leave it out to have the title of the brochure")
    if options.as_attachment:
        return _attach_as_file(options)
    if options.relationship is not None:
        raise UsageError("--relationship goes with --as-attachment")
    host = open_document(options.proposition)
    with host.pdf:
        annex = open_document(options.brochure)
        with annex.pdf:
            manifest = _manifest(annex.pdf, options.brochure)
            _refuse_host(host.pdf, options.proposition, manifest)
            for warning in (*host.warnings, *annex.warnings, *_of_brochure(manifest, options.brochure)):
                _warn(warning)
            kind = manifest.annex if manifest else None
            wanted = _wanted(options, host.pdf, options.label or _title(annex.pdf) or options.brochure.stem, kind)
            pages, added = len(host.pdf.pages), len(annex.pdf.pages)
            associate(annex.pdf)
            joined = join(host.pdf, annex.pdf, wanted)
            write_whole(options.output, joined_bytes(host.pdf, annex.pdf))
    for warning in _weaker(joined, host, annex):
        _warn(warning)
    place = "after the last page" if wanted.at == pages else f"between pages #{wanted.at} and #{wanted.at + 1}"
    if wanted.at == 0:
        place = "before the first page"
    below = f" below «{wanted.under}»" if wanted.under else ""
    print(f"wrote {options.output}: {pages + added} pages; {added} of them from {options.brochure}, {place}")
    print(f"bookmark «{wanted.label}»{below}; it claims {joined.claims.told}")
    return 0


def _attach_as_file(options: argparse.Namespace) -> int:
    for name, value in (("--after", options.after), ("--append", options.append), ("--under", options.under)):
        if value:
            raise UsageError(f"{name} says where pages go; with --as-attachment none do")
    host = open_document(options.proposition, whole=False)
    with host.pdf:
        annex = open_document(options.brochure, whole=False, is_changed=False)
        with annex.pdf:
            manifest = _manifest(annex.pdf, options.brochure)
            _refuse_host(host.pdf, options.proposition, None)
            for warning in (*host.warnings, *_of_brochure(manifest, options.brochure, as_file=True)):
                _warn(warning)
            label = options.label or _title(annex.pdf) or options.brochure.stem
            before, relationship = claims_of(host.pdf), options.relationship or "Supplement"
            content = options.brochure.read_bytes()
            name = attach_file(host.pdf, options.brochure.name, content, label, relationship)
            claims = claims_with_file(before)
            write_claims(host.pdf, claims)
            write_whole(options.output, joined_bytes(host.pdf, annex.pdf))
    if claims != before:
        _warn(f"a PDF of {before.told} may have no such attachment; the file claims {claims.told} instead")
    print(f"wrote {options.output}: {options.proposition} with «{name}» attached ({relationship})")
    print(f"it claims {claims.told}")
    return 0


def _wanted(options: argparse.Namespace, host: pikepdf.Pdf, label: str, kind: str | None) -> Wanted:
    """Where the brochure goes; raises `UsageError` for a page or heading that is not there.

    `kind` is what the annex calls itself, such as "Vedlegg 3", where it is one of ours.
    """
    at = len(host.pages) if options.after is None else position_after(host, options.after)
    if options.under is None:
        return Wanted(at, label, heading_for(host, kind or label, at))
    pages = [(title, page) for _, title, page in titles_with_pages(host)]
    found = [page for title, page in pages if folded(options.under) == folded(title)]
    if not found:
        near_ones = near(options.under, [title for title, _ in pages])
        raise UsageError(f"the proposition has no bookmark «{options.under}».{near_ones}")
    if found[0] is not None and found[0] >= at:
        raise UsageError(
            f"the bookmark «{options.under}» leads to page #{found[0] + 1}, behind the place of the brochure; "
            "choose a later page with --after, or another bookmark"
        )
    return Wanted(at, label, options.under)


def _of_brochure(manifest: Manifest | None, path: Path, *, as_file: bool = False) -> Iterator[str]:
    """What must be said of the brochure before it is attached; raises `Faults` for a draft."""
    if manifest is None:
        yield f"{path.name}: it was not made by this program, and its numbers cannot be traced"
        return
    if manifest.profile == "proof":
        message = "this is a draft for proofreaders; build the brochure with --profile annex, and attach that"
        raise Faults.one(Place(str(path)), message)
    if manifest.profile != "annex" and not as_file:
        yield f"{path.name}: it has a cover and no annex's heading; «brochure build --profile annex» makes one that has"


def _refuse_host(host: pikepdf.Pdf, path: Path, manifest: Manifest | None) -> None:
    """Raise `UsageError` for a brochure in the proposition's place, `Faults` for a proposition that has it already."""
    try:
        brochures = brochures_in(host, path)
    except Faults:
        return
    if not brochures[0].is_joined:
        raise UsageError(f"{path} is a brochure, not a proposition; give the brochure first, then the proposition")
    for found in brochures:
        if manifest is not None and found.manifest.content_hash == manifest.content_hash:
            pages = f"pages #{found.first + 1} to #{found.own_sheets.stop}"
            message = f"it has this brochure already ({pages}); take the proposition as it was before"
            raise Faults.one(Place(str(path)), message)


def _manifest(pdf: pikepdf.Pdf, path: Path) -> Manifest | None:
    return manifest_in(pdf, path) if FILE_NAME in attached_files(pdf) else None


def _title(pdf: pikepdf.Pdf) -> str:
    return str(pdf.docinfo.get("/Title", "")).strip()


def _weaker(joined: Joined, host: Opened, annex: Opened) -> Iterator[str]:
    """What a joined file claims less than both of its parts."""
    if joined.breaks_headings:
        yield (
            "the proposition goes on within a chapter, so that heading levels are left out there and PDF/UA-1 is not "
            "kept; choose with --after the last page of a chapter"
        )
    parts = ((joined.host, "the proposition"), (joined.annex, "the brochure"))
    for (claims, name), (others, other) in (parts, parts[::-1]):
        kept = replace(joined.claims, access=claims.access) if joined.breaks_headings else joined.claims
        if lost := _lost(claims, kept):
            because = f"since {other} claims {others.told}"
            yield f"{name} claims {claims.told}; the joined file cannot claim {lost}, {because}"


def _lost(before: Claims, after: Claims) -> str:
    weaker = before.archive is not None and (
        after.archive is None or after.archive[1] != before.archive[1] or after.archive[0] < before.archive[0]
    )
    archive = before.archive if weaker else None
    access = before.access if before.access != after.access else None
    lost = Claims(archive, access)
    return "" if lost == Claims() else lost.told


def _warn(message: str) -> None:
    print(f"warning: {message}", file=sys.stderr)
