"""Rules over finished PDFs: a rule and a function from an open PDF to what it finds.

Knows no check; each module of `brochure/attaching/validation/rules/` ends in a tuple `CHECKS`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from brochure.attaching.validation.content import Box
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.structure import Element
from brochure.findings import Faults, Finding, Level, Place, Rule, Subject
from brochure.pdf.opening import damaged_in

DAMAGED = "pdf-damaged"
"""The name under which it is told that a part of a file cannot be checked."""
_MOST = 20
"""More findings of one check than this are counted, not told one by one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check has found, before it has the check's name: what, and where.

    `page` counts from 0, None for what concerns the file; `element` and `box` lead to the source place; `source` is
    that place where the check knows it.
    """

    message: str
    page: int | None = None
    element: Element | None = None
    box: Box | None = None
    source: Place | None = None


@dataclass(frozen=True, slots=True)
class Check(Rule):
    """One thing to look for in a PDF.

    `name` begins with "pdf-". An error makes the file unfit for its readers; a warning is something that a person
    should look at.
    """

    find: Callable[[OpenedPdf], Iterable[Hit]]
    family: str = field(default="finished PDF", kw_only=True)
    level: Level = field(default=Level.ERROR, kw_only=True)
    looks_at: Subject = field(default=Subject.PDF, kw_only=True)
    needs_pages: bool = False
    """Whether it looks at what stands on the pages, which takes longest to read."""
    of_ua1_alone: bool = False
    """Whether PDF/UA-1 asks for it, and PDF/UA-2 no longer does."""

    def findings(self, opened: OpenedPdf) -> list[tuple[int, Finding]]:
        """What the check finds, each with its page from 0 (-1 for the file); of very many the rest is counted."""
        if self.of_ua1_alone and opened.keeps_ua2:
            return []
        try:
            with damaged_in(opened.place, f"parts that {self.name} looks at"):
                hits = list(self.find(opened))
        except Faults as faults:
            return [(-1, replace(finding, rule=DAMAGED)) for finding in faults.findings]
        told = [(hit.page if hit.page is not None else -1, self._told(opened, hit)) for hit in hits[:_MOST]]
        if len(hits) > _MOST:
            rest = f"and {len(hits) - _MOST} more of the same kind"
            told.append((len(opened.page_objects), Finding(Place(str(opened.path)), rest, self.level, rule=self.name)))
        return told

    def _told(self, opened: OpenedPdf, hit: Hit) -> Finding:
        place = hit.source or source_of(opened, hit) or Place(str(opened.path))
        page = opened.page_name(hit.page) if hit.page is not None and hit.page >= 0 else None
        return Finding(place, hit.message, self.level, page, rule=self.name)


def on(opened: OpenedPdf, element: Element, message: str) -> Hit:
    """A hit on an element, with the page that it begins on."""
    page = element.page
    return Hit(message, page if page >= 0 else None, element)


def source_of(opened: OpenedPdf, hit: Hit) -> Place | None:
    """The place in the project that causes a hit, for one of our own files; None where that is not known."""
    sources = opened.sources
    if sources is None:
        return None
    if hit.element is not None:
        for text in filter(None, (hit.element.alt, hit.element.title)):
            if place := sources.of_text(text):
                return place
        for page, box in opened.boxes_of(hit.element).items():
            is_exhibit = hit.element.tag in ("Figure", "Table", "TR", "TH", "TD")
            if place := (sources.of_exhibit(page, box) if is_exhibit else None) or sources.at(page, box):
                return place
    if hit.page is not None and hit.box is not None:
        return sources.at(hit.page, hit.box)
    return None


def shortened(text: str, longest: int = 60) -> str:
    """A text in quotation marks, cut after some words where it is long."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return f"«{text}»"
    return f"«{text[:longest].rsplit(' ', 1)[0]} …»"
