"""Grammar, by the analyser of Apertium: agreement, words written apart, og and å, da and når, a comma that is missing.

A sentence in which something may be wrong by any analysis of its words is analysed once more in its context, and judged
by what is left then. Which words belong to a language is data (`grammar.toml`).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from brochure.proofreading.agreement import agree, genders_of, number_of, readings
from brochure.proofreading.analyser import FILE, Analysed, Analyser, Analysis, analyser_of
from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.rule import EditionRule, Hit, LanguageRule, Reading
from brochure.proofreading.sentences import Sentence, sentences
from brochure.proofreading.speller import second_opinion
from brochure.proofreading.text import RUNNING, Kind, Text

FAMILY = "grammar"

_READ = RUNNING | {Kind.HEADING, Kind.TITLE, Kind.SUBTITLE, Kind.KEY_TEXT, Kind.CHANGE}
_SHORT = 2
"""A last part of a compound has more letters."""
_SMALL = ("pr", "det", "prn", "cnjcoo", "cnjsub", "adv", "part")
"""What small words are, which are no first parts of compounds."""
_KEYS = {
    "agreement": ("indefinite", "where", "demonstrative", "definite", "plural", "copulas", "collective", "unbent"),
    "apart": ("measures", "never_last", "linked"),
    "verbs": ("modal", "finite", "before_infinitive", "with_infinitive"),
    "when": ("often",),
    "comma": ("conjunctions", "stops"),
}
"""The lists of the file, by their keys."""
_DETERMINERS = ("indefinite", "definite", "demonstrative", "plural")
_DISAGREE = "do not agree in gender, number or form; give them the same"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_REACH = 3
"""So many words after a determiner its noun may stand at first sight."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """From a word to another something is wrong; `why` goes on after the words, `instead` could stand there."""

    first: int
    last: int
    why: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of a lexicon: each of their words with the keys of its list; and what stands for "når"."""

    words: frozenset[tuple[tuple[str, ...], str]]
    once: str

    @classmethod
    def of(cls, lexicon: Lexicon) -> "_Lists":
        """Those of a language."""
        keys = [(above, key) for above, keys in _KEYS.items() for key in keys]
        words = {(key, word) for key in keys for word in lexicon.listed(FILE, *key)}
        return cls(frozenset(words), lexicon.table(FILE, "when").get("once", ""))


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence: its words with all that they may be, and with what they may be where they stand.

    `joined` tells of two words as one of how many parts that is, 0 where it is no word.
    """

    told: Sequence[Analysed]
    chosen: Sequence[Analysed]
    content: str
    lists: _Lists
    joined: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.told)

    def must(self, at: int, *tags: str) -> bool:
        """Whether a word is something, where it stands; there may be no word there."""
        return 0 <= at < len(self.chosen) and self.chosen[at].must_be(*tags)

    def may(self, at: int, *tags: str) -> bool:
        """Whether a word may be something by itself."""
        return 0 <= at < len(self.told) and self.told[at].may_be(*tags)

    def left(self, at: int, *tags: str) -> bool:
        """Whether a word may still be something where it stands."""
        return 0 <= at < len(self.chosen) and self.chosen[at].may_be(*tags)

    def word(self, at: int) -> str:
        """A word in small letters; empty where there is none."""
        return self.told[at].content.lower() if 0 <= at < len(self.told) else ""

    def is_in(self, at: int, *keys: str) -> bool:
        """Whether a word is in a list of the lexicon."""
        return (keys, self.word(at)) in self.lists.words

    def both(self, at: int) -> str:
        """A word and the next one as one."""
        return f"{self.told[at].content}{self.word(at + 1)}"

    def is_next(self, at: int) -> bool:
        """Whether but a space stands between a word and the next."""
        one, other = self.told[at].end, self.told[at + 1].start if at + 1 < len(self.told) else -1
        return self.content[one:other] in (" ", "\u00a0")


_Finder = Callable[[_Words], Iterator[_Fault]]


def _disagreements(words: _Words) -> Iterator[_Fault]:
    """Determiners and adjectives that do not fit their noun: "et stor forskjell", "disse gruppen"."""
    for at in range(len(words)):
        kind = next((key for key in _DETERMINERS if words.is_in(at, "agreement", key)), "")
        found = _noun_phrase(words, at + 1) if kind else None
        if found is None:
            continue
        adjectives, noun = found
        head = words.told[noun]
        if kind == "plural":
            if all(number_of(each) == "sg" for each in readings(head, "n")):
                yield _Fault(at, noun, _DISAGREE)
            continue
        only_definite = all(each.has("def") for each in readings(head, "n"))
        is_where = words.is_in(at, "agreement", "where") or words.may(noun + 1, "n")
        if kind == "indefinite" and only_definite and is_where:
            continue
        if kind == "definite" and not (adjectives and only_definite):
            continue
        if kind == "demonstrative" and not adjectives and (not only_definite or words.may(at - 1, "vblex")):
            continue
        if not agree(words.told[at], adjectives, head, is_definite=kind != "indefinite"):
            yield _Fault(at, noun, _DISAGREE)


def _noun_phrase(words: _Words, start: int) -> tuple[tuple[Analysed, ...], int] | None:
    """The adjectives from a word on and the noun after them, as all that they may be; None where there is none."""
    adjectives: list[Analysed] = []
    for at in range(start, len(words)):
        if not words.is_next(at - 1) or words.is_in(at, "verbs", "finite"):
            return None
        if words.must(at, "n"):
            is_plain = not (
                words.may(at, "gen") or words.may(at, "np") or (words.is_next(at) and words.must(at + 1, "n"))
            )
            return (tuple(adjectives), at) if is_plain else None
        is_strange = all(len(each.lemmas) > 1 for each in words.told[at].analyses)
        if words.may(at, "vblex", "pret") or words.may(at, "vblex", "pres") or words.may(at, "ord") or is_strange:
            return None
        if words.may(at, "nt") and words.must(at + 1, "adj"):
            continue  # "politisk korrekte"
        is_before_noun = words.may(at, "adj") and words.must(at + 1, "n") and not words.may(at, "comp")
        if words.must(at, "adj") or is_before_noun:
            adjectives.append(words.told[at])
        elif not words.must(at, "adv"):
            return None
    return None


def _bare_disagreements(words: _Words) -> Iterator[_Fault]:
    """Adjectives that do not fit the noun after them, where no determiner stands: "stor forskjeller"."""
    for at in range(len(words) - 1):
        if _is_plural_before_singular(words, at):
            yield _Fault(at, at + 1, _DISAGREE)
        is_bare = (
            words.must(at, "adj", "ind", "sg")
            and not words.must(at, "nt")
            and not words.must(at - 1, "det")
            and not words.may(at, "pp")
        )
        if not is_bare or not words.must(at + 1, "n", "ind") or not words.is_next(at) or words.may(at + 1, "gen"):
            continue
        if words.is_in(at, "agreement", "unbent") or (words.is_next(at + 1) and words.must(at + 2, "n")):
            continue
        if words.told[at + 1].content[:1].isupper() or words.may(at, "adv", "adv") or words.must(at - 1, "adj"):
            continue
        if not agree(None, [words.told[at]], words.told[at + 1], is_definite=None):
            yield _Fault(at, at + 1, _DISAGREE)


def _is_plural_before_singular(words: _Words, at: int) -> bool:
    """Whether an adjective in the plural stands before a noun in the singular: "er store forskjell"."""
    is_plural = words.must(at, "adj", "pst", "sint") and words.may(at, "ind", "pl") and not words.may(at, "sg")
    follows = words.must(at - 1, "vblex") or words.must(at - 1, "pr")
    is_singular = words.must(at + 1, "n", "ind", "sg") and not words.may(at + 1, "pl") and not words.may(at + 1, "gen")
    ends = words.is_next(at) and not (words.is_next(at + 1) and words.must(at + 2, "n"))
    return is_plural and follows and is_singular and ends and not words.is_in(at, "agreement", "unbent")


def _predicates(words: _Words) -> Iterator[_Fault]:
    """Adjectives that do not fit the subject before "er": "Forskjellene er stor"."""
    for at in range(1, len(words) - 1):
        if not words.is_in(at, "agreement", "copulas") or not words.must(at - 1, "n", "def"):
            continue
        begin = at - 2
        while begin >= 0 and (words.must(begin, "adj") or words.must(begin, "det")):
            begin -= 1
        if begin >= 0 and not (words.must(begin, "cm") or words.must(begin, "cnjsub")):
            continue
        is_clause_start = not words.is_in(at - 1, "agreement", "collective")
        last = at + 1
        while words.must(last, "adv") and not words.must(last, "adj"):
            last += 1
        ends = words.must(last + 1, "sent") or words.must(last + 1, "pr") or words.must(last + 1, "cm")
        if not (is_clause_start and ends and words.must(last, "adj", "pst", "sg") and not words.may(last, "pp")):
            continue
        if not _fits_subject(words.told[at - 1], words.told[last]):
            yield _Fault(at - 1, last, _DISAGREE)


def _fits_subject(subject: Analysed, adjective: Analysed) -> bool:
    """Whether an adjective may be said of a subject in the definite form."""
    subjects = [each for each in readings(subject, "n") if each.has("def")]
    told = [each for each in readings(adjective, "adj") if not each.has("def")]
    return any(_predicates_fit(one, other) for one in subjects for other in told)


def _predicates_fit(subject: Analysis, adjective: Analysis) -> bool:
    if number_of(subject) == "pl":
        return number_of(adjective) != "sg"
    return number_of(adjective) != "sg" or bool(genders_of(subject) & genders_of(adjective))


def _written_apart(words: _Words) -> Iterator[_Fault]:
    """Compounds in two words: "innvandrer kvinner", "utdannings nivå"."""
    for at in _pairs(words):
        parts = words.joined.get(words.both(at), 0)
        if (parts == 1 or (parts and words.told[at].analyses)) and _may_be_apart(words, at):
            yield _Fault(at, at + 1, f"is one word: «{words.both(at)}»", words.both(at))


def _may_be_apart(words: _Words, at: int) -> bool:
    first, second = words.told[at], words.told[at + 1]
    is_plain = first.content.isalpha() and second.content.isalpha() and second.content.islower()
    if not is_plain or len(second.content) <= _SHORT or (at and first.content[:1].isupper()):
        return False
    if words.is_in(at, "apart", "measures") or words.is_in(at + 1, "apart", "never_last") or words.may(at, "np"):
        return False
    if not (words.must(at + 1, "n") or (words.must(at + 1, "adj") and words.may(at, "gen"))):
        return False
    if not first.analyses:
        return (first.content.islower() or at == 0) and not first.content.endswith("s")
    is_simple = any(len(each.lemmas) == 1 for each in first.analyses)
    is_linked = is_simple and words.must(at, "n", "sg", "ind", "gen") and not words.may(at, "pl")
    if words.word(at).endswith("s") and (is_linked or words.is_in(at, "apart", "linked")):
        return not _has_own_determiner(words, at) and not words.may(at - 1, "gen")
    is_noun = words.may(at, "n", "sg", "ind") and words.must(at, "n", "ind") and not words.may(at, "gen")
    is_noun = is_noun and not any(words.may(at, "vblex", tag) for tag in ("inf", "pres", "pret"))
    is_noun = is_noun and not words.may(at, "adj") and is_simple
    is_verb_too = first.content.endswith(("er", "ar")) and words.may(at, "n", "sg", "ind")
    is_verb_too = (
        is_verb_too and words.may(at, "vblex", "pres") and words.may(at + 1, "n", "ind") and _has_other_verb(words, at)
    )
    if not (is_noun or is_verb_too):
        return False
    is_list = words.must(at + 2, "cnjcoo") and words.may(at + 1, "sg", "ind")
    is_order = at == 0 and words.may(at, "vblex", "imp") and words.must(at + 1, "def")
    determiner = _determiner(words, at)
    if determiner is None:
        return not (is_list or is_order)
    is_of_second = agree(determiner, [], second, is_definite=False)
    return is_of_second and words.may(at + 1, "sg", "ind")


def _determiner(words: _Words, at: int) -> Analysed | None:
    """The determiner before a word, perhaps with adjectives between."""
    before = at - 1
    while before >= 0 and words.must(before, "adj") and not words.must(before, "det"):
        before -= 1
    return words.told[before] if words.must(before, "det") and not words.may(before, "emph") else None


def _has_own_determiner(words: _Words, at: int) -> bool:
    """Whether a determiner before a noun is its own: "en kommunes budsjett"."""
    determiner = _determiner(words, at)
    return determiner is not None and agree(determiner, [], words.told[at], is_definite=None)


def _has_other_verb(words: _Words, at: int) -> bool:
    """Whether the verb of the clause follows a word and the next one: "innvandrer kvinner er"."""
    for each in range(at - 1, -1, -1):
        if _ends_clause(words, each):
            break
        if _is_finite(words, each):
            return True
    for each in range(at + 2, len(words)):
        if any(words.must(each, tag) for tag in ("cm", "cnjsub", "cnjcoo", "sent")) or words.is_in(
            each, "comma", "stops"
        ):
            return False
        if _is_finite(words, each):
            return not words.is_in(at - 1, "comma", "stops")
    return False


def _ends_clause(words: _Words, at: int) -> bool:
    """Whether a word or sign may stand between two clauses."""
    is_sign = any(words.must(at, tag) for tag in ("cm", "cnjsub", "cnjcoo", "sent", "guio", "lquot", "rquot"))
    return is_sign or words.is_in(at, "comma", "stops")


def _is_finite(words: _Words, at: int) -> bool:
    return words.must(at, "vblex", "pres") or words.must(at, "vblex", "pret") or words.is_in(at, "verbs", "finite")


def _and_for_to(words: _Words) -> Iterator[_Fault]:
    """An infinitive after "og" that stands with no other, and what is none after "å"."""
    for at in range(1, len(words) - 1):
        if words.word(at) == "og" and words.may(at + 1, "vblex", "inf") and _is_alone(words, at):
            yield _Fault(at, at + 1, "is an infinitive; write «å» before it", f"å {words.word(at + 1)}")
        if words.told[at].content == "å" and _is_no_infinitive(words, at + 1):
            yield _Fault(at, at + 1, "is no infinitive; write «og», or the infinitive")


def _is_alone(words: _Words, at: int) -> bool:
    """Whether what may be an infinitive after "og" is one for certain, and goes with no other one before it."""
    others = any(words.left(each, "vblex", "inf") or words.word(each) == "å" for each in range(at))
    if others or any(words.is_in(each, "verbs", "modal") for each in range(at)):
        return False
    is_order = words.may(0, "vblex", "imp") and words.may(at + 1, "vblex", "imp")
    if words.must(at + 1, "vblex", "inf"):
        return not is_order
    if words.may(at + 1, "vblex", "pres") or words.may(at + 1, "vblex", "pret"):
        return False
    is_predicate = (
        words.must(at - 1, "adj") and words.is_in(at - 2, "agreement", "copulas") and words.word(at - 3) == "det"
    )
    wants = any(words.is_in(at - 1, "verbs", key) for key in ("before_infinitive", "with_infinitive"))
    return is_predicate or wants


def _is_no_infinitive(words: _Words, at: int) -> bool:
    """Whether a word is no infinitive, nor one that may stand between it and "å"."""
    word = words.told[at]
    if word.content.isdecimal():
        return words.told[at - 2].content.isdecimal() if at > 1 else False
    is_known = bool(word.analyses) and word.content.isalpha() and word.content.islower()
    is_known = is_known and not word.content.endswith(("e", "a"))  # a verb that is not known, more often than not
    may_split = any(words.may(at, tag) for tag in ("adv", "prn", "pr", "np", "cnjsub"))
    may_split = may_split or (words.may(at, "adj", "nt") and words.may(at + 1, "vblex", "inf"))
    return is_known and not may_split and not words.may(at, "vblex", "inf")


def _when(words: _Words) -> Iterator[_Fault]:
    """The word "når" before what happened once."""
    instead = words.lists.once
    if not _YEAR.search(words.content) or any(words.is_in(at, "when", "often") for at in range(len(words))):
        return
    for at in range(len(words)):
        if words.word(at) == "når" and instead:
            verbs = (each for each in range(at + 1, len(words)) if _is_finite(words, each) or words.must(each, "cm"))
            verb = next(verbs, -1)
            if words.left(verb, "vblex", "pret") and not words.is_in(verb, "verbs", "modal"):
                yield _Fault(
                    at, at, f"is of what happens again and again; write «{instead}» of what happened once", instead
                )


def _comma(words: _Words) -> Iterator[_Fault]:
    """A subordinate clause that begins a sentence, without a comma after it."""
    if not words.is_in(0, "comma", "conjunctions"):
        return
    verbs: list[int] = []
    for at in range(1, len(words)):
        if words.must(at, "cm") or (verbs and (words.must(at, "cnjcoo") or words.must(at, "cnjsub"))):
            return
        if words.is_in(at, "comma", "stops") or words.told[at].content in ":;–-(":
            return
        if _is_finite(words, at):
            verbs.append(at)
            if len(verbs) > 1:
                break
    if len(verbs) < 2 or verbs[0] == 1:
        return
    subjects = ("n", "prn", "det", "np", "adj")
    if any(words.left(verbs[1] + 1, tag) for tag in subjects) and any(words.left(1, tag) for tag in subjects):
        yield _Fault(verbs[1], verbs[1], "begins the main clause; write a comma before it")


def _may_disagree(words: _Words) -> bool:
    """Whether something may not agree with a noun near it."""
    return any(_may_disagree_at(words, at) for at in range(len(words)))


def _may_disagree_at(words: _Words, at: int) -> bool:
    """Whether a word may not agree with what follows it."""
    near = range(at + 1, min(at + 1 + _REACH, len(words)))
    if words.is_in(at, "agreement", "plural") and any(words.may(each, "n", "sg") for each in near):
        return True
    if any(words.is_in(at, "agreement", key) for key in _DETERMINERS):
        wanted = not words.is_in(at, "agreement", "indefinite")
        for noun in near:
            between = [each for each in words.told[at + 1 : noun] if each.may_be("adj")]
            if words.may(noun, "n") and not agree(words.told[at], between, words.told[noun], is_definite=wanted):
                return True
    is_bare = words.may(at, "adj", "ind") and words.may(at + 1, "n", "ind")
    if is_bare and not agree(None, [words.told[at]], words.told[at + 1], is_definite=False):
        return True
    if not (words.is_in(at, "agreement", "copulas") and words.may(at - 1, "n", "def")):
        return False
    return any(words.may(each, "adj") and not _fits_subject(words.told[at - 1], words.told[each]) for each in near)


def _pairs(words: _Words) -> Iterator[int]:
    """Where a noun that is not inflected, or a word that is not known, may stand before a noun."""
    for at in range(len(words) - 1):
        first, second = words.told[at], words.told[at + 1]
        if (
            words.is_next(at)
            and (words.may(at + 1, "n") or words.may(at, "gen"))
            and (first.may_be("n", "sg", "ind") or not first.analyses)
            and not any(first.may_be(tag) for tag in _SMALL)
            and second.content.islower()
            and (at == 0 or first.content.islower())
            and first.content.isalpha()
            and second.content.isalpha()
            and not words.is_in(at, "apart", "measures")
        ):
            yield at


def _may_be_split(words: _Words) -> bool:
    """Whether two words may be one."""
    return any(words.joined.get(words.both(at)) for at in _pairs(words))


def _may_be_mixed_up(words: _Words) -> bool:
    """Whether og may stand for å, or å for og."""
    return any(
        (words.word(at) == "og" and words.may(at + 1, "vblex", "inf"))
        or (words.told[at].content == "å" and not words.may(at + 1, "vblex", "inf"))
        for at in range(len(words) - 1)
    )


def _agreement(words: _Words) -> Iterator[_Fault]:
    yield from _disagreements(words)
    yield from _bare_disagreements(words)
    yield from _predicates(words)


def _may_be_when(words: _Words) -> bool:
    return any(words.word(at) == "når" for at in range(len(words)))


def _may_lack_comma(words: _Words) -> bool:
    return words.is_in(0, "comma", "conjunctions")


_FINDERS: Mapping[str, tuple[Callable[[_Words], bool], _Finder]] = {
    "agreement": (_may_disagree, _agreement),
    "written-apart": (_may_be_split, _written_apart),
    "infinitive-sign": (_may_be_mixed_up, _and_for_to),
    "when-once": (_may_be_when, _when),
    "missing-comma": (_may_lack_comma, _comma),
}
"""By rule, what makes a sentence one to be analysed in its context, and what is found in it then."""


@lru_cache(maxsize=4)
def _judged(analyser: Analyser, lists: _Lists, contents: tuple[str, ...]) -> Mapping[str, Sequence[tuple[int, _Fault]]]:
    """By rule, what is found in some sentences, with the number of each; the rules share the work."""
    told = analyser.told(contents)
    alone = [_Words(words, words, content, lists, {}) for words, content in zip(told, contents, strict=True)]
    pairs = sorted({words.both(at) for words in alone for at in _pairs(words)})
    joined = dict(zip(pairs, _parts(analyser, pairs), strict=True))
    alone = [replace(words, joined=joined) for words in alone]
    asked = {at for at, words in enumerate(alone) for suspects, _ in _FINDERS.values() if suspects(words)}
    chosen = dict(zip(sorted(asked), analyser.chosen([contents[at] for at in sorted(asked)]), strict=True))
    read = {
        at: replace(alone[at], chosen=words)
        for at, words in chosen.items()
        if [each.content for each in words] == [each.content for each in told[at]]
    }
    return {
        rule: [(at, fault) for at, words in read.items() if suspects(words) for fault in find(words)]
        for rule, (suspects, find) in _FINDERS.items()
    }


def _rule(name: str, summary: str) -> LanguageRule:
    """A rule that looks at the sentences it suspects."""

    def over_all(reading: Reading) -> Iterator[Hit]:
        analyser = analyser_of(reading.lexicon)
        if analyser is None:
            return
        texts = [text for text in reading.texts if text.kind in _READ]
        read = [(text, sentence) for text in texts for sentence in sentences(text.content, reading.lexicon)]
        contents = tuple(sentence.content for _, sentence in read)
        told = analyser.told(contents)
        for at, fault in _judged(analyser, _Lists.of(reading.lexicon), contents)[name]:
            yield _hit(*read[at], told[at], fault)

    return LanguageRule(name, FAMILY, summary, over_all)


def _parts(analyser: Analyser, words: Sequence[str]) -> Sequence[int]:
    """Of how many parts each of some words is, by the analysis with the fewest; 0 where it is not known."""
    known = second_opinion(analyser, words, ())
    fewest = (min((len(a.lemmas) for each in told for a in each.analyses), default=0) for told in analyser.told(words))
    return [parts if word in known else 0 for word, parts in zip(words, fewest, strict=True)]


def _hit(text: Text, sentence: Sentence, words: Sequence[Analysed], fault: _Fault) -> Hit:
    start, end = sentence.start + words[fault.first].start, sentence.start + words[fault.last].end
    is_typed = text.is_typed(start, end)
    return Hit(text.place(start), f"«{text.content[start:end]}» {fault.why}", fault.instead if is_typed else "")


def _unavailable(readings: Sequence[Reading]) -> Iterator[Hit]:
    wanted = [reading.lexicon for reading in readings if reading.lexicon.table(FILE, "analyser").get("package")]
    analysers = [(lexicon, analyser_of(lexicon)) for lexicon in wanted]
    package = wanted[0].table(FILE, "analyser")["package"] if wanted else ""
    for lacking, cause in (
        (
            [lexicon for lexicon, found in analysers if found is None],
            "is not installed; to have it: sudo apt-get install",
        ),
        (
            [lexicon for lexicon, found in analysers if found is not None and not found.works],
            "does not answer; to have it anew: sudo apt-get install --reinstall apertium lttoolbox cg3",
        ),
    ):
        if lacking:
            languages = " and ".join(lexicon.language for lexicon in lacking)
            message = f"grammar is not checked in {languages}: the analyser of Apertium {cause} {package}"
            yield Hit(lacking[0].files[FILE].place("analyser"), message)


RULES: tuple[LanguageRule | EditionRule, ...] = (
    _rule("agreement", "A determiner, adjective or predicate does not agree with its noun."),
    _rule("written-apart", "A compound is written as two words."),
    _rule("infinitive-sign", "«og» stands for «å», or «å» for «og»."),
    _rule("when-once", "«når» stands before what happened once."),
    _rule("missing-comma", "No comma follows a subordinate clause that begins a sentence."),
    EditionRule(
        "grammar-unavailable",
        FAMILY,
        "Grammar is not checked: the analyser is missing, or does not answer.",
        _unavailable,
    ),
)
