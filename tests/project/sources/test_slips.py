"""What an editor pastes from Word, or is used to elsewhere, is told in plain words at its own line."""

import re
from pathlib import Path

import pytest

from brochure.findings import Faults
from brochure.project.sources.document import parse_yaml, read_toml
from brochure.project.sources.project import Project

BLANK = "type a space there"


def toml_faults(text: str, folder: Path) -> list[str]:
    path = folder / "edition.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Faults) as raised:
        read_toml(Project(folder), path)
    return [f"{finding.place.line}: {finding.message}" for finding in raised.value.findings]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = 1\ndate = 7. oktober 2015\n", "2: a date is written year-month-day, without quotation marks: 2015-10-07"),
        ("date = 07.10.2015\n", "1: a date is written year-month-day, without quotation marks: 2015-10-07"),
        ("date = 7. okt. 2015 # frist\n", "1: a date is written year-month-day, without quotation marks: 2015-10-07"),
        ("date = 2015-10-7\n", "1: a date is written year-month-day, without quotation marks: 2015-10-07"),
        ("date = 31.02.2015\n", "1: there is no such date; a date is written year-month-day, such as 2015-10-07"),
        ("title = “Mål”\n", "1: '“' is a printer's quotation mark"),
        ("title = «Mål»\n", "1: '«' is a printer's quotation mark"),
        ('a = { nb = "x", nn = „y“ }\n', "1: '„' is a printer's quotation mark"),
        ('a\u00a0= "x"\n', f"1: a no-break space stands where a plain one must, .*{BLANK}"),
        ('title: "Mål"\n', "1: ':' stands between name and setting; in this file it is '='"),
        ("title = Mål for integrering\n", '1: a text stands in quotation marks: "Mål for integrering"'),
        ('a = { nb = "x" nn = "y" }\n', "1: a comma is missing between two settings in braces"),
        ('a = ["x" "y", "z"]\n', "1: a comma is missing between two items of a list"),
        ("date = 07/10/2015\n", "1: a date is written year-month-day, without quotation marks: 2015-10-07"),
        ("decimals = 1,0\n", "1: a number has a decimal point: 1.0"),
        ("decimals = 1;\n", "1: ';' ends nothing here"),
        ("complete = ja\n", "1: yes and no are written true and false"),
        ("complete = True\n", "1: yes and no are written true and false"),
        ("// tall\na = 1\n", "1: a remark begins with '#', not with '//'"),
        ("a = 1\n[title\n", "2: a heading has as many brackets behind it as before it: .title."),
        ("[[tables]\na = 1\n", "1: a heading has as many brackets behind it as before it: .tables."),
        ("[dimensions.år]\na = 1\n", "1: a name with spaces, or letters such as å, stands in quotation marks"),
        ("[members]\nHele landet = 1\n", "2: a name with spaces, or letters such as å, stands in quotation marks"),
        ("a = 1\na = 2\n", "2: this stands here for the second time; keep one"),
        ("[a]\nb = 1\n[a]\nc = 1\n", "3: this stands here for the second time; keep one"),
    ],
)
def test_a_slip_in_toml_is_told_with_what_mends_it(text: str, told: str, tmp_path: Path) -> None:
    (found,) = toml_faults(text, tmp_path)
    assert re.match(told, found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb:\n\tc: 2\n", "3: a tab stands at the beginning of this line; indent with spaces"),
        ("a: 1\nb:\u00a02\nc: 3\n", "2: a no-break space"),
        ("alle:arbeid/a [aar=1]\nb: 2\n", "1: a space stands after the colon: alle: …"),
        ("a:\n  kind = lines\n  b: 2\n", "2: '=' stands between name and setting; in this file it is ':'"),
        ("a:\n  select: { aar: *, b: 1 }\n", "2: a text that begins with '*' stands in quotation marks"),
        ("a: 1\nb: %x\n", "2: a text that begins with '%' stands in quotation marks"),
        ("a: { nb: x, nn: y\nb: 2\n", "1: a brace on this line is not closed; write '}' where it ends"),
        ("a: [x, y\nb: 2\n", "1: a bracket on this line is not closed; write ']' where it ends"),
        ('a: { nb: "x, nn: y }\n', "1: a quotation mark on this line is not closed"),
        ("a:\n  kind: lines\n   x: aar\n", "3: this line is indented further than the one above it"),
    ],
)
def test_a_slip_in_yaml_is_told_at_its_own_line(text: str, told: str) -> None:
    with pytest.raises(Faults) as raised:
        parse_yaml(text, "numbers.yaml")
    (finding,) = raised.value.findings
    assert f"{finding.place.line}: {finding.message}".startswith(told)


def test_what_is_no_known_slip_is_told_as_the_parser_does(tmp_path: Path) -> None:
    assert toml_faults('date = 2015-10-07\na = "x\n', tmp_path) == [
        "2: this is not valid TOML: Illegal character '\\n'"
    ]
