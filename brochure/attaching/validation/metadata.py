"""What the metadata of a file (XMP) say of it: its title, and the standards that it claims to keep.

ISO 19005-3, 6.6.4, and ISO 14289-1, 5, say how a claim is written.
"""

from dataclasses import dataclass
from typing import Any

import pikepdf

from brochure.pdf import objects
from brochure.pdf.streams import unpacked_size
from brochure.pdf.walking import DamagedError

_LARGEST = 20_000_000
"""Bytes of metadata that are read."""
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"


@dataclass(frozen=True, slots=True)
class Metadata:
    """The title, None where there is none, and the standards claimed, as the reference validator names them ("3a")."""

    title: str | None
    claims: tuple[str, ...]


def read_metadata(pdf: pikepdf.Pdf) -> Metadata:
    """The metadata of an open file; those that cannot be read say nothing. Raises `DamagedError` for far too many."""
    packet = objects.stream(pdf.Root, "/Metadata")
    if packet is None:
        return Metadata(None, ())
    if unpacked_size(packet, _LARGEST) > _LARGEST:
        raise DamagedError(f"they unpack to more than {_LARGEST // 1_000_000} MB")
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as found:
            values: dict[str, Any] = {
                key: found.get(key) for key in ("dc:title", f"{_PDFA}part", f"{_PDFA}conformance", f"{_PDFUA}part")
            }
    except Exception:  # whatever the parser of XML makes of a damaged packet
        return Metadata(None, ())
    title = values["dc:title"]
    claims = []
    if part := values[f"{_PDFA}part"]:
        claims.append(f"{part}{values[f'{_PDFA}conformance'] or ''}".strip().lower())
    if part := values[f"{_PDFUA}part"]:
        claims.append(f"ua{part}".strip())
    return Metadata(str(title).strip() if title is not None else None, tuple(claims))
