"""What stands over and beside the pages of a draft: line numbers, marks, references into the margin, change bars.

From the records of laid-out pages to plain values for a template; lengths are points from the top left corner of the
page. Must not know how anything looks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from brochure.findings import Finding
from brochure.manifest.alignment import is_folded
from brochure.manifest.model import Account, Area, BlockRecord, LineRecord, Manifest, PageRecord, SourcePlace

_APART = 6.5
"""So far apart, in points, line numbers do not touch."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A short reference in the margin: `kind` is "number", "claim", "exhibit" or "finding", `position` from 1."""

    kind: str
    position: int

    @property
    def target(self) -> str:
        """The id of its entry in the lists."""
        return f"proof-{self.kind}-{self.position}"


@dataclass(frozen=True, slots=True)
class NumberedHeight:
    """A line number, where its line stands, and what is referred to beside it."""

    number: int
    foot: float
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A change bar from `top` to `bottom`, in the margin beside the text.

    `after` is the right side of what has changed where something else stands beside it, and a bar in the margin would
    seem to be about that; else None.
    """

    top: float
    bottom: float
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is laid over one page; `is_left` is a page on the left of a spread."""

    label: str
    is_left: bool
    heights: tuple[NumberedHeight, ...]
    numbers: tuple[Area, ...]
    marked: tuple[Area, ...]
    bars: tuple[Bar, ...]


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
    """Where numbers, claims, exhibits and findings are seen, each in the order of the pages."""

    numbers: dict[int, list[Seen]] = field(default_factory=dict)
    claims: dict[int, list[Seen]] = field(default_factory=dict)
    exhibits: dict[int, list[Seen]] = field(default_factory=dict)
    findings: dict[int, list[Seen]] = field(default_factory=dict)


def numbered(found: Mapping[int, Sequence[Seen]], among: Iterable[int]) -> dict[int, int]:
    """What some things are called in the margin and lists: from 1, in the order in which a reader meets them.

    `found` says where each is seen; what is seen nowhere comes last.
    """

    def first(of: int) -> tuple[bool, tuple[int, int, float], int]:
        seen = min((item.order for item in found.get(of, ())), default=None)
        return seen is None, seen or (0, 0, 0.0), of

    return {of: position for position, of in enumerate(sorted(among, key=first), start=1)}


def find_places(manifest: Manifest, findings: Sequence[Finding]) -> Places:
    """Where each number, claim, figure and finding of a laid-out edition is seen."""
    places = Places()
    for position, page in enumerate(manifest.pages):
        feet = {line.number: foot_of(line) for line in page.lines if line.block is not None}
        for token in page.tokens:
            if token.account is Account.NUMBER and token.of is not None:
                line = _line_at(page, token.area)
                foot = feet.get(line, token.area.bottom)
                _note(places.numbers, token.of, Seen(page.label, position, line, foot, token.area.left))
        for line_record in page.lines:
            seen = _seen_at(position, page, line_record)
            for claim in line_record.claims:
                _note(places.claims, claim, seen)
    for i, exhibit in enumerate(manifest.exhibits):
        found = _first_line(manifest, exhibit.source.file, exhibit.source.line, "caption")
        if exhibit.number and found is not None:
            places.exhibits[i] = [found]
    for i, finding in enumerate(findings):
        if (found := place_on_pages(manifest, finding)) is not None:
            places.findings[i] = [found]
    return places


def _note(places: dict[int, list[Seen]], of: int, seen: Seen) -> None:
    found = places.setdefault(of, [])
    if all((other.page, other.line) != (seen.page, seen.line) for other in found):
        found.append(seen)


def place_on_pages(manifest: Manifest, finding: Finding) -> Seen | None:
    """Where on the pages a finding applies: the printed line that was written at its place, or the one before."""
    line = finding.place.line or 1
    return _line_with(manifest, finding, line) or _first_line(manifest, finding.place.path, line)


def _line_with(manifest: Manifest, finding: Finding, line: int) -> Seen | None:
    """The line with what is printed at a finding, in the nearest block above its place that has it."""
    holding = [
        (block.source.line, i, offset)
        for i, block in enumerate(manifest.blocks)
        if block.source.file == finding.place.path and block.source.line <= line
        if (offset := _offset_in(block.text, finding)) is not None
    ]
    if not holding:
        return None
    _, of, offset = max(holding, key=lambda held: held[0])
    lines = [(position, page, record) for position, page in enumerate(manifest.pages) for record in page.lines]
    found = [each for each in lines if each[2].block == of and each[2].start <= offset and each[2].said.strip()]
    if not found:
        return None
    return _seen_at(*found[-1])


def _offset_in(text: str, finding: Finding) -> int | None:
    """Where in a text a finding's words stand, by what is printed before them too; None where they do not.

    Spaces are left out of account: a rule sees them as typed, a block as they were set.
    """
    letters = [(letter, i) for i, letter in enumerate(text) if not is_folded(letter)]
    before, printed = (
        "".join(letter for letter in part if not is_folded(letter))
        for part in (finding.printed_before, finding.printed)
    )
    found = "".join(letter for letter, _ in letters).find(before + printed) if printed else -1
    return letters[found + len(before)][1] if found >= 0 else None


def _first_line(manifest: Manifest, file: str, line: int, kind: str = "") -> Seen | None:
    best: tuple[int, Seen] | None = None
    for position, page in enumerate(manifest.pages):
        for record in page.lines:
            if record.block is None or record.source.file != file or record.source.line > line:
                continue
            if kind and kind not in manifest.blocks[record.block].kind:
                continue
            if best is None or record.source.line > best[0]:
                best = (record.source.line, _seen_at(position, page, record))
    return best[1] if best else None


def _seen_at(position: int, page: PageRecord, line: LineRecord) -> Seen:
    return Seen(page.label, position, line.number, foot_of(line), line.area.left)


def sheets(manifest: Manifest, places: Places, changed: Mapping[int, Iterable[tuple[int, int]]]) -> tuple[Sheet, ...]:
    """What is laid over each page; `changed` are stretches of blocks, by the block's position."""
    references: dict[tuple[int, int], list[Reference]] = {}
    for kind, found in (
        ("finding", places.findings),
        ("exhibit", places.exhibits),
        ("number", places.numbers),
        ("claim", places.claims),
    ):
        for of, position in numbered(found, found).items():
            for item in found[of]:
                references.setdefault((item.page, item.line), []).append(Reference(kind, position))
    return tuple(
        Sheet(
            label=page.label,
            is_left=position % 2 == 1,
            heights=tuple(
                NumberedHeight(number, foot, tuple(references.get((position, number), ())))
                for number, foot in sorted(_heights(page).items())
            ),
            numbers=tuple(token.area for token in page.tokens if token.account is Account.NUMBER),
            marked=tuple(token.area for token in page.tokens if token.account is Account.MARKED),
            bars=tuple(_bars(page, manifest.blocks, changed)),
        )
        for position, page in enumerate(manifest.pages)
    )


def _heights(page: PageRecord) -> dict[int, float]:
    """Where each line number stands: beside the widest of its lines, which need not be of quite the same height.

    Where that would touch the next number, it stands beside the highest.
    """
    lines: dict[int, list[LineRecord]] = {}
    for line in page.lines:
        if line.block is not None:
            lines.setdefault(line.number, []).append(line)
    highest = {number: min(map(foot_of, those)) for number, those in lines.items()}
    heights: dict[int, float] = {}
    for number, those in lines.items():
        foot = foot_of(max(those, key=lambda line: line.area.right - line.area.left))
        following = highest.get(number + 1)
        heights[number] = foot if following is None or foot + _APART <= following else highest[number]
    return heights


def _bars(
    page: PageRecord, blocks: Sequence[BlockRecord], changed: Mapping[int, Iterable[tuple[int, int]]]
) -> Iterator[Bar]:
    """The bar beside each line in which something has changed, one where such lines stand side by side in a column."""
    written: dict[SourcePlace, list[LineRecord]] = {}
    for line in page.lines:
        if line.block is not None:
            written.setdefault(blocks[line.block].source, []).append(line)
    seen: set[tuple[int, float | None]] = set()
    for source, lines in written.items():
        differing = [line for line in lines if line.block is not None and _differs(line, changed.get(line.block, ()))]
        if not differing:
            continue
        is_beside = _is_beside(lines, [others for other, others in written.items() if other != source])
        after = max(line.area.right for line in lines) if is_beside else None
        for line in differing:
            if (line.number, after) not in seen:
                seen.add((line.number, after))
                yield Bar(line.area.top, line.area.bottom, after)


def _differs(line: LineRecord, stretches: Iterable[tuple[int, int]]) -> bool:
    """Whether a line holds some of the stretches of its block that differ, or what is struck."""
    if line.struck:
        return True
    start, end = line.start, line.start + len(line.said)
    return any(first < end and start < max(last, first + 1) for first, last in stretches)


def _is_beside(lines: Sequence[LineRecord], others: Iterable[Sequence[LineRecord]]) -> bool:
    """Whether something stands to the right of some lines: the second of two tables, the text beside a note."""
    right = max(line.area.right for line in lines)
    return any(
        line.area.left > right and line.area.top < own.area.bottom and own.area.top < line.area.bottom
        for each in others
        for line in each
        for own in lines
    )


def foot_of(line: LineRecord) -> float:
    """The height of the base line of a line: its letters reach below it by two ninths of what they cover."""
    return round(line.area.bottom - (line.area.bottom - line.area.top) * 2 / 9, 1)


def _line_at(page: PageRecord, area: Area) -> int:
    """The number of the line that a stretch of text stands in."""
    middle = (area.top + area.bottom) / 2
    inside = [
        line.number
        for line in page.lines
        if line.area.top <= middle <= line.area.bottom and line.area.left - 1 <= area.left <= line.area.right + 1
    ]
    return inside[0] if inside else 0


def written_at(source: SourcePlace) -> str:
    """A place as a proofreader reads it."""
    return f"{source.file}:{source.line}"
