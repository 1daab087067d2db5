"""Points, spaces and quotation marks, whatever the numbers between them.

Symbols for missing values (".", "..", ":", "-") that a text explains are no mistakes: they stand in parentheses or
alone, or a word such as "betyr" follows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from brochure.proofreading.stretches import Stretch, paired, typography_rule
from brochure.proofreading.style import NO_BREAK_SPACE, Style, one_of
from brochure.proofreading.text import Text

_SPACE = "[ \u00a0]"
_DOUBLE_QUOTES = "«»“”„‟"
_BEFORE_OPENING = r"(?:^|(?<=[\s(\[/–—-]))"


def double_point(text: Text, style: Style) -> Iterator[Stretch]:
    """Two points, as after an abbreviation that ends its sentence ("osv.."), two commas, or signs such as "!!"."""
    for match in re.finditer(r"(?<=[\w»”)%])([.,])\1(?![.,/\w])", text.content):
        fault = "ends in two points; one is enough, also after an abbreviation"
        if match[1] == ",":
            fault = "has two commas; one is enough"
        yield Stretch(*match.span(), fault, match[1])
    for match in re.finditer(r"(?<=[\w»”)%])([!?])[!?]+", text.content):
        yield Stretch(*match.span(), "has more than one sign; one is enough", match[1])
    closing = style.language.signs.quotes[1]
    for match in re.finditer(rf"\.{re.escape(closing)}\.", text.content):
        fault = f"has a point before {closing} and one after it; one is enough"
        yield Stretch(*match.span(), fault, f"{closing}.")


def double_space(text: Text, style: Style) -> Iterator[Stretch]:
    """Two or more spaces between words, where they are typed beside each other."""
    for match in re.finditer(rf"(?<=\S){_SPACE}{{2,}}(?=\S)", text.content):
        first, last = text.place(match.start()), text.place(match.end() - 1)
        is_typed = first.line == last.line and (last.column or 0) - (first.column or 0) == len(match[0]) - 1
        if is_typed:
            mended = NO_BREAK_SPACE if NO_BREAK_SPACE in match[0] else " "
            yield Stretch(*match.span(), "has more than one space; one is enough", mended)


def space_before_sign(text: Text, style: Style) -> Iterator[Stretch]:
    """A space before a sign that belongs to the word before it: "ord ,"."""
    explained = rf"(?!{_SPACE}(?:{one_of(style.language.means)})(?!\w))"
    ended = r"(?=$|[»”)]|\s+[«“]?[A-ZÆØÅ])"
    pattern = rf"(?<=[^\s(,;:])({_SPACE}+)(?:[,;](?![^\s»”)])|[!?.]{ended}|:(?!\S){explained})"
    for match in re.finditer(pattern, text.content):
        ratio = text.content[match.start() - 1].isdigit() and re.match(r":\s\d", text.content[match.end() - 1 :])
        if not ratio:
            fault = "has a space before the sign; it follows the word directly"
            yield Stretch(*match.span(), fault, match[0].strip())


def missing_space(text: Text, style: Style) -> Iterator[Stretch]:
    """No space after a sign between words: "ord,ord", "slutt.Neste", "»,sier"; and none after "§"."""
    pattern = (
        r"(?<=[^\W\d_])([,;!?:])(?=[^\W\d_])|(?<=[a-zæøåé]{2})(\.)(?=[A-ZÆØÅ][a-zæøå])"
        r"|(?<=[»”)])([.,;!?:])(?=[^\W\d_])"
    )
    for match in re.finditer(pattern, text.content):
        yield Stretch(*match.span(), "has no space after the sign", f"{match[0]} ")
    for match in re.finditer(r"§(?=\d)", text.content):
        yield Stretch(*match.span(), "has no space after the sign", f"§{NO_BREAK_SPACE}")


def space_inside(text: Text, style: Style) -> Iterator[Stretch]:
    """A space just inside parentheses or quotation marks, both of a pair as one: "( ord )", "« ord »"."""
    for stretch in paired(_spaces_inside(text, style), text):
        yield replace(stretch, suggestion="")


def _spaces_inside(text: Text, style: Style) -> Iterator[tuple[Stretch, bool]]:
    """Spaces just inside, each with whether it follows an opening sign."""
    opening, closing = map(re.escape, style.language.signs.quotes)
    pattern = (
        rf"(?<=[(\[{opening}])(?<![\w.!?,)%].){_SPACE}+(?=\w)"
        rf"|(?<=[\w.!?]){_SPACE}+(?=[)\]{closing}](?!\w))"
    )
    for match in re.finditer(pattern, text.content):
        fault = "has a space just inside parentheses or quotation marks; take it away"
        opens = text.content[match.start() - 1] in f"([{style.language.signs.quotes[0]}"
        yield Stretch(match.start(), match.end() + (not opens), fault), opens


def _straight_marks(text: Text, quotes: Sequence[str]) -> Iterator[tuple[Stretch, bool]]:
    """Straight quotation marks, each with whether it opens."""
    opened = False
    for match in re.finditer(r"[\"″]|(?<!\w)''|''(?!\w)", text.content):
        before = text.content[: match.start()]
        opens = not opened and re.search(rf"{_BEFORE_OPENING}$", before) is not None
        if not opens and not opened and before[-1:].isdigit():
            continue  # inches
        opened = opens
        fault = f"has straight quotation marks; write {quotes[0]}…{quotes[1]}"
        yield Stretch(*match.span(), fault, quotes[0] if opens else quotes[1]), opens


def straight_quotes(text: Text, style: Style) -> Iterator[Stretch]:
    """Inch marks for quotation marks, a pair as one, and straight apostrophes."""
    quotes = style.language.signs.quotes
    yield from paired(_straight_marks(text, quotes), text)
    for match in re.finditer(r"(?<=[^\W\d_])(?<!')'(?!')", text.content):
        before = text.content[: match.start()]
        if re.search(r"(?<!\w)[A-ZÆØÅ]{2,}$", before) and style.language.signs.after_acronym:
            sign = style.language.signs.after_acronym
            yield Stretch(*match.span(), f"has an apostrophe after an abbreviation; write {sign}", sign)
        elif not re.search(r"(?<!\w)'[^']*$", before):
            yield Stretch(*match.span(), "has a straight apostrophe; write ’", "’")
    for match in re.finditer(r"(?<![\w'])'(?=\w[^']*(?<=[\w.!?…])'(?!\w))", text.content):
        yield Stretch(*match.span(), f"has a straight quotation mark; write {quotes[0]}…{quotes[1]}")


def foreign_quotes(text: Text, style: Style) -> Iterator[Stretch]:
    """Quotation marks of other languages, and the language's own the wrong way round: »ord«."""
    opening, closing = style.language.signs.quotes
    for match in re.finditer(f"[{_DOUBLE_QUOTES}]", text.content):
        before, after = text.content[: match.start()], text.content[match.end() :]
        opens = re.search(rf"{_BEFORE_OPENING}$", before) is not None and re.match(r"[\w(–-]", after) is not None
        closes = re.search(r"[\w.!?…,)%]$", before) is not None and not re.match(r"\w", after)
        if match[0] not in (opening, closing):
            fault = f"has quotation marks of another language; write {opening}…{closing}"
            yield Stretch(*match.span(), fault, opening if opens else closing if closes else "")
        elif (match[0] == closing and opens) or (match[0] == opening and closes):
            fault = f"has a quotation mark the wrong way round; write {opening}…{closing}"
            yield Stretch(*match.span(), fault, opening if opens else closing)


def wrong_abbreviation(text: Text, style: Style) -> Iterator[Stretch]:
    """Abbreviations without their point, or with a space inside: "ca", "f. eks."."""
    abbreviations = style.language.abbreviations
    for match in re.finditer(_written_wrong(tuple(abbreviations)), text.content):
        right = abbreviations[match[0].replace(NO_BREAK_SPACE, " ").lower()]
        mended = right if match[0][0].islower() else right[:1].upper() + right[1:]
        yield Stretch(*match.span(), f"is not how the abbreviation is written; write «{mended}»", mended)


def comma_in_quotes(text: Text, style: Style) -> Iterator[Stretch]:
    """A comma before the closing quotation mark, though it is no part of what is quoted."""
    closing = style.language.signs.quotes[1]
    for match in re.finditer(rf",{re.escape(closing)}", text.content):
        fault = f"has the comma inside the quotation marks; it belongs after {closing}"
        yield Stretch(*match.span(), fault, f"{closing},")


def three_points(text: Text, style: Style) -> Iterator[Stretch]:
    """Points for an ellipsis: "..."."""
    for match in re.finditer(r"(?<![./])\.{3,}(?!/)", text.content):
        yield Stretch(*match.span(), "has points for an ellipsis; write the sign … itself", "…")


@lru_cache(maxsize=8)
def _written_wrong(abbreviations: tuple[str, ...]) -> str:
    """The pattern of any of some abbreviations, which may begin a sentence; one without a point has none after it."""
    patterns = []
    for wrong in sorted(abbreviations, key=len, reverse=True):
        spaced = re.escape(wrong[1:]).replace(r"\ ", _SPACE)
        first = f"[{wrong[0]}{wrong[0].upper()}]"
        patterns.append(first + spaced + ("" if wrong.endswith(".") else r"(?![\w.])"))
    return rf"(?<![\w.-])(?:{'|'.join(patterns) or '(?!)'})"


RULES = (
    typography_rule("wrong-abbreviation", "An abbreviation lacks a point or has a space too many.", wrong_abbreviation),
    typography_rule("double-point", "Two points or commas stand beside each other.", double_point),
    typography_rule("double-space", "Two or more spaces stand beside each other.", double_space),
    typography_rule("space-before-sign", "A space stands before a comma, point or another sign.", space_before_sign),
    typography_rule("missing-space", "No space follows a comma, point or another sign.", missing_space),
    typography_rule("space-inside", "A space stands just inside parentheses or quotation marks.", space_inside),
    typography_rule("straight-quotes", "A quotation mark or apostrophe is straight.", straight_quotes),
    typography_rule(
        "foreign-quotes", "A quotation mark is another language's, or the wrong way round.", foreign_quotes
    ),
    typography_rule("comma-in-quotes", "A comma stands before the closing quotation mark.", comma_in_quotes),
    typography_rule("three-points", "Points stand for an ellipsis.", three_points),
)
