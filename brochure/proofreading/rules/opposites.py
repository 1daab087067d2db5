"""What one language says and another turns round: "flere" in bokmål, "færre" in nynorsk, "more" in English.

Claims are compared by their condition, headings, titles, goals and the like by their place, sentences of running text
by their place in texts of as many sentences, where they print the same numbers. Words of direction are counted; where
languages have equally many and their sums differ, one says the opposite, unless the sentences are of different groups:
"menn oftere" is "kvinner sjeldnere". Words are data (`directions.toml`, `statements.toml`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from brochure.proofreading.direction_words import FILE as DIRECTIONS
from brochure.proofreading.naming import FILE as NAMING
from brochure.proofreading.phrases import masked, pattern
from brochure.proofreading.rule import EditionRule, Hit, Reading
from brochure.proofreading.rules.statements import FILE
from brochure.proofreading.sentences import Sentence, sentences
from brochure.proofreading.shared import directions_of
from brochure.proofreading.speller import likeness
from brochure.proofreading.text import Kind, Text

_PLACED = frozenset(
    {Kind.HEADING, Kind.TITLE, Kind.SUBTITLE, Kind.NOTE, Kind.LEAD, Kind.KEY_TEXT, Kind.CHANGE, Kind.SETTING}
)
_RUNNING = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SIDE_NOTE})
_ALIKE = 0.7
"""So alike are sentences of bokmål and nynorsk that say the same; others of running text are compared by numbers."""
_WAYS = (("up", 1), ("down", -1))
_FAMILIES = ("groups", "sex", "sector")
_Key = tuple[str, str, str, int]
_Word = tuple[int, int, int]
"""Where a word begins and ends, and which way it goes."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is compared: a text and the words of direction in it, and whom it names first.

    Of running text it has the `wording`, and whether that `prints` numbers.
    """

    text: Text
    words: tuple[_Word, ...]
    subject: str
    wording: str = ""
    prints: bool = False

    @property
    def way(self) -> int:
        """The ways of all words together."""
        return sum(way for _, _, way in self.words)


class _Ways:
    """The words of a language that go one way."""

    def __init__(self, reading: Reading) -> None:
        lexicon = reading.lexicon
        self._directions = reading.once(directions_of)
        self._own = [(pattern(lexicon.listed(FILE, "ways", key)), way) for key, way in _WAYS]
        self._negations = pattern(lexicon.listed(DIRECTIONS, "negations"))
        self._passed_over = pattern(lexicon.listed(FILE, "passed_over"), {"thing": lexicon.listed(FILE, "thing")})
        self._names = [
            (f"{family} {name}", pattern(lexicon.listed(NAMING, "families", family, name)))
            for family in _FAMILIES
            for name in lexicon.table(NAMING, "families", family)
        ]

    def denies(self, words: str) -> bool:
        """Whether some words say that something is not so."""
        return self._negations.search(words) is not None

    def stretch(self, text: Text, start: int, end: int, *, with_claims: bool) -> _Stretch:
        """The words of a stretch of a text; those inside claims only where these are compared themselves."""
        content = masked(text.content, self._passed_over)
        found = [(word.start, word.end, word.way) for word in self._directions.find(text)]
        for expression, way in self._own:
            found += [(*match.span(), way) for match in expression.finditer(content) if text.is_typed(*match.span())]
        kept = [word for word in sorted(set(found)) if start <= word[0] and word[1] <= end]
        kept = [word for at, word in enumerate(kept) if not any(_holds(other, word) for other in kept[:at])]
        if not with_claims:
            kept = [word for word in kept if not any(True for _ in text.claims_over(*word[:2]))]
        named = ((match.start(), name) for name, of in self._names if (match := of.search(text.content, start, end)))
        return _Stretch(text, tuple(kept), min(named, default=(0, ""))[1])


def _find(readings: Sequence[Reading]) -> Iterator[Hit]:
    found = [_stretches(reading) for reading in readings]
    for at, here in enumerate(found):
        for key, stretch in here.items():
            there = next((other[key] for other in found[:at] if key in other), None)
            if there is not None and _are_opposite(stretch, there):
                yield _told(stretch, there)


def _are_opposite(one: _Stretch, other: _Stretch) -> bool:
    if len(one.words) != len(other.words) or one.way == other.way or one.subject != other.subject:
        return False
    return not one.wording or one.prints or likeness(one.wording, other.wording) >= _ALIKE


def _told(here: _Stretch, there: _Stretch) -> Hit:
    own, others = (
        ", ".join(f"«{stretch.text.content[start:end]}»" for start, end, _ in stretch.words)
        for stretch in (here, there)
    )
    first = there.words[0][0]
    return Hit(
        here.text.place(here.words[0][0]),
        f"{own} is the opposite of {others}, which {there.text.language} has at {there.text.place(first)}; "
        "let all languages say the same",
    )


def _stretches(reading: Reading) -> Mapping[_Key, _Stretch]:
    """What a language has to compare, by what it has in common with the same in another."""
    ways = _Ways(reading)
    seen: Counter[tuple[str, str, str]] = Counter()
    found: dict[_Key, _Stretch] = {}
    placed: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in reading.texts:
        for claim in text.claims:
            claimed = text.part, "claim", claim.condition
            found[*claimed, seen[claimed]] = ways.stretch(text, claim.start, claim.end, with_claims=True)
            seen[claimed] += 1
        if text.kind in _PLACED | _RUNNING:
            placed[text.part, text.kind.value].append(text)
    for (part, kind), texts in placed.items():
        for at, text in enumerate(texts):
            if text.kind in _PLACED:
                found[part, kind, str(len(texts)), at] = ways.stretch(text, 0, len(text.content), with_claims=False)
                continue
            cut = sentences(text.content, reading.lexicon)
            for place, sentence in enumerate(cut):
                printed = " ".join(_printed(text, sentence))
                stretch = ways.stretch(text, sentence.start, sentence.end, with_claims=False)
                if not ways.denies(sentence.content):
                    key = part, kind, f"{len(texts)} {at} {len(cut)} {printed}"
                    found[*key, place] = replace(stretch, wording=sentence.content, prints=bool(printed))
    return {key: stretch for key, stretch in found.items() if stretch.words}


def _printed(text: Text, sentence: Sentence) -> Iterator[str]:
    """The names of the numbers that a sentence prints."""
    for span in text.bound_in(sentence.start, sentence.end):
        yield from (number.name or "" for number in span.numbers)


def _holds(one: _Word, other: _Word) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


RULES: tuple[EditionRule, ...] = (
    EditionRule(
        "languages-opposite",
        "languages",
        "A claim, heading, title or goal goes one way in one language and the other way in another.",
        _find,
    ),
)
