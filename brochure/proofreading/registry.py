"""All rules of proofreading, family by family."""

from brochure.proofreading.rule import EditionRule, LanguageRule
from brochure.proofreading.rules import (
    claim_words,
    directions,
    grammar,
    marked,
    missing_words,
    mixing,
    naming_words,
    number_words,
    opposites,
    percent,
    plain_language,
    references,
    share_words,
    shares,
    slips,
    source_notes,
    spelling,
    statements,
    structure,
    superlatives,
    terms,
    titles,
    typed_times,
    typography_dashes,
    typography_numbers,
    typography_signs,
    weak_claims,
    years,
)

_FAMILIES = (
    missing_words,
    typography_numbers,
    typography_dashes,
    typography_signs,
    spelling,
    slips,
    grammar,
    mixing,
    terms,
    number_words,
    marked,
    directions,
    superlatives,
    statements,
    percent,
    years,
    typed_times,
    source_notes,
    share_words,
    shares,
    naming_words,
    claim_words,
    weak_claims,
    opposites,
    plain_language,
    references,
    titles,
    structure,
)


def all_rules() -> tuple[LanguageRule | EditionRule, ...]:
    """Every rule of proofreading, in the order of the families."""
    return tuple(rule for family in _FAMILIES for rule in family.RULES)
