"""Rules of structure, for and against, in cases over the small project."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.findings import Finding
from brochure.proofreading.rule import EditionRule
from brochure.proofreading.rules.structure import RULES
from tests.support.cases import assert_found, cases
from tests.support.projects import EDITION, SECTION, STATISTIC, gathered, small_edition, small_file
from tests.support.readings import reading_of


def files_of(case: dict[str, Any]) -> dict[str, str]:
    """What a case changes in the small project."""
    language = case["language"]
    settings, text = f"{EDITION}/edition.toml", f"{SECTION}/text.{language}.md"
    front = small_file(text).rpartition("---\n")[0]
    alone = "[" + ", ".join(f'"{each}"' for each in case.get("languages", [language])) + "]"
    numbers = f"{SECTION}/numbers.yaml"
    kept = "".join(line for line in small_file(numbers).splitlines(keepends=True) if line.startswith(("innv", "endr")))
    files = {
        settings: small_file(settings).replace('["nb", "nn", "en"]', alone),
        text: f"{front}---\n{case['text']}",
        numbers: f"{kept}{case.get('numbers', '')}\n",
    }
    for name, (old, new) in case.get("replace", {}).items():
        files[f"{SECTION}/{name}"] = small_file(f"{SECTION}/{name}").replace(old, new)
    if "copy" in case:
        old, new = case.get("replace_statistic", ["", ""])
        for ending in (".csv", ".toml"):
            files[f"data/statistics/{case['copy']}{ending}"] = small_file(f"{STATISTIC}{ending}").replace(old, new)
    return files


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("cases") / "structure.yaml"))
def test_structure(tmp_path: Path, case: dict[str, Any]) -> None:
    edition, findings = gathered(tmp_path, small_edition(files_of(case)), case["language"])
    assert not [finding for finding in findings if ": error: " in finding]
    reading = replace(reading_of(edition), used_elsewhere=frozenset(case.get("used_elsewhere", ())))
    found: list[Finding] = []
    for rule in RULES:
        found += rule.findings([reading]) if isinstance(rule, EditionRule) else rule.findings(reading)
    assert_found(found, case["finds"])


def test_a_period_that_nothing_names_is_told_where_it_is_defined(tmp_path: Path) -> None:
    names = """periods:
  naa: latest arbeid/sysselsatte
  foer: naa - 1
  i_fjor: naa - 1
  i_tittel: naa - 1
  i_figur: naa - 2
  i_krav: naa - 1
  ledig: naa - 1
  om_ledig: ledig - 1
numbers:
  innvandrere: arbeid/sysselsatte [aar=foer]
  endring: change(innvandrere, since=i_fjor)
claims:
  oker: latest(arbeid/sysselsatte [gruppe=*]) > i_krav
"""
    figures, settings = f"{SECTION}/figures.yaml", f"{EDITION}/edition.toml"
    changes = {
        f"{SECTION}/numbers.yaml": names,
        f"{SECTION}/text.nb.md": "---\ntitle: Arbeid {{ i_tittel | periode }}\n---\nTekst.\n",
        figures: small_file(figures).replace('gruppe: "*"', 'gruppe: "*", aar: "i_figur..naa"'),
        settings: small_file(settings).replace('["nb", "nn", "en"]', '["nb"]'),
    }
    edition, _ = gathered(tmp_path, small_edition(changes))
    unused = next(rule for rule in RULES if rule.name == "unused-period")
    assert isinstance(unused, EditionRule)
    found = unused.findings([reading_of(edition)])
    assert [each.message.split("'")[1] for each in found] == ["ledig", "om_ledig"]


def test_an_unused_number_is_told_where_it_is_defined(tmp_path: Path) -> None:
    case = {"language": "nb", "text": "Ikke mer.", "numbers": "ny: arbeid/sysselsatte [aar=2013]"}
    edition, _ = gathered(tmp_path, small_edition(files_of(case)))
    unused = next(rule for rule in RULES if rule.name == "unused-number")
    assert isinstance(unused, EditionRule)
    (found,) = unused.findings([reading_of(edition)])
    assert str(found.place) == f"{SECTION}/numbers.yaml:3"
