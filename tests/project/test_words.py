"""The fixed words in three languages."""

import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from brochure.findings import Faults
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.project.words import Words, read_words
from tests.support.projects import LANGUAGES, ROOT, make_project

CATALOGUES = {language: read_words(Project(ROOT), language) for language in LANGUAGES}
FILES = ROOT / "layouts" / "words"
PO = (
    'msgid ""\nmsgstr "Language: nb\\nContent-Type: text/plain; charset=UTF-8\\n'
    'Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


def fields(words: str) -> set[str]:
    """The `{names}` in a text."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def words_from(tmp_path: Path, entries: str) -> Words:
    project = make_project(tmp_path, {"layouts/words/nb.po": PO + entries})
    return read_words(project, Language.BOKMAAL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_the_same_keys_in_the_same_order(language: Language) -> None:
    assert list(CATALOGUES[language].entries) == list(CATALOGUES[Language.BOKMAAL].entries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_take_in_the_same_values(language: Language) -> None:
    for key, forms in CATALOGUES[Language.BOKMAAL].entries.items():
        expected = [fields(form) for form in forms]
        assert [fields(form) for form in CATALOGUES[language].entries[key]] == expected, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_its_own_language(language: Language) -> None:
    with (FILES / f"{language}.po").open("rb") as file:
        locale = read_po(file).locale
    assert locale is not None
    assert locale.language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_begin_or_end_with_a_space(language: Language) -> None:
    assert [form for forms in CATALOGUES[language].entries.values() for form in forms if form != form.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_word_for_every_number_up_to_twelve(language: Language) -> None:
    assert len(set(CATALOGUES[language].listed("cardinals"))) == 13


def test_nynorsk_has_no_word_that_is_bokmaal_alone() -> None:
    words = re.findall(
        r"\w+", " ".join(form for forms in CATALOGUES[Language.NYNORSK].entries.values() for form in forms)
    )
    bokmaal = {
        "ikke",
        "fra",
        "kilde",
        "tallene",
        "tall",
        "innhold",
        "ansvarlig",
        "hver",
        "figurene",
        "filen",
        "og/eller",
    }

    assert bokmaal & {word.lower() for word in words} == set()


def test_every_key_that_layouts_and_program_ask_for_exists() -> None:
    sources = [
        *(ROOT / "layouts").rglob("*.html"),
        *(ROOT / "layouts").rglob("*.css"),
        *(ROOT / "brochure").rglob("*.py"),
    ]
    asked = {
        (path.name, key)
        for path in sources
        for key in re.findall(r"""\bwords(?:\.plural|\.listed)?\(\s*["']([\w.]+)["']\s*[,)]""", path.read_text("utf-8"))
    }

    assert len(asked) > 30
    assert {item for item in asked if item[1] not in CATALOGUES[Language.BOKMAAL].entries} == set()


def test_values_are_put_into_the_words(tmp_path: Path) -> None:
    words = words_from(tmp_path, 'msgid "figure.label"\nmsgstr "Figur {number}"\n')

    assert words("figure.label", number=3) == "Figur 3"


def test_singular_and_plural(tmp_path: Path) -> None:
    entries = 'msgid "million"\nmsgid_plural "millions"\nmsgstr[0] "million"\nmsgstr[1] "millioner"\n'
    words = words_from(tmp_path, entries)

    assert [words.plural("million", singular=one) for one in (True, False)] == ["million", "millioner"]


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), (["Afrika"], "Afrika"), (["Afrika", "Asia"], "Afrika og Asia"), (["a", "b", "c"], "a, b og c")],
)
def test_items_are_joined_as_in_a_sentence(items: list[str], expected: str) -> None:
    assert CATALOGUES[Language.BOKMAAL].join(items) == expected


def test_a_key_that_is_missing_is_told_with_near_keys(tmp_path: Path) -> None:
    words = words_from(tmp_path, 'msgid "figure.label"\nmsgstr "Figur {number}"\n')

    with pytest.raises(Faults) as caught:
        words("figure.labl")

    assert str(caught.value) == (
        "layouts/words/nb.po:1: error: the fixed words 'figure.labl' are missing. Did you mean 'figure.label'?"
    )


FAULTY = {
    "empty words": ('msgid "source"\nmsgstr ""\n', "layouts/words/nb.po:4: error: the fixed words 'source' are empty"),
    "empty plural": (
        'msgid "million"\nmsgid_plural "millions"\nmsgstr[0] "million"\nmsgstr[1] ""\n',
        "layouts/words/nb.po:4: error: the fixed words 'million' are empty",
    ),
    "line that is none of a catalogue": (
        'msgid "source"\nmsgstr "Kilde"\n\nside = "page"\n',
        "layouts/words/nb.po:7: error: this line is not a comment, nor words in quotation marks",
    ),
}


@pytest.mark.parametrize(("entries", "expected"), FAULTY.values(), ids=FAULTY.keys())
def test_a_faulty_catalogue_is_told_with_its_line(tmp_path: Path, entries: str, expected: str) -> None:
    with pytest.raises(Faults) as caught:
        words_from(tmp_path, entries)

    assert str(caught.value) == expected


def test_words_that_ask_for_what_there_is_not_are_told_at_their_line(tmp_path: Path) -> None:
    words = words_from(tmp_path, 'msgid "a"\nmsgstr "Tabell {numer}"\n')
    with pytest.raises(Faults) as caught:
        words("a", number=1)
    assert str(caught.value).startswith(
        "layouts/words/nb.po:5: error: the fixed words 'a' ask for {numer}. Did you mean"
    )


def test_a_brace_without_its_other_half_is_told_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        words_from(tmp_path, 'msgid "a"\nmsgstr ""\n"Tabell {number"\n')
    assert str(caught.value).startswith(
        "layouts/words/nb.po:5: error: the fixed words 'a' hold a brace without its othe"
    )


def test_a_language_without_a_catalogue_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"layouts/words/nb.po": PO})

    with pytest.raises(Faults, match=r"^layouts/words/nn\.po:1: error: the file layouts/words/nn\.po is missing"):
        read_words(project, Language.NYNORSK)


def test_a_line_that_has_lost_a_quotation_mark_is_told(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        words_from(tmp_path, 'msgid "and"\nmsgstr og"\n')
    assert str(caught.value) == (
        "layouts/words/nb.po:5: error: this line is not a comment, nor words in quotation marks"
    )
