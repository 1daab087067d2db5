"""What stands below a table in a CSV or a sheet: footnotes, the source, the unit, when it was last changed."""

import re
from collections.abc import Collection, Sequence

from brochure.statistics.raw_table import Said
from brochure.statistics.statuses import footnote_of

_NOTE = re.compile(r"(?:\d{1,2}\)|[*¹²³⁴⁵⁶⁷⁸⁹]|(?:fot)?note?r?\b|merknad|kilde|kjelde|source)", re.IGNORECASE)
_LONG = 40
_KEYS = {
    "kilde": "publisher",
    "kjelde": "publisher",
    "source": "publisher",
    "kontakt": "contact",
    "contact": "contact",
    "måleenhet": "unit",
    "eining": "unit",
    "enhet": "unit",
    "units": "unit",
    "unit": "unit",
    "sist endret": "updated",
    "sist endra": "updated",
    "siste endring": "updated",
    "sist oppdatert": "updated",
    "latest update": "updated",
}
"""Words that PxWeb writes before what it says, in Norwegian and English."""


def notes_begin(
    rows: Sequence[Sequence[str]], first: int, width: int, apart: Collection[int], values: Sequence[int]
) -> int:
    """The place of the first row below the table: the rows at the end that have no value.

    They must stand apart from it, or begin as notes do; a row that merely lacks its fields belongs to the table.
    """
    end = len(rows)
    while end > first and _is_without_values(rows[end - 1], width, values):
        end -= 1
    for at in range(end, len(rows)):
        text = next(filter(None, rows[at]), "")
        if at > first and (at in apart or _NOTE.match(text) or len(text) > _LONG):
            return at
    return len(rows)


def said_below(texts: Sequence[str]) -> tuple[Said, dict[str, str]]:
    """What the texts below a table say of it, and what each footnote sign among them means."""
    found: dict[str, str] = {}
    notes: list[str] = []
    meanings: dict[str, str] = {}
    at = 0
    while at < len(texts):
        text = texts[at].strip()
        key, _, value = text.partition(":")
        at += 1
        field = _KEYS.get(key.strip().casefold())
        if field is not None:
            if not value.strip() and at < len(texts):
                value, at = texts[at], at + 1
            found.setdefault(field, value.strip())
            continue
        mark, words = footnote_of(text)
        if mark:
            meanings[mark] = words
        notes.append(" ".join(text.split()))
    said = Said(
        publisher=found.get("publisher", ""),
        contact=found.get("contact", ""),
        unit=found.get("unit", ""),
        updated=found.get("updated", ""),
        notes=tuple(notes),
    )
    return said, meanings


def _is_without_values(row: Sequence[str], width: int, values: Sequence[int]) -> bool:
    written = sum(map(bool, row))
    if width > 1 and (written <= 1 or row[0].partition(":")[0].strip().casefold() in _KEYS):
        return True
    return len(row) == width and written < width - len(values) and not any(row[i] for i in values)
