"""One list of findings out of those of several languages."""

import pytest

from brochure.building.merging import merged
from brochure.findings import Finding, Level, Place
from brochure.project.languages import Language
from tests.support.projects import LANGUAGES

NB, NN, EN = LANGUAGES
SHARED = Finding(Place("data/editions/2016/arbeid/figures.yaml", 4), "wrong", Level.WARNING)


def told(**findings: list[Finding]) -> list[str]:
    return [str(item) for item in merged({Language(key): value for key, value in findings.items()}).findings]


def test_what_all_languages_meet_is_told_once() -> None:
    assert told(nb=[SHARED], nn=[SHARED], en=[SHARED]) == [str(SHARED)]


def test_what_some_languages_meet_in_a_common_file_says_which() -> None:
    assert told(nb=[], nn=[SHARED], en=[]) == [f"{SHARED} (in nn)"]
    assert told(nb=[], nn=[SHARED], en=[SHARED]) == [f"{SHARED} (in nn and en)"]


@pytest.mark.parametrize("path", ["data/editions/2016/arbeid/text.nn.md", "layouts/words/nn.po", "output/a-nn.pdf"])
def test_a_file_of_one_language_says_so_itself(path: str) -> None:
    finding = Finding(Place(path, 3), "wrong")
    assert told(nb=[], nn=[finding]) == [str(finding)]


def test_words_that_name_the_language_are_enough() -> None:
    finding = Finding(SHARED.place, "the title has not been written in nn")
    assert told(nb=[], nn=[finding]) == [str(finding)]


def test_one_language_alone_is_told_as_it_is() -> None:
    assert told(en=[SHARED]) == [str(SHARED)]


def test_findings_of_one_place_stay_apart() -> None:
    other = Finding(SHARED.place, "wrong too", Level.WARNING)
    assert told(nb=[SHARED, other], nn=[other]) == [f"{SHARED} (in nb)", str(other)]
