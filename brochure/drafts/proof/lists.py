"""What the lists at the end of a draft hold: every number, claim, figure and finding with where it comes from.

From a manifest to plain values for a template; what is long is shortened, since the manifest itself has it whole.
Entries stand in the order in which a reader meets what they tell of. The `place` of each is the file, from the
project's folder on, and the line that a mark on it belongs to.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from brochure.drafts.comparison.claims import without_links
from brochure.drafts.comparison.listing import more_cells, value_shown
from brochure.drafts.seen import Places, Seen, numbered, written_at
from brochure.findings import Finding
from brochure.manifest.model import CellRecord, Manifest, SourcePlace, UseRecord
from brochure.project.words import Words
from brochure.statistics.numbers.formats import Formatter

_CELLS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class StatisticEntry:
    """A statistic with its published tables: what each covers, and its address.

    `number` is that of the brochure's own list of sources.
    """

    number: int
    title: str
    publisher: str
    file: str
    place: str
    tables: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """A printed number: its expression in the text, its definitions, its unrounded value, and its cells."""

    position: int
    place: str
    printed: str
    seen: tuple[Seen, ...]
    expression: str
    source: str
    value: str
    definitions: tuple[tuple[str, str, str], ...]
    """Name, formula, and file and line of each named number that is printed; of a period what it stands for."""
    cells: tuple[str, ...]
    more_cells: str
    statistics: tuple[int, ...]
    """Their numbers."""


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim: its sentence, condition, and the values that met it."""

    position: int
    place: str
    sentence: str
    seen: tuple[Seen, ...]
    condition: str
    values: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class ExhibitEntry:
    """A figure or table: its kind and number as printed, where it is described, and its statistic."""

    position: int
    place: str
    label: str
    title: str
    seen: tuple[Seen, ...]
    source: str
    statistic: int
    attachment: str


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """An open finding, what could stand there instead, and where it applies.

    `told` says in the language of the draft what its rule tells; `printed` are the words it is about.
    """

    position: int
    place: str
    level: str
    told: str
    printed: str
    message: str
    is_translated: bool
    suggestion: str
    rule: str
    source: str
    seen: tuple[Seen, ...]


class ListMaker:
    """Makes the entries of the lists of one draft, in its language."""

    def __init__(
        self,
        manifest: Manifest,
        places: Places,
        words: Words,
        formatter: Formatter,
        rules: Mapping[str, str],
        translate: Callable[[str], str | None],
    ) -> None:
        """`rules` says in the language of the draft what each rule tells, by name, `translate` what findings say."""
        self.manifest, self.places, self.words, self.formatter = manifest, places, words, formatter
        self.rules, self.translate = rules, translate
        self._numbers = {number.name: number for number in manifest.numbers}
        self._statistics = {statistic.name: statistic for statistic in manifest.statistics}

    def numbers(self) -> tuple[NumberEntry, ...]:
        """Every printed number."""
        uses = self.manifest.uses
        return tuple(
            self._number(position, i, uses[i])
            for i, position in numbered(self.places.numbers, range(len(uses))).items()
        )

    def claims(self) -> tuple[ClaimEntry, ...]:
        """Every claim."""
        claims = self.manifest.claims
        return tuple(
            ClaimEntry(
                position=position,
                place=written_at(claim.source),
                sentence=without_links(claim.sentence),
                seen=tuple(self.places.claims.get(i, ())),
                condition=claim.told,
                values=tuple((name, self._value(value)) for name, value in claim.values),
                source=self._source(claim.source),
            )
            for i, position in numbered(self.places.claims, range(len(claims))).items()
            for claim in [claims[i]]
        )

    def exhibits(self) -> tuple[ExhibitEntry, ...]:
        """Every figure and table that has a number."""
        exhibits = self.manifest.exhibits
        listed = [i for i, exhibit in enumerate(exhibits) if exhibit.number]
        return tuple(
            ExhibitEntry(
                position=position,
                place=written_at(exhibit.source),
                label=self.words(f"{exhibit.kind}.label", number=exhibit.number),
                title=exhibit.title,
                seen=tuple(self.places.exhibits.get(i, ())),
                source=self._source(exhibit.source),
                statistic=self._statistics[exhibit.statistic].number or 0,
                attachment=exhibit.attachment or "",
            )
            for i, position in numbered(self.places.exhibits, listed).items()
            for exhibit in [exhibits[i]]
        )

    def findings(self, findings: Sequence[Finding]) -> tuple[FindingEntry, ...]:
        """Every open finding."""
        return tuple(
            FindingEntry(
                position=position,
                place=str(finding.place),
                level=self.words(f"proof.level.{finding.level}"),
                told=" ".join(self.rules[rule] for rule in finding.rules or ("fault",) if rule in self.rules),
                printed=finding.printed,
                message=translated or finding.message,
                is_translated=translated is not None,
                suggestion=finding.suggestion if any(map(str.isalnum, finding.suggestion)) else "",
                rule=finding.rule,
                source=str(finding.place),
                seen=tuple(self.places.findings.get(i, ())),
            )
            for i, position in numbered(self.places.findings, range(len(findings))).items()
            for finding in [findings[i]]
            for translated in [self.translate(finding.message)]
        )

    def _number(self, position: int, i: int, use: UseRecord) -> NumberEntry:
        cells = [self.manifest.cells[cell] for cell in use.cells]
        return NumberEntry(
            position=position,
            place=written_at(use.source),
            printed=use.printed,
            seen=tuple(self.places.numbers.get(i, ())),
            expression=use.expression,
            source=self._source(use.source),
            value="–".join(map(self._value, use.values)),
            definitions=tuple(self._definitions(use)),
            cells=tuple(map(self._cell, cells[:_CELLS_SHOWN])),
            more_cells=more_cells(self.words, len(cells) - _CELLS_SHOWN),
            statistics=tuple(dict.fromkeys(self._statistics[cell.statistic].number or 0 for cell in cells)),
        )

    def _definitions(self, use: UseRecord) -> Iterator[tuple[str, str, str]]:
        """Name, formula and place of each number of a use; of a period what it stands for."""
        for name in use.numbers:
            if (number := self._numbers.get(name)) is not None:
                yield name, number.formula, self._source(number.source)
        for name, member in use.periods:
            yield name, member, ""

    def statistics(self) -> tuple[StatisticEntry, ...]:
        """Every statistic, by its number."""
        entries = [
            StatisticEntry(
                number=statistic.number or 0,
                title=statistic.title,
                publisher=statistic.publisher,
                file=statistic.file,
                place=f"{statistic.file}:1",
                tables=tuple((covers or title, address) for title, address, covers in statistic.tables),
            )
            for statistic in self.manifest.statistics
        ]
        return tuple(sorted(entries, key=lambda entry: entry.number))

    def _source(self, source: SourcePlace) -> str:
        """A place from the edition's folder on, which is said once."""
        return str(source).removeprefix(f"data/editions/{self.manifest.edition}/")

    def _cell(self, cell: CellRecord) -> str:
        members = ", ".join(cell.members.values())
        value = self._value(cell.value) if cell.value is not None else cell.symbol
        return f"{members}: {value}"

    def _value(self, value: str) -> str:
        return value_shown(self.formatter, value)
