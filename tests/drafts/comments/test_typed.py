"""Where a stretch of a draft's text stands in the text of now."""

import pytest

from brochure.drafts.comments.typed import Letters, locate

OLD = "I 2014 var 63,7 prosent av innvandrerne i arbeid."
FOUND = {
    "the same text": ("prosent", OLD, "prosent"),
    "another number before it": ("prosent", OLD.replace("63,7", "63,9"), "prosent"),
    "words put in before it": ("innvandrerne", OLD.replace("I 2014", "Også i 2014"), "innvandrerne"),
    "itself changed": ("innvandrerne", OLD.replace("innvandrerne", "innflytterne"), None),
    "gone": (" i arbeid", "I 2014 var 63,7 prosent av innvandrerne.", None),
    "a space between the same words": (" ", OLD, " "),
}


@pytest.mark.parametrize(("words", "new", "found"), FOUND.values(), ids=FOUND.keys())
def test_a_stretch_is_found_where_it_is_the_same(words: str, new: str, found: str | None) -> None:
    start = OLD.index(words)
    place = locate(OLD, start, start + len(words), new)
    assert (new[slice(*place)] if place else None) == found


@pytest.mark.parametrize(
    "new", [OLD.replace("av innvandrerne", "av alle innvandrerne"), OLD.replace("av innv", "av de")]
)
def test_a_space_is_not_found_where_a_word_beside_it_is_another(new: str) -> None:
    start = OLD.index(" innvandrerne")
    assert locate(OLD, start, start + 1, new) is None


def test_spaces_are_alike_and_signs_without_width_are_none() -> None:
    letters = Letters.of("15\u2013\u206074\u00a0år")
    assert letters.text == "15–74 år"
    assert letters.span(4, 6) == (3, 5)
