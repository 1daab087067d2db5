"""What one language of the small edition lacks that another has, planted one by one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.findings import Report
from brochure.making.text.comparing import compare_languages
from brochure.project.edition.reading import Edition, read_in_language, read_shared
from tests.support.projects import EDITION, LANGUAGES, SECTION, make_project, small_edition, small_file

MEND = "; write it here too, or take it away there"
Changes = dict[str, tuple[str, str]]
Compare = Callable[[Changes], list[str]]


def at(language: str, line: int) -> str:
    return f"{SECTION}/text.{language}.md:{line}"


@pytest.fixture
def compare(tmp_path: Path) -> Compare:
    """The findings on the small edition with replacements in its files."""

    def run(changes: Changes) -> list[str]:
        files = {}
        for name, (old, new) in changes.items():
            assert old in small_file(name), f"{old!r} does not stand in {name}"
            files[name] = small_file(name).replace(old, new)
        project = make_project(tmp_path / str(len(list(tmp_path.iterdir()))), small_edition(files))
        report = Report()
        shared = read_shared(project, "2016", report)
        editions: list[Edition] = [read_in_language(project, shared, each, report) for each in LANGUAGES]
        return [str(finding) for finding in compare_languages(editions)]

    return run


def text(language: str) -> str:
    return f"{SECTION}/text.{language}.md"


def test_languages_that_use_the_same_lack_nothing(compare: Compare) -> None:
    assert compare({}) == []


def test_a_number_is_lacking_after_what_both_languages_have_before_it(compare: Compare) -> None:
    assert compare({text("nn"): ("{{ avstand | prosentpoeng }} lågare", "lågare")}) == [
        f"{at('nn', 11)}: warning: nn lacks the number 'avstand', which nb has at {at('nb', 11)}{MEND} "
        "[languages-number]"
    ]


def test_the_first_language_may_lack_what_the_others_have(compare: Compare) -> None:
    assert compare({text("nb"): ('({{ ref("sysselsatte") }})', "samlet")}) == [
        f"{at('nb', 11)}: warning: nb lacks a reference to 'sysselsatte', which nn has at {at('nn', 12)}{MEND} "
        "[languages-reference]"
    ]


def test_a_number_that_only_one_language_has_is_lacking_in_both_others(compare: Compare) -> None:
    found = compare({text("en"): ("## Most immigrants", "{{ alle | prosent }}\n\n## Most immigrants")})
    assert [line.split(", which")[0] for line in found] == [
        f"{at('nb', 7)}: warning: nb lacks the number 'alle'",
        f"{at('nn', 7)}: warning: nn lacks the number 'alle'",
    ]


def test_another_name_is_lacking_on_both_sides(compare: Compare) -> None:
    found = compare({text("nn"): ("{{ avstand |", "{{ alle |")})
    assert [line.split(", which")[0] for line in found] == [
        f"{at('nb', 11)}: warning: nb lacks the number 'alle'",
        f"{at('nn', 11)}: warning: nn lacks the number 'avstand'",
        f"{at('en', 11)}: warning: en lacks the number 'alle'",
    ]


@pytest.mark.parametrize("kind", ["figure", "table"])
def test_a_figure_or_table_that_is_not_placed(kind: str, compare: Compare) -> None:
    name = {"figure": "sysselsatte", "table": "sysselsatte-gruppe"}[kind]
    (found,) = compare({text("en"): (f'{{{{ {kind}("{name}") }}}}\n', "")})
    line = {"figure": 14, "table": 16}[kind]
    assert (
        f": warning: en lacks the {kind} '{name}', which nb has at {at('nb', line)}{MEND} [languages-{kind}]" in found
    )


def test_a_claim_that_binds_nothing_any_more(compare: Compare) -> None:
    (found,) = compare({text("nn"): ("{% claim endring > 0 %}Delen auka.{% endclaim %}", "Delen auka.")})
    assert (
        found == f"{at('nn', 12)}: warning: nn lacks the claim that endring > 0, which nb has at {at('nb', 12)}{MEND} "
        "[languages-claim]"
    )


def test_claims_are_counted(compare: Compare) -> None:
    doubled = "{% claim endring > 0 %}Andelen økte.{% endclaim %} {% claim endring>0 %}Den økte.{% endclaim %}"
    found = compare({text("nb"): ("{% claim endring > 0 %}Andelen økte.{% endclaim %}", doubled)})
    assert [line.split(", which")[0] for line in found] == [
        f"{at('nn', 12)}: warning: nn lacks the claim that endring>0",
        f"{at('en', 12)}: warning: en lacks the claim that endring>0",
    ]


def test_conditions_are_the_same_whatever_their_spaces_and_names(compare: Compare) -> None:
    claim = "{{% claim innvandrere | tid == {} and endring>0 %}}{}{{% endclaim %}}"
    assert (
        compare(
            {
                text("nb"): ("{% claim endring > 0 %}Andelen økte.{% endclaim %}", claim.format('"Norden"', "Økte.")),
                text("nn"): ("{% claim endring > 0 %}Delen auka.{% endclaim %}", claim.format("'Norden'", "Auka.")),
                text("en"): (
                    "{% claim endring > 0 %}The share grew.{% endclaim %}",
                    claim.format('"Nordic countries"', "Grew.").replace(">", " > "),
                ),
            }
        )
        == []
    )


def test_headings_are_counted_by_level_and_named(compare: Compare) -> None:
    found = compare({text("en"): ('{{ table("', '### More about this\n\n{{ table("')})
    assert [line.split(", which")[0] for line in found] == [
        f"{at('nb', 14)}: warning: nb lacks a heading of level 3 («More about this»)",
        f"{at('nn', 14)}: warning: nn lacks a heading of level 3 («More about this»)",
    ]


def test_the_heading_that_has_no_counterpart_is_the_one_that_is_named(compare: Compare) -> None:
    (found,) = compare({text("nn"): ("## Dei fleste innvandrarar er i jobb\n", "\n")})
    assert f"nn lacks a heading of level 2 («De fleste innvandrere er i jobb»), which nb has at {at('nb', 9)}" in found
    assert found.startswith(f"{at('nn', 7)}: ")


def test_side_notes_are_counted(compare: Compare) -> None:
    note = "> **Mest**\n>\n> av alle\n"
    found = compare({text(language): ("\n\n{{ figure", f"\n\n{note}\n{{{{ figure") for language in ("nb", "en")})
    assert found == [
        f"{at('nn', 12)}: warning: nn lacks a side note, which nb has at {at('nb', 14)}{MEND} [languages-side-note]"
    ]


def test_key_figures_their_changes_and_leads_are_counted(compare: Compare) -> None:
    change = '    change: "{{ endring | prosentpoeng(fortegn=true) }} sidan {2012}"\n'
    found = compare({text("nn"): (change, "")})
    assert [line.split(", which")[0] for line in found] == [
        f"{at('nn', 5)}: warning: nn lacks the change of a key figure",
        f"{at('nn', 5)}: warning: nn lacks the number 'endring'",
    ]
    (found_lead,) = compare({text("en"): ("lead: Most people are in work.\n", "")})
    assert found_lead.startswith(f"{at('en', 2)}: warning: en lacks a lead, which nb has at {at('nb', 3)}")
    more = '  - value: "{{ innvandrere | prosenttegn }}"\n    text: to\n'
    found = compare({text("nb"): ("---\n## De", f"{more}---\n## De")})
    assert [line.split(", which")[0] for line in found] == [
        f"{at('nn', 7)}: warning: nn lacks a key figure",
        f"{at('en', 7)}: warning: en lacks a key figure",
    ]


def test_other_decimals_are_told_where_they_stand(compare: Compare) -> None:
    assert compare({text("en"): ("avstand | prosentpoeng }}", "avstand | prosentpoeng(0) }}")}) == [
        f"{at('en', 11)}: warning: en prints 'avstand' as {{{{ avstand | prosentpoeng(0) }}}}, "
        f"nb as {{{{ avstand | prosentpoeng }}}} at {at('nb', 11)}; print it alike [languages-format]"
    ]


def test_a_form_that_is_missing_beside_others_is_told(compare: Compare) -> None:
    assert compare({text("nn"): ("I {{ innvandrere | tid }} var", "I {2014} var")}) == [
        f"{at('nn', 5)}: warning: nn never prints 'innvandrere' as {{{{ innvandrere | tid }}}}, "
        f"as nb does at {at('nb', 11)}; print it alike [languages-format]"
    ]


def test_the_words_of_figures_are_compared(compare: Compare) -> None:
    """They stand in one file; the language is in the message."""
    figures = f"{SECTION}/figures.yaml"
    old, new = "nb: Flere innvandrere er i jobb", 'nb: "{{ alle | prosent }} er i jobb"'
    found = compare({figures: (old, new)})
    assert [line.split(", which")[0] for line in found] == [
        f"{figures}:7: warning: nn lacks the number 'alle'",
        f"{figures}:7: warning: en lacks the number 'alle'",
    ]


def test_parts_are_compared_each_for_itself(compare: Compare) -> None:
    introduction = f"{EDITION}/innledning/text.nn.md"
    found = compare({introduction: ("Tala viser", "{{ alle | prosent }} viser")})
    assert [line.split(": warning: ")[0] for line in found] == [
        f"{EDITION}/innledning/text.nb.md:4",
        f"{EDITION}/innledning/text.en.md:4",
    ]


def test_a_text_that_cannot_be_read_is_passed_over(compare: Compare) -> None:
    assert compare({text("nn"): ("{{ avstand | prosentpoeng }}", "{{ avstand | }}")}) == []


def test_another_year_in_one_language_is_told(compare: Compare) -> None:
    assert compare({text("nn"): ("sidan {2012}", "sidan {2011}")}) == [
        f"{at('nn', 7)}: warning: nn speaks of 2011, nb of 2012 at {at('nb', 7)}; "
        "write the year that is meant in both [languages-year]"
    ]
