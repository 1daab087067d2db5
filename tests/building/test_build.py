"""Building: the same bytes everywhere, nothing made twice, and never the remains of an earlier build."""

from pathlib import Path

import pytest

from brochure.building.build import fingerprint, finished
from brochure.command.main import main
from brochure.making.request import request
from brochure.project.sources.project import Project
from tests.support.command import brochure, copy_of, replace_in
from tests.support.pdf import ReadPdf
from tests.support.projects import EDITION, SECTION, STATISTIC, TEXT, make_project, small_edition

PDF = "output/liten-utgave-nb.pdf"
INTRODUCTION = f"{EDITION}/innledning/text.nb.md"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><title>Merke</title><path d="M0 0h40v20z"/></svg>\n'
)


@pytest.fixture
def project(small_built: Path, tmp_path: Path) -> Path:
    """A project that was built where it lies, with nothing changed since."""
    folder = copy_of(small_built, tmp_path / "project")
    there, here = (_record(Project(each)) for each in (small_built, folder))
    (folder / there.relative_to(small_built)).rename(here)
    return folder


def _record(project: Project) -> Path:
    wanted = request(project, "2016", None, None)
    return wanted.record_of(wanted.target)


def from_scratch(folder: Path, changed: dict[str, str]) -> bytes:
    """The PDF of the small project with these files, built in a folder where nothing was built before."""
    make_project(folder, small_edition(changed), layouts=True, fonts=True)
    done = brochure("build", "--project", folder, "--force")
    assert done.returncode == 0, done.stderr
    return (folder / PDF).read_bytes()


def test_the_bytes_depend_on_neither_place_nor_locale_nor_clock_nor_hashes(small_built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "på 100 %41 #1\n<&\"'"  # what shells, addresses and XML stumble over
    make_project(folder, small_edition(), layouts=True, fonts=True)
    surroundings = {
        "PYTHONHASHSEED": "271828",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "C",
        "HOME": "/proc/nowhere",
        "SOURCE_DATE_EPOCH": "1",
        "TMPDIR": str(folder / "nowhere"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as Jupyter's terminals set it
        "MATPLOTLIBRC": str(folder / SECTION),
        "PYTHONWARNINGS": "error",
        "PYTHONOPTIMIZE": "2",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "FONTCONFIG_SYSROOT": str(folder),
        "FONTCONFIG_PATH": str(folder),
        "FC_LANG": "tr",
        "PANGO_LANGUAGE": "tr:az",
    }
    (folder / SECTION / "matplotlibrc").write_bytes(b"svg.fonttype: path\nbackend: nothing\nno setting\n\xff\n")
    done = brochure("build", folder=folder / SECTION, environment=surroundings)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / PDF).read_bytes() == (small_built / PDF).read_bytes()


def test_nothing_changed_makes_nothing(project: Path) -> None:
    before = (project / PDF).stat().st_mtime_ns
    done = brochure("build", "--project", project)
    assert done.returncode == 0
    assert done.stdout == f"{PDF} is up to date ({len(ReadPdf(project / PDF).pages)} pages)\n"
    assert done.stderr == ""
    assert (project / PDF).stat().st_mtime_ns == before


def test_force_builds_although_nothing_changed(project: Path) -> None:
    before, content = (project / PDF).stat().st_mtime_ns, (project / PDF).read_bytes()
    done = brochure("build", "--project", project, "--force")
    assert done.stdout.startswith(f"wrote {PDF}: ")
    assert "no figure drawn anew" in done.stdout
    assert (project / PDF).stat().st_mtime_ns > before
    assert (project / PDF).read_bytes() == content


def test_a_changed_sentence_gives_what_a_build_from_scratch_gives(project: Path, tmp_path: Path) -> None:
    replace_in(project / INTRODUCTION, "hvordan det går", "hvordan det går i arbeidslivet")
    done = brochure("build", "--project", project)
    assert done.stdout.startswith(f"wrote {PDF}: ")
    assert "no figure drawn anew" in done.stdout
    fresh = from_scratch(tmp_path / "fresh", {INTRODUCTION: (project / INTRODUCTION).read_text("utf-8")})
    assert (project / PDF).read_bytes() == fresh


def test_a_change_that_moves_pages_gives_what_a_build_from_scratch_gives(project: Path, tmp_path: Path) -> None:
    before = ReadPdf(project / PDF)
    longer = "---\ntitle: Innledning\n---\n" + "Tallene viser hvordan det går, og hvor det går.\n\n" * 120
    (project / INTRODUCTION).write_text(longer, "utf-8")
    assert brochure("build", "--project", project).returncode == 0
    after = ReadPdf(project / PDF)
    assert len(after.pages) > len(before.pages)
    printed = {link.target: after.printed_number(link.target) for link in after.links}
    assert all(number == target + 1 for target, number in printed.items())
    assert (project / PDF).read_bytes() == from_scratch(tmp_path / "fresh", {INTRODUCTION: longer})


def test_a_changed_number_is_printed_drawn_and_attached(project: Path) -> None:
    replace_in(project / f"{STATISTIC}.csv", "Innvandrere,2014,63.7", "Innvandrere,2014,64.9")
    done = brochure("build", "--project", project)
    assert ", 1 figure drawn, " in done.stdout
    pdf = ReadPdf(project / PDF)
    assert "64,9 prosent" in pdf.text.replace("\u00a0", " ")
    assert "63,7" not in pdf.text
    (figure,) = pdf.charts
    assert "64,9" in (figure.alt or "")
    assert b"Innvandrere,2014,64.9,prosent" in b"".join(pdf.attachments.values())


def test_a_harmed_file_is_made_anew(project: Path) -> None:
    content = (project / PDF).read_bytes()
    (project / PDF).write_bytes(content[:-100])
    assert brochure("build", "--project", project).stdout.startswith(f"wrote {PDF}: ")
    assert (project / PDF).read_bytes() == content


def test_the_cache_may_be_deleted_at_any_time(project: Path) -> None:
    content = (project / PDF).read_bytes()
    for path in sorted((project / "output" / ".cache").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    done = brochure("build", "--project", project)
    assert ", 1 figure drawn, " in done.stdout
    assert (project / PDF).read_bytes() == content


def test_another_language_is_a_file_of_its_own(project: Path) -> None:
    done = brochure("build", "--project", project, "--language", "nn")
    assert done.stdout.startswith("wrote output/liten-utgave-nn.pdf: ")
    pdf = ReadPdf(project / "output" / "liten-utgave-nn.pdf")
    assert str(pdf.pdf.Root.Lang) == "nn"
    assert "Dei fleste innvandrarar er i jobb" in pdf.structure.text
    assert "De fleste" not in pdf.structure.text
    assert brochure("build", "--project", project).stdout.startswith(f"{PDF} is up to date")


@pytest.fixture
def unbuilt(tmp_path: Path) -> Project:
    return make_project(tmp_path, small_edition(), layouts=True, fonts=True)


def inputs(project: Project) -> str:
    return fingerprint(request(project, "2016", None, None))


@pytest.mark.parametrize(
    "name",
    [
        TEXT,
        f"{SECTION}/numbers.yaml",
        f"{EDITION}/edition.toml",
        f"{STATISTIC}.csv",
        f"{STATISTIC}.toml",
        "layouts/styles/brochure.css",
        "layouts/templates/cover.html",
        "layouts/themes/standard.toml",
        "layouts/words/nb.po",
        "fonts/fonts.toml",
    ],
)
def test_a_change_in_any_source_asks_for_a_build(name: str, unbuilt: Project) -> None:
    before = inputs(unbuilt)
    path = unbuilt.root / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert inputs(unbuilt) != before


def test_a_changed_logo_asks_for_a_build(unbuilt: Project) -> None:
    (unbuilt.root / "logo.svg").write_text(LOGO, "utf-8")
    replace_in(unbuilt.editions / "2016" / "edition.toml", "file_name =", 'logo = "logo.svg"\nfile_name =')
    before = inputs(unbuilt)
    (unbuilt.root / "logo.svg").write_text(LOGO.replace("M0 0h40v20z", "M0 0h40v19z"), "utf-8")
    assert inputs(unbuilt) != before


def test_files_that_are_no_sources_ask_for_no_build(unbuilt: Project) -> None:
    before = inputs(unbuilt)
    (unbuilt.root / "notater.txt").write_text("Husk å ringe.")
    (unbuilt.root / "output").mkdir()
    (unbuilt.root / "output" / "gammel.pdf").write_bytes(b"%PDF")
    for path in unbuilt.layouts.rglob("*"):
        path.touch()
    assert inputs(unbuilt) == before


def test_errors_on_the_pages_stop_a_build_unless_it_is_forced(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(project / "layouts/styles/brochure.css", ".goals-table { width: 100%;", ".goals-table { width: 190mm;")
    before = (project / PDF).read_bytes()
    assert main(["build", "--project", str(project)]) == 1
    told = capsys.readouterr()
    assert "layouts/templates/front.html:" in told.err
    assert ": error: page 6: a table (table.goals-table) sticks 22.0 mm out of the text area of the page" in told.err
    assert (told.out, (project / PDF).read_bytes()) == ("", before)
    forced = brochure("build", "--project", project, "--force")
    assert forced.returncode == 0
    findings, hint = told.err.splitlines()[:-1], told.err.splitlines()[-1]
    assert hint.endswith("use «brochure build --force»")
    assert all(line in forced.stderr for line in findings)
    assert hint not in forced.stderr
    assert f"{PDF} is not fit to be published: it has an error on its pages" in forced.stderr
    assert forced.stdout.startswith(f"wrote {PDF}")
    wanted = request(Project(project.resolve()), "2016", "nb", None)
    assert finished(wanted, fingerprint(wanted)) is None, "the next build must tell of the errors again"
