"""Which printed number of one manifest is which of another.

Numbers are paired in the blocks that were found again, in the order of the text; what is left, by what they are. Knows
nothing of values.
"""

import difflib
from collections.abc import Callable, Hashable, Iterable, Sequence

from brochure.drafts.comparison.blocks import Match
from brochure.drafts.comparison.pairing import pair_by_keys
from brochure.manifest.model import Manifest, UseRecord


def number_of(use: UseRecord) -> str:
    """What a use prints: the names of its numbers, or the expression that computes it, without the format."""
    if _is_named(use):
        return " – ".join(use.numbers)
    return use.expression.rpartition("|")[0].strip() or use.expression.strip()


def format_of(use: UseRecord) -> str:
    """The format with what the author set for it, such as "prosent(0)"."""
    written = use.expression.partition("|")[2] if _is_named(use) else use.expression.rpartition("|")[2]
    return written.strip() if "|" in use.expression else use.format


def _is_named(use: UseRecord) -> bool:
    return len(use.numbers) == len(use.values)


def pair_uses(old: Manifest, new: Manifest, matches: Iterable[Match]) -> dict[int, int]:
    """Old position by new one, for uses that print the same number or stand in place of one another."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def note(found: Iterable[tuple[int, int]]) -> None:
        for before, after in found:
            if before not in taken and after not in pairs:
                pairs[after] = before
                taken.add(before)

    replaced: list[tuple[int, int]] = []
    for match in matches:
        if match.old is not None and match.new is not None:
            here, there = old.blocks[match.old].uses, new.blocks[match.new].uses
            same, others = _in_block(old, new, here, there)
            note(same)
            replaced += others
    note(replaced)
    keys: tuple[Callable[[UseRecord], Hashable], ...] = (lambda use: (number_of(use), format_of(use)), number_of)
    pair_by_keys(keys, old.uses, new.uses, pairs)
    return pairs


def _in_block(
    old: Manifest, new: Manifest, here: Sequence[int], there: Sequence[int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs of a block: those of the same number, and those of which one stands in place of the other."""
    before, after = ([number_of(of.uses[use]) for use in uses] for of, uses in ((old, here), (new, there)))
    same: list[tuple[int, int]] = []
    replaced: list[tuple[int, int]] = []
    for tag, i, k, j, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            same += zip(here[i:k], there[j:m], strict=True)
        elif tag == "replace" and k - i == m - j and not set(before[i:k]) & set(after[j:m]):
            replaced += zip(here[i:k], there[j:m], strict=True)
    return same, replaced
