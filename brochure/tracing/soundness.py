"""Whether a manifest holds together: everything that refers to something else finds it.

Its shape has been checked when it was read; what is refused here would make no sense to anybody who reads on.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from babel.core import Locale, UnknownLocaleError

from brochure.findings import Faults, Place
from brochure.manifest.model import Account, Area, LineRecord, Manifest, PageRecord, Token
from brochure.manifest.reading import plainly
from brochure.project.languages import Language
from brochure.statistics.units import Unit

NOT_AS_WRITTEN = "the manifest is not as it was written: its checksum is another; do not trust what it says"
_LONGEST_NUMBER = 60
_LARGEST_POWER = 40
"""Beyond ten to this power, or its inverse, no statistic counts; such a number, written out, fills the memory."""
_MOST_DECIMALS = 20
_LONGEST_FORMULA = 20_000
_LONGEST_LINE = 4_000
"""Letters that a printed line can have: as many as fit across the largest page of a PDF, and more."""
_FARTHEST = 20_000.0
"""Points from the corner of a page that nothing on it is away; the largest page a PDF can have is 14 400 long."""


def require_sound(manifest: Manifest, place: Place) -> None:
    """Raise `Faults` at `place` with the first fault of a manifest that does not hold together."""
    fault = next(_faults(manifest), None)
    if fault is not None:
        raise Faults.one(place, f"its manifest is damaged: {fault}; build the PDF again")


def _faults(manifest: Manifest) -> Iterator[str]:
    yield from _language_faults(manifest)
    known = {statistic.name: [d.name for d in statistic.dimensions] for statistic in manifest.statistics}
    for cell in manifest.cells:
        if cell.statistic not in known:
            yield f"a cell belongs to the statistic '{plainly(cell.statistic)}', which is not listed"
        elif set(cell.members) != set(known[cell.statistic]):
            yield f"a cell of '{plainly(cell.statistic)}' has other dimensions than it"
        elif (cell.value is None) == (cell.symbol is None):
            yield f"a cell of '{plainly(cell.statistic)}' is not either a value or a symbol"
        yield from _value_faults(filter(None, [cell.value]), [cell.unit])
        yield from _decimals_faults(cell.decimals)
    for number in (*manifest.numbers, *manifest.intermediate):
        yield from _value_faults([number.value], [number.unit])
        yield from _formula_faults(number.formula)
        yield from _out_of_range(number.cells, manifest.cells, f"cells of the number '{plainly(number.name)}'")
    for use in manifest.uses:
        yield from _value_faults(use.values, [use.unit])
        yield from _decimals_faults(use.decimals or 0)
        yield from _formula_faults(use.expression)
        yield from _out_of_range(use.cells, manifest.cells, f"cells of '{plainly(use.expression)}'")
    for claim in manifest.claims:
        yield from _value_faults((value for _, value in claim.values), [])
        yield from _formula_faults(claim.condition)
    for exhibit in manifest.exhibits:
        yield from _out_of_range(
            exhibit.cells, manifest.cells, f"cells of the {plainly(exhibit.kind)} '{plainly(exhibit.name)}'"
        )
        yield from _decimals_faults(exhibit.decimals or 0)
        if exhibit.statistic not in known:
            yield f"'{plainly(exhibit.name)}' shows the statistic '{plainly(exhibit.statistic)}', which is not listed"
        elif any(manifest.cells[i].statistic != exhibit.statistic for i in exhibit.cells):
            yield f"'{plainly(exhibit.name)}' shows cells of another statistic than '{plainly(exhibit.statistic)}'"
        elif exhibit.shares_over and exhibit.shares_over not in known[exhibit.statistic]:
            yield f"'{plainly(exhibit.name)}' has no dimension '{plainly(exhibit.shares_over)}'"
    for block in manifest.blocks:
        yield from _out_of_range(block.uses, manifest.uses, "uses of a block")
        yield from _out_of_range(block.claims, manifest.claims, "claims of a block")
    for page in manifest.pages:
        yield from _page_faults(manifest, page)


def _language_faults(manifest: Manifest) -> Iterator[str]:
    try:
        Language(manifest.language)
    except ValueError as error:
        yield plainly(str(error))
    try:
        if manifest.printing is not None:
            Locale.parse(manifest.printing.locale)
    except (ValueError, UnknownLocaleError):
        yield f"'{plainly(manifest.printing.locale) if manifest.printing else ''}' is not a locale"


def _page_faults(manifest: Manifest, page: PageRecord) -> Iterator[str]:
    for line in page.lines:
        yield from _line_faults(line)
        yield from _out_of_range(filter(None, [line.block]), manifest.blocks, "the block of a line")
        yield from _out_of_range(line.claims, manifest.claims, "claims of a line")
    for token in page.tokens:
        yield from _token_faults(manifest, token)
    areas = [*(line.area for line in page.lines), *(token.area for token in page.tokens)]
    if not (0 < page.width < _FARTHEST and 0 < page.height < _FARTHEST):
        yield f"page {plainly(page.label)} is not of the size of paper"
    if not all(map(_is_on_paper, areas)):
        yield f"something on page {plainly(page.label)} stands outside any paper"


def _line_faults(line: LineRecord) -> Iterator[str]:
    if len(line.text) > _LONGEST_LINE:
        yield f"«{plainly(line.text)}» is longer than any printed line"
    if line.start < 0 or not all(0 <= first <= last <= len(line.text) for first, last in line.not_said):
        yield f"«{plainly(line.text)}» begins or is struck where no letter of it stands"


def _token_faults(manifest: Manifest, token: Token) -> Iterator[str]:
    exhibits = (Account.CELL, Account.LABEL, Account.DRAWING)
    if token.account is Account.NUMBER:
        yield from _out_of_range(
            [-1 if token.of is None else token.of], manifest.uses, f"what «{plainly(token.text)}» prints"
        )
    elif token.account in exhibits:
        yield from _out_of_range([-1 if token.of is None else token.of], manifest.exhibits, "a figure on a page")
    if token.drawn and not _is_drawn(manifest, token):
        yield f"«{plainly(token.text)}» is drawn from cells that its figure does not show"
    if token.cell is not None:
        yield from _out_of_range([token.cell], manifest.cells, f"the cell of «{plainly(token.text)}»")


def _is_drawn(manifest: Manifest, token: Token) -> bool:
    """Whether each text of a drawing is said to print no cell, one, or two, of those that the figure shows."""
    if token.account is not Account.DRAWING or token.of is None or not 0 <= token.of < len(manifest.exhibits):
        return False
    shown = set(manifest.exhibits[token.of].cells)
    is_each_told = len(token.drawn) == token.text.count("\n") + 1
    return is_each_told and all(len(cells) <= 2 and shown.issuperset(cells) for cells in token.drawn)


def _out_of_range(positions: Iterable[int], items: Sequence[object], what: str) -> Iterator[str]:
    if not all(0 <= position < len(items) for position in positions):
        yield f"{what} are not there"


def _value_faults(values: Iterable[str], units: Iterable[str]) -> Iterator[str]:
    for value in values:
        if not _is_number(value):
            yield f"'{plainly(value)}' is not a number that can be reckoned with"
    for unit in units:
        if unit not in list(Unit):
            yield f"'{plainly(unit)}' is not a unit"


def _is_number(value: str) -> bool:
    if len(value) > _LONGEST_NUMBER or not value.isascii():
        return False
    try:
        number = Decimal(value)
    except InvalidOperation:
        return False
    return number.is_finite() and abs(number.adjusted()) <= _LARGEST_POWER


def _decimals_faults(decimals: int) -> Iterator[str]:
    if not 0 <= decimals <= _MOST_DECIMALS:
        yield f"a number has {decimals if abs(decimals) < _FARTHEST else 'far too many'} decimals"


def _formula_faults(formula: str) -> Iterator[str]:
    if len(formula) > _LONGEST_FORMULA:
        yield f"the formula '{plainly(formula)}' is longer than any that an author writes"


def _is_on_paper(area: Area) -> bool:
    return all(abs(edge) < _FARTHEST for edge in (area.left, area.top, area.right, area.bottom))
