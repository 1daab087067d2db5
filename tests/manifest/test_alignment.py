"""Printed words are found again in the text they were set from."""

from hypothesis import given
from hypothesis import strategies as st

from brochure.manifest.alignment import aligned, one_spaced


def test_a_word_parted_at_the_end_of_a_line_is_found() -> None:
    text = "  var 42,0\u00a0prosent,\n en"

    first = aligned("var 42,0\u00a0pro-", text, 0)
    second = aligned("sent, en", text, first.end)

    assert text[first.start : first.end] == "var 42,0\u00a0pro"
    assert text[second.start : second.end] == "sent,\n en"
    assert second.offsets[0] == text.index("sent")


def test_a_joint_without_width_is_passed_over() -> None:
    found = aligned("15–\u206074\u00a0år", "15–74 år", 0)

    assert found.within(3, 5) == (4, 6)


def test_what_was_not_printed_is_nowhere() -> None:
    assert aligned("a", "a b", 0).within(2, 3) is None


@given(st.lists(st.text("abc12,", min_size=1, max_size=6), min_size=1, max_size=8), st.integers(0, 8))
def test_words_set_in_two_lines_are_all_found(words: list[str], cut: int) -> None:
    text = "\n".join(words)
    first = aligned(" ".join(words[:cut]), text, 0)
    second = aligned(" ".join(words[cut:]), text, first.end)

    found = [text[at] for at in (*first.offsets, *second.offsets) if at is not None]
    assert "".join(found) == "".join(words)


@given(st.text(" \n\u00a0ab"))
def test_spaces_are_folded_and_no_break_spaces_stay(text: str) -> None:
    folded = one_spaced(text)

    assert "  " not in folded
    assert "\n" not in folded
    assert folded.count("\u00a0") == text.count("\u00a0")
