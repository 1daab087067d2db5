"""Whether figures say what they show to those who do not see them (ISO 14289-1, 7.3).

Whether an alternative text is a good one only a person can say; here is told what cannot be one.
"""

import re
from collections.abc import Iterator

from brochure.attaching.validation.check import Check, Hit, on, shortened
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.structure import Element
from brochure.attaching.validation.words import read_words

_FILE_NAME = re.compile(r"\S*[\w) -]\.(?:png|jpe?g|gif|svg|tiff?|bmp|[ew]mf|webp|pdf|eps|docx?|xlsx?)", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:figur|figure|fig\.?|diagram|tabell|table)\s*\d+(?:\.\d+)*\s*[.:–-]?\s*", re.IGNORECASE)


def _missing(opened: OpenedPdf) -> Iterator[Hit]:
    for element in opened.structure.all("Figure", "Formula"):
        if not (element.alt or "").strip() and not (element.actual_text or "").strip():
            what = "figure" if element.tag == "Figure" else "formula"
            told = opened.text_of(element)
            named = f" with the text {shortened(told, 40)}" if told else ""
            yield on(opened, element, f"a {what}{named} has no alternative text; say in a sentence what one sees")


def _useless(opened: OpenedPdf) -> Iterator[Hit]:
    generic = read_words().says_nothing
    for element in opened.structure.all("Figure"):
        alt = " ".join((element.alt or "").split())
        if not alt:
            continue
        if _FILE_NAME.fullmatch(alt):
            yield on(opened, element, f"the alternative text of a figure is the name of a file, {shortened(alt)}")
        elif re.sub(r"[\d.:\s]+$", "", alt.casefold()) in generic:
            yield on(opened, element, f"the alternative text of a figure, {shortened(alt)}, does not say what it shows")


def _title_again(opened: OpenedPdf) -> Iterator[Hit]:
    """Alternative texts that are the caption, the name of the element or, in one of our files, the figure's title."""
    sources = opened.sources
    titles = {_compared(item.title) for item in sources.manifest.exhibits} if sources else set()
    for element in opened.structure.all("Figure"):
        alt = _compared(element.alt or "")
        said = {_compared(opened.text_of(caption)) for caption in _captions(element)} | {_compared(element.title or "")}
        if alt and alt in said | titles:
            message = f"the alternative text of a figure, {shortened(element.alt or '')}, only says its title again"
            yield on(opened, element, f"{message}; say what one sees")


def _captions(figure: Element) -> Iterator[Element]:
    """The captions in a figure, and those beside it in what holds it alone."""
    yield from figure.all("Caption")
    if figure.parent is not None and len(figure.parent.all("Figure")) == 1:
        yield from (child for child in figure.parent.children if child.tag == "Caption")


def _compared(text: str) -> str:
    """A text as it is compared: without the number of a figure, signs and capitals."""
    words = re.findall(r"\w+", _NUMBER.sub("", " ".join(text.split())).casefold())
    return " ".join(words)


CHECKS = (
    Check("pdf-no-alt-text", "A figure or formula has no alternative text.", _missing),
    Check(
        "pdf-empty-alt-text", "An alternative text is the name of a file, or one word that fits any figure.", _useless
    ),
    Check("pdf-alt-is-title", "The alternative text of a figure is its title or caption.", _title_again),
)
