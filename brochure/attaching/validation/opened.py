"""A PDF, opened for checks: what is read of it is read once, when a check asks for it.

Knows how to read, not what is right.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2

from brochure.attaching.validation.content import Box, Kind, PageContent, Piece, joined, read_page, united
from brochure.attaching.validation.labels import LabelRange, labels_of, read_ranges
from brochure.attaching.validation.metadata import Metadata, read_metadata
from brochure.attaching.validation.places import Places
from brochure.attaching.validation.sources import Sources
from brochure.attaching.validation.structure import Content, Element, Structure, read_structure
from brochure.findings import Faults
from brochure.manifest.model import FILE_NAME, Manifest
from brochure.manifest.reading import attached_content, attached_specs, has_too_many, parse_manifest
from brochure.pdf import objects
from brochure.pdf.opening import OpenedFile, damaged_in, open_content, warnings_of
from brochure.pdf.walking import tree, walk


class OpenedPdf:
    """A PDF and what it holds: structure, pages, places, metadata."""

    def __init__(self, file: OpenedFile, manifest: Manifest | None = None) -> None:
        self.file = file
        self.path, self.content, self.pdf, self.place = file.path, file.content, file.pdf, file.place
        self.allowance = file.allowance
        self._manifest = manifest
        self._annotations: dict[int, list[Any]] = {}

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What was repaired when the file was opened and since, as qpdf tells it."""
        return tuple(dict.fromkeys((*self.file.warnings, *warnings_of(self.pdf))))

    @cached_property
    def page_objects(self) -> tuple[Any, ...]:
        """The dictionaries of the pages."""
        return tuple(page.obj for page in self.pdf.pages)

    @cached_property
    def page_numbers(self) -> Mapping[objects.Number, int]:
        """Positions of pages, from 0, by their objects' numbers."""
        return {objects.number(page): position for position, page in enumerate(self.page_objects)}

    @cached_property
    def structure(self) -> Structure:
        """The structure tree."""
        with damaged_in(self.place, "structure tree"):
            return read_structure(self.pdf, self.page_numbers)

    @cached_property
    def places(self) -> Places:
        """Where links and bookmarks lead."""
        return Places(self.pdf, self.page_numbers)

    @cached_property
    def metadata(self) -> Metadata:
        """Title and claims."""
        with damaged_in(self.place, "metadata"):
            return read_metadata(self.pdf)

    @property
    def keeps_ua2(self) -> bool:
        """Whether the file claims PDF/UA-2 and not PDF/UA-1: it is held against the rules of that one."""
        return "ua2" in self.metadata.claims and "ua1" not in self.metadata.claims

    @cached_property
    def label_ranges(self) -> tuple[LabelRange, ...]:
        """The page labels as they are written."""
        with damaged_in(self.place, "page labels"):
            return read_ranges(self.pdf)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What each page is called."""
        return labels_of(self.label_ranges, len(self.page_objects))

    def page_name(self, page: int) -> str:
        """A page as people are told it: its label, with its position where that is not enough to find it."""
        label = self.labels[page]
        if label and self.labels.count(label) == 1:
            return label
        return f"{label or '–'} (number {page + 1} in the file)"

    @cached_property
    def pages(self) -> tuple[PageContent, ...]:
        """What stands on the pages; raises `Faults` for pages that cannot be drawn."""
        with (
            damaged_in(self.place, "pages", "make or fetch the file again"),
            pypdfium2.PdfDocument(self.content) as document,
        ):
            return tuple(_read(page) for page in document)

    @cached_property
    def _by_mark(self) -> Mapping[Content, tuple[Piece, ...]]:
        found: dict[Content, tuple[Piece, ...]] = {}
        for number in range(len(self.pages)):
            found.update(self.marked_on(number))
        return found

    def marked_on(self, page: int) -> Mapping[Content, tuple[Piece, ...]]:
        """The pieces of a page that have a number, by it."""
        found: dict[Content, list[Piece]] = defaultdict(list)
        for piece in self.pages[page].pieces:
            if piece.mark is not None:
                found[Content(page, piece.mark, piece.in_form)].append(piece)
        return {content: tuple(pieces) for content, pieces in found.items()}

    def pieces_of(self, element: Element) -> Iterator[tuple[int, Piece]]:
        """The pieces of an element with their pages, in reading order."""
        for content in element.contents():
            for piece in self._by_mark.get(content, ()):
                yield content.page, piece

    def text_of(self, element: Element) -> str:
        """The text of an element as one line: what is read aloud, but for texts that stand for others."""
        return joined(piece for _, piece in self.pieces_of(element))

    def boxes_of(self, element: Element, *kinds: Kind) -> dict[int, Box]:
        """Where an element stands: a box on each page that it has pieces of some kinds on (of any if none is named)."""
        boxes: dict[int, list[Box]] = defaultdict(list)
        for page, piece in self.pieces_of(element):
            if not kinds or piece.kind in kinds:
                boxes[page].append(piece.box)
        return {page: box for page, found in boxes.items() if (box := united(found)) is not None}

    def trim_box(self, page: int) -> tuple[float, float, float, float]:
        """The trimmed page in its own coordinates: left, bottom, right, top, in points."""
        box = self.pdf.pages[page].trimbox
        left, bottom, right, top = (objects.real(side) for side in box.as_list())
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top)

    def annotations(self, page: int) -> list[Any]:
        """The annotations of a page, one that is listed again once."""
        if page not in self._annotations:
            self._annotations[page] = list(walk(objects.array(self.page_objects[page], "/Annots"), lambda _: ()))
        return self._annotations[page]

    def box_of_annotation(self, page: int, annotation: Any) -> Box | None:
        """Where an annotation stands, as content does; turned pages are not reckoned with (only a source is sought)."""
        sides = [objects.real(side) for side in objects.items(annotation.get("/Rect"))]
        if len(sides) != 4:
            return None
        trim_left, _, _, trim_top = self.trim_box(page)
        (left, right), (bottom, top) = sorted(sides[::2]), sorted(sides[1::2])
        return Box(left - trim_left, trim_top - top, right - trim_left, trim_top - bottom)

    @cached_property
    def parents(self) -> Mapping[int, Any]:
        """The parent tree: what content and annotations belong to, by their keys (ISO 32000-1, 14.7.4.4)."""
        root = objects.below(self.pdf.Root, "/StructTreeRoot", "/ParentTree")
        with damaged_in(self.place, "parent tree"):
            return {objects.integer(key, -1): value for key, value in tree(root, "/Nums")}

    @cached_property
    def _manifest_content(self) -> bytes | None:
        """An attached manifest; None where there is none that can be unpacked."""
        try:
            spec = attached_specs(self.pdf, self.place).get(FILE_NAME)
            return None if spec is None else attached_content(spec, FILE_NAME, self.place, self.allowance)
        except Faults:
            return None

    @property
    def manifest_too_large(self) -> str:
        """That there is a manifest and it is not read, so that no place in a project can be named; empty otherwise."""
        return has_too_many(self._manifest_content or b"", self.allowance.limits)

    @cached_property
    def sources(self) -> Sources | None:
        """Where in the project things come from, for a file that this program has made."""
        manifest = self._manifest
        if manifest is None and self._manifest_content is not None:
            try:
                manifest = parse_manifest(self._manifest_content, self.place, self.allowance.limits)
            except Faults:
                return None  # another program's manifest, or a damaged one: `verify` tells of that
        if manifest is None or not manifest.pages:
            return None
        return Sources(manifest, len(self.page_objects))


def opened_bytes(path: Path, content: bytes, manifest: Manifest) -> OpenedPdf:
    """A PDF of ours that has just been made; `path` is where it will be told to lie."""
    return OpenedPdf(open_content(path, content), manifest)


def _read(page: pypdfium2.PdfPage) -> PageContent:
    found = read_page(page)
    page.close()
    return found
