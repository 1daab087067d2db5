"""The languages of the shipped edition say the same: the same numbers, part by part, in the finished PDFs."""

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from brochure.project.languages import Language
from tests.support.notation import numbers_in
from tests.support.pdf import Element
from tests.support.shipped import Shipped, languages

pytestmark = pytest.mark.slow
OTHERS = [language for language in languages() if language is not Language.BOKMAAL]


UNLIKE = ("contents", "kolofon")
"""Parts whose numbers may differ: page numbers, and the version of a licence, which has a point in all languages."""


def parts(edition: Shipped) -> dict[str, list[Element]]:
    """What stands on the pages of each part of the brochure, by its name, or by its place where it has no file."""
    (document,) = edition.pdf.structure.children
    names = {part.title: name for name, part in edition.gathered.text.parts.items()}
    names[edition.gathered.words("contents")] = "contents"
    found: dict[str, list[Element]] = {"cover": []}
    for pages in document.children:
        for heading in pages.all("H1"):
            found[names.get(heading.text, f"part {len(found)}")] = []
        found[list(found)[-1]].append(pages)
    return found


def text_of(elements: list[Element]) -> str:
    """The text of elements, a line for each run; without what is drawn, whose axes may be marked otherwise."""

    def texts(element: Element) -> Iterator[str]:
        for item in element.content if element.tag != "Figure" else ():
            if isinstance(item, str):
                yield item
            else:
                yield from texts(item)

    return "\n".join(text for element in elements for text in texts(element))


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_each_part_has_the_same_numbers_in_every_language(
    other: Language, shipped_editions: Mapping[Language, Shipped]
) -> None:
    """As often, too; numbers in words are not compared."""
    ours, theirs = (parts(shipped_editions[language]) for language in (Language.BOKMAAL, other))
    assert list(ours) == list(theirs)
    seen = 0
    for name in ours:
        if name not in UNLIKE:
            mine, other_s = numbers_in(text_of(ours[name]), Language.BOKMAAL), numbers_in(text_of(theirs[name]), other)
            assert {"lacking": mine - other_s, "added": other_s - mine} == {"lacking": {}, "added": {}}, name
            seen += mine.total()
    assert seen > 700


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_whole_alternative_texts_have_the_same_numbers_in_every_language(
    other: Language, shipped_editions: Mapping[Language, Shipped]
) -> None:
    """Where a language has no room for all, it says where the rest is, and may tell less than another."""
    seen = 0
    told = []
    for language in (Language.BOKMAAL, other):
        edition = shipped_editions[language]
        rest = edition.gathered.words("alt.rest_in_table")
        alternatives = [item.alt or "" for item in edition.pdf.structure.all("Figure")]
        told.append([None if text.endswith(rest) else numbers_in(text, language) for text in alternatives])
    for mine, others in zip(*told, strict=True):
        if mine is not None and others is not None:
            assert mine == others
            seen += mine.total()
    assert seen > 100


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("I 2014 var 63,4 prosent, 381 825 personer, i arbeid.", "nb", ["2014", "63,4", "381825"]),
        ("In 2014, 63.4 per cent, 381,825 persons, were in work.", "en", ["2014", "63,4", "381825"]),
        ("i 2012, 2013 og 4. kvartal 2014", "nn", ["2012", "2013", "4", "2014"]),
        ("ages 15\u201374, in 2014.", "en", ["15", "74", "2014"]),
        ("i 2014\n380 personer", "nb", ["2014", "380"]),
    ],
)
def test_numbers_of_a_text_are_found_in_every_language(text: str, language: str, found: list[str]) -> None:
    assert numbers_in(text, Language(language)) == Counter(found)
