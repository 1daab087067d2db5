"""All rules by their names: those of proofreading, family by family, and what other steps tell of on their way."""

from collections.abc import Mapping

from brochure.making.text import author, comparing, contradictions, digits, emphasis, foreign, rendering, shape
from brochure.proofreading import excuses
from brochure.proofreading.inspection.inspecting import RULES as ON_PAGES
from brochure.proofreading.rule import EditionRule, Rule
from brochure.proofreading.rules import (
    directions,
    marked,
    missing_words,
    mixing,
    number_words,
    percent,
    plain_language,
    share_words,
    shares,
    spelling,
    structure,
    terms,
    typography_dashes,
    typography_numbers,
    typography_signs,
    years,
)

_FAMILIES = (
    missing_words,
    typography_numbers,
    typography_dashes,
    typography_signs,
    spelling,
    mixing,
    terms,
    number_words,
    marked,
    directions,
    percent,
    years,
    share_words,
    shares,
    plain_language,
    structure,
)
FAULT = "fault"
"""What a finding is called that no rule has told."""
_ON_THE_WAY: Mapping[str, str] = {
    FAULT: "Something keeps the edition from being made.",
    digits.RULE: "Digits in a text are neither bound to a number nor marked as not statistical.",
    foreign.RULE: "A mark of another dialect of Markdown, of HTML or LaTeX would be printed.",
    shape.RULE: "A heading, list, table or line is read otherwise than it looks.",
    emphasis.RULE: "An asterisk or underscore that opens or closes nothing would be printed.",
    author.FALSE_CLAIM: "The condition of a claim does not hold.",
    contradictions.RULE: "A printed difference is not the one that the rounded numbers beside it seem to give.",
    rendering.UNPLACED: "A figure or table is described, but stands nowhere.",
    excuses.WITHOUT_REASON: "An excuse names no rule or no reason.",
    excuses.OF_UNKNOWN: "An excuse names a rule that there is not.",
    excuses.OF_NOTHING: "An excuse stands where its rule finds nothing.",
}
_NO_EXCUSE = {
    FAULT,
    digits.RULE,
    foreign.RULE,
    shape.RULE,
    emphasis.RULE,
    author.FALSE_CLAIM,
    excuses.WITHOUT_REASON,
    excuses.OF_UNKNOWN,
    excuses.OF_NOTHING,
}


def all_rules() -> tuple[Rule | EditionRule, ...]:
    """Every rule of proofreading, in the order of the families."""
    return tuple(rule for family in _FAMILIES for rule in family.RULES)


def described_rules() -> dict[str, str]:
    """What each rule tells, in a sentence, by its name: all that a finding can name."""
    own = {rule.name: rule.summary for rule in all_rules()}
    return {**_ON_THE_WAY, **own, **comparing.RULES, **ON_PAGES}


def excusable() -> frozenset[str]:
    """The rules that an author can excuse."""
    return frozenset(described_rules()) - _NO_EXCUSE


def of_all_languages() -> frozenset[str]:
    """The rules that need every language of an edition to find what they look for."""
    return frozenset(rule.name for rule in all_rules() if isinstance(rule, EditionRule)) | comparing.RULES.keys()
