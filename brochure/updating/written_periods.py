"""Where periods stand in formulas and selections, as an author wrote them: typed, or by their names.

Looks at letters alone, so that it works on a formula and on the text of a file in which one stands.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from brochure.statistics.numbers.selections import MEMBER, SELECTION
from brochure.statistics.period import Period, PeriodError, parse_period

_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_SINCE = re.compile(r"(?<![\w.])(?:since|time)\s*=\s*")
_AT = re.compile(r"(?<![\w.])at\s*\(")
_ITEM = re.compile(r"\s*(?P<quote>[\"']?)(?P<text>[^\"',()]+?)(?P=quote)\s*(?=[,)]|$)")


class Role(StrEnum):
    """What a period does where it stands: it is selected, ends a span, or is what something is compared with."""

    SELECTED = "selected"
    FIRST = "first of a span"
    LAST = "last of a span"
    COMPARED = "compared with"


@dataclass(frozen=True, slots=True)
class WrittenPeriod:
    """A period from letter `start` to `end`; `statistic` and `inside` are what it selects from, empty outside that."""

    start: int
    end: int
    text: str
    role: Role
    statistic: str = ""
    inside: str = ""

    @property
    def period(self) -> Period | None:
        """The period that is typed; None for a name."""
        return typed_period(self.text)


def typed_period(text: str) -> Period | None:
    """The period that a text is; None where it is none, such as a name."""
    try:
        return parse_period(text.strip())
    except PeriodError:
        return None


def periods_in_formula(written: str, axis_of: Callable[[str], str | None]) -> Iterator[WrittenPeriod]:
    """The periods in a formula or condition, in no certain order; `axis_of` names a statistic's dimension of time."""
    selections = [*SELECTION.finditer(written)]
    for selection in selections:
        if (axis := axis_of(selection[1])) is not None:
            yield from _in_selection(selection, axis)
    bare = list(written)
    for selection in selections:
        bare[selection.start() : selection.end()] = "x" * len(selection[0])
    yield from _compared("".join(bare))


def periods_in_item(written: str, start: int = 0, statistic: str = "", inside: str = "") -> Iterator[WrittenPeriod]:
    """The periods in one item of a choice, which begins at letter `start`: one, or the two ends of a span."""
    ends = written.split("..")
    for number, end in enumerate(ends):
        bare = end.strip().strip("\"'")
        begin = start + sum(len(each) + 2 for each in ends[:number]) + end.find(bare)
        role = Role.SELECTED if len(ends) == 1 else Role.LAST if number else Role.FIRST
        yield WrittenPeriod(begin, begin + len(bare), bare, role, statistic, inside)


def _in_selection(selection: re.Match[str], axis: str) -> Iterator[WrittenPeriod]:
    choice = re.search(rf"(?:^|,)\s*{re.escape(axis)}\s*=\s*({MEMBER}(?:\|{MEMBER})*)", selection[2])
    if choice is not None:
        for item in re.finditer(MEMBER, choice[1]):
            start = selection.start(2) + choice.start(1) + item.start()
            yield from periods_in_item(item[0], start, selection[1], selection[2])


def _compared(bare: str) -> Iterator[WrittenPeriod]:
    """What `since=` names, and the last argument of `at()`."""
    begins = [match.end() for match in _SINCE.finditer(bare)]
    begins += [at for match in _AT.finditer(bare) if (at := _last_argument(bare, match.end())) is not None]
    for begin in sorted({*begins}):
        if item := _ITEM.match(bare, begin):
            yield WrittenPeriod(item.start("text"), item.end("text"), item["text"], Role.COMPARED)


def _last_argument(bare: str, start: int) -> int | None:
    """Where the last argument of a call begins whose first begins at `start`; None where it has one alone."""
    depth, last = 0, None
    inside = {i for found in _STRING.finditer(bare) for i in range(*found.span())}
    for i in range(start, len(bare)):
        if i in inside:
            continue
        match bare[i]:
            case "(":
                depth += 1
            case ")" if depth == 0:
                break
            case ")":
                depth -= 1
            case "," if depth == 0:
                last = i + 1
    return last


def names_among(periods: Iterator[WrittenPeriod], known: Collection[str]) -> Iterator[str]:
    """The names of periods that are written: alone, or moved by years ("naa - 2")."""
    for each in periods:
        found = re.match(r"[a-zæøå][a-zæøå0-9_]*", each.text)
        if found and found[0] in known:
            yield found[0]
