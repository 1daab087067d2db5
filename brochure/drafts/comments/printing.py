"""Comments as lines of text for a person, and as values for JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from brochure.drafts.comments.model import Anchor, AnnotationKind, Comment, PassageState

if TYPE_CHECKING:
    from brochure.drafts.comments.applying import Carried  # which reads the project

_INDENT = 10


def as_lines(comments: Sequence[Comment], *, with_draft: bool = False) -> Iterator[str]:
    """The comments as lines, with an empty line after each; `with_draft` names the draft of each."""
    for comment in comments:
        draft = f"{draft_of(comment)}, " if with_draft else ""
        yield f"{draft}{place_of(comment)}: {comment.kind} by {reader_of(comment)}{news_of(comment)}"
        if comment.words:
            yield _row("between" if comment.kind is AnnotationKind.INSERTION else "marked", comment.words)
        yield from _rows("comment", comment.text)
        for reply in comment.replies:
            yield from _rows("reply", f"{reply.reader or 'somebody'}: {reply.text}")
        if comment.verdicts:
            yield _row("status", statuses_of(comment))
        for source in comment.sources:
            yield _row("source", source)
        if comment.now is not None:
            yield _row("now", state_of(comment))
        yield ""


def told_of(carried: Iterable["Carried"], *, is_done: bool) -> Iterator[str]:
    """What has become of comments that were to be carried out, by what that is."""
    headings = {
        "done": "done:" if is_done else "would be done:",
        "before": "done before:",
        "left": "left to a person:",
    }
    found: dict[str, list[str]] = {kind: [] for kind in headings}
    for item in carried:
        comment = item.comment
        what = f"{place_of(comment)}: {comment.kind} by {reader_of(comment)}"
        words = f" «{comment.words}»" if comment.words else ""
        says = f" → «{' '.join(comment.text.split())}»" if comment.text else ""
        kind = "left" if item.reason else "before" if item.is_before else "done"
        found[kind].append(f"  {what}{words}{says}\n    {item.reason or item.place}")
    for kind, lines in found.items():
        if lines:
            yield headings[kind]
            yield from lines


def place_of(comment: Comment) -> str:
    """Page and line, as printed; where a mark stands outside the text, that it does."""
    if comment.line is None:
        where = "" if comment.standing is Anchor.FIGURE else ", outside the text"
    elif comment.standing is Anchor.TEXT:
        where = f", line {comment.line}"
    elif comment.standing is Anchor.FIGURE:
        where = f", near line {comment.line}"
    else:
        where = f", outside the text near line {comment.line}"
    return f"page {comment.page}{where}" + (f", in {comment.figure}" if comment.figure else "")


def reader_of(comment: Comment) -> str:
    """The reader's name; the name of the file where that does not say it."""
    return comment.reader or f"the reader of {comment.path.name}"


def draft_of(comment: Comment) -> str:
    """Edition, language and name of the draft."""
    return f"{comment.draft.edition} {comment.draft.language} {comment.draft}"


def news_of(comment: Comment) -> str:
    """That it is new, or has changed, since an earlier list."""
    return "" if comment.news is None else f" ({comment.news})"


def statuses_of(comment: Comment) -> str:
    """The last status of each reader, the one that was set last at the end."""
    return ", ".join(f"{verdict.status} by {verdict.reader or 'somebody'}" for verdict in comment.verdicts)


def state_of(comment: Comment) -> str:
    """What has become of the passage, with what stands there now."""
    if comment.now is None:
        return ""
    if comment.now.state is PassageState.UNKNOWN:
        return "unknown: it belongs to no text of the project that can be read now"
    return f"{comment.now.state}: {comment.now.text}" if comment.now.text else str(comment.now.state)


def as_values(comments: Sequence[Comment]) -> list[dict[str, Any]]:
    """The comments as plain values."""
    return [_values(comment) for comment in comments]


def _values(comment: Comment) -> dict[str, Any]:
    news = {} if comment.news is None else {"since": str(comment.news)}
    state = {} if comment.now is None else {"now": {"state": str(comment.now.state), "text": comment.now.text}}
    return {
        "pdf": str(comment.path),
        "edition": comment.draft.edition,
        "language": comment.draft.language,
        "draft": comment.draft.name or None,
        "content hash": comment.draft.content_hash,
        "reader": comment.reader,
        "date": comment.date or None,
        "kind": str(comment.kind),
        "page": comment.page,
        "sheet": comment.sheet + 1,
        "line": comment.line,
        "standing": str(comment.standing),
        "exhibit": comment.exhibit or None,
        "marked": [passage.words for passage in comment.passages if passage.words],
        "comment": comment.text,
        "replies": [{"reader": reply.reader, "text": reply.text, "date": reply.date} for reply in comment.replies],
        "status": None if comment.status is None else str(comment.status),
        "statuses": [
            {"reader": verdict.reader, "status": str(verdict.status), "date": verdict.date}
            for verdict in comment.verdicts
        ],
        "sources": [
            {"file": passage.source.file, "line": passage.source.line}
            for passage in comment.passages
            if passage.source is not None
        ],
        **news,
        **state,
    }


def _rows(label: str, text: str) -> Iterator[str]:
    """A text of several lines, below one label."""
    for line in text.split("\n") if text else ():
        yield _row(label, line)
        label = ""


def _row(label: str, text: str) -> str:
    return f"  {label:<{_INDENT}}{text}".rstrip()
