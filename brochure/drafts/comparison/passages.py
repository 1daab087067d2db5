"""What differs in a block, sentence by sentence, as a person reads it."""

from collections.abc import Iterable, Iterator

from brochure.drafts.comparison.model import BlockChange, Change, Operation, Stretch
from brochure.tracing.sentences import sentence_spans

_STOPS = (".", "!", "?", "»", ")")


def changed_sentences(change: BlockChange) -> Iterator[tuple[Operation, ...]]:
    """The sentences of the new text in which something differs, and those that were removed from between them.

    All of a block that is new or removed, or in which no word differs.
    """
    if change.kind in (Change.NEW, Change.REMOVED) or all(word.kind is Stretch.SAME for word in change.words):
        yield change.words
        return
    text = "".join(word.words for word in change.words if word.kind is not Stretch.REMOVED)
    spans = list(sentence_spans(text))
    for begin, end in spans:
        is_last = end == len(text)
        inside = tuple(_within(change.words, begin, end, is_last=is_last))
        if any(word.kind is not Stretch.SAME for word in inside):
            yield _without_context(inside)


def _without_context(inside: tuple[Operation, ...]) -> tuple[Operation, ...]:
    """Of a sentence that is the same but for whole sentences removed before or after it, only those."""
    changed = [word for word in inside if word.kind is not Stretch.SAME]
    removed = changed[0]
    before = "" if inside[0] is removed else inside[0].words.rstrip()
    begins = not before or before.endswith(_STOPS)
    ends = removed.words.rstrip().endswith(_STOPS)
    return (removed,) if len(changed) == 1 and removed.kind is Stretch.REMOVED and begins and ends else inside


def _within(words: Iterable[Operation], begin: int, end: int, *, is_last: bool) -> Iterator[Operation]:
    """The stretches between two points of the new text, cut off there."""
    for word in words:
        if word.kind is Stretch.REMOVED:
            if begin <= word.start < end or (is_last and word.start >= end):
                yield word
            continue
        start, stop = max(begin, word.start), min(end, word.end)
        if start < stop:
            yield Operation(word.kind, word.words[start - word.start : stop - word.start], start, stop)
