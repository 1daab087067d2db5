"""All steps of joining, in their order."""

import io
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

import pikepdf
from pikepdf.exceptions import PageCopyWarning

from brochure.attaching.joining.bookmarks import join_bookmarks
from brochure.attaching.joining.carrying import Carrier
from brochure.attaching.joining.colours import join_intents, keep_colours
from brochure.attaching.joining.conformance import Claims, claims_of, joined_claims, write_claims
from brochure.attaching.joining.destinations import join_destinations, rename_destinations
from brochure.attaching.joining.elements import Pages
from brochure.attaching.joining.files import join_files, rename_files
from brochure.attaching.joining.forms import join_forms, rename_fields
from brochure.attaching.joining.headings import levels_left_out
from brochure.attaching.joining.identifiers import rename_identifiers
from brochure.attaching.joining.journal import Journal, Mark, flatten_pages
from brochure.attaching.joining.labels import join_labels
from brochure.attaching.joining.layers import join_layers
from brochure.attaching.joining.others import join_others
from brochure.attaching.joining.roles import rename_classes, rename_roles
from brochure.attaching.joining.sharing import share_streams
from brochure.attaching.joining.structure import join_structure, shift_parents
from brochure.findings import Place
from brochure.pdf import objects
from brochure.pdf.opening import damaged_in

_PAGES = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"
_OBJECT_STREAMS = "1.5"
"""The version of PDF that first had them; a joined file is written with them, which makes it a third as large."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the annex goes: before which page of the host, from 0, what it is called, and below which bookmark.

    `key` is what it is found by when another is to take its place.
    """

    at: int
    label: str
    under: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """What was done: claims of both before and of the joined file, and how many streams are kept once for both.

    `breaks_headings` tells that headings of both follow each other in a way that neither document has alone;
    `lacks_language` that the host's catalog names no language, so that nothing says in which the bookmarks are.
    """

    host: Claims
    annex: Claims
    claims: Claims
    shared: int
    breaks_headings: bool
    lacks_language: bool


def join(host: pikepdf.Pdf, annex: pikepdf.Pdf, wanted: Wanted, place: Place | None = None) -> Joined:
    """Put the pages of `annex`, and all that belongs to them, into `host`, which is changed in memory.

    `annex` must stay open until `host` is saved, and is of no use afterwards. Raises `Faults` at `place`, where that is
    given, for what is damaged in a way that was not foreseen, with the part.
    """

    def part(name: str) -> AbstractContextManager[None]:
        return damaged_in(place, name) if place else nullcontext()

    with part("tree of pages"):
        flatten_pages(host)
        journal = Journal(host)
    _rename(annex, host, part)
    with part("tags"):
        offset = shift_parents(annex, host)
        left_out = levels_left_out(host) + levels_left_out(annex)
    with part("metadata"):
        before, of_annex = claims_of(host), claims_of(annex)
        claims = joined_claims(before, of_annex)
    with part("output intent"):
        keep_colours(annex, host, is_joined=claims.archive is not None)
    with part("pages"):
        pages_of_host, count = Pages(host), len(host.pages)
        positions = {page.obj.objgen: number for number, page in enumerate(host.pages)}
        carrier = Carrier(host, annex, wanted.at, len(annex.pages))
        carrier.insert_pages()
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("tags", lambda: join_structure(carrier, pages_of_host, offset, wanted.label)),
        ("named places", lambda: join_destinations(carrier)),
        ("bookmarks", lambda: join_bookmarks(carrier, positions, wanted.label, wanted.under)),
        ("page labels", lambda: join_labels(carrier, count)),
        ("attached files", lambda: join_files(carrier)),
        ("form", lambda: join_forms(carrier)),
        ("layers", lambda: join_layers(carrier)),
        ("names and threads", lambda: join_others(carrier)),
    )
    for name, step in steps:
        with part(name):
            step()
    with part("output intent"):
        if claims.archive is not None:
            join_intents(carrier)
    with part("tags"):
        breaks_headings = levels_left_out(host) > left_out
    lacks_language = not objects.text(host.Root.get("/Lang"))
    if breaks_headings or lacks_language:
        claims = replace(claims, access=None)
    with part("metadata"):
        write_claims(host, claims)
        _count_pages(host)
    with part("fonts and pictures"):
        shared = share_streams(host, journal.first_new)
    with part("objects"):
        journal.keep(Mark(wanted.label, wanted.at, carrier.pages, wanted.under, wanted.key))
    return Joined(before, of_annex, claims, shared, breaks_headings, lacks_language)


def joined_bytes(host: pikepdf.Pdf, annex: pikepdf.Pdf) -> bytes:
    """The joined file, the same bytes each time, in the newer of the versions of PDF that both are written in."""
    version = max((host.pdf_version, annex.pdf_version, _OBJECT_STREAMS), key=_by_number)
    return _saved(host, version, max(host.extension_level, annex.extension_level), is_final=True)


def saved_bytes(pdf: pikepdf.Pdf) -> bytes:
    """A document as a file that is to be joined, the same bytes each time."""
    return _saved(pdf, pdf.pdf_version, pdf.extension_level, is_final=False)


def _saved(pdf: pikepdf.Pdf, version: str, extension: int, *, is_final: bool) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PageCopyWarning)  # widgets of no form were such before
        pdf.save(
            buffer,
            min_version=(version, extension),
            fix_metadata_version=is_final,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return buffer.getvalue()


def _count_pages(host: pikepdf.Pdf) -> None:
    """Let the metadata tell the number of pages of the joined file, where they tell one."""
    if _PAGES in host.open_metadata():  # not in a `with`, which would write it anew
        with host.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
            data[_PAGES] = str(len(host.pages))


def _by_number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _rename(annex: pikepdf.Pdf, host: pikepdf.Pdf, part: Callable[[str], AbstractContextManager[None]]) -> None:
    """Let nothing in the annex have a name that the host has given already."""
    steps = (
        ("named places", rename_destinations),
        ("tags", rename_identifiers),
        ("tags", rename_roles),
        ("tags", rename_classes),
        ("attached files", rename_files),
        ("form", rename_fields),
    )
    for name, step in steps:
        with part(name):
            step(annex, host)
