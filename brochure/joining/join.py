"""All steps of joining, in their order."""

import io
import warnings
from dataclasses import dataclass, replace

import pikepdf
from pikepdf.exceptions import PageCopyWarning

from brochure.joining.bookmarks import join_bookmarks
from brochure.joining.carrying import Carrier
from brochure.joining.claims import Claims, claims_of, joined_claims, write_claims
from brochure.joining.colours import join_intents, keep_colours
from brochure.joining.destinations import join_destinations, rename_destinations
from brochure.joining.elements import Pages
from brochure.joining.files import join_files, rename_files
from brochure.joining.forms import join_forms, rename_fields
from brochure.joining.headings import levels_left_out
from brochure.joining.identifiers import rename_identifiers
from brochure.joining.labels import join_labels
from brochure.joining.layers import join_layers
from brochure.joining.others import join_others
from brochure.joining.roles import rename_classes, rename_roles
from brochure.joining.sharing import share_streams
from brochure.joining.structure import join_structure, shift_parents

_PAGES = "xmpTPg:NPages"
_OBJECT_STREAMS = "1.5"
"""The version of PDF that first had them; a joined file is written with them, which makes it a third as large."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the annex goes: before which page of the host, from 0, what it is called, and below which bookmark."""

    at: int
    label: str
    under: str | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """What was done: claims of both before and of the joined file, and how many streams are kept once for both.

    `breaks_headings` tells that headings of both follow each other in a way that neither document has alone.
    """

    host: Claims
    annex: Claims
    claims: Claims
    shared: int
    breaks_headings: bool


def join(host: pikepdf.Pdf, annex: pikepdf.Pdf, wanted: Wanted) -> Joined:
    """Put the pages of `annex`, and all that belongs to them, into `host`, which is changed in memory.

    `annex` must stay open until `host` is saved, and is of no use afterwards.
    """
    _rename(annex, host)
    offset = shift_parents(annex, host)
    keep_colours(annex, host)
    left_out = levels_left_out(host) + levels_left_out(annex)
    before, pages_of_host, count = claims_of(host), Pages(host), len(host.pages)
    positions = {page.obj.objgen: number for number, page in enumerate(host.pages)}
    first_new = max(item.objgen[0] for item in host.objects if isinstance(item, pikepdf.Object)) + 1
    carrier = Carrier(host, annex, wanted.at, len(annex.pages))
    carrier.insert_pages()
    join_structure(carrier, pages_of_host, offset, wanted.label)
    join_destinations(carrier)
    join_bookmarks(carrier, positions, wanted.label, wanted.under)
    join_labels(carrier, count)
    join_files(carrier)
    join_forms(carrier)
    join_layers(carrier)
    join_others(carrier)
    join_intents(carrier)
    of_annex, breaks_headings = claims_of(annex), levels_left_out(host) > left_out
    claims = joined_claims(before, of_annex)
    if breaks_headings:
        claims = replace(claims, access=None)
    write_claims(host, claims)
    _count_pages(host)
    return Joined(before, of_annex, claims, share_streams(host, first_new), breaks_headings)


def joined_bytes(host: pikepdf.Pdf, annex: pikepdf.Pdf) -> bytes:
    """The joined file, the same bytes each time, in the newer of the versions of PDF that both are written in."""
    version = max((host.pdf_version, annex.pdf_version, _OBJECT_STREAMS), key=_by_number)
    buffer = io.BytesIO()
    streams = pikepdf.ObjectStreamMode.generate
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PageCopyWarning)  # widgets of no form were such before
        host.save(buffer, min_version=version, deterministic_id=True, object_stream_mode=streams)
    return buffer.getvalue()


def _count_pages(host: pikepdf.Pdf) -> None:
    """Let the metadata tell the number of pages of the joined file, where they tell one."""
    if _PAGES in host.open_metadata():  # not in a `with`, which would write it anew
        with host.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
            data[_PAGES] = str(len(host.pages))


def _by_number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _rename(annex: pikepdf.Pdf, host: pikepdf.Pdf) -> None:
    """Let nothing in the annex have a name that the host has given already."""
    steps = (
        rename_destinations,
        rename_identifiers,
        rename_roles,
        rename_classes,
        rename_files,
        rename_fields,
    )
    for step in steps:
        step(annex, host)
