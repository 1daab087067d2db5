"""A claim is proposed only of numbers that a sentence speaks of with all that they are of."""

import pytest

from brochure.proofreading.naming import Naming
from brochure.proofreading.proposals import proposed
from tests.recall.planting import numbers_of
from tests.support.cases import shipped_lexicon
from tests.support.readings import reading_with
from tests.support.texts import text_of


@pytest.mark.parametrize(
    ("sentence", "beside", "expected"),
    [
        ("De fleste innvandrere er i arbeid.", "Andelen er [[arb_innv: 63,4 prosent]].", "arb_innv > 50"),
        ("De fleste innvandrerkvinner er i arbeid.", "Andelen er [[arb_kvinner: 57,6 prosent]].", "arb_kvinner > 50"),
        ("De fleste innvandrere er i arbeid.", "Andelen er [[arb_kvinner: 57,6 prosent]].", ""),
        ("De fleste innvandrere er i arbeid.", "Andelen er [[arb_asia: 56,0 prosent]].", ""),
        ("De fleste i resten av befolkningen er i arbeid.", "Andelen er [[arb_innv: 63,4 prosent]].", ""),
        ("De fleste er i arbeid.", "Andelen er [[arb_innv: 63,4 prosent]].", ""),
    ],
)
def test_a_claim_is_proposed_of_the_same_cells_alone(sentence: str, beside: str, expected: str) -> None:
    names = Naming(shipped_lexicon("nb"), reading_with([], "nb").words)
    text, around = (text_of(each, numbers=numbers_of("nb")) for each in (sentence, beside))
    found = proposed(text, [around], names, of_half=True)
    assert found == (f", such as {{% claim {expected} %}}" if expected else "")
