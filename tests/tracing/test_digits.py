"""A number as a person types it, found in what is printed."""

import pytest

from brochure.tracing.digits import Signs

SIGNS = Signs(",", " ")


@pytest.mark.parametrize(
    ("query", "text", "is_there"),
    [
        ("5 %", "5\u00a0%", True),
        ("5 %", "fra 5\u00a0% til 8\u00a0%", True),
        ("5 %", "2,5\u00a0%", False),
        ("5 %", "15\u00a0%", False),
        ("5 %", "\u22125\u00a0%", False),
        ("2", "2,5\u00a0%", False),
        ("2,5", "2,5\u00a0%", True),
        ("10000", "10\u00a0000 personer", True),
        ("2004-2014", "2004\u20132014", True),
    ],
)
def test_a_number_is_found_by_itself_only(query: str, text: str, is_there: bool) -> None:
    assert SIGNS.finds(query, text) is is_there
