"""ISBN and ISSN of an edition: right ones are kept; a wrong one is told with its line and its right last sign."""

from pathlib import Path

import pytest

from brochure.findings import Faults
from brochure.project.edition.reading import read_settings
from brochure.project.edition.standard_numbers import isbn_fault, issn_fault
from brochure.project.languages import Language
from tests.support.projects import EDITION, make_project, small_file

SETTINGS = f"{EDITION}/edition.toml"


@pytest.mark.parametrize("number", ["978-3-16-148410-0", "9780306406157", "979-10-90636-07-1", "978 0 306 40615 7"])
def test_a_right_isbn_is_taken(number: str) -> None:
    assert isbn_fault(number) == ""


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("978-3-16-148410-1", "its last digit would be 0"),
        ("978-3-16-148401-0", "its last digit would be 8"),
        ("0-306-40615-2", "thirteen digits that begin with 978 or 979"),
        ("977-3-16-148410-0", "thirteen digits that begin with 978 or 979"),
        ("978-3-16-148410-X", "thirteen digits"),
        ("978316148410٠", "thirteen digits"),
    ],
)
def test_a_wrong_isbn_is_told(number: str, told: str) -> None:
    assert told in isbn_fault(number)


@pytest.mark.parametrize("number", ["0317-8471", "2049-3630", "2434-561X"])
def test_a_right_issn_is_taken(number: str) -> None:
    assert issn_fault(number) == ""


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("0317-8472", "its last sign would be 1"),
        ("2434-5611", "its last sign would be X"),
        ("03178471", "four digits, a hyphen"),
        ("2434-561x", "four digits, a hyphen"),
    ],
)
def test_a_wrong_issn_is_told(number: str, told: str) -> None:
    assert told in issn_fault(number)


def with_lines(*lines: str) -> str:
    before, after = small_file(SETTINGS).split("\n\n", 1)
    return "\n".join([before, *lines, "", after])


def test_settings_hold_what_the_back_page_says(tmp_path: Path) -> None:
    lines = ('isbn.nb = "978-3-16-148410-0"', 'issn = "2049-3630"', 'web = "https://www.dep.no/a"', 'address = "Pb. 1"')
    settings, _ = read_settings(make_project(tmp_path, {SETTINGS: with_lines(*lines)}), "2016")
    assert [settings.isbn.get(Language(each)) for each in ("nb", "nn")] == ["978-3-16-148410-0", None]
    assert settings.issn == "2049-3630"
    assert settings.web is not None
    assert settings.web.get(Language("nn")) == "https://www.dep.no/a"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('isbn.nb = "978-3-16-148410-1"', "its last digit would be 0"),
        ('isbn = "978-3-16-148410-0"', 'each language has a number of its own: isbn = { nb = "978-3-16-148410-0" }'),
        ('isbn.da = "978-3-16-148410-0"', "it names the language 'da', which the edition does not have"),
        ('issn = "2049-3631"', "its last sign would be 0"),
        ('web = "www.dep.no"', "write all of it, https://…"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(line: str, told: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, {SETTINGS: with_lines(line)})
    with pytest.raises(Faults) as caught:
        read_settings(project, "2016")
    (finding,) = map(str, caught.value.findings)
    number = with_lines(line).split("\n").index(line) + 1
    assert finding.startswith(f"{SETTINGS}:{number}: error: ")
    assert told in finding
