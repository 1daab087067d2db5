"""System fonts are out of reach."""

import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from brochure.making.writing.fontconfig import restrict_fonts
from brochure.project.sources.project import Project


def test_fontconfig_is_shown_the_fonts_of_the_project_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    project = Project(tmp_path / "mål & <tall>")
    path = restrict_fonts(project)
    assert os.environ["FONTCONFIG_FILE"] == str(path)
    root = ElementTree.parse(path).getroot()
    assert [item.text for item in root.iter("dir")] == [str(project.fonts)]
    assert not list(root.iter("include"))
    assert all(str(item.text).startswith(str(project.cache)) for item in root.iter("cachedir"))


def test_the_configuration_is_not_written_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    first = restrict_fonts(Project(tmp_path)).stat()
    again = restrict_fonts(Project(tmp_path)).stat()
    assert (first.st_ino, first.st_mtime_ns) == (again.st_ino, again.st_mtime_ns)
