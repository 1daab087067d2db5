"""Drafts of the small edition."""

from pathlib import Path

from tests.support.command import brochure

DRAFT = "output/liten-utgave-nb-draft-{}.pdf"
"""The PDF of a draft by its name, in the project's folder."""


def build_draft(folder: Path, *options: str) -> None:
    """Build a draft in a project."""
    done = brochure("build", "--profile", "proof", "--project", folder, *options)
    assert done.returncode == 0, done.stderr
