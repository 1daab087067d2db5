"""The sentence that a printed stretch of text stands in."""

import re
from collections.abc import Iterator

from brochure.manifest.model import BlockRecord, LineRecord
from brochure.manifest.where import offset_of
from brochure.pdf.letters import unfolded

_STOP = re.compile(r"[.!?][»”\")]?\s+(?=[«“\"(]?(\w))")


def sentence_at(block: BlockRecord, line: LineRecord, printed: str) -> str:
    """The sentence of a block in which `printed`, which stands in `line`, was set; all of a block that has but one."""
    text = block.text
    near = len(unfolded(text[: line.start])) + unfolded(line.said).find(unfolded(printed))
    at = offset_of(text, printed, near=near)
    if at is None:
        return text
    return next(text[start:end].strip() for start, end in sentence_spans(text) if start <= at < end)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end: after a stop, before a capital letter; "4. kvartal" and "1. januar" go on."""
    begin = 0
    for match in _STOP.finditer(text):
        if match[1].isupper():
            yield begin, match.end()
            begin = match.end()
    yield begin, len(text)
