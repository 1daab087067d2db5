"""What stands over and beside the pages of a draft: line numbers, marks, references into the margin, change bars.

From the records of laid-out pages to plain values for a template; lengths are points from the top left corner of the
page. Must not know how anything looks.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from brochure.drafts.proof.drawings import ChangedDrawing
from brochure.drafts.seen import Places, numbered
from brochure.manifest.model import Account, Area, BlockRecord, LineRecord, Manifest, PageRecord, SourcePlace
from brochure.manifest.where import span_in

KINDS = ("finding", "exhibit", "number", "claim")
"""What references in the margin lead to."""
_APART = 6.5
"""So far apart, in points, line numbers do not touch."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A short reference in the margin: `kind` is one of `KINDS`, `position` from 1."""

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
class Values:
    """The changed values of a figure, line by line, to stand beside its drawing."""

    top: float
    bottom: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is laid over one page; `is_left` is a page on the left of a spread.

    `points` are where in drawings values have changed.
    """

    label: str
    is_left: bool
    heights: tuple[NumberedHeight, ...]
    numbers: tuple[Area, ...]
    marked: tuple[Area, ...]
    bars: tuple[Bar, ...]
    points: tuple[Area, ...] = ()
    values: tuple[Values, ...] = ()


def sheets(
    manifest: Manifest,
    places: Places,
    changed: Mapping[int, Iterable[tuple[int, int]]],
    drawings: Mapping[int, ChangedDrawing],
    kinds: Collection[str] = KINDS,
) -> tuple[Sheet, ...]:
    """What is laid over each page, with references of some `kinds`.

    `changed` are stretches of blocks, by the block's position, `drawings` what has changed in them, by their exhibit's.
    """
    references: dict[tuple[int, int], list[Reference]] = {}
    for kind, found in (
        ("finding", places.findings),
        ("exhibit", places.exhibits),
        ("number", places.numbers),
        ("claim", places.claims),
    ):
        for of, position in numbered(found, found).items() if kind in kinds else ():
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
            points=tuple(point for area, drawing in _drawn(page, drawings) for point in drawing.points_in(area)),
            values=tuple(
                Values(area.top, area.bottom, drawing.lines_in(area)) for area, drawing in _drawn(page, drawings)
            ),
        )
        for position, page in enumerate(manifest.pages)
    )


def _drawn(page: PageRecord, drawings: Mapping[int, ChangedDrawing]) -> Iterator[tuple[Area, ChangedDrawing]]:
    """The drawings of a page in which values have changed, and where each stands."""
    for token in page.tokens:
        if token.account is Account.DRAWING and token.of is not None and token.of in drawings:
            yield token.area, drawings[token.of]


def _heights(page: PageRecord) -> dict[int, float]:
    """Where each line number stands: beside the widest of its lines, which need not be of quite the same height.

    Where that would touch the next number, it stands beside the highest.
    """
    lines: dict[int, list[LineRecord]] = {}
    for line in page.lines:
        if line.is_numbered:
            lines.setdefault(line.number, []).append(line)
    highest = {number: min(line.foot for line in those) for number, those in lines.items()}
    heights: dict[int, float] = {}
    for number, those in lines.items():
        foot = max(those, key=lambda line: line.area.right - line.area.left).foot
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
    for line in page.lines:
        if line.notice is not None and (line.number, None) not in seen:
            seen.add((line.number, None))
            yield Bar(line.area.top, line.area.bottom)
    for source, lines in written.items():
        differing = [line for line in lines if line.block is not None and _differs(blocks[line.block], line, changed)]
        if not differing:
            continue
        is_beside = _is_beside(lines, [others for other, others in written.items() if other != source])
        after = max(line.area.right for line in lines) if is_beside else None
        for line in differing:
            if (line.number, after) not in seen:
                seen.add((line.number, after))
                yield Bar(line.area.top, line.area.bottom, after)


def _differs(block: BlockRecord, line: LineRecord, changed: Mapping[int, Iterable[tuple[int, int]]]) -> bool:
    """Whether a line holds something of the stretches of its block that differ, or what is struck."""
    return bool(line.struck) or any(span_in(block, line, stretch) for stretch in changed.get(line.block or 0, ()))


def _is_beside(lines: Sequence[LineRecord], others: Iterable[Sequence[LineRecord]]) -> bool:
    """Whether something stands to the right of some lines: the second of two tables, the text beside a note."""
    right = max(line.area.right for line in lines)
    return any(
        line.area.left > right and line.area.top < own.area.bottom and own.area.top < line.area.bottom
        for each in others
        for line in each
        for own in lines
    )
