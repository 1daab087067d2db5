"""Periods: the forms that statistical offices write, their order, their place on an axis, their printed names."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.statistics.period import (
    Frequency,
    Period,
    PeriodError,
    are_neighbours,
    missing_between,
    natural_step,
    parse_period,
)
from brochure.statistics.period_names import period_name
from tests.support.charts import words
from tests.support.statistics import CSV, GROUP_AND_YEAR, faults_of, metadata

FORMS = {
    "2013": (Frequency.YEAR, date(2013, 1, 1), date(2013, 12, 31)),
    "2014/15": (Frequency.SCHOOL_YEAR, date(2014, 8, 1), date(2015, 7, 31)),
    "1999/2000": (Frequency.SCHOOL_YEAR, date(1999, 8, 1), date(2000, 7, 31)),
    "2011-2013": (Frequency.YEAR, date(2011, 1, 1), date(2013, 12, 31)),
    "2011 – 2013": (Frequency.YEAR, date(2011, 1, 1), date(2013, 12, 31)),
    "2011-13": (Frequency.YEAR, date(2011, 1, 1), date(2013, 12, 31)),
    "2013H2": (Frequency.HALF_YEAR, date(2013, 7, 1), date(2013, 12, 31)),
    "1. halvår 2013": (Frequency.HALF_YEAR, date(2013, 1, 1), date(2013, 6, 30)),
    "2013K2": (Frequency.QUARTER, date(2013, 4, 1), date(2013, 6, 30)),
    "2013-Q4": (Frequency.QUARTER, date(2013, 10, 1), date(2013, 12, 31)),
    "4. kvartal 2013": (Frequency.QUARTER, date(2013, 10, 1), date(2013, 12, 31)),
    "4.\u00a0kvartal 2013": (Frequency.QUARTER, date(2013, 10, 1), date(2013, 12, 31)),
    "1st quarter 2013": (Frequency.QUARTER, date(2013, 1, 1), date(2013, 3, 31)),
    "2012K3-2013K2": (Frequency.QUARTER, date(2012, 7, 1), date(2013, 6, 30)),
    "2013M02": (Frequency.MONTH, date(2013, 2, 1), date(2013, 2, 28)),
    "2013-12": (Frequency.MONTH, date(2013, 12, 1), date(2013, 12, 31)),
    "mai 2013": (Frequency.MONTH, date(2013, 5, 1), date(2013, 5, 31)),
    "October 2013": (Frequency.MONTH, date(2013, 10, 1), date(2013, 10, 31)),
    "januar–mars 2013": (Frequency.MONTH, date(2013, 1, 1), date(2013, 3, 31)),
    "2013U01": (Frequency.WEEK, date(2012, 12, 31), date(2013, 1, 6)),
    "uke 53 2015": (Frequency.WEEK, date(2015, 12, 28), date(2016, 1, 3)),
    "01.01.2013": (Frequency.DAY, date(2013, 1, 1), date(2013, 1, 1)),
    "2012-02-29": (Frequency.DAY, date(2012, 2, 29), date(2012, 2, 29)),
    "1. januar 2013": (Frequency.DAY, date(2013, 1, 1), date(2013, 1, 1)),
}


@pytest.mark.parametrize("text", FORMS)
def test_a_known_form_has_its_first_and_last_day(text: str) -> None:
    period = parse_period(text)
    assert (period.frequency, period.start, period.end) == FORMS[text]


@pytest.mark.parametrize(
    "text",
    [
        "i fjor",
        "",
        "4. kvartal",
        "mai",
        "13",
        "20133",
        "2013K5",
        "2013M13",
        "2013-13-01",
        "31.02.2013",
        "2013U60",
        "2014/17",
        "2013-2011",
        "2013-2013",
        "2011K1-2012",
        "15–74 år",
        "2013*",
        "30. februar 2013",
        "0",
        "٢٠١٣",
    ],
)
def test_what_is_no_known_form_is_an_error_that_names_the_forms(text: str) -> None:
    with pytest.raises(PeriodError, match=r"is not a period in a known form; write it as 2013, .*2013K2"):
        parse_period(text)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2004", "2014"),
        ("2004-2006", "2005-2007"),
        ("2014K3", "2014K4"),
        ("4. kvartal 2010", "1. kvartal 2011"),
        ("2013M09", "2013M10"),
        ("desember 2012", "januar 2013"),
        ("2013U9", "2013U10"),
        ("31.12.2012", "01.01.2013"),
        ("2013/14", "2014/15"),
    ],
)
def test_periods_are_sorted_by_time(earlier: str, later: str) -> None:
    one, other = parse_period(earlier), parse_period(later)
    assert one < other
    assert one.place < other.place


@pytest.mark.parametrize(
    "series",
    [
        ["2012K1", "2012K2", "2012K3", "2012K4", "2013K1"],
        ["2012M11", "2012M12", "2013M01", "2013M02"],
        ["2012U51", "2012U52", "2013U01", "2013U02"],
        ["01.01.2011", "01.01.2012", "01.01.2013", "01.01.2014"],
        ["4. kvartal 2010", "4. kvartal 2011", "4. kvartal 2012"],
    ],
)
def test_equal_steps_of_time_are_equal_steps_on_an_axis(series: list[str]) -> None:
    periods = [parse_period(text) for text in series]
    assert len({later.place - earlier.place for earlier, later in pairwise(periods)}) == 1
    step = natural_step(periods)
    assert all(are_neighbours(earlier, later, step) for earlier, later in pairwise(periods))
    assert missing_between(periods) == ()


@pytest.mark.parametrize(
    ("series", "missing"),
    [
        (["2010", "2011", "2013"], ["2012"]),
        (["2012K1", "2012K2", "2013K1"], ["2012K3", "2012K4"]),
        (["4. kvartal 2010", "4. kvartal 2012", "4. kvartal 2013"], ["4. kvartal 2011"]),
        (["01.01.2012", "01.01.2013", "01.01.2015"], ["01.01.2014"]),
        (["2012U01", "2012U02", "2012U04"], ["2012U03"]),
    ],
)
def test_a_time_that_a_regular_series_lacks_is_known_and_is_no_neighbour(series: list[str], missing: list[str]) -> None:
    periods = [parse_period(text) for text in series]
    assert missing_between(periods) == tuple(parse_period(text) for text in missing)
    step = natural_step(periods)
    assert not all(are_neighbours(earlier, later, step) for earlier, later in pairwise(periods))


def test_a_year_that_a_yearly_series_lacks_is_never_regular() -> None:
    assert natural_step([parse_period("2010"), parse_period("2012")]) == 1
    assert natural_step([parse_period("2010"), parse_period("2012")], interval=2) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2013", ("2013", "2013", "2013")),
        ("2011-2013", ("2011–2013", "2011–2013", "2011–2013")),
        ("2014/2015", ("2014/15", "2014/15", "2014/15")),
        ("2013K2", ("2. kvartal 2013", "2. kvartal 2013", "2nd quarter 2013")),
        ("2013M05", ("mai 2013", "mai 2013", "May 2013")),
        ("2013H1", ("1. halvår 2013", "1. halvår 2013", "half-year 1 of 2013")),
        ("2013U07", ("uke 7 i 2013", "veke 7 i 2013", "week 7 of 2013")),
        ("2012U51", ("uke 51 i 2012", "veke 51 i 2012", "week 51 of 2012")),
        ("2013U01", ("uke 1 i 2013", "veke 1 i 2013", "week 1 of 2013")),
        ("01.01.2013", ("1. januar 2013", "1. januar 2013", "1 January 2013")),
        ("2012K3-2013K2", ("3. kvartal 2012 – 2. kvartal 2013",) * 2 + ("3rd quarter 2012 – 2nd quarter 2013",)),
    ],
)
def test_a_period_is_printed_in_each_language(text: str, names: tuple[str, ...]) -> None:
    assert tuple(period_name(parse_period(text), words(language)) for language in ("nb", "nn", "en")) == names


COUNTED = st.sampled_from([f for f in Frequency if f not in (Frequency.WEEK, Frequency.DAY)])


@given(COUNTED, st.integers(1900, 2100), st.integers(0, 11))
def test_a_period_ends_the_day_before_the_next_begins_and_its_name_is_read_again(
    frequency: Frequency, year: int, number: int
) -> None:
    a_year = int(1 / frequency.length)
    count = year * a_year + number % a_year
    period = Period(frequency, count, count)
    following = period.moved(frequency.length)
    assert following is not None
    assert (following.start - period.end).days == 1
    assert following.place - period.place == frequency.length == Fraction(1, a_year)
    for language in ("nb", "nn"):
        assert parse_period(period_name(period, words(language))) == period


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("2012", "2013K1"), "'2013K1' is a quarter and '2012' a year; keep one kind of period in 'aar'"),
        (
            ("2013K1", "1. kvartal 2013"),
            "'1. kvartal 2013' is the same period as '2013K1'; write it in one form",
        ),
    ],
)
def test_periods_that_do_not_go_together_are_told(times: tuple[str, ...], expected: str, tmp_path: Path) -> None:
    cells = "gruppe,aar,verdi\n" + "".join(f"A,{time},1\n" for time in times)
    assert faults_of(tmp_path, cells) == [f"{CSV}:3: error: {expected}"]


def test_a_break_may_stand_before_any_time_that_the_statistic_spans(tmp_path: Path) -> None:
    cells = "gruppe,aar,verdi\nA,2012K4,1\nA,2013K1,2\nA,2013K2,3\n"
    broken = GROUP_AND_YEAR + '[[breaks]]\ndimension = "aar"\nbefore = "2013"\nnote = { nb = "Ny." }\n'
    assert faults_of(tmp_path / "sound", cells, metadata(broken)) == []
    (told,) = faults_of(tmp_path / "wrong", cells, metadata(broken.replace("2013", "2014")))
    assert "'2014' does not lie in the time of" in told
