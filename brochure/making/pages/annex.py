"""An edition as an annex of the document it is attached to: what it is called there, and where its pages begin.

Knows nothing of how an annex looks.
"""

from dataclasses import dataclass

from brochure.findings import Faults
from brochure.project.edition.reading import Shared
from brochure.project.languages import Language
from brochure.project.words import Words


@dataclass(frozen=True, slots=True)
class Annex:
    """What the templates are told of an annex.

    `label` is what the host calls it, "Særskilt vedlegg" or "Vedlegg 3"; a separate annex is known by its `code`, one
    that the host numbers by its label. `host` is the proposition. `first_page` is the number printed on its first page.
    """

    label: str
    code: str | None
    host: str
    first_page: int

    @property
    def name(self) -> str:
        """What it is known by, on its pages and among bookmarks: "Særskilt vedlegg A-0010 B", "Vedlegg 3"."""
        return f"{self.label} {self.code}" if self.code else self.label


def can_be_annexed(edition: Shared, language: Language) -> bool:
    """Whether an edition says by itself what it is known by as an annex."""
    settings = edition.settings
    return settings.annex.number is not None or settings.publication_code.get(language) is not None


def annex_of(
    edition: Shared, language: Language, words: Words, number: int | None = None, first_page: int | None = None
) -> Annex:
    """The annex that an edition is; `number` and `first_page` go before what the edition says, where they are given.

    Raises `Faults` for a separate annex that has no publication code.
    """
    settings = edition.settings
    number = settings.annex.number if number is None else number
    first = settings.annex.first_page if first_page is None else first_page
    if number is not None:
        return Annex(words("annex.numbered", number=number), None, settings.proposition, first)
    code = settings.publication_code.get(language)
    if code is None:
        message = (
            f"a separate annex is known by its publication code, and the edition has none in {language}: write it as "
            f'publication_code.{language} = "…"; if the host document numbers its annexes, write number = 3 below '
            "[annex], or build with --annex 3"
        )
        raise Faults.one(edition.document.place("publication_code"), message)
    return Annex(words("annex.separate"), code, settings.proposition, first)
