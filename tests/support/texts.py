"""Texts of an edition written as strings, with what an author marks and what a format prints.

`{…}` is marked as not statistical, `{historie …}` as history too, `[[…]]` is what a format has printed, as in
"I {2014} var [[71,6 prosent]] av innvandrerne sysselsatt." A number that must know its cells is called by its name,
`[[innv: 71,6 prosent]]`, perhaps with its format, `[[innv|periode: 2014]]`, and what a claim holds stands in
`((innv > alle: …))`.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from brochure.making.text.document import Bound, Claimed, Marked, Span
from brochure.project.languages import Language
from brochure.proofreading.text import Kind, Text
from brochure.statistics.numbers.number import Number
from brochure.statistics.units import Unit
from tests.support.notation import MINUS, NOTATIONS

_STRETCH = re.compile(
    r"\{(?P<history>historie )?(?P<marked>[^{}]+)\}"
    r"|\[\[(?:(?P<name>\w+)(?:\|(?P<format>\w+))?: )?(?P<bound>.+?)\]\]"
    r"|\(\((?P<condition>(?:[^:()]|\([^()]*\))+): |(?P<end>\)\))"
)


def text_of(
    content: str,
    language: str = "nb",
    kind: Kind = Kind.PARAGRAPH,
    *,
    part: str = "arbeid",
    path: str = "text.nb.md",
    line: int = 1,
    numbers: Mapping[str, Number] | None = None,
) -> Text:
    """A text that is written on one `line` of the file at `path`; columns count from the first letter of `content`.

    `numbers` are those that it calls by name.
    """
    printed = ""
    places: list[tuple[int, int]] = []
    spans: list[Span] = []
    opened: list[tuple[int, str]] = []
    written = 1

    def say(words: str, column: int, *, is_typed: bool = True) -> None:
        nonlocal printed
        places.extend((line, column + i if is_typed else column) for i in range(len(words)))
        printed += words

    for match, before in _stretches(content):
        say(before, written)
        start = len(printed)
        if match is None:
            continue
        written = match.end() + 1
        if match["marked"] is not None:
            say(match["marked"].replace(" ", "\u00a0"), match.start("marked") + 1)
            spans.append(Marked(start, len(printed), is_history=match["history"] is not None))
        elif match["condition"] is not None:
            opened.append((start, match["condition"]))
        elif match["end"] is not None:
            begin, condition = opened.pop()
            spans.append(Claimed(begin, start, condition, tuple(re.findall(r"[a-z]\w*", condition))))
        else:
            named = (numbers or {})[match["name"]] if match["name"] else None
            bound = match["bound"].replace(" ", "\u00a0") if named else match["bound"]
            say(bound, match.start() + 1, is_typed=False)
            values = (named,) if named else _numbers(match["bound"], Language(language))
            decimals = next((places for _, places in _values(match["bound"], Language(language))), None)
            spans.append(Bound(start, len(printed), values, match["format"] or "tall", decimals))
    return Text(Language(language), kind, part, path, printed, tuple(places), tuple(spans))


def _stretches(content: str) -> Iterator[tuple[re.Match[str] | None, str]]:
    """Every marked or bound stretch with the plain words before it, and last the plain words after them."""
    at = 0
    for match in _STRETCH.finditer(content):
        yield match, content[at : match.start()]
        at = match.end()
    yield None, content[at:]


def _numbers(printed: str, language: Language) -> tuple[Number, ...]:
    """Made-up numbers of the printed values, in per cent, percentage points or persons as the words around them say."""
    unit = Unit.PERSONS
    if "prosentpoeng" in printed or "percentage point" in printed:
        unit = Unit.PERCENTAGE_POINTS
    elif "prosent" in printed or "%" in printed or "per cent" in printed:
        unit = Unit.PERCENT
    return tuple(Number(value, unit, decimals) for value, decimals in _values(printed, language))


def _values(printed: str, language: Language) -> Iterator[tuple[Decimal, int]]:
    """Each value in `printed` and how many decimals it has."""
    signs = NOTATIONS[language]
    plain = printed.replace("\u00a0", " ")
    digits = rf"({MINUS}?)(\d{{1,3}}(?:{re.escape(signs.group)}\d{{3}})+(?!\d)|\d+)(?:{re.escape(signs.decimal)}(\d+))?"
    for minus, whole, fraction in re.findall(digits, plain):
        value = Decimal(f"{whole.replace(signs.group, '')}.{fraction or 0}")
        yield -value if minus else value, len(fraction)
