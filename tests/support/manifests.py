"""Manifests of the small project as it is written, with what a test changes in its files."""

from pathlib import Path

from brochure.drafts.composing import manifest_of
from brochure.manifest.model import Manifest
from tests.support.projects import ROOT, make_project, small_edition, small_file

Replacements = tuple[tuple[str, str, str], ...]
"""File, what stands in it, what is to stand there instead."""


def replaced(replacements: Replacements) -> dict[str, str | bytes]:
    """The files in which something is replaced; files of `layouts/` are the repository's own."""
    files: dict[str, str | bytes] = {}
    for name, old, new in replacements:
        text = files.get(name) or _written(name)
        assert isinstance(text, str)
        assert old in text, f"{old!r} does not stand in {name}"
        files[name] = text.replace(old, new)
    return files


def small_manifest(folder: Path, *replacements: tuple[str, str, str], language: str = "nb") -> Manifest:
    """The manifest of the small edition in a language, with what is replaced in its files."""
    project = make_project(folder, small_edition(replaced(replacements)), layouts=True, fonts=True)
    return manifest_of(project, "2016", language)


def _written(name: str) -> str:
    return (ROOT / name).read_text("utf-8") if name.startswith("layouts/") else small_file(name)
