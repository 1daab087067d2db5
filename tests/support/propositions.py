"""The sample propositions of `tests/propositions`, by name, and a long one that is made when it is asked for."""

from functools import cache
from pathlib import Path

import typst

from brochure.attaching.joining.hosts import Opened, open_content
from brochure.pdf.limits import DEFAULT
from brochure.pdf.opening import read_bytes
from tests.support.joined import Inventory, read
from tests.support.verapdf import Flavour

FOLDER = Path(__file__).parents[1] / "propositions"
SOURCES = FOLDER / "sources"
FONTS = FOLDER.parents[1] / "fonts"

TAGGED = (
    "libreoffice",
    "libreoffice-form",
    "typst",
    "weasyprint",
    "weasyprint-3a",
    "weasyprint-ua2",
    "chromium",
    "pdftex-tagged",
)
"""Propositions with a structure tree."""

UNTAGGED = ("chromium-untagged", "pdftex")
"""Propositions without one."""

CONFORMING: tuple[tuple[str, Flavour], ...] = (
    ("libreoffice", "ua1"),
    ("libreoffice-form", "ua1"),
    ("typst", "ua1"),
    ("typst", "3a"),
    ("weasyprint", "ua1"),
    ("weasyprint-3a", "3a"),
)
"""Propositions and the standards that they pass, as far as `tests.support.verapdf` knows those."""

WITH_A_DECISION = ("encrypted-owner", "encrypted-user", "signed", "cut-short", "damaged", "xfa", "portfolio")
"""Files that an annex is not to be joined to without a word; the passwords are «eier» (owner) and «leser» (user)."""


def proposition(name: str) -> Path:
    """The file of a sample proposition; to be copied, never changed."""
    return FOLDER / f"{name}.pdf"


@cache
def sample(name: str) -> Inventory:
    """What a sample proposition holds, read once; never changed."""
    return read(proposition(name))


def long_proposition(target: Path, pages: int) -> Path:
    """Set a tagged proposition of so many pages, PDF/UA-1 and PDF/A-3a, with links across all of it."""
    target.write_bytes(typeset("long.typ", pages=str(pages)))
    return target


def typeset(source: str, **inputs: str) -> bytes:
    """A source of `tests/propositions/sources` set by Typst as PDF/UA-1 and PDF/A-3a."""
    return typst.compile(
        SOURCES / source,
        root=SOURCES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=["ua-1", "a-3a"],
    )


def open_document(path: Path, *, whole: bool = True, is_changed: bool = True) -> Opened:
    """The PDF at `path` as the command opens it to be joined."""
    return open_content(path, read_bytes(path), whole=whole, is_changed=is_changed, limits=DEFAULT)
