"""Whether the language of the file is given, and text in another language says so (ISO 14289-1, 7.2).

Bokmål, nynorsk and English are recognised by words that are common in one of them alone; of other languages nothing is
known.
"""

import re
from collections.abc import Iterator

from brochure.attaching.validation.check import Check, Hit, on, shortened
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.recognising import recognised
from brochure.attaching.validation.structure import Element
from brochure.findings import Level
from brochure.pdf import objects

_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
"""RFC 3066, 2.1."""
_MACRO = {"no": {"nb", "nn"}}
"""A language that stands for several."""
_TEXTS = ("P", "LBody", "TD", "TH", "Caption", "BlockQuote", "Note", "H1", "H2", "H3", "H4", "H5", "H6")


def _unset(opened: OpenedPdf) -> Iterator[Hit]:
    language = objects.text(opened.pdf.Root.get("/Lang"))
    if not (language or "").strip():
        yield Hit("the file does not say what language it is in (Lang), so that it may be read aloud as another")
    elif not _TAG.fullmatch(language or ""):
        yield Hit(f"'{language}' is no code of a language, such as nb, nn or en (Lang)")
    for element in opened.structure.elements:
        own = element.own_language
        if own and not _TAG.fullmatch(own):
            yield on(opened, element, f"'{own}' is no code of a language, such as nb, nn or en (Lang)")


def _other(opened: OpenedPdf) -> Iterator[Hit]:
    """Texts recognised as another language than they are said to be in; all of them as one if they are most."""
    whole = objects.text(opened.pdf.Root.get("/Lang")) or ""
    judged, others = 0, list[tuple[Element, str, str]]()
    for element in _texts(opened):
        text, said = opened.text_of(element), element.language or whole
        found = recognised(text)
        judged += found is not None
        if found is not None and said and not _fits(said, found):
            others.append((element, text, found))
    own = [found for element, _, found in others if element.language is None]
    if own and len(own) > 0.5 * judged:
        yield Hit(
            f"the file says that it is in {_name(whole)}, but most of its text is {_name(max(own, key=own.count))}"
        )
        return
    for element, text, found in others:
        told = f"{shortened(text)} is {_name(found)}, but said to be {_name(element.language or whole)}"
        yield on(opened, element, f"{told}; give it a language of its own (Lang)")


def _texts(opened: OpenedPdf) -> Iterator[Element]:
    """Elements with text of their own, not those that hold other such."""
    for element in opened.structure.all(*_TEXTS):
        if not any(child.tag in _TEXTS for child in element.children):
            yield element


def _fits(said: str, found: str) -> bool:
    primary = said.split("-")[0].casefold()
    return found == primary or found in _MACRO.get(primary, ())


def _name(code: str) -> str:
    return {"nb": "bokmål", "nn": "nynorsk", "en": "English", "no": "Norwegian"}.get(code.split("-")[0], f"'{code}'")


CHECKS = (
    Check("pdf-language", "The language of the file or of a text is not given, or its code is none.", _unset),
    Check(
        "pdf-language-change",
        "A text of a sentence or more in bokmål, nynorsk or English is said to be in another language.",
        _other,
        level=Level.WARNING,
        needs_pages=True,
    ),
)
