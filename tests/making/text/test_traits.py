"""What a text uses, read from its source."""

from brochure.findings import Place
from brochure.making.text.traits import Kind, Trait, traits_of_line, traits_of_part
from brochure.project.edition.descriptions import FrontMatter
from brochure.project.edition.reading import Part
from brochure.project.sources.document import parse_yaml

FRONT = """\
title: Arbeid
lead: "{% claim a > b %}De fleste er i arbeid.{% endclaim %}"
key_figures:
  - value: "{{ a | prosenttegn }}"
    text: av innvandrerne
    change: "{{ c | prosentpoeng }} siden {2012}"
  - value: "{{ b | prosenttegn }}"
    text: av alle
"""


def part(text: str, front: str = "title: Arbeid\n") -> Part:
    """A part whose text begins at line 11 of its file."""
    document = parse_yaml(front, "text.nb.md", first_line=2)
    return Part("arbeid", "text.nb.md", document.read_as(FrontMatter), document, text, 11)


def traits(text: str) -> list[Trait]:
    found = traits_of_part(part(text))
    assert found is not None
    return list(found)


def told(found: list[Trait]) -> list[tuple[str, str, int | None]]:
    return [(trait.kind.value, trait.key, trait.place.line) for trait in found]


def test_numbers_figures_tables_and_references_stand_in_the_order_of_the_text() -> None:
    text = (
        'I {{ a | tid }} var {{ a | prosent }}\nav {{ spenn(a, b) | prosent }} ({{ ref("f", capital=true) }}).\n\n'
        '{{ figure("f") }}\n\n{{ table("t") }}\n'
    )
    assert told(traits(text)) == [
        ("number", "a", 11),
        ("number", "a", 11),
        ("number", "a", 12),
        ("number", "b", 12),
        ("reference", "f", 12),
        ("figure", "f", 14),
        ("table", "t", 16),
    ]


def test_a_number_knows_the_expression_that_prints_it() -> None:
    found = traits("{{ a|prosent( 0 ) }} {{ at(a, 2012) |\n tall }}")
    assert [(trait.key, trait.shown, trait.form) for trait in found] == [
        ("a", "a|prosent( 0 )", "a | prosent ( 0 )"),
        ("a", "at(a, 2012) | tall", "at ( a , 2012 ) | tall"),
    ]


def test_a_claim_is_its_condition_without_spaces_and_words() -> None:
    claims = [
        '{% claim x|navn == "Norden" and a>b %}Norden leder.{% endclaim %}',
        '{%- claim x | navn == "Nordic countries"\n  and a > b -%}The Nordics lead.{%- endclaim -%}',
    ]
    first, second = (traits(claim)[0] for claim in claims)
    assert first.kind is Kind.CLAIM
    assert first.key == second.key
    assert first.shown == 'x|navn == "Norden" and a>b'
    (other,) = traits('{% claim x | navn == "Norden" and a >= b %}Norden leder.{% endclaim %}')
    assert other.key != first.key


def test_other_conditions_and_what_they_name_are_no_traits() -> None:
    assert told(traits("{% if a > b %}{{ c | tall }}{% else %}ingen{% endif %}")) == [("number", "c", 11)]


def test_headings_and_side_notes_are_found_between_expressions_that_look_like_them() -> None:
    text = (
        "## De {{ a | i_ord }} beste\n\nTekst {% claim a\n> b %}\nfølger.{% endclaim %}\n\n"
        "> **{{ b | prosent }}**\n>\n> av alle\n\n### Mer\n\n> Enda en\n"
    )
    assert told(traits(text)) == [
        ("number", "a", 11),
        ("heading", "2", 11),
        ("claim", "a > b", 13),
        ("number", "b", 17),
        ("side note", "", 17),
        ("heading", "3", 21),
        ("side note", "", 23),
    ]
    assert [trait.shown for trait in traits(text) if trait.kind is Kind.HEADING] == ["De … beste", "Mer"]


def test_what_stands_in_front_comes_first() -> None:
    found = traits_of_part(part("{{ d | tall }}", FRONT))
    assert found is not None
    assert told(list(found)) == [
        ("lead", "", 3),
        ("claim", "a > b", 3),
        ("key figure", "", 5),
        ("number", "a", 5),
        ("change of a key figure", "", 7),
        ("number", "c", 7),
        ("year", "2012", 7),
        ("key figure", "", 8),
        ("number", "b", 8),
        ("number", "d", 11),
    ]


def test_a_text_that_cannot_be_read_has_no_traits() -> None:
    assert traits_of_part(part("{{ a | prosent }} {{ b | }}")) is None
    assert traits_of_part(part("{% claim a > %}{{ a | prosent }")) is None


def test_a_line_has_numbers_too() -> None:
    found = traits_of_line("Flere enn {{ a | prosent }}", Place("figures.yaml", 5))
    assert found is not None
    assert told(list(found)) == [("number", "a", 5)]
