"""What is told of a text before it runs: digits typed by hand, tags, syntax; and that the sandbox holds."""

import pytest

from tests.making.text.conftest import Render

TYPED = {
    "in a sentence": ("Ett av 5 barn.", "1: error: '5' is typed by hand"),
    "with a comma": ("Hele 71,6 prosent.", "1: error: '71,6' is typed by hand"),
    "grouped": ("Nær 12 345 personer.", "1: error: '12 345' is typed by hand"),
    "on a later line": ("Tekst.\n\nDet var\nfør 2014.", "4: error: '2014' is typed by hand"),
    "in a heading": ("Tekst.\n\n## Siden 2014\n", "3: error: '2014' is typed by hand"),
    "in a list": ("- a\n- 12 barn\n", "2: error: '12' is typed by hand"),
    "in a claim": ("{% claim alle > 3 %}Ja,\n3 av dem.{% endclaim %}", "2: error: '3' is typed by hand"),
    "in a branch": ("{% if alle > 3 %}Ja{% else %}nei, 3{% endif %}", "1: error: '3' is typed by hand"),
    "in the words of a link": ("[Tabell 5](https://ssb.no)", "1: error: '5' is typed by hand"),
    "at the beginning of a line": ("Det økte i\n2014. Så falt det.", "2: error: '2014' is typed by hand"),
    "after an expression": ("{{ alle | prosent }}\n2014. Så", "2: error: '2014' is typed by hand"),
    "right after an expression": ("{{ alle | tall }}5. Så", "1: error: '5' is typed by hand"),
    "below a tag that strips lines": ("a\n\n{%- if alle > 3 -%}\n\nb\n12\n{%- endif -%}", "6: error: '12' is typed by"),
    "in another script": ("Hele ٣ av dem.", "1: error: '٣' is typed by hand"),
}


@pytest.mark.parametrize(("text", "expected"), TYPED.values(), ids=TYPED.keys())
def test_digits_typed_by_hand_are_told_with_their_line(render: Render, text: str, expected: str) -> None:
    (finding,) = render(text)[1]

    assert finding.startswith(expected)


def test_the_way_to_mark_a_digit_is_shown(render: Render) -> None:
    assert render("Siden 2014.")[1] == [
        "1: error: '2014' is typed by hand; bind it to a number, or mark it as not statistical: {2014} [typed-digits]"
    ]


MARKED = {
    "year": ("Siden {2014}.", "<p>Siden 2014.</p>\n"),
    "ages, which never break": ("Personer {15–74 år}.", "<p>Personer 15–\u206074\u00a0år.</p>\n"),
    "history": ("Siden {historie 1. juli 2013}.", "<p>Siden 1.\u00a0juli\u00a02013.</p>\n"),
    "paragraph of a law": ("Etter {§ 17}.", "<p>Etter §\u00a017.</p>\n"),
    "words with a number in the mark": ("{fra 1 til} b", "<p>fra\u00a01\u00a0til b</p>\n"),
    "address of a link": ("[SSB](https://www.ssb.no/a/05183)", '<p><a href="https://www.ssb.no/a/05183">SSB</a></p>\n'),
    "address alone": (
        "<https://www.ssb.no/05183>",
        '<p><a href="https://www.ssb.no/05183" class="address">https://\u200bwww.ssb.no/\u200b05183</a></p>\n',
    ),
    "remark": ("Tekst.{# 2014: se på dette #}", "<p>Tekst.</p>\n"),
    "numbered list": ("1. en\n2. to\n", "<ol>\n<li>en</li>\n<li>to</li>\n</ol>\n"),
}


@pytest.mark.parametrize(("text", "html"), MARKED.values(), ids=MARKED.keys())
def test_digits_that_are_not_statistical_pass(render: Render, text: str, html: str) -> None:
    assert render(text) == (html, [])


UNREADABLE = {
    "expression that is not closed": ("Tekst.\n{{ alle | prosent\n\nTekst.", "2: error: this expression is not closed"),
    "tag that is not closed": ("Tekst.\n{% claim alle > 3", "2: error: this tag is not closed"),
    "remark that is not closed": ("Tekst.\n{# her", "2: error: this remark is not closed"),
    "two names": (
        "\n{{ alle andre }}",
        "2: error: cannot read this: 'andre' cannot stand here",
    ),
    "end without a beginning": ("\n{% endclaim %}", "2: error: 'endclaim' closes nothing"),
    "branch that is not closed": ("{% if alle > 3 %}Ja", "1: error: this 'if' is not closed"),
    "no expression": ("{{ }}", "1: error: cannot read this: "),
}


@pytest.mark.parametrize(("text", "expected"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_text_that_cannot_be_read_is_told_with_its_line(render: Render, text: str, expected: str) -> None:
    html, findings = render(text)

    assert html == ""
    assert len(findings) == 1
    assert findings[0].startswith(expected)


@pytest.mark.parametrize(
    ("tag", "rest"),
    [
        ("include", '"/etc/passwd"'),
        ("import", '"x" as y'),
        ("from", '"x" import y'),
        ("extends", '"x"'),
        ("set", "x = alle"),
    ],
)
def test_a_text_has_few_tags(render: Render, tag: str, rest: str) -> None:
    html, findings = render(f"Tekst.\n\n{{% {tag} {rest} %}}\n")

    assert html == ""
    assert [finding.split(".")[0] for finding in findings] == [f"3: error: '{tag}' cannot be used in a text"]


@pytest.mark.parametrize(
    ("tag", "rest"),
    [
        ("for", "i in [alle]"),
        ("macro", "x()"),
        ("call", "x()"),
        ("filter", "prosent"),
        ("with", "a = alle"),
        ("block", "x"),
        ("autoescape", "false"),
    ],
)
def test_tags_of_which_a_text_has_no_use_are_told(render: Render, tag: str, rest: str) -> None:
    html, findings = render(f"{{% {tag} {rest} %}}x{{%- end{tag} -%}}")

    assert html == ""
    told = sorted(finding.split("' cannot")[0] for finding in findings)
    assert told == sorted([f"1: error: '{tag}", f"1: error: 'end{tag}"])


def test_a_misspelt_tag_is_told_with_the_right_one(render: Render) -> None:
    assert render("{% clam alle > 3 %}Ja.{% endclaim %}")[1] == [
        "1: error: 'clam' cannot be used in a text. Did you mean 'claim' or 'endclaim'?"
    ]


def test_a_branch_prints_what_fits(render: Render) -> None:
    text = "{% if alle < 3 %}få{% elif innvandrere < alle %}færre{% else %}flere{% endif %}"

    assert render(text) == ("<p>færre</p>\n", [])


@pytest.mark.parametrize(
    "expression",
    [
        "alle.__class__ | tall",
        "alle.cells[0].statistic.__class__.__mro__ | tall",
        "''.__class__.__base__.__subclasses__() | dato",
        "alle['__init__'] | tall",
        "('' ~ alle).__class__ | dato",
        "alle.value | dato",
        "alle.cells[0].member('finnes-ikke') | dato",
        "'{0.__class__}'.format(alle) | dato",
        "'a'.join(['b']) | dato",
    ],
)
def test_attributes_are_out_of_reach(render: Render, expression: str) -> None:
    html, findings = render(f"{{{{ {expression} }}}}")

    assert html == "<p>?</p>\n"
    assert len(findings) == 1
    assert findings[0].startswith("1: error: this cannot be used in an expression: ")


@pytest.mark.parametrize("name", ["range", "lipsum", "cycler", "namespace", "dict", "self", "loop", "config"])
def test_no_name_exists_but_numbers_and_functions(render: Render, name: str) -> None:
    _, findings = render(f"{{{{ {name}(alle) | tall }}}}")

    assert [finding.split(".")[0] for finding in findings] == [f"1: error: there is no number '{name}'"]


@pytest.mark.parametrize(
    "expression",
    [
        "('a' * 999999999) | dato",
        "(9 ** 999999999) | dato",
        "([alle] * 999999999) | dato",
        "('%9999999999d' % 1) | dato",
    ],
)
def test_nothing_can_be_blown_up(render: Render, expression: str) -> None:
    _, findings = render(f"{{{{ {expression} }}}}")

    assert len(findings) == 1
    assert "cannot be used " in findings[0]
