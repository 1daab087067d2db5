"""The settings of an edition, and what is told when they are wrong."""

import datetime
from pathlib import Path

import pytest

from brochure.findings import Faults, UsageError
from brochure.project.edition.reading import choose_language, edition_names, newest_edition, read_settings
from brochure.project.languages import Language
from tests.support.projects import EDITION, make_project, small_edition, small_file

SETTINGS = f"{EDITION}/edition.toml"
SOUND = small_file(SETTINGS)


def faults_of(folder: Path, settings: str) -> list[str]:
    project = make_project(folder, {SETTINGS: settings})
    with pytest.raises(Faults) as caught:
        read_settings(project, "2016")
    return [str(finding) for finding in caught.value.findings]


def test_settings_are_read(tmp_path: Path) -> None:
    settings, _ = read_settings(make_project(tmp_path, small_edition()), "2016")

    assert settings.budget_year == 2016
    assert settings.date == datetime.date(2015, 10, 7)
    assert settings.languages == (Language.BOKMAAL, Language.NYNORSK, Language.ENGLISH)
    assert settings.parts == ("kolofon", "innledning", "definisjoner", "arbeid", "kilder")
    assert settings.thousands_from.get(Language.ENGLISH) == 10_000


FAULTY = {
    "unknown key": (
        "proposition =",
        "propositon =",
        2,
        "'propositon' is not a known setting here. Did you mean 'proposition'?",
    ),
    "unknown key of a goal": (
        'ministries = ["ASD"]',
        'ministries = ["ASD"]\nministeries = []',
        35,
        "'ministeries' is not a known setting here. Did you mean 'ministries'?",
    ),
    "year in words": (
        "budget_year = 2016",
        'budget_year = "i fjor"',
        1,
        "budget_year: this takes a whole number; found 'i fjor'",
    ),
    "year long ago": (
        "budget_year = 2016",
        "budget_year = 216",
        1,
        "budget_year: this must be 1990 or more; found 216",
    ),
    "sections that are no list": (
        'sections = ["arbeid"]',
        'sections = "arbeid"',
        10,
        "sections: this takes a list, such as [a, b]; found 'arbeid'",
    ),
    "no sections": ('sections = ["arbeid"]', "sections = []", 10, "sections: the list is empty; name at least one"),
    "no code of a language": (
        '"nb", "nn", "en"',
        '"nb", "Norsk"',
        3,
        "languages: 'Norsk' is not the code",
    ),
    "day that is none": ("2015-10-07", '"oktober"', 4, "date: this takes a date, such as 2015-10-07; found 'oktober'"),
    "file name with a space": (
        "liten-utgave",
        "liten utgave",
        5,
        "file_name: this takes small letters, digits, dots and hyphens, without spaces",
    ),
    "file name that leads out of the folder": (
        "liten-utgave",
        "../utgave",
        5,
        "file_name: this takes small letters, digits, dots and hyphens, without spaces",
    ),
    "grouping from a limit that is too high": (
        'file_name = "liten-utgave"',
        'file_name = "liten-utgave"\nthousands_from = 20000',
        6,
        "thousands_from: this must be 10000 or less; found 20000",
    ),
    "grouping in a language that the edition lacks": (
        'file_name = "liten-utgave"',
        'file_name = "liten-utgave"\nthousands_from = { nb = 10000, dk = 1000 }',
        6,
        "dk: it names the language 'dk', which the edition does not have.",
    ),
    "goal of a section that is not there": (
        'section = "arbeid"',
        'section = "arbied"',
        32,
        "section: a goal names the section 'arbied'. Did you mean 'arbeid'?",
    ),
    "goal of a ministry that is not there": (
        'ministries = ["ASD"]',
        'ministries = ["ADS"]',
        34,
        "ministries: a goal names the ministry 'ADS'. Did you mean 'ASD'?",
    ),
    "goal without a ministry": (
        'ministries = ["ASD"]',
        "ministries = []",
        34,
        "ministries: the list is empty; name at least one",
    ),
    "text in no language": (
        'nb = "Tall om arbeid"',
        'Norsk = "Tall om arbeid"',
        17,
        "subtitle: 'Norsk' is not the code of a language, such as nb, nn or en",
    ),
    "key that stands twice": (
        "budget_year = 2016",
        "budget_year = 2016\nbudget_year = 2017",
        2,
        "this stands here for the second time; keep one",
    ),
    "quotation mark that is missing": ('"liten-utgave"', '"liten-utgave', 5, "this is not valid TOML"),
}


@pytest.mark.parametrize(("sound", "faulty", "line", "expected"), FAULTY.values(), ids=FAULTY.keys())
def test_faulty_settings_are_told_with_their_line(
    tmp_path: Path, sound: str, faulty: str, line: int, expected: str
) -> None:
    assert sound in SOUND
    findings = faults_of(tmp_path, SOUND.replace(sound, faulty, 1))

    assert any(finding.startswith(f"{SETTINGS}:{line}: error: {expected}") for finding in findings), findings


def test_every_faulty_setting_is_told(tmp_path: Path) -> None:
    settings = SOUND.replace("proposition =", "propositon =").replace('sections = ["arbeid"]', "sections = 3")

    assert sorted(finding.split(": error: ")[1][:24] for finding in faults_of(tmp_path, settings)) == [
        "'proposition' is missing",
        "'propositon' is not a kn",
        "sections: this takes a l",
    ]


def test_an_edition_that_is_not_there_is_told_with_near_names(tmp_path: Path) -> None:
    project = make_project(tmp_path, small_edition({"data/editions/2015/edition.toml": SOUND}))

    with pytest.raises(UsageError, match=r"^there is no edition '2017'\. Did you mean '2016' or '2015'\?$"):
        read_settings(project, "2017")
    with pytest.raises(UsageError, match=r"^there is no edition 'nn'\. To choose a language, write --language nn\.$"):
        read_settings(project, "nn")


def test_the_newest_edition_is_the_last_by_name(tmp_path: Path) -> None:
    project = make_project(
        tmp_path, small_edition({"data/editions/2015/edition.toml": SOUND, "data/editions/2017/notat.txt": ""})
    )

    assert edition_names(project) == ["2015", "2016"]
    assert newest_edition(project) == "2016"


def test_a_project_without_editions_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no edition in data/editions/"):
        newest_edition(make_project(tmp_path, {}))


def test_the_first_language_is_taken_unless_another_is_asked_for(tmp_path: Path) -> None:
    settings, _ = read_settings(make_project(tmp_path, small_edition()), "2016")

    assert choose_language(settings, None) == Language.BOKMAAL
    assert choose_language(settings, "nn") == Language.NYNORSK
    with pytest.raises(UsageError, match=r"^this edition has no language 'se'\. Known: 'en', 'nb' and 'nn'\.$"):
        choose_language(settings, "se")
