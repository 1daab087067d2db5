"""Next year's edition: what moves, what stays to the letter, and the way from its first list of work to none."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.findings import Faults, UsageError
from brochure.project.sources.project import Project
from brochure.updating.rolling.edition import Rolled, roll_over
from brochure.updating.work.entries import Kind
from brochure.updating.work.listing import work_list
from tests.support.command import replace_in
from tests.support.next_years import CSV, NUMBERS, SETTINGS, named_edition, next_table
from tests.support.projects import LANGUAGES, SECTION, STATISTIC, Files, make_project, small_edition, small_file

NEW = "data/editions/2017"


def made(folder: Path, files: Files, year: int | None = None, *, layouts: bool = False) -> tuple[Project, Rolled]:
    project = make_project(folder, files, layouts=layouts)
    return project, roll_over(project, "2016", year)


def new_text(project: Project, name: str) -> str:
    """A file of the new edition, by its name in the old one, with its line ends."""
    return (project.root / name.replace("/2016/", "/2017/")).read_bytes().decode()


def moved(folder: Path, numbers: str, **changes: str) -> str:
    """What `numbers.yaml` of the section says next year."""
    files = small_edition({CSV: next_table()[CSV], **changes, NUMBERS: numbers})
    return new_text(made(folder, files)[0], NUMBERS)


def test_from_the_first_list_to_an_empty_one_few_edits_are_made_by_hand(tmp_path: Path) -> None:
    """Besides two sentences in three languages, which the new figures have made untrue, there are two edits."""
    project, _ = made(tmp_path, named_edition(next_table()), layouts=True)
    counted: list[str] = []

    def left() -> dict[Kind, int]:
        found = work_list(project, "2017", LANGUAGES)
        assert not found.faults
        return {kind: len(found.of(kind)) for kind in Kind if found.of(kind)}

    def edit(name: str, old: str, new: str, what: str) -> None:
        replace_in(project.root / name.replace("/2016/", "/2017/"), old, new)
        counted.append(what)

    assert left() == {Kind.SETTING: 1, Kind.MISSING: 1, Kind.CLAIM: 1}
    edit(SETTINGS, "  # to confirm: the day of publication", "", "setting")
    edit(NUMBERS, "gruppe=*]) == 2014", "gruppe=*]) == 2015", "claim")
    assert left() == {Kind.CLAIM: 1}
    for language, old, new in (
        ("nb", "Resten av befolkningen", "Innvandrere"),
        ("nn", "Resten av befolkninga", "Innvandrarar"),
        ("en", "The rest of the population", "Immigrants"),
    ):
        edit(f"{SECTION}/text.{language}.md", old, new, "sentence")
    assert left() == {}
    assert [what for what in counted if what != "sentence"] == ["setting", "claim"]


def test_settings_move_on_and_say_what_to_confirm(tmp_path: Path) -> None:
    codes = 'publication_code = { nb = "A-0010 B" }\n'
    annex = "\n[annex]  # særskilt\nnumber = 3\n"
    old = codes + small_file(SETTINGS).replace("liten-utgave", "liten-2016").replace("\n", "\r\n") + annex
    project, rolled = made(tmp_path, small_edition({SETTINGS: old}))
    assert (rolled.new, rolled.year) == ("2017", 2017)
    assert new_text(project, SETTINGS) == (
        old.replace("budget_year = 2016", "budget_year = 2017")
        .replace("(2015–2016)", "(2016–2017)")
        .replace("date = 2015-10-07", "date = 2016-10-07  # to confirm: the day of publication")
        .replace("liten-2016", "liten-2017")
        .replace('"A-0010 B" }', '"A-0010 B" }  # to confirm: the code of this year\'s publication')
        .replace("# særskilt", "# særskilt  # to confirm: the annex's number and first page")
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('proposition = "Prop. 1 S (2015–16)"', 'proposition = "Prop. 1 S (2016–17)"'),
        ("date = 2016-02-29", "date = 2017-02-28  # to confirm: the day of publication"),
    ],
)
def test_odd_settings_move_on_too(old: str, new: str, tmp_path: Path) -> None:
    key = old.partition(" =")[0]
    settings = re.sub(rf"^{key} = .*", old, small_file(SETTINGS), flags=re.MULTILINE)
    assert new in new_text(made(tmp_path, small_edition({SETTINGS: settings}))[0], SETTINGS)


def test_typed_periods_move_where_newer_data_are_there_and_all_else_stays_to_the_letter(tmp_path: Path) -> None:
    numbers = (
        "# Tall for 2014\r\n"
        "innv_2014:   arbeid/sysselsatte [gruppe=Innvandrere, aar=2014]   # 2014 er nyest\r\n"
        "'alle': \"arbeid/sysselsatte [aar=2014]\"\r\n"
        "endring: change(innv_2014, since=2012)\r\n"
        "dif: at(alle - innv_2014, 2013)\r\n"
        "hoyest: max(arbeid/sysselsatte [gruppe=Innvandrere, aar=2013..2014])\r\n"
        "lang: max(arbeid/sysselsatte [gruppe=Innvandrere, aar=2012..2014])\r\n"
    )
    assert moved(tmp_path, numbers) == (
        "# Tall for 2014\r\n"
        "innv_2014:   arbeid/sysselsatte [gruppe=Innvandrere, aar=2015]   # 2014 er nyest\r\n"
        "'alle': \"arbeid/sysselsatte [aar=2015]\"\r\n"
        "endring: change(innv_2014, since=2013)\r\n"
        "dif: at(alle - innv_2014, 2014)\r\n"
        "hoyest: max(arbeid/sysselsatte [gruppe=Innvandrere, aar=2014..2015])\r\n"
        "lang: max(arbeid/sysselsatte [gruppe=Innvandrere, aar=2012..2015])\r\n"
    )


def test_periods_of_tables_that_have_no_newer_data_stay(tmp_path: Path) -> None:
    project, rolled = made(tmp_path, small_edition())
    for name in ("numbers.yaml", "tables.yaml", "text.nb.md"):
        assert new_text(project, f"{SECTION}/{name}") == small_file(f"{SECTION}/{name}")
    assert (rolled.moved, rolled.stays) == ({}, ("arbeid/sysselsatte",))


def test_what_is_worked_out_from_one_another_moves_together_or_not_at_all(tmp_path: Path) -> None:
    """Of those born in Norway there is no value yet: a difference of two years would be told by nobody."""
    numbers = (
        "innv: arbeid/sysselsatte [gruppe=Innvandrere, aar=2014]\n"
        "alle: arbeid/sysselsatte [aar=2014]\n"
        "norskf: arbeid/sysselsatte [gruppe=Norskfødte med innvandrerforeldre, aar=2014]\n"
        "avstand: alle - norskf\n"
    )
    table = next_table()[CSV].replace("54.9", ":")
    assert moved(tmp_path / "a", numbers, **{CSV: table}) == numbers.replace("2014", "2015", 1)
    assert moved(tmp_path / "b", numbers) == numbers.replace("2014", "2015")


def test_a_selection_that_would_lose_values_stays(tmp_path: Path) -> None:
    numbers = (
        "flest: max(arbeid/sysselsatte [gruppe=Innvandrere|Norskfødte med innvandrerforeldre, aar=2014])\n"
        "alle: arbeid/sysselsatte [aar=2014]\n"
    )
    table = next_table()[CSV].replace("54.9", ":")
    assert moved(tmp_path, numbers, **{CSV: table}) == numbers.replace("[aar=2014]", "[aar=2015]")


def test_fixed_periods_move_unless_they_say_why_and_claims_are_kept(tmp_path: Path) -> None:
    numbers = """\
periods:
  naa: 2014
  like: {period: 2014}   # uten grunn
  start: {period: 2012, reason: Første år.}
  ubrukt: 2013
numbers:
  innv: arbeid/sysselsatte [gruppe=Innvandrere, aar=naa]
  ogsaa: at(innv, like)
  foerst: at(innv, start)
claims:
  ikke: not has(arbeid/sysselsatte [aar=2011])
  er: has(arbeid/sysselsatte [aar=2014])
"""
    assert moved(tmp_path, numbers) == numbers.replace("naa: 2014", "naa: 2015").replace(
        "{period: 2014}", "{period: 2015}"
    )


def test_selections_of_figures_and_tables_and_expressions_in_texts_move(tmp_path: Path) -> None:
    text = (
        small_file(f"{SECTION}/text.nb.md")
        + "\n{{ at(alle, 2013) | prosent }} {# at(alle, 2013) #} {2013} since=2013\n"
    )
    tables = small_file(f"{SECTION}/tables.yaml").replace('"2013..2014"', "[ 2013, '2014' ]")
    files = small_edition({CSV: next_table()[CSV], f"{SECTION}/text.nb.md": text, f"{SECTION}/tables.yaml": tables})
    project, rolled = made(tmp_path, files)
    assert new_text(project, f"{SECTION}/text.nb.md") == text.replace("{{ at(alle, 2013)", "{{ at(alle, 2014)")
    assert new_text(project, f"{SECTION}/tables.yaml") == tables.replace("[ 2013, '2014' ]", "[ 2014, '2015' ]")
    assert rolled.moved == {f"{SECTION}/numbers.yaml": 3, f"{SECTION}/tables.yaml": 2, f"{SECTION}/text.nb.md": 1}


def test_all_other_files_come_along_and_the_old_edition_stays(tmp_path: Path) -> None:
    files = small_edition(
        {f"{SECTION}/kart.png": b"\x89PNG\r\n", f"{SECTION}/notat 2016.txt": "budget_year = 2016\r\n"}
    )
    project, _ = made(tmp_path, files)
    old = {name: content for name, content in files.items() if "/2016/" in name}
    for name, content in old.items():
        written = content if isinstance(content, bytes) else content.encode()
        assert (project.root / name).read_bytes() == written
        if not name.endswith("edition.toml"):
            assert (project.root / name.replace("/2016/", "/2017/")).read_bytes() == written
    assert sorted(path.name for path in project.editions.iterdir()) == ["2016", "2017"]


def test_a_name_with_a_year_stays_and_is_told(tmp_path: Path) -> None:
    numbers = small_file(NUMBERS).replace("endring:", "endring_2012:") + "helse: arbeid/helse-2013 [aar=2014]\n"
    stem = STATISTIC.replace("sysselsatte", "helse-2013")
    files = {NUMBERS: numbers, f"{stem}.csv": small_file(CSV), f"{stem}.toml": small_file(f"{STATISTIC}.toml")}
    assert made(tmp_path, small_edition(files))[1].with_year == ("endring_2012", "arbeid/helse-2013")


def test_another_year_may_be_asked_for(tmp_path: Path) -> None:
    project, rolled = made(tmp_path, small_edition(), 2018)
    assert rolled.new == "2018"
    assert "(2017–2018)" in (project.editions / "2018/edition.toml").read_text("utf-8")


@pytest.mark.parametrize("year", [2016, 2015, 9999])
def test_a_year_that_cannot_be_next_is_refused(year: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is not after 2016|is too far away"):
        made(tmp_path, small_edition(), year)
    assert not (tmp_path / NEW).exists()


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(Faults, match=r"data/editions/2017 is there already, and is left as it is"):
        made(tmp_path, small_edition({f"{NEW}/notat.txt": "mitt"}))
    assert [path.name for path in (tmp_path / NEW).iterdir()] == ["notat.txt"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (SETTINGS, "budget_year = \n", "edition.toml:1: error: this is not valid TOML"),
        (NUMBERS, "alle: [\n", "numbers.yaml:1: error: a bracket on this line is not closed"),
        (f"{SECTION}/text.nb.md", b"\xff\xfe", "text.nb.md"),
        (CSV, next_table()[CSV].replace("69.9", "69.9 %"), "sysselsatte.csv:15: error: "),
        (NUMBERS, "a: arbeid/sysselsette [aar=2014]\n", "numbers.yaml:1: error: there is no statistic 'arbeid/syssels"),
    ],
)
def test_a_broken_file_is_told_and_nothing_is_made(name: str, content: str | bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(Faults) as raised:
        made(tmp_path, small_edition({name: content}))
    assert told in str(raised.value)
    assert [path.name for path in (tmp_path / "data/editions").iterdir()] == ["2016"]


def test_settings_in_a_form_that_cannot_be_moved_are_told(tmp_path: Path) -> None:
    settings = small_file(SETTINGS).replace("budget_year = 2016", "budget_year = 0x7E0")
    with pytest.raises(Faults, match=r"this file cannot be moved on; write budget_year"):
        made(tmp_path, small_edition({SETTINGS: settings}))
    assert not (tmp_path / NEW).exists()


def _fail(error: BaseException) -> Callable[..., None]:
    def fail(*arguments: object, **options: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("error", [KeyboardInterrupt(), PermissionError(13, "Permission denied")])
def test_what_fails_on_the_way_leaves_nothing(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brochure.updating.rolling.edition.shutil.copy2", _fail(error))
    with pytest.raises((KeyboardInterrupt, Faults)):
        made(tmp_path, small_edition())
    assert [path.name for path in (tmp_path / "data/editions").iterdir()] == ["2016"]
