"""Whether a determiner, adjectives and a noun agree in gender, number and definiteness, by their analyses.

They disagree only where no reading of each fits the readings of the others. Knows no rule.
"""

from collections.abc import Iterable, Sequence

from brochure.proofreading.analyser import Analysed, Analysis

_GENDERS = frozenset({"m", "f", "nt"})
_MANY = {"mf": frozenset({"m", "f"})}


def number_of(analysis: Analysis) -> str:
    """Its number, "sg" or "pl"; empty for what is both."""
    return next((tag for tag in ("sg", "pl") if tag in analysis.tags), "")


def genders_of(analysis: Analysis) -> frozenset[str]:
    """Its gender, or those it may have."""
    found = analysis.tags & _GENDERS or next((_MANY[tag] for tag in analysis.tags if tag in _MANY), frozenset())
    return found or _GENDERS


def fit(one: Analysis, other: Analysis) -> bool:
    """Whether two readings have number and gender in common."""
    numbers = {number_of(one), number_of(other)} - {""}
    if len(numbers) > 1:
        return False
    return "pl" in numbers or bool(genders_of(one) & genders_of(other))


def agree(
    determiner: Analysed | None, adjectives: Sequence[Analysed], noun: Analysed, *, is_definite: bool | None
) -> bool:
    """Whether a noun fits what stands before it; with `is_definite` None any form of it does."""
    determiners = readings(determiner, "det") if determiner else []
    for head in readings(noun, "n"):
        if is_definite is False and head.has("def"):
            continue
        if determiners and not any(fit(each, head) for each in determiners):
            continue
        told = [each for each in determiners if fit(each, head)]
        if all(any(_describes(each, head, told, is_definite) for each in readings(a, "adj")) for a in adjectives):
            return True
    return False


def readings(word: Analysed, tag: str) -> list[Analysis]:
    """The readings of a word that have a tag."""
    return [each for each in word.analyses if each.has(tag)]


def _describes(adjective: Analysis, head: Analysis, determiners: Iterable[Analysis], is_definite: bool | None) -> bool:
    """Whether an adjective has the form that a noun and its determiner ask for."""
    if not fit(adjective, head) or not all(fit(adjective, each) for each in determiners):
        return False
    if adjective.tags & {"comp", "sup", "ord"} or is_definite is None:
        return True
    if is_definite:
        return not (adjective.has("ind") and number_of(adjective) == "sg")
    return number_of(head) == "pl" or not adjective.has("def")
