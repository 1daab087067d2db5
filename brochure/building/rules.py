"""Every rule that a finding can name, of every family: the one list of them all.

Each family stands in a tuple beside what it looks at. The rules of the reference validator are not listed: they are the
standards', and are named by standard, clause and test, such as "ua1-7.3-1".
"""

from collections.abc import Iterable

from brochure.findings import Level, Registry, Rule, Subject
from brochure.making.figures import thin_series
from brochure.making.pages import pictures
from brochure.making.text import author, comparing, contradictions, digits, emphasis, foreign, rendering, shape, titles
from brochure.project.edition import naming
from brochure.proofreading import excuses
from brochure.proofreading.inspection import inspecting
from brochure.proofreading.registry import all_rules
from brochure.statistics import doubts, unread, unsaid_groups, worded_years

FAULT = Rule(
    "fault", "faults", "Something keeps the edition from being made.", level=Level.ERROR, looks_at=Subject.PROJECT
)
"""What a finding is called that no rule has told."""
_ON_THE_WAY = (
    *doubts.RULES,
    unread.RULE,
    unsaid_groups.RULE,
    worded_years.RULE,
    thin_series.RULE,
    digits.RULE,
    naming.UNREASONED,
    naming.UNEVEN,
    author.ACROSS_BREAK,
    author.FALSE_CLAIM,
    contradictions.RULE,
    foreign.RULE,
    shape.RULE,
    emphasis.RULE,
    rendering.NOTE,
    rendering.UNPLACED,
    titles.RULE,
    pictures.NUMBERS_IN_A_PICTURE,
    *comparing.RULES,
)
"""What steps of making tell of while they work."""


def registry() -> Registry:
    """All rules by their names; loads neither matplotlib nor WeasyPrint, and what reads PDFs only when it is asked."""
    return Registry((FAULT, *_ON_THE_WAY, *all_rules(), *inspecting.RULES, *excuses.RULES), _on_finished_pdfs)


def _on_finished_pdfs() -> Iterable[Rule]:
    from brochure.attaching.validation.registry import all_checks  # libraries that read PDFs: slow to load

    return all_checks()
