"""Clauses of a sentence: the words that belong to one number or word of it, cut where Norwegian and English cut.

A comma, a semicolon, a colon, a dash, words such as "mot", "mens" and "enn", and the "og" between two anchors cut; what
is named in one go ("Afrika, Asia mv.") is never cut. Which words cut is data (`naming.toml`).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.naming import FILE
from brochure.proofreading.phrases import pattern

_SIGNS = re.compile(r"[,;:–—](?=\s)|\s[–—](?=\s)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_BRACKETS = re.compile(r"\([^()]*\)")
Stretch = tuple[int, int]


class Clauses:
    """Cuts sentences of a language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cuts = pattern(lexicon.listed(FILE, "cuts"))
        self._joints = pattern(lexicon.listed(FILE, "joints"))

    def around(self, content: str, anchors: Sequence[Stretch], whole: Sequence[Stretch]) -> list[Stretch]:
        """The clause of each of `anchors`, which are in order; no cut falls into them or into one of `whole`.

        An anchor with no words of its own takes the clause before it, unless another anchor has that.
        """
        kept = [*anchors, *whole]
        cuts = [
            match.start()
            for found in (_SIGNS, self._cuts)
            for match in found.finditer(content)
            if _is_free(match, kept)
        ]
        for (_, end), (start, _) in pairwise(anchors):
            joints = [match for match in self._joints.finditer(content, end, start) if _is_free(match, kept)]
            if joints and not any(end <= cut < start for cut in cuts):
                cuts.append(joints[-1].start())
        edges = [0, *sorted(set(cuts) - {0}), len(content)]
        clauses = [_between(edges, start) for start, _ in anchors]
        return [
            self._with_words(content, clause, anchor, edges, clauses)
            for clause, anchor in zip(clauses, anchors, strict=True)
        ]

    @staticmethod
    def _with_words(
        content: str, clause: Stretch, anchor: Stretch, edges: Sequence[int], clauses: Sequence[Stretch]
    ) -> Stretch:
        own = _BRACKETS.sub("", content[clause[0] : anchor[0]] + " " + content[anchor[1] : clause[1]])
        if _WORD.search(own) or clause[0] == 0:
            return clause
        before = _between(edges, clause[0] - 1)
        return clause if before in clauses else (before[0], clause[1])


def _between(edges: Sequence[int], at: int) -> Stretch:
    after = min(bisect_right(edges, at), len(edges) - 1)
    return edges[after - 1], edges[after]


def _is_free(match: re.Match[str], kept: Sequence[Stretch]) -> bool:
    return not any(start < match.end() and match.start() < end for start, end in kept)
