"""What differs between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.drafts.comparison.model import Operation, Stretch
from brochure.drafts.comparison.words import compare_words

PAIRS = {
    "a word": ("Andelen økte i fjor.", "Andelen sank i fjor.", "Andelen [økte]{sank} i fjor."),
    "a sign": ("I fjor økte den.", "I fjor, økte den.", "I fjor{,} økte den."),
    "a number is one word": (
        "I alt 12\u00a0345 personer",
        "I alt 12\u00a0346 personer",
        "I alt [12 345]{12 346} personer",
    ),
    "a sign of a number belongs to it": ("en endring på +0,8", "en endring på −0,8", "en endring på [+0,8]{−0,8}"),
    "a word with a hyphen is one": ("EØS-borgere kom", "EØS-land kom", "[EØS-borgere]{EØS-land} kom"),
    "long changes are not cut up by one word": (
        "Flest kom fra Polen og Litauen da",
        "Mange reiste til Syria og Somalia nå",
        "[Flest kom fra Polen og Litauen da]{Mange reiste til Syria og Somalia nå}",
    ),
    "a sentence that is taken out before one with another word": (
        "Hvem som flytter, endrer seg. Norskfødte ligner mest på andre på samme alder.",
        "Norskfødte ligner mest på andre på samme nivå.",
        "[Hvem som flytter, endrer seg. ]Norskfødte ligner mest på andre på samme [alder]{nivå}.",
    ),
    "words one after another": ("en to tre fire", "en fem seks fire", "en [to tre]{fem seks} fire"),
    "nothing": ("Andelen økte.", "Andelen økte.", "Andelen økte."),
}


def shown(words: tuple[Operation, ...]) -> str:
    forms = {Stretch.SAME: "{}", Stretch.NEW: "{{{}}}", Stretch.REMOVED: "[{}]"}
    return "".join(forms[word.kind].format(word.words) for word in words).replace("\u00a0", " ")


@pytest.mark.parametrize(("old", "new", "expected"), PAIRS.values(), ids=PAIRS.keys())
def test_what_is_marked(old: str, new: str, expected: str) -> None:
    assert shown(compare_words(old, new)) == expected


TEXTS = st.lists(st.sampled_from(["en", "to", "12\u00a0345", "63,7", " ", ", ", ". ", "«", "–", "økte"]), max_size=12)


@given(TEXTS, TEXTS)
def test_the_stretches_are_both_texts(old: list[str], new: list[str]) -> None:
    before, after = "".join(old), "".join(new)
    words = compare_words(before, after)

    assert "".join(word.words for word in words if word.kind is not Stretch.NEW) == before
    assert "".join(word.words for word in words if word.kind is not Stretch.REMOVED) == after
    for word in words:
        assert after[word.start : word.end] == ("" if word.kind is Stretch.REMOVED else word.words)
