"""All rules of proofreading, family by family."""

from brochure.proofreading.rule import EditionRule, LanguageRule
from brochure.proofreading.rules import (
    claim_words,
    directions,
    marked,
    missing_words,
    mixing,
    naming_words,
    number_words,
    percent,
    plain_language,
    share_words,
    shares,
    source_notes,
    spelling,
    structure,
    terms,
    titles,
    typed_times,
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
    typed_times,
    source_notes,
    share_words,
    shares,
    naming_words,
    claim_words,
    plain_language,
    titles,
    structure,
)


def all_rules() -> tuple[LanguageRule | EditionRule, ...]:
    """Every rule of proofreading, in the order of the families."""
    return tuple(rule for family in _FAMILIES for rule in family.RULES)
