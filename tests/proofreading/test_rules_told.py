"""What rules tell in a draft, in its language."""

import tomllib

from brochure.building.rules import registry
from brochure.findings import Subject
from tests.support.projects import ROOT

_READ_FOR_A_DRAFT = frozenset({Subject.PROJECT, Subject.DATA, Subject.TEXTS})


def test_the_sentences_are_of_rules_that_there_are_in_both_written_standards() -> None:
    folder = ROOT / "data/proofreading"
    bokmaal, nynorsk = (tomllib.loads((folder / each / "rules.toml").read_text("utf-8")) for each in ("nb", "nn"))

    assert bokmaal.keys() == nynorsk.keys()
    assert set(bokmaal) <= set(registry())
    assert {name for name, rule in registry().items() if rule.looks_at in _READ_FOR_A_DRAFT} <= set(bokmaal)
    assert all(told.endswith(".") for told in (*bokmaal.values(), *nynorsk.values()))
