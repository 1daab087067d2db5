"""A build ended at a random moment; `python -m tests.kills` ends hundreds."""

import random
from pathlib import Path

import pytest

from tests.kills import make_trial


@pytest.mark.slow
def test_a_build_that_is_ended_leaves_whole_files_and_nothing_else(small_built: Path, tmp_path: Path) -> None:
    trial, rng = make_trial(tmp_path, built=small_built), random.Random(13)
    assert trial.end_one(rng)[1] == ""
    assert trial.finish() == ""
