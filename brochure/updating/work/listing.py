"""The editor's list of an edition, made from what `check` reads and works out; draws nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from brochure.building.merging import merged
from brochure.building.rules import registry
from brochure.findings import Faults, Finding, Place, Report
from brochure.making.stages import Common, Gathered, gather_common, gather_language
from brochure.making.text.author import FALSE_CLAIM
from brochure.project.edition.naming import UNREASONED
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.proofreading.phrases import PhraseError
from brochure.proofreading.proofread import Looked, excused_alone
from brochure.proofreading.reading import read_edition_texts
from brochure.proofreading.rule import LanguageRule
from brochure.proofreading.rules import directions, typed_times, years
from brochure.updating.available import Available
from brochure.updating.work.conditions import false_claims
from brochure.updating.work.data import open_metadata, uncovered, unpublished
from brochure.updating.work.entries import Entry, Kind, Spot, WorkList
from brochure.updating.work.newer import newer_periods
from brochure.updating.work.settings import settings_at_odds

_OF_WORDS: tuple[LanguageRule, ...] = (
    *typed_times.RULES,
    *years.RULES,
    *(rule for rule in directions.RULES if rule.name == "direction-against-values"),
)
"""The rules that tell words which the data have left behind."""
_QUOTED = re.compile("«[^»]*»")
_PLACE = re.compile(r", (?:on line|at) [^ ]+,")


def work_list(project: Project, name: str, languages: Sequence[Language]) -> WorkList:
    """What is left to do in an edition, as far as its texts in some of its languages show.

    Raises `Faults` for settings or fixed words that are broken; other faults are in the list.
    """
    common = gather_common(project, name)
    reports: dict[Language, Report] = {}
    gathered: list[Gathered] = []
    for language in languages:
        report = reports[language] = Report()
        with report.collecting():
            gathered.append(gather_language(common, language, report))
    found = merged({language: report.findings for language, report in reports.items()}).findings
    found = [*found, *_words(project, gathered)]
    looked = Looked(name, languages, common.shared.settings.languages)
    unexcused = excused_alone(project, looked, found, registry()).findings
    entries = [*_entries(common, gathered, unexcused)]
    is_open = {spot.place for entry in entries if entry.kind is Kind.METADATA for spot in entry.spots}
    faults = [
        error
        for error in Report(list(unexcused)).errors
        if error.rule != FALSE_CLAIM.name and error.place not in is_open
    ]
    order = list(Kind)
    return WorkList(name, tuple(sorted(entries, key=lambda entry: order.index(entry.kind))), tuple(faults))


def _entries(common: Common, gathered: Sequence[Gathered], findings: Iterable[Finding]) -> Iterator[Entry]:
    project, shared = common.project, common.shared
    date = shared.settings.date
    yield from settings_at_odds(project, shared.name, shared.settings, shared.document)
    yield from open_metadata(project)
    yield from uncovered(project, common, gathered)
    yield from unpublished(project, common, gathered, date)
    unreasoned = {finding.place for finding in findings if finding.rule == UNREASONED.name}
    yield from newer_periods(common, gathered, Available(date), unreasoned)
    claims = [*false_claims(common, gathered)] if gathered else []
    yield from claims
    rewritten = {line for entry in claims for spot in entry.spots for line in _lines_of_sentence(project, spot)}
    yield from _typed_words(each for each in findings if (each.place.path, each.place.line) not in rewritten)


def _lines_of_sentence(project: Project, spot: Spot) -> Iterator[tuple[str, int]]:
    """The lines of a sentence whose claim is in the list: nobody is told twice to rewrite it."""
    if not spot.text.startswith("«"):
        return
    path, first = spot.place.path, spot.place.line or 1
    lines = (project.root / path).read_text("utf-8").split("\n")
    for number, line in enumerate(lines[first - 1 :], start=first):
        yield path, number
        if "endclaim" in line or not line.strip():
            return


def _typed_words(findings: Iterable[Finding]) -> Iterator[Entry]:
    """An entry for what one rule tells in one part in the same words but for those that are quoted: each language's."""
    names = {rule.name for rule in _OF_WORDS}
    found: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.rule in names:
            folder = finding.place.path.rpartition("/")[0]
            found[finding.rule, folder, _PLACE.sub("", _QUOTED.sub("", finding.message))].append(finding)
    for (rule, _, _), together in found.items():
        spots = tuple(Spot(each.place, "".join(_QUOTED.findall(each.message)[:1])) for each in together)
        yield Entry(Kind.WORDS, together[0].message, spots, values={"rule": rule})


def _words(project: Project, gathered: Sequence[Gathered]) -> Iterator[Finding]:
    """What the rules over words tell; raises `Faults` when the lexicon of a language is broken."""
    try:
        for each in gathered:
            reading = read_edition_texts(project, each)
            for rule in _OF_WORDS:
                yield from rule.findings(reading)
    except PhraseError as error:
        message = f"the phrase '{error.phrase}' cannot be looked for: {error}"
        raise Faults.one(Place("data/proofreading"), message) from None
