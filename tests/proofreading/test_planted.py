"""An edition with planted faults, all of which are found, and the same edition without them, in which nothing is."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from brochure.building.check import check_edition
from brochure.findings import Finding
from brochure.project.languages import Language
from brochure.proofreading.registry import all_rules
from tests.support.cases import read_yaml
from tests.support.projects import EDITION, ROOT, SECTION, make_project, small_edition, small_file

UNAVAILABLE = "proofreading-unavailable"
"""The rule that finds something only where no other can."""
NO_ANALYSER = "grammar-unavailable"
"""What is told where an extra of the operating system is missing, which no fault here needs."""
_SAID = (
    (r"(?P<said>lavere|lågare) enn", "avstand > 0", "{} enn"),
    (r"## (?P<said>Dei? fleste .*)", "innvandrere > 50", "## {}"),
    (r"lead: (?P<said>Dei? fleste .*)", "innvandrere > 50", 'lead: "{}"'),
    (r"(?<=n[bn]: )(?P<said>Flei?re [^,]*)", "endring > 0", '"{}"'),
)
"""What the small project says of its numbers without a claim, a condition for it, and how it is written then."""
LANGUAGES = (Language.BOKMAAL, Language.NYNORSK)
FAULTS: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("cases") / "planted.yaml")
NUMBERS = """\
resten: arbeid/sysselsatte [gruppe=Befolkningen ellers, aar=2014]
til_resten: resten - innvandrere
unge: arbeid/sysselsatte [gruppe=Norskfødte med innvandrerforeldre, aar=2014]
"""
TABLE = """\
andre:
  statistic: arbeid/sysselsatte
  select: { gruppe: [Innvandrere, Hele befolkningen], aar: "2013..2014" }
  rows: gruppe
  columns: aar
  title: { nb: Den andre tabellen, nn: Den andre tabellen }
  subtitle: { nb: Prosent av alle i gruppen, nn: Prosent av alle i gruppa }
"""


def edition(which: str) -> tuple[dict[str, str | bytes], Counter[tuple[str, str, int]]]:
    """The files of the edition, "right" or "wrong", and where which rule is to find something: rule, file, block.

    A block is what has been written into a file for a fault, counted from 0.
    """
    files = small_edition()
    settings = f"{EDITION}/edition.toml"
    files[settings] = small_file(settings).replace('["nb", "nn", "en"]', '["nb", "nn"]')
    added = {f"{SECTION}/numbers.yaml": [NUMBERS], f"{SECTION}/tables.yaml": [TABLE]}
    expected: Counter[tuple[str, str, int]] = Counter()
    for fault in FAULTS:
        for name, text, is_fault in _written(fault, which):
            blocks = added.setdefault(f"{SECTION}/{name}", [])
            if is_fault:
                expected[_at(fault["rule"], f"{SECTION}/{name}", len(blocks))] += 1
            blocks.append(text)
    added.setdefault(f"{SECTION}/figures.yaml", [])
    for name, blocks in added.items():
        between = "\n" if name.endswith(".yaml") else "\n\n"
        files[name] = (
            f"{_claimed(small_file(name)).rstrip()}{between}{between.join(block.rstrip() for block in blocks)}\n"
        )
    for path in (ROOT / "data" / "proofreading").rglob("*.*"):
        files[str(path.relative_to(ROOT))] = path.read_bytes()
    return files, expected


def _claimed(text: str) -> str:
    """A text of the small project with claims around what its numbers say."""
    for words, condition, written in _SAID:
        for match in reversed(list(re.finditer(words, text))):
            said = written.format(f"{{% claim {condition} %}}{match['said']}{{% endclaim %}}")
            text = text[: match.start()] + said + text[match.end() :]
    return text


def _at(rule: str, path: str, block: int) -> tuple[str, str, int]:
    """What a language lacks is told where it should stand, after what it has: at no block of its own."""
    return rule, path, -1 if rule.startswith("languages-") else block


def _written(fault: dict[str, Any], which: str) -> Iterator[tuple[str, str, bool]]:
    """File, text, and whether there is a fault in it, of all that a fault writes."""
    if "file" in fault:
        if which == "wrong":
            yield fault["file"], fault["wrong"], True
        return
    for language in LANGUAGES:
        if language in fault:
            yield f"text.{language}.md", fault[language][which], which == "wrong"
        elif language in fault.get("beside", {}):
            yield f"text.{language}.md", fault["beside"][language], False


def found_in(folder: Path, files: dict[str, str | bytes]) -> tuple[Finding, ...]:
    project = make_project(folder, files, layouts=True, fonts=True)
    found = check_edition(project, "2016", LANGUAGES).findings
    return tuple(each for each in found if each.rule != NO_ANALYSER)


def block_at(finding: Finding, files: dict[str, str | bytes]) -> int:
    """The block that a finding stands in, by its line; -1 for what stands above all blocks."""
    text, line = str(files[finding.place.path]), finding.place.line or 1
    above = "\n".join(text.splitlines()[: line - 1]) + "\n"
    original = small_file(finding.place.path).rstrip()
    if len(above) <= len(original):
        return -1
    written = [
        block for fault in FAULTS for name, block, _ in _written(fault, "wrong") if finding.place.path.endswith(name)
    ]
    if finding.place.path.endswith(".yaml"):
        written.insert(0, "")
    starts = [text.index(block.rstrip(), len(original)) for block in written]
    return max(i for i, start in enumerate(starts) if start <= len(above))


def test_all_planted_faults_are_found_where_they_stand_and_nothing_else_is(tmp_path: Path) -> None:
    files, expected = edition("wrong")
    found = found_in(tmp_path, files)
    told = Counter({_at(finding.rule, finding.place.path, block_at(finding, files)) for finding in found})
    assert sum(expected.values()) >= 40
    assert told == expected, "\n".join(map(str, found))


def test_nothing_is_found_in_the_edition_without_them(tmp_path: Path) -> None:
    files, _ = edition("right")
    assert [str(finding) for finding in found_in(tmp_path, files)] == []


def test_faults_of_every_family_are_planted() -> None:
    families = {rule.name: rule.family for rule in all_rules() if rule.family != "lexicon"}  # a folder that is missing
    planted = {families.get(fault["rule"], "") for fault in FAULTS}
    assert planted >= set(families.values())
    assert not [fault["rule"] for fault in FAULTS if not re.fullmatch(r"[a-z]+(-[a-z]+)*", fault["rule"])]


def test_a_language_without_a_folder_of_words_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path, small_edition(), layouts=True, fonts=True)
    shutil.rmtree(project.root / "data" / "proofreading" / "nn")
    found = [each for each in check_edition(project, "2016", [Language.NYNORSK]).findings if each.rule == UNAVAILABLE]
    assert [each.place.path for each in found] == [f"{EDITION}/edition.toml"]
    assert "texts in nn are not proofread" in str(found[0])
