"""What a newer table changes against an older one: periods, members, values, notes.

Compares two tables that have been read; does not know where they came from, nor what is printed of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brochure.statistics.json_stat_said import TableDescription
from brochure.statistics.period import parse_period
from brochure.statistics.table import Dimension, Key, Observation, Statistic

_OF_VALUES = frozenset({"unit", "decimals", "reference"})
Labels = Mapping[str, Mapping[str, str]]
"""What a table calls its members, by dimension and code."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A cell that both tables have, and that is not the same in them; `key` is in the order of the older table."""

    key: Key
    old: Observation
    new: Observation


@dataclass(frozen=True, slots=True)
class Renamed:
    """A member whose label is another, or, with the same label, whose code is."""

    dimension: str
    old: str
    new: str
    code: str | None = None
    """Its code where that has not changed."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a dimension, by its code and label."""

    dimension: str
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a newer table changes.

    `vanished` are cells that only the older one has. `words` are other things that are said of it: their name, as it
    was, and as it is. `meanings` are those of all these by which a cell means something else than it did.
    """

    new_periods: tuple[str, ...] = ()
    vanished_periods: tuple[str, ...] = ()
    new_members: tuple[Member, ...] = ()
    vanished_members: tuple[Member, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    revisions: tuple[Revision, ...] = ()
    vanished: tuple[Key, ...] = ()
    new_notes: tuple[str, ...] = ()
    vanished_notes: tuple[str, ...] = ()
    words: tuple[tuple[str, str, str], ...] = ()
    meanings: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both tables say the same, but for when they were updated."""
        return self == Changes()


def compare(old: Statistic, new: Statistic, was: TableDescription, said: TableDescription) -> Changes:
    """What `new` changes against `old`, two tables with the same dimensions; `was` and `said` describe them."""
    before, after = _labels(was), _labels(said)
    cells = _in_order_of(old, new)
    added, gone, renamed = [], [], list(_renamed(before, after))
    new_periods: list[str] = []
    vanished_periods: list[str] = []
    for dimension in new.dimensions:
        name, earlier = dimension.name, old.dimension(dimension.name)
        appeared = [code for code in dimension.members if code not in earlier.positions]
        vanished = [code for code in earlier.members if code not in dimension.positions]
        if dimension.is_time:
            new_periods, vanished_periods = _in_time(appeared), _in_time(vanished)
            continue
        moved = _recoded(name, vanished, appeared, before, after)
        renamed += moved
        added += [_member(dimension, code, after) for code in appeared if code not in {each.new for each in moved}]
        gone += [_member(earlier, code, before) for code in vanished if code not in {each.old for each in moved}]
    words = [*_words(was, said)]
    old_notes, new_notes = dict.fromkeys(was.all_notes), dict.fromkeys(said.all_notes)
    return Changes(
        tuple(new_periods),
        tuple(vanished_periods),
        tuple(added),
        tuple(gone),
        tuple(renamed),
        tuple(_revisions(old.cells, cells)),
        tuple(key for key in old.cells if key not in cells),
        tuple(note for note in new_notes if note not in old_notes),
        tuple(note for note in old_notes if note not in new_notes),
        tuple(words),
        (*_meanings(words), *(_other_members(renamed) if was.language == said.language else ())),
    )


def _in_order_of(old: Statistic, new: Statistic) -> Mapping[Key, Observation]:
    """The cells of `new`, whose dimensions may stand in another order, by the keys of `old`."""
    names = [dimension.name for dimension in new.dimensions]
    order = [names.index(dimension.name) for dimension in old.dimensions]
    return {tuple(key[i] for i in order): cell for key, cell in new.cells.items()}


def _revisions(old: Mapping[Key, Observation], new: Mapping[Key, Observation]) -> Iterator[Revision]:
    for key, cell in new.items():
        before = old.get(key)
        if before is not None and (before.value, before.symbol, before.status) != (
            cell.value,
            cell.symbol,
            cell.status,
        ):
            yield Revision(key, before, cell)


def _labels(table: TableDescription) -> Labels:
    return {
        name: {code: member.label for code, member in dimension.members.items()}
        for name, dimension in table.dimensions.items()
    }


def _member(dimension: Dimension, code: str, labels: Labels) -> Member:
    return Member(dimension.name, code, labels.get(dimension.name, {}).get(code, code))


def _renamed(before: Labels, after: Labels) -> Iterator[Renamed]:
    """Members with the same code and another label."""
    for name in after:
        for code, label in after[name].items():
            was = before.get(name, {}).get(code, label)
            if was != label:
                yield Renamed(name, was, label, code)


def _recoded(name: str, gone: list[str], appeared: list[str], before: Labels, after: Labels) -> list[Renamed]:
    """Members with the same label and another code, where that label belongs to one member of each table alone."""
    was = _by_label(gone, before.get(name, {}))
    now = _by_label(appeared, after.get(name, {}))
    return [
        Renamed(name, codes[0], now[label][0])
        for label, codes in was.items()
        if len(codes) == 1 and len(now.get(label, ())) == 1
    ]


def _by_label(codes: list[str], labels: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(labels.get(code, code), []).append(code)
    return found


def _in_time(periods: list[str]) -> list[str]:
    return sorted(periods, key=parse_period)


def _words(was: TableDescription, said: TableDescription) -> Iterator[tuple[str, str, str]]:
    """What is said otherwise of the table and of the values of its members."""
    pairs = [("title", was.title, said.title), ("source", was.source, said.source)]
    pairs.append(("discontinued", _yes(was.discontinued), _yes(said.discontinued)))
    pairs.append(("decimals", _number(was.decimals), _number(said.decimals)))
    for name, dimension in said.dimensions.items():
        earlier = was.dimensions.get(name)
        for code, member in dimension.members.items() if earlier is not None else ():
            before = earlier.members.get(code) if earlier is not None else None
            if before is not None:
                where = f"of {name}={code}"
                pairs.append((f"unit {where}", before.unit or "", member.unit or ""))
                pairs.append((f"decimals {where}", _number(before.decimals), _number(member.decimals)))
                pairs.append((f"reference {where}", before.reference or "", member.reference or ""))
    yield from (each for each in pairs if each[1] != each[2])


def _meanings(words: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """What is said otherwise of the values: their unit, their decimals, the time that they are of."""
    for each in words:
        if each[0].partition(" ")[0] in _OF_VALUES and each[1] and each[2]:
            yield each


def _other_members(renamed: list[Renamed]) -> Iterator[tuple[str, str, str]]:
    """Members whose code now stands for what has another name."""
    for each in renamed:
        if each.code is not None and _plain(each.old) != _plain(each.new):
            yield f"{each.dimension}={each.code}", each.old, each.new


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
