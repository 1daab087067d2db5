"""What differs in the text, as a person reads it: by section, sentence by sentence, the cells of a table together.

From the changes of blocks to passages; says nothing in words of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from brochure.drafts.comparison.model import BlockChange, Comparison, Kind, Operation, Stretch
from brochure.manifest.model import BlockRecord, Manifest, SourcePlace
from brochure.tracing.sentences import sentence_spans

_CELLS = ("td", "th")
_STOPS = (".", "!", "?", "»", ")")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block that differs, or all cells that differ in one table (`is_table`).

    `sentences` are those in which words differ, one for each block that is new or removed. `element` and `old_element`
    are the tags where a block has become another kind; `source` is its new place, or its old one where it has gone.
    """

    kind: Kind
    changes: tuple[BlockChange, ...]
    sentences: tuple[tuple[Operation, ...], ...]
    source: SourcePlace
    is_table: bool = False
    element: str = ""
    old_element: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document and what differs in it; `title` is its heading, or its id where it has none."""

    part: str
    title: str
    passages: tuple[Passage, ...]


def sections(comparison: Comparison, old: Manifest, new: Manifest) -> tuple[Section, ...]:
    """Everything that differs in the words, in the order of the new text; what is only renumbered is left out."""
    parts: dict[str, list[BlockChange]] = {}
    for change in comparison.block_changes():
        parts.setdefault(change.part, []).append(change)
    return tuple(
        Section(part, _title(part, new, old), tuple(_passages(changes, old, new))) for part, changes in parts.items()
    )


def _title(part: str, *manifests: Manifest) -> str:
    headings = (block.text for of in manifests for block in of.blocks if block.part == part and _tag(block) == "h1")
    return next(headings, part)


def _passages(changes: Iterable[BlockChange], old: Manifest, new: Manifest) -> Iterator[Passage]:
    """The passages of one part, those of a table where its first cell stands."""
    tables: dict[SourcePlace, list[BlockChange]] = {}
    found: list[BlockChange | SourcePlace] = []
    for change in changes:
        block = block_of(change, old, new)
        if _tag(block) not in _CELLS:
            found.append(change)
        elif block.source in tables:
            tables[block.source].append(change)
        else:
            tables[block.source] = [change]
            found.append(block.source)
    for item in found:
        if isinstance(item, SourcePlace):
            cells = tables[item]
            kinds = {change.kind for change in cells}
            kind = kinds.pop() if len(kinds) == 1 else Kind.CHANGED
            yield Passage(kind, tuple(cells), tuple(change.words for change in cells), item, is_table=True)
        else:
            block = block_of(item, old, new)
            element = _tag(block) if item.element else ""
            sentences = tuple(changed_sentences(item))
            yield Passage(item.kind, (item,), sentences, block.source, element=element, old_element=item.element)


def block_of(change: BlockChange, old: Manifest, new: Manifest) -> BlockRecord:
    """The block as it is, or as it was where it has gone."""
    if change.new is not None:
        return new.blocks[change.new]
    assert change.old is not None, "a block that is nowhere cannot have changed"
    return old.blocks[change.old]


def changed_sentences(change: BlockChange) -> Iterator[tuple[Operation, ...]]:
    """The sentences of the new text in which something differs, and those that were removed from between them.

    All of a block that is new or removed, or in which no word differs.
    """
    if change.kind in (Kind.NEW, Kind.REMOVED) or all(word.kind is Stretch.SAME for word in change.words):
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


def _tag(block: BlockRecord) -> str:
    return block.kind.partition(".")[0]
