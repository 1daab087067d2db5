"""Where a document can be parted, and what must go with each part."""

from xml.etree import ElementTree

import pytest

from brochure.making.parts.dividing import (
    alone,
    asked_pages,
    carried_strings,
    divide,
    links,
    not_of_the_first,
    targets,
    with_pages_known,
)

ROOT = ElementTree.fromstring(
    '<html lang="nb"><head><title>Hefte</title></head><body><div class="cover"><h1>Mål <em>og</em> tall</h1></div>'
    '<section id="a"><h2>Arbeid</h2><p><a href="#b">se</a> <a href="#c">her</a><b id="c"/></p></section>'
    '<section id="b"><p><span data-target="#a"/></p></section></body></html>'
)
STRINGS = ".cover h1 { string-set: brochure content() } h2 { font-weight: bold; string-set: part content(text) }"


def test_a_part_begins_where_a_page_does() -> None:
    parts = divide(ROOT, (False, False, True), STRINGS)
    assert [[element.tag for element in part.elements] for part in parts] == [["div", "section"], ["section"]]
    assert parts[0].identities == {"a", "c"}


@pytest.mark.parametrize(
    "style",
    [
        "@page :nth(3) { margin: 0 }",
        "p::before { content: counter(figures) }",
        "p::before { content: counters(item, '.') }",
        "@page { @bottom-left { content: counter(page) ' av ' counter(pages) } }",
        ".head { position: running(head) }",
        ".stamp { position: fixed }",
        "a::after { content: target-text(attr(href url)) }",
        "a::after { content: target-counter(attr(href url), section) }",
        "h2 { string-set: part 'Kapittel ' content() }",
        "h2::before { string-set: part content() }",
        "h2 { string-set: part attr(title) }",
    ],
)
def test_a_document_is_whole_where_its_style_speaks_of_all_of_it(style: str) -> None:
    assert len(divide(ROOT, (True, True, True), style)) == 1


def test_a_page_counter_and_lists_do_not_hold_it_together() -> None:
    style = "@page { @bottom-left { content: counter(page) } } li::before { content: counter(list-item) }"
    style += " a::after { content: target-counter(attr(data-target url), page) }"
    assert len(divide(ROOT, (True, True, True), style)) == 3


def test_a_part_stands_alone_with_the_head_of_the_whole() -> None:
    _, part, _ = divide(ROOT, (True, True, True), "")
    document = ElementTree.tostring(alone(ROOT, part), "unicode")
    assert document.startswith('<html lang="nb"><head><title>Hefte</title></head><body><section id="a">')
    assert "cover" not in document


def test_no_word_of_the_body_is_lost() -> None:
    root = ElementTree.fromstring("<html><body>Først <p>to</p> tre <p>fire</p> fem</body></html>")
    said = ["".join(alone(root, part).itertext()) for part in divide(root, (True, True), "")]
    assert said == ["Først to tre ", "fire fem"]


def test_only_what_stands_elsewhere_is_led_to() -> None:
    _, part, _ = divide(ROOT, (True, True, True), "")
    assert links(part) == {"b"}


def test_running_heads_go_on_with_what_was_said_before() -> None:
    parts = divide(ROOT, (True, True, True), STRINGS)
    first, second, third = carried_strings(ROOT, parts, STRINGS)
    assert (first, second) == ({}, {"brochure": "Mål og tall"})
    assert third == {"brochure": "Mål og tall", "part": "Arbeid"}


def test_page_numbers_that_are_asked_for_stand_in_the_document() -> None:
    style = ".folio::after { content: target-counter(attr(data-target url), page) }"
    assert with_pages_known(style) == ".folio::after { content: attr(data-target-page) }"
    _, _, asking = divide(ROOT, (True, True, True), style)
    ((element, attribute, target),) = targets(asking, asked_pages(style))
    assert (element.tag, attribute, target) == ("span", "data-target-page", "a")


def test_what_is_said_of_the_first_page_is_not_said_of_later_parts() -> None:
    assert not_of_the_first("@page :first { margin: 0 } p:first-child { color: red }") == (
        "@page :nth(0) { margin: 0 } p:first-child { color: red }"
    )
