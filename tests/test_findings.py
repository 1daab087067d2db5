"""Findings, reports, and the hints in them."""

import pytest

from brochure.findings import Faults, Finding, Level, Place, Report, in_lines, near, quoted

HERE, THERE = Place("data/a.yaml", 3), Place("data/b.csv", 12)


def test_a_finding_reads_file_line_level_message() -> None:
    assert str(Finding(HERE, "wrong")) == "data/a.yaml:3: error: wrong"
    assert str(Finding(Place("data/a.yaml"), "odd", Level.WARNING)) == "data/a.yaml:1: warning: odd"


def test_a_finding_on_a_laid_out_page_names_the_page_before_the_message() -> None:
    assert str(Finding(HERE, "wrong", page="14")) == "data/a.yaml:3: error: page 14: wrong"


def test_findings_at_one_place_are_sorted_by_page() -> None:
    report = Report()
    for page in ("10", "9"):
        report.add(Finding(HERE, "wrong", page=page))

    assert [finding.page for finding in report.in_order()] == ["9", "10"]


def test_findings_are_sorted_by_file_and_line() -> None:
    report = Report()
    for place in (THERE, Place("data/b.csv", 2), HERE):
        report.error(place, "wrong")

    assert [finding.place for finding in report.in_order()] == [HERE, Place("data/b.csv", 2), THERE]


def test_the_same_finding_is_told_once() -> None:
    report = Report()
    for _ in range(2):
        report.error(HERE, "wrong")
        report.warn(HERE, "wrong")

    assert [finding.level for finding in report.findings] == [Level.ERROR, Level.WARNING]


def test_what_is_raised_while_collecting_becomes_findings_and_work_goes_on() -> None:
    report = Report()
    for place in (HERE, THERE):
        with report.collecting():
            raise Faults.one(place, "wrong")

    assert [finding.place for finding in report.errors] == [HERE, THERE]


def test_an_error_of_the_program_itself_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), Report().collecting():
        raise ZeroDivisionError


def test_warnings_alone_do_not_stop() -> None:
    report = Report()
    report.warn(HERE, "odd")

    report.stop_on_errors()


def test_an_error_stops_and_tells_the_warnings_too() -> None:
    report = Report()
    report.warn(THERE, "odd")
    report.error(HERE, "wrong")

    with pytest.raises(Faults) as caught:
        report.stop_on_errors()
    assert str(caught.value) == "data/a.yaml:3: error: wrong\ndata/b.csv:12: warning: odd"


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("arbied", ["arbeid", "utdanning"], " Did you mean 'arbeid'?"),
        ("Afrika", ["afrika", "Oseania"], " Did you mean 'afrika'?"),
        ("x", ["gruppe", "aar"], " Known: 'aar' and 'gruppe'."),
        ("x", [], ""),
        ("x", [f"navn{i}" for i in range(9)], ""),
    ],
)
def test_near_names_are_suggested(name: str, known: list[str], hint: str) -> None:
    assert near(name, known) == hint


def test_a_list_in_a_sentence() -> None:
    assert quoted([]) == ""
    assert quoted(["a"]) == "'a'"
    assert quoted(["a", "b", "c"]) == "'a', 'b' or 'c'"


def test_thousands_of_findings_are_noted_in_a_moment() -> None:
    """A list that is searched for each of them took more than a minute; here each is added twice."""
    report = Report()
    for line in [*range(20_000)] * 2:
        report.error(Place("data/b.csv", line), "wrong")

    assert len(report.findings) == 20_000


def test_a_report_that_begins_with_findings_or_is_given_more_tells_each_once() -> None:
    report = Report([Finding(HERE, "wrong")])
    report.error(HERE, "wrong")
    report.findings += [Finding(THERE, "wrong")]
    report.error(THERE, "wrong")

    assert [finding.place for finding in report.findings] == [HERE, THERE]


def test_a_flood_of_one_kind_in_one_file_is_told_in_sum() -> None:
    rows = [Finding(Place("a.csv", line), f"Afrika, {line}: '{line},0' is not a number") for line in range(1, 8011)]
    other = Finding(HERE, "wrong")

    told = list(in_lines([*rows, other]))

    assert told[:20] == [str(finding) for finding in rows[:20]]
    assert told[20:] == ["a.csv:1: error: and 7,990 more of this kind in this file", str(other)]


def test_the_findings_of_a_rule_are_one_kind_whatever_they_say() -> None:
    found = [Finding(Place("a.md", n), f"«ord{n}» … {'x' * n}", Level.WARNING, rule="spelling") for n in range(1, 51)]

    assert list(in_lines(found))[20:] == ["a.md:1: warning: and 30 more of this kind in this file [spelling]"]


def test_forty_findings_of_one_kind_are_told_one_by_one() -> None:
    found = [Finding(Place("a.md", line), "wrong") for line in range(1, 41)]

    assert list(in_lines(found)) == [str(finding) for finding in found]
