"""One of the two documents, and where it should be found in the joined file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from brochure.attaching.joining.gate.likeness import Likeness
from brochure.pdf.objects import items


@dataclass(frozen=True, slots=True)
class Side:
    """A document as it was, the joined file, and the positions there of its pages, in their order."""

    before: pikepdf.Pdf
    after: pikepdf.Pdf
    places: range | list[int]
    likeness: Likeness
    is_annex: bool

    def listed(self, key: str, before: Any, after: Any) -> Iterator[str]:
        """What a list of the joined file lacks: the host's items come first, the annex's last."""
        old, new = items(before), items(after)
        if len(new) < len(old):
            yield f"{len(old) - len(new)} of {len(old)} items of {key}"
            return
        new = new[len(new) - len(old) :] if self.is_annex else new[: len(old)]
        for number, (one, other) in enumerate(zip(old, new, strict=True), start=1):
            if found := self.likeness.difference(key, one, other):
                yield f"item {number} of {found}"
                return
