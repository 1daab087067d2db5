"""An annex of the small edition, as budget staff get it: separate or numbered, from page 1 or going on from another."""

import shutil
from pathlib import Path

import pytest

from brochure.building.build import fingerprint
from brochure.building.layout_check import look_at
from brochure.command.main import main
from brochure.findings import Faults
from brochure.making.request import Details
from brochure.making.request import request as request_of
from brochure.making.stages import gather_common
from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import import_weasyprint
from brochure.manifest.model import FILE_NAME, Account, Manifest
from brochure.manifest.reading import read_manifest
from brochure.project.profiles import ANNEX, SCREEN, Profile
from brochure.project.sources.project import Project
from brochure.project.theme import A4
from tests.support.annexes import ANNEX as ANNEX_PDF
from tests.support.annexes import FIRST_PAGE
from tests.support.command import brochure, copy_of, replace_in
from tests.support.pdf import ReadPdf
from tests.support.projects import EDITION
from tests.support.themes import SMALLER, choose, write_smaller
from tests.support.verapdf import FLAVOURS, Flavour, need_validator, validate

SETTINGS = f"{EDITION}/edition.toml"
CODES = 'publication_code = { nb = "A-0010 B", nn = "A-0010 N", en = "A-0010 E" }\n'
PDF = "output/liten-utgave-{}-annex.pdf"
NAMES = {"nb": "Særskilt vedlegg A-0010 B", "nn": "Særskilt vedlegg A-0010 N", "en": "Separate annex A-0010 E"}
HOST = "Prop. 1 S (2015–2016)"
_POINTS = 72 / 25.4


def with_codes(small_built: Path, folder: Path) -> Path:
    """A copy of the small project whose edition has publication codes."""
    copy_of(small_built, folder)
    replace_in(folder / SETTINGS, "file_name =", f"{CODES}file_name =")
    return folder


@pytest.fixture(scope="module")
def separate(small_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a separate annex in each language; to be copied, never changed."""
    folder = with_codes(small_built, tmp_path_factory.mktemp("separate") / "project")
    done = brochure("build", "--profile", "annex", "--all", "--project", folder)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"wrote {PDF.format(language)}" for language in NAMES]
    return folder


@pytest.fixture(params=["separate", "small_annex"], ids=["separate", "numbered"])
def annex(request: pytest.FixtureRequest) -> Path:
    """The annex in bokmål, separate and numbered in turn."""
    folder: Path = request.getfixturevalue(request.param)
    return folder / PDF.format("nb")


def first_page(annex: Path) -> int:
    """The number that the first page of an annex must have."""
    return 1 if manifest_of(annex).annex == NAMES["nb"] else FIRST_PAGE


def manifest_of(annex: Path) -> Manifest:
    return read_manifest(annex)


@pytest.mark.parametrize("language", NAMES)
def test_the_first_page_says_what_it_is_annexed_to_and_by_what_name(language: str, separate: Path) -> None:
    pdf = ReadPdf(separate / PDF.format(language))
    title = {"en": "Integration goals"}.get(language, "Mål for integrering")
    assert pdf.structure.text.startswith(f"{NAMES[language]} {HOST} {title} ")
    assert str(pdf.pdf.docinfo["/Title"]).startswith(f"{NAMES[language]}: {title} – ")


def test_an_annex_that_its_host_numbers_goes_by_its_number(small_annex: Path) -> None:
    annex = small_annex / ANNEX_PDF
    assert ReadPdf(annex).structure.text.startswith(f"Vedlegg 3 {HOST} Mål for integrering Budsjettåret 2016 ")
    assert manifest_of(annex).annex == "Vedlegg 3"


def test_every_page_is_a4_without_bleed(annex: Path) -> None:
    expected = (0, 0, *(round(side * _POINTS, 1) for side in A4))
    for page in ReadPdf(annex).pdf.pages:
        for box in (page.mediabox, page.trimbox, page.obj.get("/BleedBox", page.mediabox)):
            assert tuple(round(float(side), 1) for side in box) == expected


def test_it_has_neither_covers_nor_blank_pages(annex: Path, small_built: Path) -> None:
    pdf = ReadPdf(annex)
    brochure_itself = ReadPdf(small_built / "output/liten-utgave-nb.pdf")
    assert brochure_itself.page_at("cover") == 0
    assert pdf.page_at("cover") == -1
    assert all(any(line.block is not None for line in page.lines) for page in manifest_of(annex).pages)
    assert "Om denne utgaven" in " ".join(run.text for run in pdf.pages[0])
    assert [mark.title for mark in pdf.bookmarks] == [mark.title for mark in brochure_itself.bookmarks]


def test_the_running_head_names_the_proposition_and_the_annex(annex: Path) -> None:
    name = manifest_of(annex).annex
    first, *others = ReadPdf(annex).pages
    for page in others:
        written = [run for run in page if run.text.strip()]
        top = max(run.y for run in written)
        head = "".join(run.text for run in sorted(written, key=lambda run: run.x) if run.y == top)
        assert head.startswith(f"{HOST} · {name}"), head
    assert f"{HOST} · {name}" not in "".join(run.text for run in first)


def test_the_printed_numbers_are_the_labels_and_those_of_the_contents(annex: Path) -> None:
    pdf = ReadPdf(annex)
    expected = [str(first_page(annex) + position) for position in range(len(pdf.pages))]
    assert pdf.labels == expected
    assert [page.label for page in manifest_of(annex).pages] == expected
    for position, page in enumerate(pdf.pages):
        assert min((run for run in page if run.text.isdigit()), key=lambda run: run.y).text == expected[position]
    contents = pdf.page_at("contents")
    printed = [
        (link.target, [run.text.strip() for run in pdf.within(contents, link.rectangle) if run.text.strip()])
        for link in pdf.links
        if link.page == contents
    ]
    entries = [(target, texts[-1]) for target, texts in printed if len(texts) > 1]  # the numbers are links of their own
    assert len(entries) > 6
    assert [number for _, number in entries] == [expected[target] for target, _ in entries]


def test_odd_numbers_stand_on_the_right_and_even_ones_on_the_left(annex: Path) -> None:
    for position, page in enumerate(ReadPdf(annex).pages):
        folio = min((run for run in page if run.text.isdigit()), key=lambda run: run.y)
        is_right = folio.x > A4[0] * _POINTS / 2
        assert is_right == bool((first_page(annex) + position) % 2)


def test_a_theme_larger_than_a4_is_refused(small_built: Path, tmp_path: Path) -> None:
    folder = with_codes(small_built, tmp_path / "project")
    before = sorted((folder / "output").iterdir())
    theme = folder / "layouts/themes/standard.toml"
    replace_in(theme, "width = 210\nheight = 297", "width = 297\nheight = 420")
    replace_in(theme, "[figures]\nwidth = 168", "[figures]\nwidth = 255")
    done = brochure("build", "--profile", "annex", "--project", folder)
    assert done.returncode == 1
    assert "an annex is printed on A4, which is smaller than the pages of this theme (297 × 420 mm)" in done.stderr
    assert sorted((folder / "output").iterdir()) == before


def test_a_separate_annex_needs_a_code(small_built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted((small_built / "output").iterdir())
    assert main(["build", "--profile", "annex", "--project", str(small_built)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{SETTINGS}:1: error: a separate annex is known by its publication code, and the edition")
    assert "--annex 3" in told
    assert sorted((small_built / "output").iterdir()) == before


def test_check_finds_what_an_annex_would_stumble_over(
    separate: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of(separate, tmp_path / "project")
    replace_in(folder / "layouts/templates/annex.html", "brochure.annex.host", "brochure.anex.host")
    replace_in(folder / "layouts/words/nn.po", "annex.separate", "annex.seperate")
    assert main(["check", "--project", str(folder)]) == 1
    told = capsys.readouterr().out
    assert "layouts/templates/annex.html:3: error: this template fails: " in told
    assert "layouts/words/nn.po:1: error: the fixed words 'annex.separate' are missing." in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--annex", "3"], "--annex goes with --profile annex"),
        (["--first-page", "57"], "--first-page goes with --profile annex"),
        (["--profile", "proof", "--first-page", "57"], "--first-page goes with --profile annex"),
        (["--profile", "annex", "--draft", "2"], "--draft goes with --profile proof"),
        (["--profile", "annex", "--annex", "0"], "--annex needs a whole number from 1 to 999, not '0'"),
        (["--profile", "annex", "--annex", "III"], "--annex needs a whole number from 1 to 999, not 'III'"),
        (["--profile", "annex", "--first-page", "-4"], "--first-page needs a whole number from 1 to 9999, not '−4'"),
        (["--profile", "annex", "--first-page", "1.5"], "--first-page needs a whole number from 1 to 9999, not '1.5'"),
        (["--profile", "annex", "--first-page", "10000"], "--first-page needs a whole number from 1 to 9999"),
    ],
)
def test_options_that_make_no_sense_are_wrong_usage(
    options: list[str], told: str, small_built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--project", str(small_built), *options]) == 2
    assert capsys.readouterr().err.startswith(f"brochure: {told}")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("number = 0", "number: this must be 1 or more; found 0"),
        ("first_page = 0", "first_page: this must be 1 or more; found 0"),
        ("first_page = 12345", "first_page: this must be 9999 or less; found 12345"),
        ("firstpage = 57", "'firstpage' is not a known setting here. Did you mean 'first_page'?"),
    ],
)
def test_settings_that_make_no_sense_are_told_with_their_line(
    written: str, told: str, tmp_path: Path, small_built: Path
) -> None:
    text = (small_built / SETTINGS).read_text("utf-8").replace("[title]", f"[annex]\n{written}\n\n[title]")
    path = tmp_path / SETTINGS
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    with pytest.raises(Faults) as caught:
        request_of(Project(tmp_path), "2016", None, None)
    line = text[: text.index(written)].count("\n") + 1
    assert str(caught.value.findings[0]).startswith(f"{SETTINGS}:{line}: error: {told}")


def test_nothing_is_made_again_unless_something_else_is_asked(separate: Path) -> None:
    project = Project(separate.resolve())

    def inputs(profile: Profile, details: Details) -> str:
        return fingerprint(request_of(project, "2016", None, None, profile=profile, details=details))

    done = brochure("build", "--profile", "annex", "--all", "--project", separate)
    assert [line.rpartition(" (")[0] for line in done.stdout.splitlines()] == [
        f"{PDF.format(language)} is up to date" for language in NAMES
    ]
    numbers = ((None, None), (3, None), (None, 3), (3, 57))
    asked = [(SCREEN, Details()), *((ANNEX, Details(annex=each, first_page=first)) for each, first in numbers)]
    assert len({inputs(*each) for each in asked}) == len(asked)


def test_it_says_of_itself_that_it_is_an_annex(separate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(separate / PDF.format("nn"))]) == 0
    told = {line.split(maxsplit=1)[0]: line.split(maxsplit=1)[1] for line in capsys.readouterr().out.splitlines()[:7]}
    assert (told["profile"], told["annex"]) == ("annex", NAMES["nn"])


def test_numbers_are_traced_by_the_printed_page(small_annex: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annex = small_annex / ANNEX_PDF
    at = next(p for p in manifest_of(annex).pages if any(t.account is Account.NUMBER for t in p.tokens))
    assert int(at.label) > 58
    assert main(["trace", str(annex), "--page", at.label]) == 0
    assert f" on page {at.label}\n" in capsys.readouterr().out
    assert main(["trace", str(annex), "--page", "1"]) == 1
    assert "there is no page 1; they run from 58 to " in capsys.readouterr().err


def test_every_number_of_an_annex_is_accounted_for(annex: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(annex)]) == 0, capsys.readouterr().out
    tokens = [token for page in manifest_of(annex).pages for token in page.tokens]
    assert [token for token in tokens if token.account is Account.UNACCOUNTED] == []


def test_it_carries_the_files_of_the_brochure(annex: Path, small_built: Path) -> None:
    files, own = ReadPdf(annex).attachments, ReadPdf(small_built / "output/liten-utgave-nb.pdf").attachments
    assert len(files) > 2
    assert {name: files[name] for name in files if name != FILE_NAME} == {
        name: own[name] for name in own if name != FILE_NAME
    }


@pytest.mark.parametrize("theme", ["standard", "smaller"])
def test_nothing_on_its_pages_trips_a_reader(theme: str, separate: Path, tmp_path: Path) -> None:
    """In a smaller theme neither: the same text area stands in the middle of A4, where the table comes to be alone."""
    folder = copy_of(separate, tmp_path / "project")
    write_smaller(folder)
    choose(folder, theme)
    project = Project(folder.resolve())
    restrict_fonts(project)
    import_weasyprint()
    wanted = request_of(project, "2016", None, None, profile=ANNEX)
    pages, found = look_at(gather_common(project, "2016", with_look=True), wanted)
    told = [str(finding) for finding in found if theme == "standard" or finding.rule != "page-empty"]
    assert told == []
    for page in pages:
        assert (page.paper.width, page.paper.height) == pytest.approx(A4, abs=0.01)
        if theme == "smaller":
            inner, outer = (SMALLER.inner, SMALLER.outer) if int(page.label) % 2 else (SMALLER.outer, SMALLER.inner)
            assert page.area.left == pytest.approx(inner + (A4[0] - SMALLER.width) / 2, abs=0.01)
            assert page.area.right == pytest.approx(A4[0] - outer - (A4[0] - SMALLER.width) / 2, abs=0.01)
            assert page.area.height == pytest.approx(SMALLER.height - SMALLER.top - SMALLER.bottom, abs=0.01)


@pytest.mark.slow
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_it_conforms(flavour: Flavour, annex: Path) -> None:
    need_validator()
    assert [str(failure) for failure in validate(annex, flavour)] == []


@pytest.mark.slow
def test_the_same_annex_twice_has_the_same_bytes(separate: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(separate, folder)
    done = brochure("build", "--profile", "annex", "--language", "nb", "--force", "--project", folder)
    assert done.returncode == 0
    assert (folder / PDF.format("nb")).read_bytes() == (separate / PDF.format("nb")).read_bytes()
