"""Tells what the texts of one language lack that another language has.

The languages of an edition say the same: what one uses, the others use too, in the same part and printed alike.
Must not know how texts are rendered; of their words it compares none.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType

from brochure.findings import Finding, Level, Place, Rule
from brochure.making.text.traits import Kind, Trait, traits_of_line, traits_of_part
from brochure.project.edition.reading import Edition
from brochure.project.languages import Language

FAMILY = "languages"


def _rule(name: str, summary: str) -> Rule:
    return Rule(f"{FAMILY}-{name}", FAMILY, summary, needs_all_languages=True)


PRINTED_OTHERWISE = _rule("format", "Two languages print a number differently.")
OTHER_YEAR = _rule("year", "Two languages speak of different years.")
_OF_KIND: Mapping[Kind, Rule] = MappingProxyType(
    {
        kind: _rule(
            kind.removesuffix(" of a key figure").replace(" ", "-"), f"One language lacks a {kind} that another has."
        )
        for kind in Kind
        if kind is not Kind.YEAR
    }
    | {Kind.YEAR: OTHER_YEAR}
)
RULES = (*_OF_KIND.values(), PRINTED_OTHERWISE)

_IN_FRONT = frozenset({Kind.LEAD, Kind.KEY_FIGURE, Kind.CHANGE})
_COUNTED = frozenset({Kind.CLAIM, Kind.HEADING, Kind.KEY_FIGURE, Kind.CHANGE, Kind.SIDE_NOTE, Kind.NOTE})
"""What every language has equally often in a part; of the rest it is enough that it is there."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in one language: where it begins, below what stands in front of it, and its traits."""

    language: Language
    begin: Place
    traits: tuple[Trait, ...]
    front: Place

    @property
    def keys(self) -> list[tuple[Kind, str]]:
        """What its traits are, without their places."""
        return [(trait.kind, trait.key) for trait in self.traits]

    @property
    def counts(self) -> Counter[tuple[Kind, str]]:
        """How often it has each."""
        counts = Counter(key for key in self.keys if key[0] is not Kind.YEAR)
        return Counter({key: n if key[0] in _COUNTED else 1 for key, n in counts.items()})

    @property
    def years(self) -> dict[str, Trait]:
        """The first place of each year that is marked as not statistical."""
        found: dict[str, Trait] = {}
        for trait in self.traits:
            if trait.kind is Kind.YEAR:
                found.setdefault(trait.key, trait)
        return found

    def forms(self, number: str) -> dict[str, Trait]:
        """How it prints a number: the first place of each form."""
        found: dict[str, Trait] = {}
        for trait in self.traits:
            if trait.kind is Kind.NUMBER and trait.key == number:
                found.setdefault(trait.form, trait)
        return found


def compare_languages(editions: Sequence[Edition]) -> list[Finding]:
    """What one language of an edition lacks that another has, as warnings; `editions` are its languages in order.

    Texts that a language has not at all, or that cannot be read, are told elsewhere and passed over.
    """
    findings: list[Finding] = []
    if len(editions) < 2:
        return findings
    for texts in (*_parts(editions), *_words(editions)):
        for here in texts:
            findings += _lacking(here, [text for text in texts if text is not here])
        findings += _printed_otherwise(texts)
        findings += _other_years(texts)
    return findings


def _parts(editions: Sequence[Edition]) -> Iterator[list[_Text]]:
    """The texts of each part, by language."""
    for name in editions[0].settings.parts if editions else ():
        texts: list[_Text] = []
        for edition in editions:
            part = edition.part(name)
            traits = traits_of_part(part) if part else None
            if part is not None and traits is not None:
                texts.append(
                    _Text(edition.language, Place(part.path, part.first_line), traits, part.front_document.place())
                )
        yield texts


def _words(editions: Sequence[Edition]) -> Iterator[list[_Text]]:
    """The words around each figure and table, by language."""
    for described in (*editions[0].figures.values(), *editions[0].tables.values()) if editions else ():
        description = described.description
        words = {"title": description.title, "subtitle": description.subtitle, "note": description.note}
        for key, translations in words.items():
            texts: list[_Text] = []
            for edition in editions:
                told = translations.get(edition.language) if translations else None
                place = described.place(key)
                traits = traits_of_line(told, place) if told else None
                if traits is not None:
                    texts.append(_Text(edition.language, place, traits, place))
            yield texts


def _lacking(here: _Text, others: Sequence[_Text]) -> Iterator[Finding]:
    """What a text lacks, each told against the first of the others that has most of it."""
    counts = here.counts
    most: dict[tuple[Kind, str], _Text] = {}
    for other in others:
        for key, n in other.counts.items():
            if n > (most[key].counts if key in most else counts)[key]:
                most[key] = other
    alignments = {other.language: _aligned(other, here) for other in most.values()}
    for key, other in most.items():
        aligned = alignments[other.language]
        candidates = [i for i, found in enumerate(other.keys) if found == key]
        candidates.sort(key=lambda i: i in aligned)  # those without a counterpart first
        for i in sorted(candidates[: other.counts[key] - counts[key]]):
            before = max((j for j in aligned if j < i), default=None)
            begin = here.front if key[0] in _IN_FRONT else here.begin
            place = begin if before is None else here.traits[aligned[before]].place
            yield _finding(place, here.language, other.language, other.traits[i])


def _aligned(other: _Text, here: _Text) -> Mapping[int, int]:
    """Which trait of `here` stands where one of `other` does, by their positions."""
    matcher = SequenceMatcher(None, other.keys, here.keys, autojunk=False)
    return {
        block.a + offset: block.b + offset for block in matcher.get_matching_blocks() for offset in range(block.size)
    }


def _finding(place: Place, here: Language, other: Language, trait: Trait) -> Finding:
    message = (
        f"{here} lacks {_named(trait)}, which {other} has at {trait.place}; write it here too, or take it away there"
    )
    return Finding(place, message, Level.WARNING, rule=_OF_KIND[trait.kind].name)


def _named(trait: Trait) -> str:
    """A trait in a sentence."""
    match trait.kind:
        case Kind.REFERENCE:
            return f"a reference to '{trait.key}'"
        case Kind.CLAIM:
            return f"the claim that {trait.shown}"
        case Kind.HEADING:
            return f"a heading of level {trait.key} («{trait.shown}»)"
        case Kind.CHANGE:
            return f"the {trait.key or trait.kind}"
        case Kind.LEAD | Kind.KEY_FIGURE | Kind.SIDE_NOTE | Kind.NOTE:
            return f"a {trait.kind}"
        case _:
            return f"the {trait.kind} '{trait.key}'"


def _printed_otherwise(texts: Sequence[_Text]) -> Iterator[Finding]:
    """Numbers that a text prints otherwise than the first language that has them."""
    numbers = dict.fromkeys(trait.key for text in texts for trait in text.traits if trait.kind is Kind.NUMBER)
    for number in numbers:
        first, *later = [text for text in texts if text.forms(number)]
        known = first.forms(number)
        for text in later:
            forms = text.forms(number)
            yield from _forms_apart(number, text.language, forms, first.language, known)


def _other_years(texts: Sequence[_Text]) -> Iterator[Finding]:
    """Years that a text has where the first language has others; a year that is merely left out may be bound there."""
    for text in texts[1:]:
        first = texts[0]
        own = [trait for year, trait in text.years.items() if year not in first.years]
        lacking = [trait for year, trait in first.years.items() if year not in text.years]
        for trait, model in zip(own, lacking, strict=False):
            message = (
                f"{text.language} speaks of {trait.key}, {first.language} of {model.key} at {model.place}; "
                "write the year that is meant in both"
            )
            yield Finding(trait.place, message, Level.WARNING, rule=OTHER_YEAR.name)


def _forms_apart(
    number: str, here: Language, forms: Mapping[str, Trait], first: Language, known: Mapping[str, Trait]
) -> Iterator[Finding]:
    own = [trait for form, trait in forms.items() if form not in known]
    lacking = [trait for form, trait in known.items() if form not in forms]
    model = next(iter(lacking or known.values()))
    for trait in own:
        message = (
            f"{here} prints '{number}' as {{{{ {trait.shown} }}}}, {first} as {{{{ {model.shown} }}}} "
            f"at {model.place}; print it alike"
        )
        yield Finding(trait.place, message, Level.WARNING, rule=PRINTED_OTHERWISE.name)
    if not own:
        place = next(iter(forms.values())).place
        for trait in lacking:
            message = (
                f"{here} never prints '{number}' as {{{{ {trait.shown} }}}}, as {first} does at {trait.place}; "
                "print it alike"
            )
            yield Finding(place, message, Level.WARNING, rule=PRINTED_OTHERWISE.name)
