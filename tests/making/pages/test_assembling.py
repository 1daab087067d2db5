"""What the templates are given."""

from pathlib import Path

import pytest

from brochure.findings import Faults, Report
from brochure.project.languages import Language
from tests.support.gathering import gather
from tests.support.pages import brochure_of, composed
from tests.support.projects import EDITION, SECTION, STATISTIC, make_project, small_edition
from tests.support.traces import untraced

SMALL = small_edition()


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """One file of the small edition with a replacement in it."""
    text = SMALL[name]
    assert isinstance(text, str)
    assert old in text
    return {name: text.replace(old, new)}


def test_a_section_carries_its_goals_and_the_ministries_that_answer_for_them(tmp_path: Path) -> None:
    (section,) = brochure_of(tmp_path).sections
    assert [(goal.text, goal.ministries) for goal in section.goals] == [
        ("Flere skal i arbeid.", ("Arbeids- og sosialdepartementet",))
    ]


def test_key_figures_are_printed_with_their_numbers(tmp_path: Path) -> None:
    (section,) = brochure_of(tmp_path).sections
    assert [(untraced(item.value), item.text, untraced(item.change or "")) for item in section.key_figures] == [
        ("63,7\u00a0%", "av innvandrerne var i arbeid", "+0,8\u00a0prosentpoeng siden 2012")
    ]


def measuring(goal: int) -> dict[str, str]:
    """The text of the section, with a key figure that measures a goal."""
    beside = 'comparison: "{{ alle | prosenttegn }} av alle"\n    gap: "{{ avstand | prosentpoeng }} lavere"'
    return changed(f"{SECTION}/text.nb.md", "    change:", f"    {beside}\n    goal: {goal}\n    change:")


def test_a_goal_has_the_key_figures_that_measure_it(tmp_path: Path) -> None:
    brochure = brochure_of(tmp_path, measuring(1))
    ((goal,),) = [section.goals for section in brochure.sections]
    (shown,) = goal.indicators
    assert brochure.has_indicators
    assert (untraced(shown.comparison or ""), untraced(shown.gap or "")) == (
        "68,4\u00a0% av alle",
        "4,7\u00a0prosentpoeng lavere",
    )


def test_no_page_of_indicators_is_made_where_none_measures_a_goal(tmp_path: Path) -> None:
    assert not brochure_of(tmp_path).has_indicators


def test_a_key_figure_for_a_goal_that_is_not_there_is_told(tmp_path: Path) -> None:
    report = Report()
    gather(make_project(tmp_path, small_edition(measuring(2)), layouts=True), "2016", Language.BOKMAAL, report)
    assert [finding.message for finding in report.errors] == ["the section has one goal; there is no goal number 2"]


def test_the_alt_text_is_the_first_thing_in_the_drawing(tmp_path: Path) -> None:
    (figure,) = brochure_of(tmp_path).figures
    assert figure.alt.startswith("Linjediagram. Høyest i 2014")
    assert figure.svg.startswith(f"<svg><title>{figure.alt}</title>")


def test_signs_of_markup_in_an_alt_text_stay_signs(tmp_path: Path) -> None:
    label = changed(f"{STATISTIC}.toml", 'label = { nb = "Resten av', 'label = { nb = "A < B & Resten av')
    (figure,) = brochure_of(tmp_path, label).figures
    assert "A < B & Resten" in figure.alt
    assert "A &lt; B &amp; Resten" in figure.svg


def test_sources_are_numbered_by_first_use(tmp_path: Path) -> None:
    brochure = brochure_of(tmp_path)
    assert [(source.number, source.title) for source in brochure.sources] == [
        (1, "Sysselsatte i prosent av alle i gruppen")
    ]
    assert brochure.sources[0].tables == (("Tabell 09837", "https://www.ssb.no/statbank/table/09837", ""),)
    assert brochure.figures[0].source is brochure.sources[0]


def test_tables_that_came_after_the_edition_are_no_sources(tmp_path: Path) -> None:
    later = '\n[[tables]]\naddress = "https://www.ssb.no/ny"\ncovers = { aar = "2014" }\npublished = 2016-06-08\n'
    metadata = changed(f"{STATISTIC}.toml", "\n[dimensions.gruppe]", f"{later}\n[dimensions.gruppe]")
    (source,) = brochure_of(tmp_path, metadata).sources
    assert [address for _, address, _ in source.tables] == ["https://www.ssb.no/statbank/table/09837"]


def test_only_the_symbols_that_occur_are_explained(tmp_path: Path) -> None:
    brochure = brochure_of(tmp_path)
    assert [(key.symbol, key.meaning) for key in brochure.symbols] == [(":", "Tall kan ikke offentliggjøres")]


def test_an_edition_without_symbols_explains_none(tmp_path: Path) -> None:
    assert brochure_of(tmp_path, changed(f"{STATISTIC}.csv", ",2013,:", ",2013,52.0")).symbols == ()


def test_figures_and_tables_stand_where_the_text_places_them(tmp_path: Path) -> None:
    (section,) = brochure_of(tmp_path).sections
    kinds = ["figure" if block.figure else "table" if block.table else str(block.heading) for block in section.blocks]
    assert kinds == ["De fleste innvandrere er i jobb", "figure", "table"]


def test_dates_are_those_of_the_edition_in_its_language(tmp_path: Path) -> None:
    assert brochure_of(tmp_path).date == "7.\u00a0oktober 2015"


def test_dates_are_english_in_english(tmp_path: Path) -> None:
    assert brochure_of(tmp_path, language="en").date == "7\u00a0October 2015"


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        (f"{EDITION}/edition.toml", 'en = "Integration goals"\n', "", f"{EDITION}/edition.toml:12"),
        (
            f"{EDITION}/edition.toml",
            ', en = "More people are to be in work."',
            "",
            f"{EDITION}/edition.toml:31",
        ),
        (f"{STATISTIC}.toml", 'en = "4th quarter"\n', "", f"{STATISTIC}.toml:1"),
        (f"{SECTION}/figures.yaml", ", en: More immigrants are in work", "", f"{SECTION}/figures.yaml:7"),
    ],
)
def test_a_text_that_is_not_written_in_the_language_is_told(
    name: str, old: str, new: str, place: str, tmp_path: Path
) -> None:
    change = changed(name, old, new)
    try:
        _, report = composed(tmp_path, change, "en")
        told = [str(finding) for finding in report.errors]
    except Faults as faults:
        told = [str(finding) for finding in faults.findings]
    assert any(line.startswith(f"{place}: error: ") and "written in en" in line for line in told), told


def test_the_small_edition_is_as_whole_in_nynorsk_as_in_bokmaal(tmp_path: Path) -> None:
    bokmaal, nynorsk = (brochure_of(tmp_path / language, language=language) for language in ("nb", "nn"))
    assert len(bokmaal.sections[0].blocks) == len(nynorsk.sections[0].blocks)
    assert len(bokmaal.figures) == len(nynorsk.figures)
    assert nynorsk.sections[0].goals[0].text == "Fleire skal i arbeid."
