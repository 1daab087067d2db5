"""The shape of a proofreader's comments: as marks in a PDF, and as comments on what the draft says.

Places are in points from the top left corner of the trimmed page, as in a manifest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from brochure.manifest.model import Area, Manifest, SourcePlace


class AnnotationKind(StrEnum):
    """What a proofreader has done to a passage."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    SQUIGGLY = "wavy underline"
    STRIKE_OUT = "strike-out"
    INSERTION = "insertion"
    REPLACEMENT = "replacement"
    NOTE = "note"
    TEXT_BOX = "text box"
    DRAWING = "drawing"
    STAMP = "stamp"
    FILE = "attached file"
    PAINTED = "mark painted over the page"
    """The remains of any of these in a flattened copy, which does not say of whom."""


OVER_WORDS = (
    AnnotationKind.HIGHLIGHT,
    AnnotationKind.UNDERLINE,
    AnnotationKind.SQUIGGLY,
    AnnotationKind.STRIKE_OUT,
)
"""The kinds that lie over the words they are about."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point on a page."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a comment: who gave it, empty where the file does not say, what it says, and when."""

    reader: str
    text: str
    date: str = ""


class Status(StrEnum):
    """What a reader has decided about a remark: the states of a review, and the tick (ISO 32000-1, table 171)."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    NONE = "none"
    """A decision that was taken back."""
    MARKED = "marked"
    UNMARKED = "unmarked"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status that a reader has set, and when."""

    reader: str
    status: Status
    date: str = ""

    @property
    def is_tick(self) -> bool:
        """Whether it is a tick, which says that somebody has seen the remark."""
        return self.status in (Status.MARKED, Status.UNMARKED)

    @property
    def instant(self) -> float:
        """When it was set, in seconds; what has no date comes first, what has no time zone counts as UTC."""
        if not self.date:
            return 0.0
        found = datetime.fromisoformat(self.date)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def latest_verdicts(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """One verdict for each reader, the last, in the order in which they were set, as far as dates tell it.

    A tick takes the place of no decision.
    """
    ordered = sorted(dict.fromkeys(verdicts), key=lambda verdict: verdict.instant)
    last: dict[str, Verdict] = {}
    for verdict in ordered:
        if verdict.reader not in last or last[verdict.reader].is_tick or not verdict.is_tick:
            last[verdict.reader] = verdict
    return tuple(verdict for verdict in ordered if last[verdict.reader] is verdict)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark as a reader left it: `sheet` is the position of its page from 0, `areas` the stretches it covers.

    A mark that points at something has a `point`, and no areas. `strokes` are the bounds of each line that was drawn.
    `box` is where text was typed straight onto the page, or a sign stands that means no single letter.
    `date` is that of the last change, as in ISO 8601.
    """

    sheet: int
    kind: AnnotationKind
    reader: str
    text: str
    date: str
    areas: tuple[Area, ...]
    point: Point
    strokes: tuple[Area, ...] = ()
    box: Area | None = None
    replies: tuple[Reply, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


class Anchor(StrEnum):
    """Where a mark stands."""

    TEXT = "text"
    """On words of the text."""
    FIGURE = "figure"
    """In the drawing of a figure."""
    OUTSIDE = "outside"
    """In the margin, a running head or an empty place; the line is the nearest one."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """What a mark covers of one block: the words, and where they stand in the block's text and the project's files.

    `block` is None for words of no block: in a drawing, a running head, the lists of a draft. `start` and `end` are
    those of whole words; `exact` says which letters are struck, or between which something is to be put in, None where
    that is no one stretch.
    """

    words: str
    source: SourcePlace | None
    block: int | None = None
    start: int = 0
    end: int = 0
    exact: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DraftId:
    """Which draft a comment was written in; `content_hash` tells apart drafts of one name."""

    edition: str
    language: str
    name: str
    content_hash: str

    def __str__(self) -> str:
        return f"draft {self.name}" if self.name else f"content {self.content_hash[:12]}"


class PassageState(StrEnum):
    """What has become of a marked passage since the draft."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    REMOVED = "removed"
    UNKNOWN = "unknown"
    """It stands outside what the project says, or the project cannot be read."""


@dataclass(frozen=True, slots=True)
class Now:
    """The state of a passage, and what stands there now if that is something else."""

    state: PassageState
    text: str = ""


class News(StrEnum):
    """What a comment is beside a list that was made before."""

    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a proofreader, placed.

    `is_painted` tells that a copy was flattened: its pages show it, and nothing says whose it is.
    `page` is the printed number of the page, `sheet` its position from 0 in the draft; `line` is the printed line
    number, that of the nearest line for a mark outside the text, None on a page without any. `exhibit` is the name of
    the figure it stands in, `figure` what that is called in print. `passages` has one
    entry for each block that the mark covers.
    """

    path: Path
    draft: DraftId
    reader: str
    kind: AnnotationKind
    sheet: int
    page: str
    line: int | None
    left: float
    standing: Anchor
    text: str
    date: str = ""
    exhibit: str = ""
    figure: str = ""
    passages: tuple[MarkedText, ...] = ()
    replies: tuple[Reply, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    now: Now | None = None
    news: News | None = None
    is_painted: bool = False
    is_placed: bool = False
    """Whether its page is one of the draft."""

    @property
    def status(self) -> Status | None:
        """The status that was set last, by whomever; None where nobody has set any."""
        return self.verdicts[-1].status if self.verdicts else None

    @property
    def words(self) -> str:
        """All marked words, block after block."""
        return " / ".join(passage.words for passage in self.passages if passage.words)

    @property
    def sources(self) -> tuple[str, ...]:
        """The places in the project's files that it concerns, each once."""
        found = (f"{p.source.file}:{p.source.line}" for p in self.passages if p.source is not None)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Commented:
    """One reader's file: the draft it is, that draft's manifest, the comments in it, and how many are `hidden`."""

    path: Path
    draft: DraftId
    manifest: Manifest
    comments: tuple[Comment, ...]
    hidden: int = 0

    @property
    def painted(self) -> int:
        """How many of the comments are painted over the page."""
        return sum(comment.is_painted for comment in self.comments)
