"""Comments as lists to work through: CSV for a spreadsheet, Markdown with boxes to tick."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from brochure.drafts.comments.model import Comment, Status
from brochure.drafts.comments.printing import draft_of, news_of, place_of, reader_of, state_of, statuses_of
from brochure.project.sheets import harmless

_MARK = "\ufeff"
"""Excel takes a file that begins so for UTF-8; with Norwegian settings it expects semicolons."""
_COLUMNS = (
    *("draft", "page", "line", "place", "reader", "kind", "marked", "comment", "status", "set by", "replies"),
    *("source", "pdf", "date"),
)
_DONE = (Status.COMPLETED, Status.REJECTED, Status.CANCELLED)
"""With these nothing is left to do."""
_SIGNS = re.compile(r"([\\`*_\[\]<>|#~&])")
_LIST = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def as_csv(comments: Sequence[Comment]) -> str:
    """The comments as a table of their own kind: one a row, semicolons between cells, lines ended as in RFC 4180."""
    has_state = any(comment.now is not None for comment in comments)
    has_news = any(comment.news is not None for comment in comments)
    head = [*_COLUMNS, *(["since"] if has_news else []), *(["now", "text now"] if has_state else [])]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, head, delimiter=";", lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(csv_rows(comments))
    return _MARK + buffer.getvalue()


def csv_rows(comments: Sequence[Comment]) -> Iterator[dict[str, str]]:
    """The cells of each comment by the names of their columns; none works anything out in a spreadsheet."""
    for comment in comments:
        row = {
            "draft": draft_of(comment),
            "page": comment.page,
            "line": "" if comment.line is None else str(comment.line),
            "place": comment.figure or str(comment.standing),
            "reader": reader_of(comment),
            "kind": str(comment.kind),
            "marked": comment.words,
            "comment": comment.text,
            "status": "" if comment.status is None else str(comment.status),
            "set by": statuses_of(comment),
            "replies": "\n".join(f"{reply.reader}: {reply.text}" for reply in comment.replies),
            "source": "\n".join(comment.sources),
            "pdf": comment.path.name,
            "date": comment.date,
            "since": "" if comment.news is None else str(comment.news),
            "now": "" if comment.now is None else str(comment.now.state),
            "text now": "" if comment.now is None else comment.now.text,
        }
        yield {name: harmless(cell) for name, cell in row.items()}


def as_markdown(comments: Sequence[Comment]) -> Iterator[str]:
    """The comments as a list with boxes to tick, below a heading for each draft."""
    heading = ""
    for comment in comments:
        if draft_of(comment) != heading:
            if heading:
                yield ""
            heading = draft_of(comment)
            yield f"## {_escaped(heading)}"
            yield ""
        place = place_of(comment)
        words = f": «{_escaped(comment.words)}»" if comment.words else ""
        place = _escaped(place[0].upper() + place[1:])
        box = "x" if comment.status in _DONE else " "
        yield f"- [{box}] **{place}**, {comment.kind} by {_escaped(reader_of(comment))}{news_of(comment)}{words}"
        for line in comment.text.split("\n") if comment.text else ():
            yield f"  - {_escaped(line)}" if line.strip() else "  -"
        for reply in comment.replies:
            yield f"  - reply by {_escaped(reply.reader or 'somebody')}: {_escaped(' '.join(reply.text.split()))}"
        if comment.verdicts:
            yield f"  - status: {_escaped(statuses_of(comment))}"
        for source in comment.sources:
            yield f"  - `{source}`"
        if comment.now is not None:
            yield f"  - now {_escaped(state_of(comment))}"


def _escaped(text: str) -> str:
    """A text in which no sign means anything to Markdown."""
    return _LIST.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", _SIGNS.sub(r"\\\1", text))
