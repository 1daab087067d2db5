"""One list of several readers' comments, in the order in which the draft is read."""

from collections.abc import Iterable
from dataclasses import replace

from brochure.drafts.comments.model import Comment, Commented, DraftId, latest_verdicts


def merge(files: Iterable[Commented]) -> tuple[Comment, ...]:
    """All comments, draft after draft, by page, line and place in the line.

    A comment that two files have, because a reader went on in the file of another, is listed once, with all replies
    and the last status of each reader.
    """
    found: dict[object, Comment] = {}
    for file in files:
        for comment in file.comments:
            key = _identity(comment)
            if key in found:
                replies = tuple(dict.fromkeys((*found[key].replies, *comment.replies)))
                verdicts = latest_verdicts((*found[key].verdicts, *comment.verdicts))
                found[key] = replace(found[key], replies=replies, verdicts=verdicts)
            else:
                found[key] = comment
    return tuple(sorted(found.values(), key=_order))


def drafts_of(files: Iterable[Commented]) -> tuple[DraftId, ...]:
    """The drafts that some files are of, each once, in order."""
    return tuple(sorted({file.draft for file in files}, key=_draft_order))


def _identity(comment: Comment) -> object:
    words = tuple((passage.block, passage.start, passage.end, passage.words) for passage in comment.passages)
    place = (comment.sheet, comment.line, round(comment.left))
    return comment.draft, comment.reader, comment.kind, comment.text, place, words


def _order(comment: Comment) -> tuple[object, ...]:
    return *_draft_order(comment.draft), comment.sheet, comment.line or 0, comment.left


def _draft_order(draft: DraftId) -> tuple[object, ...]:
    number = int(draft.name) if draft.name.isascii() and draft.name.isdigit() else 10**9
    return draft.edition, draft.language, number, draft.name, draft.content_hash
