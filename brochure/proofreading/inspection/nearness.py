"""Figures and tables that stand far from the text that speaks of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from brochure.findings import Finding
from brochure.making.laid_out.model import LaidOutPage, Standing
from brochure.proofreading.inspection.wording import finding_about

FAR = 1
"""Pages that may lie between a text and its figure."""


@dataclass(slots=True)
class _Part:
    """What one part of the brochure shows and says: by id, where it stands and where it is first named."""

    shown: dict[str, Standing] = field(default_factory=dict)
    named: dict[str, Standing] = field(default_factory=dict)
    before: dict[str, Standing] = field(default_factory=dict)
    """The last text above each figure or table."""
    text: Standing | None = None


def find_far_figures(pages: Sequence[LaidOutPage]) -> Iterator[Finding]:
    """Figures and tables more than a page from their first mention in their part, or from the text before them."""
    for part in _parts(pages).values():
        for name, item in part.shown.items():
            kind = "figure" if "figure" in item.box.classes else "table"
            mention = part.named.get(name) or part.before.get(name)
            if mention is not None and abs(item.page.position - mention.page.position) > FAR:
                message = f"the {kind} stands on page {item.page.label}, its text on page {mention.page.label}"
                yield finding_about(item, f"{message}; place it nearer to the text")


def _parts(pages: Sequence[LaidOutPage]) -> dict[int, _Part]:
    parts: dict[int, _Part] = {}
    for page in pages:
        for item in page.standing():
            if item.part is not None and not item.is_in_margin:
                _read(item, parts.setdefault(item.part.element, _Part()))
    return parts


def _read(item: Standing, part: _Part) -> None:
    if item.within("prose", "side", "lead"):
        for line in item.box.lines:
            part.text = item
            for target in line.links:
                part.named.setdefault(target, item)
    name = item.box.identity
    if name.startswith(("figure-", "table-")) and item.within("figure", "table") and name not in part.shown:
        part.shown[name] = item
        if part.text is not None:
            part.before[name] = part.text
