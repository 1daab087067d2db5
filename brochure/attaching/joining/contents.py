"""Whether a document's printed table of contents names something; its links and bookmarks are another matter."""

import re
from collections.abc import Sequence

_ENTRY = re.compile(r"\S.*?(?:[.…\s]{2,}|\s)\d{1,4}$")
_HEADINGS = ("innhold", "innhald", "contents", "innholdsfortegnelse", "innhaldsliste", "table of contents")
_ENTRIES = 4
"""A page with so many lines that end in a number is one of a table of contents, if its heading is on it or before."""


def contents_without(pages: Sequence[str], names: Sequence[str]) -> int | None:
    """The first page, from 0, of a table of contents that has none of some names; None for any other.

    `pages` are the words of the first pages, `names` what may stand for the thing sought, all as they are printed.
    """
    begins = next((number for number, text in enumerate(pages) if _is_begun(text)), None)
    if begins is None:
        return None
    end = next((number for number in range(begins + 1, len(pages)) if not _is_listed(pages[number])), len(pages))
    printed = _plain(" ".join(pages[begins:end]))
    return None if any(_plain(name) in printed for name in names if name.strip()) else begins


def printed_number(text: str) -> int | None:
    """The number of a page as it is printed on it: alone in the first or last line; None for none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [line for line in (*lines[-1:], *lines[:1]) if line.isascii() and line.isdigit() and len(line) <= 4]
    return int(found[0]) if found else None


def _is_begun(text: str) -> bool:
    lines = [line.strip().casefold() for line in text.splitlines()]
    return any(line in _HEADINGS for line in lines) and _is_listed(text)


def _is_listed(text: str) -> bool:
    return sum(bool(_ENTRY.search(line.strip())) for line in text.splitlines()) >= _ENTRIES


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
