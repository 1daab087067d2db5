"""Printed shares of one whole that do not make a hundred together, where nothing says why.

Numbers are shares of one whole when they are of the same statistic, are all members of one of its dimensions, and the
statistic says that those make a hundred: its cells add up to that, or were divided by their own total.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from brochure.findings import Place
from brochure.making.text.contradictions import decimals_of
from brochure.proofreading.phrases import pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.text import Kind, Text
from brochure.statistics.numbers.number import Number
from brochure.statistics.numbers.rounding import round_half_away
from brochure.statistics.selection import Cell
from brochure.statistics.table import Dimension, Statistic
from brochure.statistics.units import Unit

FAMILY = "numbers"

_FILE = "numbers"
_HUNDRED = Decimal(100)
_ROUNDING = Decimal(1)
"""How far from a hundred shares may be that were rounded one by one."""
_TOGETHER = frozenset({Kind.ITEM, Kind.CELL})
"""Kinds that stand in lists and tables."""


@dataclass(frozen=True, slots=True)
class _Share:
    """A printed share: the cell it is of, its value as printed, and its total's cell where it was divided by one."""

    cell: Cell
    printed: Decimal
    place: Place
    total: Cell | None = None


def _find(reading: Reading) -> Iterator[Hit]:
    explained = pattern(reading.lexicon.listed(_FILE, "sums", "explained"))
    for texts in _beside(reading.texts):
        if any(explained.search(text.content) for text in texts):
            continue
        shares = list(_shares(texts, reading))
        for whole in _wholes(shares):
            total = sum((share.printed for share in whole), Decimal())
            if abs(total - _HUNDRED) > _ROUNDING:
                shown = reading.formatter.plain(total, max(_decimals(share.printed) for share in whole))
                yield Hit(
                    whole[0].place,
                    f"the {len(whole)} shares of the whole printed here make {shown} per cent together, not 100; "
                    "bind all of them to the same time and table, or say why they do not make a hundred",
                )


def _beside(texts: Sequence[Text]) -> Iterator[list[Text]]:
    """Texts that are read together: those of a list or table, else each alone."""
    for (kind, _, _), group in groupby(texts, key=lambda text: (text.kind, text.path, text.part)):
        together = list(group)
        yield from [together] if kind in _TOGETHER else [[text] for text in together]


def _shares(texts: Sequence[Text], reading: Reading) -> Iterator[_Share]:
    for text in texts:
        for span in text.bound:
            number = span.numbers[0]
            if len(span.numbers) > 1 or number.unit is not Unit.PERCENT:
                continue
            decimals = decimals_of(span.format, span.decimals)
            if decimals is None:
                continue
            printed, place = round_half_away(number.value, decimals), text.place(span.start)
            if len(number.cells) == 1:
                yield _Share(number.cells[0], printed, place)
            elif _is_divided(number):
                yield _Share(number.cells[0], printed, place, number.cells[1])


def _is_divided(number: Number) -> bool:
    """Whether a number is its first cell in per cent of its second."""
    if len(number.cells) != 2:
        return False
    part, total = (cell.observation.value for cell in number.cells)
    return part is not None and bool(total) and number.value == part / (total or 1) * 100


def _wholes(shares: Sequence[_Share]) -> Iterator[list[_Share]]:
    """The shares that are all parts of one whole, each once: those of one time, else those of several."""
    statistics = {share.cell.statistic.name: share.cell.statistic for share in shares}
    for statistic in statistics.values():
        own = [share for share in shares if share.cell.statistic.name == statistic.name]
        for dimension in statistic.dimensions:
            if not (dimension.is_time or dimension.is_definition):
                yield from _along(dimension, statistic, own)


def _along(dimension: Dimension, statistic: Statistic, shares: Sequence[_Share]) -> Iterator[list[_Share]]:
    parts = [member for member in dimension.members if member != dimension.metadata.elimination]
    for alike in _alike(shares, statistic, dimension, with_time=False):
        if {share.cell.member(dimension.name) for share in alike} != set(parts):
            continue
        if not _is_whole(alike[0], dimension, parts):
            continue
        of_times = list(_alike(alike, statistic, dimension, with_time=True))
        complete = [found for found in of_times if len(found) == len(parts)]
        if complete:
            yield from complete
        elif len(alike) == len(parts):
            yield alike


def _alike(
    shares: Sequence[_Share], statistic: Statistic, dimension: Dimension, *, with_time: bool
) -> Iterator[list[_Share]]:
    """Shares that differ in one dimension only, or in that and in time; each member of a time once."""
    kept = [d.name for d in statistic.dimensions if d.name != dimension.name and (with_time or not d.is_time)]
    found: dict[tuple[str, ...], dict[Cell, _Share]] = {}
    for share in shares:
        key = (*(share.cell.member(name) for name in kept), str(share.total is None))
        found.setdefault(key, {}).setdefault(share.cell, share)
    return (list(cells.values()) for cells in found.values())


def _is_whole(share: _Share, dimension: Dimension, parts: Sequence[str]) -> bool:
    """Whether the members of a dimension make up a whole: in most places where the statistic has them all."""
    statistic = share.cell.statistic
    position = [d.name for d in statistic.dimensions].index(dimension.name)
    if share.total is not None and share.total.member(dimension.name) != dimension.metadata.elimination:
        return False
    sums: list[bool] = []
    for key in statistic.cells:
        if key[position] != parts[0]:
            continue
        values = [_value(statistic, (*key[:position], part, *key[position + 1 :])) for part in parts]
        known = [value for value in values if value is not None]
        if len(known) < len(parts):
            continue
        total = _HUNDRED
        if share.total is not None:
            total = _value(statistic, (*key[:position], share.total.key[position], *key[position + 1 :])) or _HUNDRED
        sums.append(abs(sum(known, Decimal()) - total) * _HUNDRED <= total * _ROUNDING)
    return 2 * sum(sums) > len(sums)


def _value(statistic: Statistic, key: tuple[str, ...]) -> Decimal | None:
    cell = statistic.cells.get(key)
    return cell.value if cell is not None else None


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


RULES: tuple[LanguageRule, ...] = (
    LanguageRule(
        "shares-not-100",
        FAMILY,
        "Shares of one whole are printed beside each other and do not make a hundred, and nothing says why.",
        _find,
    ),
)
