"""What the reference validator says, in plain words and with its place: page, and source where that is known.

The words are in `explanations.toml`. A rule that has none is told in the validator's own.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from brochure.attaching.validation.check import Hit, source_of
from brochure.attaching.validation.content import Box
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.reference import RuleFailure
from brochure.attaching.validation.structure import Element
from brochure.findings import Finding, Place

_TABLES = {
    "ISO 14289-1": "pdfua",
    "ISO 14289-2": "pdfua2",
    "ISO 19005-2": "pdfa",
    "ISO 19005-3": "pdfa",
    "ISO 19005-4": "pdfa4",
}
_NESTING = re.compile(
    r"<(?P<outer>[^>]+)> shall (?P<how>not contain|contain at most one) (?:<(?P<inner>[^>]+)>|content)"
)
"""How ISO/TS 32005 says what may stand in what."""
_PAGE = re.compile(r"\bpages\[(\d+)\]")
_OBJECT = re.compile(r"\((\d+) (\d+) obj\b")
_ANNOTATION = re.compile(r"\bannots\[(\d+)\]")
_FONT = re.compile(r"\bfont\[\d+\]\((?:[A-Z]{6}\+)?([^),]+)|usedGlyphs\[\d+\]\((?:[A-Z]{6}\+)?(\S+)")
_MOST_PAGES = 10


class _Where(NamedTuple):
    """A place that a failure names: page from 0, element, box on the page, each None where it is not known."""

    page: int | None
    element: Element | None
    box: Box | None


def explained(opened: OpenedPdf, standard: str, failure: RuleFailure) -> Iterator[tuple[int, Finding]]:
    """A broken rule as findings, one for each page that it is broken on, by that page from 0 (-1 for the file)."""
    by_page: dict[int, list[str]] = {}
    for context in failure.contexts:
        where = _where(opened, context)
        by_page.setdefault(-1 if where.page is None else where.page, []).append(context)
    message = _message(failure)
    rule = f"{standard}-{failure.clause}-{failure.test_number}"
    for page, contexts in sorted(by_page.items())[:_MOST_PAGES]:
        where = _where(opened, contexts[0])
        hit = Hit(message, where.page, where.element, where.box)
        place = source_of(opened, hit) or Place(str(opened.path))
        times = f" ({len(contexts)} times)" if len(contexts) > 1 else ""
        name = opened.page_name(page) if page >= 0 else None
        yield page, Finding(place, f"{message}{_font(contexts[0])}{times}", page=name, rule=rule)
    told = sum(len(contexts) for _, contexts in sorted(by_page.items())[:_MOST_PAGES])
    if told < failure.count:
        rest = f"{message}: {failure.count - told} times more, also on later pages"
        yield len(opened.page_objects), Finding(Place(str(opened.path)), rest, rule=rule)


def plain_words(specification: str, clause: str, test_number: int) -> str | None:
    """What a rule means; None for one that has no words here."""
    table = _explanations().get(_TABLES.get(specification.split(":")[0], ""), {})
    return table.get(f"{clause}-{test_number}") or table.get(clause)


@cache
def _explanations() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_name("explanations.toml").read_text("utf-8"))


def _message(failure: RuleFailure) -> str:
    if nesting := _NESTING.search(failure.message):
        what = f"a tag {nesting['inner']}" if nesting["inner"] else "text or a picture"
        if nesting["how"] == "contain at most one":
            return f"a tag {nesting['outer']} holds more than one {nesting['inner']}"
        return f"a tag {nesting['outer']} holds {what}, which may not stand in it"
    own = plain_words(failure.specification, failure.clause, failure.test_number)
    return own or f"{failure.message} ({failure.specification}, {failure.clause})"


def _font(context: str) -> str:
    """The font that a failure is about, if it is about one."""
    match = _FONT.search(context)
    return f": «{match[1] or match[2]}»" if match else ""


def _where(opened: OpenedPdf, context: str) -> _Where:
    """What a path of veraPDF leads to, such as "root/document[0]/pages[3](12 0 obj PDPage)/annots[0]…"."""
    page = int(match[1]) if (match := _PAGE.search(context)) else None
    if page is not None and page >= len(opened.page_objects):
        page = None
    if page is not None and (match := _ANNOTATION.search(context)):
        annotations = opened.annotations(page)
        at = int(match[1])
        return _Where(page, None, opened.box_of_annotation(page, annotations[at]) if at < len(annotations) else None)
    numbers = [(int(number), int(generation)) for number, generation in _OBJECT.findall(context)]
    element = next((item for number in reversed(numbers) if (item := opened.structure.by_number.get(number))), None)
    if element is not None:
        return _Where(element.page if page is None and element.page >= 0 else page, element, None)
    return _Where(page, None, None)
