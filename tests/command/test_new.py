"""`brochure new statistic`: the metadata file of a delivered table, filled in and never written over."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.command.main import main
from brochure.findings import Faults
from brochure.project.sources.project import Project
from brochure.statistics.loading import load_statistic
from brochure.statistics.table import Statistic
from tests.statistics.test_deliveries import EXPECTED, ONE_LINE, TWO_LINES
from tests.statistics.test_filling import delivered
from tests.statistics.test_px import SOURCE
from tests.statistics.test_workbooks import TITLED
from tests.support.offices import Office, employed, open_office
from tests.support.projects import make_project, small_edition
from tests.support.statistics import printed
from tests.support.workbooks import Rows, workbook

TOML = "data/statistics/arbeid/ny.toml"
DELIVERED = {
    "table.json": delivered().encode(),
    "table.px": SOURCE.encode(),
    "wide.csv": ONE_LINE.encode("cp1252"),
    "two.csv": ("Sysselsatte etter kjønn\n\n" + TWO_LINES).encode("cp1252"),
    "tidy.csv": b"gruppe,aar,verdi,status\nA,2014,1.5,p\nB,2014,<5,\n",
    "sheet.xlsx": workbook({"Om": [["x"]], "Tabell 1": TITLED}),
}


def begin(folder: Path, name: str, *more: str) -> Path:
    """A small project with a file beside it, and what the command wrote for that."""
    project = make_project(folder / "p", small_edition())
    (folder / name).write_bytes(DELIVERED[name])
    sheet = ("--sheet", "Tabell 1") if name.endswith("xlsx") else ()
    arguments = ["new", "statistic", str(folder / name), "--to", "arbeid/ny", "--project", str(project.root)]
    assert main([*arguments, *sheet, *more]) == 0
    return project.root


def filled_in(root: Path) -> Statistic:
    """The statistic, once a person has filled in what was open."""
    text = (root / TOML).read_text("utf-8")
    text = text.replace('unit = "?"', 'unit = "points"').replace("https://?", "https://example.org")
    (root / TOML).write_text(text.replace('"?"', '"noe"'), "utf-8")
    return load_statistic(Project(root), "arbeid/ny")


@pytest.mark.parametrize("name", DELIVERED)
def test_what_is_written_is_refused_until_it_is_filled_in(name: str, tmp_path: Path) -> None:
    root = begin(tmp_path, name)
    text = (root / TOML).read_text("utf-8")
    with pytest.raises(Faults) as faults:
        load_statistic(Project(root), "arbeid/ny")
    assert len(faults.value.findings) == len(re.findall(r'"(?:https://)?\?"', text.partition("\n")[2]))
    assert all("this is still open" in finding.message for finding in faults.value.findings)
    assert filled_in(root).cells


@pytest.mark.parametrize("name", ["wide.csv", "two.csv", "sheet.xlsx"])
def test_dimensions_in_headings_are_found(name: str, tmp_path: Path) -> None:
    root = begin(tmp_path, name)
    assert 'spread = ["maal", "aar"]' in (root / TOML).read_text("utf-8")
    assert printed(filled_in(root)) == EXPECTED


def test_what_the_table_says_is_filled_in_for_all_languages(tmp_path: Path) -> None:
    text = (begin(tmp_path, "table.json") / TOML).read_text("utf-8")
    for line in (
        'title = { nb = "Bosatte, etter kjønn og år", nn = "?", en = "?" }',
        "decimals = 1",
        'population = { nb = "?", nn = "?", en = "?" }',
        'publisher = "Statistisk sentralbyrå"',
        'tables = [{ title = "05183", address = "https://?" }]',
        'elimination = "0"',
        'members.1.label = { nb = "Menn", nn = "?", en = "?" }',
        'members.Andel.unit = "percent"',
        'role = "time"',
    ):
        assert line in text.splitlines()


IN_HEADINGS = {
    "one": (
        '"09837: Sysselsatte"\n\n"kjønn";"Sysselsatte (prosent) 2013";"Sysselsatte (prosent) 2014"\nA;1,5;2\n',
        "percent",
    ),
    "value column": ("kjønn;år;Sysselsatte (1 000 personer)\nA;2013;70,1\nA;2014;70,2\n", "thousands"),
    "alone": ("kjønn;år;Prosent\nA;2013;70,1\nA;2014;70,2\n", "percent"),
    "another word": ("kjønn;år;Sysselsatte (foreløpig)\nA;2013;70,1\nA;2014;70,2\n", "?"),
}


@pytest.mark.parametrize(("cells", "unit"), IN_HEADINGS.values(), ids=IN_HEADINGS.keys())
def test_a_unit_in_the_headings_is_filled_in(cells: str, unit: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(cells, "utf-8")
    project = make_project(tmp_path / "p", small_edition())
    where = ("--to", "arbeid/ny", "--project", str(project.root))
    assert main(["new", "statistic", str(tmp_path / "a.csv"), *where]) == 0
    text = (project.root / TOML).read_text("utf-8")
    assert f'\nunit = "{unit}"' in text
    if "09837" in cells:
        assert 'title = { nb = "Sysselsatte", nn' in text
        assert 'tables = [{ title = "09837", address' in text


def test_units_of_several_contents_in_headings_are_filled_in(tmp_path: Path) -> None:
    rows: Rows = [
        ["", "Sysselsatte (personer)", "", "Ledige (prosent)", ""],
        ["kjønn", *(2013, 2014) * 2],
        ["A", 1, 2, 3.1, 4],
    ]
    (tmp_path / "a.xlsx").write_bytes(workbook(rows))
    project = make_project(tmp_path / "p", small_edition())
    where = ("--to", "arbeid/ny", "--project", str(project.root))
    assert main(["new", "statistic", str(tmp_path / "a.xlsx"), *where]) == 0
    text = (project.root / TOML).read_text("utf-8")
    assert 'members."Sysselsatte (personer)".unit = "persons"' in text
    assert 'members."Ledige (prosent)".unit = "percent"' in text


def test_names_in_every_language_of_the_table_are_kept(tmp_path: Path) -> None:
    text = (begin(tmp_path, "table.px") / TOML).read_text("utf-8")
    assert 'unit = "thousands"' in text
    assert 'members.2.label = { nb = "Født i Norge, to foreldre", nn = "?", en = "?" }' in text


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = begin(tmp_path, "tidy.csv")
    before = {path: path.read_bytes() for path in (root / "data" / "statistics").rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["new", "statistic", str(root / TOML.replace("toml", "csv")), "--project", str(root)]) == 1
    assert "data/statistics/arbeid/ny.toml is there already, and is left as it is" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (root / "data" / "statistics").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["a.docx"], 2, "'a.docx' is not read; a table is one of .csv, .json, .px, .xlsx"),
        (["a.csv"], 2, "a.csv does not lie in data/statistics/; say where it goes with --to DOMAIN/NAME"),
        (["a.csv", "--to", "../a"], 2, "--to takes a domain and a name in small letters"),
        (["none.csv", "--to", "arbeid/ny"], 2, "none.csv cannot be read"),
        (["empty.csv", "--to", "arbeid/ny"], 1, "the file is empty; fetch it again"),
        (["a.csv", "--to", "arbeid/sysselsatte"], 1, "data/statistics/arbeid/sysselsatte.toml is there already"),
        (
            ["a.csv", "--to", "arbeid/ny", "--service", "https://example.org"],
            2,
            "--service goes with the id of a table",
        ),
    ],
)
def test_what_cannot_be_begun_is_told_and_leaves_nothing(
    arguments: list[str], status: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path / "p", small_edition())
    (tmp_path / "a.csv").write_text("a,verdi\nx,1\n")
    (tmp_path / "empty.csv").write_text("")
    before = sorted(project.root.rglob("*"))
    name, *more = arguments
    assert main(["new", "statistic", str(tmp_path / name), *more, "--project", str(project.root)]) == status
    assert told in capsys.readouterr().err
    assert sorted(project.root.rglob("*")) == before


@pytest.fixture
def office() -> Iterator[Office]:
    english = employed(2013, 2014).changed(label="Employed")
    groups, years = english.axes
    labels = {code: f"{code} (in English)" for code in groups.labels}
    english = english.changed(axes=(replace(groups, labels=labels), years))
    with open_office(employed(2013, 2014).changed(translations={"en": english})) as opened:
        opened.config["languages"] = [{"id": "no", "label": "Norsk"}, {"id": "en"}, {"id": "sv"}, 7]
        yield opened


def begin_from(office: Office, project: Project, *more: str, table: str = "09837", to: str = "arbeid/ny") -> int:
    where = ("--to", to, "--service", office.address, "--project", str(project.root))
    return main(["new", "statistic", table, *where, *more])


def test_a_table_of_a_service_is_described_in_its_languages_and_then_fetched(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path, small_edition())
    assert begin_from(office, project) == 0
    printed_out = capsys.readouterr()
    assert printed_out.out == f"{TOML}\n"
    assert "then fetch the cells with «brochure fetch arbeid/ny»" in printed_out.err
    assert office.data_requests == []
    assert sorted(request.query.get("lang", "") for request in office.requests) == ["", "", "en"]
    text = (project.root / TOML).read_text("utf-8")
    for line in (
        'title = { nb = "Sysselsatte", nn = "?", en = "Employed" }',
        f'service = "{office.address}"',
        'language = "no"',
        'select = { gruppe = "*", aar = "*" }',
        'members.Innvandrere.label = { nb = "Innvandrere", nn = "?", en = "Innvandrere (in English)" }',
        'role = "time"',
    ):
        assert line in text.splitlines()
    assert main(["fetch", "arbeid/ny", "--project", str(project.root)]) == 1
    assert "this is still open" in capsys.readouterr().err
    text = text.replace('unit = "?"', 'unit = "percent"').replace("https://?", "https://example.org")
    (project.root / TOML).write_text(text.replace('"?"', '"noe"'), "utf-8")
    assert main(["fetch", "arbeid/ny", "--project", str(project.root)]) == 0
    assert len(load_statistic(project, "arbeid/ny").cells) == 8


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ({"table": "09838"}, 1, "the service has no table '09838' (404: Not Found: "),
        ({"to": "arbeid/sysselsatte"}, 1, "data/statistics/arbeid/sysselsatte.toml is there already"),
        ({"more": ["--service", "http://127.0.0.1:9/api"]}, 1, "127.0.0.1 cannot be reached: "),
        ({"more": ["--service", "ssb.no"]}, 2, "'ssb.no' is no base address of a service"),
        ({"more": ["--sheet", "A"]}, 2, "--sheet goes with a file, and there is no file '09837' here"),
    ],
    ids=["gone", "there already", "unreachable", "no address", "option of a file"],
)
def test_a_table_that_cannot_be_had_is_told_and_nothing_is_written(
    arguments: dict[str, Any],
    status: int,
    told: str,
    office: Office,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = make_project(tmp_path, small_edition())
    before = sorted(project.root.rglob("*"))
    more = arguments.get("more", [])
    assert begin_from(office, project, *more, **{k: v for k, v in arguments.items() if k != "more"}) == status
    assert told in capsys.readouterr().err
    assert sorted(project.root.rglob("*")) == before


def test_a_table_needs_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path, small_edition())
    monkeypatch.chdir(project.root)
    assert main(["new", "statistic", "09837"]) == 2
    assert "for the table of that id say --to DOMAIN/NAME" in capsys.readouterr().err
