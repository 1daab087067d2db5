"""Markdown as HTML, and the places of figures and tables in it."""

import pytest

from brochure.findings import Place
from brochure.making.text.document import read_document
from brochure.making.text.frames import PLACED, Filled, Stretch
from brochure.making.text.markdown import Block, addresses, html_blocks, html_line
from brochure.making.text.written import Written
from tests.support.documents import document_of, line_of
from tests.support.traces import untraced


def prose(text: str) -> tuple[Block, ...]:
    return html_blocks(document_of(text, "data/arbeid/text.nb.md"), "part-arbeid")


def placed(kind: str, name: str, line: int = 1) -> str:
    return f"{PLACED}{kind}:{name}:{line}{PLACED}"


INLINE = {
    "entities": ("a &amp; b &lt; c&nbsp;d {&#167; 1}", "a &amp; b &lt; c\u00a0d §\u00a01"),
    "address": ("(www.imdi.no).", '(<a href="https://www.imdi.no" class="address">www.imdi.no</a>).'),
    "address of mail": ("til a@dep.no.", 'til <a href="mailto:a@dep.no" class="address">a\u200b@dep.no</a>.'),
    "emphasis": ("*a* og **b**", "<em>a</em> og <strong>b</strong>"),
    "link": ("[SSB](https://www.ssb.no)", '<a href="https://www.ssb.no">SSB</a>'),
    "link inside the brochure": ("[figur](#figure-a)", '<a href="#figure-a">figur</a>'),
    "quotes and ampersands": ("«a» & b < c", "«a» &amp; b &lt; c"),
    "HTML is text": ("<b>a</b><script>x</script>", "&lt;b&gt;a&lt;/b&gt;&lt;script&gt;x&lt;/script&gt;"),
    "script in a link": ("[a](javascript:alert)", "[a](javascript:alert)"),
    "file in a link": ("[a](file:///etc/passwd)", "[a](file:///etc/passwd)"),
    "marked number": ("{15–74 år}", "15–\u206074\u00a0år"),
    "marked number in a link": ("[{2014}](https://www.ssb.no)", '<a href="https://www.ssb.no">2014</a>'),
    "Markdown inside a mark is text": ("{*a*}", "*a*"),
    "HTML inside a mark is text": ("{<b>}", "&lt;b&gt;"),
    "empty braces": ("{} og {", "{} og {"),
}


@pytest.mark.parametrize(("text", "html"), INLINE.values(), ids=INLINE.keys())
def test_a_line(text: str, html: str) -> None:
    assert untraced(html_line(line_of(text))) == html


BLOCKS = {
    "numbers of a list": ("4. a\n5. b", '<ol style="counter-reset: list-item 3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
    "numbers that skip": (
        "1) a\n5) b",
        '<ol class="bracketed">\n<li>a</li>\n<li style="counter-increment: list-item 4">b</li>\n</ol>\n',
    ),
    "paragraphs": ("a\nb\n\nc", "<p>a\nb</p>\n<p>c</p>\n"),
    "list": ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
    "quotation in a list": ("- > a", "<ul>\n<li>\n<blockquote>\n<p>a</p>\n</blockquote>\n</li>\n</ul>\n"),
    "HTML is text": ("<div>\na\n</div>", "<p>&lt;div&gt;\na\n&lt;/div&gt;</p>\n"),
    "comment is text": ("<!-- a -->", "<p>&lt;!-- a --&gt;</p>\n"),
}


@pytest.mark.parametrize(("text", "html"), BLOCKS.values(), ids=BLOCKS.keys())
def test_blocks(text: str, html: str) -> None:
    (block,) = prose(text)

    assert (block.kind, untraced(block.content), block.heading) == ("prose", html, None)


def test_headings_have_anchors_in_their_order() -> None:
    blocks = prose("## Først\n\na\n\n### Så *dette* i {2014}\n\nb\n\n## Sist\n")

    assert [(block.heading.level, block.heading.text, block.heading.anchor) for block in blocks if block.heading] == [
        (2, "Først", "part-arbeid-1"),
        (3, "Så dette i 2014", "part-arbeid-2"),
        (2, "Sist", "part-arbeid-3"),
    ]


def test_a_heading_stands_with_the_prose_below_it() -> None:
    blocks = prose("Innledning.\n\n## En *tittel*\n\na\n\nb\n\n## To\n")

    assert [(block.heading.html if block.heading else None, untraced(block.content)) for block in blocks] == [
        (None, "<p>Innledning.</p>\n"),
        ("En <em>tittel</em>", "<p>a</p>\n<p>b</p>\n"),
        ("To", ""),
    ]


def test_a_heading_inside_a_quotation_leaves_the_quotation_whole() -> None:
    (block,) = prose("> ## Tittel\n> a\n")

    assert (block.content, block.heading, untraced(block.side)) == ("", None, "<h2>Tittel</h2>\n<p>a</p>\n")


def test_figures_and_tables_that_stand_alone_are_blocks_of_their_own() -> None:
    blocks = prose(f"a\n\n{placed('figure', 'x')}\n\nb\n\n{placed('table', 'y')}\n")

    assert [(block.kind, untraced(block.content)) for block in blocks] == [
        ("prose", "<p>a</p>\n"),
        ("figure", "x"),
        ("prose", "<p>b</p>\n"),
        ("table", "y"),
    ]


def test_images_are_looked_for_beside_the_text() -> None:
    (block,) = prose("![Et kart](kart.svg)")

    assert untraced(block.content) == '<p><img src="data/arbeid/kart.svg" alt="Et kart" /></p>\n'


def test_words_for_an_image_may_hold_marks_entities_and_emphasis() -> None:
    (block,) = prose("![Kart *i* {2014} &amp; nå](kart.svg)")

    assert 'alt="Kart i 2014 &amp; nå"' in block.content


def test_what_a_text_links_to_or_shows_is_listed_with_its_line() -> None:
    found = addresses(document_of("a\n\n![Et kart](norge%20i%20dag.svg)\n\n- b\n- [c](https://www.ssb.no/å)\n"))

    assert [(address.kind, address.target, address.words, address.line) for address in found] == [
        ("image", "norge i dag.svg", "Et kart", 3),
        ("link", "https://www.ssb.no/å", "", 6),
    ]


def test_a_line_tells_what_it_links_to() -> None:
    (address,) = addresses(line_of("av [alle](#figure-a)"))

    assert (address.kind, address.target) == ("link", "#figure-a")


def test_quoted_lines_stand_in_the_side_column_and_a_strong_line_is_marked_as_a_value() -> None:
    source = "## Work\n\n> **63,4 %**\n>\n> of immigrants were **employed**\n\nMost immigrants work.\n"
    (block,) = html_blocks(document_of(source), "part-work")

    assert untraced(block.content) == "<p>Most immigrants work.</p>\n"
    assert (
        untraced(block.side)
        == '<p class="value"><strong>63,4 %</strong></p>\n<p>of immigrants were <strong>employed</strong></p>\n'
    )


def test_a_table_written_in_the_text_has_headers_of_columns_and_rows() -> None:
    (block,) = prose("| Indikator | A | B |\n|---|--:|--:|\n| I jobb | 1 | 2 |\n")

    assert '<th scope="col">Indikator</th>' in block.content
    assert '<th scope="row">I jobb</th>' in block.content
    assert block.content.count("<td") == 2


def test_a_range_is_kept_on_one_line() -> None:
    (block,) = prose("Alder {15–74 år}, 2–3 & mer")

    assert untraced(block.content) == ("<p>Alder 15–\u206074\u00a0år, 2–\u20603 &amp; mer</p>\n")


def test_tags_that_take_several_lines_shift_no_source() -> None:
    source = "{% claim a > b\n  and b > c %}Én.{% endclaim %}\nTo\n\n## {% claim\n a %}Tre{% endclaim %}\n\nFire"
    content = "Én.\nTo\n\n## Tre\n\nFire"
    typed = [(content.index(text), source.index(text)) for text in ("Én.", "\nTo\n\n## ", "Tre", "\n\nFire")]
    lengths = [len(text) for text in ("Én.", "\nTo\n\n## ", "Tre", "\n\nFire")]
    filled = Filled(content, tuple(Stretch(at, at + n, of) for (at, of), n in zip(typed, lengths, strict=True)))

    document = read_document(filled, Written(source, Place("a.md", 10)))
    html = "".join(
        (block.heading.html if block.heading else "") + block.content for block in html_blocks(document, "part-a")
    )

    assert document.lines == (2, 3, 4, 5, 7, 8)
    assert 'data-place="a.md:11">Én.' in html
    assert 'data-place="a.md:17">Fire' in html
