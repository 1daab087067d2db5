"""Numbers written as text, with whatever sign before their decimals and between their thousands, as plain numbers.

"1.234" may be a thousand or little more than one. What a sign means is taken from all numbers of a file together; where
they do not tell, it is refused, and never guessed.
"""

import re
from collections.abc import Callable, Sequence

from brochure.statistics.raw_table import Exact

_NUMBER = re.compile(
    r"(?P<sign>[<>≤≥]?=?\s*[-\u2212\u2013]?\s?)(?P<digits>\d(?:[\d.,\s\u00a0\u202f']*\d)?)(?P<rest>\D.*)?"
)
_FOOTNOTE = re.compile(r"(?P<number>.*\d)(?P<rest>\s+\d{1,2}\))", re.DOTALL)
_BLANKS = re.compile(r"(?<=\d)[\s\u00a0\u202f'](?=\d{3}(?!\d))")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")


class AmbiguousError(ValueError):
    """Nobody can tell what a sign in the numbers of a file means; the message says which, and the way out."""


def plain_numbers(
    values: Sequence[str], decimal_sign: str, given: str | None, decimals: Callable[[str], int | None]
) -> Sequence[str]:
    """The values with a decimal point and no grouping; what is no number stays as it is.

    `decimal_sign` is what this form of file has where nothing speaks against it, `given` what the metadata say.
    `decimals` gives how many decimals the cells that hold a text have, at most. Raises `AmbiguousError`.
    """
    distinct = [text for text in dict.fromkeys(values) if not isinstance(text, Exact)]
    parts = {text: part for text in distinct if not text.isdigit() and (part := _parts(text)) is not None}
    sign = given or _sign(parts, decimal_sign, decimals)
    thousands = "." if sign == "," else ","
    plain: dict[str, str] = {}
    if given and (odd := [t for t, (_, d, _) in parts.items() if thousands in d and not _is_grouped(d, thousands)]):
        raise AmbiguousError(
            f"'{odd[0]}' has a '{thousands}' that is not between thousands, but the metadata say decimal_sign = "
            f'"{given}"; {len(odd):,} such numbers'
        )
    for text, (before, digits, after) in parts.items():
        whole = digits.replace(thousands, "") if _is_grouped(digits, thousands) else digits
        written = f"{before.replace(' ', '')}{whole.replace(sign, '.')}{after}"
        if written != text:
            plain[text] = written
    return [plain.get(text, text) for text in values] if plain else values


def _parts(text: str) -> tuple[str, str, str] | None:
    """What stands before a number, the number without blanks between its groups, and what stands after it."""
    found = _FOOTNOTE.fullmatch(text)
    number, note = (found["number"], found["rest"]) if found else (text, "")
    match = _NUMBER.fullmatch(number.strip())
    if match is None:
        return None
    return match["sign"], _BLANKS.sub("", match["digits"]), f"{match['rest'] or ''}{note}"


def _is_grouped(digits: str, sign: str) -> bool:
    """Whether the part of a number before its decimals is in groups of three, with `sign` between them."""
    other = "." if sign == "," else ","
    return bool(re.fullmatch(rf"\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+(?:{re.escape(other)}\d+)?", digits))


def _sign(parts: dict[str, tuple[str, str, str]], usual: str, decimals: Callable[[str], int | None]) -> str:
    """The sign before decimals in all the numbers of a file."""
    numbers = {text: digits for text, (_, digits, _) in parts.items() if "." in digits or "," in digits}
    both = {max(digits.rfind("."), digits.rfind(",")): digits for digits in numbers.values() if {".", ","} <= {*digits}}
    plain = {digits[at] for at, digits in both.items()}
    plain |= {_other(s) for digits in numbers.values() for s in ".," if digits.count(s) > 1}
    single = [digits for digits in numbers.values() if digits.count(".") + digits.count(",") == 1]
    plain |= {"." if "." in digits else "," for digits in single if not _GROUPS.fullmatch(digits)}
    if len(plain) > 1:
        example = next(iter(numbers))
        raise AmbiguousError(
            f"some numbers have a decimal point and some a decimal comma, such as '{example}'; write them alike, or "
            'say what stands before the decimals with decimal_sign = "," or "." in the metadata'
        )
    if plain:
        return plain.pop()
    return _of_groups(numbers, usual, decimals)


def _of_groups(numbers: dict[str, str], usual: str, decimals: Callable[[str], int | None]) -> str:
    """The sign where every number with one has three digits after it: by the decimals that the cells have."""
    found = {sign: [text for text, digits in numbers.items() if sign in digits] for sign in ".,"}
    signs = [sign for sign, texts in found.items() if texts]
    if not signs:
        return usual
    published = [decimals(text) for text in numbers]
    if len(signs) == 1 and all(count == 0 for count in published):
        return _other(signs[0])
    if len(signs) == 1 and all(count is not None and count >= 3 for count in published):
        return signs[0]
    example = found[signs[0]][0]
    name = {".": "point", ",": "comma"}[signs[0]]
    count = f"all {len(numbers):,} numbers with a {name} have" if len(numbers) > 1 else "it has"
    raise AmbiguousError(
        f"'{example}' may be a thousand or little more than one: {count} three digits after it; say in the metadata "
        f'what stands before the decimals, decimal_sign = "{_other(signs[0])}" if the {name} is between thousands, '
        f'decimal_sign = "{signs[0]}" if it is before decimals'
    )


def _other(sign: str) -> str:
    return "." if sign == "," else ","
