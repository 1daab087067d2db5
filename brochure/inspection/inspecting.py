"""All that is looked for on pages, one after the other."""

from collections.abc import Iterator, Mapping, Sequence

from brochure.findings import Finding
from brochure.inspection.alt_texts import find_missing_alt_texts
from brochure.inspection.collisions import find_collisions, find_meeting_labels
from brochure.inspection.colours import find_strange_colours
from brochure.inspection.emptiness import find_empty_pages
from brochure.inspection.headings import find_stranded_headings
from brochure.inspection.laid_out import LaidOutPage
from brochure.inspection.measure import find_uneasy_measures
from brochure.inspection.nearness import find_far_figures
from brochure.inspection.overflow import find_overflow
from brochure.inspection.paragraphs import find_holes, find_lonely_lines, find_scraps
from brochure.inspection.type_sizes import find_small_text
from brochure.theme import Theme


def inspect(pages: Sequence[LaidOutPage], theme: Theme, problems: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """What a reader would stumble over; `problems` are what drawings tell of themselves, by the figure's name."""
    yield from find_overflow(pages)
    yield from find_collisions(pages)
    yield from find_small_text(pages, theme.type)
    yield from find_strange_colours(pages, theme)
    yield from find_missing_alt_texts(pages)
    yield from find_meeting_labels(pages, problems)
    yield from find_empty_pages(pages)
    yield from find_stranded_headings(pages)
    yield from find_lonely_lines(pages)
    yield from find_scraps(pages)
    yield from find_holes(pages)
    yield from find_far_figures(pages)
    yield from find_uneasy_measures(pages)
