"""Where a reader sees what a manifest tells of: page, line, and where in that.

Lengths are points from the top left corner of the page.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from brochure.findings import Finding
from brochure.manifest.model import Account, LineRecord, Manifest, SourcePlace
from brochure.manifest.where import last_line_before, line_of, line_with, offset_of

_BEGINS = {"yaml": re.compile(r"[^\s#]"), "toml": re.compile(r"\[")}
"""How a line looks on which the description of one thing begins."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where something is seen: the printed number of the page, its position from 0, the line, and where in that."""

    label: str
    page: int
    line: int
    foot: float
    left: float = 0.0

    @property
    def order(self) -> tuple[int, int, float]:
        """For sorting: page, line, and from left to right."""
        return self.page, self.line, self.left


@dataclass(slots=True)
class Places:
    """Where blocks, numbers, claims, exhibits and findings are seen, by position, each in the order of the pages.

    Notices of what has gone are known by their number.
    """

    blocks: dict[int, list[Seen]] = field(default_factory=dict)
    numbers: dict[int, list[Seen]] = field(default_factory=dict)
    claims: dict[int, list[Seen]] = field(default_factory=dict)
    exhibits: dict[int, list[Seen]] = field(default_factory=dict)
    findings: dict[int, list[Seen]] = field(default_factory=dict)
    notices: dict[int, list[Seen]] = field(default_factory=dict)


Lines = Callable[[str], Sequence[str]]
"""The lines of a file of the project by its name."""


def find_places(manifest: Manifest, findings: Sequence[Finding] = (), lines_of: Lines = lambda _: ()) -> Places:
    """Where everything in a laid-out edition is seen, and findings but for those of what is on no page."""
    places = Places()
    for position, page in enumerate(manifest.pages):
        feet = {line.number: line.foot for line in page.lines if line.block is not None}
        for token in page.tokens:
            if token.account is Account.NUMBER and token.of is not None:
                at = line_of(page, token)
                number = page.lines[at].number if at is not None else 0
                foot = feet.get(number, token.area.bottom)
                _note(places.numbers, token.of, Seen(page.label, position, number, foot, token.area.left))
        for line in page.lines:
            seen = _seen(manifest, position, line)
            if line.block is not None:
                _note(places.blocks, line.block, seen)
            if line.notice is not None:
                _note(places.notices, line.notice, seen)
            for claim in line.claims:
                _note(places.claims, claim, seen)
    for i, exhibit in enumerate(manifest.exhibits):
        caption = last_line_before(manifest, exhibit.source.file, exhibit.source.line, "caption")
        if exhibit.number and caption is not None:
            places.exhibits[i] = [_seen(manifest, *caption)]
    for i, finding in enumerate(findings):
        if (found := _line_of_finding(manifest, finding, lines_of)) is not None:
            places.findings[i] = [_seen(manifest, *found)]
    return places


def in_order(seen: Iterable[Seen]) -> tuple[Seen, ...]:
    """The places in the order of reading, the leftmost of each line."""
    first = {(item.page, item.line): item for item in sorted(seen, key=lambda item: item.order, reverse=True)}
    return tuple(reversed(first.values()))


def numbered(found: Mapping[int, Sequence[Seen]], among: Iterable[int]) -> dict[int, int]:
    """What some things are called in the margin and lists: from 1, in the order in which a reader meets them.

    `found` says where each is seen; what is seen nowhere comes last.
    """
    return {of: position for position, of in enumerate(sorted(among, key=lambda of: (order(found.get(of, ())), of)), 1)}


def order(seen: Iterable[Seen]) -> tuple[bool, tuple[int, int, float]]:
    """For sorting by where things are seen first: what is seen nowhere comes last."""
    first = min((item.order for item in seen), default=None)
    return first is None, first or (0, 0, 0.0)


def written_at(source: SourcePlace) -> str:
    """A place in a file as a proofreader reads it."""
    return f"{source.file}:{source.line}"


def _note(places: dict[int, list[Seen]], of: int, seen: Seen) -> None:
    found = places.setdefault(of, [])
    if all((other.page, other.line) != (seen.page, seen.line) for other in found):
        found.append(seen)


def _seen(manifest: Manifest, page: int, line: LineRecord) -> Seen:
    return Seen(manifest.pages[page].label, page, line.number, line.foot, line.area.left)


def _line_of_finding(manifest: Manifest, finding: Finding, lines_of: Lines) -> tuple[int, LineRecord] | None:
    """The printed line with a finding's words in the nearest block above its place that has them.

    Where there is none, that which was written at its place, or last before it. In a file that describes one thing
    after another, only what belongs to the same is looked at.
    """
    line = finding.place.line or 1
    begin = _begin_of_entry(finding.place.path, lines_of, line)
    holding = [
        (block.source.line, i, offset)
        for i, block in enumerate(manifest.blocks)
        if block.source.file == finding.place.path and begin <= block.source.line <= line
        if (offset := offset_of(block.text, finding.printed, finding.printed_before)) is not None
    ]
    found = line_with(manifest, *max(holding, key=lambda held: held[0])[1:]) if holding else None
    found = found or last_line_before(manifest, finding.place.path, line)
    return found if found is None or found[1].source.line >= begin else None


def _begin_of_entry(name: str, lines_of: Lines, line: int) -> int:
    """The line of a file on which the description begins that a line of it belongs to; of a text its first."""
    begins = _BEGINS.get(name.rpartition(".")[2])
    if begins is None:
        return 1
    above = enumerate(lines_of(name)[:line], start=1)
    return max((number for number, text in above if begins.match(text)), default=1)
