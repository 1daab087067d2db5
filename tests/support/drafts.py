"""Drafts of the small edition."""

import shutil
from pathlib import Path

from tests.support.command import brochure, replace_in
from tests.support.projects import ROOT, STATISTIC, TEXT

DRAFT = "output/liten-utgave-nb-draft-{}.pdf"
"""The PDF of a draft by its name, in the project's folder."""

_STYLE = "data/proofreading/nb/typography.toml"


def build_draft(folder: Path, *options: str) -> None:
    """Build a draft in a project."""
    done = brochure("build", "--profile", "proof", "--project", folder, *options)
    assert done.returncode == 0, done.stderr


def redraft(folder: Path) -> None:
    """Change words and data of a project whose first draft is kept, plant two faults, and build its second draft."""
    replace_in(folder / TEXT, "Andelen økte.", "Andelen har vokst.")
    replace_in(folder / TEXT, "viser gruppene.", "viser gruppene.. Slik var det også året før .")
    (folder / _STYLE).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / _STYLE, folder / _STYLE)
    replace_in(folder / f"{STATISTIC}.csv", "Innvandrere,2014,63.7", "Innvandrere,2014,63.9")
    build_draft(folder, "--against", "1")
