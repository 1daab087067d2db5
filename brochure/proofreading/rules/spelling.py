"""Spelling: words that neither Hunspell's dictionary nor the project's own list has.

Which dictionary a language has and how it is installed is data (`spelling.toml`); a file that names no package belongs
to a language that is checked where its dictionary happens to be there. Words that the lists of the other written
standard, of terms and of abbreviations have (`mixing.toml`, `terms.toml`, `typography.toml`) are left to those rules,
abbreviations in capitals to those of plain language.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from brochure.findings import Place, quoted
from brochure.proofreading import style
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
from brochure.proofreading.own_words import without_addresses
from brochure.proofreading.replacements import Replacements
from brochure.proofreading.rule import EditionRule, Hit, LanguageRule, Reading
from brochure.proofreading.rules import mixing, terms
from brochure.proofreading.speller import SURE, Speller, likeness
from brochure.proofreading.text import Text

FAMILY = "spelling"

_FILE = "spelling"
_MOST_SUGGESTED = 20
"""So many words of an edition get suggestions, each of which takes Hunspell a tenth of a second."""


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
        near: dict[str, list[str]] = {}
        for unknown in _unknown(reading.texts, speller):
            word = unknown.content
            if word not in near:
                near[word] = speller.suggestions(word) if len(near) < _MOST_SUGGESTED else []
            others = _other_dictionaries(lexicon, folders, library)
            source = Source(path.stem, tuple(name for name, other in others if other.knows(word)))
            yield _hit(unknown, near[word], source, lexicon.language)

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
