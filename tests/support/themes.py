"""Projects whose edition is printed in another theme than the one that is shipped."""

import re
from pathlib import Path

from brochure.project.theme import Page
from tests.support.command import replace_in
from tests.support.projects import EDITION, ROOT

STANDARD = ROOT / "layouts" / "themes" / "standard.toml"
GREY = STANDARD.with_name("grey.toml")
SETTINGS = f"{EDITION}/edition.toml"
SMALLER = Page(width=176, height=250, top=17.5, bottom=18.1875, inner=18, outer=17, side=40, gutter=6)
"""B5: margins and side column made smaller with the page; 45 lines of the baseline grid."""


def write_smaller(folder: Path, standard: Path = STANDARD) -> str:
    """Put the standard theme, or another one of its size, with a smaller page beside it, and return its name."""
    text = standard.read_text("utf-8")
    page = "".join(f"{name} = {value:g}\n" for name, value in SMALLER)
    text, pages = re.subn(r"\[page\]\n.*?\n\n", f"[page]\n{page}\n", text, flags=re.DOTALL)
    width = SMALLER.width - SMALLER.inner - SMALLER.outer
    text, widths = re.subn(r"(\[figures\]\nwidth = )\d+", rf"\g<1>{width:g}", text)
    assert pages == widths == 1
    (folder / "layouts" / "themes" / "smaller.toml").write_text(text, "utf-8")
    return "smaller"


def choose(folder: Path, theme: str) -> None:
    """Have the edition of a project printed in a theme."""
    path = folder / SETTINGS
    text = re.sub(r"^theme = .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text, "utf-8")
    replace_in(path, "file_name =", f'theme = "{theme}"\nfile_name =')
