"""Reading the words and patterns of a language, and what is told of files that have another shape."""

from pathlib import Path

import pytest

from brochure.findings import Faults
from brochure.project.languages import Language
from brochure.proofreading.lexicon import Lexicon, read_lexicon
from tests.support.projects import make_project


def lexicon_of(folder: Path, files: dict[str, str]) -> Lexicon:
    written = {f"data/proofreading/nb/{name}": content for name, content in files.items()}
    return read_lexicon(make_project(folder, written), Language.BOKMAAL)


def test_own_words_are_read_without_comments(tmp_path: Path) -> None:
    words = "# Gruppe\nlavinntekt\n\nverdensregion  # et område\nlevekårs-\n"
    assert lexicon_of(tmp_path, {"words.txt": words}).words == {"lavinntekt", "verdensregion", "levekårs-"}


def test_what_is_not_written_is_empty(tmp_path: Path) -> None:
    lexicon = lexicon_of(tmp_path, {"terms.toml": "[avoid]\n"})
    assert lexicon.table("terms", "avoid", "one", "forms") == {}
    assert lexicon.listed("terms", "exceptions", "names") == ()
    assert lexicon.table("mixing", "two_forms") == {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('avoid = "x"\n', r"nb/terms.toml:1: error: 'avoid' must be a table, below a line \[avoid\]"),
        ('[avoid]\none = ["x"]\n', r"nb/terms.toml:2: error: 'avoid.one' must be a table"),
        ('[avoid.one]\nforms = "x"\n', r"nb/terms.toml:2: error: 'avoid.one.forms' must be a table"),
    ],
)
def test_a_text_in_place_of_a_table_is_told_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(Faults, match=message):
        lexicon_of(tmp_path, {"terms.toml": content}).table("terms", "avoid", "one", "forms")


def test_a_text_in_place_of_a_list_is_told_with_its_line(tmp_path: Path) -> None:
    lexicon = lexicon_of(tmp_path, {"terms.toml": '[exceptions]\nnames = "x"\n'})
    with pytest.raises(Faults, match=r"terms.toml:2: error: 'exceptions.names' must be a list"):
        lexicon.listed("terms", "exceptions", "names")
