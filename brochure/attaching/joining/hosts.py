"""Whether a document can be joined with another without harm, and if not, why, and what would mend it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from brochure.attaching.joining.conformance import unknown_claims
from brochure.attaching.joining.examining import examine
from brochure.attaching.joining.soundness import open_sound
from brochure.findings import Faults, Place
from brochure.manifest.reading import plainly
from brochure.pdf import objects
from brochure.pdf.limits import Limits
from brochure.pdf.opening import damaged_in
from brochure.pdf.walking import fields, walk

_FIRST_BYTES = 1024
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_HANDLER = re.compile(rb"/Filter\s*/(Adobe\.PubSec|MicrosoftIRM\w*|EBX_HANDLER|Adobe\.APS|FOPN_\w+)")
"""How a file is encrypted that no password opens; the dictionary that says so is never packed (ISO 32000-1, 7.6)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that can be joined, for a `with`; `warnings` are what must be said of it all the same.

    `is_repaired` tells that what is joined is not, byte for byte, what the file holds.
    """

    pdf: pikepdf.Pdf
    warnings: tuple[str, ...]
    is_repaired: bool = False


def open_content(path: Path, content: bytes, *, whole: bool, is_changed: bool = True, limits: Limits) -> Opened:
    """A PDF with its bytes, to be joined by pages, or only to be given an attachment when not `whole`.

    All of it is read. One that is itself attached is not changed, and may be signed. `path` is where it lies.

    Raises `Faults` for what is not a PDF, encrypted, damaged, signed or an XFA form, with what would mend it.
    """
    place = Place(str(path))
    if b"%PDF-" not in content[:_FIRST_BYTES]:
        raise Faults.one(place, "this is not a PDF; give the finished PDF, not the text it was made from")
    try:
        sound = open_sound(path, content, limits)
    except Faults as faults:
        raise Faults.one(place, _encrypted(content)) if _ENCRYPTED.search(content) else faults from None
    pdf = sound.opened.pdf
    try:
        with damaged_in(place, "catalog"):
            refusal = _refusal(pdf, whole, is_changed)
        if refusal:
            raise Faults.one(place, refusal)
        if whole:
            examine(pdf, place, limits)
        told = [f"repaired: {each}; look at the joined file" for each in sound.repaired]
        if is_changed:
            with damaged_in(place, "metadata"):
                told += _false_claims(pdf)
        return Opened(pdf, tuple(f"{path.name}: {each}" for each in (*told, *_warnings(pdf, whole))), bool(told))
    except BaseException:
        pdf.close()
        raise


def _encrypted(content: bytes) -> str:
    """Why a file that cannot be opened is closed, and what would help."""
    if (handler := _HANDLER.search(content)) is None:
        return "it opens with a password only; joining needs a copy that is saved without one"
    if handler[1] == b"Adobe.PubSec":
        return (
            "it is encrypted for the holders of certain certificates, and no password opens it; ask one of them for a "
            "copy that is saved without encryption"
        )
    return (
        f"it is protected by a system for managing rights ({handler[1].decode()}), and no password opens it; ask for a "
        "copy that is saved without protection"
    )


def is_tagged(pdf: pikepdf.Pdf) -> bool:
    """Whether a document has a structure tree with something in it."""
    return objects.below(pdf.Root, "/StructTreeRoot", "/K") is not None


def _refusal(pdf: pikepdf.Pdf, whole: bool, is_changed: bool) -> str | None:
    """Why nothing may be done with an open document; None when it may."""
    if pdf.is_encrypted:
        return (
            "it is protected, and the joined file would not be; ask for a copy that is saved without protection, "
            "and protect the joined one"
        )
    if is_changed and (bound := bound_to_bytes(pdf)):
        return bound
    if whole and objects.below(pdf.Root, "/AcroForm", "/XFA") is not None:
        return (
            "it is an XFA form, whose pages are made by the program that shows it; save it as an ordinary PDF "
            "first (in Acrobat: print to PDF), or use --as-attachment"
        )
    if whole and "/Collection" in pdf.Root:
        return (
            "it is a portfolio of files, not a document with pages; take the document out of it, or use --as-attachment"
        )
    if not len(pdf.pages):
        return "it has no pages"
    return None


def _warnings(pdf: pikepdf.Pdf, whole: bool) -> Iterator[str]:
    if whole and not is_tagged(pdf):
        yield (
            "it is not tagged, so that assistive programs can only guess at its order and headings; "
            "ask for a tagged one (Word: «Document structure tags for accessibility»)"
        )


def _false_claims(pdf: pikepdf.Pdf) -> Iterator[str]:
    if unknown := unknown_claims(pdf):
        yield f"its metadata say that it keeps {plainly(unknown)}, and no such standard is known; it counts as no claim"


def bound_to_bytes(pdf: pikepdf.Pdf) -> str | None:
    """What in a document any change makes invalid, and what would help; None for nothing (ISO 32000-1, 12.8)."""
    if _is_signed(pdf):
        return (
            "it is signed, and any change makes the signature invalid; join the brochure with the unsigned "
            "proposition, and have the joined file signed"
        )
    rights = {key for key, _ in objects.entries(pdf.Root, "/Perms")}
    if rights & {"/UR3", "/UR"}:
        return (
            "it bears usage rights for Acrobat Reader, a seal of Adobe's that any change breaks, so that Reader warns "
            "of it or closes its forms; save a copy without them (in Acrobat: File, Save a Copy), and join that"
        )
    if rights:
        return (
            "it is certified, and any change makes the certificate invalid; join the brochure with the proposition "
            "as it was before, and have the joined file certified"
        )
    return None


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    """Whether a field bears a signature, in the form or on a page alone."""
    on_pages = (item for page in pdf.pages for item in objects.items(page.obj.get("/Annots")))
    may_be = (item for item in on_pages if objects.is_dictionary(item) and ("/V" in item or "/Kids" in item))
    alone = walk(may_be, lambda field: objects.array(field, "/Kids"))
    return any(
        objects.is_dictionary(field.get("/V")) and _inherited(field, "/FT") == "/Sig"
        for source in (fields(pdf), alone)
        for field in source
    )


def _inherited(field: Any, key: str) -> Any:
    """The value of a key of a field, or of one that it is a kid of (ISO 32000-1, 12.7.3.1)."""
    return next((each[key] for each in walk([field], lambda one: [one.get("/Parent")]) if key in each), None)
