"""International standard numbers of publications: ISBN-13 (ISO 2108) and ISSN (ISO 3297), with their check digits."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, model_validator

from brochure.project.languages import ByLanguage, Language
from brochure.project.sources.mismatches import ValueAtError

_ISBN_EXAMPLE, _ISSN_EXAMPLE = "978-82-02-00000-4", "0000-0019"


def isbn_fault(number: str) -> str:
    """What is wrong with an ISBN, and what would mend it; nothing when it is right."""
    digits = re.sub(r"[- ]", "", number)
    if not re.fullmatch(r"97[89][0-9]{10}", digits) or not re.fullmatch(r"[0-9][0-9 -]*[0-9]", number):
        return f"'{number}' is not an ISBN: thirteen digits that begin with 978 or 979, as in {_ISBN_EXAMPLE}"
    check = -sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits[:12])) % 10
    if check != int(digits[12]):
        return (
            f"'{number}' is not an ISBN: its last digit would be {check}; compare all of it with the one you were given"
        )
    return ""


def issn_fault(number: str) -> str:
    """What is wrong with an ISSN, and what would mend it; nothing when it is right."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", number):
        return (
            f"'{number}' is not an ISSN: four digits, a hyphen, three digits and a last one or X, as in {_ISSN_EXAMPLE}"
        )
    digits = number.replace("-", "")
    check = "0123456789X"[-sum(int(digit) * (8 - i) for i, digit in enumerate(digits[:7])) % 11]
    if check != digits[7]:
        return (
            f"'{number}' is not an ISSN: its last sign would be {check}; compare all of it with the one you were given"
        )
    return ""


class IsbnByLanguage(ByLanguage):
    """The ISBN of an edition in each of its languages that has one."""

    __pydantic_extra__: dict[str, str]

    @model_validator(mode="after")
    def _numbers_are_right(self) -> "IsbnByLanguage":
        for language, number in (self.model_extra or {}).items():
            if message := isbn_fault(number):
                raise ValueAtError(message, language)
        return self

    def get(self, language: Language) -> str | None:
        """The number in `language`, or None where it has none."""
        number: str | None = (self.model_extra or {}).get(language)
        return number


def _not_alone(value: object) -> object:
    if isinstance(value, str):
        raise ValueError(isbn_fault(value) or f'each language has a number of its own: isbn = {{ nb = "{value}" }}')
    return value


def _checked_issn(number: str) -> str:
    if message := issn_fault(number):
        raise ValueError(message)
    return number


Isbn = Annotated[IsbnByLanguage, BeforeValidator(_not_alone)]
"""ISBNs by language."""
Issn = Annotated[str, AfterValidator(_checked_issn)]
"""An ISSN, which all years and languages of a series share."""
