"""All that is looked for on pages, one after the other."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from brochure.findings import Finding
from brochure.making.laid_out.elements import Elements
from brochure.making.laid_out.model import LaidOutPage
from brochure.project.theme import Theme
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

LOW_RESOLUTION = "page-low-resolution"
RULES: Mapping[str, str] = {
    "page-overflow": "Something reaches out of its box or its page.",
    "page-hidden": "Words or a picture cannot be seen.",
    "page-collision": "Two texts lie over each other, or nearly.",
    "page-small-text": "A text is smaller than the theme's least size.",
    "page-strange-colour": "A colour is none of the theme's.",
    "page-missing-alt-text": "A picture says nothing to those who do not see it.",
    LOW_RESOLUTION: "A picture has too few pixels for the size it is printed in.",
    "page-meeting-labels": "Labels of a figure meet, or were left out.",
    "page-empty": "A page has little or nothing on it.",
    "page-stranded-heading": "A heading stands at the foot of a page, apart from its text.",
    "page-lonely-line": "A single line of a paragraph stands alone on a page.",
    "page-scrap": "The last line of a paragraph holds a scrap of a word.",
    "page-hole": "A page has a hole in it.",
    "page-far-figure": "A figure stands far from the text that speaks of it.",
    "page-uneasy-measure": "Lines are longer or shorter than is easy to read.",
}
"""What each rule tells, by its name."""


BEFORE_PRINT = (
    "page-overflow",
    "page-hidden",
    "page-collision",
    "page-small-text",
    "page-strange-colour",
    "page-missing-alt-text",
    "page-meeting-labels",
    LOW_RESOLUTION,
)
"""What a build looks for: the rules that can find an error, by which pages are not fit for print, and one more."""


def inspect(
    pages: Sequence[LaidOutPage],
    elements: Elements,
    theme: Theme,
    problems: Mapping[str, Sequence[str]],
    rules: Collection[str] = RULES.keys(),
) -> Iterator[Finding]:
    """What a reader would stumble over, as far as `rules` look for it.

    `elements` are those that the pages were made from, `problems` what drawings tell of themselves, by the figure's
    name.
    """
    found = {
        "page-overflow": find_overflow(pages),
        "page-hidden": find_hidden(pages, elements),
        "page-collision": find_collisions(pages),
        "page-small-text": find_small_text(pages, theme.type),
        "page-strange-colour": find_strange_colours(pages, theme),
        "page-missing-alt-text": find_missing_alt_texts(pages),
        LOW_RESOLUTION: find_coarse_pictures(pages),
        "page-meeting-labels": find_meeting_labels(pages, problems),
        "page-empty": find_empty_pages(pages),
        "page-stranded-heading": find_stranded_headings(pages),
        "page-lonely-line": find_lonely_lines(pages),
        "page-scrap": find_scraps(pages),
        "page-hole": find_holes(pages),
        "page-far-figure": find_far_figures(pages),
        "page-uneasy-measure": find_uneasy_measures(pages),
    }
    for rule, findings in found.items():
        for finding in findings if rule in rules else ():
            yield replace(finding, rule=rule)
