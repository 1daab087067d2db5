"""The manifest of a PDF that this program has made, taken out of the file alone.

Uses pikepdf, which tells apart a file that is encrypted, cut short or no PDF at all. Knows nothing of pages.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
from pydantic import ValidationError

from brochure.findings import Faults, Place
from brochure.gate import note_reading
from brochure.manifest.model import FILE_NAME, FORMAT, Manifest

_SOURCE = re.compile(r"^stream <[^>]*>:?\s*")
NOT_OURS = "this PDF was not made by this program: it carries no manifest; give a file that «brochure build» has made"


def open_pdf(path: Path) -> pikepdf.Pdf:
    """The PDF at `path`, for a `with`; raises `Faults` when it is missing, encrypted, cut short or no PDF."""
    with _faults_of(path):
        return pikepdf.open(path)


def read_pdf(path: Path) -> tuple[bytes, pikepdf.Pdf]:
    """The bytes of the PDF at `path`, and the same, opened; raises `Faults` as `open_pdf` does."""
    with _faults_of(path):
        content = path.read_bytes()
        return content, pikepdf.open(io.BytesIO(content))


def without_source(message: str) -> str:
    """What qpdf says of a file, without the name that it gives one that it was handed as bytes."""
    return _SOURCE.sub("", message)


@contextmanager
def _faults_of(path: Path) -> Iterator[None]:
    """Say in plain words why the PDF at `path` could not be opened."""
    place = Place(str(path))
    note_reading(path)
    try:
        yield
    except FileNotFoundError:
        raise Faults.one(place, "there is no such file") from None
    except pikepdf.PasswordError:
        message = "this PDF is encrypted and cannot be read; give it as it was built, or saved without a password"
        raise Faults.one(place, message) from None
    except pikepdf.PdfError as error:
        cause = without_source(str(error))
        message = f"this is not a whole PDF, perhaps it was cut short on its way ({cause}); fetch it again"
        raise Faults.one(place, message) from None
    except OSError as error:
        raise Faults.one(place, f"the file cannot be read: {error.strerror}") from None


def read_manifest(path: Path) -> Manifest:
    """The manifest of the PDF at `path`; raises `Faults` for a file that is not ours or cannot be read."""
    with open_pdf(path) as pdf:
        return manifest_in(pdf, path)


def manifest_in(pdf: pikepdf.Pdf, path: Path) -> Manifest:
    """The manifest of an open PDF; raises `Faults` when it has none, or one that cannot be read."""
    content = attached_files(pdf).get(FILE_NAME)
    if content is None:
        raise Faults.one(Place(str(path)), NOT_OURS)
    return parse_manifest(content, Place(str(path)))


def parse_manifest(content: bytes, place: Place) -> Manifest:
    """A manifest from its bytes; raises `Faults` at `place` when they are damaged or of another version."""
    other = f"its manifest has another form than this version of the program reads (format {FORMAT})"
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        if f'"format":{FORMAT},'.encode() not in content[:40]:
            message = other
        else:
            first = error.errors(include_url=False)[0]
            message = f"its manifest is damaged: {first['msg']} at {'.'.join(map(str, first['loc']))}"
        raise Faults.one(place, f"{message}; build the PDF again") from None
    if manifest.format != FORMAT:
        raise Faults.one(place, f"{other}; build the PDF again")
    return manifest


def attached_files(pdf: pikepdf.Pdf) -> dict[str, bytes]:
    """The files attached to a PDF, by name."""
    return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
