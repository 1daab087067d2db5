"""Whether a document can be joined with another without harm, and if not, why, and what would mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from brochure.findings import Faults, Place
from brochure.gate import note_reading
from brochure.joining.walking import as_list

_FIRST_BYTES = 1024
_DEEPEST = 64
"""Fields that lie deeper are a circle."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that can be joined, for a `with`; `warnings` are what must be said of it all the same."""

    pdf: pikepdf.Pdf
    warnings: tuple[str, ...]


def open_document(path: Path, *, whole: bool = True, is_changed: bool = True) -> Opened:
    """The PDF at `path`, to be joined by pages, or only to be given an attachment when not `whole`.

    One that is itself attached is not changed, and may be signed.

    Raises `Faults` for what is missing, no PDF, encrypted, damaged, signed or an XFA form, with what would mend it.
    """
    place = Place(str(path))
    pdf = _open(path, place)
    try:
        if refusal := _refusal(pdf, whole, is_changed):
            raise Faults.one(place, refusal)
        return Opened(pdf, tuple(f"{path.name}: {warning}" for warning in _warnings(pdf, whole)))
    except BaseException:
        pdf.close()
        raise


def is_tagged(pdf: pikepdf.Pdf) -> bool:
    """Whether a document has a structure tree with something in it."""
    return "/StructTreeRoot" in pdf.Root and "/K" in pdf.Root.StructTreeRoot


def _open(path: Path, place: Place) -> pikepdf.Pdf:
    note_reading(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Faults.one(place, "there is no such file") from None
    except OSError as error:
        raise Faults.one(place, f"the file cannot be read: {error.strerror}") from None
    if b"%PDF-" not in content[:_FIRST_BYTES]:
        raise Faults.one(place, "this is no PDF; give the finished PDF, not the text it was made from")
    try:
        return pikepdf.open(path, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        message = "it opens with a password only; joining needs a copy that is saved without one"
        raise Faults.one(place, message) from None
    except (pikepdf.PdfError, ValueError) as error:
        cause = " ".join(str(error).removeprefix(f"{path}: ").split())
        message = f"it is damaged or cut short ({cause}), and pages may be missing; fetch it again where it was made"
        raise Faults.one(place, message) from None


def _refusal(pdf: pikepdf.Pdf, whole: bool, is_changed: bool) -> str | None:
    """Why nothing may be done with an open document; None when it may."""
    if pdf.is_encrypted:
        return (
            "it is protected, and the joined file would not be; ask for a copy that is saved without protection, "
            "and protect the joined one"
        )
    if is_changed and is_signed(pdf):
        return (
            "it is signed, and any change makes the signature invalid; join the brochure with the unsigned "
            "proposition, and have the joined file signed"
        )
    form = pdf.Root.get("/AcroForm")
    if whole and form is not None and "/XFA" in form:
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
    for warning in dict.fromkeys(map(str, pdf.get_warnings())):
        yield f"it is not quite sound: {warning}"
    if whole and not is_tagged(pdf):
        yield (
            "it is not tagged, so that assistive programs can only guess at its order and headings; "
            "ask for a tagged one (Word: «Document structure tags for accessibility»)"
        )


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Whether a document bears a signature, or rights that are bound to its bytes (ISO 32000-1, 12.8)."""
    if "/Perms" in pdf.Root:
        return True
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    on_pages = (item for page in pdf.pages for item in as_list(page.obj.get("/Annots")))
    return any(_is_signed(field, None, 0) for field in (*as_list(form.get("/Fields")), *on_pages))


def _is_signed(field: Any, kind: Any, depth: int) -> bool:
    if not isinstance(field, pikepdf.Dictionary) or depth > _DEEPEST:
        return False
    kind = field.get("/FT", kind)
    if kind == "/Sig" and isinstance(field.get("/V"), pikepdf.Dictionary):
        return True
    return any(_is_signed(kid, kind, depth + 1) for kid in field.get("/Kids", []))
