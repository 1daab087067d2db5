"""All languages of an edition at once: the same files as one by one, each made for itself, and all ended together."""

import os
import re
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.command import brochure, copy_of, replace_in
from tests.support.pdf import ReadPdf
from tests.support.projects import EDITION, MENTIONS, SECTION, make_project, small_edition
from tests.support.terminal import on_terminal

LANGUAGES = ("nb", "nn", "en")
MADE = r"wrote output/liten-utgave-{}\.pdf: \d+ pages, (no figure drawn anew|1 figure drawn), \d+\.\d s"


@pytest.fixture(scope="module")
def all_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small project after a build of all languages from nothing; to be copied, never changed."""
    folder = tmp_path_factory.mktemp("all")
    make_project(folder, small_edition(), layouts=True, fonts=True)
    done = brochure("build", "--all", "--project", folder)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) == len(LANGUAGES)
    for language, line in zip(LANGUAGES, lines, strict=True):
        assert re.fullmatch(MADE.format(language), line)
    return folder


@pytest.fixture
def unbuilt(all_built: Path, tmp_path: Path) -> Path:
    """The small project without its PDFs; its drawings are kept."""
    folder = copy_of(all_built, tmp_path / "project")
    for language in LANGUAGES:
        pdf(folder, language).unlink()
    return folder


def pdf(folder: Path, language: str) -> Path:
    return folder / "output" / f"liten-utgave-{language}.pdf"


def outputs(folder: Path) -> list[str]:
    """The names in the output folder, hidden ones too; only the cache is passed over."""
    return sorted(path.name for path in (folder / "output").iterdir() if path.name != ".cache")


def without_english(folder: Path) -> None:
    """Leave two languages in an edition: enough to be made one beside or after the other."""
    replace_in(folder / EDITION / "edition.toml", ', "en"]', "]")


def test_each_file_is_what_a_build_of_its_language_alone_makes(
    all_built: Path, small_built: Path, tmp_path: Path
) -> None:
    alone = copy_of(small_built, tmp_path / "project")  # built in bokmål
    assert brochure("build", "--language", "nn", "--project", alone).returncode == 0
    for language in ("nb", "nn"):
        assert pdf(alone, language).read_bytes() == pdf(all_built, language).read_bytes()


def test_english_is_built_with_its_own_signs(all_built: Path) -> None:
    read = ReadPdf(pdf(all_built, "en"))
    assert str(read.pdf.Root.Lang) == "en"
    assert "63.7" in read.text
    assert "63,7" not in read.text
    assert "63.7%" in (read.charts[0].alt or "")


def test_one_processor_makes_the_same_one_after_another(all_built: Path, unbuilt: Path) -> None:
    without_english(unbuilt)
    done = brochure("build", "--all", "--project", unbuilt, one_processor=True)
    assert (done.returncode, done.stderr) == (0, "")
    for language in ("nb", "nn"):
        assert pdf(unbuilt, language).read_bytes() == pdf(all_built, language).read_bytes()


def test_only_the_language_that_changed_is_built(all_built: Path) -> None:
    text = all_built / EDITION / "innledning" / "text.nn.md"
    replace_in(text, "Tala viser", "Desse tala viser")
    try:
        done = brochure("build", "--all", "--project", all_built)
        nb, nn, en = done.stdout.splitlines()
        assert re.fullmatch(r"output/liten-utgave-nb\.pdf is up to date \(\d+ pages\)", nb)
        assert re.fullmatch(MADE.format("nn"), nn)
        assert re.fullmatch(r"output/liten-utgave-en\.pdf is up to date \(\d+ pages\)", en)
    finally:
        replace_in(text, "Desse tala viser", "Tala viser")
    assert brochure("build", "--all", "--project", all_built).stdout.count("is up to date") == 2
    again = brochure("build", "--all", "--project", all_built)
    assert again.stdout.count("is up to date") == 3


def test_a_fault_in_one_language_leaves_the_others_to_be_made(unbuilt: Path) -> None:
    replace_in(unbuilt / SECTION / "text.nn.md", "endring > 0", "endring > 2")
    replace_in(unbuilt / SECTION / "text.nn.md", "prosentpoeng }}", "prosentpeng }}")
    done = brochure("build", "--all", "--project", unbuilt)
    assert done.returncode == 1
    nb, nn, en = done.stdout.splitlines()
    assert re.fullmatch(MADE.format("nb"), nb)
    assert nn == "output/liten-utgave-nn.pdf could not be made: 2 errors"
    assert re.fullmatch(MADE.format("en"), en)
    assert [line.split(": error: ")[0] for line in done.stderr.splitlines()] == [
        f"{SECTION}/text.nn.md:11:99",
        f"{SECTION}/text.nn.md:12:49",
    ]
    assert outputs(unbuilt) == ["liten-utgave-en.pdf", "liten-utgave-nb.pdf"]


def test_faults_of_all_languages_are_told_together_and_shared_ones_once(unbuilt: Path) -> None:
    replace_in(unbuilt / SECTION / "numbers.yaml", "alle: arbeid", "alle: arbied")
    replace_in(unbuilt / EDITION / "innledning" / "text.nb.md", "Tallene", "Tallene fra 2014")
    replace_in(unbuilt / EDITION / "innledning" / "text.en.md", "The figures", "The figures from 2014")
    replace_in(unbuilt / "layouts" / "words" / "nn.po", 'msgstr "figur"', 'msgstr ""')
    done = brochure("build", "--all", "--project", unbuilt)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
        f"{SECTION}/numbers.yaml",
        f"{EDITION}/innledning/text.en.md",
        f"{EDITION}/innledning/text.nb.md",
        "layouts/words/nn.po",
    ]
    assert done.stdout.splitlines() == [
        f"output/liten-utgave-{language}.pdf could not be made: 2 errors" for language in LANGUAGES
    ]
    assert outputs(unbuilt) == []


def test_a_warning_of_all_languages_is_told_once(unbuilt: Path) -> None:
    for language in LANGUAGES:
        for said in ('{{ table("sysselsatte-gruppe") }}\n', MENTIONS[language]):
            replace_in(unbuilt / SECTION / f"text.{language}.md", said, "")
    done = brochure("build", "--all", "--project", unbuilt, "--timings")
    assert done.returncode == 0
    told = (
        f"{SECTION}/tables.yaml:1: warning: 'sysselsatte-gruppe' is described, but no text places it [unused-figure]\n"
    )
    assert done.stderr == told
    heads, *rows = done.stdout.splitlines()[len(LANGUAGES) :]
    assert heads.split() == ["all", *LANGUAGES]
    cells = {row.split("  ")[0]: re.findall(r"\d+\.\d\d s|\d+ MB", row) for row in rows}
    assert {name: len(found) for name, found in cells.items()} == {
        **dict.fromkeys(("fingerprint", "statistics and numbers", "saving"), 1),
        **dict.fromkeys(
            (
                "text",
                "charts and tables",
                "figures",
                "pages",
                "layout",
                "inspection",
                "manifest",
                "writing",
                "validation",
            ),
            3,
        ),
        **dict.fromkeys(("typefaces and theme",), 1),
        **dict.fromkeys(("import of WeasyPrint",), 3),
        **dict.fromkeys(("edition", "total", "peak memory"), 4),
    }


def test_a_disk_that_fills_up_leaves_what_was_there(all_built: Path, tmp_path: Path) -> None:
    folder = copy_of(all_built, tmp_path / "project")
    before = {language: pdf(folder, language).read_bytes() for language in LANGUAGES}
    smaller_than_a_pdf = min(map(len, before.values())) - 1
    without_english(folder)
    done = brochure("build", "--all", "--force", "--project", folder, largest_file=smaller_than_a_pdf)
    assert done.returncode == 1
    mend = "free some space, or choose another folder with --output"
    assert sorted(done.stderr.splitlines()) == sorted(
        f"{pdf(folder, language)}:1: error: File too large; {mend}" for language in ("nb", "nn")
    )
    assert {language: pdf(folder, language).read_bytes() for language in LANGUAGES} == before
    assert outputs(folder) == sorted(pdf(folder, language).name for language in LANGUAGES)


@pytest.mark.parametrize("stage", ["reading statistics", "setting pages"])
def test_ctrl_c_ends_all_processes_and_leaves_what_was_there(stage: str, all_built: Path, tmp_path: Path) -> None:
    folder = copy_of(all_built, tmp_path / "project")
    shutil.rmtree(folder / "output" / ".cache")
    pdf(folder, "en").unlink()
    before = {path.name: path.read_bytes() for path in (folder / "output").iterdir()}
    with on_terminal("build", "--all", "--project", folder) as session:
        session.wait_for(stage)
        session.press_ctrl_c()
        assert session.finish() == 130
    lines = session.seen.replace("\r\x1b[K", "\n").split("\n")
    assert [line.strip() for line in lines if line.strip() and "…" not in line] == [
        "brochure: interrupted; nothing was changed"
    ]
    assert {path.name: path.read_bytes() for path in (folder / "output").iterdir() if path.is_file()} == before


def test_what_a_killed_process_was_at_is_done_again(unbuilt: Path) -> None:
    without_english(unbuilt)
    with on_terminal("build", "--all", "--project", unbuilt) as session:
        session.wait_for("nn: setting pages")
        started = [each for child in children(session.process.pid) for each in children(child)]
        assert len(started) == 2
        os.kill(started[0], signal.SIGKILL)
        assert session.finish() == 0
    told = session.seen.rsplit("\r\x1b[K", 1)[-1].splitlines()
    assert [line.split(":")[0] for line in told] == [f"wrote output/liten-utgave-{each}.pdf" for each in ("nb", "nn")]


def children(process: int) -> list[int]:
    """The processes that another one has started."""
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_all_languages_and_one_language_cannot_both_be_asked_for(all_built: Path) -> None:
    done = brochure("build", "--all", "--language", "nn", "--project", all_built)
    assert done.returncode == 2
    assert done.stderr.endswith("error: argument --language: not allowed with argument --all\n")


@pytest.mark.slow
def test_two_builds_at_once_end_well_and_leave_whole_files(all_built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    make_project(folder, small_edition(), layouts=True, fonts=True)
    with ThreadPoolExecutor() as both:
        builds = [
            both.submit(brochure, "build", *options, "--project", folder, before=before)
            for options, before in (((), ": a process of its own; "), (("--all",), ""))
        ]
    assert [(build.result().returncode, build.result().stderr) for build in builds] == [(0, "")] * 2
    for language in LANGUAGES:
        assert pdf(folder, language).read_bytes() == pdf(all_built, language).read_bytes()
    assert [name for name in outputs(folder) if ".brochure-" in name] == []
