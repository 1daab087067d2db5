"""Excuses: what an author says beside a finding to have it accepted."""

from dataclasses import replace
from pathlib import Path

import pytest

from brochure.building.check import check_edition
from brochure.building.rules import registry
from brochure.findings import Finding, Level, Place, Report, Subject
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.proofreading.excuses import Excused
from brochure.proofreading.proofread import Looked, less_excused
from tests.support.gathering import gather
from tests.support.projects import LANGUAGES, SECTION, STATISTIC, TEXT, make_project, small_edition, small_file

STYLE = (Path(__file__).parents[2] / "data/proofreading/nb/typography.toml").read_text("utf-8")


def checked(folder: Path, line: str) -> Excused:
    """The findings in the small edition, in bokmål and with its typography, with a line more in its section."""
    changes = {TEXT: f"{small_file(TEXT)}\n{line}\n", "data/proofreading/nb/typography.toml": STYLE}
    project = make_project(folder, small_edition(changes), layouts=True, fonts=True)
    return check_edition(project, "2016", [Language.BOKMAAL])


def told(found: Excused) -> list[str]:
    return [str(finding) for finding in found.findings]


def test_a_finding_is_told_until_it_is_excused(tmp_path: Path) -> None:
    (finding,) = checked(tmp_path / "a", "Det er slik..").findings
    assert finding.rule == "double-point"
    found = checked(tmp_path / "b", "Det er slik.. {# excuse double-point: står slik i loven #}")
    assert told(found) == []
    ((excuse, silenced),) = found.excuses
    assert excuse.reason == "står slik i loven"
    assert [each.rule for each in silenced] == ["double-point"]


def test_an_excuse_on_a_line_of_its_own_holds_for_the_next(tmp_path: Path) -> None:
    assert told(checked(tmp_path, "{# excuse double-point: slik #}\nDet er slik..\n")) == []


def test_it_holds_for_no_other_line_and_no_other_rule(tmp_path: Path) -> None:
    found = checked(
        tmp_path, "Slik.. {# excuse double-point: slik #}\n\nSlik..\n\nSlik ... {# excuse double-point: slik #}"
    )
    assert [finding.rule for finding in found.findings] == ["double-point", "three-points", "excuse-of-nothing"]


def test_several_rules_are_excused_with_one_reason(tmp_path: Path) -> None:
    assert told(checked(tmp_path, "Slik ... og slik.. {# excuse double-point, three-points: slik #}")) == []


@pytest.mark.parametrize(
    ("excuse", "message"),
    [
        ("excuse double-point", "an excuse names a rule and says why: excuse rule-name: the reason"),
        ("excuse double-point:", "an excuse names a rule and says why"),
        ("excuse dobel-point: slik", "there is no rule 'dobel-point' to excuse. Did you mean 'double-point'"),
        ("excuse typed-digits: slik", "there is no rule 'typed-digits' to excuse"),
    ],
)
def test_an_excuse_that_says_too_little_is_an_error_in_its_place(excuse: str, message: str, tmp_path: Path) -> None:
    found = checked(tmp_path, f"Det er slik. {{# {excuse} #}}")
    line = small_file(TEXT).count("\n") + 2
    assert any(text.startswith(f"{TEXT}:{line}:14: error: {message}") for text in told(found)), told(found)


def test_what_stops_a_build_has_no_excuse(tmp_path: Path) -> None:
    found = checked(tmp_path, "I 2012 var det slik. {# excuse double-point, false-claim: slik #}")
    assert "typed-digits" in {finding.rule for finding in found.errors}


def test_an_excuse_in_yaml_holds_there(tmp_path: Path) -> None:
    tables = small_file(f"{SECTION}/tables.yaml")
    changed = tables.replace(
        "title: { nb: Sysselsatte etter gruppe,",
        "# excuse three-points: står slik hos kilden\n  title: { nb: Sysselsatte ... etter gruppe,",
    )
    assert changed != tables
    project = make_project(
        tmp_path,
        small_edition({f"{SECTION}/tables.yaml": changed, "data/proofreading/nb/typography.toml": STYLE}),
        layouts=True,
        fonts=True,
    )
    found = check_edition(project, "2016", [Language.BOKMAAL])
    assert told(found) == []
    assert [len(silenced) for _, silenced in found.excuses] == [1]


def test_an_excuse_leaves_no_trace_in_the_text(tmp_path: Path) -> None:
    body = f"{small_file(TEXT)}\nDet er slik.. {{# excuse double-point: slik #}}\n"
    project = make_project(tmp_path, small_edition({TEXT: body}), layouts=True)
    part = gather(Project(project.root), "2016", Language.BOKMAAL, Report()).text.parts["arbeid"]
    printed = "".join(block.content for block in part.blocks)
    assert "Det er slik..</p>" in printed
    assert "excuse" not in printed


def test_an_excuse_of_what_is_seen_on_pages_is_told_to_be_idle_by_what_looks_at_pages(tmp_path: Path) -> None:
    body = f"{small_file(TEXT)}\nDet er slik. {{# excuse page-scrap: slik #}}\n"
    project = make_project(tmp_path, small_edition({TEXT: body}), layouts=True)
    line = body.count("\n")
    scrap = Finding(Place(TEXT, line), "a scrap", Level.WARNING, "7", rule="page-scrap")
    looks = {
        subjects: Looked("2016", [Language.BOKMAAL], [Language.BOKMAAL], frozenset(subjects))
        for subjects in ((), (Subject.TEXTS,), (Subject.TEXTS, Subject.PAGES))
    }
    for looked in looks.values():
        found = less_excused(project, looked, [scrap], registry())
        assert told(found) == []
        assert [findings for _, findings in found.excuses] == [(scrap,)]
    idle = {subjects: less_excused(project, looked, [], registry()).findings for subjects, looked in looks.items()}
    assert [[finding.rule for finding in findings] for findings in idle.values()] == [[], [], ["excuse-of-nothing"]]
    error = replace(scrap, level=Level.ERROR)
    assert error in less_excused(project, looks[()], [error], registry()).findings, "an error has no excuse"


def test_a_statistic_is_excused_in_its_description(tmp_path: Path) -> None:
    path = f"{STATISTIC}.toml"
    excuse = "# excuse source-year: standarden er fra da\n"
    odd = small_file(path).replace("4. kvartal", "standard fra 1999", 1)
    line = odd[: odd.index("standard fra 1999")].count("\n")
    excused = "\n".join([*odd.split("\n")[:line], excuse + odd.split("\n")[line], *odd.split("\n")[line + 1 :]])
    rules = {}
    for name, text in {"odd": odd, "excused": excused, "idle": excuse + small_file(path)}.items():
        project = make_project(tmp_path / name, small_edition({path: text}), layouts=True, fonts=True)
        rules[name] = [finding.rule for finding in check_edition(project, "2016", [*LANGUAGES]).findings]
    assert rules == {"odd": ["source-year"], "excused": [], "idle": ["excuse-of-nothing"]}
