"""What a comment asks to be changed in the text of its block, where it says so without a doubt.

Knows nothing of files: an edit is a stretch of the text of a block in the draft, and what is to stand there.
"""

import re
from dataclasses import dataclass

from brochure.drafts.comments.model import AnnotationKind, Comment, MarkedText, Status

CHANGES = (AnnotationKind.REPLACEMENT, AnnotationKind.STRIKE_OUT, AnnotationKind.INSERTION)
"""The kinds of comments that ask for other words."""
_SIGNS = re.compile(r"[{}\[\]*_<>\\`|~#@$^]")
_LEANS_BACK = re.compile(r"[,.;:!?)»%…]")
_LEANS_ON = re.compile(r".*[(«]$")
_NO_WORDS = "it does not say what is to stand there"


@dataclass(frozen=True, slots=True)
class Edit:
    """From `start` to `end` of the text of a block, `text` is to stand; `file` is where the words were written."""

    comment: Comment
    block: int
    file: str
    line: int
    start: int
    end: int
    text: str


def is_wanted(comment: Comment, *, with_all: bool) -> bool:
    """Whether a comment is to be carried out: its last status is accepted, or `with_all` it is none that says no."""
    if comment.kind not in CHANGES:
        return False
    if with_all:
        return comment.status not in (Status.REJECTED, Status.CANCELLED, Status.COMPLETED)
    return comment.status is Status.ACCEPTED


def edit_of(comment: Comment, texts: tuple[str, ...]) -> Edit | str:
    """What a comment asks for, `texts` being those of the draft's blocks; or why a person has to see to it."""
    passage = comment.passages[0] if len(comment.passages) == 1 else None
    if passage is None or passage.block is None or passage.exact is None or passage.source is None:
        return "it does not stand on one stretch of the text of one block"
    said = comment.text.strip()
    fault = _fault_of(comment.kind, said)
    if fault:
        return fault
    start, end, text = _change(comment.kind, passage, passage.exact, texts[passage.block], said)
    return Edit(comment, passage.block, passage.source.file, passage.source.line, start, end, text)


def _fault_of(kind: AnnotationKind, said: str) -> str:
    """Why what a comment says cannot be put into a text as it stands."""
    if kind is AnnotationKind.STRIKE_OUT:
        return "its words may be what is to stand there, or a remark" if said else ""
    if not said:
        return _NO_WORDS
    if "\n" in said:
        return "it has several lines"
    if any(map(str.isdigit, said)):
        return "it has digits, which are a number from a statistic or stand in braces"
    return "it has signs that mean something in a text" if _SIGNS.search(said) else ""


def _change(
    kind: AnnotationKind, passage: MarkedText, exact: tuple[int, int], text: str, said: str
) -> tuple[int, int, str]:
    start, end = exact
    if kind is AnnotationKind.REPLACEMENT:
        return start, end, said
    if kind is AnnotationKind.STRIKE_OUT:
        follows = text[end : end + 1]
        if start > 0 and text[start - 1].isspace() and (not follows or follows.isspace() or _LEANS_BACK.match(follows)):
            return start - 1, end, ""
        return start, end + (start == 0 and follows.isspace()), ""
    if start == end and 0 < start < len(text) and not (text[start - 1].isspace() or text[start].isspace()):
        return start, end, said  # between two letters of a word
    before = "" if start == 0 or _LEANS_BACK.match(said) else " "
    after = "" if end == len(text) or _LEANS_ON.match(said) else " "
    return start, end, f"{before}{said}{after}"
