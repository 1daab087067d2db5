"""The settings of an edition: `edition.toml`."""

import datetime
import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from brochure.findings import near
from brochure.project.edition.publication_codes import Codes, PublicationCodes
from brochure.project.edition.standard_numbers import Isbn, IsbnByLanguage, Issn
from brochure.project.languages import GroupingLimits, Language, Limits, Name, TranslatedLists, Translations, Words
from brochure.project.sources.mismatches import ValueAtError

MOST_SECTIONS = 50
MOST_ANNEXES, MOST_PAGES = 999, 9999
"""The highest number of an annex and of a page: what is higher is a slip of the hand."""


_NOT_A_NAME = re.compile(r"[/\\\\:\x00-\x1f]")
_LONGEST_NAME = 100


def _folder_name(name: str) -> str:
    """The name of a part, which is that of its folder beside the settings; raises ValueError for what cannot be one."""
    bare = name.strip().strip("/")
    if name != bare and bare and not _NOT_A_NAME.search(bare):
        raise ValueError(f"write the name of the folder alone, '{bare}'")
    if not bare or bare.startswith(".") or _NOT_A_NAME.search(bare) or len(bare) > _LONGEST_NAME:
        shown = repr(name[:_LONGEST_NAME])
        raise ValueError(f"{shown} cannot be the name of a part; write that of a folder beside this file")
    return name


def _refuse_number(value: object) -> object:
    """A bare number would be taken for seconds since 1970."""
    if isinstance(value, int | float):
        raise ValueError("write the day of publication, as in 2016-10-06")
    return value


def _web_address(address: Translations) -> Translations:
    for language, each in (address.model_extra or {}).items():
        if not re.fullmatch(r"https?://[^\s<>\"]+", each):
            raise ValueAtError(f"'{each}' is not the address of a page; write all of it, https://…", language)
    return address


Day = Annotated[datetime.date, BeforeValidator(_refuse_number)]
PartName = Annotated[str, AfterValidator(_folder_name)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Ministry(_Strict):
    """A ministry that answers for goals."""

    code: Words
    name: Translations


class Goal(_Strict):
    """A goal of a section, and the codes of the ministries that answer for it."""

    section: str
    text: Translations
    ministries: tuple[str, ...] = Field(min_length=1)


class AnnexSettings(_Strict):
    """What the document says that the edition is annexed to: the annex's number, and where its pages begin.

    Without a number the annex is a separate one ("særskilt vedlegg"), which is known by its publication code.
    """

    number: int | None = Field(None, ge=1, le=MOST_ANNEXES)
    first_page: int = Field(1, ge=1, le=MOST_PAGES)


class EditionSettings(_Strict):
    """What an edition is: year, languages, parts in their order, goals and who answers for them.

    `date` is the day of publication; every date in the finished file comes from it. `thousands_from` may be
    one number for all languages. `file_name` has no ending and no language. `publication_code` may be one code, which
    is that of the language whose letter it ends in. The back page prints the postal `address`, the `web` address, and
    `isbn` and `issn`, where they are given. `comparison` is a part that follows the key figures, for instance a
    table of the three groups side by side.
    """

    budget_year: int = Field(ge=1990, le=2100)
    proposition: Words
    languages: tuple[Language, ...] = Field(min_length=1)
    date: Day
    file_name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    theme: str = "standard"
    thousands_from: Limits = GroupingLimits()
    title: Translations
    subtitle: Translations
    publisher: Translations
    keywords: TranslatedLists = TranslatedLists()
    publication_code: Codes = PublicationCodes()
    address: Name | None = None
    web: Annotated[Name, AfterValidator(_web_address)] | None = None
    isbn: Isbn = IsbnByLanguage()
    issn: Issn | None = None
    annex: AnnexSettings = AnnexSettings()
    logo: str | None = None
    colophon: PartName
    introduction: PartName
    definitions: PartName
    comparison: PartName | None = None
    sources: PartName
    sections: tuple[PartName, ...] = Field(min_length=1, max_length=MOST_SECTIONS)
    ministries: tuple[Ministry, ...] = ()
    goals: tuple[Goal, ...] = ()

    @model_validator(mode="after")
    def _names_exist(self) -> "EditionSettings":
        for name, named in (
            ("thousands_from", self.thousands_from),
            ("publication_code", self.publication_code),
            ("isbn", self.isbn),
        ):
            for key in named.languages:
                if key not in self.languages:
                    hint = near(key, self.languages)
                    message = f"it names the language '{key}', which the edition does not have.{hint}"
                    raise ValueAtError(message, name, key)
        for i, language in enumerate(self.languages):
            if language in self.languages[:i]:
                raise ValueAtError(f"the language '{language}' is named twice", "languages", i)
        for i, part in enumerate(self.parts):
            if part in self.parts[:i]:
                raise ValueAtError(
                    f"'{part}' is named twice as a part; each part has a folder of its own", *self._key(i)
                )
        codes = [ministry.code for ministry in self.ministries]
        for i, goal in enumerate(self.goals):
            if goal.section not in self.sections:
                message = f"a goal names the section '{goal.section}'.{near(goal.section, self.sections)}"
                raise ValueAtError(message, "goals", i, "section")
            for code in goal.ministries:
                if code not in codes:
                    message = f"a goal names the ministry '{code}'.{near(code, codes)}"
                    raise ValueAtError(message, "goals", i, "ministries")
        return self

    def _key(self, position: int) -> tuple[str | int, ...]:
        """The key that names the part at a position among all parts."""
        keys: list[tuple[str | int, ...]] = [("colophon",), ("introduction",), ("definitions",)]
        keys += [("comparison",)] if self.comparison is not None else []
        keys += [("sections", i) for i in range(len(self.sections))]
        return [*keys, ("sources",)][position]

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders of all parts, in the order of the pages."""
        front = (self.colophon, self.introduction, self.definitions, self.comparison)
        return (*(part for part in front if part is not None), *self.sections, self.sources)
