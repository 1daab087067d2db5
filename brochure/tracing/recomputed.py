"""Every number and claim of a manifest worked out again from its cells, by the edition's own formulas and formats."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import PurePosixPath

from brochure.findings import Faults, Report
from brochure.making.text.author import AuthorText
from brochure.manifest.hashing import content_hash
from brochure.manifest.model import (
    Account,
    ClaimRecord,
    ExhibitRecord,
    Manifest,
    NumberRecord,
    PageRecord,
    SourcePlace,
    Token,
    UseRecord,
)
from brochure.manifest.where import line_of
from brochure.pdf.letters import squeezed
from brochure.project.edition.naming import Definition
from brochure.statistics.numbers.claims import resolve_claims
from brochure.statistics.numbers.definitions import Numbers, resolve_numbers
from brochure.statistics.numbers.moment import Moment, moment_of, named
from brochure.statistics.numbers.number import Number
from brochure.statistics.numbers.periods import Periods, Scope
from brochure.statistics.numbers.selections import SELECTION
from brochure.statistics.period import parse_period
from brochure.statistics.remarks import marked
from brochure.statistics.selection import Cell
from brochure.tracing.attached import shares_of
from brochure.tracing.discrepancy import Discrepancy, exhibit_of, name_of
from brochure.tracing.rebuilt import Printing, RecordedStatistics, definition, place

_COUNTED = re.compile(r"\bcount\(\d")
"""How many sections there are, put in for their name."""
OLDER = "the manifest lacks how numbers are printed, so nothing can be worked out again; build the PDF again"


def check_numbers(manifest: Manifest, statistics: RecordedStatistics, printing: Printing) -> Iterator[Discrepancy]:
    """Numbers, printed forms, claims and cells of tables that do not follow from the recorded cells."""
    hashed = content_hash(manifest.blocks, manifest.exhibits, manifest.numbers)
    if hashed != manifest.content_hash:
        yield Discrepancy("what the manifest says and shows has another checksum than when it was made")
    yield from _Recomputer(manifest, statistics, printing).check()


@dataclass(slots=True)
class _Recomputer:
    manifest: Manifest
    statistics: RecordedStatistics
    printing: Printing
    numbers: Numbers = field(default_factory=Numbers)

    def check(self) -> Iterator[Discrepancy]:
        records = (*self.manifest.numbers, *self.manifest.intermediate)
        report = Report()
        self.numbers = resolve_numbers(map(definition, records), self.statistics, report)
        for finding in report.in_order():
            yield Discrepancy(f"{finding.message} ({finding.place})")
        for record in records:
            if record.name in self.numbers.values:
                yield from self._number(record, self.numbers.values[record.name])
        seen = dict(self._places())
        for i, use in enumerate(self.manifest.uses):
            for message in self._use(use):
                yield Discrepancy(f"{name_of(use)} ({use.source}): {message}", *seen.get(i, ()))
        for claim in self.manifest.claims:
            for message in self._claim(claim):
                yield Discrepancy(f"{claim.source}: the claim «{claim.sentence}» {message}")
        for page in self.manifest.pages:
            for token in page.tokens:
                for message in self._token(page, token):
                    yield Discrepancy(message, page.label, _line_number(page, token))

    def _number(self, record: NumberRecord, number: Number) -> Iterator[Discrepancy]:
        for message in self._differences([record.value], record.unit, record.cells, [number]):
            yield Discrepancy(f"{record.name} ({record.source}): {message}")

    def _use(self, use: UseRecord) -> Iterator[str]:
        report = Report()
        numbers = self._with_periods(use.periods, use.cells, use.source)
        text = AuthorText(self.printing.words, self.printing.formatter, numbers, {}, report)
        try:
            text.render("{{ " + use.expression + " }}", place(use.source))
        except Faults as faults:
            report.findings += faults.findings
        if report.findings or len(text.ledger.uses) != 1:
            told = "; ".join(finding.message for finding in report.findings)
            yield f"'{use.expression}' cannot be worked out again: {told or 'it needs a number that cannot be'}"
            return
        again = text.ledger.uses[0]
        if again.printed != use.printed:
            yield f"its cells give «{again.printed}», not «{use.printed}»"
        names = tuple(number.name for number in again.numbers if number.name)
        is_otherwise = (names, again.format) != (use.numbers, use.format)
        if is_otherwise or again.decimals not in (None, use.decimals):  # once, digits in words were taken for some
            yield f"the manifest tells otherwise how '{use.expression}' is printed"
        yield from self._differences(use.values, use.unit, use.cells, again.numbers)

    def _differences(
        self, values: Iterable[str], unit: str, cells: Iterable[int], numbers: Iterable[Number]
    ) -> Iterator[str]:
        """How a record differs from the numbers it tells of."""
        again = list(numbers)
        recorded = [Decimal(value) for value in values]
        if recorded != [number.value for number in again]:
            told = " and ".join(f"{number.value:f}" for number in again)
            yield f"its cells give {told}, not {' and '.join(f'{value:f}' for value in recorded)}"
        if str(again[0].unit) != unit:
            yield f"it is in {again[0].unit}, not {unit}"
        if {cell for number in again for cell in number.cells} != set(self.statistics.cells(cells)):
            yield "it is computed from other cells than the manifest tells"

    def _with_periods(self, periods: tuple[tuple[str, str], ...], cells: Iterable[int], source: SourcePlace) -> Numbers:
        """The numbers, and the periods that are named in one place, each with a cell of it."""
        if not periods:
            return self.numbers
        recorded = self.statistics.cells(cells)
        moments: dict[str, Moment] = {}
        for name, member in periods:
            period = parse_period(member)
            cell = next((cell for cell in recorded if cell.period == period), None)
            moments[name] = named(moment_of(period, cell, member), name)
        scope = Periods({str(PurePosixPath(source.file).parent): Scope(moments)})
        return replace(self.numbers, periods=scope)

    def _holds(self, claim: ClaimRecord) -> Iterator[str]:
        """What is wrong with a claim whose condition asks the data, or how many sections there are."""
        report, numbers = Report(), replace(self.numbers, claims={}, broken=set())
        resolve_claims([Definition("_", claim.condition, place(claim.source))], numbers, self.statistics, report)
        found = numbers.claims.get("_")
        if found is None or not found.holds:
            yield f"needs {claim.condition}, which does not hold by the recorded cells"

    def _claim(self, claim: ClaimRecord) -> Iterator[str]:
        if SELECTION.search(claim.condition) or _COUNTED.search(claim.condition):
            yield from self._holds(claim)
            return
        report = Report()
        numbers = self._with_periods(claim.periods, claim.cells, claim.source)
        text = AuthorText(self.printing.words, self.printing.formatter, numbers, {}, report)
        try:
            text.render("{% claim " + claim.condition + " %}{% endclaim %}", place(claim.source))
        except Faults as faults:
            report.findings += faults.findings
        if report.findings or not text.ledger.claims:
            told = ", ".join(f"{name} = {value}" for name, value in claim.values)
            yield f"needs {claim.condition}, which does not hold: {told}"
            return
        if [(name, Decimal(value)) for name, value in claim.values] != list(text.ledger.claims[0].values):
            told = ", ".join(f"{name} = {value:f}" for name, value in text.ledger.claims[0].values)
            yield f"rests on {told}; the manifest has other values"

    def _token(self, page: PageRecord, token: Token) -> Iterator[str]:
        if token.account is Account.NUMBER and token.of is not None:
            printed = self.manifest.uses[token.of].printed
            if squeezed(token.text).rstrip("-") not in squeezed(printed):
                yield f"the manifest sets «{token.text}» for a number that it prints as «{printed}»"
        elif token.account is Account.CELL and token.of is not None:
            yield from self._table_cell(token, token.of)
        elif token.account is Account.DRAWING and token.of is not None:
            yield from self._drawing(token, self.manifest.exhibits[token.of])
        elif token.what == "page number" and token.text != page.label:
            yield f"the page number is recorded as «{token.text}»"

    def _drawing(self, token: Token, exhibit: ExhibitRecord) -> Iterator[str]:
        """The texts of a drawing that print another value than their cells have; older manifests do not tell them."""
        if not token.drawn or exhibit.decimals is None:
            return
        shares = shares_of(exhibit, self.statistics.cells(exhibit.cells))
        for text, positions in zip(token.text.split("\n"), token.drawn, strict=True):
            cells = list(self.statistics.cells(positions))
            seen = [cell.observation.value if shares is None else shares.get(cell) for cell in cells]
            values = [value for value in seen if value is not None]
            if cells and len(values) == len(cells):
                value = values[0] - sum(values[1:], Decimal(0))
                form = self.printing.formatter.plain(value, exhibit.decimals, sign=len(values) == 2)
                if not f" {text}".endswith(f" {' '.join(form.split())}"):
                    told = " and ".join(map(str, cells))
                    yield f"«{text}» is drawn in {exhibit.kind} '{exhibit.name}' for {told}, which gives «{form}»"

    def _table_cell(self, token: Token, position: int) -> Iterator[str]:
        if token.cell is None:
            yield f"«{token.text}» stands in a cell of {exhibit_of(self.manifest, position)} that holds no observation"
            return
        exhibit = self.manifest.exhibits[position]
        (cell,) = self.statistics.cells([token.cell])
        value = cell.observation.value
        if exhibit.shares_over:
            value = (shares_of(exhibit, self.statistics.cells(exhibit.cells)) or {}).get(cell)
        if value is None or token.text != self._printed(exhibit, cell, value):
            told = "without a value" if value is None else f"{value:f}"
            yield f"«{token.text}» stands for the cell {cell}, which is {told}"

    def _printed(self, exhibit: ExhibitRecord, cell: Cell, value: Decimal) -> str:
        """How a value is printed in a table, or in the table behind a figure."""
        is_table, unit = exhibit.kind == "table", cell.statistic.unit(cell.key)
        is_own = exhibit.decimals is None or (is_table and unit.whole)
        decimals = cell.statistic.decimals(cell.key) if is_own else exhibit.decimals or 0
        has_units = is_table and len({self.manifest.cells[i].unit for i in exhibit.cells}) > 1
        formatter = self.printing.formatter
        form = formatter.in_unit(value, unit, decimals) if has_units else formatter.plain(value, decimals)
        return marked(form, cell.observation.status)

    def _places(self) -> Iterator[tuple[int, tuple[str, int | None]]]:
        """Where each use is printed last; the pages are passed from the end, so that the first place stays."""
        for page in reversed(self.manifest.pages):
            for token in reversed(page.tokens):
                if token.account is Account.NUMBER and token.of is not None:
                    yield token.of, (page.label, _line_number(page, token))


def _line_number(page: PageRecord, token: Token) -> int | None:
    line = line_of(page, token)
    return page.lines[line].number or None if line is not None else None
