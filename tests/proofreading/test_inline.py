"""Proofreading sees the letters that are printed, each at its place, not the signs that make them."""

from pathlib import Path

import pytest

from brochure.proofreading.reading import read_edition_texts
from brochure.proofreading.text import Text
from tests.support.projects import TEXT, gathered, make_project, small_edition

READ = {
    "entities": ("Ar&shy;beid &amp; lønn&nbsp;x", "Arbeid & lønn\u00a0x", "lønn", 19),
    "underscores": ("_Alle_ var __med__ her", "Alle var med her", "med", 14),
    "a lone asterisk": ("Fem * seks", "Fem * seks", "seks", 7),
    "an escape": (r"Tegnet \~ her", "Tegnet ~ her", "her", 11),
    "an address": ("Se <https://ssb.no> nå", "Se https://ssb.no nå", "nå", 21),
}


def body(tmp_path: Path, words: str) -> Text:
    edition, _ = gathered(tmp_path / "a", small_edition({TEXT: f"---\ntitle: Arbeid\n---\n{words}\n"}))
    reading = read_edition_texts(make_project(tmp_path / "b", {}), edition)
    return next(text for text in reading.texts if text.path == TEXT and text.kind == "paragraph")


@pytest.mark.parametrize(("words", "content", "word", "column"), READ.values(), ids=READ.keys())
def test_letters_are_read_as_they_are_printed(tmp_path: Path, words: str, content: str, word: str, column: int) -> None:
    text = body(tmp_path, words)

    place = text.place(text.content.index(word))
    assert text.content == content
    assert (place.line, place.column) == (4, column)
