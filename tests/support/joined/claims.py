"""What a PDF says of itself: its information dictionary, its XMP packet, and the standards it claims to keep."""

import re
from typing import Any
from xml.etree import ElementTree

from tests.support.joined.inventory import Metadata
from tests.support.joined.source import Source, entry, resolved, stream_data, text

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ARCHIVE = "{http://www.aiim.org/pdfa/ns/id/}"
_ACCESSIBLE = "{http://www.aiim.org/pdfua/ns/id/}"


def metadata(source: Source) -> Metadata:
    """The document's metadata."""
    info = resolved(source.reader.trailer.get("/Info")) or {}
    packet = entry(source.root, "/Metadata")
    properties = _properties(stream_data(packet)) if packet is not None else {}
    return Metadata(
        info={str(key)[1:]: str(text(info, key)) for key in info},
        properties=properties,
        archive=properties.get(f"{_ARCHIVE}part", "") + properties.get(f"{_ARCHIVE}conformance", "").lower(),
        accessible=properties.get(f"{_ACCESSIBLE}part", ""),
        language=text(source.root, "/Lang") or "",
        version=max(source.reader.pdf_header[-3:], (text(source.root, "/Version") or "")[1:]),
    )


def _properties(packet: bytes) -> dict[str, str]:
    """Names and texts of the properties, whether they are written as elements or as attributes."""
    xml = re.sub(rb"<\?xpacket.*?\?>", b"", packet, flags=re.DOTALL).strip(b"\0 \r\n\t")
    found: dict[str, str] = {}
    for description in ElementTree.fromstring(xml).iter(f"{_RDF}Description"):
        found |= {name: value for name, value in description.attrib.items() if not name.startswith(_RDF)}
        found |= {item.tag: _text(item) for item in description}
    return found


def _text(item: Any) -> str:
    return " | ".join(" ".join(part.split()) for part in item.itertext() if part.strip())
