"""Notes to a text: written as `[^name]`, numbered as the text leads to them, and told where one is amiss."""

from pathlib import Path

import pytest

from brochure.making.text.author import Claim
from brochure.making.text.markdown import html_blocks
from brochure.making.text.notes import misused_notes
from tests.making.text.conftest import NUMBERS, Render
from tests.support.documents import document_of
from tests.support.projects import SECTION, TEXT, gathered, small_edition

AMISS = {
    "not written": ("Ord.[^en]\n\n[^enn]: Note.\n\nOrd.[^enn]", [0], "there is no note [^en]; its words stand"),
    "near name": ("Ord.[^kilde] Ord.[^kilden]\n\n[^kilden]: Note.", [0], "Did you mean 'kilden'?"),
    "written twice": ("Ord.[^en]\n\n[^en]: Note.\n\n[^en]: Note.", [4], "there is a note [^en] already"),
    "never led to": ("Ord.\n\n[^en]: Note.", [2], "nothing leads to the note [^en]"),
    "in another": ("A[^a] b[^b]\n\n[^a]: Se\nogså.[^b]\n\n[^b]: Note.", [3], "leads to another note, [^b]"),
    "in a heading": ("A[^a]\n\n## Tittel[^a]\n\n[^a]: Note.", [2], "[^a] cannot stand in a heading"),
    "in a table": ("A[^a]\n\n| a |\n|---|\n| b[^a] |\n\n[^a]: Note.", [4], "[^a] cannot stand in a table"),
    "in a link": ("A[^a] [ord[^a]](#b)\n\n[^a]: Note.", [0], "[^a] cannot stand in the words of a link"),
    "in braces": ("A[^a] {2014[^a]}\n\n[^a]: Note.", [0], "[^a] cannot stand in braces"),
    "in a picture": ("A[^a]\n![kart[^a]](a.png)\n\n[^a]: Note.", [1], "[^a] cannot stand in what an image shows"),
    "in a list": ("A[^a]\n\n- [^a]: Note.", [2], "the note [^a] stands in a list or side note"),
    "without words": ("A[^a]\n\n[^a]:", [2], "the note [^a] says nothing"),
}


@pytest.mark.parametrize(("text", "lines", "message"), AMISS.values(), ids=AMISS.keys())
def test_what_is_amiss_is_told_on_its_line(text: str, lines: list[int], message: str) -> None:
    found = list(misused_notes(document_of(text).tokens))
    assert [line for line, _ in found] == lines
    assert message in found[0][1]


def test_notes_are_numbered_as_the_text_leads_to_them_and_lead_back_to_the_first_place() -> None:
    text = "En.[^b] To.[^a]\n\n> Ved siden.[^b]\n\n[^a]: Den andre.\n[^b]: Den {første},\n  på to linjer.\n\nTil slutt."
    document = document_of(text, "data/a/text.nb.md", line=5)
    prose, notes = html_blocks(document, "part-a", lambda number: f"til {number}")

    assert not list(misused_notes(document.tokens))
    assert prose.content.count("<p") == 2
    assert 'href="#part-a-note-1" title="til 1" id="part-a-to-note-1"' in prose.content
    assert 'href="#part-a-note-1" title="til 1">1<' in prose.side
    first, second = notes.notes
    assert (first.number, first.place, second.html) == (1, "data/a/text.nb.md:10", "Den andre.")
    assert (first.anchor, first.reference) == ("part-a-note-1", "part-a-to-note-1")
    assert "på to linjer" in first.html


def test_the_words_of_a_note_are_read_as_those_of_the_text_and_its_number_is_none_of_them() -> None:
    document = document_of("Ord[^x] og flere.\n\n[^x]: Gjelder {2014}.")
    assert [(block.within, block.content) for block in document.blocks] == [
        ("", "Ord og flere."),
        ("note", "Gjelder 2014."),
    ]


def test_numbers_and_claims_in_a_note_hold(render: Render) -> None:
    html, told = render(
        "{% claim endring > 0 %}Det øker.[^a]{% endclaim %}\n\n"
        "[^a]: {% claim endring < 0 %}Ikke sant{% endclaim %}, 7 og {{ alle | prosent }}.\n"
    )
    assert "Det øker." in html
    assert [finding.split(": ", 2)[0] for finding in told] == ["3", "3"]
    assert any("«Ikke sant» needs" in finding for finding in told)
    assert any("'7' is typed by hand" in finding for finding in told)


def test_a_title_has_no_note(tmp_path: Path) -> None:
    text = "---\ntitle: Arbeid[^a]\n---\nOrd.[^a] {% claim endring > 0 %}Opp.[^a]{% endclaim %}\n\n[^a]: Note.\n"
    files = {
        TEXT: text,
        f"{SECTION}/numbers.yaml": NUMBERS,
        f"{SECTION}/figures.yaml": "",
        f"{SECTION}/tables.yaml": "",
    }
    edition, told = gathered(tmp_path, small_edition(files))
    assert any(finding.startswith(f"{TEXT}:2:8: error: [^a] cannot stand here") for finding in told)
    claims: list[Claim] = edition.text.ledger.claims
    assert [claim.sentence for claim in claims] == ["Opp."]
