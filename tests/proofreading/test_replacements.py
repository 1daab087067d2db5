"""Where patterns of words fit, and what they put in place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.proofreading.replacements import Replacements
from brochure.proofreading.sentences import words


def fits(listed: dict[str, str], content: str) -> list[tuple[str, str]]:
    return [(fit.content, fit.instead) for fit in Replacements(listed).search(words(content), content)]


@pytest.mark.parametrize(
    ("listed", "content", "expected"),
    [
        ({"ikkje": "ikke"}, "Ikkje nå, ikkje.", [("Ikkje", "Ikke"), ("ikkje", "ikke")]),
        ({"ikkje": "ikke"}, "Ikkjevel", []),
        ({"*heit": "*het"}, "Ein frihet, ei fridomheit", [("fridomheit", "fridomhet")]),
        ({"innvandrar*": "innvandrer*"}, "INNVANDRARFORELDRE", [("INNVANDRARFORELDRE", "INNVANDRERFORELDRE")]),
        ({"*vandrar*": "*vandrer*"}, "utvandrarland", [("utvandrarland", "utvandrerland")]),
        ({"kor mange": "hvor mange"}, "Kor\u00a0mange? Kor, mange", [("Kor\u00a0mange", "Hvor mange")]),
        ({"second generation": "born"}, "The second-generation", [("second-generation", "born")]),
        ({"ikke-vestlig*": ""}, "er ikke vestlige, ikke-vestlige", [("ikke-vestlige", "")]),
        ({"*arar": "*ere", "lærarar": "lærere"}, "lærarar", [("lærarar", "lærere")]),
        (
            {"annen": "x", "annen generasjon": "y"},
            "annen generasjon annen",
            [("annen generasjon", "y"), ("annen", "x")],
        ),
        ({"*leg": "*lig", "kolleg": "kolleg"}, "kolleg", [("kolleg", "kolleg")]),
    ],
)
def test_fits(listed: dict[str, str], content: str, expected: list[tuple[str, str]]) -> None:
    assert fits(listed, content) == expected


@given(st.text(alphabet="abå -.,«»\u00a0\n", max_size=60))
def test_fits_stand_where_they_say_and_not_over_each_other(content: str) -> None:
    found = list(Replacements({"a*": "*", "*b a": "x", "å": "å å", "b-b": ""}).search(words(content), content))
    assert [content[fit.start : fit.end] for fit in found] == [fit.content for fit in found]
    assert all(first.end <= second.start for first, second in pairwise(found))
