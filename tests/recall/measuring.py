"""What the rules of proofreading tell of plants, which are read in one go and stand apart."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from brochure.findings import Finding
from brochure.project.languages import Language
from brochure.proofreading.registry import all_rules
from brochure.proofreading.rule import LanguageRule, Reading
from brochure.statistics.numbers.definitions import Numbers
from tests.recall.planting import Family, Plant, numbers_of
from tests.support.readings import reading_with

_OF_SPELLING = frozenset({"spelling", "lexicon"})
"""Families that look words up in a dictionary which may be absent."""


def told_of(family: Family) -> Mapping[Plant, Sequence[Finding]]:
    """What the rules of a family find in each of its plants."""
    by_part = {plant.part: plant for plant in family.plants}
    languages = list(dict.fromkeys(language for plant in family.plants for language in plant.texts))
    readings = [_reading(family, language) for language in languages]
    told: dict[str, list[Finding]] = defaultdict(list)
    for rule in all_rules():
        if rule.family in _OF_SPELLING or (family.rules and rule.name not in family.rules):
            continue
        if isinstance(rule, LanguageRule):
            found = [finding for reading in readings for finding in rule.findings(reading)]
        else:
            found = list(rule.findings(readings))
        for finding in found:
            told[finding.place.path].append(finding)
    return {plant: told[part] for part, plant in by_part.items()}


def told_wrongly(family: Family) -> list[str]:
    """What the rules of a family of right texts tell, each with its text."""
    return [f"{plant}: {finding}" for plant, found in told_of(family).items() for finding in found]


def missed(family: Family) -> tuple[Plant, ...]:
    """The plants of a family of which nothing is told."""
    return tuple(plant for plant, found in told_of(family).items() if not found)


def table_of(misses: Mapping[Family, Sequence[Plant]]) -> str:
    """The recall of each family, as lines."""
    lines = [f"{'family':24} {'plants':>6} {'found':>6} {'recall':>7}   by language"]
    for family, missing in misses.items():
        of_all, of_missing = (Counter("+".join(p.texts) for p in plants) for plants in (family.plants, missing))
        by_language = ", ".join(f"{key} {n - of_missing[key]}/{n}" for key, n in of_all.items())
        found, all_of_them = len(family.plants) - len(missing), len(family.plants)
        lines.append(f"{family.name:24} {all_of_them:6} {found:6} {found / all_of_them:7.0%}   {by_language}")
    return "\n".join(lines)


def _reading(family: Family, language: str) -> Reading:
    numbers = numbers_of(language)
    texts = [text for plant in family.plants for text in plant.texts.get(language, ())]
    shown = {p.part: [cell for name in p.shows for cell in numbers[name].cells] for p in family.plants if p.shows}
    return replace(reading_with(texts, Language(language)), numbers=Numbers(dict(numbers)), shown=shown)
