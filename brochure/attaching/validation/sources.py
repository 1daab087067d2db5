"""Where in a project the things on the pages of one of our PDFs come from, by the manifest that it carries.

Knows boxes and texts, nothing of checks.
"""

from collections.abc import Iterator

from brochure.attaching.validation.content import Box
from brochure.findings import Place
from brochure.manifest.model import Account, Area, Manifest, PageRecord, SourcePlace

_OF_EXHIBITS = {Account.DRAWING, Account.CELL, Account.LABEL}


class Sources:
    """Places in the project by places on the pages; `pages` is how many the file has."""

    def __init__(self, manifest: Manifest, pages: int) -> None:
        self.manifest = manifest
        self.first = 0 if len(manifest.pages) == pages else None

    @property
    def made_of(self) -> tuple[str, str] | None:
        """The edition and language that the pages were made from; None where the pages are not known."""
        return (self.manifest.edition, self.manifest.language) if self.first is not None else None

    def record(self, page: int) -> PageRecord | None:
        """What the manifest says of a page of the file; None for pages that were not made with it."""
        if self.first is None or not 0 <= page - self.first < len(self.manifest.pages):
            return None
        return self.manifest.pages[page - self.first]

    def at(self, page: int, box: Box) -> Place | None:
        """The place that what stands in a box comes from: of the figure or table whose texts it holds, or its line."""
        record = self.record(page)
        if record is None:
            return None
        exhibits = (
            self.manifest.exhibits[token.of].source
            for token in record.tokens
            if token.account in _OF_EXHIBITS and token.of is not None and _meets(token.area, box)
        )
        lines = (line.source for line in record.lines if line.block is not None and _meets(line.area, box))
        found = next(lines, None) or next(exhibits, None)
        return _place(found) if found else None

    def of_exhibit(self, page: int, box: Box) -> Place | None:
        """The description of the figure or table that stands in a box."""
        record = self.record(page)
        for token in record.tokens if record else ():
            if token.account in _OF_EXHIBITS and token.of is not None and _meets(token.area, box):
                return _place(self.manifest.exhibits[token.of].source)
        return None

    def of_text(self, text: str) -> Place | None:
        """The first place that a title or alternative text of a figure, or a whole block of text, is written at."""
        return next((_place(source) for known, source in self._texts() if known == text), None)

    def of_attachment(self, name: str) -> Place | None:
        """The figure or table whose numbers an attached file holds."""
        exhibits = (item.source for item in self.manifest.exhibits if item.attachment == name)
        return next(map(_place, exhibits), None)

    def _texts(self) -> Iterator[tuple[str, SourcePlace]]:
        for exhibit in self.manifest.exhibits:
            yield exhibit.alt, exhibit.source
            yield exhibit.title, exhibit.source
        for block in self.manifest.blocks:
            yield block.text, block.source


def _meets(area: Area, box: Box) -> bool:
    """Whether most of an area of a manifest lies in a box, or most of the box in it."""
    own = Box(area.left, area.top, area.right, area.bottom)
    return own.shared(box).area > 0.5 * min(own.area, box.area)


def _place(source: SourcePlace) -> Place:
    return Place(source.file, source.line, source.column)
