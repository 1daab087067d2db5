"""The languages of an edition, and texts given in several of them.

Bokmål and nynorsk are equal written standards; English follows; any other language may join them by its catalogue of
fixed words and its texts alone. Holds no words of its own.
"""

import re
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("it is empty; write the words, or take the line away")
    return text


Words = Annotated[str, AfterValidator(_not_blank)]
"""A text that says something."""

_CODE = re.compile(r"[a-z]{2,3}")
_EVERY = "*"


class Language(str):
    """A language by its code (ISO 639), such as "nb"; raises ValueError for what cannot be one."""

    __slots__ = ()
    BOKMAAL: ClassVar["Language"]
    NYNORSK: ClassVar["Language"]
    ENGLISH: ClassVar["Language"]

    def __new__(cls, code: str) -> "Language":
        """The language of a code."""
        if not _CODE.fullmatch(code):
            raise ValueError(f"'{code}' is not the code of a language, such as nb, nn or en")
        return super().__new__(cls, code)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read from a text."""
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


Language.BOKMAAL, Language.NYNORSK, Language.ENGLISH = Language("nb"), Language("nn"), Language("en")


class ByLanguage(BaseModel):
    """Values by the code of a language."""

    model_config = ConfigDict(extra="allow", frozen=True)

    @model_validator(mode="after")
    def _keys_are_languages(self) -> "ByLanguage":
        for key in self.model_extra or ():
            if key != _EVERY:
                Language(key)
        return self

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are named."""
        return tuple(key for key in self.model_extra or () if key != _EVERY)

    def given(self, language: Language) -> Any:
        """The value for `language`, or the one for all; None where there is neither."""
        extra = self.model_extra or {}
        return extra.get(language, extra.get(_EVERY))


class Translations(ByLanguage):
    """One text in one or more languages."""

    __pydantic_extra__: dict[str, Words]

    @model_validator(mode="after")
    def _not_empty(self) -> "Translations":
        if not any((self.model_extra or {}).values()):
            raise ValueError('give the text in at least one language, for instance nb = "…"')
        return self

    def get(self, language: Language) -> str | None:
        """The text in `language`, or None where it has not been written."""
        text: str | None = self.given(language)
        return text


class TranslatedLists(ByLanguage):
    """Several texts in one or more languages."""

    __pydantic_extra__: dict[str, tuple[Words, ...]]

    def get(self, language: Language) -> tuple[str, ...]:
        """The texts in `language`; none where they have not been written."""
        texts: tuple[str, ...] = self.given(language) or ()
        return texts


class GroupingLimits(ByLanguage):
    """The smallest number whose digits are grouped; 10 000 always are."""

    __pydantic_extra__: dict[str, Annotated[int, Field(ge=1000, le=10000)]]

    def get(self, language: Language) -> int:
        """The limit in `language`."""
        limit: int | None = self.given(language)
        return 10000 if limit is None else limit


def _for_all(value: object) -> object:
    return {_EVERY: value} if isinstance(value, str | int) else value


Name = Annotated[Translations, BeforeValidator(_for_all)]
"""A text that may be written once for all languages, such as a year or the name of an organisation."""

Limits = Annotated[GroupingLimits, BeforeValidator(_for_all)]
"""Grouping limits, or one for all languages."""
