"""The small rules of setting type, read from the text of the finished PDFs.

A no-break space and a plain one are the same glyph, so what must not break is seen from where lines end.
"""

import re
from collections.abc import Iterator, Mapping

import pytest

from brochure.project.languages import Language
from tests.support.pdf import ReadPdf, Run
from tests.support.shipped import Shipped

pytestmark = pytest.mark.slow

EVERYWHERE: Mapping[str, str] = {
    "a straight quotation mark": r"[\"']",
    "a hyphen in a range": r"\d[-\u2010\u2011]\d",
    "a hyphen for a minus": r"(?:^|[ (])-\d",
    "a hyphen for a dash": r" - ",
    "a space in a range": r"\d \u2013|\u2013 \d",
    "two spaces": r"[ \u00a0]{2}",
    "a space before a mark": r" [,;!?)\]»”]",
    "a space after an opening mark": r"[(\[«“] ",
    "three points": r"(?<=\w)\.\.\.",
}
IN_NORWEGIAN: Mapping[str, str] = {
    "no space before %": r"[^ ]%",
    "English quotation marks": r"[“”‘„]",
    "a decimal point": r"(?<!License )\b\d+\.\d",
    "a comma between thousands": r"\d,\d{3}(?!\d)",
}
IN_LANGUAGE: Mapping[Language, Mapping[str, str]] = {
    Language.BOKMAAL: IN_NORWEGIAN,
    Language.NYNORSK: IN_NORWEGIAN,
    Language.ENGLISH: {
        "a space before %": r"\s%",
        "Norwegian quotation marks": r"[«»„]",
        "a decimal comma": r"\d,\d{1,2}(?!\d)",
        "a space between thousands": r"(?<!\d)\d{1,3} \d{3}(?!\d)",
    },
}
WORDS_APART = frozenset({"no space before %"})
"""Rules that cannot be seen in drawings, whose words are set without the spaces between them."""


def faults(text: str, language: Language, *, drawn: bool = False) -> list[str]:
    """What is wrong with a run of text; addresses are left out of it."""
    plain = re.sub(r"\S*(?:://|www\.)\S*", "", text)
    rules = {**EVERYWHERE, **IN_LANGUAGE[language]}
    return [rule for rule, sign in rules.items() if not (drawn and rule in WORDS_APART) and re.search(sign, plain)]


def torn(runs: list[Run]) -> Iterator[str]:
    """Where a line ends that must not end there; `runs` are those of a page, in reading order."""
    for before, after in zip([None, *runs], [*runs, None], strict=True):
        if before and after and abs(before.y - after.y) < 0.5:
            continue  # they stand on one line
        if after and re.match(r"\s*%", after.text):
            yield f"a line begins with %: {after.text}"
        if before and re.search(r"[(\[«“‘]\s*$", before.text):
            yield f"a line ends with an opening mark: {before.text}"
        together = before and after and before.mcid == after.mcid and before.mcid is not None
        if together and before and after and re.search(r"(?<![\d.,])\d{1,3}\s*$", before.text):
            if re.match(r"\d{3}(?!\d)", after.text):
                yield f"a number ends with its line: {before.text}|{after.text}"
            if re.match(r"prosent|per cent|millio", after.text):
                yield f"a number stands without its unit: {before.text}|{after.text}"


def running(pdf: ReadPdf) -> Iterator[list[Run]]:
    """The runs of each page that are not drawn."""
    for number, runs in enumerate(pdf.pages):
        yield [run for run in runs if run.mcid is None or (number, run.mcid) not in pdf.drawn]


def test_every_run_of_text_is_set_by_the_rules_of_its_language(edition: Shipped) -> None:
    pdf, read = edition.pdf, 0
    for number, runs in enumerate(pdf.pages):
        for run in runs:
            drawn = run.mcid is not None and (number, run.mcid) in pdf.drawn
            assert faults(run.text, edition.language, drawn=drawn) == [], (number + 1, run.text)
            read += 1
    assert read > 5000


def test_no_line_ends_where_it_must_not(edition: Shipped) -> None:
    assert [fault for runs in running(edition.pdf) for fault in torn(runs)] == []


@pytest.mark.parametrize(
    ("text", "language", "fault"),
    [
        ('Dette er "sitat"', "nb", "a straight quotation mark"),
        ("don't know", "en", "a straight quotation mark"),
        ("alderen 15-74 år", "nn", "a hyphen in a range"),
        ("fra -2 til 3", "nb", "a hyphen for a minus"),
        ("arbeid - og mer", "nb", "a hyphen for a dash"),
        ("15 \u2013 74", "en", "a space in a range"),
        ("to  ord", "nb", "two spaces"),
        ("ord , ord", "nb", "a space before a mark"),
        ("( kilde 3)", "nb", "a space after an opening mark"),
        ("og så...", "nn", "three points"),
        ("69%", "nb", "no space before %"),
        ("69 %", "en", "a space before %"),
        ("“sitat”", "nn", "English quotation marks"),
        ("«quote»", "en", "Norwegian quotation marks"),
        ("63.4 prosent", "nb", "a decimal point"),
        ("63,4 per cent", "en", "a decimal comma"),
        ("12,345 personer", "nb", "a comma between thousands"),
        ("12 345 persons", "en", "a space between thousands"),
    ],
)
def test_what_breaks_a_rule_is_noticed(text: str, language: str, fault: str) -> None:
    assert faults(text, Language(language)) == [fault]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("andelen er 69", "% av alle", 1),
        ("i alt (", "kilde 3)", 1),
        ("svarte «", "ja»", 1),
        ("det var 12", "345 personer", 1),
        ("det var 12", "prosent", 1),
        ("i 2014", "380 personer", 0),
        ("av alle", "(kilde 3)", 0),
    ],
)
def test_a_line_that_ends_where_it_must_not_is_noticed(first: str, second: str, found: int) -> None:
    runs = [Run(first, 100, 700, 10, 1), Run(second, 100, 686, 10, 1)]
    assert len(list(torn(runs))) == found
    assert list(torn([runs[0], Run(second, 200, 700, 10, 1)])) == []
