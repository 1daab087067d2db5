"""What the document says of where its words come from, and that it is gone before the pages are set."""

from xml.etree import ElementTree

from brochure.making.pages.traces import Trace, Traced, TraceKind, take_out


def taken(body: str) -> tuple[str, Traced]:
    root = ElementTree.fromstring(f"<html><body>{body}</body></html>")
    traced = take_out(root)
    return ElementTree.tostring(root, encoding="unicode"), traced


def test_a_traced_tag_is_gone_and_its_place_is_known() -> None:
    html, traced = taken('<p data-place="a.md:3">I <span data-use="4">63,7 %</span> av</p>')

    assert "63,7" in html
    assert "span" not in html
    (block,) = traced.blocks
    assert (block.text, block.place, block.kind) == ("I 63,7 % av", "a.md:3", "p")
    assert block.traces == (Trace(TraceKind.USE, 2, 8, 4),)


def test_nested_traces_and_tags_that_stay() -> None:
    html, traced = taken(
        '<p><span data-claim="0">Flere (<a href="#figure-a"><span data-marked="">figur 1</span></a>)'
        ' enn <span data-use="1">to</span></span>.</p>'
    )

    assert html == '<html><body><p>Flere (<a href="#figure-a">figur 1</a>) enn to.</p></body></html>'
    (block,) = traced.blocks
    assert [(trace.kind, block.text[trace.start : trace.end]) for trace in block.traces] == [
        (TraceKind.CLAIM, "Flere (figur 1) enn to"),
        (TraceKind.MARKED, "figur 1"),
        (TraceKind.USE, "to"),
    ]


def test_a_block_has_its_own_words_only() -> None:
    _, traced = taken("<ul><li>a<ul><li>b</li></ul></li></ul><table><tr><th>c</th><td>d</td></tr></table>")

    assert [block.text.strip() for block in traced.blocks] == ["a", "b", "c", "d"]


def test_a_block_knows_its_part_and_the_nearest_place() -> None:
    _, traced = taken(
        '<section id="part-a" data-place="a.md:1"><h1 class="ink big">A</h1>'
        '<div data-place="a.md:9"><p>b</p></div></section>'
    )

    assert [(block.part, block.kind, block.place) for block in traced.blocks] == [
        ("part-a", "h1.ink", "a.md:1"),
        ("part-a", "p", "a.md:9"),
    ]
