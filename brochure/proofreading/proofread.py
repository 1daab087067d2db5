"""Proofreading an edition: every rule over its readings, less what is excused."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from brochure.findings import Faults, Finding, Place, Registry, Subject
from brochure.making.stages import Gathered
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.proofreading.excuses import Excuse, Excused, excuse, read_excuses
from brochure.proofreading.phrases import PhraseError
from brochure.proofreading.reading import read_edition_texts
from brochure.proofreading.registry import all_rules
from brochure.proofreading.rule import EditionRule, LanguageRule, Reading
from brochure.proofreading.text import Text

_SHOWN, _BEFORE = 24, 48
"""So many letters of what is printed from a finding on, and before it, tell its line on a page."""


@dataclass(frozen=True)
class _Read:
    """A reading whose letters are found again by their places."""

    reading: Reading

    def printed_at(self, place: Place) -> tuple[str, str]:
        """What the text that was written at a place prints before it and from there on.

        Both are empty where it is known by its line alone.
        """
        if (found := self._letters.get(place.path, {}).get((place.line, place.column))) is None:
            return "", ""
        text, offset = found
        return text.content[max(0, offset - _BEFORE) : offset], text.content[offset : offset + _SHOWN]

    @cached_property
    def _letters(self) -> Mapping[str, Mapping[tuple[int | None, int | None], tuple[Text, int]]]:
        found: dict[str, dict[tuple[int | None, int | None], tuple[Text, int]]] = defaultdict(dict)
        for text in self.reading.texts:
            for offset, place in enumerate(text.places):
                found[text.path].setdefault(place, (text, offset))
        return found


def proofread(project: Project, gathered: Sequence[Gathered]) -> tuple[Finding, ...]:
    """What rules find in languages of an edition, each once; raises `Faults` when a language's lexicon is broken."""
    read = [_Read(read_edition_texts(project, each)) for each in gathered]
    try:
        return tuple(dict.fromkeys(found for rule in all_rules() for found in _findings(rule, read)))
    except PhraseError as error:
        places = (each.reading.lexicon.place_of(error.phrase) for each in read)
        place = next(filter(None, places), Place("data/proofreading"))
        raise Faults.one(place, f"the phrase '{error.phrase}' cannot be looked for: {error}") from None


@dataclass(frozen=True, slots=True)
class Looked:
    """What has been looked at: an edition in some of its languages.

    `subjects` are those that every rule has been asked about: only of them is it told that an excuse excuses nothing.
    """

    edition: str
    languages: Sequence[Language]
    all_languages: Collection[Language]
    subjects: frozenset[Subject] = frozenset()

    def asked(self, found: Excuse, rules: Registry) -> bool:
        """Whether all that an excuse speaks of has been looked for."""
        if not self.subjects:
            return False
        named = [rules[name] for name in found.rules if name in rules]
        needs_all = not found.place.path.endswith(".md") or any(rule.needs_all_languages for rule in named)
        is_whole = set(self.languages) >= set(self.all_languages)
        return (is_whole or not needs_all) and all(rule.looks_at in self.subjects for rule in named)


def less_excused(project: Project, looked: Looked, findings: Iterable[Finding], rules: Registry) -> Excused:
    """Findings less those that the files of an edition excuse, and what is wrong with excuses."""
    excuses, faults = read_excuses(project, _files(project, looked), rules)
    return excuse([*findings, *faults], excuses, partial(looked.asked, rules=rules))


def excused_alone(project: Project, looked: Looked, findings: Iterable[Finding], rules: Registry) -> Excused:
    """As `less_excused`, for a step that is not asked about texts: a broken excuse is left to `check`."""
    excuses, _ = read_excuses(project, _files(project, looked), rules)
    return excuse(findings, excuses, partial(looked.asked, rules=rules))


def _findings(rule: LanguageRule | EditionRule, read: Sequence[_Read]) -> Iterable[Finding]:
    if isinstance(rule, EditionRule):
        yield from rule.findings([each.reading for each in read])
        return
    for each in read:
        for finding in rule.findings(each.reading):
            before, printed = each.printed_at(finding.place)
            yield replace(finding, printed=printed, printed_before=before)


def _files(project: Project, looked: Looked) -> list[str]:
    """The files that can hold excuses: the edition's in the languages that are read, and what describes statistics."""
    folder = project.editions / looked.edition
    texts = [path for path in sorted(folder.rglob("text.*.md")) if path.suffixes[0].lstrip(".") in looked.languages]
    described = (*sorted(folder.rglob("*.yaml")), *sorted(folder.glob("*.toml")))
    return [project.name(path) for path in (*texts, *described, *sorted(project.statistics.rglob("*.toml")))]
