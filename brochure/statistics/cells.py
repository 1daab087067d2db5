"""From the text of cells to observations: numbers, standard symbols, statuses; every fault at its line."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from brochure.findings import Faults, Finding, Place, near
from brochure.statistics.file_formats import WORKBOOK
from brochure.statistics.floods import summed_up
from brochure.statistics.raw_table import RawTable
from brochure.statistics.statuses import NORMAL, SUPPRESSED, split_status, symbol_of
from brochure.statistics.table import SYMBOLS, Key, Observation

_MINUSES = "\u2212\u2013\u2012\u2010\u2011\ufe63\uff0d"
"""What stands for a minus before a digit: the sign itself, and dashes and hyphens that word processors put there."""
_MINUS = re.compile(f"[{_MINUSES}](?=[0-9.])")
_IN_WORKBOOK = (
    "; a formula without a stored value, or with an error, is read as nothing: work it out in Excel, and save it"
)
_LONGEST_NAME = 300
_LARGEST = 18
"""A value has at most so many digits on either side of its point."""
_DASHES = re.compile(f"[{_MINUSES}\u2014]")


def observations(raw: RawTable, path: str) -> Mapping[Key, Observation]:
    """The cells of a table by their members; raises `Faults` for what is no cell, and for cells that stand twice."""
    cells: dict[Key, Observation] = {}
    faults: list[Finding] = []
    sound: set[str] = set()
    read: dict[tuple[str, str], Observation] = {}
    statuses = raw.statuses or [""] * len(raw.values)
    meanings = {code.casefold(): meaning for code, meaning in raw.meanings.items()}
    for key, text, line, status in zip(raw.keys, raw.values, raw.lines, statuses, strict=True):
        if not sound.issuperset(key):
            odd = [*_odd_members(raw.dimensions, key), *_too_long(key)]
            faults += [Finding(Place(path, line), message) for message in odd]
            if any(len(member) > _LONGEST_NAME for member in key):
                continue  # nothing else is told with a name of that length
            if not odd:
                sound.update(key)
        seen = read.get((text, status))
        if seen is None:
            try:
                seen = read[text, status] = observation_of(text.strip(), line, status, meanings)
            except ValueError as error:
                why = f"{error}{_IN_WORKBOOK if not text.strip() and path.endswith(WORKBOOK) else ''}"
                faults.append(Finding(Place(path, line), f"{', '.join(key)}: {why}"))
                continue
        observation = seen if seen.line == line else Observation(seen.value, seen.symbol, line, seen.status)
        if key in cells:
            where = f"line {cells[key].line}"
            faults.append(Finding(Place(path, line), f"the cell {', '.join(key)} stands on {where} already"))
        cells[key] = observation
    if not cells and not faults:
        faults.append(Finding(Place(path, 1), "the file has a header but no rows"))
    if faults:
        raise Faults(summed_up(faults))
    return cells


def _odd_members(dimensions: Sequence[str], key: Key) -> Iterator[str]:
    for dimension, member in zip(dimensions, key, strict=True):
        if not member or member != member.strip():
            yield f"'{dimension}' is empty, or begins or ends with a space: '{member[:_LONGEST_NAME]}'"


def _too_long(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if len(name) > _LONGEST_NAME:
            yield f"'{name[:40]}…' has {len(name):,} letters, which is more than a name has"


def observation_of(text: str, line: int, status: str, meanings: Mapping[str, str]) -> Observation:
    """The observation of a cell's text and the status beside it; raises ValueError for what is neither."""
    if status.lower() in NORMAL:
        status = ""
    for message in _too_long([status]):
        raise ValueError(message)
    if not text and status:
        return _without_value(status, line, meanings)
    if text in SYMBOLS:
        return Observation(None, _symbol(text, meanings), line, "" if status in SYMBOLS else status)
    if not status and SUPPRESSED.fullmatch(text):
        return Observation(None, ":", line, text.replace(" ", ""))
    value = _number(text)
    if value is None and not status:
        text, status = split_status(text)
        if text in SYMBOLS:
            return Observation(None, _symbol(text, meanings), line, status)
        value = _number(text)
    if value is None:
        raise ValueError(_no_number(text))
    if status in SYMBOLS:
        if value:
            message = f"the value {value} stands beside the standard symbol '{status}'; only one of them can be right"
            raise ValueError(message)
        return Observation(None, _symbol(status, meanings), line)  # a zero that only fills the place
    return Observation(value, None, line, status)


def _without_value(status: str, line: int, meanings: Mapping[str, str]) -> Observation:
    """A cell without a value: its status is a symbol, or stands for one; what is not known is missing."""
    if status in SYMBOLS:
        return Observation(None, _symbol(status, meanings), line)
    return Observation(None, symbol_of(status) or "..", line, "" if symbol_of(status) else status)


def _symbol(symbol: str, meanings: Mapping[str, str]) -> str:
    """A symbol in the sense of Statistics Norway: where the file says that ":" is what is not available, it is ".."."""
    own = meanings.get(symbol, "").casefold()
    return ".." if symbol == ":" and ("not available" in own or "missing" in own) else symbol


def _number(text: str) -> Decimal | None:
    """The number that a text is; None for all else, and for what only Python takes for a number."""
    text = _MINUS.sub("-", text) if text and text[0] in _MINUSES else text
    if "_" in text or not text.isascii():
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite():
        raise ValueError(f"'{text}' is not a number; use a standard symbol such as '..' for what is missing")
    if value and (abs(value.adjusted()) > _LARGEST or len(value.as_tuple().digits) > 2 * _LARGEST):
        raise ValueError(f"'{text[:40]}' has more digits than a statistic can have; look whether it is what was meant")
    return value


def _no_number(text: str) -> str:
    if not text:
        return "there is neither a number nor a standard symbol; write '..' for what is missing"
    text = text if len(text) <= _LONGEST_NAME else f"{text[:40]}…"
    if re.fullmatch(rf"[-{_MINUSES}]?\d+,\d+", text):
        return f"'{text}' has a decimal comma; this form of file takes a decimal point"
    if re.search(r"\d", text):
        return f"'{text}' is not a number; write it without grouping or unit"
    if _DASHES.fullmatch(text):
        return f"'{text}' is a dash, which is no standard symbol; write '-' for nil, or '..' for what is missing"
    return f"'{text}' is not a number nor a standard symbol.{near(text, SYMBOLS)}"
