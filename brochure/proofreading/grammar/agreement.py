"""Determiners, adjectives and predicates that do not agree with their noun: "et stor forskjell", "Tallet er store"."""

from collections.abc import Iterator

from brochure.proofreading.analyser import Analysed, Analysis
from brochure.proofreading.grammar.forms import agree, genders_of, number_of, readings
from brochure.proofreading.grammar.sentence import Fault, Words

_DETERMINERS = ("indefinite", "definite", "demonstrative", "plural")
_DISAGREE = "do not agree in gender, number or form; give them the same"
_REACH = 3
"""So many words after a determiner its noun may stand at first sight."""


def find_disagreements(words: Words) -> Iterator[Fault]:
    """What does not agree with its noun, before it or said of it."""
    yield from _disagreements(words)
    yield from _bare_disagreements(words)
    yield from _predicates(words)


def may_disagree(words: Words) -> bool:
    """Whether something may not agree with a noun near it."""
    return any(_may_disagree_at(words, at) for at in range(len(words)))


def _may_disagree_at(words: Words, at: int) -> bool:
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


def _disagreements(words: Words) -> Iterator[Fault]:
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
                yield Fault(at, noun, _DISAGREE)
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
            yield Fault(at, noun, _DISAGREE)


def _noun_phrase(words: Words, start: int) -> tuple[tuple[Analysed, ...], int] | None:
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


def _bare_disagreements(words: Words) -> Iterator[Fault]:
    """Adjectives that do not fit the noun after them, where no determiner stands: "stor forskjeller"."""
    for at in range(len(words) - 1):
        if _is_plural_before_singular(words, at):
            yield Fault(at, at + 1, _DISAGREE)
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
            yield Fault(at, at + 1, _DISAGREE)


def _is_plural_before_singular(words: Words, at: int) -> bool:
    """Whether an adjective in the plural stands before a noun in the singular: "er store forskjell"."""
    is_plural = words.must(at, "adj", "pst", "sint") and words.may(at, "ind", "pl") and not words.may(at, "sg")
    follows = words.must(at - 1, "vblex") or words.must(at - 1, "pr")
    is_singular = words.must(at + 1, "n", "ind", "sg") and not words.may(at + 1, "pl") and not words.may(at + 1, "gen")
    ends = words.is_next(at) and not (words.is_next(at + 1) and words.must(at + 2, "n"))
    return is_plural and follows and is_singular and ends and not words.is_in(at, "agreement", "unbent")


def _predicates(words: Words) -> Iterator[Fault]:
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
        after = last + 2 if words.must(last + 1, "adv") else last + 1
        ends = any(words.must(after, tag) for tag in ("sent", "pr", "cm"))
        if not (is_clause_start and ends and words.must(last, "adj", "pst") and not words.may(last, "pp")):
            continue
        if not _fits_subject(words.told[at - 1], words.told[last]):
            yield Fault(at - 1, last, _DISAGREE)


def _fits_subject(subject: Analysed, adjective: Analysed) -> bool:
    """Whether an adjective may be said of a subject in the definite form."""
    subjects = [each for each in readings(subject, "n") if each.has("def")]
    told = [each for each in readings(adjective, "adj") if not each.has("def")]
    return any(_predicates_fit(one, other) for one in subjects for other in told)


def _predicates_fit(subject: Analysis, adjective: Analysis) -> bool:
    if number_of(subject) == "pl":
        return number_of(adjective) != "sg"
    is_singular = number_of(adjective) == "sg" and bool(genders_of(subject) & genders_of(adjective))
    return is_singular or not number_of(adjective)
