"""Which figures, tables and statistics differ between two manifests."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from brochure.drafts.comparison.cells import cells_at, come_or_gone, other_values
from brochure.drafts.comparison.model import Change, ExhibitChange, StatisticChange, TextChange
from brochure.manifest.model import Manifest, StatisticRecord

_TEXTS_OF_EXHIBIT = ("title", "subtitle", "alt", "statistic")
_TEXTS_OF_STATISTIC = ("title", "publisher", "population", "reference", "file")


class _Numbered(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def number(self) -> int | None: ...


def compare_exhibits(old: Manifest, new: Manifest) -> tuple[ExhibitChange, ...]:
    """The figures and tables that differ, in the order of the new text; those that have gone at the end."""
    before = {exhibit.name: position for position, exhibit in enumerate(old.exhibits)}
    after = {exhibit.name: position for position, exhibit in enumerate(new.exhibits)}
    return tuple(
        change
        for name in dict.fromkeys([*after, *before])
        if (change := _exhibit(old, new, before.get(name), after.get(name))) is not None
    )


def _exhibit(old: Manifest, new: Manifest, here: int | None, there: int | None) -> ExhibitChange | None:
    before = old.exhibits[here] if here is not None else None
    after = new.exhibits[there] if there is not None else None
    record = after or before
    assert record is not None, "a name that neither manifest has was not asked for"

    change = ExhibitChange(
        Change.REMOVED if after is None else Change.NEW,
        record.kind,
        record.name,
        record.title,
        here,
        there,
        before.number if before else 0,
        after.number if after else 0,
    )
    if before is None or after is None:
        return change
    first, second = cells_at(old, before.cells), cells_at(new, after.cells)
    cells = (*other_values(first, second), *come_or_gone(first, second))
    texts = tuple(_texts(before, after, _TEXTS_OF_EXHIBIT))
    is_drawn_otherwise = not cells and before.shown != after.shown
    if texts or cells or is_drawn_otherwise:
        return replace(change, kind=Change.CHANGED, texts=texts, cells=cells, is_drawn_otherwise=is_drawn_otherwise)
    return replace(change, kind=Change.RENUMBERED) if before.number != after.number else None


def renumbered(old: Manifest, new: Manifest) -> frozenset[tuple[str, str]]:
    """Old and new number of every figure, table and source that has another."""
    pairs = (*_both(old.exhibits, new.exhibits), *_both(old.statistics, new.statistics))
    return frozenset(
        (str(before.number), str(after.number))
        for before, after in pairs
        if before.number and after.number and before.number != after.number
    )


def compare_statistics(old: Manifest, new: Manifest) -> tuple[StatisticChange, ...]:
    """The statistics that differ, in the order of first use; those that are no longer used at the end."""
    before = {statistic.name: statistic for statistic in old.statistics}
    changes = [_statistic(before.pop(statistic.name, None), statistic) for statistic in new.statistics]
    changes += [
        StatisticChange(Change.REMOVED, gone.name, gone.title, has_other_content=False) for gone in before.values()
    ]
    return tuple(filter(None, changes))


def _statistic(old: StatisticRecord | None, new: StatisticRecord) -> StatisticChange | None:
    if old is None:
        return StatisticChange(Change.NEW, new.name, new.title, has_other_content=False)
    change = StatisticChange(
        Change.CHANGED,
        new.name,
        new.title,
        has_other_content=old.sha256 != new.sha256,
        texts=tuple(_texts(old, new, _TEXTS_OF_STATISTIC)),
        old_tables=tuple(table for table in old.tables if table not in new.tables),
        new_tables=tuple(table for table in new.tables if table not in old.tables),
    )
    return change if change.has_other_content or change.texts or change.old_tables or change.new_tables else None


def _texts(old: object, new: object, fields: Iterable[str]) -> Iterator[TextChange]:
    """The texts among `fields` that differ."""
    for field in fields:
        before, after = str(getattr(old, field)), str(getattr(new, field))
        if before != after:
            yield TextChange(field, before, after)


def _both(old: Iterable[_Numbered], new: Iterable[_Numbered]) -> Iterator[tuple[_Numbered, _Numbered]]:
    """What has the same name in both."""
    before = {record.name: record for record in old}
    yield from ((before[record.name], record) for record in new if record.name in before)
