"""Which words of a text are its author's own."""

import pytest

from brochure.proofreading.own_words import own_words, without_addresses
from tests.support.texts import text_of


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Se ssb.no/innv, https://udir.no, post@imdi.no og tall.csv nå.", ["Se", "og", "nå"]),
        ("Fra «gamle dager» til “new ones” her", ["Fra", "til", "her"]),
        (
            "Det Statistisk\u00a0sentralbyrå sier, og Statistisk sentralbyrås",
            ["Det", "sier", "og", "Statistisk", "sentralbyrås"],
        ),
        ("I {år 2014} var [[ti prosent]] med", ["I", "var", "med"]),
        ("Slutt.Begynn. F.eks. nå", ["Slutt", "Begynn", "F.eks.", "nå"]),
    ],
)
def test_own_words(content: str, expected: list[str]) -> None:
    assert [word.content for word in own_words(text_of(content), ["Statistisk sentralbyrå"])] == expected


def test_quotations_are_spelled_too() -> None:
    assert [word.content for word in without_addresses(text_of("Fra «gamle dager» på ssb.no"))] == [
        "Fra",
        "gamle",
        "dager",
        "på",
    ]
