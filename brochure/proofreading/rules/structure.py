"""Structure: what an edition has but does not use, and headings that promise what stands not below them.

Reads names, not words: which number, figure or member stands where. Only a heading's words are looked at, for the
printed names of members.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from jinja2 import TemplateSyntaxError, nodes

from brochure.findings import Place
from brochure.making.text.author import author_sandbox
from brochure.making.text.rendering import described
from brochure.making.text.traits import Kind, Trait, traits_of_part
from brochure.project.edition.reading import Edition
from brochure.project.sandbox.environment import Sandbox
from brochure.project.words import Words
from brochure.proofreading.rule import EditionRule, Hit, LanguageRule, Reading
from brochure.statistics.labels import label_of
from brochure.statistics.numbers.selections import SELECTION, replace_selections
from brochure.statistics.selection import Cell, SelectionError, select
from brochure.statistics.table import Statistic

FAMILY = "structure"

_WORD = re.compile(r"(?<![\w/])[a-zæøå][a-zæøå0-9_]*(?![\w/])")
_PLACED = (Kind.FIGURE, Kind.TABLE)


def _traits(reading: Reading) -> Mapping[str, Sequence[Trait]]:
    """What each part has, by its file."""
    return {part.path: traits_of_part(part) or () for part in reading.edition.parts}


def _not_mentioned(reading: Reading) -> Iterator[Hit]:
    """Figures and tables that the text of their part never refers to."""
    described = {*reading.edition.figures, *reading.edition.tables}
    for part in reading.edition.parts:
        traits = reading.once(_traits)[part.path]
        mentioned = {trait.key for trait in traits if trait.kind is Kind.REFERENCE}
        for trait in traits:
            if trait.kind in _PLACED and trait.key in described - mentioned:
                message = f"the text never mentions the {trait.kind} '{trait.key}'; say what it shows"
                yield Hit(trait.place, f'{message}, with {{{{ ref("{trait.key}") }}}}')


def _unused_numbers(readings: Sequence[Reading]) -> Iterator[Hit]:
    """Numbers and claims that no text uses, neither by themselves nor through another one that a text uses.

    Whether that is so is known only with all languages of the edition at hand, each of them read without faults.
    """
    if not _are_complete(readings):
        return
    sandbox = author_sandbox()
    used = {name for reading in readings for name in _named_in_texts(reading, sandbox)}
    edition = readings[0].edition
    claims = {claim.name for claim in edition.claims}
    definitions = {definition.name: definition for definition in (*edition.definitions, *edition.claims)}
    waiting = [name for name in used if name in definitions]
    while waiting:
        new = _named_in_formula(definitions[waiting.pop()].expression, sandbox) & definitions.keys() - used
        used |= new
        waiting += new
    for definition in definitions.values():
        if definition.name not in used:
            is_claim = definition.name in claims
            what, mend = ("claim", "hold a sentence with it") if is_claim else ("number", "print it")
            message = f"no text uses the {what} '{definition.name}'; {mend}, or take it away"
            yield Hit(definition.place, message)


def _unused_periods(readings: Sequence[Reading]) -> Iterator[Hit]:
    """Periods that no text, number, claim, figure or table names, nor another period that one of these names."""
    if not _are_complete(readings):
        return
    sandbox, edition = author_sandbox(), readings[0].edition
    used = {name for reading in readings for name in _named_in_texts(reading, sandbox)}
    used |= {word for each in (*edition.definitions, *edition.claims) for word in _WORD.findall(each.written)}
    for item in (*edition.figures.values(), *edition.tables.values()):
        used.update(_WORD.findall(str(item.document.values[item.name].get("select", ""))))
    left = list(edition.periods)
    while named := [period for period in left if period.name in used]:
        left = [period for period in left if period.name not in used]
        used |= {word for period in named for word in _WORD.findall(period.expression)}
    for period in left:
        yield Hit(period.place, f"nothing names the period '{period.name}'; use it, or take it away")


def _are_complete(readings: Sequence[Reading]) -> bool:
    if not readings:
        return False
    settings = readings[0].edition.settings
    read = {reading.edition.language for reading in readings}
    return read == set(settings.languages) and all(len(r.rendered.parts) == len(settings.parts) for r in readings)


def _named_in_texts(reading: Reading, sandbox: Sandbox) -> set[str]:
    return {name for source in reading.rendered.sources for name in _names(source.document.written.source, sandbox)}


def _named_in_formula(expression: str, sandbox: Sandbox) -> set[str]:
    return _names(f"{{{{ {replace_selections(expression)[0]} }}}}", sandbox)


def _names(source: str, sandbox: Sandbox) -> set[str]:
    try:
        return {node.name for node in sandbox.parse(source).find_all(nodes.Name)}
    except TemplateSyntaxError:
        return set()


def _unused_statistics(readings: Sequence[Reading]) -> Iterator[Hit]:
    """Statistics from which no edition takes a number, a figure or a table."""
    if not readings:
        return
    edition, known = readings[0].edition, readings[0].statistics
    if edition.unreadable:
        return
    definitions = (*edition.definitions, *edition.claims)
    used = {found[1] for definition in definitions for found in SELECTION.finditer(definition.expression)}
    used |= {word for period in edition.periods for word in period.expression.replace("[", " ").split()}
    used |= {item.description.statistic for item in (*edition.figures.values(), *edition.tables.values())}
    for name, statistic in known.items():
        if name not in used | readings[0].used_elsewhere:
            message = f"no number, figure or table uses the statistic '{name}'; use it, or take its files away"
            yield Hit(Place(statistic.path, 1), message)


def _empty_promises(reading: Reading) -> Iterator[Hit]:
    """Headings that name a member of the statistic used below, but of whose cells nothing below shows any.

    A heading is judged only where every statistic below has that member: others may show the same under another name.
    """
    for part in reading.edition.parts:
        traits = reading.once(_traits)[part.path]
        for i, trait in enumerate(traits):
            if trait.kind is not Kind.HEADING:
                continue
            cells = [cell for below in _section(traits, i) for cell in _cells(below, reading)]
            for label in _promised(trait.shown, cells, reading.words):
                message = f"the heading names «{label}», but no number, figure or table below it shows that"
                yield Hit(trait.place, f"{message}; show it, or name what is shown")


def _section(traits: Sequence[Trait], heading: int) -> Iterator[Trait]:
    """What stands in a heading and below it, as far as the next heading of its level or a higher one."""
    own = traits[heading]
    yield from (trait for trait in traits[:heading] if trait.place == own.place and trait.kind is Kind.NUMBER)
    for trait in traits[heading + 1 :]:
        if trait.kind is Kind.HEADING and trait.key <= own.key:
            return
        yield trait


def _cells(trait: Trait, reading: Reading) -> Iterator[Cell]:
    """The cells that a number, claim, figure or table shows; those of a reference are seen there, too."""
    if trait.kind in (Kind.NUMBER, Kind.CLAIM):
        for name in re.findall(r"\w+", trait.key):
            if number := reading.numbers.values.get(name):
                yield from number.cells
    elif trait.kind in (*_PLACED, Kind.REFERENCE):
        yield from _cells_of(trait.key, reading.edition, reading)


def _cells_of(name: str, edition: Edition, reading: Reading) -> Iterator[Cell]:
    if name not in edition.figures and name not in edition.tables:
        return
    description = described(edition, name).description
    statistic = reading.statistics.get(description.statistic)
    if statistic is not None:
        try:
            yield from select(statistic, description.select)
        except SelectionError:
            return


def _promised(heading: str, cells: Sequence[Cell], words: Words) -> Iterator[str]:
    """Names of members in a heading that `cells`, all from statistics that have them, do not belong to."""
    statistics = {cell.statistic.name: cell.statistic for cell in cells}
    if not statistics:
        return
    first, *others = (_labels(statistic, words) for statistic in statistics.values())
    shared = set(first).intersection(*others)
    shown = {label.casefold() for cell in cells for label in _labels_of(cell, words)}
    for label in (label for label in first if label in shared):
        is_named = re.search(rf"(?<![\w-]){re.escape(label)}(?![\w-])", heading, re.IGNORECASE)
        if is_named and not any(label.casefold() in other for other in shown):
            yield label


def _labels(statistic: Statistic, words: Words) -> list[str]:
    """The printed names of a statistic's members but for times and what stands for all."""
    found: list[str] = []
    for dimension in statistic.dimensions:
        if not dimension.is_time:
            members = (member for member in dimension.members if member != dimension.metadata.elimination)
            found += (label for member in members if (label := label_of(dimension, member, words)))
    return [label for label in found if re.search(r"[^\W\d_]", label)]


def _labels_of(cell: Cell, words: Words) -> Iterator[str]:
    for dimension, member in zip(cell.statistic.dimensions, cell.key, strict=True):
        yield label_of(dimension, member, words) or member


RULES: tuple[LanguageRule | EditionRule, ...] = (
    LanguageRule(
        "figure-not-mentioned", FAMILY, "A figure or table is never mentioned in the text of its part.", _not_mentioned
    ),
    LanguageRule("empty-heading", FAMILY, "A heading names what nothing below it shows.", _empty_promises),
    EditionRule("unused-period", FAMILY, "A period is defined, but nothing names it.", _unused_periods),
    EditionRule("unused-number", FAMILY, "A number is defined, but no text uses it.", _unused_numbers),
    EditionRule(
        "unused-statistic", FAMILY, "A statistic lies in the project, but no edition uses it.", _unused_statistics
    ),
)
