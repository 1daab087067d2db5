"""Plain language: sentences too long, chains of passives, abbreviations that nobody explains.

What a passive looks like, how long is too long and which abbreviations readers know is data (`plain.toml`). Counts and
looks words up; does not parse, so it tells only what a list of endings and exceptions makes sure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from brochure.findings import Faults
from brochure.making.text.addresses import bare_addresses
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.rule import Hit, LanguageRule, Reading, text_rule
from brochure.proofreading.sentences import Sentence, Word, sentences
from brochure.proofreading.text import RUNNING, Text

FAMILY = "plain-language"

_FILE = "plain"
_COLON = re.compile(r":(?=\s)")
_SHORTEST = 2
"""So many letters an abbreviation has at least."""
_REACH = 6
"""How many words may stand between a verb such as "kan" and the passive that follows it."""
_CAPITALS = re.compile(r"(?<![\w.])[A-ZÆØÅ](?=\w*[A-ZÆØÅ])(?:[A-Za-zÆØÅæøå]{1,5}|[A-ZÆØÅ]{5}s)(?![\w.]\w|\w)")
_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]{1,4}\.){2,}(?!\w)")
_ROMAN = re.compile(r"[IVXLCM]+")
_WORDS = r"[^()]*[^\W\d_]{4,}[^()]*"


def _long_sentences(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    """What stands on each side of a colon is counted for itself: there a reader can draw breath."""
    limit = _limit(lexicon, "sentence", "words")
    if limit is None or text.kind not in RUNNING:
        return
    for sentence in sentences(text.content, lexicon):
        for stretch in _between_colons(sentence):
            counted = [word for word in stretch if not _is_reference(text, word)]
            if len(counted) > limit:
                message = f"{len(counted)} words without a full stop, more than {limit}; make two sentences of them"
                yield Hit(text.place(counted[0].start), message)


def _between_colons(sentence: Sentence) -> Iterator[list[Word]]:
    ends = [match.start() + sentence.start for match in _COLON.finditer(sentence.content)] + [sentence.end]
    begin = sentence.start
    for end in ends:
        yield [word for word in sentence.words if begin <= word.start < end]
        begin = end


def _is_reference(text: Text, word: Word) -> bool:
    return any(span.start <= word.start < span.end for span in text.references)


def _passive_chains(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    in_one, in_each = _limit(lexicon, "passive", "in_sentence"), _limit(lexicon, "passive", "in_each_of_two")
    if in_one is None or in_each is None or text.kind not in RUNNING:
        return
    found = [passives(sentence, lexicon) for sentence in sentences(text.content, lexicon)]
    chains = [chain for chain in found if len(chain) >= in_one]
    chains += [[*first, *second] for first, second in pairwise(found) if _is_pair(first, second, in_each, in_one)]
    for chain in sorted(chains, key=lambda chain: chain[0].start):
        told = ", ".join(f"«{passive.content}»" for passive in chain)
        yield Hit(text.place(chain[0].start), f"a chain of passives: {told}; say who does it, in some of them")


def _is_pair(first: Sequence[Word], second: Sequence[Word], enough: int, too_many: int) -> bool:
    """Whether two sentences make a chain together though neither does alone."""
    return all(enough <= len(found) < too_many for found in (first, second))


def passives(sentence: Sentence, lexicon: Lexicon) -> list[Word]:
    """The passives of a sentence: verbs with an ending ("måles"), auxiliaries with a participle ("blir målt")."""
    read = sentence.words
    found = [word for i, word in enumerate(read) if _has_passive_ending(read, i, lexicon)]
    auxiliaries = lexicon.listed(_FILE, "passive", "auxiliary", "verbs")
    for i, word in enumerate(read):
        if word.content.casefold() in auxiliaries and (participle := _participle(read[i + 1 : i + 3], lexicon)):
            content = sentence.content[word.start - sentence.start : participle.end - sentence.start]
            found.append(Word(word.start, participle.end, content))
    return sorted(found, key=lambda passive: passive.start)


def _has_passive_ending(read: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    """Names are no verbs; where a language has its passive only after certain verbs, one of them comes before."""
    is_name = i > 0 and read[i].content[0].isupper()
    if is_name or not _is_formed(read[i].content, lexicon, "endings"):
        return False
    after = lexicon.listed(_FILE, "passive", "endings", "after")
    return not after or any(word.content.casefold() in after for word in read[max(0, i - _REACH) : i])


def _participle(following: Sequence[Word], lexicon: Lexicon) -> Word | None:
    """The participle right after an auxiliary, or after an adverb that follows it."""
    adverbs = lexicon.listed(_FILE, "passive", "auxiliary", "adverbs")
    if following and following[0].content.casefold() in adverbs:
        following = following[1:]
    return following[0] if following and _is_formed(following[0].content, lexicon, "auxiliary") else None


def _is_formed(word: str, lexicon: Lexicon, key: str) -> bool:
    """Whether a word has one of the endings below `key`, and is none of the exceptions."""
    folded = word.casefold()
    if not folded.endswith(lexicon.listed(_FILE, "passive", key, "ends")) or len(folded) < 3:
        return False
    excepted = folded.endswith(lexicon.listed(_FILE, "passive", key, "not_ends"))
    return not excepted and folded not in lexicon.listed(_FILE, "passive", key, "never")


def _unexplained(reading: Reading) -> Iterator[Hit]:
    """Abbreviations at their first use, unless the edition explains them somewhere."""
    lexicon = reading.lexicon
    if _FILE not in lexicon.files:
        return
    known = {*lexicon.listed(_FILE, "abbreviations", "known")}
    dotted = {*lexicon.table("abbreviations", "within"), *lexicon.table("abbreviations", "closing")}
    told: set[str] = set()
    for text in reading.texts:
        for match in _abbreviations(text):
            name = _without_genitive(match[0])
            if name in told | known or name.casefold() in dotted:
                continue
            told.add(name)
            if not _is_explained(name, reading.texts, lexicon):
                message = f"«{name}» is not explained; write it out where it is used first, as in «… ({name})»"
                yield Hit(text.place(match.start()), message)


def _without_genitive(name: str) -> str:
    """An abbreviation without the ending of a genitive or plural: "SSBs" is that of "SSB"."""
    return name[:-1] if name.endswith("s") and name[:-1].isupper() and len(name) > _SHORTEST else name


def _abbreviations(text: Text) -> Iterator[re.Match[str]]:
    """What looks like an abbreviation; Roman numerals, texts all in capitals and parts of an address do not."""
    if text.content.isupper() and len(text.content.split()) > 1:
        return
    addresses = [(start, end) for start, end, _ in bare_addresses(text.content)]
    for match in (*_CAPITALS.finditer(text.content), *_DOTTED.finditer(text.content)):
        in_address = any(start < match.end() and match.start() < end for start, end in addresses)
        if not in_address and not _ROMAN.fullmatch(match[0]):
            yield match


def _is_explained(name: str, texts: Iterable[Text], lexicon: Lexicon) -> bool:
    """Whether a text has "Words (ABC)", "words, ABC,", "ABC (words)", or "ABC means words".

    A reference in brackets is no word.
    """
    means = "|".join(map(re.escape, lexicon.listed(_FILE, "abbreviations", "explains")))
    abbreviation = rf"(?<![\w.]){re.escape(name)}s?(?!\w)"
    forms = [
        rf"[^\W\d_]{{4,}}[^\W\d_]*[»”\"]?\s\({abbreviation}[,;)]",
        rf"[^\W\d_]{{4,}},\s{abbreviation},",
        rf"{abbreviation}\s\((?![^)]*\d){_WORDS}\)",
        rf"{abbreviation}[»”\"*]?,?\s(?:{means})\s" if means else r"(?!)",
    ]
    found = re.compile("|".join(forms))
    return any(found.search(text.content) for text in texts if name in text.content)


def _limit(lexicon: Lexicon, *keys: str) -> int | None:
    """A whole number of the file; None where it is not written; raises `Faults` where it is something else."""
    *above, last = keys
    written = lexicon.table(_FILE, *above).get(last)
    if written is None or written.isdecimal():
        return int(written) if written else None
    raise Faults.one(lexicon.files[_FILE].place(*keys), f"'{last}' must be a whole number, not '{written}'")


RULES: tuple[LanguageRule, ...] = (
    text_rule("long-sentence", FAMILY, "A sentence is longer than readers can hold.", _long_sentences),
    text_rule("passive-chain", FAMILY, "Passives follow on each other; nobody does anything.", _passive_chains),
    LanguageRule(
        "unexplained-abbreviation", FAMILY, "An abbreviation is explained nowhere in the edition.", _unexplained
    ),
)
