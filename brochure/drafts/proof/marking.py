"""Changes written into a document before its pages are set: new words in `<ins>`, removed words in `<del>`.

Works on the tree whose traces have been taken out, and leaves the text of its blocks as it is: what is removed is not
part of any block. Words are marked one by one, since a long tag would change where lines break. Must not know how
changes were found beyond their shape.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from brochure.drafts.comparison.model import BlockChange, Change, Comparison, Operation, Stretch
from brochure.drafts.seen import written_at
from brochure.making.pages.traces import Traced, is_apart
from brochure.manifest.alignment import one_spaced
from brochure.manifest.model import BlockRecord, Manifest
from brochure.manifest.where import captions_at

_CELLS = ("td", "th")
_SPACED = re.compile(r"([ \n]*)([^ \n]*)")
"""A word with the space before it; no-break spaces belong to the word."""


@dataclass(frozen=True, slots=True)
class _Removed:
    """Words that have gone, and the file and line they were written on."""

    words: str
    place: str


def mark_changes(traced: Traced, comparison: Comparison, old: Sequence[BlockRecord]) -> Traced:
    """Mark words that are new or have been removed; cells of tables show only what is new, for want of room.

    What has been removed as a whole is told by notices (`noticing`). `old` are the blocks of the
    earlier state. Returns the traces with the elements that have come into blocks.
    """
    block_of = dict(traced.block_of)
    for change in comparison.block_changes():
        if change.new is not None:
            block = traced.blocks[change.new]
            removed = {} if block.element.tag in _CELLS else _removed(change, old)
            _mark_block(block.element, block.text, change.words, removed)
            block_of.update(dict.fromkeys(block.element.iter("ins"), change.new))
    return replace(traced, block_of=block_of)


def changed_stretches(comparison: Comparison, manifest: Manifest) -> Mapping[int, tuple[tuple[int, int], ...]]:
    """Which stretches of which blocks differ, for bars beside their lines; a changed figure is told at its caption."""
    found: dict[int, tuple[tuple[int, int], ...]] = {
        change.new: ((0, len(manifest.blocks[change.new].text)),)
        if change.kind is Change.MOVED
        else change.new_stretches
        for change in comparison.block_changes()
        if change.new is not None
    }
    for exhibit in comparison.exhibits:
        if exhibit.new is None or exhibit.kind is Change.RENUMBERED:
            continue
        for position in captions_at(manifest, manifest.exhibits[exhibit.new].source):
            found.setdefault(position, ((0, len(manifest.blocks[position].text)),))
    return found


def _removed(change: BlockChange, old: Sequence[BlockRecord]) -> dict[int, list[_Removed]]:
    """What has gone from a block, by its place in the new text with single spaces."""
    removed: dict[int, list[_Removed]] = {}
    at = 0
    for operation in change.words:
        if operation.kind is Stretch.REMOVED:
            stretch = _Removed(operation.words, _place_of(change, old, at))
            removed.setdefault(operation.start, []).append(stretch)
        if operation.kind is not Stretch.NEW:
            at += len(operation.words)
    return removed


def _place_of(change: BlockChange, old: Sequence[BlockRecord], offset: int) -> str:
    """Where a letter of the old text was written."""
    return written_at(old[change.old].source_at(offset)) if change.old is not None else ""


def _mark_block(
    element: Element, text: str, operations: Iterable[Operation], gone: Mapping[int, list[_Removed]]
) -> None:
    offsets = _offsets(text)
    new: list[tuple[int, int]] = []
    for operation in operations:
        if operation.kind is Stretch.NEW:
            new += [(offsets[start], offsets[end - 1] + 1) for start, end in _words(operation)]
    removed = {offsets[at]: stretches for at, stretches in gone.items()}
    position = 0
    for parent, child, found in list(_text_nodes(element)):
        _rewrite(parent, child, found, position, new, removed)
        position += len(found)
    for stretches in removed.values():  # after the last letter
        for stretch in stretches:
            _append_removed(element, stretch)


def _offsets(text: str) -> list[int]:
    """For each letter of the text with single spaces, and its end, where it stands in the text as written."""
    single = one_spaced(text)
    offsets: list[int] = []
    at = 0
    for letter in single:
        while at < len(text) and text[at] != letter and not (letter == " " and text[at] == "\n"):
            at += 1
        offsets.append(at)
        at += 1
    return [*offsets, len(text.rstrip())]


def _words(operation: Operation) -> Iterator[tuple[int, int]]:
    """Start and end of each word of a stretch in the new text."""
    start = operation.start
    for word in operation.words.split(" "):
        if word:
            yield start, start + len(word)
        start += len(word) + 1


def _text_nodes(element: Element) -> Iterator[tuple[Element, Element | None, str]]:
    """The texts of a block in order: the element each stands in, the child it follows, the text."""
    yield element, None, element.text or ""
    for child in element:
        if is_apart(child):
            pass
        elif child.tag in ("span", "a", "strong", "em", "b", "i", "code", "sup", "sub"):
            yield from _text_nodes(child)
        elif child.tag == "br":
            yield child, None, "\n"
        yield element, child, child.tail or ""


def _rewrite(
    parent: Element,
    after: Element | None,
    text: str,
    begin: int,
    new: list[tuple[int, int]],
    removed: dict[int, list[_Removed]],
) -> None:
    """Set one text of a block anew, with the marks that fall into it; `begin` is its place in the block."""
    end = begin + len(text)
    inside = [(max(start, begin), min(stop, end)) for start, stop in new if start < end and begin < stop]
    points = sorted({begin, end, *(at for span in inside for at in span), *(at for at in removed if begin <= at < end)})
    children: list[Element] = []
    texts = [""]
    for start, stop in itertools.pairwise(points):
        for stretch in removed.pop(start, []):
            for space, word in _SPACED.findall(stretch.words):
                texts[-1] += space
                if word:
                    children.append(struck(word, stretch.place))
                    texts.append("")
        piece = text[start - begin : stop - begin]
        if any(first <= start < last for first, last in inside):
            if children and children[-1].tag == "del" and not texts[-1]:
                children[-1].set("class", "struck-beside")
            children.append(element_of("ins", piece))
            texts.append("")
        else:
            texts[-1] += piece
    if not children:
        return
    for child, tail in zip(children, texts[1:], strict=True):
        child.tail = tail
    if after is None:
        parent.text = texts[0]
        parent[:0] = children
    else:
        after.tail = texts[0]
        at = list(parent).index(after) + 1
        parent[at:at] = children


def _append_removed(element: Element, stretch: _Removed) -> None:
    """Removed words after all that an element holds."""
    for space, word in _SPACED.findall(stretch.words):
        if len(element):
            element[-1].tail = (element[-1].tail or "") + space
        else:
            element.text = (element.text or "") + space
        if word:
            element.append(struck(word, stretch.place))


def struck(word: str, place: str) -> Element:
    """A removed word; `place` is where it was written."""
    mark = element_of("del", word)
    mark.set("data-marked", "removed")
    if place:
        mark.set("data-place", place)
    return mark


def element_of(tag: str, word: str) -> Element:
    """An element that holds some words."""
    mark = Element(tag)
    mark.text = word
    return mark
