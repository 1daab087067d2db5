"""Whether a manifest holds together: everything that refers to something else finds it.

Its shape has been checked when it was read; what is refused here would make no sense to anybody who reads on.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from babel.core import Locale, UnknownLocaleError

from brochure.findings import Faults, Place
from brochure.languages import Language
from brochure.manifest.model import Account, Area, Manifest, PageRecord, Token
from brochure.statistics.units import Unit

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
            yield f"a cell belongs to the statistic '{cell.statistic}', which is not listed"
        elif set(cell.members) != set(known[cell.statistic]):
            yield f"a cell of '{cell.statistic}' has other dimensions than it"
        elif (cell.value is None) == (cell.symbol is None):
            yield f"a cell of '{cell.statistic}' is not either a value or a symbol"
        yield from _value_faults(filter(None, [cell.value]), [cell.unit])
    for number in (*manifest.numbers, *manifest.intermediate):
        yield from _value_faults([number.value], [number.unit])
        yield from _out_of_range(number.cells, manifest.cells, f"cells of the number '{number.name}'")
    for use in manifest.uses:
        yield from _value_faults(use.values, [use.unit])
        yield from _out_of_range(use.cells, manifest.cells, f"cells of '{use.expression}'")
    for claim in manifest.claims:
        yield from _value_faults((value for _, value in claim.values), [])
    for exhibit in manifest.exhibits:
        yield from _out_of_range(exhibit.cells, manifest.cells, f"cells of the {exhibit.kind} '{exhibit.name}'")
        if exhibit.statistic not in known:
            yield f"'{exhibit.name}' shows the statistic '{exhibit.statistic}', which is not listed"
        elif any(manifest.cells[i].statistic != exhibit.statistic for i in exhibit.cells):
            yield f"'{exhibit.name}' shows cells of another statistic than '{exhibit.statistic}'"
        elif exhibit.shares_over and exhibit.shares_over not in known[exhibit.statistic]:
            yield f"'{exhibit.name}' has no dimension '{exhibit.shares_over}'"
    for block in manifest.blocks:
        yield from _out_of_range(block.uses, manifest.uses, "uses of a block")
        yield from _out_of_range(block.claims, manifest.claims, "claims of a block")
    for page in manifest.pages:
        yield from _page_faults(manifest, page)


def _language_faults(manifest: Manifest) -> Iterator[str]:
    try:
        Language(manifest.language)
    except ValueError as error:
        yield str(error)
    try:
        if manifest.printing is not None:
            Locale.parse(manifest.printing.locale)
    except (ValueError, UnknownLocaleError):
        yield f"'{manifest.printing.locale if manifest.printing else ''}' is not a locale"


def _page_faults(manifest: Manifest, page: PageRecord) -> Iterator[str]:
    for line in page.lines:
        yield from _out_of_range(filter(None, [line.block]), manifest.blocks, "the block of a line")
        yield from _out_of_range(line.claims, manifest.claims, "claims of a line")
    for token in page.tokens:
        yield from _token_faults(manifest, token)
    areas = [*(line.area for line in page.lines), *(token.area for token in page.tokens)]
    if not all(map(_is_on_paper, areas)):
        yield f"something on page {page.label} stands outside any paper"


def _token_faults(manifest: Manifest, token: Token) -> Iterator[str]:
    exhibits = (Account.CELL, Account.LABEL, Account.DRAWING)
    if token.account is Account.NUMBER:
        yield from _out_of_range([-1 if token.of is None else token.of], manifest.uses, f"what «{token.text}» prints")
    elif token.account in exhibits:
        yield from _out_of_range([-1 if token.of is None else token.of], manifest.exhibits, "a figure on a page")
    if token.cell is not None:
        yield from _out_of_range([token.cell], manifest.cells, f"the cell of «{token.text}»")


def _out_of_range(positions: Iterable[int], items: Sequence[object], what: str) -> Iterator[str]:
    if not all(0 <= position < len(items) for position in positions):
        yield f"{what} are not there"


def _value_faults(values: Iterable[str], units: Iterable[str]) -> Iterator[str]:
    for value in values:
        try:
            is_number = Decimal(value).is_finite()
        except InvalidOperation:
            is_number = False
        if not is_number:
            yield f"'{value}' is not a number"
    for unit in units:
        if unit not in list(Unit):
            yield f"'{unit}' is not a unit"


def _is_on_paper(area: Area) -> bool:
    return all(abs(edge) < _FARTHEST for edge in (area.left, area.top, area.right, area.bottom))
