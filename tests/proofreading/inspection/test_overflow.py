"""What sticks out of the room it has, or is cut off by it."""

import pytest

from brochure.proofreading.inspection.overflow import TABLE_MEND, find_overflow
from tests.support.laid_out import laid_out, lines, said

MEND = "; shorten it, let it break, or give it more room in layouts/styles/"
WORD = "Arbeidsmarkedsopplæringsinstitusjonsbygningsadministrasjonssekretæriatsmedarbeider"


@pytest.mark.parametrize(
    ("body", "styles", "fault"),
    [
        (f"<p>{WORD}</p>", "", "mm out of the text area of the page"),
        ("<p>Bredt ord</p>", "p { width: 8mm; white-space: nowrap }", "mm too wide for its column"),
        ("<p>Bredt ord</p>", "p { position: absolute; left: -4mm }", "sticks 4.0 mm out of the text area of the page"),
        (
            "<table><tr><td>Innvandrerforeldre</td><td>1</td></tr></table>",
            "table { table-layout: fixed; width: 30mm } td { padding: 0 }",
            "mm too wide for its table cell",
        ),
        ("<p>Én<br/>to<br/>tre</p>", "p { height: 9mm }", "mm out of the foot of its column"),
        ("<div><p>Én<br/>to<br/>tre</p></div>", "div { max-height: 9mm }", "mm out of the foot of its column"),
        ("<p>Under foten</p>", "p { position: relative; top: 79mm }", "mm out of the text area of the page"),
        ("<p>Én to tre fire</p>", "p { width: 9mm; white-space: nowrap; overflow: hidden }", "is cut off"),
        ("<p>Én<br/>to<br/>tre</p>", "p { height: 9mm; overflow: hidden }", "is cut off"),
        (
            "<table><tr><td>1</td></tr></table>",
            "table { width: 90mm }",
            "a table (table) sticks 10.0 mm out of the text area of the page",
        ),
        (
            "<div><table><tr><td>1</td></tr></table></div>",
            "div { width: 40mm } table { width: 50mm }",
            "a table (table) is 10.0 mm too wide for its column",
        ),
        (
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>",
            "svg { display: block; width: 85mm; height: 20mm }",
            "a picture sticks 5.0 mm out of the text area of the page",
        ),
        (
            "<p>A <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/></p>",
            "p { width: 20mm; white-space: nowrap } svg { width: 30mm; height: 5mm }",
            "mm too wide for its column",
        ),
    ],
)
def test_what_sticks_out_is_told(body: str, styles: str, fault: str) -> None:
    told = said(find_overflow(laid_out(body, styles)))
    assert told
    assert all(line.startswith("text.md:1: error: page 1: ") for line in told)
    assert any(fault in line for line in told), told
    assert all(line.endswith(f"; {TABLE_MEND}" if "<table" in body else MEND) for line in told)


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        ("<p>Et avsnitt som går over flere linjer, og som brytes der det skal, uten at noe stikker ut.</p>", ""),
        ("<div><h2>Tittel<br/>over<br/>linjer</h2><p>Tekst</p></div>", "h2 { position: absolute } div { height: 5mm }"),
        ("<ul><li>– Punkt i en liste</li></ul>", "li { padding-left: 4mm; text-indent: -4mm }"),
        ("<div><p>Note</p></div><p>Neste</p>", "p { margin-bottom: -1mm }"),
        ("<p>Én<br/>to</p>", "p { overflow: hidden; height: 10mm }"),
        (
            "<table><tr><th rowspan='2'>A<br/>B</th><td>1</td></tr><tr><td>2</td></tr></table>",
            "table { width: 80mm; border-collapse: collapse } td, th { border: 0.5pt solid }",
        ),
        (lines(40), ""),
    ],
)
def test_what_keeps_to_its_room_is_not(body: str, styles: str) -> None:
    assert said(find_overflow(laid_out(body, styles))) == []


def test_a_block_is_told_once() -> None:
    told = said(find_overflow(laid_out("<p>Første linje<br/>andre linje</p>", "p { width: 8mm; white-space: nowrap }")))
    assert len(told) == 1
    assert "the text «Første linje» is" in told[0]


def test_what_sticks_out_with_its_table_is_not_told_for_itself() -> None:
    body = "<table class='wide'><tr><td data-place='b.md:2'>Til høyre i en bred tabell</td></tr></table>"
    (told,) = said(find_overflow(laid_out(body, "table { width: 90mm } td { text-align: right }")))
    assert "a table (table.wide) sticks 10.0 mm" in told


def test_a_running_head_may_leave_the_text_area_but_not_the_paper() -> None:
    title = "Innvandrere og norskfødte med innvandrerforeldre i arbeid"
    head = f"@page {{ @top-left {{ content: '{title}'; font: 8pt 'Source Sans 3'; white-space: nowrap; width: %s }} }}"
    assert said(find_overflow(laid_out("<p>A</p>", head % "90mm"))) == []
    told = said(find_overflow(laid_out("<p>A</p>", head % "20mm")))
    assert ["mm too wide for its page margin" in line or "out of the paper" in line for line in told] == [True]
