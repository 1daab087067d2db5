"""The shape of a manifest: an edition's numbers, claims, texts, figures and sources, and where they stand on the pages.

A manifest is read by itself, on another machine, without the project it was made from. Values are exact decimals
written as text; places on pages are in points from the top left corner of the page. Lists are in the order of the
pages, and what refers to an item of another list does so by its position there, counted from 0, or by its name.
"""

import hashlib
import re
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from brochure.project.profiles import SCREEN

FORMAT = 1
"""The number of this shape; a reader refuses a manifest of another."""
FILE_NAME = "manifest.json"
"""The name of the attached file."""
_DESCENT = 2 / 9
"""How much of the height of a line lies below the foot of its letters."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourcePlace(_Record):
    """A place in a file of the project: its path from the project's folder, line and column from 1."""

    file: str
    line: int
    column: int | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")


class CellRecord(_Record):
    """An observation: the statistic it belongs to, its members by dimension, and its value or standard symbol.

    `line` is that of the statistic's file; `unit` is the name of the unit, such as "percent"; `decimals` is how many
    the source publishes; `status` is what it remarks on the value, by its own code ("p"); `base` is the time at which
    an index is 100.
    """

    statistic: str
    line: int | None = None
    members: dict[str, str]
    value: str | None = None
    symbol: str | None = None
    unit: str
    decimals: int = 0
    status: str = ""
    base: str | None = None


class DimensionRecord(_Record):
    """A dimension of a statistic: what a formula must know of it to be worked out again.

    `role` is "time", "definition" or "category"; `members` are all it has, `elimination` the one that stands for all.
    `labels` are the printed names, in the edition's language, of members that are not printed as they stand.
    """

    name: str
    role: Literal["time", "definition", "category"] = "category"
    members: tuple[str, ...]
    elimination: str | None = None
    labels: dict[str, str] = {}


class StatisticRecord(_Record):
    """A statistic that the edition uses; `sha256` is that of its file, `number` that of the list of sources, if any."""

    name: str
    number: int | None = None
    title: str
    publisher: str
    population: str
    reference: str
    file: str
    sha256: str
    tables: tuple[tuple[str, str, str], ...]
    """Name, address and what it covers, of each published table."""
    dimensions: tuple[DimensionRecord, ...] = ()


class NumberRecord(_Record):
    """A named number: how it is defined and where, its unrounded value, and the cells it was computed from."""

    name: str
    formula: str
    source: SourcePlace
    value: str
    unit: str
    cells: tuple[int, ...]


class UseRecord(_Record):
    """A number as it is printed: `numbers` are names, two for a range; `format` as written ("prosent(0)").

    A number that the text computes where it prints it has no name; `expression` is what the author wrote, `values`
    the unrounded values and `cells` what they were computed from. `decimals` is None where words are printed.
    """

    numbers: tuple[str, ...]
    expression: str
    format: str
    printed: str
    values: tuple[str, ...]
    unit: str
    decimals: int | None = None
    cells: tuple[int, ...]
    source: SourcePlace
    periods: tuple[tuple[str, str], ...] = ()
    """What each named period in the expression stood for."""


class ClaimRecord(_Record):
    """A statement with its condition, and the values, by name, that met it.

    A claim that its author has given a `name` has the condition that is written there; `cells` are those that its
    selections met, `periods` what each named period in the condition stood for.
    """

    sentence: str
    condition: str
    values: tuple[tuple[str, str], ...]
    source: SourcePlace
    name: str = ""
    cells: tuple[int, ...] = ()
    periods: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> str:
        """Its condition as a person reads it, after its name where it has one."""
        return f"{self.name}: {self.condition}" if self.name else self.condition


class AttachmentRecord(_Record):
    """An attached file by its name and checksum."""

    name: str
    sha256: str


class ExhibitRecord(_Record):
    """A figure or table: `kind` is "figure", "table" or "sparkline"; `number` is 0 for what has none.

    `cells` are what it shows, `alt` what a figure says to those who do not see it. `shown` are all its texts as drawn
    or printed, for comparing; `attachment` names the file with the data behind it. Where it shows each cell in per
    cent of a whole, `shares_over` is the dimension whose members make up that whole. `decimals` are those that a
    figure prints its values with, in its drawing and in the table behind it, and a table those that are no whole units;
    where it has none, each cell has its own.
    """

    kind: str
    name: str
    number: int
    title: str
    subtitle: str
    alt: str
    statistic: str
    cells: tuple[int, ...]
    shown: tuple[str, ...]
    attachment: str | None = None
    shares_over: str = ""
    decimals: int | None = None
    source: SourcePlace


class BlockRecord(_Record):
    """A stretch of text that is read at one go: a heading, a paragraph, a cell, a caption.

    `part` is the id of the part of the document it stands in ("part-arbeid", "goals"), `kind` the name of its element
    with its first class ("p", "h2", "p.lead", "td"). `text` has one space where the document has several or a line
    end. `uses` and `claims` are positions in those lists. `breaks` say where in `text` each further line of its source
    begins.
    """

    part: str
    kind: str
    text: str
    source: SourcePlace
    breaks: tuple[int, ...] = ()
    uses: tuple[int, ...] = ()
    claims: tuple[int, ...] = ()

    def source_at(self, offset: int) -> SourcePlace:
        """The line of the source on which a letter of `text` was written."""
        further = sum(start <= offset for start in self.breaks)
        return self.source.model_copy(update={"line": self.source.line + further})


class Area(_Record):
    """A rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def foot(self) -> float:
        """The height of the base line of a line of text that covers it."""
        return self.bottom - (self.bottom - self.top) * _DESCENT

    def holds(self, x: float, y: float, beside: float = 0.0) -> bool:
        """Whether a point lies in it, or so far beside it."""
        is_across = self.left - beside <= x <= self.right + beside
        return is_across and self.top - beside <= y <= self.bottom + beside


class Account(StrEnum):
    """Why a stretch of text with digits in it may stand on a page."""

    NUMBER = "number"
    """It prints a number; `of` is the position of its use."""
    MARKED = "marked"
    """The author has marked it as not statistical; `of` is empty."""
    CELL = "cell"
    """It is a cell of a table; `of` is the position of the exhibit, and `cell` that of the observation."""
    LABEL = "label"
    """It names a member of a dimension (a year, an age group) in a table; `of` is the position of the exhibit."""
    DRAWING = "drawing"
    """It is all the text of a drawing, one text a line; `of` is the position of the exhibit."""
    APPARATUS = "apparatus"
    """A template prints it, and says what it is: a page number, a date, the number of a figure; `of` is empty."""
    UNACCOUNTED = "unaccounted"
    """Nothing says what it is."""


class Token(_Record):
    """A stretch of text with digits in it, where it stands, and what accounts for it.

    `what` says in a word what the template or author calls it ("page number"); for a cell, `cell` is a position in the
    list of cells, None for one that holds no observation. `source` is where the author has marked it. `drawn` says of
    each text of a drawing whose value it prints, as positions of cells: of one cell its value, of two the first less
    the second, of none that it is a name or a value of an axis. It is empty where that is not recorded.
    """

    text: str
    area: Area
    account: Account
    of: int | None = None
    cell: int | None = None
    what: str = ""
    source: SourcePlace | None = None
    drawn: tuple[tuple[int, ...], ...] = ()


class LineRecord(_Record):
    """A printed line: its number on the page, counted from 1 from the top; what stands at one height shares it.

    `block` is the position of the block it belongs to, None for running heads and feet, which have number 0. `start` is
    where in the block's text it begins; `claims` are the positions of the claims that begin in it. `struck` are the
    stretches of `text` that a draft shows as removed, `apart` the numbers of notes; neither is part of the block. A
    line in which a draft says that something has gone or moved has the number of that `notice`, from 1, and belongs to
    no block.
    """

    number: int
    text: str
    area: Area
    block: int | None = None
    source: SourcePlace
    start: int = 0
    claims: tuple[int, ...] = ()
    struck: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    notice: int | None = None

    @property
    def is_numbered(self) -> bool:
        """Whether it has a number beside it."""
        return self.block is not None or self.notice is not None

    @property
    def foot(self) -> float:
        """The height of its base line."""
        return round(self.area.foot, 1)

    @property
    def not_said(self) -> tuple[tuple[int, int], ...]:
        """The stretches of its text that are no part of its block."""
        return (*self.struck, *self.apart)

    @property
    def said(self) -> str:
        """What it says of its block."""
        letters = (
            letter for i, letter in enumerate(self.text) if not any(start <= i < end for start, end in self.not_said)
        )
        return " ".join(word for word in "".join(letters).split(" ") if word)


class PageRecord(_Record):
    """A page: its printed number, its size in points, its lines and its texts with digits, in the order of reading.

    `label` is the printed number, or where none is printed the one that the pages around it make it have.
    """

    label: str
    width: float
    height: float
    lines: tuple[LineRecord, ...]
    tokens: tuple[Token, ...]


class PrintingRecord(_Record):
    """How the edition prints numbers.

    `locale` gives the signs, `thousands_from` is the smallest number that is grouped, `words` are the fixed words of
    units and of numbers in letters, singular and plural, by their keys.
    """

    locale: str
    thousands_from: int
    words: dict[str, tuple[str, str]]


class Manifest(_Record):
    """All that a PDF says of itself.

    `draft` is the number or date that the editor gave a draft, None for a finished brochure; `annex` is what an annex
    is known by ("Vedlegg 3"), None for all else; `content_hash` is the
    checksum of what the edition says and shows, the same for the same words, numbers and drawings whatever the pages
    are like. `pages` is empty for what was read from a project without laying it out. `findings` are those that were
    open when it was made, as text. `numbers` are printed or claimed; `intermediate` are neither, but others are
    computed from them. `data_of_text` names the attached file with the cells behind numbers and tables. `seal` is the
    checksum of all the rest as it was written, and empty until then.
    """

    format: int
    seal: str = ""
    program: str
    edition: str
    language: str
    title: str
    profile: str = SCREEN.name
    draft: str | None = None
    annex: str | None = None
    content_hash: str = ""
    date: str
    statistics: tuple[StatisticRecord, ...]
    cells: tuple[CellRecord, ...]
    numbers: tuple[NumberRecord, ...]
    intermediate: tuple[NumberRecord, ...] = ()
    uses: tuple[UseRecord, ...]
    claims: tuple[ClaimRecord, ...]
    exhibits: tuple[ExhibitRecord, ...]
    blocks: tuple[BlockRecord, ...]
    attachments: tuple[AttachmentRecord, ...]
    data_of_text: str | None = None
    printing: PrintingRecord | None = None
    pages: tuple[PageRecord, ...] = ()
    findings: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        """The manifest as it is attached, with its seal: what has its ordinary value is left out."""
        unsealed = self.model_copy(update={"seal": "0" * 64}).model_dump_json(exclude_defaults=True).encode()
        return _SEAL.sub(lambda match: match[1] + hashlib.sha256(unsealed).hexdigest().encode(), unsealed, count=1)


_SEAL = re.compile(rb'(^\{"format":\d+,"seal":")[0-9a-f]{64}')


def is_sealed(content: bytes) -> bool:
    """Whether an attached manifest is as it was written, by the checksum in it."""
    match = _SEAL.match(content)
    unsealed = _SEAL.sub(lambda match: match[1] + b"0" * 64, content, count=1)
    return match is not None and match[0].endswith(hashlib.sha256(unsealed).hexdigest().encode())
