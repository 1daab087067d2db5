"""Annexes of the small edition."""

from pathlib import Path

from tests.support.command import brochure

ANNEX = "output/liten-utgave-nb-annex.pdf"
"""The PDF of an annex, in the project's folder."""
NUMBER, FIRST_PAGE = 3, 58
"""The number of the annex, and of its first page."""


def build_annex(folder: Path) -> Path:
    """Build a numbered annex in a project, and return its PDF."""
    options = ("--annex", str(NUMBER), "--first-page", str(FIRST_PAGE))
    done = brochure("build", "--profile", "annex", *options, "--project", folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return folder / ANNEX
