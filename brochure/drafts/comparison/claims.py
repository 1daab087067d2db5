"""Which claims differ between two manifests.

A claim is found again by its condition and sentence, by one of the two, or by a sentence much like it.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from brochure.drafts.comparison.model import Change, ClaimChange
from brochure.drafts.comparison.pairing import pair_by_keys
from brochure.drafts.comparison.words import masked, split_words
from brochure.manifest.model import ClaimRecord

_LINK = re.compile(r"\[([^\]]*)\]\((#[^)]*)\)")
_LIKE = 0.6
"""How much of a sentence must be left for it to count as the same claim."""


def compare_claims(old: Sequence[ClaimRecord], new: Sequence[ClaimRecord]) -> tuple[ClaimChange, ...]:
    """The claims that differ, in the order of the new text; those that have gone at the end."""
    pairs = _pairs(old, new)
    changes = [_change(old[pairs[i]] if i in pairs else None, claim, i) for i, claim in enumerate(new)]
    gone = set(range(len(old))) - set(pairs.values())
    changes += [ClaimChange(Change.REMOVED, old[position], None, None) for position in sorted(gone)]
    return tuple(filter(None, changes))


def _change(old: ClaimRecord | None, new: ClaimRecord, position: int) -> ClaimChange | None:
    if old is None:
        return ClaimChange(Change.NEW, None, new, position)
    is_same = _sentence(old) == _sentence(new) and (old.condition, old.values) == (new.condition, new.values)
    return None if is_same else ClaimChange(Change.CHANGED, old, new, position)


def _pairs(old: Sequence[ClaimRecord], new: Sequence[ClaimRecord]) -> dict[int, int]:
    """Old position by new one."""
    pairs: dict[int, int] = {}
    keys: tuple[Callable[[ClaimRecord], Hashable], ...] = (
        lambda claim: (claim.condition, _sentence(claim)),
        lambda claim: (claim.condition, masked(_sentence(claim))),
        lambda claim: masked(_sentence(claim)),
        lambda claim: claim.condition,
    )
    pair_by_keys(keys, old, new, pairs)
    left = sorted({*range(len(old))} - {*pairs.values()})
    for position in (i for i in range(len(new)) if i not in pairs):
        for other in _likest(old, left, new[position]):
            pairs[position] = other
            left.remove(other)
    return pairs


def _likest(old: Sequence[ClaimRecord], left: Sequence[int], claim: ClaimRecord) -> Iterator[int]:
    """The claim of the same file that is most like another, if one is like enough."""
    words = split_words(masked(_sentence(claim)))
    found = [
        (SequenceMatcher(None, split_words(masked(_sentence(old[i]))), words, autojunk=False).ratio(), i)
        for i in left
        if old[i].source.file == claim.source.file
    ]
    likeness, position = max(found, default=(0.0, -1))
    if likeness >= _LIKE:
        yield position


def _sentence(claim: ClaimRecord) -> str:
    """Its sentence, in which a link is what it leads to: a figure keeps its name when its number changes."""
    return _LINK.sub(r"(\2)", claim.sentence)


def without_links(sentence: str) -> str:
    """A sentence of a claim as a person reads it: of a link only its words."""
    return _LINK.sub(r"\1", sentence)
