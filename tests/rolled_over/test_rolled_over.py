"""Next year's edition of the sample is a short list of work, and the list ends."""

from pathlib import Path

import pytest

from brochure.project.languages import Language
from brochure.updating.work.entries import Kind
from tests.rolled_over.rolling import ANSWERS, answer, left, rewrite, rolled_over

_MOST = 10
"""So many edits by hand, beside sentences that are no longer true."""


@pytest.mark.slow
def test_a_few_edits_and_the_sentences_that_are_no_longer_true_are_all_that_is_left(tmp_path: Path) -> None:
    project, made = rolled_over(tmp_path.resolve() / "rolled")
    assert made.with_year == (), "a name that holds a year is wrong next year"
    answer(project)
    assert len(ANSWERS) <= _MOST

    found = left(project, [Language.BOKMAAL])
    assert not found.faults
    assert {each.kind for each in found.entries} <= {Kind.CLAIM, Kind.MISSING}
    told = {each.values["name"]: each.message for each in found.entries}
    assert "utd_niv_storst is now «Videregående skole»" in told["flest_ukjent"]
    assert "but there is a value" in told["siste_lokalvalg_uten_bakgrunn"]

    rewrite(project, found.entries)
    done = left(project)
    assert (done.entries, done.faults) == ((), ())
