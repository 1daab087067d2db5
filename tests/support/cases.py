"""Cases of rules as data: texts, and what a family of rules finds in them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from brochure.findings import Finding
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.proofreading.lexicon import Lexicon, read_lexicon
from tests.support.projects import ROOT


def cases(path: Path) -> list[Any]:
    """The cases of a YAML file as parameters, each called by its title."""
    return [pytest.param(case, id=case["title"]) for case in read_yaml(path)]


def read_yaml(path: Path) -> Any:
    """What a YAML file holds, read by the parser in C: files of cases are long, and every process reads all of them."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


@cache
def shipped_lexicon(language: str) -> Lexicon:
    """The lexicon that the project ships for a language."""
    return read_lexicon(Project(ROOT), Language(language))


def assert_found(findings: Iterable[Finding], expected: Sequence[str]) -> None:
    """Each finding, in order, is what a case expects: "rule: a stretch of the message"; its spaces break."""
    told = [f"{finding.rule}: {finding.message}".replace("\u00a0", " ") for finding in findings]
    assert len(told) == len(expected), told
    for found, wanted in zip(told, expected, strict=True):
        rule, _, stretch = wanted.partition(": ")
        assert found.startswith(f"{rule}: "), told
        assert stretch in found, told


def assert_suggested(findings: Sequence[Finding], case: Mapping[str, Any]) -> None:
    """What could stand there, finding by finding, is what a case says; a case that says nothing does not mind."""
    if "suggests" in case:
        assert [finding.suggestion for finding in findings] == case["suggests"]
