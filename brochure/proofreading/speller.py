"""What knows whether a word is spelled right: a dictionary, the project's own words, and what other rules tell.

Knows words with the sign that follows them, not sentences. The project's list has words in each of their forms, and
first parts of compounds, which end in a hyphen ("levekårs-"): dictionaries lack most compounds of statistics.
"""

import difflib
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import islice

from brochure.proofreading.analyser import Analysed, Analyser, Analysis
from brochure.proofreading.hunspell import Dictionary
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.replacements import Replacements
from brochure.proofreading.sentences import Word

SURE = 0.85
"""How alike a suggestion is to the word, from 0 to 1, to be put in without further thought."""
_ALIKE = 0.7
"""How alike it is to be offered; Hunspell offers much that nobody can have meant."""
_CAPITALS = re.compile(r"[A-ZÆØÅ]{2,}s?")
_PART = re.compile(r"[^-]+")
_SPLIT = re.compile(r"[ -]")
_LONGEST = 100
"""No word has more letters; what has more is not taken apart, which would take long."""
_SHORTEST = 3
"""So many letters the last part of a compound has at least."""
_LONG, _ENDING = 8, 3
"""A base form of so many letters may lose so many at its end; shorter ones may change ("bok", "bøker")."""
_MOST_PARTS, _LAST = 3, 4


@dataclass(frozen=True, slots=True)
class Speller:
    """What knows the words of a language; words on which one of `elsewhere` fits are left to other rules."""

    dictionary: Dictionary
    lexicon: Lexicon
    elsewhere: tuple[Replacements, ...]

    def passes(self, word: Word, content: str) -> bool:
        """Whether a word of a text with `content` is right, or no word that can be spelled wrong."""
        whole, following = word.content, content[word.end : word.end + 1]
        if len(whole) > _LONGEST:
            return False
        if not whole.isalpha() and (any(letter.isdigit() for letter in whole) or "." in whole):
            return True
        if self._knows(whole) or self._is_left(word, content):
            return True
        if following == "." and self._is_abbreviation(f"{whole}."):
            return True
        *before, last = _PART.findall(whole)
        is_right = self._knows_first(last) if following == "-" else self._knows(last)
        return is_right and all(self._knows_first(part) for part in before)

    def suggestions(self, word: str) -> list[str]:
        """Up to three words that may have been meant, that of the project's list first; never the word in pieces."""
        if len(word) > _LONGEST:
            return []
        listed = [each for each in self.lexicon.words if not each.endswith("-")]
        own = difflib.get_close_matches(word, sorted(listed), n=1, cutoff=SURE)
        offered = [*own, *self.dictionary.suggestions(word)]
        whole = (each for each in offered if not _SPLIT.search(each) or _SPLIT.sub("", each).lower() != word.lower())
        alike = (each for each in whole if likeness(word, each) >= _ALIKE)
        return list(islice(dict.fromkeys(alike), 3))

    def _knows(self, word: str) -> bool:
        """Whether a word, or a part of one between hyphens, is right."""
        return self._knows_alone(word) or self._is_compound(word)

    def _knows_alone(self, word: str) -> bool:
        if len(word) == 1 or _CAPITALS.fullmatch(word) or self.dictionary.knows(word):
            return True
        forms = {word, word[:1].lower() + word[1:]} | ({word.lower(), word.capitalize()} if word.isupper() else set())
        return not forms.isdisjoint(self.lexicon.words)

    def _is_compound(self, word: str) -> bool:
        """Whether a word begins with a first part of the list, and what follows is right; it may have a capital."""
        small = word.lower() if word.isupper() else word[:1].lower() + word[1:]
        lengths = range(_SHORTEST, len(word) - _SHORTEST + 1)
        return any(f"{small[:n]}-" in self.lexicon.words and self._knows_alone(small[n:]) for n in lengths)

    def _knows_first(self, part: str) -> bool:
        """Whether a part before a hyphen is right, with the letter that may link it to the next ("inntekts-")."""
        is_listed = f"{part[:1].lower()}{part[1:]}-" in self.lexicon.words
        return is_listed or self._knows(part) or (part.endswith(("s", "e")) and self._knows(part[:-1]))

    def _is_left(self, word: Word, content: str) -> bool:
        fits = (fit for patterns in self.elsewhere for fit in patterns.search([word], content))
        return any(fit.instead.lower() != fit.content.lower() for fit in fits)

    def _is_abbreviation(self, token: str) -> bool:
        tables = ("within", "closing")
        return any(token.lower() in self.lexicon.table("abbreviations", table) for table in tables)


def second_opinion(analyser: Analyser, words: Sequence[str], foreign: Container[str]) -> frozenset[str]:
    """Those of some words that an analyser knows whole, or as a compound of known parts, of long ones if `foreign`.

    It passes over some usual mistakes in the parts ("grunskole"), and takes small words for parts ("pro-en-poeng").
    """
    return frozenset(
        word
        for word, told in zip(words, analyser.told(words), strict=True)
        if _is_known(word, told, is_own=word not in foreign)
    )


def _is_known(word: str, told: Sequence[Analysed], *, is_own: bool) -> bool:
    parts = _PART.findall(word)
    found = [each for each in told if any(letter.isalpha() for letter in each.content)]
    is_whole = "".join(each.content for each in found).replace("-", "") == "".join(parts)
    return is_whole and all(
        any(_is_meant(each.content, a) for a in each.analyses if is_own or len(a.lemmas) == 1 or len(a.lemma) > _LAST)
        for each in found
    )


def _is_meant(word: str, analysis: Analysis) -> bool:
    """Whether a word is written as its base forms are."""
    small, (*before, last) = word.lower(), analysis.lemmas
    if not before:
        return len(last) < _LONG or small.startswith(last.lower()[:-_ENDING])
    least = _SHORTEST if analysis.is_of_nouns else _SHORTEST + 1
    begins = all(len(part) >= least and part[:-1] in small for part in before)
    ends = len(last) > _SHORTEST or not analysis.has("pp")
    is_last = ends and last[:1].lower() in small and (analysis.has("n") or analysis.has("adj"))
    return begins and is_last and len(before) <= _MOST_PARTS


def likeness(word: str, other: str) -> float:
    """How alike two words are, from 0 to 1, whatever their case."""
    return difflib.SequenceMatcher(None, word.lower(), other.lower()).ratio()
