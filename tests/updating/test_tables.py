"""`brochure fetch` and `brochure update`, as a user runs them, against an office on this machine."""

import errno
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from brochure.command.main import main
from brochure.findings import Report
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.statistics.loading import load_statistic
from brochure.updating.pxwebapi.client import FetchedTable
from brochure.updating.pxwebapi.query import Query
from brochure.updating.tables import update_tables
from tests.support.command import replace_in
from tests.support.offices import Office, OfficeTable, employed, open_office
from tests.support.projects import STATISTIC, make_project, small_edition, small_file

NAME, TOML, JSON, CSV = "arbeid/sysselsatte", f"{STATISTIC}.toml", f"{STATISTIC}.json", f"{STATISTIC}.csv"
OLD = employed(2012, 2013, 2014)
REVISED = employed(2012, 2013, 2014, 2015, Innvandrere_2014=63.9)


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office(OLD) as opened:
        yield opened


@pytest.fixture
def project(tmp_path: Path, office: Office) -> Project:
    """The small project, whose statistic stands in JSON-stat and is fetched from the office."""
    fetch = f'\n[fetch]\ntable = "09837"\nservice = "{office.address}"\n'
    files = small_edition({TOML: small_file(TOML) + fetch, JSON: served(OLD)}, without=CSV)
    return make_project(tmp_path, files, layouts=True)


def served(table: OfficeTable) -> str:
    return json.dumps(table.dataset({axis.code: [*axis.labels] for axis in table.axes}), ensure_ascii=False)


def run(project: Project, *arguments: str) -> int:
    return main([*arguments, "--project", str(project.root)])


def told(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    """What was printed to standard output and to standard error, in lines."""
    printed = capsys.readouterr()
    return printed.out.splitlines(), printed.err.splitlines()


def on_disk(project: Project) -> dict[str, bytes]:
    folder = project.statistics
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_first_fetch_puts_the_table_beside_its_metadata(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.root / JSON).unlink()
    assert run(project, "fetch", NAME) == 0
    assert (project.root / JSON).read_text("utf-8") == served(OLD)
    assert told(capsys) == (
        ["arbeid/sysselsatte: new here, 12 cells, 2012–2014, updated 2026-06-08T06:00:00Z", "1 of 1 table fetched"],
        [],
    )


LEFT_TO_THE_TABLE = """population = { nb = "Bosatte" }
reference = { nb = "4. kvartal" }
tables = [{ address = "https://www.ssb.no/statbank/table/09837" }]
unit = "percent"
"""


def rely_on_the_table(project: Project, office: Office, *, replacing: tuple[str, str] = ("", "")) -> None:
    """Metadata that leave title, publisher, decimals, time and names to the table, whose cells are not here."""
    fetch = f'[fetch]\ntable = "09837"\nservice = "{office.address}"\nselect = {{ gruppe = "*", aar = "*" }}\n'
    (project.root / TOML).write_text((LEFT_TO_THE_TABLE + fetch).replace(*replacing), "utf-8")
    (project.root / JSON).unlink()


def test_metadata_may_leave_to_the_table_what_it_says(project: Project, office: Office) -> None:
    rely_on_the_table(project, office)
    assert run(project, "fetch", NAME) == 0
    found = load_statistic(project, NAME)
    assert (found.metadata.title.get(Language("nb")), found.metadata.decimals) == ("Sysselsatte", 1)
    assert found.time is not None
    assert found.time.members == ("2012", "2013", "2014")
    assert run(project, "update") == 0


@pytest.mark.parametrize(
    ("replacing", "told_so"),
    [(('"percent"', '"prosent"'), "'prosent' is not known"), (('"Bosatte"', '"?"'), "this is still open")],
)
def test_wrong_metadata_are_told_before_anything_is_asked(
    project: Project, office: Office, replacing: tuple[str, str], told_so: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rely_on_the_table(project, office, replacing=replacing)
    for command in (["fetch", NAME], ["check", "2016", "--language", "nb"]):
        assert run(project, *command) == 1
        assert told_so in "".join(map("".join, told(capsys)))
    assert office.requests == []


def test_cells_that_are_not_here_yet_are_to_be_fetched(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.root / JSON).unlink()
    assert run(project, "check", "2016", "--language", "nb") == 1
    assert "fetch them with «brochure fetch arbeid/sysselsatte»" in told(capsys)[0][0]


def test_an_edition_with_faults_is_named(project: Project, office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.add(REVISED)
    replace_in(project.root / "data/editions/2016/arbeid/text.nb.md", "endring > 0", "endring > 9")
    assert run(project, "update", "--dry-run") == 0
    assert "the edition 2016 has faults" in told(capsys)[1][0]


def test_what_is_fetched_is_what_the_metadata_describe_and_select(project: Project, office: Office) -> None:
    replace_in(project.root / TOML, 'table = "09837"\n', 'table = "09837"\nselect = { aar = "from(2013)" }\n')
    assert run(project, "fetch") == 0
    assert office.data_requests[0].query["valueCodes[gruppe]"] == "*"
    assert json.loads((project.root / JSON).read_bytes())["size"] == [4, 2]


def test_a_table_that_has_not_changed_is_told_as_it_was(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project.root / JSON).stat().st_ino
    assert run(project, "update") == 0
    assert told(capsys)[0][0] == "arbeid/sysselsatte: as it was, 12 cells, updated 2026-06-08T06:00:00Z"
    assert (project.root / JSON).stat().st_ino == before


def test_an_update_tells_revised_values_and_what_they_touch(
    project: Project, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.add(
        REVISED.changed(values={**REVISED.values, ("Hele befolkningen", "2012"): 68.1, ("Innvandrere", "2013"): 63.4})
    )
    assert run(project, "update") == 0
    lines, errors = told(capsys)
    text = "data/editions/2016/arbeid/text"
    assert errors == []
    assert lines[:5] == [
        "arbeid/sysselsatte: 1 new period, 3 revised values, updated 2026-06-08T06:00:00Z",
        "  new period: 2015",
        "  revised: gruppe=Innvandrere, aar=2014: was 63.7, is 63.9",
        "    numbers: innvandrere, avstand, endring",
        f"    printed at {text}.nb.md:11: 63,7 prosent",
    ]
    assert f"    claim at {text}.nb.md:12: endring > 0" in lines
    assert {line.partition(":")[0] for line in lines if "printed at" in line} == {
        f"    printed at {text}.{language}.md" for language in ("nb", "nn", "en")
    }
    drawn = "in figure 'sysselsatte', table 'sysselsatte-gruppe'"
    assert lines[-4:-1] == [
        f"    {drawn}",
        f"  revised: gruppe=Innvandrere, aar=2013: was 63.5, is 63.4; {drawn}",
        "  revised: gruppe=Hele befolkningen, aar=2012: was 68.0, is 68.1; 2016 shows nothing of it",
    ]
    assert not [line for line in lines if line.endswith(": 2014")]
    assert (project.root / JSON).read_text("utf-8") != served(OLD)


def test_an_update_is_told_to_programs(project: Project, office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.add(REVISED)
    before = on_disk(project)
    assert run(project, "update", "--dry-run", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["faults"] == []
    assert found["is_written"] is False
    (statistic,) = found["statistics"]
    assert (statistic["statistic"], statistic["new_periods"]) == (NAME, ["2015"])
    (revised,) = statistic["revised"]
    assert (revised["cell"], revised["old"], revised["new"]) == (
        {"gruppe": "Innvandrere", "aar": "2014"},
        "63.7",
        "63.9",
    )
    assert revised["numbers"] == ["innvandrere", "avstand", "endring"]
    assert (revised["figures"], revised["tables"]) == (["sysselsatte"], ["sysselsatte-gruppe"])
    assert {"path": "data/editions/2016/arbeid/text.nb.md", "line": 11, "text": "63,7 prosent"} in [
        {**each, "text": each["text"].replace("\u00a0", " ")} for each in revised["places"]
    ]
    assert on_disk(project) == before


def test_a_dry_run_writes_nothing(project: Project, office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.add(REVISED)
    before = on_disk(project)
    assert run(project, "update", "--dry-run") == 0
    assert told(capsys)[0][-1] == "1 of 1 table fetched; nothing was written (--dry-run)"
    assert on_disk(project) == before


def test_vanished_cells_that_are_used_are_told(
    project: Project, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.add(employed(2013, 2014))
    assert run(project, "update", "--dry-run") == 0
    lines, _ = told(capsys)
    assert "  vanished period: 2012" in lines
    at = lines.index("  what has vanished is used:")
    assert lines[at + 1] == "    numbers: endring"


def second(project: Project, office: Office) -> None:
    """A second statistic, the first in the alphabet, whose table the office does not have."""
    text = (project.root / TOML).read_text("utf-8").replace('"09837"\nservice', '"00000"\nservice')
    (project.statistics / "arbeid" / "aapne.toml").write_text(text, "utf-8")
    (project.statistics / "arbeid" / "aapne.json").write_text(served(OLD), "utf-8")


def test_of_many_changes_people_are_told_the_first(
    project: Project, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    old = employed(*range(1990, 2015))
    (project.root / JSON).write_text(served(old), "utf-8")
    office.add(old.changed(values={cell: (value or 0) + 0.1 for cell, value in old.values.items()}))
    assert run(project, "update", "--dry-run") == 0
    lines, _ = told(capsys)
    assert lines[0].startswith("arbeid/sysselsatte: 100 revised values")
    assert [line for line in lines if "more of this kind" in line] == [
        "  and 62 more of this kind",
        "  and 11 more of this kind",
    ]
    assert len(lines) < 80


def test_a_fault_in_one_table_is_told_and_does_not_stop_the_others(
    project: Project, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    second(project, office)
    office.add(REVISED)
    before = on_disk(project)
    assert run(project, "update") == 1
    lines, errors = told(capsys)
    assert lines[-1] == "1 of 2 tables fetched"
    (error,) = errors
    line = (project.root / TOML).read_text("utf-8").splitlines().index('table = "09837"') + 1
    assert error.startswith(f"data/statistics/arbeid/aapne.toml:{line}: error: the service has no table '00000'")
    assert error.endswith("nothing was changed")
    after = on_disk(project)
    assert {name for name in after if after[name] != before.get(name)} == {"arbeid/sysselsatte.json"}


def test_a_table_of_another_shape_is_told_and_not_written(
    project: Project, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    group, time = OLD.axes
    axis = type(group)("gruppe", {code: label for code, label in group.labels.items() if code != "Innvandrere"})
    office.add(OLD.changed(axes=(axis, time)))
    before = on_disk(project)
    assert run(project, "update") == 1
    _, errors = told(capsys)
    assert "'Innvandrere' is not a member of 'gruppe' in data/statistics/arbeid/sysselsatte.json" in errors[0]
    assert errors[1].endswith("does not fit its metadata, as told; nothing was changed")
    assert on_disk(project) == before


def test_a_table_that_means_something_else_is_taken_over_only_when_that_is_accepted(
    project: Project, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    group, time = REVISED.axes
    labels = {**group.labels, "Innvandrere": "Innvandrere og flyktninger"}
    office.add(REVISED.changed(axes=(type(group)(group.code, labels), time)))
    before = on_disk(project)
    assert run(project, "update") == 1
    lines, errors = told(capsys)
    assert lines[0].startswith("arbeid/sysselsatte: 1 new period, 1 revised value, 1 renamed member")
    (error,) = errors
    assert "gruppe=Innvandrere was 'Innvandrere', is 'Innvandrere og flyktninger'; nothing of it was changed" in error
    assert on_disk(project) == before
    assert run(project, "fetch", NAME, "--accept") == 0
    assert on_disk(project) != before


def test_values_that_are_not_sound_are_told_and_not_written(
    project: Project, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.add(employed(2012, 2013, 2014, Innvandrere_2014=163.9))
    before = on_disk(project)
    assert run(project, "fetch") == 1
    assert "163.9 per cent lies outside 0–100" in told(capsys)[1][0]
    assert on_disk(project) == before


def test_cells_in_another_file_are_in_the_way(
    project: Project, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / JSON).rename(project.root / CSV)
    before = on_disk(project)
    assert run(project, "fetch", NAME) == 1
    assert "move sysselsatte.csv away first, or take [fetch] away" in told(capsys)[1][0]
    assert office.requests == []
    assert on_disk(project) == before


def test_cells_on_disk_that_cannot_be_read_are_replaced(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.root / JSON).write_text("{", "utf-8")
    assert run(project, "update") == 0
    assert told(capsys)[0][0].startswith("arbeid/sysselsatte: new, for what stood there cannot be read, 12 cells")
    assert (project.root / JSON).read_text("utf-8") == served(OLD)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["fetch", "arbeid/sysselsate"], 2, "there is no statistic 'arbeid/sysselsate'. Did you mean"),
        (["fetch", NAME], 1, "these metadata do not say where the table is fetched; add [fetch]"),
    ],
    ids=["unknown", "without"],
)
def test_what_cannot_be_fetched_is_told(
    tmp_path: Path, arguments: Sequence[str], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path, small_edition())
    assert run(project, *arguments) == status
    assert message in capsys.readouterr().err


def test_nothing_to_fetch_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(make_project(tmp_path, small_edition()), "update") == 0
    assert told(capsys)[0] == ["no statistic has [fetch] in its metadata; see «brochure help fetching»"]


def test_a_full_disk_is_told(
    project: Project, office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr("brochure.updating.fetching.write_whole", fail)
    office.add(REVISED)
    assert run(project, "update") == 1
    assert f"{JSON}:1: error: the fetched table cannot be written: No space left" in told(capsys)[1][0]


def test_ctrl_c_leaves_everything_as_it_was(project: Project, office: Office) -> None:
    """The first of two tables has come when the user gives up."""
    second(project, office)
    office.add(REVISED)
    table = FetchedTable(served(REVISED).encode(), json.loads(served(REVISED)))

    class Impatient:
        came = 0

        def table(self, query: Query) -> FetchedTable:
            self.came += 1
            if self.came == 2:
                raise KeyboardInterrupt
            return table

        def close(self) -> None:
            """Hold nothing."""

    before = on_disk(project)
    with pytest.raises(KeyboardInterrupt):
        update_tables(project, ["arbeid/aapne", NAME], lambda _: Impatient(), Report())
    assert on_disk(project) == before
