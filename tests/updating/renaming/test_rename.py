"""A name changed everywhere it is used, as whole names and in code alone; all files change or none."""

from pathlib import Path

import pytest

from brochure.findings import Faults, Report, UsageError
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.updating.renaming.names import Kind
from brochure.updating.renaming.rename import rename
from tests.support.gathering import gather
from tests.support.next_years import CSV, FIGURES, NUMBERS, TABLES, TOML, named_edition
from tests.support.projects import EDITION, SECTION, Files, make_project, small_edition, small_file

TEXTS = tuple(f"{SECTION}/text.{language}.md" for language in ("nb", "nn", "en"))
TEXT = TEXTS[0]


def changed(folder: Path, files: Files, old: str, new: str, kind: Kind | None = None) -> dict[str, str]:
    """The files that a renaming changes, as they are after it; all others are as they were."""
    project = make_project(folder, files)
    rename(project, old, new, kind=kind)
    return {name: text for name in files if (text := on_disk(project, name)) != files[name] and text}


def on_disk(project: Project, name: str) -> str:
    path = project.root / name
    return path.read_bytes().decode(errors="replace") if path.exists() else ""


def lines(text: str, word: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if word in line]


def test_a_number_is_renamed_in_formulas_claims_and_the_tags_of_all_languages(tmp_path: Path) -> None:
    found = changed(tmp_path, named_edition(), "avstand", "gap")
    assert set(found) == {NUMBERS, *TEXTS}
    assert lines(found[NUMBERS], "gap") == [
        "gap: alle - innvandrere",
        "avstand_start: at(gap, start)",
        "mindre: gap < avstand_start",
    ]
    assert "{{ gap | prosentpoeng }} lavere" in found[TEXT]
    assert found[TEXT] == str(named_edition()[TEXT]).replace("{{ avstand |", "{{ gap |")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("arbeid/sysselsatte", "arbeid/x", "latest arbeid/x [gruppe=Innvandrere] and arbeid/x by naa - 1"),
        ("naa", "nytt", "latest arbeid/sysselsatte [gruppe=Innvandrere] and arbeid/sysselsatte by nytt - 1"),
    ],
)
def test_a_latest_period_of_several_by_another_follows_both(tmp_path: Path, old: str, new: str, expected: str) -> None:
    defined = "latest arbeid/sysselsatte [gruppe=Innvandrere] and arbeid/sysselsatte by naa - 1"
    numbers = str(named_edition()[NUMBERS]).replace("foer: naa - 2", f"foer: {defined}")
    found = changed(tmp_path, named_edition({NUMBERS: numbers}), old, new)
    assert lines(found[NUMBERS], "foer: ") == [f"foer: {expected}"]


def test_prose_longer_names_formats_members_and_comments_stay_to_the_letter(tmp_path: Path) -> None:
    numbers = (
        "# alle er alle\r\n"
        'alle:  "arbeid/sysselsatte [aar=2014, gruppe=Hele befolkningen]"   # alle\r\n'
        "alle_like: 'alle - alle_to'\r\n"
        "alle_to: arbeid/sysselsatte [aar=2013]\r\n"
        "sum: ratio(alle, alle)\r\n"
    )
    text = (
        "---\ntitle: 'alle i {{ alle | tid }}'\n# alle\n---\n"
        "alle {{ alle|prosent }} {# alle #} {alle} `alle` {{ alle_to | alle }} <!-- {{ alle | x }} -->\n"
        '{% claim alle > 1 and sum|navn == "alle" %}alle{% endclaim %}\n'
    )
    found = changed(tmp_path, small_edition({NUMBERS: numbers, TEXT: text}), "alle", "hele")
    assert found[NUMBERS] == (
        "# alle er alle\r\n"
        'hele:  "arbeid/sysselsatte [aar=2014, gruppe=Hele befolkningen]"   # alle\r\n'
        "alle_like: 'hele - alle_to'\r\n"
        "alle_to: arbeid/sysselsatte [aar=2013]\r\n"
        "sum: ratio(hele, hele)\r\n"
    )
    assert found[TEXT] == (
        "---\ntitle: 'alle i {{ hele | tid }}'\n# alle\n---\n"
        "alle {{ hele|prosent }} {# alle #} {alle} `alle` {{ alle_to | alle }} <!-- {{ alle | x }} -->\n"
        '{% claim hele > 1 and sum|navn == "alle" %}alle{% endclaim %}\n'
    )


def test_a_period_is_renamed_where_a_period_stands(tmp_path: Path) -> None:
    text = str(named_edition()[TEXT]).replace("viser gruppene.", "viser gruppene i {{ naa | periode }}.")
    found = changed(tmp_path, named_edition({TEXT: text}), "naa", "nyest")
    before = {NUMBERS: str(named_edition()[NUMBERS]), FIGURES: str(named_edition()[FIGURES])}
    assert found[NUMBERS] == before[NUMBERS].replace("naa", "nyest")
    assert found[FIGURES] == before[FIGURES].replace("start..naa", "start..nyest")
    assert found[TABLES] == str(named_edition()[TABLES]).replace("[foer, naa]", "[foer, nyest]")
    assert found[TEXT] == text.replace("{{ naa |", "{{ nyest |")


def test_a_claim_is_renamed_in_its_tags(tmp_path: Path) -> None:
    found = changed(tmp_path, named_edition(), "okte", "vokser")
    assert set(found) == {NUMBERS, *TEXTS}
    assert all("{% claim vokser %}" in found[name] for name in TEXTS)
    assert "  vokser: endring > 0" in found[NUMBERS]


def test_a_figure_is_renamed_where_it_stands_and_is_referred_to(tmp_path: Path) -> None:
    more = "\nSe [den](#figure-sysselsatte) og [en annen](#figure-sysselsatte-gruppe), sysselsatte.\n"
    spark = small_file(TEXT).replace("    text: av", "    sparkline: sysselsatte\n    text: av") + more
    found = changed(tmp_path, small_edition({TEXT: spark}), "sysselsatte", "i-arbeid")
    assert set(found) == {FIGURES, *TEXTS}
    assert found[FIGURES] == small_file(FIGURES).replace("sysselsatte:", "i-arbeid:", 1)
    assert found[TEXT] == (
        spark.replace('figure("sysselsatte")', 'figure("i-arbeid")')
        .replace('ref("sysselsatte")', 'ref("i-arbeid")')
        .replace("sparkline: sysselsatte", "sparkline: i-arbeid")
        .replace("(#figure-sysselsatte)", "(#figure-i-arbeid)")
    )


def test_a_table_is_renamed(tmp_path: Path) -> None:
    found = changed(tmp_path, small_edition(), "sysselsatte-gruppe", "grupper")
    assert set(found) == {TABLES, *TEXTS}
    assert '{{ table("grupper") }}' in found[TEXT]
    assert '{{ ref("grupper", capital=true) }}' in found[TEXT]


def test_a_statistic_is_renamed_with_its_files(tmp_path: Path) -> None:
    project = make_project(tmp_path, named_edition())
    found = rename(project, "arbeid/sysselsatte", "jobb/andeler")
    assert found.kind is Kind.STATISTIC
    assert found.files == {CSV: "data/statistics/jobb/andeler.csv", TOML: "data/statistics/jobb/andeler.toml"}
    assert sorted(path.name for path in project.statistics.rglob("*.*")) == ["andeler.csv", "andeler.toml"]
    for name in (NUMBERS, FIGURES, TABLES):
        assert on_disk(project, name) == str(named_edition()[name]).replace("arbeid/sysselsatte", "jobb/andeler")


def test_names_in_the_reasons_of_excuses_are_renamed(tmp_path: Path) -> None:
    text = small_file(TEXT) + "\n{# excuse unused-number: «alle» trengs, alle vet det #}\n"
    numbers = small_file(NUMBERS) + "# excuse unused-number: 'alle' er til neste år\n"
    found = changed(tmp_path, small_edition({TEXT: text, NUMBERS: numbers}), "alle", "hele")
    assert "«hele» trengs, alle vet det" in found[TEXT]
    assert "'hele' er til neste år" in found[NUMBERS]


def test_what_is_printed_is_the_same_and_the_way_back_gives_every_letter_again(tmp_path: Path) -> None:
    project = make_project(tmp_path, named_edition(), layouts=True)

    def printed() -> list[str]:
        report = Report()
        text = gather(project, "2016", Language.BOKMAAL, report).text
        assert not report.errors, report.errors
        return [use.printed for use in text.ledger.uses]

    before = printed()
    names = [("avstand", "gap"), ("naa", "nyest"), ("mindre", "krymper"), ("arbeid/sysselsatte", "arbeid/andeler")]
    for old, new in names:
        rename(project, old, new)
    assert printed() == before
    for old, new in names:
        rename(project, new, old)
    assert {name: on_disk(project, name) for name in named_edition()} == named_edition()


def test_one_edition_can_be_renamed_alone_and_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    other = {name.replace("/2016/", "/2017/"): text for name, text in small_edition().items() if "/2016/" in name}
    project = make_project(tmp_path, {**small_edition(), **other})
    tried = rename(project, "alle", "hele", dry_run=True)
    assert on_disk(project, NUMBERS) == small_file(NUMBERS)
    assert len([path for path in tried.places if path.endswith("numbers.yaml")]) == 2
    done = rename(project, "alle", "hele", edition="2017")
    assert done.places == {NUMBERS.replace("2016", "2017"): 2}
    assert on_disk(project, NUMBERS) == small_file(NUMBERS)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("avstand", "alle", "'alle' is the name of a number of the edition '2016'"),
        ("avstand", "naa", "'naa' is the name of a period of the edition '2016'"),
        ("avstand", "okte", "'okte' is the name of a claim of the edition '2016'"),
        ("avstand", "max", "'max' has a meaning of its own"),
        ("avstand", "Gap", "cannot be the name of a number; use small letters"),
        ("naa", "høst 2014", "cannot be the name of a period"),
        ("sysselsatte", "sysselsatte-gruppe", "'sysselsatte-gruppe' is the name of a table"),
        ("sysselsatte", "a b", "cannot be the name of a figure; use letters, digits and -"),
        ("arbeid/sysselsatte", "sysselsatte", "cannot be the name of a statistic; write its domain and name"),
        ("avstandd", "gap", "there is no number, period, claim, figure, table or statistic 'avstandd'. Did you mean"),
        ("avstand", "avstand", "'avstand' is its name already"),
    ],
)
def test_names_that_cannot_be_given_are_refused(old: str, new: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        changed(tmp_path, named_edition(), old, new)
    assert told in str(raised.value)


def test_a_name_of_two_things_is_asked_about(tmp_path: Path) -> None:
    figures = small_file(FIGURES).replace("sysselsatte:", "alle:", 1)
    with pytest.raises(UsageError, match=r"'alle' is the name of a number and of a figure; say which with --kind"):
        changed(tmp_path / "a", small_edition({FIGURES: figures}), "alle", "hele")
    found = changed(tmp_path / "b", small_edition({FIGURES: figures}), "alle", "hele", Kind.FIGURE)
    assert set(found) == {FIGURES}


def test_a_file_of_the_new_name_is_left_alone_and_nothing_changes(tmp_path: Path) -> None:
    taken = "data/statistics/arbeid/andeler.notater"
    project = make_project(tmp_path, small_edition({taken: "x", f"{CSV[:-3]}notater": "y"}))
    with pytest.raises(Faults, match=r"andeler.notater is there already; take it away first"):
        rename(project, "arbeid/sysselsatte", "arbeid/andeler")
    assert on_disk(project, NUMBERS) == small_file(NUMBERS)
    assert on_disk(project, CSV) == small_file(CSV)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (FIGURES, "a: [\n", "1: error: a bracket on this line is not closed"),
        (TEXTS[2], "---\ntitle: a: b\n---\nAlle.\n", "2: error: this is not valid YAML"),
    ],
)
def test_a_broken_file_is_told_and_nothing_changes(name: str, content: str, told: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, small_edition({name: content}))
    with pytest.raises(Faults, match=f"{name}:{told}"):
        rename(project, "alle", "hele")
    assert on_disk(project, NUMBERS) == small_file(NUMBERS)


def test_a_file_that_cannot_be_written_is_told_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path, small_edition())

    def refuse(path: Path, content: bytes) -> Path:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("brochure.project.together.write_beside", refuse)
    with pytest.raises(Faults, match=r"cannot be changed: Permission denied; .*; nothing was changed"):
        rename(project, "alle", "hele")
    assert {name: on_disk(project, name) for name in small_edition()} == small_edition()
    assert sorted(path.name for path in (project.root / EDITION).iterdir() if path.is_file()) == ["edition.toml"]
