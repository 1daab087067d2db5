"""Reading an edition from its folder."""

from pathlib import Path

import pytest

from brochure.findings import Report
from brochure.project.edition.file_names import check_file_names
from brochure.project.edition.reading import Edition, read_in_language, read_shared
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from tests.support.projects import EDITION, SECTION, TEXT, Files, make_project, small_edition, small_file

FIGURES, TABLES, NUMBERS = f"{SECTION}/figures.yaml", f"{SECTION}/tables.yaml", f"{SECTION}/numbers.yaml"
SETTINGS = f"{EDITION}/edition.toml"


def read(folder: Path, files: Files, language: str = "nb") -> tuple[Edition, list[str]]:
    report = Report()
    project = make_project(folder, files)
    edition = read_in_language(project, read_shared(project, "2016", report), Language(language), report)
    return edition, [str(finding) for finding in report.in_order()]


def findings_of(folder: Path, changes: Files, without: str | None = None) -> list[str]:
    return read(folder, small_edition(changes, without=without))[1]


def test_an_edition_is_read_with_its_parts_in_order(tmp_path: Path) -> None:
    edition, findings = read(tmp_path, small_edition())

    assert findings == []
    assert [part.name for part in edition.parts] == ["kolofon", "innledning", "definisjoner", "arbeid", "kilder"]
    assert [definition.name for definition in edition.definitions] == ["innvandrere", "alle", "avstand", "endring"]
    assert (list(edition.figures), list(edition.tables)) == (["sysselsatte"], ["sysselsatte-gruppe"])


def test_the_text_of_a_part_is_that_of_the_language(tmp_path: Path) -> None:
    edition, _ = read(tmp_path, small_edition(), "nn")

    part = edition.part("arbeid")
    assert part is not None
    assert part.path == f"{SECTION}/text.nn.md"
    assert part.front.lead == "Dei fleste er i arbeid."


def test_a_part_knows_where_its_text_begins(tmp_path: Path) -> None:
    part = read(tmp_path, small_edition())[0].part("arbeid")

    assert part is not None
    assert part.text.startswith("## De fleste innvandrere er i jobb")
    assert part.first_line == 9


@pytest.mark.parametrize(
    ("text", "first_line"),
    [
        ("---\ntitle: A\n---\nTekst", 4),
        ("---\r\ntitle: A\r\n---\r\nTekst", 4),
        ("\ufeff--- \ntitle: A\n---\t\nTekst --- her\n---\n", 4),
        ("---\ntitle: A\nlead: a --- b\n---\nTekst", 5),
    ],
)
def test_front_matter_ends_at_its_own_line(tmp_path: Path, text: str, first_line: int) -> None:
    edition, findings = read(tmp_path, small_edition({TEXT: text}))

    part = edition.part("arbeid")
    assert part is not None
    assert (part.first_line, part.text[:5], findings) == (first_line, "Tekst", [])


def test_a_part_of_front_matter_alone_has_no_text(tmp_path: Path) -> None:
    part = read(tmp_path, small_edition({TEXT: "---\ntitle: A\n---"}))[0].part("arbeid")

    assert part is not None
    assert part.text == ""


def test_a_folder_that_is_missing_is_told_where_it_was_named(tmp_path: Path) -> None:
    settings = small_file(SETTINGS).replace('sections = ["arbeid"]', 'sections = ["arbied"]')
    settings = settings.replace('section = "arbeid"', 'section = "arbied"')

    assert findings_of(tmp_path, {SETTINGS: settings})[0] == (
        f"{SETTINGS}:10: error: the folder {EDITION}/arbied is missing. Did you mean 'arbeid'?"
    )


def test_a_part_that_is_missing_is_told_at_its_own_setting(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path, {}, without=f"{EDITION}/kolofon")

    assert finding.startswith(f"{SETTINGS}:6: error: the folder {EDITION}/kolofon is missing.")


def test_a_text_that_a_language_lacks_is_told(tmp_path: Path) -> None:
    _, findings = read(tmp_path, small_edition(without=f"{EDITION}/innledning/text.nn.md"), "nn")

    assert findings == [
        f"{SETTINGS}:7: error: the file {EDITION}/innledning/text.nn.md is missing. Did you mean 'text.nb.md' or "
        "'text.en.md'?"
    ]


def test_a_logo_that_is_missing_is_told(tmp_path: Path) -> None:
    settings = f'logo = "layouts/logo.svg"\n{small_file(SETTINGS)}'

    assert findings_of(tmp_path, {SETTINGS: settings}) == [
        f"{SETTINGS}:1: error: the file layouts/logo.svg is missing."
    ]


FRONT = {
    "no front matter": ("Tekst.\n", "1: error: the file must begin with front matter: a line '---'"),
    "front matter that does not end": ("---\ntitle: A\nTekst.\n", "1: error: the file must begin with front matter"),
    "empty file": ("", "1: error: the file must begin with front matter"),
    "no title": ("---\nlead: A\n---\n", "2: error: 'title' is missing"),
    "unknown key": (
        "---\ntitle: A\nlaed: B\n---\n",
        "3: error: 'laed' is not a known setting here. Did you mean 'lead'?",
    ),
    "key that stands twice": ("---\ntitle: A\ntitle: B\n---\n", "3: error: 'title' stands twice; keep one of them"),
    "colon in a title": ("---\ntitle: A: b\n---\n", "2: error: this is not valid YAML"),
    "braces without quotes": ("---\ntitle: A\nlead: {{ a }}\n---\n", "3: error: this is not valid YAML"),
    "key figure without its text": (
        "---\ntitle: A\nkey_figures:\n  - value: x\n---\n",
        "4: error: 'text' is missing",
    ),
    "key figure that is a text": ("---\ntitle: A\nkey_figures:\n  - x\n---\n", "4: error: "),
    "a list": ("---\n- A\n---\n", "2: error: "),
}


@pytest.mark.parametrize(("text", "expected"), FRONT.values(), ids=FRONT.keys())
def test_faulty_front_matter_is_told_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    (finding,) = findings_of(tmp_path, {TEXT: text})

    assert finding.startswith(f"{TEXT}:{expected}")


DEFINITIONS = {
    "doubled name in one file": ("a: x/y [b=1]\na: x/y [b=2]\n", "2: error: 'a' stands twice; keep one of them"),
    "name that is none": ("Arb-1: x/y [b=1]\n", "1: error: 'Arb-1' cannot be the name of a number; use small letters"),
    "typed value": ("a: x/y [b=1]\nb: 12\n", "2: error: the definition of 'b' must be a selection or a formula, not"),
    "nothing": ("a:\n", "1: error: the definition of 'a' must be a selection or a formula, not a typed value"),
    "list": ("- a\n", "1: error: this file must hold lines of the form 'name: …'"),
    "text": ("a\n", "1: error: this file must hold lines of the form 'name: …'"),
    "bracket that stays open": ("a: [\n", "1: error: a bracket on this line is not closed"),
}


@pytest.mark.parametrize(("text", "expected"), DEFINITIONS.values(), ids=DEFINITIONS.keys())
def test_faulty_definitions_are_told_with_their_line(tmp_path: Path, text: str, expected: str) -> None:
    (finding,) = findings_of(tmp_path, {NUMBERS: text})

    assert finding.startswith(f"{NUMBERS}:{expected}")


def test_a_fault_in_one_definition_does_not_take_the_others_away(tmp_path: Path) -> None:
    edition, findings = read(tmp_path, small_edition({NUMBERS: "a: x/y [b=1]\nB: x/y [b=1]\nc: 12\nd: a\n"}))

    assert [definition.name for definition in edition.definitions] == ["a", "d"]
    assert [finding.split(": error")[0] for finding in findings] == [f"{NUMBERS}:2", f"{NUMBERS}:3"]


def test_a_name_defined_in_two_sections_is_told_with_both_places(tmp_path: Path) -> None:
    changes = {f"{EDITION}/kilder/numbers.yaml": "alle: arbeid/sysselsatte [aar=2013]\n"}

    assert findings_of(tmp_path, changes) == [
        f"{EDITION}/kilder/numbers.yaml:1: error: the number 'alle' is defined already, at {NUMBERS}:2"
    ]


def figure(**changes: str) -> str:
    """A figure, with lines changed, or left out when they are empty."""
    lines = {
        "kind": "lines",
        "statistic": "arbeid/sysselsatte",
        "x": "aar",
        "title": "{ nb: Tittel }",
        "subtitle": "{ nb: Undertittel }",
    } | changes
    return "a:\n" + "".join(f"  {key}: {value}\n" for key, value in lines.items() if value)


DESCRIPTIONS = {
    "unknown kind": (figure(kind="pie"), "2: error: kind: 'pie' is not known. "),
    "misspelt kind": (figure(kind="line"), "2: error: kind: 'line' is not known. Did you mean 'lines'"),
    "unknown key": (
        figure(titel="x"),
        "7: error: 'titel' is not a known setting here. Did you mean 'title' or 'subtitle'?",
    ),
    "axis that is missing": (figure(x=""), "1: error: a figure of kind 'lines' needs 'x: <dimension>'"),
    "axis too many": (
        figure(panel="gruppe"),
        "1: error: a figure of kind 'lines' has no 'panel'; it takes x, series",
    ),
    "title that is missing": (figure(title=""), "1: error: 'title' is missing"),
    "title in no language": (figure(title="Tittel"), "5: error: title: "),
    "height in words": (figure(height="høy"), "7: error: height: this takes a number; found 'høy'"),
    "height that is no number": (figure(height="nan"), "7: error: height: this takes a number; found 'nan'"),
    "figure without a word": ("tom:\n", "1: error: tom: this takes settings of its own, each with its name; nothing"),
    "no members": (figure(select="{ gruppe: [] }"), "7: error: gruppe: the list is empty; name at least one"),
    "members that are no list": (figure(select="{ gruppe: { a: b } }"), "7: error: gruppe: "),
    "figure that is a text": ("a: lines\n", "1: error: "),
    "list of figures": ("- a\n", "1: error: this file must hold lines of the form 'name: …'"),
    "figure that stands twice": (figure() + figure(), "7: error: 'a' stands twice; keep one of them"),
}


@pytest.mark.parametrize(("text", "expected"), DESCRIPTIONS.values(), ids=DESCRIPTIONS.keys())
def test_a_faulty_figure_is_told_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    (finding,) = findings_of(tmp_path, {FIGURES: text})

    assert finding.startswith(f"{FIGURES}:{expected}")


def test_a_fault_in_one_figure_does_not_take_the_others_away(tmp_path: Path) -> None:
    figures = figure(kind="pie") + figure().replace("a:", "b:", 1)
    edition, findings = read(tmp_path, small_edition({FIGURES: figures}))

    assert list(edition.figures) == ["b"]
    assert len(findings) == 1


def test_a_figure_and_a_table_do_not_share_a_name(tmp_path: Path) -> None:
    tables = small_file(TABLES).replace("sysselsatte-gruppe", "sysselsatte", 1)

    assert findings_of(tmp_path, {TABLES: tables}) == [
        f"{TABLES}:1: error: 'sysselsatte' is the name of a figure too; give the table another"
    ]


def test_a_figure_named_as_one_in_another_section_is_told_with_both_places(tmp_path: Path) -> None:
    path = f"{EDITION}/kilder/figures.yaml"

    assert findings_of(tmp_path, {path: small_file(FIGURES)}) == [
        f"{path}:1: error: the name 'sysselsatte' is taken already, at {FIGURES}:1"
    ]


def test_a_list_that_nobody_reads_is_told_and_not_opened(tmp_path: Path) -> None:
    part = tmp_path / "data/editions/2016/arbeid"
    part.mkdir(parents=True)
    (part / "ekstra.yaml").symlink_to("/dev/zero")
    (part / "kart.svg").touch()
    report = Report()
    check_file_names(Project(tmp_path), part, report)
    (warning,) = map(str, report.findings)
    assert warning.startswith("data/editions/2016/arbeid/ekstra.yaml:1: warning: this file is not read; the lists of a")
