"""What authors write in texts: bound numbers and their formats, claims, and what the ledger keeps of them."""

from decimal import Decimal
from pathlib import Path

import pytest

from brochure.findings import Place
from tests.making.text.conftest import FRONT, NUMBERS, Render
from tests.support.projects import SECTION, STATISTIC, TEXT, gathered, small_edition, small_file

PRINTED = {
    "innvandrere | prosent": "63,7\u00a0prosent",
    "innvandrere | prosent(0)": "64\u00a0prosent",
    "innvandrere | prosent(desimaler=2)": "63,70\u00a0prosent",
    "innvandrere | prosenttegn": "63,7\u00a0%",
    "avstand | prosentpoeng": "4,7\u00a0prosentpoeng",
    "endring | prosentpoeng(fortegn=true)": "+0,8\u00a0prosentpoeng",
    "nedgang | prosentpoeng": "\u22120,5\u00a0prosentpoeng",
    "nedgang | absolutt | prosentpoeng": "0,5\u00a0prosentpoeng",
    "(innvandrere - alle) | prosentpoeng": "\u22124,7\u00a0prosentpoeng",
    "innvandrere | tall": "63,7",
    "innvandrere | heltall": "64",
    "innvandrere | desimaltall(2)": "63,70",
    "dobbelt | desimaltall": "1,1",
    "innvandrere | av_ti": "seks av ti",
    "innvandrere | brok(5)": "tre av fem",
    "innvandrere | brok(av=4)": "tre av fire",
    "plass | i_ord": "to",
    "spenn(innvandrere, alle) | prosent": "63,7–\u206068,4\u00a0prosent",
    "hoyest | navn": "Resten av befolkningen",
    "lavest | navn": "2012",
    "hoyest | tid": "2014",
    "'2014-10-04' | dato": "4.\u00a0oktober\u00a02014",
    "(innvandrere if innvandrere > alle else alle) | prosent": "68,4\u00a0prosent",
    "change(alle, since=2013) | prosentpoeng": "\u22120,2\u00a0prosentpoeng",
}


def test_numbers_are_printed_as_the_author_asks(render: Render) -> None:
    html, findings = render("\n\n".join(f"{{{{ {expression} }}}}" for expression in PRINTED))

    assert findings == []
    assert html == "".join(f"<p>{printed}</p>\n" for printed in PRINTED.values())


REFUSED = {
    "unknown number": ("innvandre | prosent", "there is no number 'innvandre'. Did you mean 'innvandrere'?"),
    "unknown format": (
        "alle | prosnt",
        "there is no format 'prosnt'. Did you mean 'prosent', 'prosenttegn' or 'prosentpoeng'?",
    ),
    "points as per cent": ("avstand | prosent", "'avstand' is in percentage_points; this format prints percent"),
    "per cent as points": ("alle | prosentpoeng", "'alle' is in percent; this format prints percentage_points"),
    "per cent as a count in millions": (
        "alle | millioner",
        "'alle' is in percent; this format prints persons or persons_change or thousands or count or kroner or",
    ),
    "broken number in words": ("alle | i_ord", "68.4 is not a whole number and cannot stand in words"),
    "name of what has none": ("alle | navn", "only a maximum or minimum has a name; use max(…) or min(…)"),
    "time of two years": ("to_aar | tid", "the number has not one time but 2013, 2014"),
    "range downwards": ("spenn(alle, innvandrere) | prosent", "the range runs downwards: 68.4 to 63.7"),
    "range of typed values": ("spenn(1, 2) | prosent", "1 is not a number with a source"),
    "typed value": ("71.6 | prosent", "71.6 is not a number with a source"),
    "typed text": ("'71,6' | prosent", "'71,6' is not a number with a source"),
    "typed text in words": ("'to' | i_ord", "'to' is not a number with a source"),
    "typed text as time": ("'2014' | tid", "'2014' is not a number with a source"),
    "number from typed values": ("share(1, 2) | prosent", "this number comes from no statistic; bind it to one"),
    "typed value added": ("(alle + 1) | prosent", "a typed value cannot be used to add; give it a name and a source"),
    "format of a format": ("alle | prosent | prosent", "'68,4 prosent' is not a number with a source"),
    "format with an option that it lacks": (
        "alle | prosent(tegn=true)",
        "'prosent' has no option 'tegn'; write {{ … | prosent(desimaler=…, fortegn=false) }}",
    ),
    "format with too many options": ("alle | prosent(1, 2, 3)", "this cannot be used so: too many positional"),
    "too many decimals": ("alle | prosent(99)", "the number of decimals is a whole number up to 6, not 99"),
    "day that is none": ("'2014-13-01' | dato", "'2014-13-01' is not a date; write it as 2014-10-04"),
    "fraction of next to nothing": ("alle | brok(1)", "a fraction of 1 says little"),
    "selection in a text": ("max(alle) | prosent", "cells takes a selection of several cells"),
    "year that is not there": ("change(alle, since=1999) | prosentpoeng", "'1999' is not a member of 'aar'."),
}


@pytest.mark.parametrize(("expression", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_printed_is_told_with_its_line(render: Render, expression: str, expected: str) -> None:
    _, findings = render(f"Tekst.\n\nOg {{{{ {expression} }}}}.\n")

    (finding,) = findings
    assert finding.startswith(f"3: error: {expected}")


UNPRINTABLE = [
    "alle",
    "alle.value",
    "alle - innvandrere",
    "alle > 3",
    "alle | absolutt",
    "71.6",
    "'71,6 prosent'",
    "'ja' if alle > 3 else 'nei'",
    "alle | prosent ~ '!'",
    "[alle]",
    "(alle | prosent)[0]",
    "spenn(innvandrere, alle)",
    "alle | prosent if alle > 3",
    "none",
]


@pytest.mark.parametrize("expression", UNPRINTABLE)
def test_what_does_not_end_in_a_format_is_told(render: Render, expression: str) -> None:
    _, findings = render(f"{{{{ {expression} }}}}")

    (finding,) = findings
    assert finding.startswith("1: error: this does not say how it is printed; end it with a format, such as {{ ")


def test_a_broken_number_is_told_in_the_file_of_numbers_alone(tmp_path: Path) -> None:
    numbers = NUMBERS + "knekt: arbeid/sysselsatte [aar=1999]\n"
    text = "{{ knekt | prosent }} {% claim knekt > 3 %}Ja.{% endclaim %} {{ (knekt - alle) | prosentpoeng }}"
    changes = {TEXT: FRONT + text, f"{SECTION}/numbers.yaml": numbers}

    _, findings = gathered(tmp_path, small_edition(changes))

    errors = [finding for finding in findings if ": error: " in finding]
    assert [error.split(": error")[0] for error in errors] == [f"{SECTION}/numbers.yaml:{numbers.count(chr(10))}"]


def test_a_symbol_where_a_number_is_needed_is_told(tmp_path: Path) -> None:
    numbers = "skjult: arbeid/sysselsatte [gruppe=Norskfødte med innvandrerforeldre, aar=2013]\n"
    changes = {TEXT: FRONT + "{{ skjult | prosent }}", f"{SECTION}/numbers.yaml": numbers}

    _, findings = gathered(tmp_path, small_edition(changes))

    assert [finding for finding in findings if ": error: " in finding] == [
        f"{SECTION}/numbers.yaml:1: error: 'skjult': arbeid/sysselsatte [gruppe=Norskfødte med innvandrerforeldre, "
        "aar=2013] holds the standard symbol ':', not a number"
    ]


def test_a_name_that_the_language_lacks_is_told(tmp_path: Path) -> None:
    text = "{{ hoyest | navn }}"
    metadata = small_file(f"{STATISTIC}.toml").replace(', nn = "Resten av befolkninga"', "")
    changes = {
        TEXT.replace(".nb.", ".nn."): FRONT + text,
        f"{SECTION}/numbers.yaml": NUMBERS,
        f"{SECTION}/figures.yaml": "",
        f"{SECTION}/tables.yaml": "",
        f"{STATISTIC}.toml": metadata,
    }

    _, findings = gathered(tmp_path, small_edition(changes), "nn")

    told = "error: 'Befolkningen ellers' in arbeid/sysselsatte has no name in nn"
    assert findings == [f"{SECTION}/text.nn.md:4:1: {told}"]


# Claims


def test_a_claim_that_holds_prints_its_sentence(render: Render) -> None:
    assert render("{% claim endring > 0 %}Andelen *økte*.{% endclaim %}\n") == (
        "<p>Andelen <em>økte</em>.</p>\n",
        [],
    )


CONDITIONS = [
    "innvandrere < alle",
    "innvandrere < alle and nedgang < 0",
    "not innvandrere > alle",
    "abs(nedgang) < 1",
    "avstand > 4.69 and avstand <= 4.7",
    "hoyest | navn == 'Resten av befolkningen'",
    "lavest | navn == '2012'",
    "plass == 2",
    "ratio(alle, innvandrere) < 2",
    "change(alle, since=2013) < 0",
    "60 < innvandrere < 65",
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions(render: Render, condition: str) -> None:
    assert render(f"{{% claim {condition} %}}Ja.{{% endclaim %}}")[1] == []


def test_a_condition_in_brackets_needs_no_space_before_it(render: Render) -> None:
    assert render("{% claim(endring > 0) %}Opp.{% endclaim %}") == ("<p>Opp.</p>\n", [])


def test_a_claim_that_no_longer_holds_is_told_with_its_sentence_and_values(render: Render) -> None:
    _, findings = render("Først.\n\nSå {% claim innvandrere > alle %}er\nde foran{% endclaim %}.\n")

    assert findings == [
        "3: error: the claim no longer holds: «er de foran» needs innvandrere > alle, "
        "but alle = 68.4, innvandrere = 63.7; rewrite the sentence [false-claim]"
    ]


def test_a_claim_compares_unrounded_values(render: Render) -> None:
    numbers = NUMBERS + "en: arbeid/sysselsatte [aar=2013]\n"
    text = "{{ en | prosent(0) }} {{ hoyest | prosent(0) }} {% claim en == hoyest %}Likt.{% endclaim %}"

    html, findings = render(text, numbers=numbers)

    assert html.startswith("<p>69\u00a0prosent 69\u00a0prosent")
    assert len(findings) == 1


def test_a_condition_may_run_over_several_lines(render: Render) -> None:
    _, findings = render("\n{% claim innvandrere < alle\n   and alle < 10 %}\nJa.\n{% endclaim %}\n")

    assert findings == [
        "2: error: the claim no longer holds: «Ja.» needs innvandrere < alle and alle < 10, "
        "but alle = 68.4, innvandrere = 63.7; rewrite the sentence [false-claim]"
    ]


def test_each_of_nested_claims_is_told_with_its_own_condition_and_line(render: Render) -> None:
    text = "{% claim alle < 3 %}Ytre\n{% claim innvandrere < 4 %}indre{% endclaim %}.{% endclaim %}\n"

    _, findings = render(text)

    assert findings == [
        "1: error: the claim no longer holds: «Ytre indre.» needs alle < 3, but alle = 68.4; "
        "rewrite the sentence [false-claim]",
        "2: error: the claim no longer holds: «indre» needs innvandrere < 4, but innvandrere = 63.7; "
        "rewrite the sentence [false-claim]",
    ]


def test_every_claim_that_no_longer_holds_is_told(render: Render) -> None:
    text = "\n\n".join(f"{{% claim alle < {limit} %}}Tekst.{{% endclaim %}}" for limit in range(1, 9))

    assert [finding.split(":")[0] for finding in render(text)[1]] == [str(line) for line in range(1, 16, 2)]


def test_a_claim_may_hold_numbers_and_paragraphs(render: Render) -> None:
    text = "{% claim endring > 0 %}Opp {{ endring | prosentpoeng }}.\n\nNytt avsnitt.{% endclaim %}"

    html, findings = render(text)

    assert html == "<p>Opp 0,8\u00a0prosentpoeng.</p>\n<p>Nytt avsnitt.</p>\n"
    assert findings == []


NOT_CONDITIONS = {
    "number": ("alle", "the condition of a claim must be true or false, not alle (68.4 percent): alle"),
    "text": ("'ja'", "this condition uses no number"),
    "count": ("1", "this condition uses no number"),
    "name": ("hoyest | navn", "the condition of a claim must be true or false, not 'Resten av befolkningen': hoyest"),
    "number that nobody defined": ("andre > 3", "there is no claim or number 'andre'."),
    "format that does not exist": ("hoyest | nav == 'x'", "there is no format 'nav'. Did you mean 'navn'?"),
    "different units": ("alle > avstand", "percent and percentage_points cannot be compared"),
    "number and text": ("alle > '3'", "'3' is not a number"),
    "name of what has none": ("alle | navn == 'Afrika'", "only a maximum or minimum has a name; use max(…) or min(…)"),
    "nothing": ("", "cannot read this: "),
    "half a condition": ("alle >", "cannot read this: "),
}


@pytest.mark.parametrize(("condition", "expected"), NOT_CONDITIONS.values(), ids=NOT_CONDITIONS.keys())
def test_what_is_no_condition_is_told_with_its_line(render: Render, condition: str, expected: str) -> None:
    _, findings = render(f"Tekst.\n\n{{% claim {condition} %}}Ja.{{% endclaim %}}\n")

    assert findings
    assert findings[0].startswith(f"3: error: {expected}")


def test_a_claim_that_is_not_closed_is_told(render: Render) -> None:
    _, findings = render("{% claim alle > 3 %}Ja.\n")

    assert len(findings) == 1
    assert "endclaim" in findings[0]


# Several faults


def test_all_faults_of_a_text_are_told_at_once(render: Render) -> None:
    text = """\
{{ alle | prosnt }} og {{ alle | prosentpoeng }}

{% claim alle < 3 %}Færre.{% endclaim %} Det er 12 av dem.

{% claim alle > avstand %}Ulike enheter.{% endclaim %}

{{ (alle - dobbelt) | prosentpoeng }} {{ ref("finnes-ikke") }}

{{ figure("finnes-ikke") }}
{{ andre | prosent }}
{% claim innvandrere > alle %}Feil.{% endclaim %}
"""
    lines = [int(finding.split(":")[0]) for finding in render(text)[1]]

    assert lines == [1, 1, 3, 3, 5, 7, 7, 9, 10, 11]


# The ledger


def test_the_ledger_keeps_every_number_as_printed_with_its_place(tmp_path: Path) -> None:
    text = "I {{ alle | tid }} var\n{{ alle | prosent }} og {{ spenn(innvandrere, alle) | prosenttegn }}."
    changes = {TEXT: FRONT + text, f"{SECTION}/numbers.yaml": NUMBERS}

    edition, _ = gathered(tmp_path, small_edition(changes))

    uses = [use for use in edition.text.ledger.uses if use.place.path == TEXT]
    assert [([number.name for number in use.numbers], use.format, use.printed, use.place) for use in uses] == [
        (["alle"], "tid", "2014", Place(TEXT, 4, 3)),
        (["alle"], "prosent", "68,4\u00a0prosent", Place(TEXT, 5, 1)),
        (["innvandrere", "alle"], "prosenttegn", "63,7\u201368,4\u00a0%", Place(TEXT, 5, 25)),
    ]


def test_the_ledger_keeps_every_claim_with_the_values_that_met_it(tmp_path: Path) -> None:
    edition, _ = gathered(tmp_path, small_edition())

    (claim,) = edition.text.ledger.claims
    assert claim.sentence == "Andelen økte."
    assert claim.condition == "endring > 0"
    assert claim.values == (("endring", Decimal("0.8")),)
    assert claim.place == Place(TEXT, 12, 49)


def test_the_time_of_a_number_without_one_is_told(tmp_path: Path) -> None:
    table = "data/statistics/arbeid/sysselsatte"
    groups = dict(row.split(",")[::2] for row in small_file(f"{table}.csv").splitlines()[1:])
    files = {
        "data/statistics/arbeid/groups.csv": "gruppe,verdi\n" + "".join(f"{name},{n}\n" for name, n in groups.items()),
        "data/statistics/arbeid/groups.toml": small_file(f"{table}.toml").split("[dimensions.aar]")[0],
        f"{SECTION}/numbers.yaml": small_file(f"{SECTION}/numbers.yaml")
        + "\nuten: arbeid/groups [gruppe=Innvandrere]\n",
        TEXT: f"{small_file(TEXT)}\nI {{{{ uten | tid }}}} var de {{{{ uten | prosent }}}}.\n",
    }
    _, findings = gathered(tmp_path, small_edition(files))
    line = len(files[TEXT].splitlines())
    (told,) = [finding for finding in findings if "time" in finding]
    assert told.startswith(f"{TEXT}:{line}")
    assert "the number has no time: its statistics have no dimension along time" in told


EMPTY = {
    "true": "uses no number",
    "1 > 0": "uses no number",
    "not false": "uses no number",
    "alle > 3 or 1 > 0": "uses no number",
    "alle == alle": "the two sides of this condition are the same",
    "alle - alle < 1": "the two sides of this condition are the same",
    "innvandrere < alle and alle >= alle": "the two sides of this condition are the same",
}


@pytest.mark.parametrize(("condition", "expected"), EMPTY.items(), ids=EMPTY.keys())
def test_a_claim_that_nothing_can_change_is_told(render: Render, condition: str, expected: str) -> None:
    (finding,) = render(f"A\n\n{{% claim {condition} %}}Ja.{{% endclaim %}}")[1]

    assert finding.startswith("3: error: ")
    assert expected in finding


UNREADABLE = {
    "{% claim %}A{% endclaim %}": "something is missing before %}",
    "{% claim alle > %}A{% endclaim %}": "something is missing before %}",
    "{{ alle | prosent( }}": "')' is missing before '}'",
    "{{ alle innvandrere }}": "'innvandrere' cannot stand here",
    "{{ alle | prosent | prosentpoeng }}": "'68,4 prosent' is not a number with a source",
    "{% claim alle %}A{% endclaim %}": "the condition of a claim must be true or false, not ",
    "{{ (alle > 3) | prosent }}": "a comparison, which is true or false is not a number with a source",
}


@pytest.mark.parametrize(("text", "expected"), UNREADABLE.items(), ids=UNREADABLE.keys())
def test_faults_are_told_in_words_of_the_author(render: Render, text: str, expected: str) -> None:
    (finding,) = render(text)[1]

    assert expected in finding
