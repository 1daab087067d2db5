"""What a PDF can be for. Each profile is one record of this module, and its files in `layouts/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Profile:
    """What a PDF is for, and what follows from that; without defaults, so that nothing is left out of a new one."""

    name: str
    """As it is typed, and recorded in the PDF."""
    purpose: str
    """In words for the help of the command."""
    suffix: str
    """What is added to the name of the file."""
    template: str
    """The template of the document, in `layouts/templates`."""
    styles: tuple[str, ...]
    """The style sheets of `layouts/styles` that come after that of the brochure."""
    variant: str
    """The standard that the file claims, as WeasyPrint calls it; PDF/UA-1 is claimed besides."""
    is_draft: bool
    """Whether it is proofread, marked with what is found, numbered, and kept to be compared with."""
    is_annex: bool
    """Whether it is called what the proposition calls it, on the proposition's paper."""
    has_doors: bool
    """Whether each number in running text leads to its row in a table, or to its source."""
    options: tuple[str, ...]
    """The options of `brochure build` that it takes and others do not."""


SCREEN = Profile(
    name="screen",
    purpose="as it is published",
    suffix="",
    template="brochure.html",
    styles=(),
    variant="pdf/a-3a",
    is_draft=False,
    is_annex=False,
    has_doors=True,
    options=(),
)
PROOF = Profile(
    name="proof",
    purpose="a draft for proofreaders",
    suffix="-draft",
    template="brochure.html",
    styles=("proof.css",),
    variant="pdf/a-3a",
    is_draft=True,
    is_annex=False,
    has_doors=False,
    options=("draft", "against", "double_spaced", "for_language"),
)
ANNEX = Profile(
    name="annex",
    purpose="to be joined with the budget proposition",
    suffix="-annex",
    template="brochure.html",
    styles=("annex.css",),
    variant="pdf/a-3a",
    is_draft=False,
    is_annex=True,
    has_doors=True,
    options=("annex", "first_page"),
)
PROFILES: Mapping[str, Profile] = MappingProxyType({each.name: each for each in (SCREEN, PROOF, ANNEX)})
"""All profiles by their names, the ordinary one first."""
