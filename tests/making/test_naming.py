"""Names of an edition: periods named once, numbers and claims over them, told where they are wrong."""

from decimal import Decimal
from pathlib import Path

import pytest

from brochure.building.check import check_edition
from brochure.findings import Finding
from brochure.making.stages import Gathered
from brochure.project.sources.project import Project
from brochure.statistics.publications import covered_words
from tests.support.projects import (
    EDITION,
    LANGUAGES,
    SECTION,
    STATISTIC,
    TEXT,
    Files,
    gathered,
    make_project,
    small_edition,
    small_file,
)
from tests.support.traces import untraced

NUMBERS = f"{SECTION}/numbers.yaml"
NAMED = """\
periods:
  naa: latest arbeid/sysselsatte
  foer: naa - 2
  start: {period: 2013, reason: Første år med ny grense.}
numbers:
  innvandrere: arbeid/sysselsatte [gruppe=Innvandrere, aar=naa]
  alle: arbeid/sysselsatte [aar=naa]
  avstand: alle - innvandrere
  avstand_foer: at(avstand, foer)
  endring: change(innvandrere, since=foer)
  mindre: change(avstand, since=start)
claims:
  oker: endring > 0
  naermere: avstand < avstand_foer
  begge: oker and naermere
"""
FRONT = "---\ntitle: Arbeid\n---\n"
HELD = "{% claim begge %}Avstanden er blitt mindre.{% endclaim %}"
NO_EXHIBITS = {f"{SECTION}/figures.yaml": "", f"{SECTION}/tables.yaml": ""}


def edition(folder: Path, numbers: str = NAMED, text: str = "Tekst.", **more: str) -> tuple[Gathered, list[str]]:
    files: Files = {NUMBERS: numbers, TEXT: FRONT + text, **NO_EXHIBITS, **more}
    found, findings = gathered(folder, small_edition(files))
    return found, findings


def faults(folder: Path, numbers: str, text: str = "Tekst.") -> list[str]:
    return [finding.removeprefix(f"{NUMBERS}:") for finding in edition(folder, numbers, text)[1]]


def printed(folder: Path, text: str, numbers: str = NAMED) -> str:
    found, findings = edition(folder, numbers, text)
    assert findings == []
    return untraced("".join(block.content for block in found.text.parts["arbeid"].blocks))


def test_periods_stand_in_selections_and_functions(tmp_path: Path) -> None:
    found, findings = edition(tmp_path)

    values = {name: number.value for name, number in found.numbers.values.items()}
    assert findings == []
    assert values == {
        "innvandrere": Decimal("63.7"),
        "alle": Decimal("68.4"),
        "avstand": Decimal("4.7"),
        "avstand_foer": Decimal("6.0"),
        "endring": Decimal("0.8"),
        "mindre": Decimal("-0.8"),
    }


def test_what_is_recorded_of_a_formula_names_its_periods_in_full(tmp_path: Path) -> None:
    found, _ = edition(tmp_path)

    formulas = {each.name: each.expression for each in found.edition.definitions}
    assert formulas["innvandrere"] == "arbeid/sysselsatte [gruppe=Innvandrere, aar=2014]"
    assert formulas["endring"] == 'change(innvandrere, since="2012")'


def test_the_latest_period_is_the_latest_that_was_published_by_the_date_of_the_edition(tmp_path: Path) -> None:
    tables = """
[[tables]]
address = "https://www.ssb.no/ny"
covers = { aar = "2014" }
published = 2015-11-01
"""
    metadata = small_file(f"{STATISTIC}.toml").replace("\n[dimensions.gruppe]", f"{tables}\n[dimensions.gruppe]")
    found, findings = edition(tmp_path, **{f"{STATISTIC}.toml": metadata})

    by = "for the one before it, write latest arbeid/sysselsatte by naa - 2"
    assert findings == [f"{NUMBERS}:3: error: 'foer': arbeid/sysselsatte has no 2011; it has 2012 to 2014; {by}"]
    assert found.numbers.periods.at(TEXT).moments["naa"].member == "2013"


def test_one_fault_of_several_numbers_is_told_once_with_the_times_beside_it(tmp_path: Path) -> None:
    """A table that skips the year before last: what an editor mends is the period, not each number."""
    cells = small_file(f"{STATISTIC}.csv")
    without = "".join(f"{line}\n" for line in cells.splitlines() if ",2013," not in line)
    numbers = "periods:\n  naa: latest arbeid/sysselsatte\n  ifjor: {period: 2013, reason: Fordi.}\nnumbers:\n"
    numbers += "".join(f"  n{i}: arbeid/sysselsatte [aar=ifjor]\n" for i in range(5))
    _, findings = edition(tmp_path, numbers + "  sum: n1 + n2\n", "Tekst.", **{f"{STATISTIC}.csv": without})
    why = "arbeid/sysselsatte has no ifjor, which is 2013; beside it there are 2012 and 2014"
    assert [each for each in findings if "error" in each] == [f"{NUMBERS}:5: error: 'n0', 'n1', 'n2' and 2 more: {why}"]


def test_a_period_that_begins_after_the_date_of_the_edition_is_not_the_latest(tmp_path: Path) -> None:
    cells = small_file(f"{STATISTIC}.csv")
    later = cells + "".join(f"{line.replace(',2014,', ',2016,')}\n" for line in cells.splitlines() if ",2014," in line)
    found, findings = edition(tmp_path, **{f"{STATISTIC}.csv": later})

    assert findings == []
    assert found.numbers.periods.at(TEXT).moments["naa"].member == "2014"


def test_a_claim_may_ask_for_a_period_that_the_table_lacks(tmp_path: Path) -> None:
    claim = "  ny: not has(arbeid/sysselsatte [aar=naa + 1, gruppe=*]) and has(arbeid/sysselsatte [aar=naa - 1])\n"
    _, findings = edition(tmp_path, NAMED + claim, HELD + "{% claim ny %}Nyere tall er ikke kommet.{% endclaim %}")

    assert findings == []


def test_a_latest_period_may_be_that_of_a_selection(tmp_path: Path) -> None:
    cells = small_file(f"{STATISTIC}.csv").replace("Innvandrere,2014,63.7", "Innvandrere,2014,..")
    numbers = "periods:\n  naa: latest arbeid/sysselsatte [gruppe=Innvandrere]\nnumbers:\n"
    numbers += "  a: arbeid/sysselsatte [gruppe=Innvandrere, aar=naa]\n"
    found, _ = edition(tmp_path, numbers, **{f"{STATISTIC}.csv": cells})

    assert found.numbers.values["a"].value == Decimal("63.1")


BORN = "arbeid/sysselsatte [gruppe=Norskfødte med innvandrerforeldre]"
"""It has no value for 2013."""
TOGETHER = {
    "by a period without a value": (f"latest {BORN} by naa - 1", "2012"),
    "by a period with one": ("latest arbeid/sysselsatte by naa - 1", "2013"),
    "by a year": (f"latest {BORN} by 2013", "2012"),
    "of two": (f"latest arbeid/sysselsatte [gruppe=Innvandrere] and {BORN}", "2014"),
    "of two by a period": (f"latest arbeid/sysselsatte [gruppe=Innvandrere] and {BORN} by naa - 1", "2012"),
    "quoted": ('latest arbeid/sysselsatte [gruppe="Norskfødte med innvandrerforeldre"] by naa - 1', "2012"),
}


@pytest.mark.parametrize(("defined", "expected"), TOGETHER.values(), ids=TOGETHER.keys())
def test_a_latest_period_may_be_that_of_several_and_by_another(tmp_path: Path, defined: str, expected: str) -> None:
    numbers = f"periods:\n  naa: latest arbeid/sysselsatte\n  p: {defined}\nnumbers:\n  a: arbeid/sysselsatte [aar=p]\n"
    found, _ = edition(tmp_path, numbers)

    assert found.numbers.periods.at(TEXT).moments["p"].member == expected


QUARTERS = """gruppe,aar,kvartal,verdi
Hele befolkningen,2014,{second},60.1
Hele befolkningen,2014,{fourth},60.2
Hele befolkningen,2015,{second},60.3
Hele befolkningen,2015,{fourth},60.4
"""
"""Beside the year; the last of them had not ended by the date of the edition."""


@pytest.mark.parametrize(
    ("second", "fourth", "defined", "expected"),
    [
        ("2. kvartal", "4. kvartal", "latest arbeid/sysselsatte [kvartal=4. kvartal]", "2014"),
        ("K2", "K4", "latest arbeid/sysselsatte [kvartal=K2]", "2015"),
        ("mai", "november", "latest arbeid/sysselsatte [kvartal=november]", "2014"),
        ("M05", "M11", "latest arbeid/sysselsatte", "warning"),
        ("kort", "lang", "latest arbeid/sysselsatte", "2015"),
    ],
)
def test_quarters_beside_the_year(tmp_path: Path, second: str, fourth: str, defined: str, expected: str) -> None:
    rows = QUARTERS.format(second=second, fourth=fourth)
    described = small_file(f"{STATISTIC}.toml")
    first, last = (described.index(f"[dimensions.{name}") for name in ('gruppe.members."Innvandrere', "aar"))
    described = f"{described[:first]}{described[last:]}\n[dimensions.kvartal]\nlabel = {{ nb = 'Kvartal' }}\n"
    numbers = f"periods:\n  naa: {defined}\nnumbers:\n  a: arbeid/sysselsatte [aar=naa, kvartal={second}]\n"
    found, findings = edition(tmp_path, numbers, **{f"{STATISTIC}.csv": rows, f"{STATISTIC}.toml": described})
    assert not [each for each in findings if "error" in each]
    uneven = [each for each in findings if "[uneven-latest]" in each]
    if expected == "warning":
        assert uneven == [
            f"{NUMBERS}:2: warning: 'naa' is a year that not each 'kvartal' reaches: M05 to 2015, M11 to 2014; name "
            "the one that is meant: latest arbeid/sysselsatte [kvartal=M05] [uneven-latest]"
        ]
    else:
        assert uneven == []
        assert found.numbers.periods.at(TEXT).moments["naa"].member == expected


def test_periods_and_claims_of_the_edition_hold_in_all_its_parts(tmp_path: Path) -> None:
    whole = "periods:\n  naa: latest arbeid/sysselsatte\nclaims:\n  oker: endring > 0\n"
    own = NAMED.replace("  naa: latest arbeid/sysselsatte\n", "").replace("  oker: endring > 0\n", "")
    _, findings = edition(tmp_path, own, HELD, **{f"{EDITION}/numbers.yaml": whole})

    assert findings == []


def test_figures_and_tables_take_periods(tmp_path: Path) -> None:
    select = 'select: { gruppe: "*", aar: start..naa }'
    figures = small_file(f"{SECTION}/figures.yaml").replace('select: { gruppe: "*" }', select)
    tables = small_file(f"{SECTION}/tables.yaml").replace('aar: "2013..2014"', "aar: [foer, naa]")
    files = {f"{SECTION}/figures.yaml": figures, f"{SECTION}/tables.yaml": tables}
    found, _ = gathered(tmp_path, small_edition({NUMBERS: NAMED, **files}))

    assert {cell.member("aar") for cell in found.figures["sysselsatte"].cells} == {"2013", "2014"}
    assert [each.printed.columns for each in found.tables.values()] == [("2012", "2014")]


FAULTY = {
    "unknown period": ("naa: latset - 2", "2: error: there is no period 'latset'."),
    "circle": ("a: b - 1\n  b: a - 1", "2: error: 'a' is defined by itself: a → b → a"),
    "no such statistic": (
        "naa: latest arbeid/sysselsate",
        "2: error: there is no statistic 'arbeid/sysselsate'. Did you mean 'arbeid/sysselsatte'?",
    ),
    "period that the statistic lacks": (
        "naa: latest arbeid/sysselsatte\n  foer: naa - 20",
        "3: error: 'foer': arbeid/sysselsatte has no 1994; it has 2012 to 2014",
    ),
    "period that the table skips": (
        "naa: latest arbeid/sysselsatte\n  foer: naa - 20",
        "3: error: 'foer': arbeid/sysselsatte has no 1994; it has 2012 to 2014; for the one before it, write latest "
        "arbeid/sysselsatte by naa - 20",
    ),
    "nothing by then": (
        "naa: latest arbeid/sysselsatte\n  foer: latest arbeid/sysselsatte by naa - 3",
        "3: error: 'foer': arbeid/sysselsatte: the first period is 2012, and naa - 3 is 2011",
    ),
    "nothing together": (
        "a: latest arbeid/sysselsatte [aar=2014] and arbeid/sysselsatte [aar=2013]",
        "2: error: 'a': there is no period in which all have a value: arbeid/sysselsatte",
    ),
    "by no period": ("a: latest arbeid/sysselsatte by i fjor", "2: error: 'a' is by 'i fjor', which is no period;"),
    "by an unknown period": ("a: latest arbeid/sysselsatte by na", "2: error: there is no period 'na'."),
    "by itself": ("a: latest arbeid/sysselsatte by a", "2: error: 'a' is defined by itself: a → a"),
    "fixed without a reason": (
        "start: 2013",
        "2: warning: 'start' is a fixed period, and will not move on; write latest …, or why: "
        "{period: …, reason: …} [fixed-period]",
    ),
    "no period at all": (
        "naa: 1. mai i fjor",
        "2: error: 'naa' is defined as '1. mai i fjor'; write latest STATISTIC, another period - 2, or a period:",
    ),
    "name that is a period": ("k12014: latest arbeid/sysselsatte", "2: error: 'k12014' can be read as a period itself"),
    "name of a function": ("latest: latest arbeid/sysselsatte", "2: error: 'latest' has a meaning of its own"),
    "unknown key": ("start: {periode: 2013, reason: x}", "2: error: 'periode' says nothing of a period."),
}


@pytest.mark.parametrize(("periods", "expected"), FAULTY.values(), ids=FAULTY.keys())
def test_a_faulty_period_is_told_at_its_line(tmp_path: Path, periods: str, expected: str) -> None:
    found = faults(tmp_path, f"periods:\n  {periods}\n")

    assert any(finding.startswith(expected) for finding in found), found


def test_names_in_groups_and_names_alone_do_not_mix(tmp_path: Path) -> None:
    found = faults(tmp_path, "andel: arbeid/sysselsatte [aar=2014]\nclaims:\n  a: andel > 2\n")

    assert found == [
        "2: error: the definition of 'claims' must be a selection or a formula, not a typed value; names in groups "
        "stand below 'periods:', 'numbers:' and 'claims:', and nothing beside these"
    ]


def test_what_uses_a_faulty_period_is_not_told_too(tmp_path: Path) -> None:
    numbers = "periods:\n  naa: latest arbeid/x\nnumbers:\n  a: arbeid/sysselsatte [aar=naa]\nclaims:\n  b: a > 2\n"
    found = faults(tmp_path, numbers, "{{ a | prosent }} {% claim b %}A.{% endclaim %}")

    assert len(found) == 1


def test_a_period_that_is_not_named_is_told_with_near_names(tmp_path: Path) -> None:
    found = faults(tmp_path, NAMED.replace("aar=naa]\n  avstand:", "aar=nå]\n  avstand:"))

    assert found == ["7: error: 'alle': there is no period 'nå'. Known: 'foer', 'naa' and 'start'."]


def test_a_claim_has_its_condition_once_and_serves_texts_and_other_claims(tmp_path: Path) -> None:
    found, findings = edition(tmp_path, text=HELD)

    (claim,) = found.text.ledger.claims
    assert findings == []
    assert (claim.name, claim.condition) == ("begge", "(endring > 0) and (avstand < avstand_foer)")
    assert dict(claim.values) == {
        "avstand": Decimal("4.7"),
        "avstand_foer": Decimal("6.0"),
        "endring": Decimal("0.8"),
    }


def test_a_false_claim_is_told_once_with_its_sentences_in_every_language(tmp_path: Path) -> None:
    numbers = NAMED.replace("oker: endring > 0", "oker: endring > 5").replace("begge: oker and naermere", "andre: oker")
    texts: dict[str, str | bytes] = {
        f"{SECTION}/text.{code}.md": f"{FRONT}{{% claim oker %}}{sentence}{{% endclaim %}}"
        for code, sentence in (("nb", "Andelen økte."), ("nn", "Delen auka."), ("en", "The share grew."))
    }
    project = make_project(
        tmp_path, small_edition({NUMBERS: numbers, **NO_EXHIBITS, **texts}), layouts=True, fonts=True
    )
    (told,) = [found.message for found in check(project) if found.rule == "false-claim"]

    assert told == (
        "the claim 'oker' no longer holds: it needs endring > 5, but endring = 0.8; rewrite its sentences: "
        f"{SECTION}/text.nb.md:4 «Andelen økte.»; {SECTION}/text.nn.md:4 «Delen auka.»; "
        f"{SECTION}/text.en.md:4 «The share grew.»"
    )


def test_a_claim_by_name_stands_in_titles_headings_and_the_words_of_figures(tmp_path: Path) -> None:
    held = "{% claim oker %}Flere i jobb{% endclaim %}"
    text = f'---\ntitle: "{held}"\nlead: "{held}."\n---\n## {held}\n\nTekst.\n\n{{{{ figure("sysselsatte") }}}}\n'
    figures = small_file(f"{SECTION}/figures.yaml").replace("nb: Flere innvandrere er i jobb", f'nb: "{held}"')
    figures += f'  note: {{ nb: "{held}." }}\n'
    files = {NUMBERS: NAMED, TEXT: text, f"{SECTION}/figures.yaml": figures, f"{SECTION}/tables.yaml": ""}
    found, findings = gathered(tmp_path, small_edition(files))

    assert findings == []
    assert [claim.name for claim in found.text.ledger.claims] == ["oker"] * 5


def test_a_claim_that_no_text_uses_is_told(tmp_path: Path) -> None:
    texts: dict[str, str | bytes] = {
        f"{SECTION}/text.{code}.md": f"{FRONT}{{% claim begge %}}A.{{% endclaim %}}" for code in ("nb", "nn", "en")
    }
    numbers = f"{NAMED}  aldri: endring > 0.5\n"
    project = make_project(
        tmp_path, small_edition({NUMBERS: numbers, **NO_EXHIBITS, **texts}), layouts=True, fonts=True
    )
    told = [found.message for found in check(project) if found.rule == "unused-number"]

    assert told == [
        "no text uses the number 'mindre'; print it, or take it away",
        "no text uses the claim 'aldri'; hold a sentence with it, or take it away",
    ]


OVER_DATA = {
    "not has(arbeid/sysselsatte [aar=2015])": True,
    "has(arbeid/sysselsatte [aar=2013, gruppe=Norskfødte med innvandrerforeldre])": False,
    "latest(arbeid/sysselsatte [gruppe=Norskfødte med innvandrerforeldre, aar=2012..2013]) < naa": True,
    "latest(arbeid/sysselsatte [gruppe=*]) == 2014": True,
    "latest(arbeid/sysselsatte [gruppe=*]) > foer": True,
    "count(arbeid/sysselsatte [aar=foer..naa, gruppe=*]) == 8": True,
    'only(arbeid/sysselsatte [gruppe=*, aar=2013], "Innvandrere", "Befolkningen ellers")': True,
    'only(arbeid/sysselsatte [gruppe=*, aar=2014], "Innvandrere", "Befolkningen ellers")': False,
    "count(sections) == 1": True,
    "has(arbeid/sysselsatte [aar=naa - 2]) and not has(arbeid/sysselsatte [aar=naa - 3])": True,
}


@pytest.mark.parametrize(("condition", "holds"), OVER_DATA.items())
def test_a_claim_asks_which_cells_there_are(tmp_path: Path, condition: str, holds: bool) -> None:
    numbers = NAMED[: NAMED.index("  oker:")] + f"  a: {condition}\n"
    found, findings = edition(tmp_path, numbers)

    assert findings == []
    assert found.numbers.claims["a"].holds is holds


def test_a_figure_with_a_period_that_there_is_not_is_told_once(tmp_path: Path) -> None:
    figures = small_file(f"{SECTION}/figures.yaml").replace('select: { gruppe: "*" }', "select: { aar: start..nå }")
    files = {NUMBERS: NAMED, f"{SECTION}/figures.yaml": figures}
    _, findings = gathered(tmp_path, small_edition(files))

    assert findings == [f"{SECTION}/figures.yaml:4: error: there is no period 'nå'. Known: 'foer', 'naa' and 'start'."]


def test_what_a_table_covers_is_printed_in_each_language_and_must_be_in_it(tmp_path: Path) -> None:
    covers = 'covers = { aar = "2012..2013", gruppe = "Innvandrere" }\n'
    sound = small_file(f"{STATISTIC}.toml").replace('09837"\n\n[dim', f'09837"\n{covers}\n[dim')
    wrong = sound.replace("gruppe = ", "gruppa = ")
    found, findings = edition(tmp_path / "1", **{f"{STATISTIC}.toml": sound})
    _, faulty = edition(tmp_path / "2", **{f"{STATISTIC}.toml": wrong})

    statistic = found.statistics["arbeid/sysselsatte"]
    assert findings == []
    assert covered_words(statistic, statistic.metadata.tables[0], found.words) == "2012–2013, Innvandrere"
    assert "'gruppa' is not a dimension of arbeid/sysselsatte. Did you mean 'gruppe'?" in faulty[0]


def check(project: Project) -> list[Finding]:
    return list(check_edition(project, "2016", LANGUAGES).findings)


CLAIMS = {
    "unknown name": ("a: endrng > 0", "a: there is no number or claim 'endrng'."),
    "circle": ("a: b\n  b: a", "'a' is defined by itself: a → b → a"),
    "no condition": ("a: endring", "'a' must be true or false, such as andel > andel_foer, not endring (0.8"),
    "unreadable": ("a: endring >", "the condition cannot be read: something is missing"),
    "same on both sides": ("a: endring == endring", "'a': the two sides of this condition are the same"),
    "every case": ("a: alle > innvandrere or alle <= innvandrere", "'a': no data can make this condition false"),
    "every case over zero": ("a: alle - innvandrere > 0 or innvandrere >= alle", "'a': no data can make this"),
    "neither case": (
        "a: not (alle > innvandrere and innvandrere > alle)",
        "'a': no data can make this condition false",
    ),
    "every case of typed values": ("a: endring > 3 or endring < 5", "'a': no data can make this condition false"),
    "size": ("a: abs(endring) >= 0", "'a': no data can make this condition false"),
    "what no share can be": ("a: innvandrere >= 0", "'a': no data can make this condition false"),
    "above all shares": ("a: alle > 100", "'a': no data can make this condition true"),
    "no case": ("a: endring > 5 and endring < 3", "'a': no data can make this condition true"),
    "typed values": ("a: 2 > 1", "'a': this condition uses no number"),
    "what a number needs": (
        "a: alle > 3 and has(arbeid/sysselsatte [aar=naa])",
        "'a': has(arbeid/sysselsatte [aar=2014]) cannot be false, as 'alle' is taken from there; leave it out",
    ),
    "the latest itself": (
        "a: latest(arbeid/sysselsatte [gruppe=*]) == naa",
        "'a': no data can change this condition: 'naa' is the latest period of arbeid/sysselsatte itself",
    ),
    "itself before the latest": ("a: endring > 0 and naa <= latest(arbeid/sysselsatte [gruppe=*])", "'a': no data can"),
    "periods made from one": ("a: foer < naa", "'a': no data can change this condition: 'foer' and 'naa' are made"),
    "a fixed period": ("a: start == 2012", "'a': this condition uses no number"),
    "name of a number": ("alle: endring > 0", "the claim 'alle' is defined already, at"),
}


@pytest.mark.parametrize(("claim", "expected"), CLAIMS.values(), ids=CLAIMS.keys())
def test_a_faulty_claim_is_told_once_at_its_line(tmp_path: Path, claim: str, expected: str) -> None:
    numbers = NAMED[: NAMED.index("  oker:")] + f"  {claim}\n"
    (found,) = faults(tmp_path, numbers, "{% claim a %}A.{% endclaim %}" if claim.startswith("a:") else "Tekst.")

    assert found.startswith(f"13: error: {expected.removeprefix('a: ')}")


def test_a_period_is_never_after_the_one_that_it_is_by(tmp_path: Path) -> None:
    numbers = NAMED.replace("foer: naa - 2", "foer: latest arbeid/sysselsatte by naa - 2")
    numbers = numbers[: numbers.index("  oker:")] + "  a: foer <= naa\n"
    (found,) = faults(tmp_path, numbers, "{% claim a %}A.{% endclaim %}")
    assert found.startswith("13: error: 'a': no data can change this condition: 'foer' and 'naa' are made from one")


def test_names_in_a_file_that_cannot_be_read_are_not_told_too(tmp_path: Path) -> None:
    figures = small_file(f"{SECTION}/figures.yaml").replace('gruppe: "*"', 'gruppe: "*", aar: start..naa')
    tables = small_file(f"{SECTION}/tables.yaml").replace('aar: "2013..2014"', "aar: [foer, naa]")
    files = {f"{SECTION}/figures.yaml": figures, f"{SECTION}/tables.yaml": tables}
    text = 'A {{ alle | prosent }}. {% claim begge %}B.{% endclaim %}\n\n{{ figure("sysselsatte") }}\n'
    _, findings = edition(tmp_path, NAMED.replace("  alle:", "\talle:"), text, **files)
    assert findings == [f"{NUMBERS}:7: error: a tab stands at the beginning of this line; indent with spaces"]


def test_a_misspelt_claim_is_told_as_one(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, NAMED, HELD + "{% claim bege %}A.{% endclaim %}")
    assert fault.endswith("there is no claim or number 'bege'. Did you mean 'begge'?")


def test_latest_periods_may_be_compared_with_each_other_and_with_a_year(tmp_path: Path) -> None:
    """A change may fall below zero, and the latest of a selection may be older than that of all."""
    numbers = NAMED.replace("periods:\n", "periods:\n  innv: latest arbeid/sysselsatte [gruppe=Innvandrere]\n")
    claims = "  a: innv == naa and naa == 2014\n  b: a and start < innv\n  c: endring >= 0 and innvandrere > 0\n"
    text = HELD + "".join(f"{{% claim {name} %}}A.{{% endclaim %}}" for name in "abc")
    assert edition(tmp_path, numbers + claims, text)[1] == []


BROKEN = """
[[breaks]]
dimension = "aar"
before = "2013"
note = { nb = "Ny grense." }
"""


@pytest.mark.parametrize(
    "claim",
    [
        "latest(arbeid/sysselsatte [gruppe=Innvandrere]) == naa",
        "latest(arbeid/sysselsatte [gruppe=*]) > start",
        "latest(arbeid/sysselsatte [gruppe=*]) - 2 == foer",
    ],
)
def test_the_latest_is_compared_with_what_may_be_another_period(tmp_path: Path, claim: str) -> None:
    numbers = NAMED[: NAMED.index("  oker:")] + f"  a: {claim}\n"
    assert faults(tmp_path, numbers, "{% claim a %}A.{% endclaim %}") == []


def test_a_claim_over_a_break_is_stopped_until_it_says_so(tmp_path: Path) -> None:
    files = {f"{STATISTIC}.toml": small_file(f"{STATISTIC}.toml") + BROKEN}
    compared = "numbers:\n  a: arbeid/sysselsatte [aar=2014]\n  b: arbeid/sysselsatte [aar=2012]\nclaims:\n  c: "
    _, stopped = edition(tmp_path / "1", f"{compared}a < b\n", **files)
    _, admitted = edition(tmp_path / "2", f"{compared}difference(a, b, across_break=true) < 0\n", **files)

    assert [finding.split(" (")[0] for finding in stopped] == [
        f"{NUMBERS}:5: error: 'c': there is a break in the series between the two"
    ]
    assert admitted == []


def test_a_condition_typed_over_a_break_is_told_and_stops_nothing(tmp_path: Path) -> None:
    files = {f"{STATISTIC}.toml": small_file(f"{STATISTIC}.toml") + BROKEN}
    numbers = "numbers:\n  a: arbeid/sysselsatte [aar=2014]\n  b: arbeid/sysselsatte [aar=2012]\n"
    text = "{% claim a < b %}Færre.{% endclaim %} {% claim a > 3 %}Mange.{% endclaim %}"
    _, found = edition(tmp_path, numbers, text, **files)
    assert [(finding.split(" (")[0], finding.split(" ")[-1]) for finding in found] == [
        (f"{TEXT}:4:1: warning: there is a break in the series between the two", "[claim-across-break]")
    ]
