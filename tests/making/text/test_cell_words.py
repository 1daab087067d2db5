"""Words from cells: what a number is of, printed in each language instead of typed."""

from pathlib import Path

import pytest

from brochure.making.text.document import Marked
from brochure.making.text.rendering import Role
from tests.support.projects import SECTION, STATISTIC, gathered, small_edition, small_file
from tests.support.traces import untraced

NUMBERS = """\
periods:
  naa: latest arbeid/sysselsatte
  foer: naa - 2
  start: {period: 2013, reason: Ny grense.}
numbers:
  innv: arbeid/sysselsatte [gruppe=Innvandrere, aar=naa]
  alle: arbeid/sysselsatte [aar=naa]
  endring: change(innv, since=foer)
  nedgang: change(alle, since=foer)
  lavest: min(arbeid/sysselsatte [gruppe=Innvandrere, aar=*])
  grupper: count(arbeid/sysselsatte [aar=naa, gruppe=*])
"""
FRONT = "---\ntitle: Arbeid\n---\n"


def render(folder: Path, text: str, language: str = "nb", cells: str = "") -> tuple[str, list[str]]:
    files = {
        f"{SECTION}/numbers.yaml": NUMBERS,
        f"{SECTION}/text.{language}.md": FRONT + text,
        f"{SECTION}/figures.yaml": "",
        f"{SECTION}/tables.yaml": "",
        f"{STATISTIC}.csv": cells or small_file(f"{STATISTIC}.csv"),
    }
    edition, findings = gathered(folder, small_edition(files), language)
    return untraced("".join(block.content for block in edition.text.parts["arbeid"].blocks)), findings


PRINTED = {
    "nb": {
        "innv | periode": "2014",
        "innv | periode(referanse=true)": "4. kvartal 2014",
        "endring | periode": "2012–2014",
        "endring | periode(referanse=true)": "4. kvartal 2012–2014",
        "endring | fra": "2012",
        "endring | til": "2014",
        "endring | aar": "2012–2014",
        "lavest | periode": "2012",
        "naa | periode": "2014",
        "foer | aar": "2012",
        "start | periode": "2013",
        "spenn(foer, naa) | periode": "2012–2014",
        'innv | medlem("gruppe")': "Innvandrere",
        'innv | medlem("gruppe", stor=false)': "innvandrere",
        "innv | alder": "15–74 år",
        "innv | befolkning": "Bosatte 15–74 år",
        "innv | befolkning(stor=false)": "bosatte 15–74 år",
        "innv | enhetsord": "prosent",
        "endring | enhetsord": "prosentpoeng",
        "innv | utgiver": "Statistisk sentralbyrå",
        "grupper | i_ord": "tre",
        "grupper | navn": "Innvandrere, Norskfødte med innvandrerforeldre og Resten av befolkningen",
        'endring | retning("økte", "falt", "var uendret")': "økte",
        'nedgang | retning("økte", "falt", "var uendret")': "falt",
    },
    "nn": {
        "endring | periode(referanse=true)": "4. kvartal 2012–2014",
        'innv | medlem("gruppe")': "Innvandrarar",
        "innv | befolkning": "Busette 15–74 år",
    },
    "en": {
        "innv | periode(referanse=true)": "4th quarter of 2014",
        'innv | medlem("gruppe", stor=false)': "immigrants",
        "innv | alder": "15–74",
        "innv | enhetsord": "per cent",
    },
}


@pytest.mark.parametrize("language", PRINTED)
def test_words_are_printed_from_the_cells(tmp_path: Path, language: str) -> None:
    expressions = PRINTED[language]
    html, findings = render(tmp_path, "\n\n".join(f"A {{{{ {each} }}}}" for each in expressions), language)

    assert findings == []
    assert html.replace("\u2060", "").replace("\u00a0", " ").splitlines() == [
        f"<p>A {words}</p>" for words in expressions.values()
    ]


def test_the_first_and_last_of_several_spans_are_spans(tmp_path: Path) -> None:
    """A change between three-year spans is from one of them to the other; of one span alone it is its years."""
    cells = small_file(f"{STATISTIC}.csv")
    for year in (2012, 2013, 2014):
        cells = cells.replace(f",{year},", f",{year - 2}-{year},")
    html, _ = render(tmp_path, "A {{ endring | fra }}, {{ endring | til }}, {{ innv | fra }}.", cells=cells)

    assert html.replace("\u2060", "") == "<p>A 2010–2012, 2012–2014, 2012.</p>\n"


def test_quarters_are_named_as_each_language_names_them(tmp_path: Path) -> None:
    cells = small_file(f"{STATISTIC}.csv")
    for year in ("2012", "2013", "2014"):
        cells = cells.replace(f",{year},", f",{year}K2,")
    text = "A {{ naa | periode }}, {{ innv | aar }}."
    nb, _ = render(tmp_path / "nb", text, cells=cells)
    en, _ = render(tmp_path / "en", text, "en", cells=cells)

    assert (nb, en) == ("<p>A 2.\u00a0kvartal 2014, 2014.</p>\n", "<p>A 2nd quarter 2014, 2014.</p>\n")


def test_a_fixed_period_is_history(tmp_path: Path) -> None:
    files = {
        f"{SECTION}/numbers.yaml": NUMBERS,
        f"{SECTION}/text.nb.md": FRONT + "A {{ start | aar }}, {{ innv | aar }}.",
    }
    edition, _ = gathered(tmp_path, small_edition(files))
    (body,) = (source for source in edition.text.sources if source.role is Role.BODY and source.owner == "arbeid")

    spans = [span for block in body.document.blocks for span in block.spans]
    assert [isinstance(span, Marked) and span.is_history for span in spans] == [True, False]


def test_an_age_never_parts_over_lines(tmp_path: Path) -> None:
    html, _ = render(tmp_path, "A {{ innv | alder }} og {{ innv | befolkning }}.")

    assert html.replace("\u2060", "") == "<p>A 15–74\u00a0år og Bosatte 15–74\u00a0år.</p>\n"


REFUSED = {
    "period as a value": ("naa | heltall", "'naa' is a period; print it with periode or aar"),
    "population of a period without cells": ("start | befolkning", "this number comes from no statistic"),
    "unknown dimension": ('innv | medlem("kjonn")', "arbeid/sysselsatte has no dimension 'kjonn', but gruppe, aar"),
    "list of a difference": ("(alle - innv) | navn", "only a maximum or minimum has a name"),
    "several members": ('(alle - innv) | medlem("gruppe")', "the number has not one member of 'gruppe' but Hele"),
    "period in a sum": ("(innv + naa) | prosent", "percent and time cannot be added"),
}


@pytest.mark.parametrize(("expression", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_words_that_the_cells_do_not_have_are_refused(tmp_path: Path, expression: str, expected: str) -> None:
    _, findings = render(tmp_path, f"A {{{{ {expression} }}}}")

    assert len(findings) == 1
    assert expected in findings[0]
