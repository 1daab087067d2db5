"""The standards that a PDF can be held against: how they are asked for, and what they are called.

The list is the reference validator's. Knows nothing of how anything is validated.
"""

from collections.abc import Iterable

from brochure.findings import UsageError, near

NAMES = {
    "1a": "PDF/A-1a",
    "1b": "PDF/A-1b",
    "2a": "PDF/A-2a",
    "2b": "PDF/A-2b",
    "2u": "PDF/A-2u",
    "3a": "PDF/A-3a",
    "3b": "PDF/A-3b",
    "3u": "PDF/A-3u",
    "4": "PDF/A-4",
    "4e": "PDF/A-4e",
    "4f": "PDF/A-4f",
    "ua1": "PDF/UA-1",
    "ua2": "PDF/UA-2",
}
"""Standards by the names that they are asked for by."""
UNCLAIMED = ("ua1",)
"""What a file that claims nothing is held against."""


def parse_standards(written: str) -> tuple[str, ...]:
    """The standards of a list with commas, each once; "PDF/A-3a" is as good as "3a".

    Raises `UsageError` with near names for one that there is not.
    """
    found = []
    for item in filter(None, (part.strip() for part in written.split(","))):
        standard = item.casefold().removeprefix("pdf").lstrip("/").removeprefix("a-").replace("-", "")
        if standard not in NAMES:
            raise UsageError(f"there is no standard '{item}'.{near(item, NAMES, listed=len(NAMES))}")
        found.append(standard)
    if not found:
        raise UsageError(f"--standard needs the name of a standard.{near('', NAMES, listed=len(NAMES))}")
    return tuple(dict.fromkeys(found))


def claimed(claims: Iterable[str]) -> tuple[str, ...]:
    """Those of a file's claims that can be validated; PDF/UA-1 where there is none."""
    return tuple(claim for claim in claims if claim in NAMES) or UNCLAIMED
