"""Comments as lists to work through: CSV for a spreadsheet, Markdown with boxes to tick."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from brochure.drafts.comments.model import Comment, Status
from brochure.drafts.comments.printing import draft_of, place_of, reader_of, state_of, statuses_of
from brochure.project.sheets import harmless

_MARK = "\ufeff"
"""Excel takes a file that begins so for UTF-8; with Norwegian settings it expects semicolons."""
_DONE = (Status.COMPLETED, Status.REJECTED, Status.CANCELLED)
"""With these nothing is left to do."""
_SIGNS = re.compile(r"([\\`*_\[\]<>|#~&])")
_LIST = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def as_csv(comments: Sequence[Comment]) -> str:
    """The comments as a table of their own kind: one a row, semicolons between cells, lines ended as in RFC 4180."""
    has_state = any(comment.now is not None for comment in comments)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    head = ["draft", "page", "line", "place", "reader", "kind", "marked", "comment", "status", "set by", "replies"]
    head += ["source", "pdf", "date"]
    writer.writerow([*head, "now", "text now"] if has_state else head)
    for comment in comments:
        row = [
            draft_of(comment),
            comment.page,
            "" if comment.line is None else str(comment.line),
            comment.figure or str(comment.standing),
            reader_of(comment),
            str(comment.kind),
            comment.words,
            comment.text,
            "" if comment.status is None else str(comment.status),
            statuses_of(comment),
            "\n".join(f"{reply.reader}: {reply.text}" for reply in comment.replies),
            "\n".join(comment.sources),
            comment.path.name,
            comment.date,
        ]
        if has_state:
            row += [str(comment.now.state), comment.now.text] if comment.now else ["", ""]
        writer.writerow(map(harmless, row))
    return _MARK + buffer.getvalue()


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
        yield f"- [{box}] **{place}**, {comment.kind} by {_escaped(reader_of(comment))}{words}"
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
