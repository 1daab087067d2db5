"""Publication codes, by which those who order or bind a publication know it: "A-0010 B".

The letter of the ministry, a hyphen, four digits, a space, and the letter of the language: B for bokmål, N for nynorsk,
E for English. Knows nothing of where a code is printed.
"""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from brochure.project.languages import ByLanguage, Language
from brochure.project.sources.mismatches import ValueAtError

_CODE = re.compile(r"[A-ZÆØÅ]-[0-9]{4} ([A-ZÆØÅ])")
_LETTERS = {Language.BOKMAAL: "B", Language.NYNORSK: "N", Language.ENGLISH: "E"}


class PublicationCodes(ByLanguage):
    """The publication code of an edition in each of its languages that has one."""

    __pydantic_extra__: dict[str, str]

    @model_validator(mode="after")
    def _codes_are_of_their_language(self) -> "PublicationCodes":
        for language, code in (self.model_extra or {}).items():
            if message := _fault(code, Language(language)):
                raise ValueAtError(message, language)
        return self

    def get(self, language: Language) -> str | None:
        """The code in `language`, or None where it has none."""
        code: str | None = self.given(language)
        return code


def _fault(code: str, language: Language) -> str:
    """What is wrong with the code of a language, and what would mend it; nothing when it is right."""
    letter, example = _LETTERS.get(language), f"A-0010 {_LETTERS.get(language, 'X')}"
    match = _CODE.fullmatch(code)
    if match is None:
        return (
            f"'{code}' is not a publication code: write the letter of the ministry, a hyphen, four digits, a space and "
            f"the letter of the language, as in {example}"
        )
    if letter is not None and match[1] != letter:
        return f"'{code}' ends in {match[1]}, but the letter of {language} is {letter}: write {code[:-1]}{letter}"
    if letter is None and match[1] in _LETTERS.values():
        owner = next(each for each, of in _LETTERS.items() if of == match[1])
        return f"'{code}' ends in {match[1]}, which is the letter of {owner}, not of {language}"
    return ""


def _by_its_letter(value: Any) -> Any:
    """A code that is written alone belongs to the language whose letter it ends in."""
    if not isinstance(value, str):
        return value
    match = _CODE.fullmatch(value)
    if match is None:
        raise ValueError(_fault(value, Language.BOKMAAL))
    for language, letter in _LETTERS.items():
        if match[1] == letter:
            return {language: value}
    raise ValueError(
        f"'{value}' ends in {match[1]}, which is the letter of none of {', '.join(_LETTERS)}; say which language has "
        'it, as in publication_code.nb = "A-0010 B"'
    )


Codes = Annotated[PublicationCodes, BeforeValidator(_by_its_letter)]
"""Publication codes, or one of them alone."""
