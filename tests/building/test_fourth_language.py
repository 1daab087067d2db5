"""A language that the program has never heard of needs a catalogue and texts, and nothing else."""

from pathlib import Path

import pytest

from brochure.command.main import main
from tests.support.command import brochure
from tests.support.pdf import ReadPdf
from tests.support.projects import EDITION, make_project, small_edition


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project in Danish as well, made from its bokmål."""
    folder = tmp_path_factory.mktemp("danish")
    files: dict[str, str | bytes] = {}
    for name, text in small_edition().items():
        assert isinstance(text, str)
        if name.endswith((".toml", ".yaml")):
            text = text.replace("nb: ", "da: D, nb: ").replace('{ nn = "', '{ da = "D", nn = "')
            text = text.replace('{ nb = "', '{ da = "D", nb = "').replace('\nnb = "', '\nda = "D"\nnb = "')
            text = text.replace('name.nb = "', 'name.da = "D"\nname.nb = "').replace(
                'text.nb = "', 'text.da = "D"\ntext.nb = "'
            )
        files[name] = text.replace('"nb", "nn", "en"', '"da", "nb"')
        if name.endswith("text.nb.md"):
            files[name.replace("text.nb.md", "text.da.md")] = text
    make_project(folder, files, layouts=True, fonts=True)
    words = folder / "layouts" / "words"
    catalogue = (words / "nb.po").read_text("utf-8").replace('"Language: nb', '"Language: da_DK')
    (words / "da.po").write_text(catalogue.replace('msgstr "Innhold"', 'msgstr "Indhold"'), "utf-8")
    return folder


def test_it_is_checked_and_built_like_the_others(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(project)]) == 0, capsys.readouterr().out
    done = brochure("build", "--language", "da", "--project", project)
    assert done.returncode == 0, done.stderr
    read = ReadPdf(next((project / "output").glob("*-da.pdf")))
    assert str(read.pdf.Root.Lang) == "da"
    assert "Indhold" in read.text
    assert "63,7\u00a0%" in read.text.replace(" ", "\u00a0")


def test_a_catalogue_without_a_language_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = project / "layouts" / "words"
    (words / "da.po").write_text((words / "da.po").read_text("utf-8").replace("da_DK", "xx_XX"), "utf-8")
    assert main(["check", "--language", "da", "--project", str(project)]) == 1
    assert "layouts/words/da.po:1: error: the header says no language" in capsys.readouterr().out


def test_a_code_that_is_none_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = project / EDITION / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace('["da", "nb"]', '["da", "Norsk"]'), "utf-8")
    assert main(["check", "--project", str(project)]) == 1
    assert "'Norsk' is not the code of a language, such as nb, nn or en" in capsys.readouterr().err
