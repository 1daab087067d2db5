"""Which block of one manifest is which of another, and how it differs.

Blocks are sought in the same part of the document, in the same order: first those that are alike to the letter, then
those in which only numbers differ. What is left and stands somewhere else was moved; of the rest, those blocks belong
together that share most of their words. Knows nothing of why something differs.
"""

import difflib
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from brochure.drafts.comparison.model import BlockChange, Change, Operation, Stretch
from brochure.drafts.comparison.pairing import pair_in_order
from brochure.drafts.comparison.words import compare_words, masked, split_words, whole
from brochure.manifest.model import BlockRecord, Manifest, SourcePlace

_LIKE = 0.45
"""The share of its words that a block must have kept to count as the same block."""
_OTHER_KIND = 0.8
"""What likeness counts for between blocks of different kinds."""
_MOST_PAIRS = 20_000
"""In stretches with more pairs of blocks, likeness is not looked for."""
_LEAST_MOVED = 25
"""So many letters a text must have to be known again at another place."""


@dataclass(frozen=True, slots=True)
class Match:
    """A block of the old manifest and what it is in the new one, by position; None where it is not.

    `at` is the position in the new manifest that it stands at or, if it is not there, stood before; `was_at` that which
    it stood before, if it was moved.
    """

    old: int | None
    new: int | None
    at: int
    was_at: int | None = None


Renumbered = Collection[tuple[str, str]]
"""Old and new number, as printed, of figures, tables and sources."""


def match_blocks(old: Manifest, new: Manifest) -> tuple[Match, ...]:
    """Every block of both manifests, in the order of the new one, with removed blocks where they stood."""
    before, after = _parts(old.blocks), _parts(new.blocks)
    frames = _frames(old), _frames(new)
    pairs: dict[int, int] = {}
    gaps: list[_Gap] = []
    for part, positions in before.items():
        same, left = _pairs(old.blocks, new.blocks, frames, positions, after.get(part, []))
        pairs |= same
        gaps += left
    moved = _moved(old, new, frames, pairs)
    arrived = set(moved.values())
    for here, there in gaps:
        kept = [i for i in here if i not in moved], [j for j in there if j not in arrived]
        if len(kept[0]) * len(kept[1]) <= _MOST_PAIRS:
            pairs |= _alike(old.blocks, new.blocks, frames, *kept)
    return _in_order(before, after, pairs, moved, len(new.blocks))


def _in_order(
    before: Mapping[str, Sequence[int]],
    after: Mapping[str, Sequence[int]],
    pairs: Mapping[int, int],
    moved: Mapping[int, int],
    last: int,
) -> tuple[Match, ...]:
    """All matches in the order of the new blocks, `last` in number; `before` and `after` are the parts."""
    was_at: dict[int, int] = {}
    at = last
    order = [position for positions in before.values() for position in positions]
    part_ends = {positions[-1]: part for part, positions in before.items()}
    for position in reversed(order):
        if position in part_ends and part_ends[position] in after:
            at = after[part_ends[position]][-1] + 1
        at = pairs.get(position, at)
        if position not in pairs:
            was_at[position] = at
    found = {there: here for here, there in (*pairs.items(), *moved.items())}
    matches = [
        Match(here := found.get(position), position, position, was_at.get(here) if here is not None else None)
        for position in range(last)
    ]
    matches += [Match(position, None, place) for position, place in was_at.items() if position not in moved]
    return tuple(sorted(matches, key=lambda match: (match.at, match.new is not None, match.old or 0)))


def block_changes(
    old: Manifest, new: Manifest, matches: Sequence[Match], renumbered: Renumbered
) -> Iterator[BlockChange]:
    """The blocks that differ, in the order of `matches`."""
    for match in matches:
        before = old.blocks[match.old] if match.old is not None else None
        after = new.blocks[match.new] if match.new is not None else None
        if before is None and after is not None:
            yield BlockChange(Change.NEW, after.part, match.at, None, match.new, whole(Stretch.NEW, after.text))
        elif before is not None and after is None:
            yield BlockChange(
                Change.REMOVED, before.part, match.at, match.old, None, whole(Stretch.REMOVED, before.text)
            )
        elif before is not None and after is not None and match.was_at is not None:
            words = compare_words(before.text, after.text)
            yield BlockChange(Change.MOVED, after.part, match.at, match.old, match.new, words, was_at=match.was_at)
        elif before is not None and after is not None and (before.text != after.text or _tag(before) != _tag(after)):
            words = compare_words(before.text, after.text)
            printed = {new.uses[use].printed for use in after.uses}
            kind = Change.RENUMBERED if _is_renumbering(words, renumbered, printed) else Change.CHANGED
            element = _tag(before) if _tag(before) != _tag(after) else ""
            yield BlockChange(kind, after.part, match.at, match.old, match.new, words, element)


def _is_renumbering(words: Sequence[Operation], renumbered: Renumbered, printed: Collection[str]) -> bool:
    """Whether nothing has changed but numbers of figures, tables and sources; `printed` are numbers that do count."""
    changes = [word for word in words if word.kind is not Stretch.SAME]
    removed, added = changes[::2], changes[1::2]
    if not changes or len(removed) != len(added):
        return False
    return all(
        (before.kind, after.kind) == (Stretch.REMOVED, Stretch.NEW)
        and (before.words, after.words) in renumbered
        and after.words not in printed
        for before, after in zip(removed, added, strict=True)
    )


def _parts(blocks: Sequence[BlockRecord]) -> dict[str, list[int]]:
    """The positions of the blocks of each part."""
    parts: dict[str, list[int]] = {}
    for position, block in enumerate(blocks):
        parts.setdefault(block.part, []).append(position)
    return parts


_Gap = tuple[list[int], list[int]]
"""Positions of old and new blocks that stand between the same neighbours."""
_Frame = tuple[str, str]
"""The figure or table that a block belongs to, and the head of the row that it is a cell of; empty for what is none."""
_Frames = tuple[Sequence[_Frame], Sequence[_Frame]]
"""Those of each block of the old and the new manifest."""


def _pairs(
    old: Sequence[BlockRecord], new: Sequence[BlockRecord], frames: _Frames, before: Sequence[int], after: Sequence[int]
) -> tuple[dict[int, int], list[_Gap]]:
    """New position by old one, for what is found again in one part in the same order, and what is left between."""
    if not before or not after:
        return {}, []
    keys: list[Callable[[BlockRecord], Hashable]] = [lambda block: block.text, lambda block: masked(block.text)]
    pairs: dict[int, int] = {}
    gaps: list[_Gap] = [(list(before), list(after))]
    for key in keys:
        left: list[_Gap] = []
        for here, there in gaps:
            matcher = difflib.SequenceMatcher(
                None,
                [(_tag(old[i]), frames[0][i], key(old[i])) for i in here],
                [(_tag(new[j]), frames[1][j], key(new[j])) for j in there],
                autojunk=False,
            )
            for tag, i, k, j, m in matcher.get_opcodes():
                if tag == "equal":
                    pairs |= dict(zip(here[i:k], there[j:m], strict=True))
                elif tag == "replace":
                    left.append((here[i:k], there[j:m]))
        gaps = left
    return pairs, gaps


def _moved(old: Manifest, new: Manifest, frames: _Frames, pairs: Mapping[int, int]) -> dict[int, int]:
    """New position by old one, of what stands somewhere else: figures, tables, and texts long enough to be known."""
    left: list[dict[Hashable, list[int]]] = []
    for of, around, taken in ((old, frames[0], set(pairs)), (new, frames[1], set(pairs.values()))):
        stayed = {(of.blocks[position].part, of.blocks[position].source) for position in taken}
        found: dict[Hashable, list[int]] = {}
        for position, block in enumerate(of.blocks):
            name, _ = around[position]
            if name and (block.part, block.source) in stayed:
                continue  # cells of a table that is where it was
            if position not in taken and (name or (block.source.file and len(block.text) >= _LEAST_MOVED)):
                known = around[position], _tag(block), masked(block.text) if name else block.text
                found.setdefault(known, []).append(position)
        left.append(found)
    before, after = left
    return {
        here: there
        for key, positions in before.items()
        if len(positions) == len(after.get(key, ()))
        for here, there in zip(positions, after[key], strict=True)
    }


def _frames(of: Manifest) -> list[_Frame]:
    """What each block stands in; the head of a row is the last before its cells in their table."""
    exhibits = {(item.source.file, item.source.line): item.name for item in of.exhibits if item.number}
    heads: dict[tuple[str, SourcePlace], str] = {}
    frames: list[_Frame] = []
    for block in of.blocks:
        table, tag = (block.part, block.source), _tag(block)
        if tag == "th":
            heads[table] = block.text
        name = exhibits.get((block.source.file, block.source.line), "")
        frames.append((name, heads.get(table, "") if tag == "td" else ""))
    return frames


def _alike(
    old: Sequence[BlockRecord],
    new: Sequence[BlockRecord],
    frames: _Frames,
    here: Sequence[int],
    there: Sequence[int],
) -> dict[int, int]:
    """The pairs, in the same order on both sides, whose likeness adds up to most."""
    before, after = [_Words.of(old[i]) for i in here], [_Words.of(new[j]) for j in there]
    likeness = [
        [
            first.likeness(second) if frames[0][i][0] == frames[1][j][0] else 0.0
            for j, second in zip(there, after, strict=True)
        ]
        for i, first in zip(here, before, strict=True)
    ]
    return {here[i]: there[j] for i, j in pair_in_order(likeness, _LIKE)}


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a block without its numbers, each weighed by its letters."""

    kind: str
    words: Counter[str]
    weight: int

    @classmethod
    def of(cls, block: BlockRecord) -> "_Words":
        words = Counter(word for word in split_words(masked(block.text)) if not word.isspace())
        return cls(block.kind, words, _weight(words))

    def likeness(self, other: "_Words") -> float:
        """From 0, nothing in common, to 1, the same words."""
        total = self.weight + other.weight
        alike = 2 * _weight(self.words & other.words) / total if total else 1.0
        return alike if self.kind == other.kind else alike * _OTHER_KIND


def _weight(words: Counter[str]) -> int:
    return sum(len(word) * count for word, count in words.items())


def _tag(block: BlockRecord) -> str:
    """The name of the element; its class says how it looks."""
    return block.kind.partition(".")[0]
