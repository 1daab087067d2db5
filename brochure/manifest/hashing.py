"""The checksum of what an edition says and shows."""

import hashlib
import json
from collections.abc import Sequence

from brochure.manifest.model import BlockRecord, ExhibitRecord, NumberRecord


def content_hash(
    blocks: Sequence[BlockRecord], exhibits: Sequence[ExhibitRecord], numbers: Sequence[NumberRecord]
) -> str:
    """A checksum of what is said and shown, wherever it was written."""
    content = [
        [(block.part, block.kind, block.text) for block in blocks],
        [(exhibit.kind, exhibit.name, exhibit.title, exhibit.alt, exhibit.shown) for exhibit in exhibits],
        [(number.name, number.value) for number in numbers],
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
