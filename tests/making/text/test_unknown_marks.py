"""Marks that no one knows are told with the project's way; what only looks like one is printed."""

import pytest

from brochure.making.text.foreign import foreign_marks
from tests.making.text.conftest import Render

UNKNOWN = {
    "struck": ("Dette er ~~strøket~~.", 10, "~~strøket~~"),
    "highlighted": ("Dette er ==merket==.", 10, "==merket=="),
    "raised": ("H^opp^", 2, "^opp^"),
    "lowered": ("H~ned~", 2, "~ned~"),
    "box": ("::: note", 1, ":::"),
    "admonition": ("!!! note", 1, "!!! n"),
    "callout": ("> [!NOTE]", 3, "[!NOTE]"),
    "box to tick": ("- [ ] oppgave", 1, "- [ ]"),
    "ticked box": ("- [x] oppgave", 1, "- [x]"),
    "picture sign": ("Fint :smile: ja", 6, ":smile:"),
    "formula": ("Se $x+y$ her", 4, "$x+y$"),
    "displayed formula": ("$$", 1, "$$"),
    "citation": ("Se [@ssb] her", 4, "[@ssb]"),
    "reference": ("Se @fig-en her", 4, "@fig-en"),
    "HTML": ("Se <div class='a'>her", 4, "<div class='a'>"),
    "attributes": ("[Fet]{.smallcaps}", 6, "{.smallcaps}"),
    "attributes of a block": ("{: .a}", 1, "{: .a}"),
    "wiki link": ("Se [[siden]] her", 4, "[[siden]]"),
    "contents": ("[TOC]", 1, "[TOC]"),
    "reference link": ("Se [a][b] her", 4, "[a][b]"),
    "definition of a link": ("[a]: https://www.ssb.no", 1, "[a]:"),
    "remark as a reference": ("[//]: # (skjult)", 1, "[//]:"),
    "remark of LaTeX": ("% skjult", 1, "% skjult"),
    "command": (r"Ny \newpage her", 4, r"\newpage"),
    "command with braces": (r"Se \cite{ssb} her", 4, r"\cite{ssb}"),
    "footnote with a space": ("Mer.[^en note]", 5, "[^en note]"),
    "footnote in place": ("Mer^[Revidert].", 4, "^["),
    "term": (":   Forklaring", 1, ": F"),
    "front matter in TOML": ("+++", 1, "+++"),
    "code": ("Se `kode` her", 4, "`kode`"),
    "heading without a space": ("#Tittel", 1, "#"),
    "link with a space": ("Se [SSB] (https://www.ssb.no).", 8, "] (https://www.ssb.no)"),
    "picture with a space in its name": ("![Kart](mitt kart.png)", 7, "](mitt kart.png)"),
    "hidden": ("Se ||skjult|| her", 4, "||skjult||"),
    "hidden at the beginning": ("||skjult|| her", 1, "||skjult||"),
    "columns": ("|| en || to", 1, "|| en || to"),
    "grid of a table": ("+---+---+", 1, "+---+---+"),
    "address of a file": ("Se [fil](file:///etc/passwd).", 8, "](file:///etc/passwd)"),
    "address that runs": ("![Kart](javascript:f(x))", 7, "](javascript:f(x)"),
    "address in disguise": ("[a](java&#115;cript:f)", 3, "](java&#115;cript:f)"),
    "address of another kind": ("Se <ftp://x.no/a>.", 4, "<ftp://x.no/a>"),
    "code of a server": ("Se <%= kode %> her", 4, "<%= kode %>"),
    "note in place": ("Ord((merknad)) her", 4, "((merknad))"),
    "box without a list": ("[ ] ikke ferdig", 1, "[ ]"),
    "ticked box without a list": ("[x] ferdig", 1, "[x]"),
    "unknown letter": ("A &foo; B", 3, "&foo;"),
    "letter without its semicolon": ("A &amp B", 3, "&amp"),
    "displayed formula of LaTeX": (r"\[x = y\]", 1, r"\[x = y\]"),
    "formula of LaTeX": (r"Se \(x\) her", 4, r"\(x\)"),
    "slanted": ("Se //kursiv// her", 4, "//kursiv//"),
    "brackets around words": ("Se [b]fet[/b] her", 4, "[b]fet[/b]"),
    "heading of a wiki": ("= X =", 1, "= X ="),
    "heading of AsciiDoc": ("= Tittel", 1, "= Tittel"),
    "heading of Textile": ("h2. Tittel", 1, "h2."),
    "directive": (".. note::", 1, ".. note::"),
    "one brace": ("Se {alle | prosent} her", 4, "{alle | prosent}"),
}


@pytest.mark.parametrize(("text", "column", "mark"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_an_unknown_mark_is_told_where_it_stands(text: str, column: int, mark: str) -> None:
    (found,) = foreign_marks(text)

    assert (found.start + 1, found.message.split(" is not known here: ")[0]) == (column, f"'{mark}'")


PROSE = (
    "kl. 10:30 og 2^10, a_b, ~10 prosent, US$ 5 og $10, 5$, a = b, post@dep.no, https://x.no/a~b~c?x==y",
    "(se [1]), note: x, «a», 50 % av, [sic], 5 < 6 og 7 > 5, C++ og D++, 1:1, A/B-test, A & B, nr. #2, æ {§ 17} {50 %}",
    "Andelen var 60\n% av alle.",
    r"\~\~a\~\~ og \@ssb og \$x\$ og \:smile: og \{a\}",
    "og/eller, 12/2014, km/t, 1//2, A&B, R&D, AT&T og B&Co, mellom 3 | 4, a || b, [i] Norge, [sic], (a (b)), H. Dahl",
    "Summen er a\n= b, og ... så, .. nei; &amp; &shy; &#167; &hellip; \\[sic\\] \\& \\[a\\](b)",
    "| a || b |\n|---|---|---|\n| |c|| |",
    "[a](http://x.no) og [b](mailto:a@b.no) og <https://x.no/a//b//c> og [c](mappe/kart.pdf)",
    "[SSB](https://www.ssb.no/a_(b)) og <https://www.ssb.no/~a~> og [a](#figure-b)",
)


@pytest.mark.parametrize("text", PROSE)
def test_prose_and_escaped_signs_are_no_marks(text: str) -> None:
    assert list(foreign_marks(text)) == []


def test_an_unknown_mark_stops_the_text(render: Render) -> None:
    (finding,) = render("Dette er ~~strøket~~.")[1]

    assert finding.startswith("1: error: '~~strøket~~' is not known here: take out what is struck")
    assert finding.endswith("[unknown-mark]")


REMARKS = {
    "in a line": ("A.<!-- {{ ukjent }} 12 ~~a~~ --> B.", "<p>A. B.</p>\n"),
    "on a line of its own": ("A\n<!-- a\nb -->\nB", "<p>A\nB</p>\n"),
    "between items": ("- A\n<!-- a -->\n- B", "<ul>\n<li>A</li>\n<li>B</li>\n</ul>\n"),
    "between paragraphs": ("A\n\n<!-- a -->\n\nB", "<p>A</p>\n<p>B</p>\n"),
    "of Jinja, on a line of its own": ("A\n{# a #}\nB", "<p>A\nB</p>\n"),
}


@pytest.mark.parametrize(("text", "html"), REMARKS.values(), ids=REMARKS.keys())
def test_a_remark_vanishes(render: Render, text: str, html: str) -> None:
    assert render(text) == (html, [])


def test_a_remark_moves_no_finding(render: Render) -> None:
    assert render("A <!-- x\ny -->\n\nÅr 2014.")[1][0].startswith("4: error: '2014' is typed by hand")


def test_a_remark_that_never_ends_is_told_at_its_beginning(render: Render) -> None:
    assert render("A\n\nB <!-- x\n\nC")[1] == [
        "3: error: this remark is not closed; write --> where it ends [unknown-mark]"
    ]


SLIPS = {
    "claim": ("A\n\n{% claim alle > 3 %}B\n\nC", "3: error: this 'claim' is not closed"),
    "expression": ("A\n{{ alle | prosent\n\nB", "2: error: this expression is not closed"),
    "expression closed by one brace": ("A\n{{ alle | prosent } B", "2: error: this expression is not closed"),
    "spaced braces": ("A { { alle | prosent }} B", "1: error: '{ {' does not begin a tag"),
    "curly quotes": ("{% claim alle > “3” %}A{% endclaim %}", "1: error: '“' is a printer's quotation mark"),
    "shortcode": ("A\n{{< figure >}}", "2: error: '{{<' does not begin a tag"),
    "end alone": ("A\n\nB{% endclaim %}", "3: error: 'endclaim' closes nothing"),
    "code": ("A\n\n    B", "3: error: four spaces before a line make it code"),
    "fence": ("A\n\n~~~~\nB\n~~~~", "3: error: there is no code in a text"),
    "rule": ("A\n\n***\n\nB", "3: error: '***' draws no line here"),
    "underlined heading": ("A\n===", "1: error: a heading is not underlined"),
    "second title": ("# A\n\nB", "1: error: a part has one title"),
    "heading without words": ("A\n\n##\n\nB", "3: error: this heading has no words"),
    "skipped level": ("### A\n\nB", "1: error: ### stands under a ##"),
    "short row": ("| A | B |\n|---|---|\n| C |", "3: error: this row has 1 cell where the head of the table has 2"),
    "long row": ("| A | B |\n|---|---|\n| C | D | E |", "3: error: this row has 3 cells"),
    "no table, without bars around": ("a | b\nc | d", "1: error: this is not read as a table"),
    "no table below words": ("Se her:\na | b\nc | d", "2: error: this is not read as a table"),
    "letter that turns the direction": ("A\n\nB &#x202e;C", "3: error: '&#x202e;': the character U+202E"),
    "letter that ends a text": ("A\n\nB {&#0; 17}", "3: error: '&#0;': there is a character here"),
    "letter that there is not": ("A\n\nB &#x110000; C", "3: error: '&#x110000;' is the number of no letter"),
    "letter that nobody sees": ("A\n\nB&#8203;C", "3: error: '&#8203;': there is a character here"),
    "typed letter that nobody sees": (
        "A\n\nB\u200bC",
        "3: error: there is a character here that cannot be printed, U+200B",
    ),
    "no table": ("| A | B |\n| C | D |", "1: error: this is not read as a table"),
    "open emphasis": ("A\n\nB **C", "3: error: '**' opens or closes nothing"),
    "emphasis before a letter": ("**A:**b", "1: error: '**' opens or closes nothing"),
    "list of one that is a sentence": ("4. kvartal var best.", "1: error: '4' is typed by hand"),
}


@pytest.mark.parametrize(("text", "expected"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_where_it_was_made(render: Render, text: str, expected: str) -> None:
    findings = render(text)[1]

    assert findings[0].startswith(expected)


def test_a_text_of_another_dialect_is_not_read_further(render: Render) -> None:
    html, findings = render("~~a \n\n" * 1_001)

    assert html == ""
    assert "1: error: this text has more than 1,000 marks that are not known here; it is not read further" in findings
    assert len(findings) == 52


HUGE = {
    "remarks without an end": "\n\n" + "<!--" * 20_000,
    "paragraphs": "Dette er en setning.\n\n" * 8_000,
    "letters": "Dette er en setning.\n\n" * 40_000,
    "one word": "a" * 200_000,
    "brackets": "[" * 900,
    "emphasis": "**a " * 10_000,
    "links": "[a](" * 10_000,
    "lines of one paragraph": "Dette er en linje.\n" * 50_000,
    "lists in lists": "\n".join("  " * i + "- a" for i in range(200)),
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
def test_what_no_one_writes_is_refused_at_once(render: Render, text: str) -> None:
    html, findings = render(text)

    assert html == ""
    assert ", more than " in findings[0] or " has more than " in findings[0]
