"""Printed differences that contradict the rounded numbers printed beside them (DESIGN.md, law 4).

63,4 and 56,0 differ by 7,4; that 7,3 stands beside them is right before rounding and looks wrong after it. Nothing is
changed: a person is told, who can print more decimals or say that the numbers are rounded.
"""

from collections.abc import Mapping

from brochure.findings import Place, Report, Rule
from brochure.making.text.author import Ledger, NumberUse
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.numbers.number import Number
from brochure.statistics.numbers.rounding import round_half_away

RULE = Rule(
    "rounding-contradiction",
    "numbers",
    "A printed difference is not the one that the rounded numbers beside it seem to give.",
)
_RECKONED = ("millioner", "brok", "av_ti")
"""Formats that print another number than the value."""


def report_contradictions(ledger: Ledger, formatter: Formatter, named: Mapping[str, Number], report: Report) -> None:
    """Warn of every difference whose two terms are printed in the same text and seem to give another one.

    `named` are the numbers of the edition, in which an absolute value finds what it is the absolute value of.
    """
    for use in ledger.uses:
        number = use.numbers[0]
        terms = named.get(number.name or "", number).terms
        decimals = decimals_of(use.format, use.decimals)
        if len(use.numbers) > 1 or terms is None or decimals is None:
            continue
        printed = [_decimals_beside(term, use, ledger) for term in terms]
        known = [places for places in printed if places is not None]
        if len(known) < len(terms):
            continue
        minuend, subtrahend = (round_half_away(t.value, places) for t, places in zip(terms, known, strict=True))
        seeming, true = minuend - subtrahend, round_half_away(number.value, decimals)
        if abs(round_half_away(seeming, decimals)) != abs(true):
            shown = [formatter.plain(value, places) for value, places in zip((minuend, subtrahend), known, strict=True)]
            gives = formatter.plain(abs(seeming), decimals)
            message = f"«{use.printed}» is right, but {shown[0]} and {shown[1]} beside it seem to give {gives}; "
            message += "print more decimals, or say that the numbers are rounded"
            report.warn(use.place, message, RULE.name)


def _decimals_beside(term: Number, near: NumberUse, ledger: Ledger) -> int | None:
    """The decimals of a number where it stands nearest to `near` in its text; None where it does not, as digits."""
    found: dict[tuple[int, int], int] = {}
    for use in ledger.uses:
        if use.place.path == near.place.path and _is_of(term, use):
            decimals = decimals_of(use.format, use.decimals)
            if decimals is not None:
                found.setdefault(_distance(use.place, near.place), decimals)
    return found[min(found)] if found else None


def _is_of(term: Number, use: NumberUse) -> bool:
    """Whether a use prints a number, by its own name or by another for the same cells."""
    number = use.numbers[0]
    if len(use.numbers) > 1:
        return False
    return (term.name is not None and term.name == number.name) or (
        term.cells == number.cells and term.value == number.value
    )


def _distance(one: Place, other: Place) -> tuple[int, int]:
    """How many lines, and in the same line how many letters, two places of a file are apart."""
    return abs((one.line or 0) - (other.line or 0)), abs((one.column or 0) - (other.column or 0))


def decimals_of(format_name: str, decimals: int | None) -> int | None:
    """The decimals of the value itself in what a format has printed; None for words, fractions and millions."""
    return None if format_name in _RECKONED else decimals
