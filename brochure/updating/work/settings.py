"""Settings of an edition that contradict each other or those of another edition, and those that wait for an answer.

A budget year lies in two calendar years: the proposition comes in the autumn before it, in a session of the Storting
that ends in September of the year itself.
"""

import datetime
import re
from collections.abc import Iterator, Mapping

from brochure.findings import BrochureError
from brochure.project.edition.reading import SETTINGS, edition_names, read_settings
from brochure.project.edition.settings import EditionSettings
from brochure.project.sources.document import Document
from brochure.project.sources.project import Project
from brochure.updating.work.entries import Entry, Kind, Spot

TO_CONFIRM = "to confirm:"
"""Begins a comment in the settings behind what somebody has still to look at; the comment goes when it is right."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SESSION = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)?\d\d)(?!\d)")
_CONFIRMED_BY_HAND = re.compile(rf"#\s*{re.escape(TO_CONFIRM)}\s*(.*)")


def settings_at_odds(project: Project, name: str, settings: EditionSettings, document: Document) -> Iterator[Entry]:
    """An entry for each contradiction, and for each comment `# to confirm: …`."""
    lines = enumerate(document.text.split("\n"), start=document.first_line)
    to_confirm = {number: (line, waiting) for number, line in lines if (waiting := _CONFIRMED_BY_HAND.search(line))}
    for key, message in (*_against_year(name, settings), *_against_others(project, name, settings)):
        if document.place(key).line not in to_confirm:  # who confirms it looks at it
            yield _entry(document, key, message)
    for number, (line, waiting) in to_confirm.items():
        place = project.place(project.editions / name / SETTINGS, number)
        what = line[: waiting.start()].strip()
        message = f"to be confirmed: {waiting[1].strip() or what}; take the comment away when it is right"
        yield Entry(Kind.SETTING, message, (Spot(place, what),))


def _entry(document: Document, key: str, message: str) -> Entry:
    return Entry(Kind.SETTING, message, (Spot(document.place(key), key),), values={"setting": key})


def _against_year(name: str, settings: EditionSettings) -> Iterator[tuple[str, str]]:
    year = settings.budget_year
    session = _SESSION.search(settings.proposition)
    if session is not None:
        first, last = int(session[1]), int(session[1][: 4 - len(session[2])] + session[2])
        if (first, last) != (year - 1, year):
            message = f"proposition «{settings.proposition}» is of another session than that of the budget year {year}"
            yield "proposition", f"{message}, {year - 1}–{year}"
    earliest, end = datetime.date(year - 1, 1, 1), datetime.date(year, 9, 30)
    if not earliest <= settings.date <= end:
        yield "date", f"date {settings.date} is not when the budget of {year} is made; it comes in the autumn before"
    for key, written in (("budget_year", name), ("file_name", settings.file_name)):
        years = _YEAR.findall(written)
        if years and str(year) not in years:
            what = f"the folder '{written}'" if key == "budget_year" else f"file_name '{written}'"
            yield key, f"{what} says {' and '.join(years)}, budget_year {year}"


def _against_others(project: Project, name: str, settings: EditionSettings) -> Iterator[tuple[str, str]]:
    for other, theirs in _others(project, name).items():
        if theirs.budget_year == settings.budget_year:
            yield "budget_year", f"budget_year {settings.budget_year} is that of the edition '{other}' too"
        if theirs.file_name == settings.file_name:
            message = f"file_name '{settings.file_name}' is that of the edition '{other}' too"
            yield "file_name", f"{message}; the PDFs of one would take the place of the other's"
        shared = sorted(_codes(settings) & _codes(theirs))
        if shared:
            yield "publication_code", f"publication_code {', '.join(shared)} is that of the edition '{other}' too"


def _others(project: Project, name: str) -> Mapping[str, EditionSettings]:
    found: dict[str, EditionSettings] = {}
    for other in edition_names(project):
        if other == name:
            continue
        try:
            found[other], _ = read_settings(project, other)
        except BrochureError:
            continue  # it is not this edition that is at fault
    return found


def _codes(settings: EditionSettings) -> set[str]:
    return {code for language in settings.languages if (code := settings.publication_code.get(language))}
