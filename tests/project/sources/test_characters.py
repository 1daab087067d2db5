"""Characters that nobody sees in an editor and nobody can print are told at their own place, in any text file."""

from pathlib import Path

import pytest

from brochure.findings import Faults
from brochure.project.sources.characters import FORBIDDEN, MOST_TOLD
from brochure.project.sources.document import parse_yaml, read_toml
from tests.support.projects import make_project

ODD = {
    "\x00": "U+0000: no text has it",
    "\x0b": "U+000B: a line break from a word processor; press Enter instead",
    "\x0c": "U+000C: a page break",
    "\x1f": "U+001F: a soft hyphen from a word processor",
    "\x7f": "U+007F",
    "\x85": "U+0085",
    "\u2028": "U+2028 (line separator): a line break from another program",
    "\u2029": "U+2029",
    "\u202e": "U+202E turns the direction of reading and is not seen itself; take it away",
    "\u2066": "U+2066 turns the direction of reading",
    "\ufeff": "U+FEFF (zero width no-break space): a byte order mark inside the text",
    "\ufffd": "U+FFFD (replacement character): it stands for a letter that was lost; type the letter again",
    "\ufffe": "U+FFFE",
}


@pytest.mark.parametrize("odd", ODD, ids=[f"U+{ord(odd):04X}" for odd in ODD])
def test_a_character_that_cannot_be_printed_is_told_at_its_line_and_column(odd: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, {"a.css": f"Første\r\nmed {odd}skift\n"})

    with pytest.raises(Faults) as caught:
        project.read_text(project.root / "a.css")

    assert str(caught.value).startswith("a.css:2:5: error: ")
    assert ODD[odd] in str(caught.value)


@pytest.mark.parametrize("sound", ["\t", "\u00a0", "\u00ad", "\u2060", "ŧ", "🙂", "\u0301"])
def test_what_texts_may_hold_passes(sound: str) -> None:
    assert not FORBIDDEN.search(f"a{sound}b\n")


def test_a_flood_of_such_characters_is_told_in_sum(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"a.csv": "a\0" * 8000})

    with pytest.raises(Faults) as caught:
        project.read_text(project.root / "a.csv")

    assert len(caught.value.findings) == MOST_TOLD + 1
    assert "and 7,980 more such characters in this file" in str(caught.value.findings[-1])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf16_is_named(encoding: str, tmp_path: Path) -> None:
    bom = b"\xfe\xff" if encoding == "utf-16-be" else b""
    project = make_project(tmp_path, {"a.csv": bom + "år,verdi\n".encode(encoding)})

    with pytest.raises(Faults, match=r"^a\.csv:1: error: this is UTF-16 text; save the file as UTF-8"):
        project.read_text(project.root / "a.csv")


@pytest.mark.parametrize("escape", [r"\u000b", r"\u202e", r"\ufffe"])
def test_an_escape_brings_no_such_character_in(escape: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, {"a.toml": f'a = 1\n[b]\nc = ["x", "{escape}"]\n'})

    with pytest.raises(Faults, match=r"^a\.toml:3: error: .*U\+"):
        read_toml(project, project.root / "a.toml")
    with pytest.raises(Faults, match=r"^a\.yaml:2: error: .*U\+"):
        parse_yaml(f'a:\n  b: "{escape}"\n', "a.yaml")
