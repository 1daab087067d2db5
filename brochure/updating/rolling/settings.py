"""`edition.toml` of next year: what follows from the budget year moves on, what does not is marked as to be confirmed.

The lines stay as they are but for these values, and comments behind them.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator

from brochure.findings import Faults
from brochure.project.edition.settings import EditionSettings
from brochure.project.sources.document import Document
from brochure.updating.editing import Edit
from brochure.updating.work.settings import TO_CONFIRM

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\s*[-–—/]\s*)(\d\d)(?!\d)")
_CONFIRMED = {
    "date": "the day of publication",
    "publication_code": "the code of this year's publication",
    "isbn": "the number of this year's publication",
    "annex": "the annex's number and first page",
}


def later(text: str, years: int) -> str:
    """A text with each of its years moved; a session in short ("2015–16") is two of them."""

    def session(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2]}{(int(match[3]) + years) % 100:02}"

    return YEAR.sub(lambda match: str(int(match[0]) + years), _SHORT.sub(session, text))


def settings_edits(text: str, document: Document, settings: EditionSettings, years: int) -> Iterator[Edit]:
    """What changes in the text of `edition.toml`; its lines are numbered as in `document`."""
    starts = [0, *(match.end() for match in re.finditer(r"\n", text))]

    def line(number: int) -> tuple[int, str]:
        start = starts[number - 1]
        end = text.find("\n", start)
        return start, text[start : len(text) if end < 0 else end].rstrip("\r")

    moved_date = later_date(settings.date, years).isoformat()
    values = {
        "budget_year": (r"=\s*([\d_]+)", str(settings.budget_year + years)),
        "date": (r"=\s*(\d{4}-\d\d-\d\d)", moved_date),
        "proposition": (r"=\s*[\"']+([^\"']*)", later(settings.proposition, years)),
        "file_name": (r"=\s*[\"']+([^\"']*)", later(settings.file_name, years)),
    }
    for key, (pattern, new) in values.items():
        start, written = line(document.place(key).line or 1)
        if found := re.search(pattern, written):
            yield Edit(start + found.start(1), start + found.end(1), new)
    for key, what in _CONFIRMED.items():
        if (key,) in document.lines or any(keys[:1] == (key,) for keys in document.lines):
            first = min(number for keys, number in document.lines.items() if keys[:1] == (key,))
            start, written = line(first)
            if TO_CONFIRM not in written:
                end = start + len(written)
                yield Edit(end, end, f"  # {TO_CONFIRM} {what}")


def refuse_unmoved(text: str, document: Document, year: int) -> None:
    """Raise `Faults` for settings that, after all, are not those of the year, or cannot be read."""
    try:
        values = tomllib.loads(text)
    except ValueError:
        values = {}
    if values.get("budget_year") != year:
        message = "this file cannot be moved on; write budget_year, proposition, date and file_name on a line each"
        raise Faults.one(document.place("budget_year"), message)


def later_date(date: datetime.date, years: int) -> datetime.date:
    """The same day some years later."""
    try:
        return date.replace(year=date.year + years)
    except ValueError:  # 29 February
        return date.replace(year=date.year + years, day=28)
