"""Spelling: words that neither Hunspell's dictionary nor the project's own list has.

Which dictionary a language has and how it is installed is data (`spelling.toml`); a file that names no package belongs
to a language that is checked where its dictionary happens to be there. Words that the lists of the other written
standard, of terms and of abbreviations have (`mixing.toml`, `terms.toml`, `typography.toml`) are left to those rules,
abbreviations in capitals to those of plain language.
"""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from brochure.findings import Place, quoted
from brochure.proofreading import style
from brochure.proofreading.analyser import Analyser, analyser_of
from brochure.proofreading.hunspell import (
    FOLDERS,
    LIBRARY,
    LIBRARY_PACKAGE,
    Dictionary,
    fault_of,
    find_dictionary,
    load_dictionary,
    load_library,
)
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.own_words import QUOTED, without_addresses
from brochure.proofreading.replacements import Replacements
from brochure.proofreading.rule import EditionRule, Hit, LanguageRule, Reading
from brochure.proofreading.rules import mixing, terms
from brochure.proofreading.sentences import Word, words
from brochure.proofreading.speller import SURE, Speller, likeness, second_opinion
from brochure.proofreading.text import Text
from brochure.statistics.labels import label_of

FAMILY = "spelling"

_FILE = "spelling"
_A_NAME = 3
"""So many words, unknown or with capitals, are a name in another language."""
_NAMESAKE = 0.75
"""How alike a name must be to one that is known, from 0 to 1, to be told."""
_MOST_SUGGESTED = 20
"""So many words of an edition get suggestions, each of which takes Hunspell a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that no list has: at its first place in a file, and how many times more it stands in that file.

    It may be a name where it has a capital.
    """

    place: Place
    content: str
    more: int
    may_be_name: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The dictionary that lacks a word, and the languages whose dictionaries have it."""

    dictionary: str
    others: tuple[str, ...]


def spelling_rules(folders: Sequence[Path] = FOLDERS, library: str = LIBRARY) -> tuple[LanguageRule | EditionRule, ...]:
    """The rules, over the dictionaries in `folders` and in the project, and over Hunspell's `library`."""

    def misspelt(reading: Reading) -> Iterator[Hit]:
        lexicon = reading.lexicon
        path = _dictionary(lexicon, folders)
        dictionary = load_dictionary(library, path) if path else None
        if path is None or dictionary is None:
            return
        left = (mixing.other_standard(lexicon), terms.avoided(lexicon), _abbreviations(lexicon))
        speller = Speller(dictionary, lexicon, left)
        others = tuple(_other_dictionaries(lexicon, folders, library))
        unknown = _unknown(reading.texts, speller, analyser_of(lexicon), [other for _, other in others])
        near = _Near(speller, _translations([each.content for each in unknown], others, lexicon), _names(reading))
        for each in unknown:
            if each.may_be_name and not near.names(each.content):
                continue
            source = Source(path.stem, tuple(name for name, other in others if other.knows(each.content)))
            yield _hit(each, near.words(each.content), source, lexicon.language)

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
        for lexicon in (reading.lexicon for reading in readings if is_there and reading.lexicon not in missing):
            path = _dictionary(lexicon, folders)
            if path and (fault := fault_of(path)):
                message = f"spelling is not checked in {lexicon.language}: the dictionary {path} is broken: {fault}"
                yield Hit(lexicon.files[_FILE].place("dictionary"), f"{message}; install or copy it anew")

    return (
        LanguageRule("spelling", FAMILY, "A word is in no dictionary and in no list of the project.", misspelt),
        EditionRule("spelling-unavailable", FAMILY, "Spelling is not checked: a dictionary is missing.", unavailable),
    )


def _abbreviations(lexicon: Lexicon) -> Replacements:
    """Abbreviations without their point, of which typography tells."""
    wrong = lexicon.table(style.FILE, "abbreviations")
    return Replacements({word: instead for word, instead in wrong.items() if word.isalpha()})


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


class _Near:
    """What may have been meant by unknown words; of the first ones only, since it takes long."""

    def __init__(self, speller: Speller, translated: Mapping[str, str], names: Collection[str]) -> None:
        self._speller, self._translated, self._known_names = speller, translated, names
        self._words: dict[str, list[str]] = {}
        self._names: dict[str, bool] = {}

    def words(self, word: str) -> list[str]:
        """Up to three words, that of this standard for one of the other first."""
        if word not in self._words:
            offered = self._speller.suggestions(word) if len(self._words) < _MOST_SUGGESTED else []
            translated = self._translated.get(word)
            self._words[word] = list(dict.fromkeys([*([translated] if translated else []), *offered]))[:3]
        return self._words[word]

    def names(self, word: str) -> bool:
        """Whether a name that is known is so near that it must have been meant."""
        if word not in self._names:
            offered = self._speller.suggestions(word) if len(self._names) < _MOST_SUGGESTED else []
            offered += difflib.get_close_matches(word, self._known_names, n=1, cutoff=_NAMESAKE)
            self._names[word] = any(near[:1] == word[:1] and likeness(word, near) >= _NAMESAKE for near in offered)
        return self._names[word]


def _unknown(
    texts: Iterable[Text], speller: Speller, analyser: Analyser | None, others: Sequence[Dictionary]
) -> list[Unknown]:
    """Each unknown word of each file, in the order in which they are met; an analyser is asked about them too."""
    found: list[tuple[Text, Word]] = []
    for text in texts:
        foreign = _foreign(text, speller)
        for word in without_addresses(text):
            is_foreign = any(start <= word.start < end for start, end in foreign)
            if not is_foreign and not speller.passes(word, text.content):
                found.append((text, word))
    asked = sorted({word.content for _, word in found})
    foreign_words = {word for word in asked if any(other.knows(word) for other in others)}
    known = second_opinion(analyser, asked, foreign_words) if analyser else frozenset()
    met: dict[tuple[str, str], list[tuple[Text, Word]]] = {}
    for text, word in found:
        if word.content not in known:
            met.setdefault((text.path, word.content), []).append((text, word))
    return [
        Unknown(first.place(word.start), content, len(places) - 1, content[:1].isupper() and not content.isupper())
        for (_, content), places in met.items()
        for first, word in places[:1]
    ]


def _names(reading: Reading) -> Collection[str]:
    """The names that are known: those in the project's list, and in what the members of statistics are called."""
    labels = (
        label_of(dimension, member, reading.words) or member
        for statistic in reading.statistics.values()
        for dimension in statistic.dimensions
        if not dimension.is_time
        for member in dimension.members
    )
    found = {*reading.lexicon.words, *(word for label in labels for word in label.replace("-", " ").split())}
    return sorted(word for word in found if word[:1].isupper())


def _foreign(text: Text, speller: Speller) -> list[tuple[int, int]]:
    """Quotations in which half of the words or more are unknown: foreign words and titles."""
    found: list[tuple[int, int]] = []
    for quotation in QUOTED.finditer(text.content):
        inside = list(words(quotation[0], quotation.start()))
        unknown = sum(not speller.passes(word, text.content) for word in inside)
        if unknown and unknown * 2 >= len(inside):
            found.append(quotation.span())
    return [*found, *_foreign_names(text, speller)]


def _foreign_names(text: Text, speller: Speller) -> Iterator[tuple[int, int]]:
    """Runs of words that are unknown or have a capital, with two unknown ones at least: "Wall of Sound"."""
    run: list[Word] = []
    unknown = 0
    for word in (*words(text.content), Word(len(text.content), len(text.content), "")):
        is_unknown = bool(word.content) and not speller.passes(word, text.content)
        if is_unknown or word.content[:1].isupper():
            run.append(word)
            unknown += is_unknown
            continue
        if len(run) >= _A_NAME and unknown > 1:
            yield run[0].start, run[-1].end
        run, unknown = [], 0


def _translations(
    unknown: Sequence[str], others: Sequence[tuple[str, Dictionary]], lexicon: Lexicon
) -> Mapping[str, str]:
    """The words of this standard for words that a dictionary of the other one has."""
    asked = [word for word in dict.fromkeys(unknown) if any(other.knows(word) for _, other in others)]
    analyser = analyser_of(lexicon, other=True) if asked else None
    if analyser is None:
        return {}
    told = dict(zip(asked, analyser.translated(asked), strict=True))
    return {word: instead for word, instead in told.items() if instead.isalpha() and instead.lower() != word.lower()}


def _hit(unknown: Unknown, near: Sequence[str], source: Source, language: str) -> Hit:
    word = unknown.content
    is_sure = bool(near) and likeness(word, near[0]) >= SURE
    more = f" ({unknown.more} more in this file)" if unknown.more else ""
    known = f", but is {' and '.join(source.others)}" if source.others else ""
    offered = f"; may be {quoted(near)}" if len(near) > is_sure else ""
    accept = f"if it is right, put it in data/proofreading/{language}/words.txt"
    message = f"«{word:.60}»{more} is not in the dictionary {source.dictionary}{known}{offered}; {accept}"
    return Hit(unknown.place, message, near[0] if is_sure else "")


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
