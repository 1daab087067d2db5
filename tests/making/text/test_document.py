"""A text as blocks of spans: the letters that are printed, each at its place, not the signs that make them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.findings import Place
from brochure.making.text.author import author_sandbox
from brochure.making.text.document import read_document
from brochure.making.text.frames import CLAIM, Filled, Stretch, framed
from brochure.making.text.shape import misshapen
from brochure.making.text.written import Written, read_tags
from tests.support.documents import document_of

LINES = {
    "entities": ("Ar&shy;beid &amp; lønn&nbsp;x", "Arbeid & lønn\u00a0x"),
    "underscores": ("_Alle_ var __med__ her", "Alle var med her"),
    "a lone asterisk": ("Fem * seks", "Fem * seks"),
    "an escape": (r"Tegnet \~ her", "Tegnet ~ her"),
    "an address": ("Se <https://ssb.no> nå", "Se https://ssb.no nå"),
    "history": ("Siden {historie 2013} var", "Siden 2013 var"),
    "entities in a mark": ("Lov {&#167; 17} om {5&shy;0} år", "Lov §\u00a017 om 50 år"),
}


@pytest.mark.parametrize(("words", "content"), LINES.values(), ids=LINES.keys())
def test_letters_are_those_that_are_printed_and_know_their_column(words: str, content: str) -> None:
    (block,) = document_of(words, line=4).blocks

    assert block.content == content
    for letter, (line, column) in zip(content, block.places, strict=True):
        assert line == 4
        assert words[column - 1] in (letter, "&", " ")


BLOCKS = {
    "items in items": ("- - x y", ["list_item: x y"]),
    "quoted lines": ("> a  \n> b\n> c", ["blockquote: a b c"]),
    "items with tabs": ("1.\ta\n   \tb", ["list_item: a b"]),
    "a heading closed": ("## a *a* ##", ["heading: a a"]),
    "cells": (
        "| h\\|k | **i** |\n|---|---|\n|  | i |\n| i | ii\\|i |",
        ["th: h|k", "th: i", "td: i", "td: i", "td: ii|i"],
    ),
    "in their order": ("## a\n\n| b |\n|---|\n\n## c", ["heading: a", "th: b", "heading: c"]),
}


@pytest.mark.parametrize(("source", "blocks"), BLOCKS.values(), ids=BLOCKS.keys())
def test_each_letter_of_a_block_is_found_again_in_its_source(source: str, blocks: list[str]) -> None:
    found = document_of(source).blocks

    assert [f"{block.within}: {block.content}" for block in found] == blocks
    for block in found:
        assert "".join(read_at(source, place) for place in block.places) == block.content


@given(
    st.lists(st.sampled_from(["ord", "*uthevet*", "{2014}", "**sterk**", "ord,", "[lenke](https://a.no)"]), min_size=1)
)
def test_any_typed_word_is_found_again_at_its_place(words: list[str]) -> None:
    source = "\n".join(words)
    (block,) = document_of(source).blocks

    assert "".join(read_at(source, place) for place in block.places) == block.content


def read_at(source: str, place: tuple[int, int]) -> str:
    """The letter of a source at a line and column; a space after the end of its line."""
    line, column = place
    return source.split("\n")[line - 1][column - 1 : column] or " "


def test_what_no_one_typed_stands_where_its_tag_begins() -> None:
    source = 'To\nord ({{ ref("a") }}).'
    printed = "figur 1"
    filled = Filled(f"To\nord ({printed}).", (Stretch(0, 8, 0), Stretch(8 + len(printed), 10 + len(printed), 23)))
    (block,) = read_document(filled, Written(source, Place("a.md", 7, 1))).blocks

    assert {block.places[block.content.index(word)] for word in ("figur", "1")} == {(8, 6)}
    assert block.places[-1] == (8, 22)


def test_a_claim_over_two_paragraphs_is_no_span_of_either() -> None:
    content = framed(CLAIM, 0, "a\n\nb")
    document = read_document(Filled(content), Written("", Place("a.md", 1, 1)))

    assert [(block.content, block.spans) for block in document.blocks] == [("a", ()), ("b", ())]


def test_tags_keep_every_letter_outside_them_at_its_place() -> None:
    source = "a  {%- if x %}\n\n b{% endif -%}\n c {{ d | tall }} {# e #}"
    tags = read_tags(author_sandbox(), source)

    assert [(tag.name, tag.shown, source[tag.start]) for tag in tags.tags] == [
        ("if", "x", "{"),
        ("endif", "", "{"),
        ("", "d | tall", "{"),
    ]
    assert all(letter in (source[i], "\ufffc") for i, letter in enumerate(tags.visible))
    assert len(tags.visible) == len(source)


def test_an_underlined_heading_without_words_is_told_too() -> None:
    (finding,) = misshapen(document_of("\u2028\n---\n", line=3))

    assert (finding.place.line, finding.message) == (3, "a heading is not underlined; write ## ")
