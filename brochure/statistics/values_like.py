"""Whether a text looks like a value: a number, with whatever signs and notes, or a standard symbol."""

import re

_VALUE = re.compile(r"[.:…-]{1,3}|[<>≤≥]?\s*[-\u2212\u2013]?\d[\d.,\s\u00a0\u202f]*[^\w]{0,2}\w{0,2}\)?")


def is_like_value(text: str) -> bool:
    """Whether a text may be a value."""
    return _VALUE.fullmatch(text) is not None
