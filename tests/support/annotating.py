"""PDFs with marks in them as proofreaders' programs leave them, made with pypdf.

Places are given by words: the letters they cover are looked up on the page.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Highlight, Text
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in the measure of the page."""
SPECIFIED, AS_ACROBAT = (0, 1, 2, 3), (3, 2, 0, 1)
"""Orders of the corners of a quad: counterclockwise from the lower left one (ISO 32000-1), and what Acrobat writes."""


class Annotator:
    """A PDF that is being marked."""

    def __init__(self, source: Path) -> None:
        self.writer = PdfWriter(clone_from=source)
        self.source = source

    def boxes(self, sheet: int, words: str) -> list[Box]:
        """What the first place of some words covers, one box a line."""
        with pypdfium2.PdfDocument(self.source) as document:
            text = document[sheet].get_textpage()
            found = text.search(words).get_next()
            assert found is not None, f"«{words}» does not stand on page {sheet}"
            letters = [text.get_charbox(i) for i in range(found[0], found[0] + found[1])]
        lines: list[list[Box]] = []
        for box in letters:
            if not lines or box[0] < lines[-1][-1][0]:
                lines.append([])
            lines[-1].append(box)
        return [_around(line) for line in lines]

    def highlight(self, sheet: int, words: str, text: str = "", **entries: Any) -> DictionaryObject:
        """Highlight words, as pypdf does it."""
        boxes = self.boxes(sheet, words)
        mark = Highlight(rect=_around(boxes), quad_points=_quads(boxes, AS_ACROBAT))
        return self._add(sheet, mark, Contents=text, **entries)

    def mark(
        self, sheet: int, subtype: str, words: str, text: str = "", order: Sequence[int] = SPECIFIED, **entries: Any
    ) -> DictionaryObject:
        """Mark words with any kind of annotation that has quads."""
        return self.cover(sheet, subtype, self.boxes(sheet, words), text, order, **entries)

    def cover(
        self,
        sheet: int,
        subtype: str,
        boxes: Sequence[Box],
        text: str = "",
        order: Sequence[int] = SPECIFIED,
        **entries: Any,
    ) -> DictionaryObject:
        """Mark several stretches with one annotation."""
        return self.add(sheet, subtype, _around(boxes), Contents=text, QuadPoints=_quads(boxes, order), **entries)

    def note(self, sheet: int, x: float, y: float, text: str, **entries: Any) -> DictionaryObject:
        """A note whose picture stands around a point."""
        return self._add(sheet, Text(rect=(x - 10, y - 10, x + 10, y + 10), text=text), **entries)

    def replace(self, sheet: int, words: str, text: str, **entries: Any) -> DictionaryObject:
        """Strike words out and put others in, in one step."""
        box = self.boxes(sheet, words)[-1]
        caret = self.caret(sheet, box[2], box, text, **entries)
        self.mark(sheet, "StrikeOut", words, IRT=caret, RT=NameObject("/Group"), **entries)
        return caret

    def insert(self, sheet: int, before: str, text: str, **entries: Any) -> DictionaryObject:
        """Put words in before others."""
        [box] = self.boxes(sheet, before)
        return self.caret(sheet, box[0] - 1.2, box, text, **entries)

    def annotations(self, sheet: int) -> list[DictionaryObject]:
        """What is marked on a page already."""
        found = [item.get_object() for item in self.writer.pages[sheet].annotations or ()]
        return [item for item in found if isinstance(item, DictionaryObject)]

    def state(
        self, sheet: int, target: DictionaryObject, state: str, model: str = "Review", **entries: Any
    ) -> DictionaryObject:
        """A status that a reader has set."""
        return self.note(sheet, 50, 50, f"{state} set", IRT=target, State=state, StateModel=model, **entries)

    def text_box(self, sheet: int, box: Box, text: str, **entries: Any) -> DictionaryObject:
        """Text written onto the page."""
        return self._add(sheet, FreeText(rect=box, text=text), **entries)

    def caret(self, sheet: int, x: float, box: Box, text: str, **entries: Any) -> DictionaryObject:
        """A sign of insertion in a line that covers `box`, its tip at `x`."""
        middle = (box[1] + box[3]) / 2
        return self.add(sheet, "Caret", (x - 4, middle - 9, x + 4, middle + 2), Contents=text, **entries)

    def add(self, sheet: int, subtype: str, box: Box, **entries: Any) -> DictionaryObject:
        """Any annotation."""
        mark = DictionaryObject({NameObject("/Type"): NameObject("/Annot")})
        return self._add(sheet, mark, Subtype=NameObject(f"/{subtype}"), Rect=_numbers(box), **entries)

    def save(self, target: Path) -> Path:
        """Write the marked file."""
        self.writer.write(target)
        return target

    def _add(self, sheet: int, mark: DictionaryObject, **entries: Any) -> DictionaryObject:
        for name, value in entries.items():
            if value != "":
                mark[NameObject(f"/{name}")] = _object(value)
        return self.writer.add_annotation(sheet, mark)


def _object(value: Any) -> PdfObject:
    if isinstance(value, DictionaryObject):
        assert value.indirect_reference is not None
        return value.indirect_reference
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, bool):
        return BooleanObject(value)
    return TextStringObject(value) if isinstance(value, str) else _numbers(value)


def _numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def _quads(boxes: Sequence[Box], order: Sequence[int]) -> ArrayObject:
    numbers: list[float] = []
    for left, bottom, right, top in boxes:
        corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
        numbers += [value for corner in order for value in corners[corner]]
    return _numbers(numbers)


def _around(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
