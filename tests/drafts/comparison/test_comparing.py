"""What differs between the small edition and one in which an editor has changed something, and why."""

from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.drafts.comparison.comparing import compare
from brochure.drafts.comparison.model import Change, Comparison, NumberChange, Stretch, Why
from brochure.manifest.model import Manifest
from tests.support.manifests import Replacements, small_manifest
from tests.support.projects import EDITION, SECTION, STATISTIC, TEXT

NUMBERS, FIGURES, TABLES = (f"{SECTION}/{name}.yaml" for name in ("numbers", "figures", "tables"))
CSV, METADATA = f"{STATISTIC}.csv", f"{STATISTIC}.toml"
CLAIM = "{% claim endring > 0 %}Andelen økte.{% endclaim %}"
SECOND_FIGURE = (
    "forst:\n  kind: lines\n  statistic: arbeid/sysselsatte\n  select: { gruppe: Innvandrere }\n  x: aar\n"
    "  title: { nb: En til, nn: Ein til, en: One more }\n"
    "  subtitle: { nb: Prosent, nn: Prosent, en: Per cent }\nsysselsatte:\n"
)

Since = Callable[..., Comparison]


@pytest.fixture
def since(unchanged: Manifest, tmp_path: Path) -> Since:
    """What has changed since the small edition, when some of its files have been changed."""

    def changed(*replacements: tuple[str, str, str]) -> Comparison:
        return compare(unchanged, small_manifest(tmp_path / "project", *replacements))

    return changed


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def number(comparison: Comparison, name: str) -> NumberChange:
    (found,) = [change for change in comparison.numbers if change.name == name]
    return found


def printed(change: NumberChange) -> list[tuple[str, str]]:
    return [(plain(old), plain(new)) for old, new in zip(change.old_printed, change.new_printed, strict=True)]


def marked(comparison: Comparison, kind: Change) -> list[str]:
    """The blocks that differ, with new words in +…+ and removed words in -…-."""
    signs = {Stretch.SAME: "", Stretch.NEW: "+", Stretch.REMOVED: "-"}
    return [
        plain("".join(f"{signs[word.kind]}{word.words}{signs[word.kind]}" for word in block.words))
        for block in comparison.blocks
        if block.kind is kind
    ]


def test_nothing_differs_from_itself(unchanged: Manifest) -> None:
    assert compare(unchanged, unchanged).is_empty


def test_new_data_are_told_with_the_cell(since: Since) -> None:
    found = since((CSV, "Innvandrere,2014,63.7", "Innvandrere,2014,63.9"))

    change = number(found, "innvandrere")
    assert printed(change) == [("63,7 prosent", "63,9 prosent"), ("63,7 %", "63,9 %")]
    assert (change.old_values, change.new_values) == (("63.7",), ("63.9",))
    (reason,) = change.reasons
    assert reason.why is Why.DATA
    (cell,) = reason.cells
    assert (cell.statistic, dict(cell.members)) == ("arbeid/sysselsatte", {"gruppe": "Innvandrere", "aar": "2014"})
    assert (cell.old, cell.new) == ("63.7", "63.9")
    assert {change.name for change in found.numbers} == {"innvandrere", "avstand", "endring"}
    (statistic,) = found.statistics
    assert (statistic.name, statistic.has_other_content) == ("arbeid/sysselsatte", True)


def test_data_that_no_number_uses_change_no_number(since: Since) -> None:
    found = since((CSV, "ellers,2013,69.3", "ellers,2013,69.2"))

    assert found.numbers == ()
    assert [(exhibit.name, len(exhibit.cells)) for exhibit in found.exhibits] == [
        ("sysselsatte", 1),
        ("sysselsatte-gruppe", 1),
    ]


REASONS: dict[str, tuple[Replacements, str, tuple[str, str], Why]] = {
    "another cell": (
        ((NUMBERS, "alle: arbeid/sysselsatte [aar=2014]", "alle: arbeid/sysselsatte [aar=2013]"),),
        "avstand",
        ("4,7 prosentpoeng", "4,9 prosentpoeng"),
        Why.CELLS,
    ),
    "another definition": (
        ((NUMBERS, "alle - innvandrere", "innvandrere - alle"),),
        "avstand",
        ("4,7 prosentpoeng", "−4,7 prosentpoeng"),
        Why.DEFINITION,
    ),
    "another rounding": (
        ((TEXT, "avstand | prosentpoeng }}", "avstand | prosentpoeng(0) }}"),),
        "avstand",
        ("4,7 prosentpoeng", "5 prosentpoeng"),
        Why.FORMAT,
    ),
    "other words of the format": (
        (("layouts/words/nb.po", 'msgid "unit.percent"\nmsgstr "prosent"', 'msgid "unit.percent"\nmsgstr "pst."'),),
        "innvandrere",
        ("63,7 prosent", "63,7 pst."),
        Why.FORMAT,
    ),
    "another number in its place": (
        ((TEXT, "{{ innvandrere | prosent }}", "{{ alle | prosent }}"),),
        "alle",
        ("63,7 prosent", "68,4 prosent"),
        Why.REPLACED,
    ),
}


@pytest.mark.parametrize(("replacements", "name", "forms", "why"), REASONS.values(), ids=REASONS.keys())
def test_why_a_number_has_changed(
    replacements: Replacements, name: str, forms: tuple[str, str], why: Why, since: Since
) -> None:
    change = number(since(*replacements), name)

    assert printed(change) == [forms]
    assert [reason.why for reason in change.reasons] == [why]


def test_a_number_may_have_changed_for_two_reasons(since: Since) -> None:
    found = since(
        (CSV, "Innvandrere,2014,63.7", "Innvandrere,2014,63.9"),
        (TEXT, "avstand | prosentpoeng }}", "avstand | prosentpoeng(0) }}"),
    )

    assert [reason.why for reason in number(found, "avstand").reasons] == [Why.DATA, Why.FORMAT]
    assert printed(number(found, "avstand")) == [("4,7 prosentpoeng", "5 prosentpoeng")]


def test_a_value_that_prints_the_same_is_told_all_the_same(tmp_path: Path) -> None:
    rounded = (TEXT, "avstand | prosentpoeng }}", "avstand | prosentpoeng(0) }}")
    found = compare(
        small_manifest(tmp_path / "old", rounded),
        small_manifest(tmp_path / "new", rounded, (CSV, "Innvandrere,2014,63.7", "Innvandrere,2014,63.8")),
    )

    change = number(found, "avstand")
    assert printed(change) == [("5 prosentpoeng", "5 prosentpoeng")]
    assert (change.old_values, change.new_values) == (("4.7",), ("4.6",))
    assert [reason.why for reason in change.reasons] == [Why.DATA]


def test_numbers_come_and_go(since: Since) -> None:
    found = since(
        (TEXT, ", {{ avstand | prosentpoeng }} lavere enn\ni hele befolkningen", ""),
        (TEXT, CLAIM, f"{CLAIM}\n\nAv alle var {{{{ alle | prosent }}}} i arbeid."),
    )

    assert [(change.name, change.reasons[0].why) for change in found.numbers] == [
        ("alle", Why.NEW),
        ("avstand", Why.REMOVED),
    ]
    assert [plain(form) for form in number(found, "alle").new_printed] == ["68,4 prosent"]
    assert number(found, "alle").old_printed == ()


def test_a_number_that_is_printed_once_more_has_not_changed(since: Since) -> None:
    found = since((TEXT, CLAIM, f"{CLAIM} Det er {{{{ innvandrere | prosent }}}}."))

    assert found.numbers == ()
    assert len(marked(found, Change.CHANGED)) == 1


WORDS: dict[str, tuple[Replacements, Change, list[str]]] = {
    "other words": (
        ((f"{EDITION}/innledning/text.nb.md", "viser hvordan", "forteller om hvordan"),),
        Change.CHANGED,
        ["Tallene -viser-+forteller om+ hvordan det går."],
    ),
    "a comma": (
        ((f"{EDITION}/definisjoner/text.nb.md", "er de", "er de,"),),
        Change.CHANGED,
        ["Sysselsatte er de+,+ som har arbeid."],
    ),
    "a new paragraph": (
        ((f"{EDITION}/innledning/text.nb.md", "det går.", "det går.\n\nMer står i hvert kapittel."),),
        Change.NEW,
        ["+Mer står i hvert kapittel.+"],
    ),
}


@pytest.mark.parametrize(("replacements", "kind", "expected"), WORDS.values(), ids=WORDS.keys())
def test_words_that_differ_are_marked(
    replacements: Replacements, kind: Change, expected: list[str], since: Since
) -> None:
    found = since(*replacements)

    assert marked(found, kind) == expected
    assert len(found.blocks) == 1
    assert (found.numbers, found.claims, found.exhibits, found.statistics) == ((), (), (), ())


def test_a_removed_paragraph_is_told(unchanged: Manifest, tmp_path: Path) -> None:
    colophon, kept = f"{EDITION}/kolofon/text.nb.md", "Dette er en eksempelutgave.\n"
    longer = small_manifest(tmp_path / "project", (colophon, kept, f"{kept}\nDen er laget av åpne tall.\n"))

    assert marked(compare(longer, unchanged), Change.REMOVED) == ["-Den er laget av åpne tall.-"]


def test_a_heading_of_another_rank_is_told(tmp_path: Path) -> None:
    heading = "## De fleste innvandrere er i jobb"
    earlier, later = (
        small_manifest(tmp_path / name / "project", (TEXT, heading, f"## Først\n\nNoe.\n\n{rank}{heading}"))
        for name, rank in (("earlier", ""), ("later", "#"))
    )
    found = compare(earlier, later)

    assert "h2" in {block.element for block in found.blocks}


def test_a_figure_put_in_before_another_renumbers_what_names_it(since: Since) -> None:
    figure = '{{ figure("forst") }}\n\n{{ figure("sysselsatte") }}'
    found = since((FIGURES, "sysselsatte:\n", SECOND_FIGURE), (TEXT, '{{ figure("sysselsatte") }}', figure))

    assert [(change.name, change.kind) for change in found.exhibits] == [
        ("forst", Change.NEW),
        ("sysselsatte", Change.RENUMBERED),
    ]
    sentence = [text for text in marked(found, Change.RENUMBERED) if "hele befolkningen" in text]
    assert len(sentence) == 1
    assert "(figur -1-+2+)" in sentence[0]
    assert not [text for text in marked(found, Change.CHANGED) if "hele befolkningen" in text]
    assert found.claims == ()


EXHIBITS: dict[str, tuple[Replacements, str, str]] = {
    "title": (((TABLES, "nb: Sysselsatte etter", "nb: Andel sysselsatte etter"),), "sysselsatte-gruppe", "title"),
    "subtitle": (((TABLES, "Prosent av alle", "Andel av alle"),), "sysselsatte-gruppe", "subtitle"),
}


@pytest.mark.parametrize(("replacements", "name", "field"), EXHIBITS.values(), ids=EXHIBITS.keys())
def test_other_texts_of_a_table(replacements: Replacements, name: str, field: str, since: Since) -> None:
    (change,) = since(*replacements).exhibits

    assert (change.name, change.kind, change.cells) == (name, Change.CHANGED, ())
    assert [text.field for text in change.texts] == [field]


def test_cells_of_a_table_come_and_go(since: Since) -> None:
    (change,) = since((TABLES, "2013..2014", "2012..2013")).exhibits

    assert {dict(cell.members)["aar"] for cell in change.cells if cell.old is None} == {"2012"}
    assert {dict(cell.members)["aar"] for cell in change.cells if cell.new is None} == {"2014"}
    assert not change.is_drawn_otherwise


def test_a_symbol_in_place_of_a_value_is_told(since: Since) -> None:
    found = since((CSV, "innvandrerforeldre,2014,54.2", "innvandrerforeldre,2014,:"))

    (change,) = [exhibit for exhibit in found.exhibits if exhibit.what == "figure"]
    assert [(cell.old, cell.new) for cell in change.cells] == [("54.2", ":")]


def test_a_figure_with_another_name_of_a_series_is_drawn_otherwise(since: Since) -> None:
    found = since((METADATA, 'nb = "Resten av befolkningen"', 'nb = "Alle andre"'))

    (figure,) = [exhibit for exhibit in found.exhibits if exhibit.what == "figure"]
    assert figure.cells == ()
    assert figure.is_drawn_otherwise


def test_an_exhibit_that_was_taken_out(since: Since) -> None:
    found = since(
        (TEXT, '{{ table("sysselsatte-gruppe") }}\n', ""),
        (TEXT, ' {{ ref("sysselsatte-gruppe", capital=true) }} viser gruppene.', ""),
    )

    assert [(exhibit.name, exhibit.kind) for exhibit in found.exhibits] == [("sysselsatte-gruppe", Change.REMOVED)]


CLAIMS: dict[str, tuple[Replacements, Change, str]] = {
    "other words": (((TEXT, "Andelen økte.", "Andelen har vokst."),), Change.CHANGED, "words"),
    "another condition": (((TEXT, "endring > 0", "endring > 0.5"),), Change.CHANGED, "condition"),
    "other values": (((CSV, "Innvandrere,2012,62.9", "Innvandrere,2012,62.8"),), Change.CHANGED, "values"),
    "taken out": (((TEXT, CLAIM, "Andelen økte."),), Change.REMOVED, "values"),
    "another claim": (
        ((TEXT, CLAIM, f"{CLAIM} {{% claim innvandrere < alle %}}Flere andre er i jobb.{{% endclaim %}}"),),
        Change.NEW,
        "values",
    ),
}


@pytest.mark.parametrize(("replacements", "kind", "what"), CLAIMS.values(), ids=CLAIMS.keys())
def test_claims_that_differ(replacements: Replacements, kind: Change, what: str, since: Since) -> None:
    (change,) = since(*replacements).claims

    assert change.kind is kind
    differs = {"words": change.is_reworded, "condition": change.has_other_condition, "values": bool(change.values)}
    assert [name for name, is_so in differs.items() if is_so] == [what]


def test_another_published_table_of_a_statistic(since: Since) -> None:
    (change,) = since((METADATA, "table/09837", "table/09838")).statistics

    assert not change.has_other_content
    assert [address for _, address, _ in change.old_tables] == ["https://www.ssb.no/statbank/table/09837"]
    assert [address for _, address, _ in change.new_tables] == ["https://www.ssb.no/statbank/table/09838"]
