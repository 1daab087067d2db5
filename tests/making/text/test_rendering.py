"""All texts of an edition: parts, the words of figures and tables, their numbers and references."""

import re
from pathlib import Path

import pytest

from tests.support.projects import EDITION, SECTION, TEXT, Files, gathered, small_edition, small_file
from tests.support.traces import untraced

FIGURE = """\
{name}:
  kind: lines
  statistic: arbeid/sysselsatte
  x: aar
  title: {{ nb: Tittel }}
  subtitle: {{ nb: Undertittel }}
"""
SECOND = f"{EDITION}/utdanning"


def two_sections(changes: Files) -> dict[str, str | bytes]:
    """The small edition with a second section after the first."""
    settings = small_file(f"{EDITION}/edition.toml")
    files = {
        f"{EDITION}/edition.toml": settings.replace('sections = ["arbeid"]', 'sections = ["arbeid", "utdanning"]'),
        f"{SECOND}/text.nb.md": "---\ntitle: Utdanning\n---\nTekst.\n",
    }
    return small_edition({**files, **changes})


def errors(folder: Path, files: Files, language: str = "nb") -> list[str]:
    _, findings = gathered(folder, files, language)
    return [finding for finding in findings if ": error: " in finding]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_small_edition_is_sound_in_every_language(tmp_path: Path, language: str) -> None:
    assert gathered(tmp_path, small_edition(), language)[1] == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "I 2014 var 63,7\u00a0prosent av innvandrerne i arbeid, 4,7\u00a0prosentpoeng lavere enn\ni hele"),
        ("nn", "I 2014 var 63,7\u00a0prosent av innvandrarane i arbeid, 4,7\u00a0prosentpoeng lågare enn\ni heile"),
        ("en", "In 2014 63.7\u00a0per cent of immigrants were in work, 4.7\u00a0percentage points fewer than\nin the"),
    ],
)
def test_the_same_numbers_are_printed_by_the_rules_of_each_language(
    tmp_path: Path, language: str, sentence: str
) -> None:
    edition, _ = gathered(tmp_path, small_edition(), language)

    assert untraced(edition.text.parts["arbeid"].blocks[0].content).startswith(f"<p>{sentence}")


def test_a_part_has_title_lead_and_key_figures(tmp_path: Path) -> None:
    part = gathered(tmp_path, small_edition())[0].text.parts["arbeid"]

    assert (part.title, part.lead) == ("Arbeid", "De fleste er i arbeid.")
    (figure,) = part.key_figures
    assert untraced(figure.value) == "63,7\u00a0%"
    assert figure.text == "av innvandrerne var i arbeid"
    assert untraced(figure.change or "") == "+0,8\u00a0prosentpoeng siden 2012"


def test_faults_above_a_text_are_told_with_their_own_line(tmp_path: Path) -> None:
    front = """\
---
title: Arbeid i 2014
lead: "{{ innvandrere | prosnt }} i arbeid"
key_figures:
  - value: "{{ alle | prosentpoeng }}"
    text: av 3 var i arbeid
    change: "{{ andre | prosent }}"
---
Tekst.
"""
    assert [finding.split(": error")[0] for finding in errors(tmp_path, small_edition({TEXT: front}))] == [
        f"{TEXT}:{place}" for place in ("2:17", "3:25", "5:13", "6:14", "7:17")
    ]


# Figures and tables


def test_figures_are_numbered_in_the_order_of_the_texts(tmp_path: Path) -> None:
    changes = {
        f"{SECTION}/figures.yaml": FIGURE.format(name="a") + FIGURE.format(name="b").replace("Tittel", "En annen"),
        TEXT: '---\ntitle: Arbeid\n---\n{{ figure("b") }}\n\n{{ table("sysselsatte-gruppe") }}\n',
        f"{SECOND}/text.nb.md": '---\ntitle: Utdanning\n---\n{{ ref("a") }}\n\n{{ figure("a") }}\n\n{{ ref("b", '
        'capital=true) }}, {{ ref("sysselsatte-gruppe") }}\n',
    }
    edition, findings = gathered(tmp_path, two_sections(changes))

    assert findings == []
    assert {name: item.number for name, item in edition.text.numbered.items()} == {
        "b": 1,
        "sysselsatte-gruppe": 1,
        "a": 2,
    }
    before, _, after = edition.text.parts["utdanning"].blocks
    assert untraced(before.content) == '<p><a href="#figure-a">figur\u00a02</a></p>\n'
    assert untraced(after.content) == (
        '<p><a href="#figure-b">Figur\u00a01</a>, <a href="#table-sysselsatte-gruppe">tabell\u00a01</a></p>\n'
    )


PLACING = {
    "figure that nobody described": ('{{ figure("sysselsate") }}', "there is no figure 'sysselsate'. Did you mean"),
    "table that nobody described": ('{{ table("x") }}', "there is no table 'x'. Known: 'sysselsatte-gruppe'."),
    "table placed as a figure": ('{{ figure("sysselsatte-gruppe") }}', "there is no figure 'sysselsatte-gruppe'."),
    "figure placed twice": (
        '{{ figure("sysselsatte") }}\n\n{{ figure("sysselsatte") }}',
        "the figure 'sysselsatte' stands in the text already; place it once, refer with ref()",
    ),
    "reference to what is not placed": ('{{ ref("sysselsatte") }}', "ref: there is no figure or table 'sysselsatte'"),
    "figure inside a sentence": (
        'Tekst.\n\nSe {{ figure("sysselsatte") }} her.',
        'figure("sysselsatte") must stand alone, with an empty line before and after',
    ),
    "figure right below a sentence": ('Se her:\n{{ figure("sysselsatte") }}', 'figure("sysselsatte") must stand alone'),
    "table in a list": ('- {{ table("sysselsatte-gruppe") }}', 'table("sysselsatte-gruppe") must stand alone'),
    "figure in a heading": ('## {{ figure("sysselsatte") }}', 'figure("sysselsatte") must stand alone'),
    "figure without a name": ("{{ figure() }}", 'figure takes a name in quotes: figure("…")'),
    "figure named without quotes": ("{{ figure(alle) }}", 'figure takes a name in quotes: figure("…")'),
    "reference without quotes": ("{{ ref(alle) }}", 'ref takes a name in quotes: ref("…")'),
}


@pytest.mark.parametrize(("text", "expected"), PLACING.values(), ids=PLACING.keys())
def test_what_cannot_be_placed_or_referred_to_is_told(tmp_path: Path, text: str, expected: str) -> None:
    files = small_edition({TEXT: f"---\ntitle: Arbeid\n---\n{text}\n"})

    (error,) = errors(tmp_path, files)

    line = 4 + text.count("\n")
    assert re.match(rf"{TEXT}:{line}(?::1)?: error: {re.escape(expected)}", error)


def test_a_figure_is_not_placed_above_a_text(tmp_path: Path) -> None:
    front = """---\ntitle: Arbeid\nlead: "{{ figure('sysselsatte') }}"\n---\nTekst.\n"""

    assert errors(tmp_path, small_edition({TEXT: front})) == [
        f'{TEXT}:3:8: error: figure("sysselsatte") cannot stand here; place it in the text of a part'
    ]


def test_what_no_text_places_is_told_as_a_warning(tmp_path: Path) -> None:
    _, findings = gathered(tmp_path, small_edition({TEXT: "---\ntitle: Arbeid\n---\nTekst.\n"}))

    assert findings == [
        f"{SECTION}/figures.yaml:1: warning: 'sysselsatte' is described, but no text places it [unused-figure]",
        f"{SECTION}/tables.yaml:1: warning: 'sysselsatte-gruppe' is described, but no text places it [unused-figure]",
    ]


def with_figure(title: str, more: str = "") -> dict[str, str | bytes]:
    words = f'  title: {{ nb: "{title}" }}\n  subtitle: {{ nb: Undertittel }}\n{more}'
    figure = FIGURE.format(name="sysselsatte").split("  title")[0] + words
    return small_edition({f"{SECTION}/figures.yaml": figure})


def test_the_words_of_a_figure_may_hold_bound_numbers(tmp_path: Path) -> None:
    note = """  note: { nb: "Se *{{ ref('sysselsatte') }}*." }\n"""
    edition, findings = gathered(tmp_path, with_figure("{{ innvandrere | prosenttegn }} i {2014}", note))

    assert findings == []
    words = edition.text.words_of["sysselsatte"]
    assert words.title == "63,7\u00a0% i 2014"
    assert words.note == 'Se <em><a href="#figure-sysselsatte">figur\u00a01</a></em>.'


def test_a_reference_in_a_title_is_words_alone(tmp_path: Path) -> None:
    edition, _ = gathered(tmp_path, with_figure("Mer enn i {{ ref('sysselsatte-gruppe') }}"))

    assert edition.text.words_of["sysselsatte"].title == "Mer enn i tabell\u00a01"


def test_faults_in_the_words_of_a_figure_are_told_with_their_line(tmp_path: Path) -> None:
    files = with_figure("Siden 2014", '  note: { nb: "{{ ukjent | prosent }}" }\n')

    assert errors(tmp_path, files) == [
        f"{SECTION}/figures.yaml:5:23: error: '2014' is typed by hand; bind it to a number, "
        "or mark it as not statistical: {2014} [typed-digits]",
        f"{SECTION}/figures.yaml:7:19: error: there is no number 'ukjent'.",
    ]


def test_words_that_a_language_lacks_are_told(tmp_path: Path) -> None:
    files = with_figure("Tittel", "  note: { nb: Merknad }\n")

    assert errors(tmp_path, files, "nn") == [
        f"{SECTION}/figures.yaml:{line}: error: the {key} of 'sysselsatte' has not been written in nn"
        for line, key in ((5, "title"), (6, "subtitle"), (7, "note"))
    ]


# Sections stand alone


def test_faults_in_one_section_do_not_hide_those_in_the_next(tmp_path: Path) -> None:
    changes = {
        TEXT: "---\ntitle: Arbeid\n---\n{% claim alle > 3 %}Ikke lukket.\n",
        f"{SECTION}/figures.yaml": "",
        f"{SECTION}/tables.yaml": "",
        f"{SECOND}/text.nb.md": "---\ntitle: Utdanning\n---\n{% claim alle < 3 %}Feil.{% endclaim %}\n\nHele 12.\n",
        f"{EDITION}/kilder/text.nb.md": "Ingen tittel.\n",
        f"{EDITION}/innledning/text.nb.md": "---\ntitle: [\n---\n",
        f"{EDITION}/kolofon/text.nb.md": "---\ntitle: Kolofon\nundertittel: Nei\n---\n{{ andre | prosent }}\n",
    }
    assert [finding.split(": error")[0] for finding in errors(tmp_path, two_sections(changes))] == [
        f"{TEXT}:4:1",
        f"{EDITION}/innledning/text.nb.md:2",
        f"{EDITION}/kilder/text.nb.md:1",
        f"{EDITION}/kolofon/text.nb.md:3",
        f"{SECOND}/text.nb.md:4:1",
        f"{SECOND}/text.nb.md:6:6",
    ]


# Links and images


ADDRESSES = {
    "image that is missing": ("![Et kart](kart.png)", f"the file {SECTION}/kart.png is missing."),
    "image outside the project": ("![Et kart](../../../../../kart.png)", "lies outside the project folder"),
    "image on the network": ("![Et kart](https://ssb.no/kart.png)", "would need the network; copy it into the project"),
    "image in the text": ("![Et kart](data:image/png;base64,AAAA)", "would need the network; copy it into the project"),
    "image without words": ("![](skisse.svg)", "say what the image shows, for those who do not see it"),
    "link to a file": ("[tabell](tabell.xlsx)", "the link to 'tabell.xlsx' leads out of the PDF"),
    "link to no place": ("[her](#nowhere)", "there is no place '#nowhere'; refer to a figure or table with ref"),
}


@pytest.mark.parametrize(("text", "expected"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_addresses_that_lead_nowhere_are_told_with_their_line(tmp_path: Path, text: str, expected: str) -> None:
    changes = {
        TEXT: f"---\ntitle: Arbeid\n---\nTekst.\n\n{text}\n",
        f"{SECTION}/skisse.svg": "<svg/>",
    }

    (error,) = errors(tmp_path / "project", small_edition(changes))

    assert error.startswith(f"{TEXT}:6: error: ")
    assert expected in error


@pytest.mark.parametrize("text", ["![Et kart](kart.svg)", "[deler](#part-kilder)", "[SSB](https://www.ssb.no)"])
def test_addresses_that_lead_somewhere_pass(tmp_path: Path, text: str) -> None:
    changes = {TEXT: f"---\ntitle: Arbeid\n---\n{text}\n", f"{SECTION}/kart.svg": "<svg/>"}

    assert errors(tmp_path, small_edition(changes)) == []
