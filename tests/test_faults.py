"""Every fault, through the command that a person types.

Each ends with exit status 1 and a message that names file and line, without a traceback; the last good PDF stays,
and nothing else is left in its folder.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from brochure.command.main import main

Content = str | bytes | dict[str, str] | None
CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("faults.yaml").read_text("utf-8")
)
PDF = "liten-utgave-nb.pdf"


@pytest.fixture
def project(small_built: Path, tmp_path: Path) -> Iterator[Path]:
    """A project with a finished PDF, which must be there unharmed when the test is over."""
    folder = tmp_path / "project"
    shutil.copytree(small_built, folder)
    before = outputs(folder)
    assert list(before) == [PDF]
    yield folder
    assert outputs(folder) == before


def outputs(folder: Path) -> dict[str, bytes]:
    """What stands in the output folder, hidden files too; only the cache is passed over."""
    found = (path for path in (folder / "output").rglob("*") if ".cache" not in path.parts)
    return {path.relative_to(folder / "output").as_posix(): path.read_bytes() for path in found if path.is_file()}


def change(path: Path, content: Content) -> None:
    """Lay a change over a file: new text or bytes, replacements in what is there, or None to take it away."""
    if content is None:
        path.unlink()
    elif isinstance(content, dict):
        text = path.read_text("utf-8")
        for old, new in content.items():
            assert text.count(old) >= 1, f"{old!r} does not stand in {path}"
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_a_fault_is_told_with_its_place(
    case: dict[str, Any], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in case["change"].items():
        change(project / name, content)
    assert main(["build", "--project", str(project)]) == 1
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    told = [line for line in printed.err.splitlines() if line.startswith(f"{case['at']}: error: ")]
    assert any(case["says"] in line for line in told), printed.err
    assert printed.out == ""
