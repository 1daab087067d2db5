"""Definitions by name: selections in formulas, names that use each other, faults that stay where they arose."""

from decimal import Decimal

import pytest

from brochure.statistics.numbers.selections import parse_choices, replace_selections
from brochure.statistics.selection import SelectionError
from tests.statistics.numbers.conftest import Resolve


def test_names_may_be_used_before_they_are_defined(resolve: Resolve) -> None:
    numbers, findings = resolve(
        "avstand: alle - afrika\n"
        "alle: arbeid/sysselsatte [aar=2008]\n"
        "afrika: arbeid/sysselsatte [aar=2008, gruppe=Afrika]"
    )

    assert findings == []
    assert numbers.values["avstand"].value == Decimal("21.8")


def test_a_selection_may_stand_inside_a_formula(resolve: Resolve) -> None:
    numbers, _ = resolve("a: arbeid/sysselsatte [aar=2008] - arbeid/sysselsatte [aar=2008, gruppe=Afrika]")

    assert numbers.values["a"].value == Decimal("21.8")


def test_a_quoted_member_may_hold_commas(resolve: Resolve) -> None:
    numbers, _ = resolve('a: arbeid/sysselsatte [gruppe="Asia, Tyrkia", aar=2008]')

    assert numbers.values["a"].value == Decimal("57.2")


def test_quoted_members_may_stand_in_a_list(resolve: Resolve) -> None:
    numbers, findings = resolve('a: min(arbeid/sysselsatte [gruppe=Norden|"Asia, Tyrkia"|"Afrika", aar=2008])')

    assert findings == []
    assert numbers.values["a"].value == Decimal("49.8")


@pytest.mark.parametrize(
    ("written", "choices"),
    [
        ("aar=2014", {"aar": ("2014",)}),
        (" aar = 2014 , kjonn = Kvinner ", {"aar": ("2014",), "kjonn": ("Kvinner",)}),
        ("kjonn=Kvinner|Menn", {"kjonn": ("Kvinner", "Menn")}),
        ('land="EU28/EØS, USA"|"Afrika"', {"land": ("EU28/EØS, USA", "Afrika")}),
        ('land="a [b]"', {"land": ("a [b]",)}),
        ("aar=2004-2006", {"aar": ("2004-2006",)}),
        ("aar=2004..2006", {"aar": ("2004..2006",)}),
        ("gruppe=*", {"gruppe": ("*",)}),
        ("alder=16 år og over", {"alder": ("16 år og over",)}),
        ("botid=0–4 år (alle)", {"botid": ("0–4 år (alle)",)}),
        ("", {}),
    ],
)
def test_choices_are_read(written: str, choices: dict[str, tuple[str, ...]]) -> None:
    assert parse_choices(written) == choices


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2014", "cannot read '2014'; write dimension=member, with commas between"),
        ("aar=2014, kvinner", "cannot read 'kvinner'; write dimension=member, with commas between"),
        ("aar=", "cannot read 'aar='; write dimension=member, with commas between"),
        ("aar=2014, aar=2015", "'aar' is chosen twice"),
    ],
)
def test_choices_that_cannot_be_read_are_refused(written: str, expected: str) -> None:
    with pytest.raises(SelectionError) as caught:
        parse_choices(written)

    assert str(caught.value) == expected


def test_selections_are_found_in_a_formula() -> None:
    formula = 'max(a/b [c="x ] y"]) - d/e-f/g [h=1]'

    assert replace_selections(formula) == ("max(cells(0)) - cell(1)", [("a/b", 'c="x ] y"'), ("d/e-f/g", "h=1")])


REFUSED = {
    "unknown statistic": (
        "arbeid/sysselsate [aar=2008]",
        "there is no statistic 'arbeid/sysselsate'. Did you mean 'arbeid/sysselsatte'?",
    ),
    "unknown dimension": (
        "arbeid/sysselsatte [år=2008]",
        "'a': 'år' is not a dimension of arbeid/sysselsatte. Known: 'aar', 'alder' and 'gruppe'.",
    ),
    "unknown member": (
        "arbeid/sysselsatte [aar=2008, gruppe=Afrka]",
        "'a': 'Afrka' is not a member of 'gruppe'. Did you mean 'Afrika'?",
    ),
    "several cells": (
        "arbeid/sysselsatte [aar=2007, gruppe=*]",
        "'a': 4 cells of arbeid/sysselsatte fit; choose a member of gruppe (Afrika, Asia, Tyrkia, Oseania, Norden)",
    ),
    "no cell": (
        'arbeid/sysselsatte [aar=2005, gruppe="Asia, Tyrkia"]',
        "'a': no cell of arbeid/sysselsatte fits. With the other choices there is 'aar' = '2007' and '2008'.",
    ),
    "symbol where a number is needed": (
        "arbeid/sysselsatte [aar=2008, gruppe=Oseania]",
        "'a': arbeid/sysselsatte [alder=15–74, gruppe=Oseania, aar=2008] holds the standard symbol ':', not a number",
    ),
    "unknown number": ("b - 3", "there is no number 'b'."),
    "unknown function": ("forskjell(c, c)", "there is no number 'forskjell'."),
    "itself": ("a + a", "'a' is defined by itself: a → a"),
    "formula that is cut off": ("difference(c, ", "the formula cannot be read"),
    "brackets that are not closed": ("arbeid/sysselsatte [aar=2008", "the formula cannot be read"),
    "two formulas": ("c c", "the formula cannot be read"),
    "typed value": ("3 * 4", "'a' must be a number from a statistic, not 12"),
    "text": ("'71,6 prosent'", "'a' must be a number from a statistic, not '71,6 prosent'"),
    "comparison": ("c > 3", "'a' must be a number from a statistic, not a comparison, which is true or false"),
    "inner attribute": ("c.__class__", "'a': this cannot be used in a formula: a full stop after a name"),
    "method": (
        "c.cells[0].member('x')",
        "'a': this cannot be used in a formula: a call that does not name its function",
    ),
    "endless text": ("'a' * 1000000000", "'a': '*' cannot be used here"),
    "inner function": ("cell(99)", "there is no number 'cell'."),
    "inner function beside a selection": ("cells(0) + arbeid/sysselsatte [aar=2008]", "there is no number 'cells'."),
    "value of endless size": ("c * 1e400", "the formula cannot be read: a number on this line is too large"),
    "value that grows": (" * ".join(["c", *["1e20"] * 3]), "'a': a number here is larger than 1e+30"),
    "number of 5,000 digits": ("c * " + "9" * 5000, "the formula cannot be read: a number has too many digits"),
    "brackets without end": ("(" * 300 + "c" + ")" * 300, "the formula cannot be read: this is nested too deeply"),
    "chain without end": (" + ".join(["c"] * 3000), "the formula cannot be read: this is nested more than 60 levels"),
    "list": ("c, c", "the formula cannot be read: there is more after its end: ','"),
    "test": ("c is number", "'a': this cannot be used in a formula: 'is'; compare with"),
    "options by their dictionary": ("share(c, **{'whole': c})", "'a': this cannot be used in a formula: a call that"),
    "function without its arguments": ("change(c)", "'a': "),
    "function with an option that it lacks": ("change(c, sinse=2007)", "'a': "),
    "function of a text": ("total('abc')", "'a': cells takes a selection of several cells, such as max("),
    "share of typed values": ("share('a', 'b')", "'a': part takes a number, not 'a'; write share(part, whole"),
    "year of a typed value": ("at(3, 2008)", "'a': at() needs a single cell"),
}


@pytest.mark.parametrize(("formula", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_a_definition_that_cannot_be_worked_out_says_why(resolve: Resolve, formula: str, expected: str) -> None:
    numbers, findings = resolve(f"c: arbeid/sysselsatte [aar=2008]\na: {formula}")

    (finding,) = findings
    assert finding.startswith(f"2: error: {expected}")
    assert "Traceback" not in finding
    assert numbers.broken == {"a"}
    assert set(numbers.values) == {"c"}


@pytest.mark.parametrize("name", ["max", "share", "figure", "and", "true", "cell"])
def test_a_name_with_a_meaning_of_its_own_is_refused(resolve: Resolve, name: str) -> None:
    _, findings = resolve(f"{name}: arbeid/sysselsatte [aar=2008]")

    assert findings == [f"1: error: '{name}' has a meaning of its own; give the number another name"]


def test_numbers_that_define_each_other_are_told_once(resolve: Resolve) -> None:
    numbers, findings = resolve("a: b + d\nb: c\nc: a\nd: arbeid/sysselsatte [aar=2008]")

    assert findings == ["1: error: 'a' is defined by itself: a → b → c → a"]
    assert numbers.broken == {"a", "b", "c"}


def test_a_broken_name_is_told_where_it_broke_and_nowhere_else(resolve: Resolve) -> None:
    numbers, findings = resolve(
        "a: arbeid/sysselsatte [aar=1999]\nb: a - c\nc: arbeid/sysselsatte [aar=2008]\nd: abs(b)\ne: c - c"
    )

    assert [finding[:9] for finding in findings] == ["1: error:"]
    assert numbers.broken == {"a", "b", "d"}
    assert set(numbers.values) == {"c", "e"}
    assert numbers.names == {"a", "b", "c", "d", "e"}


def test_every_broken_name_is_told(resolve: Resolve) -> None:
    _, findings = resolve("a: arbeid/sysselsatte [aar=1999]\nb: x\nc: arbeid/x [aar=2008]")

    assert [finding[:9] for finding in findings] == ["1: error:", "2: error:", "3: error:"]


def test_a_number_knows_its_name_and_formula(resolve: Resolve) -> None:
    numbers, _ = resolve("a: arbeid/sysselsatte [aar=2008]\nb: a")

    assert (numbers.values["b"].name, numbers.values["b"].formula) == ("b", "a")


def test_numbers_may_use_one_another_in_a_long_chain_and_in_any_order(resolve: Resolve) -> None:
    chain = "".join(f"n{i}: n{i + 1}\n" for i in range(3000))
    numbers, findings = resolve(f"{chain}n3000: arbeid/sysselsatte [aar=2008]")

    assert findings == []
    assert numbers.values["n0"].value == numbers.values["n3000"].value


def test_a_long_circle_is_told_once(resolve: Resolve) -> None:
    numbers, findings = resolve("".join(f"n{i}: n{(i + 1) % 40}\n" for i in range(40)))

    (finding,) = findings
    assert "is defined by itself: n" in finding
    assert numbers.values == {}
