"""Headings of value columns that name members of dimensions: "Personer 2013", or two lines, "Personer" over "2013"."""

import itertools
import re
from collections.abc import Iterator, Sequence

from brochure.findings import Faults, Place, quoted
from brochure.statistics.metadata import FileOptions
from brochure.statistics.period import PeriodError, parse_period

_LONGEST_TIME = 5
"""Words of the longest period that is written, "1. januar – 31. mars 2013" apart."""


def spread_members(
    lines: Sequence[Sequence[str]], spread: Sequence[str], options: FileOptions, place: Place
) -> list[tuple[str, ...]]:
    """The members of each column, one for each dimension of `spread`; `lines` are heading lines, of one length.

    The words that all headings of a single dimension begin with are left out ("Personer 2014" becomes "2014"). Raises
    `Faults` for headings that do not say one member of each, and for two columns that say the same.
    """
    columns = list(zip(*lines, strict=True))
    found: list[tuple[str, ...]] = []
    if len(lines) == 1:
        texts = list(lines[0])
        found = [(text,) for text in _without_prefix(texts)] if len(spread) == 1 else _split(texts, spread, options)
    elif len(lines) == len(spread):
        found = list(columns)
    if not found:
        names = quoted(spread, "and")
        message = f"the {len(lines)} heading lines do not say the members of {names}; a line for each is read, or one "
        message += "line with a period at its end (say which lines with 'headings', which dimensions with 'spread')"
        raise Faults.one(place, message)
    seen: set[tuple[str, ...]] = set()
    for heading, members in zip(columns, found, strict=True):
        if not all(members) or members in seen:
            shown = " / ".join(heading)
            message = f"the column '{shown}' has no heading of its own for {quoted(spread, 'and')}"
            raise Faults.one(place, f"{message}; every column of values needs one")
        seen.add(members)
    if len(spread) == 1 and options.is_time(spread[0]) and (other := _more_than_time([m[0] for m in found])):
        message = f"the headings say more than a time: {quoted(other[:3], 'and')}; describe one more dimension for that"
        raise Faults.one(place, f"{message}, before '{spread[0]}'")
    return found


def title_of_time(heading: str) -> tuple[str, str] | None:
    """A heading as other words and the period at its end or its beginning; None where it has no period."""
    for words, period in _halves(heading):
        try:
            parse_period(period)
        except PeriodError:
            continue
        return words.strip(" ,:;"), period
    return None


def _halves(heading: str) -> Iterator[tuple[str, str]]:
    """The ways to take a period off, the longest first."""
    words = heading.split()
    for count in range(min(_LONGEST_TIME, len(words)), 0, -1):
        yield " ".join(words[:-count]), " ".join(words[-count:])
        yield " ".join(words[count:]), " ".join(words[:count])


def _split(texts: Sequence[str], spread: Sequence[str], options: FileOptions) -> list[tuple[str, ...]]:
    """Headings of a time and one other dimension; nothing where they are not so."""
    times = [options.is_time(name) for name in spread]
    parts = [title_of_time(text) for text in texts]
    if len(spread) != 2 or sum(times) != 1:
        return []
    return [part if times[1] else (part[1], part[0]) for part in parts if part is not None] if all(parts) else []


def _more_than_time(members: Sequence[str]) -> list[str]:
    found = [part[0] for part in map(title_of_time, members) if part is not None]
    return [words for words in dict.fromkeys(found) if words] if len(found) == len(members) else []


def _without_prefix(texts: Sequence[str]) -> list[str]:
    shared = re.match(r"(?:\D*\s)?", _common_prefix(texts))
    return [text[len(shared[0]) if shared else 0 :] for text in texts]


def _common_prefix(texts: Sequence[str]) -> str:
    first, last = min(texts, default=""), max(texts, default="")
    return "".join(a for a, b in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
