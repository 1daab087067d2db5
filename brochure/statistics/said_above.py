"""What a table says of itself above its cells: its number before its title, and units in brackets in its headings."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from brochure.statistics.raw_table import Said
from brochure.statistics.said_units import unit_said

_TABLE_BEFORE = re.compile(r"(?P<table>\d{4,6}): (?P<title>\S.*)")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")


def parted_title(written: str) -> tuple[str, str]:
    """A title, and the number of the table that offices write before it ("09837: Sysselsatte"); that may be empty."""
    match = _TABLE_BEFORE.fullmatch(written)
    return (match["title"], match["table"]) if match else (written, "")


def with_title(said: Said, written: str) -> Said:
    """What is said, with the title that stands above the headings."""
    title, table = parted_title(written)
    return replace(said, title=title, table=said.table or table)


def with_units(said: Said, headings: Collection[str], members: Mapping[str, Collection[str]]) -> Said:
    """What is said, with the unit that the headings of values name: "Sysselsatte (prosent)".

    Where they name several, each is that of the `members` of the dimension that all name one. What is said elsewhere
    counts.
    """
    found = {words for heading in headings if (words := _unit(heading))}
    if said.unit or not found:
        return said
    if len(found) == 1:
        return replace(said, unit=found.pop())
    units = {name: {each: _unit(each) for each in own} for name, own in members.items()}
    whole = {name: own for name, own in units.items() if own and all(own.values())}
    return replace(said, units={**said.units, **whole})


def _unit(words: str) -> str:
    """The unit that stands in brackets, or alone, in its own words; empty where none does that is known."""
    return next((each for each in (*_IN_BRACKETS.findall(words), words) if unit_said(each)), "")
