"""Whether a PDF is as it was made: the small edition as it is, and with one thing altered at a time."""

import random
from pathlib import Path

import pikepdf
import pytest

from brochure.command.main import main
from brochure.manifest.model import Account, Token
from brochure.manifest.reading import read_manifest
from brochure.project.languages import Language
from brochure.tracing.rebuilt import Printing, RecordedStatistics
from brochure.tracing.recomputed import check_numbers
from brochure.tracing.verifying import Verified, verify
from tests.support.altering import Area, alter_attachment, alter_digit, annotate_over, digits_on, paint_over
from tests.support.manifests import small_manifest
from tests.support.projects import SECTION
from tests.support.shipped import Shipped

PDF = "output/liten-utgave-nb.pdf"


@pytest.fixture(scope="session")
def small(small_built: Path) -> Path:
    """The PDF of the small edition."""
    return small_built / PDF


def verify_one(path: Path) -> Verified:
    """What is found of a file with one brochure."""
    (found,) = verify(path)
    return found


def test_a_pdf_as_it_was_made_is_sound(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(small)]) == 0
    printed = capsys.readouterr()
    numbers, rest = printed.out.split(" ", 1)
    assert int(numbers) > 60
    assert rest.strip().endswith("pages accounted for")


@pytest.mark.slow
def test_every_number_of_the_shipped_edition_is_accounted_for(edition: Shipped) -> None:
    found = verify_one(edition.path)

    assert found.discrepancies == ()
    assert found.pages == len(edition.pdf.pdf.pages)
    assert found.numbers > 3000


def pages_with_digits(path: Path) -> list[int]:
    with pikepdf.open(path) as pdf:
        return [number for number, page in enumerate(pdf.pages) if len(digits_on(page)) > 1]


@pytest.mark.parametrize("seed", range(6))
def test_an_altered_digit_is_told_with_its_page(
    seed: int, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    choice = random.Random(seed)
    page = choice.choice(pages_with_digits(small))
    altered = tmp_path / "altered.pdf"
    alter_digit(small, altered, page, choice.choice)

    assert main(["verify", str(altered)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].endswith("differ") or lines[-1].endswith("differs")
    assert any(line.startswith("page ") for line in lines[:-1])


def first_number(path: Path) -> tuple[int, str, Token, Area]:
    """The first number of the text: its page from 0 and by its label, and where it stands."""
    for position, page in enumerate(read_manifest(path).pages):
        for token in page.tokens:
            if token.account is Account.NUMBER:
                area = token.area
                return position, page.label, token, (area.left, area.top, area.right, area.bottom)
    raise AssertionError("no number is printed")


@pytest.mark.parametrize("kind", ["FreeText", "Stamp", "Square"])
def test_an_annotation_over_a_number_is_told(
    kind: str, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, label, token, area = first_number(small)
    altered = tmp_path / "altered.pdf"
    annotate_over(small, altered, page, area, kind)

    assert main(["verify", str(altered)]) == 1
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"page {label}, line ")
    assert "an annotation (" in first
    assert token.text.split()[0] in first
    assert last.endswith("1 thing differs")


@pytest.mark.parametrize("kind", ["Highlight", "Underline", "StrikeOut", "Text", "Popup"])
def test_a_mark_that_lets_the_text_be_read_is_none(kind: str, small: Path, tmp_path: Path) -> None:
    page, _, _, area = first_number(small)
    altered = tmp_path / "altered.pdf"
    annotate_over(small, altered, page, area, kind)

    assert verify_one(altered).discrepancies == ()


def test_what_is_painted_over_a_number_is_told(small: Path, tmp_path: Path) -> None:
    page, label, token, area = first_number(small)
    covered, veiled, beside = (tmp_path / f"{name}.pdf" for name in ("covered", "veiled", "beside"))
    paint_over(small, covered, page, area)
    paint_over(small, veiled, page, area, alpha=0.2)
    paint_over(small, beside, page, (1.0, 1.0, 15.0, 15.0))

    (found,) = verify_one(covered).discrepancies
    assert (found.page, found.message.startswith("something that was painted later lies over")) == (label, True)
    assert token.text.split()[0] in found.message
    assert verify_one(veiled).discrepancies == ()
    assert verify_one(beside).discrepancies == ()


ATTACHED = {
    "cell of a figure": ("figur-01-sysselsatte.csv", b"63.7", b"63.8"),
    "cell of the text": ("tall-i-teksten.csv", b"68.4", b"68.5"),
}


@pytest.mark.parametrize(("name", "old", "new"), ATTACHED.values(), ids=ATTACHED.keys())
def test_an_altered_cell_is_told_with_its_file(
    name: str, old: bytes, new: bytes, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    altered = tmp_path / "altered.pdf"
    alter_attachment(small, altered, name, lambda content: content.replace(old, new, 1))

    assert main(["verify", str(altered)]) == 1
    told = capsys.readouterr().out
    assert name in told
    assert new.decode() in told


def test_an_attachment_that_is_gone_is_told(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    altered = tmp_path / "altered.pdf"
    alter_attachment(small, altered, "tall-i-teksten.csv", None)

    assert main(["verify", str(altered)]) == 1
    assert "tall-i-teksten.csv" in capsys.readouterr().out


def test_a_value_altered_in_the_manifest_is_told(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    altered = tmp_path / "altered.pdf"
    alter_attachment(small, altered, "manifest.json", lambda content: content.replace(b'"63.7"', b'"64.7"'))

    assert main(["verify", str(altered)]) == 1
    printed = capsys.readouterr()
    assert "64.7" in printed.out + printed.err or "manifest" in printed.out + printed.err


def test_a_cell_of_a_table_with_other_decimals_than_it_was_printed_with_is_told(small: Path) -> None:
    manifest = read_manifest(small)
    rounded = [
        page.model_copy(
            update={
                "tokens": tuple(
                    token.model_copy(update={"text": "64"})
                    if token.account is Account.CELL and token.text == "63,7"
                    else token
                    for token in page.tokens
                )
            }
        )
        for page in manifest.pages
    ]
    altered, printing = manifest.model_copy(update={"pages": tuple(rounded)}), manifest.printing
    assert printing is not None
    found = list(check_numbers(altered, RecordedStatistics(altered), Printing(printing, Language.BOKMAAL)))

    assert len(found) == sum(page != before for page, before in zip(rounded, manifest.pages, strict=True)) == 2
    assert all(str(each).partition(": ")[2].startswith("«64» stands for the cell") for each in found)


def test_the_decimals_that_a_table_is_set_with_stand_in_the_manifest(tmp_path: Path) -> None:
    subtitle = "  subtitle: { nb: Prosent av alle i gruppen"
    manifest = small_manifest(tmp_path / "project", (f"{SECTION}/tables.yaml", subtitle, f"  decimals: 0\n{subtitle}"))
    assert [(exhibit.kind, exhibit.decimals) for exhibit in manifest.exhibits] == [("figure", 1), ("table", 0)]


def test_what_another_program_has_only_saved_anew_is_sound(small: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.pdf"
    with pikepdf.open(small) as pdf:
        pdf.save(saved, linearize=True)

    assert verify_one(saved).discrepancies == ()


def test_a_page_that_is_gone_is_told(small: Path, tmp_path: Path) -> None:
    shorter = tmp_path / "shorter.pdf"
    with pikepdf.open(small) as pdf:
        del pdf.pages[3]
        pdf.save(shorter)

    assert verify_one(shorter).discrepancies != ()


@pytest.mark.parametrize("command", [["verify"], ["trace"]])
def test_files_that_are_not_ours_are_told_without_a_trace(
    command: list[str], small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strange, locked, short, text = (tmp_path / f"{name}.pdf" for name in ("strange", "locked", "short", "text"))
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(strange)
    with pikepdf.open(small) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    short.write_bytes(small.read_bytes()[:5000])
    text.write_text("ikke en PDF", "utf-8")
    expected = {
        strange: "was not made by this program",
        locked: "encrypted",
        short: "not a whole PDF",
        text: "not a whole PDF",
        tmp_path / "gone.pdf": "no such file",
    }
    for path, message in expected.items():
        assert main([*command, str(path)]) == 1
        told = capsys.readouterr().err
        assert message in told
        assert "Traceback" not in told
