"""Printed differences that contradict the rounded numbers printed beside them (DESIGN.md, law 4).

63,4 and 56,0 differ by 7,4; that 7,3 stands beside them is right before rounding and looks wrong after it. Nothing is
changed: a person is told, who can print more decimals or say that the numbers are rounded.
"""

import re

from brochure.findings import Place, Report
from brochure.numbers.formats import MINUS, NO_BREAK_SPACE, Formatter
from brochure.numbers.number import Number
from brochure.numbers.rounding import round_half_away
from brochure.text.author import Ledger, NumberUse

RULE = "rounding-contradiction"


def report_contradictions(ledger: Ledger, formatter: Formatter, report: Report) -> None:
    """Warn of every difference whose two terms are printed in the same text and seem to give another one."""
    for use in ledger.uses:
        terms = use.numbers[0].terms
        if len(use.numbers) > 1 or terms is None:
            continue
        printed = [_decimals_printed(term, use.place, ledger, formatter) for term in terms]
        if None in printed:
            continue
        minuend, subtrahend = (
            round_half_away(t.value, d) for t, d in zip(terms, printed, strict=True) if d is not None
        )
        decimals = _decimals_of(use, formatter)
        if decimals is None:
            continue
        seeming, true = minuend - subtrahend, round_half_away(use.numbers[0].value, decimals)
        if abs(round_half_away(seeming, decimals)) != abs(true):
            shown = [formatter.plain(value, decimals) for value in (minuend, subtrahend, seeming)]
            message = f"«{use.printed}» is right, but {shown[0]} and {shown[1]} beside it seem to give {shown[2]}; "
            message += "print more decimals, or say that the numbers are rounded"
            report.warn(use.place, message, RULE)


def _decimals_printed(term: Number, near: Place, ledger: Ledger, formatter: Formatter) -> int | None:
    """The decimals of a number where it stands nearest to `near` in its text; None where it does not, as digits."""
    found: dict[int, int] = {}
    for use in ledger.uses:
        same = term.name is not None and [number.name for number in use.numbers] == [term.name]
        decimals = _decimals_of(use, formatter) if same and use.place.path == near.path else None
        if decimals is not None:
            found.setdefault(abs((use.place.line or 1) - (near.line or 1)), decimals)
    return found[min(found)] if found else None


def _decimals_of(use: NumberUse, formatter: Formatter) -> int | None:
    """The decimals with which a number stands in print; None for words, ranges, fractions and millions."""
    digits = use.printed.lstrip(f"+{MINUS}").removesuffix("%").rstrip(NO_BREAK_SPACE)
    digits = re.sub(rf"{NO_BREAK_SPACE}[^\W\d].*$", "", digits)
    decimals = len(digits.partition(formatter.decimal_sign)[2])
    same = digits[:1].isdigit() and digits == formatter.plain(abs(use.numbers[0].value), decimals)
    return decimals if same else None
