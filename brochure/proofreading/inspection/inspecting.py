"""All that is looked for on pages, one rule after the other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from brochure.findings import Finding, Rule, Subject
from brochure.making.laid_out.elements import Sheets
from brochure.proofreading.inspection.alt_texts import find_missing_alt_texts
from brochure.proofreading.inspection.collisions import find_collisions, find_meeting_labels
from brochure.proofreading.inspection.colours import find_strange_colours
from brochure.proofreading.inspection.emptiness import find_empty_pages
from brochure.proofreading.inspection.headings import find_stranded_headings
from brochure.proofreading.inspection.hidden import find_hidden
from brochure.proofreading.inspection.measure import find_uneasy_measures
from brochure.proofreading.inspection.nearness import find_far_figures
from brochure.proofreading.inspection.overflow import find_overflow
from brochure.proofreading.inspection.paragraphs import find_holes, find_lonely_lines, find_scraps
from brochure.proofreading.inspection.resolution import find_coarse_pictures
from brochure.proofreading.inspection.type_sizes import find_small_text


@dataclass(frozen=True, slots=True)
class PageRule(Rule):
    """One thing to look for on laid-out pages; `stops_a_build` says whether it is looked for before print too."""

    find: Callable[[Sheets], Iterable[Finding]]
    stops_a_build: bool = field(default=False, kw_only=True)
    family: str = field(default="pages", kw_only=True)
    looks_at: Subject = field(default=Subject.PAGES, kw_only=True)

    def findings(self, sheets: Sheets) -> Iterator[Finding]:
        """What the rule finds."""
        return (replace(finding, rule=self.name) for finding in self.find(sheets))


LOW_RESOLUTION = PageRule(
    "page-low-resolution",
    "A picture has too few pixels for the size it is printed in.",
    lambda sheets: find_coarse_pictures(sheets.pages),
)
RULES = (
    PageRule(
        "page-overflow",
        "Something reaches out of its box or its page.",
        lambda sheets: find_overflow(sheets.pages),
        stops_a_build=True,
    ),
    PageRule(
        "page-hidden",
        "Words or a picture cannot be seen.",
        lambda sheets: find_hidden(sheets.pages, sheets.elements),
        stops_a_build=True,
    ),
    PageRule(
        "page-collision",
        "Two texts lie over each other, or nearly.",
        lambda sheets: find_collisions(sheets.pages),
        stops_a_build=True,
    ),
    PageRule(
        "page-small-text",
        "A text is smaller than the theme's least size.",
        lambda sheets: find_small_text(sheets.pages, sheets.theme.type),
        stops_a_build=True,
    ),
    PageRule(
        "page-strange-colour",
        "A colour is none of the theme's.",
        lambda sheets: find_strange_colours(sheets.pages, sheets.theme),
        stops_a_build=True,
    ),
    PageRule(
        "page-missing-alt-text",
        "A picture says nothing to those who do not see it.",
        lambda sheets: find_missing_alt_texts(sheets.pages),
        stops_a_build=True,
    ),
    LOW_RESOLUTION,
    PageRule(
        "page-meeting-labels",
        "Labels of a figure meet, or were left out.",
        lambda sheets: find_meeting_labels(sheets.pages, sheets.problems),
        stops_a_build=True,
    ),
    PageRule("page-empty", "A page has little or nothing on it.", lambda sheets: find_empty_pages(sheets.pages)),
    PageRule(
        "page-stranded-heading",
        "A heading stands at the foot of a page, apart from its text.",
        lambda sheets: find_stranded_headings(sheets.pages),
    ),
    PageRule(
        "page-lonely-line",
        "A single line of a paragraph stands alone on a page.",
        lambda sheets: find_lonely_lines(sheets.pages),
    ),
    PageRule(
        "page-scrap", "The last line of a paragraph holds a scrap of a word.", lambda sheets: find_scraps(sheets.pages)
    ),
    PageRule("page-hole", "A page has a hole in it.", lambda sheets: find_holes(sheets.pages)),
    PageRule(
        "page-far-figure",
        "A figure stands far from the text that speaks of it.",
        lambda sheets: find_far_figures(sheets.pages),
    ),
    PageRule(
        "page-uneasy-measure",
        "Lines are longer or shorter than is easy to read.",
        lambda sheets: find_uneasy_measures(sheets.pages),
    ),
)
BEFORE_PRINT = (*(rule for rule in RULES if rule.stops_a_build), LOW_RESOLUTION)
"""What a build looks for: the rules that can find an error, by which pages are not fit for print, and one more."""


def inspect(sheets: Sheets, rules: Iterable[PageRule] = RULES) -> Iterator[Finding]:
    """What a reader would stumble over, as far as `rules` look for it."""
    for rule in rules:
        yield from rule.findings(sheets)
