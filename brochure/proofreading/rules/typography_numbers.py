"""Numbers as they are typed: decimal signs, groups, signs of per cent, dates, what stands at a sentence's start.

What a format prints is right by its own tests; rules here speak of it only where the author
chose the format or the place.
"""

import re
from collections.abc import Iterator

from brochure.proofreading.sentences import sentences
from brochure.proofreading.stretches import Stretch, typography_rule
from brochure.proofreading.style import NO_BREAK_SPACE, SPACE, Style, one_of, only_names
from brochure.proofreading.text import Kind, Text

_PLAIN_SPACES = "[ \u2009\u202f]"
_IN_SENTENCES = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.LEAD})
"""Running text; in notes, boxes, tables and key figures "%" is right."""
_BEGINNING = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.SIDE_NOTE, Kind.LEAD, Kind.NOTE})
_YEARS = range(1800, 2200)


_ITEM = r"(?<=\d)(?:\.\d+)*\.?\s+[A-ZÆØÅ][a-zæøå]"
"""What follows the number of an item: "3 Regjeringen vil", "3.5.1 Merknader"."""


def figure_at_start(text: Text, style: Style) -> Iterator[Stretch]:
    """Sentences that begin with a figure; a heading, a title or a cell may, and so may a large number in a box."""
    if text.kind not in _BEGINNING:
        return
    day = rf"\.{SPACE}(?:{one_of(style.language.dates.months)})(?!\w)"  # "1. januar var det" is a date
    for sentence in sentences(text.content, style.lexicon):
        begun = re.match(rf"[(«“]?(?P<number>{style.number})(?!\.?\w*[-)]|{day}|{_ITEM})", sentence.content)
        if begun and re.search(r"[^\W\d_]{2,}.*[.!?]", sentence.content):
            words = ", ".join(f"«{word}»" for word in style.language.before_figures)
            fault = f"is a figure at the start of a sentence; begin with another word, such as {words}"
            start = sentence.start + begun.start("number")
            yield Stretch(start, start + len(begun["number"]), fault)


def missing_day_point(text: Text, style: Style) -> Iterator[Stretch]:
    """Dates such as "4 oktober", where the language writes "4. oktober"."""
    months = one_of(style.language.dates.months)
    for match in re.finditer(rf"(?<![\w.,])(\d{{1,2}})({SPACE})({months})(?!\w)", text.content, re.IGNORECASE):
        if 1 <= int(match[1]) <= 31:
            mended = f"{match[1]}. {match[3]}"
            yield Stretch(*match.span(), "is a date without the point after the day", mended)


def capital_month(text: Text, style: Style) -> Iterator[Stretch]:
    """Months with a capital letter inside a sentence: "4. Oktober", "i Oktober 2014"."""
    dates = style.language.dates
    alone = tuple(month for month in dates.months if month not in dates.also_names)
    named = rf"(?<=[a-zæøå,]{SPACE})({_capitals(alone)})(?!\w)"
    dated = rf"\d\.?{SPACE}({_capitals(dates.months)})(?!\w)"
    for pattern in (named, dated):
        for match in re.finditer(pattern, text.content):
            fault = "is the name of a month with a capital letter; write it small"
            yield Stretch(*match.span(1), fault, match[1].lower())


def missing_quarter_point(text: Text, style: Style) -> Iterator[Stretch]:
    """Quarters such as "4 kvartal", where the language writes "4. kvartal"."""
    quarter = re.escape(style.language.dates.quarter)
    for match in re.finditer(rf"(?<![\w.,])([1-4])({SPACE})({quarter})(?!\w)", text.content, re.IGNORECASE):
        mended = f"{match[1]}. {match[3]}"
        yield Stretch(*match.span(), "is an ordinal without its point", mended)


def missing_no_break_space(text: Text, style: Style) -> Iterator[Stretch]:
    """Plain spaces inside a number, between it and its unit, after "§" or "nr.", between words that stay together.

    A line end in the source is a space too.
    """
    amounts = style.language.amounts
    tied = [
        rf"(?<=\d){_PLAIN_SPACES}(?=\d{{3}}(?!\d))" if style.language.signs.group.isspace() else r"(?!)",
        rf"(?<=\d){_PLAIN_SPACES}(?={one_of((*amounts.units, *amounts.scales))}(?!\w))",
        rf"(?<=\d){_PLAIN_SPACES}(?=%)",
        rf"(?<!\w){one_of(amounts.before_numbers)}{_PLAIN_SPACES}(?=\d)",
        *(rf"(?<!\w){re.escape(first)}{_PLAIN_SPACES}(?={re.escape(last)}(?!\w))" for first, last in _pairs(style)),
    ]
    for pattern in tied:
        for match in re.finditer(pattern, text.content):
            before = re.search(r"\S*$", text.content[: match.end() - 1])
            after = re.match(r"\S*", text.content[match.end() :])
            start = before.start() if before else match.start()
            end = match.end() + (after.end() if after else 0)
            if _has_typed_digits(text, start, end):
                continue  # they are told as such
            mended = text.content[start : match.end() - 1] + NO_BREAK_SPACE + text.content[match.end() : end]
            fault = "may part at the end of a line; put braces around what belongs together, as in {§ 17}"
            yield Stretch(start, end, fault, mended)


def ungrouped_number(text: Text, style: Style) -> Iterator[Stretch]:
    """Five digits or more in a row, four where the edition groups those; years and what only names are passed over."""
    group = style.language.signs.group
    for match in re.finditer(r"(?<![\w.,/:–#-])\d{4,}(?![\w/:]|[.,–-]\d)", text.content):
        digits = match[0]
        is_year = len(digits) == 4 and int(digits) in _YEARS
        names = only_names(text.content, match.start(), style.language.amounts.numbered, style)
        if int(digits) >= style.thousands_from and not is_year and not digits.startswith("0") and not names:
            mended = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", group, digits)
            yield Stretch(*match.span(), "is not grouped; write it in groups of three digits", mended)


def wrong_decimal_sign(text: Text, style: Style) -> Iterator[Stretch]:
    """Decimals after another language's sign: "3.5" in Norwegian, "3,5" in English."""
    sign = style.language.signs.decimal
    other = r"\." if sign == "," else ","
    least = r"\d{1,2}" if sign == "," else r"\d{1,2}(?!\d)"
    for match in re.finditer(rf"(?<![\w.,:/–-])(\d{{1,3}}){other}({least})(?![\w:/]|[.,–-]\d)", text.content):
        after = text.content[match.end() :]
        is_clock = re.match(rf"-\w|{SPACE}?{one_of(style.language.dates.months)}", after, re.IGNORECASE)  # "01.30-tida"
        names = only_names(text.content, match.start(), (*style.language.amounts.numbered, "kl.", "§"), style)
        if not is_clock and not names:
            mended = f"{match[1]}{sign}{match[2]}"
            yield Stretch(*match.span(), f"has another language's decimal sign; write a '{sign}'", mended)


def wrong_group_sign(text: Text, style: Style) -> Iterator[Stretch]:
    """Thousands parted by a sign that the language does not use for it: "10.000"."""
    signs = style.language.signs
    others = "".join(sign for sign in ".," if sign not in (signs.decimal, signs.group))
    if not others:
        others = " \u00a0" if not signs.group.isspace() else ""
    if not others:
        return
    pattern = rf"(?<![\w.,:/–-])\d{{1,3}}(?:[{re.escape(others)}]\d{{3}})+(?![\w:/]|[.,–-]?\d)"
    for match in re.finditer(pattern, text.content):
        if not only_names(text.content, match.start(), style.language.amounts.numbered, style):
            mended = re.sub(rf"[{re.escape(others)}]", signs.group, match[0])
            yield Stretch(*match.span(), "has another language's sign between groups of digits", mended)


def percent_sign(text: Text, style: Style) -> Iterator[Stretch]:
    """The sign "%" in running text."""
    if text.kind not in _IN_SENTENCES:
        return
    word = style.language.amounts.percent
    for match in re.finditer(rf"({style.number}){SPACE}?%(?![\w-])", text.content):
        if not _is_in_parentheses(text.content, match.start()):
            fault = f"has the sign in running text; write «{word}» (the format «prosent» does)"
            yield Stretch(*match.span(), fault, f"{match[1]} {word}")


def percent_space(text: Text, style: Style) -> Iterator[Stretch]:
    """No space before "%" where the language has one, or one where it has none."""
    wanted = style.language.signs.before_percent
    for match in re.finditer(rf"(?<=\d)({SPACE}?)%", text.content):
        is_word = text.kind in _IN_SENTENCES and not _is_in_parentheses(text.content, match.start())
        if bool(match[1]) != bool(wanted) and not is_word:
            before = re.search(r"[\d.,]+$", text.content[: match.start()])
            start = before.start() if before else match.start()
            fault = "has no space before the sign" if wanted else "has a space before the sign"
            yield Stretch(start, match.end(), fault, f"{text.content[start : match.start()]}{wanted}%")


def percent_alone(text: Text, style: Style) -> Iterator[Stretch]:
    """The sign "%" without a number before it: "%-andel", "i % av"."""
    word = style.language.amounts.percent
    for match in re.finditer(r"(?<![\d%])(?<!\d[ \u00a0\u2009\u202f])%(-?)(?=[\s\w,.;]|$)", text.content):
        if text.content.strip() != "%" and text.kind in _BEGINNING:
            yield Stretch(*match.span(), f"has the sign without a number; write «{word}»", word)


def missing_compound_hyphen(text: Text, style: Style) -> Iterator[Stretch]:
    """Compounds such as "15 åring", "15–åring" and "EU landene", tied together by a hyphen."""
    amounts = style.language.amounts
    for words, ending in ((amounts.compounds, ""), (amounts.decade_compounds, "0")):
        pattern = rf"(?<![\w.,–-])(\d*\d{ending}|\d*{ending})(?<=\d)(?:{SPACE}|[–—])?({one_of(words)})(?!\w)"
        for match in re.finditer(pattern, text.content, re.IGNORECASE):
            yield Stretch(*match.span(), "is one word with a hyphen in it", f"{match[1]}-{match[2]}")
    acronyms = rf"(?<![\w-])([A-ZÆØÅ]{{2,5}}){SPACE}({one_of(amounts.acronym_compounds)})(?!\w)"
    for match in re.finditer(acronyms, text.content):
        yield Stretch(*match.span(), "is one word with a hyphen in it", f"{match[1]}-{match[2]}")


def wrong_plural(text: Text, style: Style) -> Iterator[Stretch]:
    """The singular after more or less than one, also after decimals ("1,3 million"), and the plural after one."""
    for one, many in style.language.amounts.plurals.items():
        for match in re.finditer(rf"(?<![\w.,–-])({style.number}){SPACE}({one}|{many})(?!\w)", text.content):
            right = one if match[1] == "1" else many
            if match[2] != right:
                mended = f"{match[1]} {right}"
                yield Stretch(*match.span(), f"has the wrong number; write «{right}»", mended)


def currency_before_amount(text: Text, style: Style) -> Iterator[Stretch]:
    """Amounts such as "kr 500" and "500,-" in running text."""
    amounts = style.language.amounts
    if text.kind not in _IN_SENTENCES:
        return
    pattern = rf"(?<!\w){one_of(amounts.currency_before)}{SPACE}?({style.number})(?:,-)?(?!\w)"
    for match in re.finditer(pattern, text.content):
        mended = f"{match[1]} {amounts.currency}"
        yield Stretch(*match.span(), "has the currency before the amount; write it after", mended)
    for match in re.finditer(rf"(?<!\w)({style.number}),[-–](?![\w-])", text.content):
        fault = f"has a dash for the currency; write «{amounts.currency}»"
        yield Stretch(*match.span(), fault, f"{match[1]} {amounts.currency}")


def _has_typed_digits(text: Text, start: int, end: int) -> bool:
    return any(text.content[at].isdigit() and text.is_typed(at, at + 1) for at in range(start, end))


def _pairs(style: Style) -> Iterator[tuple[str, str]]:
    for pair in style.language.amounts.pairs:
        first, _, last = pair.rpartition(" ")
        yield first, last


def _capitals(months: tuple[str, ...]) -> str:
    return one_of(tuple(month.capitalize() for month in months))


def _is_in_parentheses(content: str, at: int) -> bool:
    """Whether `at` stands in parentheses, where figures are told in short: "(63,4 %)"."""
    opened = content.rfind("(", 0, at)
    return opened >= 0 and ")" not in content[opened:at] and ")" in content[at:]


RULES = (
    typography_rule("figure-at-start", "A sentence begins with a figure.", figure_at_start, reads_bound=True),
    typography_rule("missing-day-point", "A date has no point after the day.", missing_day_point),
    typography_rule("missing-quarter-point", "The number of a quarter has no point.", missing_quarter_point),
    typography_rule("capital-month", "The name of a month has a capital letter.", capital_month),
    typography_rule("missing-no-break-space", "A number may part from what it counts.", missing_no_break_space),
    typography_rule("ungrouped-number", "A large number is not grouped.", ungrouped_number),
    typography_rule("wrong-decimal-sign", "A number has another language's decimal sign.", wrong_decimal_sign),
    typography_rule("wrong-group-sign", "A number has another language's sign between groups.", wrong_group_sign),
    typography_rule("percent-sign", "The sign “%” stands in running text.", percent_sign, reads_bound=True),
    typography_rule("percent-space", "The space before “%” is not the language's.", percent_space),
    typography_rule("percent-alone", "The sign “%” stands without a number.", percent_alone),
    typography_rule("missing-compound-hyphen", "A compound with a number lacks its hyphen.", missing_compound_hyphen),
    typography_rule("wrong-plural", "A word has the wrong number after a figure.", wrong_plural),
    typography_rule("currency-before-amount", "An amount has its currency before it.", currency_before_amount),
)
