"""Drafts of the small edition."""

import shutil
from pathlib import Path

from tests.support.command import brochure, replace_in
from tests.support.projects import EDITION, ROOT, SECTION, STATISTIC, TEXT

DRAFT = "output/liten-utgave-nb-draft-{}.pdf"
"""The PDF of a draft by its name, in the project's folder."""

MOVED = "Tallene er fra Statistisk sentralbyrå."
"""The paragraph that stands elsewhere in the second draft."""
_WORDS = "data/proofreading/nb"


def build_draft(folder: Path, *options: str) -> None:
    """Build a draft in a project."""
    done = brochure("build", "--profile", "proof", "--project", folder, *options)
    assert done.returncode == 0, done.stderr


def redraft(folder: Path) -> None:
    """Change words and data of a project whose first draft is kept, plant two faults, and build its second draft.

    A row goes out of the table, and a paragraph moves from the sources to the introduction.
    """
    replace_in(folder / TEXT, "Andelen økte.", "Andelen har vokst.")
    replace_in(folder / TEXT, "viser gruppene.", "viser gruppene.. Slik var det også året før .")
    (folder / _WORDS).mkdir(parents=True, exist_ok=True)
    for name in ("typography.toml", "rules.toml"):
        shutil.copy(ROOT / _WORDS / name, folder / _WORDS / name)
    replace_in(folder / f"{STATISTIC}.csv", "Innvandrere,2014,63.7", "Innvandrere,2014,63.9")
    replace_in(folder / f"{SECTION}/tables.yaml", "Innvandrere, Befolkningen ellers, ", "Innvandrere, ")
    replace_in(folder / f"{EDITION}/kilder/text.nb.md", MOVED, "Se listen under.")
    replace_in(folder / f"{EDITION}/innledning/text.nb.md", "går.", f"går.\n\n{MOVED}")
    build_draft(folder, "--against", "1")
