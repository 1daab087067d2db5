"""How much room text takes before it is set: lines of notes, widths of tables, where a baseline lies.

Knows the typefaces' own measures and the theme, nothing of pages. Breaks at spaces only and leaves kerning out, so a
line that is nearly full may be counted one too many; what is measured is room, never the text itself.
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from html import unescape

from brochure.making.tables.table import PrintedTable
from brochure.project.sandbox.values import Helper, Record
from brochure.project.theme import Theme
from brochure.project.typefaces import FaceMeasure, Typefaces

_POINTS_PER_MM = 72 / 25.4
_PROPORTIONAL = 1.1
"""How much wider proportional figures may be than the tabular ones that are measured."""
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_PARTED = 13
_NEARLY_FULL, _EVEN = 1.02, 0.5
"""How much longer a line may be counted than it is set, and how evenly lines break, in millimetres."""


class Measure:
    """Measures text in the typefaces of a theme; lengths in points unless a name says millimetres."""

    def __init__(self, theme: Theme, typefaces: Typefaces) -> None:
        self.theme, self.typefaces = theme, typefaces
        self._faces: dict[tuple[str, bool], FaceMeasure | None] = {}

    def width_in(self, family: str, *, strong: bool, text: str) -> float:
        """The width of a line of text in shares of its size; 0 where the family is not there."""
        if (family, strong) not in self._faces:
            find = self.typefaces.strong if strong else self.typefaces.regular
            known = family in self.typefaces.families
            self._faces[family, strong] = find(family).measures if known else None
        face = self._faces[family, strong]
        return face.width(text, 1.0) if face else 0.0

    @cached_property
    def _display(self) -> FaceMeasure:
        return self.typefaces.regular(self.theme.type.display).measures

    @cached_property
    def _strong(self) -> FaceMeasure:
        return self.typefaces.strong(self.theme.type.display).measures

    @cached_property
    def _text(self) -> FaceMeasure:
        return self.typefaces.regular(self.theme.type.text).measures

    def lines(self, text: str, size: float, width: float) -> int:
        """How many lines of `width` millimetres a text in the display face takes."""
        room, count, used = width * _POINTS_PER_MM, 1, 0.0
        for word in text.split(" "):
            wide = self._display.width(word, size)
            space = self._display.width(" ", size) if used else 0.0
            if used and used + space + wide > room:
                count, used = count + 1, wide
            else:
                used += space + wide
        return count

    def notes_height(self, html: str, width: float) -> float:
        """The height of notes (paragraphs of HTML, `width` mm wide), rounded up to whole lines of the baseline grid."""
        line = self.theme.type.leading
        count = sum(self.lines(text, self.theme.type.note, width) for text in _paragraphs(html))
        return math.ceil(count * self.theme.type.note_leading / line - 1e-9) * line

    def lead_height(self, html: str) -> float:
        """The height of a lead in the text column and a little more, in whole lines of the baseline grid."""
        sizes, text = self.theme.type, " ".join(_text(html).split())
        count = self.lines(text, sizes.lead, self.theme.lead_measure)
        return math.ceil(count * 1.25) * sizes.leading

    def entry_lines(self, texts: Iterable[str]) -> int:
        """How many lines headings take in the list of contents."""
        return sum(self.lines(text, self.theme.type.table, self._entry_room) for text in texts)

    def entry_gap(self, text: str) -> float:
        """The room in millimetres to leave beside a heading in the list of contents, so that it breaks evenly."""
        size, room = self.theme.type.table, self._entry_room
        count = self.lines(text, size, room * _NEARLY_FULL)
        if count == 1:
            return 0.0
        narrow, wide = 0.0, room
        while wide - narrow > _EVEN:
            between = (narrow + wide) / 2
            narrow, wide = (narrow, between) if self.lines(text, size, between) <= count else (between, wide)
        return round(max(room - wide - _EVEN, 0.0), 2)

    @property
    def _entry_room(self) -> float:
        return self.theme.measure - self.theme.page.side - 3 * self.theme.page.gutter

    def side_height(self, html: str) -> float:
        """The height of a note in the side column, in whole lines of the baseline grid."""
        sizes = self.theme.type
        return sum(self.lines(text, sizes.table, self.theme.page.side) for text in _paragraphs(html)) * sizes.leading

    def key_size(self, rows: Iterable[Sequence[str]]) -> float:
        """The size in points of key figures, each row of them (HTML) side by side: one of the scale, for all rows.

        That of titles, or of headings where a value would be wider than its column.
        """
        sizes, theme = self.theme.type, self.theme
        for row in rows:
            room = (theme.measure - (len(row) - 1) * theme.page.gutter) / len(row) if row else 0.0
            widths = (self._strong.width(_text(value), sizes.title) * _PROPORTIONAL for value in row)
            if any(width > room * _POINTS_PER_MM for width in widths):
                return sizes.heading
        return sizes.title

    def side_shift(self) -> float:
        """How far small text in the side column must go down to stand on the baseline of the running text."""
        sizes = self.theme.type
        return _baseline(self._text, sizes.body) - _baseline(self._display, sizes.table)

    def stub_width(self, table: PrintedTable, size: float, width: float, gap: float) -> float:
        """The width in millimetres of the row headers of a table `width` mm wide, set in `size` points.

        That of the longest label, within the theme's limits and as far as it leaves every column room for its longest
        word; `gap` millimetres stand before each column.
        """
        limits = self.theme.tables
        labels = (table.stub, *(row.label for row in table.rows if not row.is_heading))
        longest = max(self._strong.width(label, size) for label in labels) / _POINTS_PER_MM + 1
        words = [
            part for label in table.columns for word in label.split(" ") for part in re.split(r"(?<=[-\u00ad])", word)
        ]
        heads = max(self._display.width(word, self.theme.type.note) * _least_share(word) for word in words)
        cells = max((self._strong.width(cell, size) for row in table.rows for cell in row.cells), default=0.0)
        room = width - len(table.columns) * (max(heads, cells) / _POINTS_PER_MM + gap + 0.3)
        return max(min(longest, limits.stub_most, room), min(limits.stub_least, longest))

    def head_height(self, table: PrintedTable, width: float) -> float:
        """The height of the heads of columns `width` mm wide, in whole lines of the baseline grid."""
        sizes = self.theme.type
        count = max(self.lines(label, sizes.note, width) for label in (*table.columns, ""))
        return math.ceil((count * self.theme.type.note_leading + 2) / sizes.leading) * sizes.leading


def measure_record(measure: Measure) -> Record:
    """What templates may measure: functions by their names, in lengths as `Measure` gives them."""
    forms = {
        "entry_gap": "measure.entry_gap(text)",
        "entry_lines": "measure.entry_lines(texts)",
        "head_height": "measure.head_height(table, width)",
        "key_size": "measure.key_size(rows)",
        "lead_height": "measure.lead_height(html)",
        "notes_height": "measure.notes_height(html, width)",
        "side_height": "measure.side_height(html)",
        "side_shift": "measure.side_shift()",
        "stub_width": "measure.stub_width(table, size, width, gap)",
    }
    return Record("measure", {name: Helper(form, getattr(measure, name)) for name, form in forms.items()})


def _baseline(face: FaceMeasure, size: float) -> float:
    """How far below the middle of its line the baseline of a text lies."""
    return size * (face.ascent - face.descent) / 2


def _least_share(word: str) -> float:
    """The share of a word that must stand on one line; the style sheet parts words of `_PARTED` letters and more."""
    return 0.65 if len(word) >= _PARTED else 1.0


def _paragraphs(html: str) -> Iterable[str]:
    for inner in _PARAGRAPH.findall(html):
        yield " ".join(_text(inner).replace("\n", " ").split(" ")).strip()


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html))
