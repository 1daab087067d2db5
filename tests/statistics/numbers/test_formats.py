"""Printed numbers: cases by language, and what holds for every value."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.project.words import read_words
from brochure.statistics.numbers.formats import FORMATS, Formatter, Span
from brochure.statistics.numbers.number import Number
from brochure.statistics.units import Unit, UnitMismatchError
from tests.support.cases import read_yaml
from tests.support.projects import LANGUAGES as SHIPPED
from tests.support.projects import ROOT

CASES = Path(__file__).with_name("cases")
UNITS = {
    "prosent": Unit.PERCENT,
    "prosenttegn": Unit.PERCENT,
    "brok": Unit.PERCENT,
    "av_ti": Unit.PERCENT,
    "prosentpoeng": Unit.PERCENTAGE_POINTS,
}
OPTIONS = {"fortegn": "sign", "av": "of"}
LANGUAGES = st.sampled_from(SHIPPED)
VALUES = st.decimals(min_value=-(10**10), max_value=10**10, places=4)


@cache
def formatter(language: Language, thousands_from: int = 10_000) -> Formatter:
    return Formatter(read_words(Project(ROOT), language), thousands_from)


def cases() -> list[Any]:
    return [
        pytest.param(Language(path.stem), case, id=f"{path.stem}: {case['format']}, {case['title']}")
        for path in sorted(CASES.glob("*.yaml"))
        for case in read_yaml(path)
    ]


@pytest.mark.parametrize(("language", "case"), cases())
def test_a_value_is_printed_by_the_rules_of_its_language(language: Language, case: dict[str, Any]) -> None:
    options = {OPTIONS.get(name, name): option for name, option in case["options"].items()}
    name = options.pop("format", case["format"])
    prints = formatter(language, options.pop("grouping_from", 10_000))

    def number(value: str) -> Number:
        return Number(Decimal(value), UNITS.get(name, Unit.PERSONS), decimals=1)

    value = case["value"]
    bound: object = value if name == "dato" else Span(*map(number, value)) if isinstance(value, list) else number(value)
    assert FORMATS[name](prints, bound, **options) == case["expect"]


def parsed(printed: str, language: Language) -> Decimal:
    """A printed number read as a reader reads it; fails for a sign that the language does not have."""
    decimal_sign, group_sign = {"en": (".", ",")}.get(language, (",", "\u00a0"))
    match = re.fullmatch(
        rf"(\u2212?)(\d{{1,3}}(?:{group_sign}\d{{3}})*|\d+)(?:{re.escape(decimal_sign)}(\d+))?", printed
    )
    assert match, printed
    value = Decimal(match[2].replace(group_sign, "") + "." + (match[3] or "0"))
    return -value if match[1] else value


@given(VALUES, st.integers(0, 4), LANGUAGES)
def test_what_is_printed_reads_back_as_the_rounded_value(value: Decimal, decimals: int, language: Language) -> None:
    printed = formatter(language).plain(value, decimals)

    assert abs(parsed(printed, language) - value) <= Decimal(5).scaleb(-decimals - 1)


@given(VALUES, LANGUAGES)
def test_a_value_with_all_its_decimals_reads_back_as_itself(value: Decimal, language: Language) -> None:
    assert parsed(formatter(language).plain(value, 4), language) == value


@given(VALUES, st.integers(0, 4), LANGUAGES)
def test_zero_has_no_sign(value: Decimal, decimals: int, language: Language) -> None:
    printed = formatter(language).plain(value, decimals, sign=True)

    assert (re.search("[1-9]", printed) is None) == (printed[0] not in "+\u2212")


@given(st.integers(0, 10**14), st.sampled_from([1000, 5000, 10_000]), LANGUAGES)
def test_digits_are_grouped_by_three_from_the_limit_on(value: int, limit: int, language: Language) -> None:
    printed = formatter(language, limit).plain(Decimal(value), 0)

    groups = re.split("[\u00a0,]", printed)
    assert (len(groups) > 1) == (value >= limit)
    assert all(len(group) == 3 for group in groups[1:])
    assert "".join(groups) == str(value)


@given(st.integers(1_000, 10**9))
def test_ten_thousand_is_grouped_in_every_edition(limit: int) -> None:
    assert formatter(Language.BOKMAAL, limit).plain(Decimal(10_000), 0) == "10\u00a0000"


@given(VALUES, LANGUAGES)
def test_no_ascii_minus_and_no_breaking_space_is_ever_printed(value: Decimal, language: Language) -> None:
    number = Number(value, Unit.PERCENT, decimals=1)
    prints = formatter(language)
    for printed in (prints.percent(number), prints.percent_sign(number), prints.in_unit(value, Unit.PERCENT, 1)):
        assert "-" not in printed
        if language is not Language.ENGLISH:
            assert " " not in printed


@given(st.decimals(min_value=0, max_value=100, places=2), st.integers(2, 12), LANGUAGES)
def test_a_fraction_is_the_nearest_one(value: Decimal, of: int, language: Language) -> None:
    prints = formatter(language)
    cardinals = prints.words.listed("cardinals")

    printed = prints.fraction(Number(value, Unit.PERCENT), of)

    count, _, denominator = printed.split()
    assert denominator == cardinals[of]
    assert abs(cardinals.index(count) * 100 - value * of) <= 50


# Babel's own formatting, which the formats stand in for (measured with Babel 2.18).
@pytest.mark.parametrize("language", SHIPPED)
def test_babels_traps_do_not_pass(language: Language) -> None:
    prints = formatter(language)

    assert prints.plain(Decimal("2.5"), 0) == "3"  # Babel: 2
    assert prints.plain(Decimal("-1.5"), 1)[0] == "\u2212"  # Babel in nb and nn: U+002D
    assert prints.plain(Decimal("-0.04"), 1) in ("0,0", "0.0")  # Babel: -0,0
    assert prints.plain(Decimal(4200), 0) == "4200"  # Babel: 4 200
    million = prints.millions(Number(Decimal(1_200_000), Unit.PERSONS))
    assert million[:3] in ("1,2", "1.2")  # Babel, compact: 1 millioner


@pytest.mark.parametrize("decimals", [-1, 7, 1.5, "1", True])
def test_a_number_of_decimals_that_cannot_be_is_refused(decimals: Any) -> None:
    with pytest.raises(UnitMismatchError, match=r"^the number of decimals is a whole number up to 6, not "):
        formatter(Language.BOKMAAL).percent(Number(Decimal(5), Unit.PERCENT), decimals)


WRONG = {
    "prosent of persons": ("prosent", Unit.PERSONS, "the number is in persons; this format prints percent"),
    "prosent of points": ("prosent", Unit.PERCENTAGE_POINTS, "percentage_points; this format prints percent"),
    "prosenttegn of points": ("prosenttegn", Unit.PERCENTAGE_POINTS, "percentage_points; this format prints percent"),
    "prosentpoeng of per cent": ("prosentpoeng", Unit.PERCENT, "percent; this format prints percentage_points"),
    "millioner of per cent": (
        "millioner",
        Unit.PERCENT,
        "this format prints persons or persons_change or thousands or count or kroner or",
    ),
    "brok of persons": ("brok", Unit.PERSONS, "the number is in persons; this format prints percent"),
}


@pytest.mark.parametrize(("name", "unit", "expected"), WRONG.values(), ids=WRONG.keys())
def test_a_unit_that_does_not_fit_the_format_is_refused(name: str, unit: Unit, expected: str) -> None:
    with pytest.raises(UnitMismatchError, match=expected):
        FORMATS[name](formatter(Language.BOKMAAL), Number(Decimal(5), unit))


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"dato"}))
@pytest.mark.parametrize("value", ["71,6", 71, None])
def test_what_is_no_number_is_refused(name: str, value: object) -> None:
    with pytest.raises(UnitMismatchError, match=r"is not a number with a source$"):
        FORMATS[name](formatter(Language.BOKMAAL), value)


def test_a_range_that_runs_downwards_is_refused() -> None:
    low, high = Number(Decimal("3.5"), Unit.PERCENT), Number(Decimal("4.5"), Unit.PERCENT)

    with pytest.raises(UnitMismatchError, match=r"the range runs downwards: 4.5 to 3.5"):
        formatter(Language.BOKMAAL).percent(Span(high, low))


def test_a_range_whose_ends_print_alike_is_refused() -> None:
    span = Span(Number(Decimal("2.9"), Unit.PERCENT), Number(Decimal("3.1"), Unit.PERCENT))
    assert formatter(Language.BOKMAAL).percent(span, 1) == "2,9–3,1\u00a0prosent"
    with pytest.raises(UnitMismatchError, match="both ends of the range print as 3; print one of them"):
        formatter(Language.BOKMAAL).percent(span, 0)


def test_a_range_needs_one_unit() -> None:
    span = Span(Number(Decimal(3), Unit.PERCENT), Number(Decimal(5), Unit.PERSONS))

    with pytest.raises(UnitMismatchError):
        formatter(Language.BOKMAAL).whole(span)


@pytest.mark.parametrize("value", ["2.5", "0.1"])
def test_a_broken_number_does_not_stand_in_words(value: str) -> None:
    with pytest.raises(UnitMismatchError, match=f"^{value} is not a whole number and cannot stand in words$"):
        formatter(Language.BOKMAAL).in_words(Number(Decimal(value), Unit.POINTS))


@pytest.mark.parametrize("written", ["4. oktober 2014", "2014-13-01", "2015-02-29", ""])
def test_a_day_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(UnitMismatchError, match=r"is not a date; write it as 2014-10-04$"):
        formatter(Language.BOKMAAL).date(written)


@pytest.mark.parametrize("of", [-2, 0, 1, 1001])
def test_a_fraction_of_next_to_nothing_is_refused(of: int) -> None:
    with pytest.raises(UnitMismatchError, match=f"a fraction of {of} says little"):
        formatter(Language.BOKMAAL).fraction(Number(Decimal(50), Unit.PERCENT), of)


@pytest.mark.parametrize(
    ("language", "unit", "value", "expected"),
    [
        ("nb", Unit.PERCENT_CHANGE, "-3.2", "−3,2 prosent"),
        ("en", Unit.PERCENT_CHANGE, "-3.2", "−3.2 per cent"),
        ("nn", Unit.PER_HUNDRED_THOUSAND, "13.5", "13,5 per 100 000"),
        ("en", Unit.PER_THOUSAND, "13.5", "13.5 per 1,000"),
        ("nb", Unit.MILLION_KRONER, "12.5", "12,5 millioner kroner"),
        ("nb", Unit.MILLION_KRONER, "1", "1 million kroner"),
        ("nb", Unit.THOUSANDS, "5.8", "5,8 tusen"),
        ("nb", Unit.INDEX, "120.5", "120,5"),
        ("nn", Unit.PERSONS_CHANGE, "-12", "−12 personar"),
        ("en", Unit.PERSONS, "1", "1 person"),
        ("nb", Unit.PERCENTAGE_POINTS, "2.5", "2,5 prosentpoeng"),
    ],
)
def test_a_number_is_printed_with_the_words_of_its_unit(language: str, unit: Unit, value: str, expected: str) -> None:
    number = Number(Decimal(value), unit, decimals=len(value.partition(".")[2]))
    assert FORMATS["enhet"](formatter(Language(language)), number).replace("\u00a0", " ") == expected


def test_thousands_and_millions_of_kroner_are_told_in_millions() -> None:
    printed = [
        FORMATS["millioner"](formatter(Language("nb")), Number(Decimal(value), unit)).replace("\u00a0", " ")
        for value, unit in (("1500", Unit.THOUSANDS), ("12.5", Unit.MILLION_KRONER))
    ]
    assert printed == ["1,5 millioner", "12,5 millioner"]
