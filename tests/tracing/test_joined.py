"""Trace and verify in a proposition that an annex was joined to: the annex is found in it, whatever is around it."""

import json
from pathlib import Path

import pikepdf
import pytest

from brochure.command.main import main
from brochure.tracing.verifying import verify
from tests.support.altering import alter_attachment, alter_digit, digits_on
from tests.support.annexes import ANNEX
from tests.support.command import copy_of
from tests.support.propositions import proposition

_FIRST = 3
"""How many pages of the proposition stand before the annex."""


def attached(annex: Path, host: Path, target: Path) -> Path:
    assert main(["attach", str(annex), str(host), "-o", str(target), "--after", "1"]) == 0
    return target


@pytest.fixture(scope="module")
def joined(small_annex: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The proposition by Typst with the annex after its page 1; never changed."""
    return attached(small_annex / ANNEX, proposition("typst"), tmp_path_factory.mktemp("joined") / "prop.pdf")


def test_the_pages_of_the_annex_are_verified_and_told(
    joined: Path, small_annex: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(small_annex / ANNEX)]) == 0
    alone = capsys.readouterr().out.strip()
    assert main(["verify", str(joined)]) == 0
    with pikepdf.open(small_annex / ANNEX) as pdf:
        last = _FIRST + len(pdf.pages)
    around = f"; they are pages {_FIRST + 1} to {last} of the file, the other 5 were not looked at"
    assert capsys.readouterr().out.strip() == alone + around


def test_an_altered_digit_in_a_joined_annex_is_told(joined: Path, tmp_path: Path) -> None:
    (found,) = verify(joined)
    with pikepdf.open(joined) as pdf:
        own = [sheet for sheet in found.brochure.own_sheets if len(digits_on(pdf.pages[sheet])) > 1]
    altered = tmp_path / "altered.pdf"
    alter_digit(joined, altered, own[-1], lambda digits: digits[0])
    (found,) = verify(altered)
    assert any(each.page is not None for each in found.discrepancies)


def test_a_page_that_was_taken_out_of_the_annex_is_told(joined: Path, tmp_path: Path) -> None:
    shorter = tmp_path / "shorter.pdf"
    with pikepdf.open(joined) as pdf:
        del pdf.pages[_FIRST + 2]
        pdf.save(shorter)
    (found,) = verify(shorter)
    assert any("this page is missing" in str(each) for each in found.discrepancies)


def test_pages_put_before_it_later_do_not_hide_it(joined: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.pdf"
    with pikepdf.open(joined) as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages.insert(0, pdf.pages[-1])
        pdf.save(later)
    (found,) = verify(later)
    assert (found.brochure.first, found.discrepancies) == (_FIRST + 1, ())


def test_two_annexes_with_files_of_the_same_names_are_verified_each(
    joined: Path, small_built: Path, tmp_path: Path
) -> None:
    """The same edition in another language has the same data with it."""
    project = copy_of(small_built, tmp_path / "project")
    assert main(["build", "--language", "nn", "--project", str(project)]) == 0
    twice = attached(project / "output" / "liten-utgave-nn.pdf", joined, tmp_path / "twice.pdf")
    first, second = verify(twice)
    files = [{each.name for each in found.brochure.manifest.attachments} for found in (first, second)]
    assert files[0] & files[1]
    assert (first.discrepancies, second.discrepancies) == ((), ())
    assert [first.brochure.manifest.profile, second.brochure.manifest.profile] == ["screen", "annex"]
    assert [first.brochure.manifest.language, second.brochure.manifest.language] == ["nn", "nb"]
    assert second.brochure.first == first.brochure.first + first.pages

    altered = tmp_path / "altered.pdf"
    name = second.brochure.manifest.attachments[0].name
    alter_attachment(twice, altered, name, lambda content: content + b"x")
    told = [str(each) for found in verify(altered) for each in found.discrepancies]
    assert any(name in each for each in told)


def test_a_number_is_traced_to_its_page_in_the_joined_file(
    joined: Path, small_annex: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def occurrences(path: Path, *options: str) -> list[dict[str, object]]:
        capsys.readouterr()
        assert main(["trace", str(path), *options, "--format", "json"]) == 0
        found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
        return found

    alone = occurrences(small_annex / ANNEX, "--page", "59")
    assert alone
    inside = occurrences(joined, "--page", "59")
    assert [{**each, "sheet": int(str(each["sheet"])) + _FIRST} for each in alone] == inside

    assert main(["trace", str(joined), str(alone[0]["printed"])]) == 0
    assert f"page {2 + _FIRST} of 14 in the file" in capsys.readouterr().out


def test_a_number_of_the_proposition_is_not_known(joined: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(joined), "--page", "ii"]) == 1
    assert "there is no page ii; they run from 58 to" in capsys.readouterr().err
