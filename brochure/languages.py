"""The languages of an edition, and texts given in several of them.

Bokmål and nynorsk are equal written standards; English follows. Holds no words of its own.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator


class Language(StrEnum):
    """A language by its BCP 47 code."""

    BOKMAAL = "nb"
    NYNORSK = "nn"
    ENGLISH = "en"


class Translations(BaseModel):
    """One text in one or more languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nb: str | None = None
    nn: str | None = None
    en: str | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> "Translations":
        if not (self.nb or self.nn or self.en):
            raise ValueError('give the text in at least one language, for instance nb = "…"')
        return self

    def get(self, language: Language) -> str | None:
        """The text in `language`, or None where it has not been written."""
        text: str | None = getattr(self, language.value)
        return text


def _for_all(value: object) -> object:
    return dict.fromkeys(Language, value) if isinstance(value, str) else value


Name = Annotated[Translations, BeforeValidator(_for_all)]
"""A text that may be written once for all languages, such as a year or the name of an organisation."""


class TranslatedLists(BaseModel):
    """Several texts in one or more languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nb: tuple[str, ...] = ()
    nn: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def get(self, language: Language) -> tuple[str, ...]:
        """The texts in `language`; none where they have not been written."""
        texts: Mapping[str, tuple[str, ...]] = {"nb": self.nb, "nn": self.nn, "en": self.en}
        return texts[language.value]
