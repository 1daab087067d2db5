"""Verbs and their clauses: og for å, når for da, and a comma that is missing after a clause."""

import re
from collections.abc import Iterator

from brochure.proofreading.grammar.sentence import Fault, Words, is_finite

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def find_infinitive_signs(words: Words) -> Iterator[Fault]:
    """An infinitive after "og" that stands with no other, and what is none after "å"."""
    for at in range(1, len(words) - 1):
        if words.word(at) == "og" and words.may(at + 1, "vblex", "inf") and _is_alone(words, at):
            yield Fault(at, at + 1, "is an infinitive; write «å» before it", f"å {words.word(at + 1)}")
        if words.told[at].content == "å" and _is_no_infinitive(words, at + 1):
            yield Fault(at, at + 1, "is no infinitive; write «og», or the infinitive")


def may_be_mixed_up(words: Words) -> bool:
    """Whether og may stand for å, or å for og."""
    return any(
        (words.word(at) == "og" and words.may(at + 1, "vblex", "inf"))
        or (words.told[at].content == "å" and not words.may(at + 1, "vblex", "inf"))
        for at in range(len(words) - 1)
    )


def _is_alone(words: Words, at: int) -> bool:
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


def _is_no_infinitive(words: Words, at: int) -> bool:
    """Whether a word is no infinitive, nor one that may stand between it and "å"."""
    word = words.told[at]
    if word.content.isdecimal():
        return words.told[at - 2].content.isdecimal() if at > 1 else False
    is_known = bool(word.analyses) and word.content.isalpha() and word.content.islower()
    is_known = is_known and not word.content.endswith(("e", "a"))  # a verb that is not known, more often than not
    may_split = any(words.may(at, tag) for tag in ("adv", "prn", "pr", "np", "cnjsub"))
    may_split = may_split or (words.may(at, "adj", "nt") and words.may(at + 1, "vblex", "inf"))
    return is_known and not may_split and not words.may(at, "vblex", "inf")


def find_when(words: Words) -> Iterator[Fault]:
    """The word "når" before what happened once."""
    instead = words.lists.once
    if not _YEAR.search(words.content) or any(words.is_in(at, "when", "often") for at in range(len(words))):
        return
    for at in range(len(words)):
        if words.word(at) == "når" and instead:
            verbs = (each for each in range(at + 1, len(words)) if is_finite(words, each) or words.must(each, "cm"))
            verb = next(verbs, -1)
            if words.left(verb, "vblex", "pret") and not words.is_in(verb, "verbs", "modal"):
                yield Fault(
                    at, at, f"is of what happens again and again; write «{instead}» of what happened once", instead
                )


def may_be_when(words: Words) -> bool:
    """Whether "når" stands in a sentence."""
    return any(words.word(at) == "når" for at in range(len(words)))


def find_missing_comma(words: Words) -> Iterator[Fault]:
    """A subordinate clause that begins a sentence, without a comma after it."""
    if not words.is_in(0, "comma", "conjunctions"):
        return
    verbs: list[int] = []
    for at in range(1, len(words)):
        if words.must(at, "cm") or (verbs and (words.must(at, "cnjcoo") or words.must(at, "cnjsub"))):
            return
        if words.is_in(at, "comma", "stops") or words.told[at].content in ":;–-(":
            return
        if is_finite(words, at):
            verbs.append(at)
            if len(verbs) > 1:
                break
    if len(verbs) < 2 or verbs[0] == 1:
        return
    subjects = ("n", "prn", "det", "np", "adj")
    if any(words.left(verbs[1] + 1, tag) for tag in subjects) and any(words.left(1, tag) for tag in subjects):
        yield Fault(verbs[1], verbs[1], "begins the main clause; write a comma before it")


def may_lack_comma(words: Words) -> bool:
    """Whether a sentence begins as a subordinate clause does."""
    return words.is_in(0, "comma", "conjunctions")
