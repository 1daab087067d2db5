"""Rules of spelling, for and against, in cases; and what is told where dictionaries or Hunspell are missing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.findings import Finding
from brochure.project.languages import Language
from brochure.proofreading.hunspell import FOLDERS, LIBRARY, find_dictionary, load_library
from brochure.proofreading.lexicon import read_lexicon
from brochure.proofreading.rule import EditionRule, Reading
from brochure.proofreading.rules.spelling import spelling_rules
from tests.support.cases import assert_found, assert_suggested, cases, shipped_lexicon
from tests.support.projects import ROOT, make_project
from tests.support.readings import reading_of_case, reading_with
from tests.support.texts import text_of

has_hunspell = pytest.mark.skipif(load_library(LIBRARY) is None, reason="Hunspell is not installed")


def needs_dictionary(language: str) -> None:
    names = shipped_lexicon(language).listed("spelling", "dictionary", "names")
    if load_library(LIBRARY) is None or find_dictionary(names, FOLDERS) is None:
        pytest.skip(f"there is no dictionary {names[0]}")


def found_by_all(readings: list[Reading], folders: tuple[Path, ...] = FOLDERS, library: str = LIBRARY) -> list[Finding]:
    found: list[Finding] = []
    for rule in spelling_rules(folders, library):
        if isinstance(rule, EditionRule):
            found += rule.findings(readings)
        else:
            found += (finding for reading in readings for finding in rule.findings(reading))
    return found


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("cases") / "spelling.yaml"))
def test_spelling(case: dict[str, Any]) -> None:
    needs_dictionary(case["language"])
    found = found_by_all([reading_of_case(case)])
    assert_found(found, case["finds"])
    assert_suggested(found, case)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_same_word_is_told_in_each_file(language: str) -> None:
    needs_dictionary(language)
    texts = [text_of("Ein xkvzt.", language, path=path, line=7) for path in ("a.md", "b.md", "b.md")]
    found = [each for each in found_by_all([reading_with(texts, language)]) if "xkvzt" in each.message]
    assert [(each.place.path, each.place.line, each.place.column) for each in found] == [("a.md", 7, 5), ("b.md", 7, 5)]
    assert "(1 more in this file)" in found[1].message
    assert f"put it in data/proofreading/{language}/words.txt" in found[0].message


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_forms_to_write_instead_are_spelled_right(language: str) -> None:
    """The dictionary passes what mixing and terms tell authors to write."""
    needs_dictionary(language)
    lexicon = shipped_lexicon(language)
    told = [*lexicon.table("mixing", "other_standard", "forms").values()]
    for entry in lexicon.table("terms", "avoid"):
        told += lexicon.table("terms", "avoid", entry, "forms").values()
    texts = [text_of(word, language) for word in told if "*" not in word]
    assert [str(each) for each in found_by_all([reading_with(texts, language)])] == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_own_words_stand_in_order_in_their_groups(language: str) -> None:
    groups = (ROOT / "data/proofreading" / language / "words.txt").read_text("utf-8").split("\n\n")
    for group in groups:
        listed = [line for line in group.splitlines() if not line.startswith("#")]
        assert listed == sorted(set(listed))


def test_a_missing_dictionary_is_told_once_for_all_languages(tmp_path: Path) -> None:
    if load_library(LIBRARY) is None:
        pytest.skip("Hunspell is not installed")
    readings = [reading_with([text_of("Xkvzt.", language)], language) for language in ("nb", "nn", "en")]
    (found,) = found_by_all(readings, (tmp_path,))
    assert str(found) == (
        "data/proofreading/nb/spelling.toml:3: warning: spelling is not checked in nb and nn: there is no dictionary "
        f"'nb_NO' or 'nn_NO' in {tmp_path}, data/proofreading/dictionaries; "
        "to have it: sudo apt-get install hunspell-no [spelling-unavailable]"
    )


def test_a_missing_library_is_told_once_with_what_to_install() -> None:
    readings = [reading_with([text_of("Xkvzt.", language)], language) for language in ("nb", "nn", "en")]
    (found,) = found_by_all(readings, library="hunspell-0.0")
    assert found.rule == "spelling-unavailable"
    assert "Hunspell is not installed; to have it: sudo apt-get install hunspell hunspell-no" in found.message


@has_hunspell
def test_a_project_can_bring_a_dictionary_of_its_own(tmp_path: Path) -> None:
    files = {
        "data/proofreading/nb/spelling.toml": '[dictionary]\nnames = ["egen"]\npackage = "hunspell-no"\n',
        "data/proofreading/nb/words.txt": "eget  # et ord til\n",
        "data/proofreading/dictionaries/egen.aff": "SET UTF-8\n",
        "data/proofreading/dictionaries/egen.dic": "2\nord\nłatwo\n",
    }
    lexicon = read_lexicon(make_project(tmp_path, files), Language.BOKMAAL)
    reading = replace(reading_with([text_of("Ord łatwo eget orde.")], "nb"), lexicon=lexicon)
    (found,) = found_by_all([reading], ())
    assert found.message.startswith("«orde» is not in the dictionary egen")


def test_a_language_without_words_of_its_own_is_not_checked(tmp_path: Path) -> None:
    lexicon = read_lexicon(make_project(tmp_path, {}), Language.BOKMAAL)
    assert found_by_all([replace(reading_with([text_of("Xkvzt.")], "nb"), lexicon=lexicon)]) == []
