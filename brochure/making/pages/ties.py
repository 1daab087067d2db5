"""Names that are not parted at the hyphen in them: «Vest-Europa» stands on one line, and so does «EU-land»."""

import re
from xml.etree.ElementTree import Element

JOINT = "\u2060"
"""A joint without width (U+2060, word joiner)."""
_CAPITAL = "A-ZÀ-ÖØ-ÞČĐŊŠŦŽ"
_TIED = re.compile(rf"(?<![\w-])([{_CAPITAL}][^\W\d_{_CAPITAL}]+-(?=[{_CAPITAL}])|[{_CAPITAL}]{{1,4}}-(?=\w))")
_DRAWN = "{http://www.w3.org/2000/svg}"
_LEFT_ALONE = frozenset({"head", "thead"})
"""The heads of tables are too narrow for it."""


def tie_names(root: Element) -> None:
    """Put a joint without width behind the hyphen of every name and abbreviation in a document."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if str(element.tag).startswith(_DRAWN) or element.tag in _LEFT_ALONE or "address" in element.get("class", ""):
            continue
        element.text = _tied(element.text)
        for child in element:
            child.tail = _tied(child.tail)
            waiting.append(child)


def _tied(text: str | None) -> str | None:
    return _TIED.sub(rf"\1{JOINT}", text) if text and "-" in text else text
