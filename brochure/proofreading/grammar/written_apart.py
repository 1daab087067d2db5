"""Compounds that are written as two words: "innvandrer kvinner", "utdannings nivå"."""

from collections.abc import Iterator

from brochure.proofreading.analyser import Analysed
from brochure.proofreading.grammar.forms import agree
from brochure.proofreading.grammar.sentence import Fault, Words, is_finite

_SHORT = 2
"""A last part of a compound has more letters."""
_SMALL = ("pr", "det", "prn", "cnjcoo", "cnjsub", "adv", "part")
"""What small words are, which are no first parts of compounds."""


def find_written_apart(words: Words) -> Iterator[Fault]:
    """Compounds in two words: "innvandrer kvinner", "utdannings nivå"."""
    for at in pairs_of(words):
        parts = words.joined.get(words.both(at), 0)
        if (parts == 1 or (parts and words.told[at].analyses)) and _may_be_apart(words, at):
            yield Fault(at, at + 1, f"is one word: «{words.both(at)}»", words.both(at))


def may_be_split(words: Words) -> bool:
    """Whether two words may be one."""
    return any(words.joined.get(words.both(at)) for at in pairs_of(words))


def pairs_of(words: Words) -> Iterator[int]:
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


def _may_be_apart(words: Words, at: int) -> bool:
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
    if words.may(at - 1, "ord") and words.must(at + 1, "def"):
        return False  # "på andre plass arbeidslivet"
    is_order = at == 0 and words.may(at, "vblex", "imp") and words.must(at + 1, "def")
    determiner = _determiner(words, at)
    if determiner is None:
        return not (is_list or is_order)
    is_of_second = agree(determiner, [], second, is_definite=False)
    return is_of_second and words.may(at + 1, "sg", "ind")


def _determiner(words: Words, at: int) -> Analysed | None:
    """The determiner before a word, perhaps with adjectives between."""
    before = at - 1
    while before >= 0 and words.must(before, "adj") and not words.must(before, "det"):
        before -= 1
    return words.told[before] if words.must(before, "det") and not words.may(before, "emph") else None


def _has_own_determiner(words: Words, at: int) -> bool:
    """Whether a determiner before a noun is its own: "en kommunes budsjett"."""
    determiner = _determiner(words, at)
    return determiner is not None and agree(determiner, [], words.told[at], is_definite=None)


def _has_other_verb(words: Words, at: int) -> bool:
    """Whether the verb of the clause follows a word and the next one: "innvandrer kvinner er"."""
    for each in range(at - 1, -1, -1):
        if _ends_clause(words, each):
            break
        if is_finite(words, each):
            return True
    for each in range(at + 2, len(words)):
        if any(words.must(each, tag) for tag in ("cm", "cnjsub", "cnjcoo", "sent")) or words.is_in(
            each, "comma", "stops"
        ):
            return False
        if is_finite(words, each):
            return not words.is_in(at - 1, "comma", "stops")
    return False


def _ends_clause(words: Words, at: int) -> bool:
    """Whether a word or sign may stand between two clauses."""
    is_sign = any(words.must(at, tag) for tag in ("cm", "cnjsub", "cnjcoo", "sent", "guio", "lquot", "rquot"))
    return is_sign or words.is_in(at, "comma", "stops")
