"""The guides for those who make no programs: every command in them is one that there is."""

import re
import shlex
from pathlib import Path

import pytest

from brochure.command.main import parse
from tests.support.projects import ROOT

_GUIDES = sorted((ROOT / "data").glob("*/*.md"))
_COMMAND = re.compile(r"`brochure ([^`]+)`")


def commands(guide: Path) -> list[str]:
    return _COMMAND.findall(guide.read_text("utf-8"))


@pytest.mark.parametrize("guide", _GUIDES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_command_of_a_guide_is_understood(guide: Path) -> None:
    for command in commands(guide):
        assert parse(shlex.split(command)).run, command


def test_the_way_to_the_delivered_annex_is_told_in_both_written_standards() -> None:
    ways = [[command.split()[0] for command in commands(ROOT / "data/annex" / f"{name}.md")] for name in _NAMES]
    assert ways[0] == ways[1] == ["check", "build", "validate", "build", "attach", "verify", "validate"]


def test_the_way_to_next_year_is_told_in_both_written_standards() -> None:
    ways = [[command.split()[0] for command in commands(ROOT / "data/editions" / f"{name}.md")] for name in _NAMES]
    assert ways[0] == ways[1] == ["update", "next", "check", "check", "build", "rename"]


_NAMES = ("veiledning", "rettleiing")
