"""Proofreading an edition: every rule over its readings, less what is excused."""

from collections.abc import Iterable, Sequence

from brochure.findings import Finding
from brochure.proofreading.excuses import Excused, excuse, read_excuses
from brochure.proofreading.reading import read_edition_texts
from brochure.proofreading.registry import all_rules
from brochure.proofreading.rule import EditionRule, Reading, Rule
from brochure.sources.project import Project
from brochure.stages import Gathered

OTHER_RULES = (
    "languages-numbers",
    "languages-figures",
    "languages-claims",
    "languages-headings",
    "languages-texts",
    "rounding-contradiction",
)
"""Rules that are looked for elsewhere, and can be excused as well."""


def proofread(project: Project, gathered: Sequence[Gathered], others: Iterable[Finding] = ()) -> Excused:
    """What rules find in languages of an edition, and the findings of `others` that have a rule, less the excused ones.

    Raises `Faults` when the lexicon of a language is broken.
    """
    readings = [read_edition_texts(project, each) for each in gathered]
    found = [*others]
    for rule in all_rules():
        found += _findings(rule, readings)
    names = {rule.name for rule in all_rules()} | set(OTHER_RULES)
    excuses, faults = read_excuses(project, _files(project, readings), names)
    excused = excuse(dict.fromkeys(found), excuses)
    return Excused((*excused.findings, *faults), excused.excuses)


def _findings(rule: Rule | EditionRule, readings: Sequence[Reading]) -> Iterable[Finding]:
    if isinstance(rule, EditionRule):
        yield from rule.findings(readings)
        return
    for reading in readings:
        yield from rule.findings(reading)


def _files(project: Project, readings: Sequence[Reading]) -> list[str]:
    """The files that can hold excuses: those of the edition in the languages that are read."""
    if not readings:
        return []
    edition = readings[0].edition
    folder = project.editions / edition.name
    languages = [reading.edition.language for reading in readings]
    texts = [path for path in sorted(folder.rglob("text.*.md")) if path.suffixes[0].lstrip(".") in languages]
    return [project.name(path) for path in (*texts, *sorted(folder.rglob("*.yaml")), *sorted(folder.glob("*.toml")))]
