"""A text of the section in a small edition, rendered."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.projects import SECTION, TEXT, gathered, small_edition
from tests.support.traces import untraced

FRONT = "---\ntitle: Arbeid\n---\n"
NUMBERS = """\
innvandrere: arbeid/sysselsatte [gruppe=Innvandrere, aar=2014]
alle: arbeid/sysselsatte [aar=2014]
avstand: alle - innvandrere
endring: change(innvandrere, since=2012)
nedgang: change(alle, since=2012)
dobbelt: ratio(alle, innvandrere)
hoyest: max(arbeid/sysselsatte [aar=2014, gruppe=*])
lavest: min(arbeid/sysselsatte [gruppe=Innvandrere, aar=*])
plass: rank(arbeid/sysselsatte [aar=2014, gruppe=*], of=Innvandrere)
to_aar: arbeid/sysselsatte [aar=2014] - arbeid/sysselsatte [aar=2013]
"""

Render = Callable[..., tuple[str, list[str]]]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    """Renders a text: its HTML, and the findings in it as `line: level: message`, line 1 being its first."""

    def run(text: str, *, numbers: str = NUMBERS) -> tuple[str, list[str]]:
        files = {
            TEXT: FRONT + text,
            f"{SECTION}/numbers.yaml": numbers,
            f"{SECTION}/figures.yaml": "",
            f"{SECTION}/tables.yaml": "",
        }
        edition, findings = gathered(tmp_path, small_edition(files))
        part = edition.text.parts.get("arbeid")
        html = "".join(block.content for block in part.blocks) if part else ""
        return untraced(html), [_from_first_line(finding) for finding in findings if finding.startswith(f"{TEXT}:")]

    return run


def _from_first_line(finding: str) -> str:
    line, rest = re.sub(r"^(\d+):\d+:", r"\1:", finding.removeprefix(f"{TEXT}:")).split(":", 1)
    return f"{int(line) - FRONT.count(chr(10))}:{rest}"
