"""Proofreading an edition: every rule over its readings, less what is excused."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from brochure.findings import Faults, Finding, Place
from brochure.making.stages import Gathered
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.proofreading.excuses import Excuse, Excused, excuse, read_excuses
from brochure.proofreading.inspection.inspecting import RULES as ON_PAGES
from brochure.proofreading.phrases import PhraseError
from brochure.proofreading.reading import read_edition_texts
from brochure.proofreading.registry import all_rules, excusable, of_all_languages
from brochure.proofreading.rule import EditionRule, Reading, Rule

_SHOWN, _BEFORE = 24, 48
"""So many letters of what is printed from a finding on, and before it, tell its line on a page."""


def proofread(project: Project, gathered: Sequence[Gathered]) -> tuple[Finding, ...]:
    """What rules find in languages of an edition, each once; raises `Faults` when a language's lexicon is broken."""
    readings = [read_edition_texts(project, each) for each in gathered]
    try:
        return tuple(dict.fromkeys(found for rule in all_rules() for found in _findings(rule, readings)))
    except PhraseError as error:
        places = (reading.lexicon.place_of(error.phrase) for reading in readings)
        place = next(filter(None, places), Place("data/proofreading"))
        raise Faults.one(place, f"the phrase '{error.phrase}' cannot be looked for: {error}") from None


@dataclass(frozen=True, slots=True)
class Looked:
    """What has been looked at: an edition in some of its languages, its pages too or not.

    `is_proofread` says whether the rules of proofreading have been asked at all.
    """

    edition: str
    languages: Sequence[Language]
    all_languages: Collection[Language]
    pages: bool = False
    is_proofread: bool = True

    def asked(self, found: Excuse) -> bool:
        """Whether all that an excuse speaks of has been looked for."""
        rules, is_whole = set(found.rules), set(self.languages) >= set(self.all_languages)
        is_shared = not found.place.path.endswith(".md")
        return (
            self.is_proofread
            and (is_whole or not (is_shared or rules & of_all_languages()))
            and (self.pages or not rules & ON_PAGES.keys())
        )


def less_excused(project: Project, looked: Looked, findings: Iterable[Finding]) -> Excused:
    """Findings less those that the files of an edition excuse, and what is wrong with excuses."""
    excuses, faults = read_excuses(project, _files(project, looked), excusable())
    return excuse([*findings, *faults], excuses, looked.asked)


def _findings(rule: Rule | EditionRule, readings: Sequence[Reading]) -> Iterable[Finding]:
    if isinstance(rule, EditionRule):
        yield from rule.findings(readings)
        return
    for reading in readings:
        for finding in rule.findings(reading):
            before, printed = _printed_at(finding.place, reading)
            yield replace(finding, printed=printed, printed_before=before)


def _printed_at(place: Place, reading: Reading) -> tuple[str, str]:
    """What the text that was written at a place prints before it and from there on.

    Both are empty where it is known by its line alone.
    """
    if place.column is None:
        return "", ""
    for text in reading.texts:
        for anchor in text.anchors if text.path == place.path else ():
            offset = anchor.offset + (place.column - anchor.column if anchor.is_typed else 0)
            if anchor.line == place.line and text.place(offset) == place and 0 <= offset < len(text.content):
                return text.content[max(0, offset - _BEFORE) : offset], text.content[offset : offset + _SHOWN]
    return "", ""


def _files(project: Project, looked: Looked) -> list[str]:
    """The files that can hold excuses: those of the edition in the languages that are read."""
    folder = project.editions / looked.edition
    texts = [path for path in sorted(folder.rglob("text.*.md")) if path.suffixes[0].lstrip(".") in looked.languages]
    return [project.name(path) for path in (*texts, *sorted(folder.rglob("*.yaml")), *sorted(folder.glob("*.toml")))]
