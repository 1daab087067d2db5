"""Spelling: words that neither Hunspell's dictionary nor the project's own list has.

Which dictionary a language has and how it is installed is data (`spelling.toml`); a file that names no package belongs
to a language that is checked where its dictionary happens to be there. Words that the list of the other written
standard has (`mixing.toml`) are left to that rule, abbreviations in capitals to those of plain language.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from brochure.findings import Place, quoted
from brochure.proofreading.hunspell import (
    FOLDERS,
    LIBRARY,
    LIBRARY_PACKAGE,
    Dictionary,
    find_dictionary,
    load_dictionary,
    load_library,
)
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.own_words import without_addresses
from brochure.proofreading.patterns import Patterns
from brochure.proofreading.rule import EditionRule, Hit, Reading, Rule
from brochure.proofreading.rules import mixing
from brochure.proofreading.sentences import Word
from brochure.proofreading.text import Text

FAMILY = "spelling"

_FILE = "spelling"
_CAPITALS = re.compile(r"[A-ZÆØÅ]{2,}s?")
_PART = re.compile(r"[^-]+")
_SPLIT = re.compile(r"[ -]")
_MOST_SUGGESTED = 20
"""So many words of an edition get suggestions, each of which takes Hunspell a tenth of a second."""
_ALIKE, _SURE = 0.7, 0.85
"""How alike a suggestion is to the word, from 0 to 1, to be offered and to be put in without further thought."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that no list has: at its first place in a file, and how many times more it stands in that file."""

    place: Place
    content: str
    more: int


@dataclass(frozen=True, slots=True)
class Source:
    """The dictionary that lacks a word, and the languages whose dictionaries have it."""

    dictionary: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speller:
    """What knows the words of a language: its dictionary, its own list, and what other rules look at."""

    dictionary: Dictionary
    lexicon: Lexicon
    elsewhere: Patterns

    def passes(self, word: Word, content: str) -> bool:
        """Whether a word of a text with `content` is right, or no word that can be spelled wrong."""
        whole = word.content
        if any(letter.isdigit() for letter in whole) or "." in whole or self._is_left(word, content):
            return True
        if content[word.end : word.end + 1] == "." and self._is_abbreviation(f"{whole}."):
            return True
        if self.knows(whole):
            return True
        parts = _PART.findall(whole)
        is_first = content[word.end : word.end + 1] == "-"
        linked = [*parts[:-1], *(parts[-1:] if is_first else ())]
        return all(self._knows_linked(part) for part in linked) and (is_first or self.knows(parts[-1]))

    def knows(self, word: str) -> bool:
        """Whether a word without hyphens is right."""
        if len(word) == 1 or _CAPITALS.fullmatch(word) or self.dictionary.knows(word):
            return True
        forms = {word, word[:1].lower() + word[1:]} | ({word.lower(), word.capitalize()} if word.isupper() else set())
        return not forms.isdisjoint(self.lexicon.words)

    def _knows_linked(self, part: str) -> bool:
        """Whether a part before a hyphen is right, with the letter that may link it to the next ("inntekts-")."""
        return self.knows(part) or (part.endswith(("s", "e")) and self.knows(part[:-1]))

    def _is_left(self, word: Word, content: str) -> bool:
        """Whether another rule tells the word."""
        return any(fit.instead.lower() != fit.content.lower() for fit in self.elsewhere.search([word], content))

    def _is_abbreviation(self, token: str) -> bool:
        tables = ("within", "closing")
        return any(token.lower() in self.lexicon.table("abbreviations", table) for table in tables)

    def suggestions(self, word: str) -> list[str]:
        """Up to three words that may have been meant, first that of the project's own list; never the word in pieces."""
        own = difflib.get_close_matches(word, self.lexicon.words, n=1, cutoff=_SURE)
        offered = [*own, *self.dictionary.suggestions(word)]
        whole = (each for each in offered if _SPLIT.sub("", each).lower() != word.lower())
        alike = (each for each in whole if _likeness(word, each) >= _ALIKE)
        return list(islice(dict.fromkeys(alike), 3))


def spelling_rules(folders: Sequence[Path] = FOLDERS, library: str = LIBRARY) -> tuple[Rule | EditionRule, ...]:
    """The rules, over the dictionaries in `folders` and in the project, and over Hunspell's `library`."""

    def misspelt(reading: Reading) -> Iterator[Hit]:
        path = _dictionary(reading.lexicon, folders)
        dictionary = load_dictionary(library, path) if path else None
        if path is None or dictionary is None:
            return
        speller = Speller(dictionary, reading.lexicon, mixing.other_standard(reading.lexicon))
        others = list(_other_dictionaries(reading.lexicon, folders, library))
        near: dict[str, list[str]] = {}
        for unknown in _unknown(reading.texts, speller):
            word = unknown.content
            if word not in near:
                near[word] = speller.suggestions(word) if len(near) < _MOST_SUGGESTED else []
            source = Source(path.stem, tuple(name for name, other in others if other.knows(word)))
            yield _hit(unknown, near[word], source, reading.lexicon.language)

    def unavailable(readings: Sequence[Reading]) -> Iterator[Hit]:
        is_there = load_library(library) is not None
        missing = [
            reading.lexicon
            for reading in readings
            if reading.lexicon.table(_FILE, "dictionary").get("package")
            and not (is_there and _dictionary(reading.lexicon, folders))
        ]
        if missing:
            yield _not_checked(missing, folders, is_there)

    return (
        Rule("spelling", FAMILY, "A word is in no dictionary and in no list of the project.", misspelt),
        EditionRule("spelling-unavailable", FAMILY, "Spelling is not checked: a dictionary is missing.", unavailable),
    )


def _dictionary(lexicon: Lexicon, folders: Iterable[Path]) -> Path | None:
    return find_dictionary(lexicon.listed(_FILE, "dictionary", "names"), _all_folders(lexicon, folders))


def _all_folders(lexicon: Lexicon, folders: Iterable[Path]) -> list[Path]:
    return [*([lexicon.dictionaries] if lexicon.dictionaries else []), *folders]


def _other_dictionaries(lexicon: Lexicon, folders: Sequence[Path], library: str) -> Iterator[tuple[str, Dictionary]]:
    """Dictionaries of languages that words may slip in from, with the names of these."""
    for name, language in lexicon.table(_FILE, "others").items():
        path = find_dictionary([name], _all_folders(lexicon, folders))
        dictionary = load_dictionary(library, path) if path else None
        if dictionary:
            yield language, dictionary


def _unknown(texts: Iterable[Text], speller: Speller) -> list[Unknown]:
    """Each unknown word of each file, in the order in which they are met."""
    met: dict[tuple[str, str], list[Place]] = {}
    for text in texts:
        for word in without_addresses(text):
            if not speller.passes(word, text.content):
                met.setdefault((text.path, word.content), []).append(text.place(word.start))
    return [Unknown(places[0], content, len(places) - 1) for (_, content), places in met.items()]


def _hit(unknown: Unknown, near: Sequence[str], source: Source, language: str) -> Hit:
    word = unknown.content
    is_sure = bool(near) and _likeness(word, near[0]) >= _SURE
    more = f" ({unknown.more} more in this file)" if unknown.more else ""
    known = f", but is {' and '.join(source.others)}" if source.others else ""
    offered = f"; may be {quoted(near)}" if len(near) > is_sure else ""
    accept = f"if it is right, put it in data/proofreading/{language}/words.txt"
    message = f"«{word}»{more} is not in the dictionary {source.dictionary}{known}{offered}; {accept}"
    return Hit(unknown.place, message, near[0] if is_sure else "")


def _likeness(word: str, other: str) -> float:
    return difflib.SequenceMatcher(None, word.lower(), other.lower()).ratio()


def _not_checked(missing: Sequence[Lexicon], folders: Iterable[Path], is_there: bool) -> Hit:
    """That languages are not checked, why, and what to install."""
    languages = " and ".join(lexicon.language for lexicon in missing)
    packages = dict.fromkeys(lexicon.table(_FILE, "dictionary")["package"] for lexicon in missing)
    if is_there:
        names = quoted(name for lexicon in missing for name in lexicon.listed(_FILE, "dictionary", "names"))
        searched = ", ".join(str(folder) for folder in (*folders, "data/proofreading/dictionaries"))
        why = f"there is no dictionary {names} in {searched}"
    else:
        why, packages = "Hunspell is not installed", {LIBRARY_PACKAGE: None, **packages}
    message = f"spelling is not checked in {languages}: {why}; to have it: sudo apt-get install {' '.join(packages)}"
    return Hit(missing[0].files[_FILE].place("dictionary"), message)


RULES = spelling_rules()
