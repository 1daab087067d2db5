"""All rules of proofreading, family by family."""

from brochure.proofreading.rule import EditionRule, Rule
from brochure.proofreading.rules import plain_language, structure

_FAMILIES = (plain_language, structure)


def all_rules() -> tuple[Rule | EditionRule, ...]:
    """Every rule, in the order of the families."""
    return tuple(rule for family in _FAMILIES for rule in family.RULES)
