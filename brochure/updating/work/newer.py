"""Newer periods that are not used yet: per statistic and period what still stands at an older one, with no reason.

A number, claim, figure or table is behind when the latest of its cells is older than the latest published of their
series, and a period that is typed in it, or that it names and that is fixed without a reason, holds it there. What
names a period says why: fixed with a reason, `latest …`, or one of these moved by years.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from brochure.findings import Place, quoted
from brochure.making.stages import Common, Gathered
from brochure.project.edition.naming import Definition
from brochure.project.edition.reading import Described
from brochure.statistics.numbers.moment import Moment, written_form
from brochure.statistics.period import Period
from brochure.statistics.selection import Cell
from brochure.updating.available import Available
from brochure.updating.work.entries import Entry, Kind, Spot
from brochure.updating.written_periods import WrittenPeriod, names_among, periods_in_formula, periods_in_item

_SHOWN = 4
"""So many names of a kind are told in a sentence; all stand below it with their places."""
CellKey = tuple[str, tuple[str, ...]]


@dataclass(slots=True)
class _Behind:
    """What stands at one older period of a statistic: names by what they are, places, and the cells behind them."""

    latest: Period
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    spots: dict[Spot, None] = field(default_factory=dict)
    cells: set[CellKey] = field(default_factory=set)
    sentences: dict[Spot, None] = field(default_factory=dict)


def newer_periods(
    common: Common, gathered: Sequence[Gathered], available: Available, unreasoned: Collection[Place]
) -> Iterator[Entry]:
    """An entry for each older period of a statistic that is still used; `unreasoned` are the places of fixed ones."""
    finder = _Finder(common, available, unreasoned)
    for what, definition, cells in _formulas(common):
        finder.add(
            what, definition.name, definition.place, periods_in_formula(definition.expression, finder.axis), cells
        )
    for what, described, cells in _drawn(common, gathered):
        finder.add(what, described.name, described.place(), _in_selection(described, finder.axis), cells)
    finder.add_sentences(gathered)
    for (statistic, period), behind in sorted(finder.found.items(), key=lambda each: each[0]):
        yield _entry(statistic, period, behind)


def _formulas(common: Common) -> Iterator[tuple[str, Definition, tuple[Cell, ...]]]:
    """Numbers and claims as they were written, and the cells that they are of."""
    values, claims = common.numbers.values, common.numbers.claims
    for definition in common.written.definitions:
        if definition.name in values:
            yield "number", definition, values[definition.name].cells
    for definition in common.written.claims:
        if definition.name in claims:
            yield "claim", definition, claims[definition.name].cells


def _drawn(common: Common, gathered: Sequence[Gathered]) -> Iterator[tuple[str, Described, tuple[Cell, ...]]]:
    """Figures and tables, which all languages share, as they were described."""
    for each in gathered[:1]:
        for name, figure in each.figures.items():
            yield "figure", common.written.figures[name], tuple(figure.cells)
        for name, table in each.tables.items():
            yield "table", common.written.tables[name], table.cells


def _in_selection(described: Described, axis_of: Callable[[str], str | None]) -> Iterator[WrittenPeriod]:
    statistic = described.description.statistic
    axis = axis_of(statistic)
    for item in described.description.select.get(axis, ()) if axis is not None else ():
        yield from periods_in_item(item, 0, statistic)


@dataclass(slots=True)
class _Finder:
    common: Common
    available: Available
    unreasoned: Collection[Place]
    found: dict[tuple[str, str], _Behind] = field(default_factory=dict)
    _fixed: dict[str, dict[str, tuple[Moment, Place]]] = field(default_factory=dict)

    def axis(self, statistic: str) -> str | None:
        """The dimension of time of a statistic; None where it has none, or is not known."""
        known = self.common.store.loaded().get(statistic)
        return known.time.name if known is not None and known.time is not None else None

    def add(self, what: str, name: str, place: Place, written: Iterable[WrittenPeriod], cells: Sequence[Cell]) -> None:
        """Note what is behind."""
        newest = max((period for cell in cells if (period := cell.period) is not None), default=None)
        latest = self.available.latest_of(cells)
        if newest is None or latest is None or not newest < latest:
            return
        periods = list(written)
        holding = [period for each in periods if (period := each.period) is not None]
        named = self._named(periods, place)
        holding += [moment.period for moment, _ in named]
        if not any(newest <= period for period in holding):
            return
        behind_cells = [cell for cell in cells if cell.period == newest]
        first = behind_cells[0]
        axis = first.statistic.time
        assert axis is not None, "it has a period"
        behind = self.found.setdefault((first.statistic.name, first.member(axis.name)), _Behind(latest))
        behind.latest = max(behind.latest, latest)
        for moment, defined in named:
            behind.names["period"].append(moment.name or "")
            behind.spots[Spot(defined, f"period {moment.name}")] = None
        behind.names[what].append(name)
        behind.spots[Spot(place, f"{what} {name}")] = None
        behind.cells.update((cell.statistic.name, cell.key) for cell in behind_cells)

    def _named(self, periods: Iterable[WrittenPeriod], place: Place) -> list[tuple[Moment, Place]]:
        """The fixed periods without a reason that something names, and where they are defined."""
        path = place.path
        if path not in self._fixed:
            moments = self.common.numbers.periods.at(path).moments
            own = PurePosixPath(path).parent
            self._fixed[path] = {
                definition.name: (moments[definition.name], definition.place)
                for definition in self.common.written.periods
                if definition.place in self.unreasoned
                and definition.name in moments
                and PurePosixPath(definition.place.path).parent in (own, own.parent)
            }
        known = self._fixed[path]
        return [known[name] for name in dict.fromkeys(names_among(iter(periods), known))]

    def add_sentences(self, gathered: Iterable[Gathered]) -> None:
        """Note the sentences that print what is behind, or hold a claim over it."""
        of_cell = {cell: behind for behind in self.found.values() for cell in behind.cells}
        for each in gathered:
            values = each.numbers.values
            printed = [(use.place, use.printed, use.numbers) for use in each.text.ledger.uses]
            for claim in each.text.ledger.claims:
                numbers = tuple(values[name] for name, _ in claim.values if name in values)
                printed.append((claim.place, _on_one_line(claim.sentence), numbers))
            for place, text, numbers in printed:
                for cell in dict.fromkeys(cell for number in numbers for cell in number.cells):
                    if (behind := of_cell.get((cell.statistic.name, cell.key))) is not None:
                        behind.sentences[Spot(place, f"«{text}»")] = None


def _entry(statistic: str, period: str, behind: _Behind) -> Entry:
    names = {what: list(dict.fromkeys(each)) for what, each in behind.names.items()}
    used = [f"the {what}{'' if len(each) == 1 else 's'} {_few(each)}" for what, each in names.items()]
    latest = written_form(behind.latest)
    sentences = len({spot.place for spot in behind.sentences})
    in_texts = f", printed in {sentences} place{'' if sentences == 1 else 's'}" if sentences else ""
    message = (
        f"{statistic} has {latest}, but {period} is used by {'; '.join(used)}{in_texts}; move it on, or name the "
        "period and say why it stays: {period: …, reason: …}"
    )
    values = {"latest": latest, "used": period, **{f"{what}s": each for what, each in names.items()}}
    return Entry(Kind.NEWER, message, (*behind.spots, *behind.sentences), statistic, values)


def _few(names: Sequence[str]) -> str:
    if len(names) <= _SHOWN:
        return quoted(names, "and")
    return f"{quoted(names[:_SHOWN], 'and').replace(' and ', ', ')} and {len(names) - _SHOWN} more"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
