"""What each table of the shipped edition must print, worked out from what was published and described.

Knows how the table behind each kind of figure lies. Uses nothing of the program that makes tables or figures.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest

from brochure.project.languages import Language
from tests.support.pdf import squeezed
from tests.support.published import SYMBOLS, Described, Key, Published, published

ABSENT = ".."
"""What stands where nothing was published."""
AXES = ("x", "category", "series", "panel", "column")

Place = tuple[Key, Key]
"""The headers of a cell, without white space: those beside it and those over it."""
Cell = Decimal | str
"""A number, not yet rounded, or a standard symbol."""


@dataclass(frozen=True, slots=True)
class Directions:
    """Which keys of a description run down and across the table; `group` heads stretches of rows."""

    down: str
    across: str | None = None
    group: str | None = None


BEHIND: Mapping[str, Directions] = {
    "lines": Directions("x", "series"),
    "bars": Directions("category"),
    "grouped_bars": Directions("category", "series"),
    "dumbbell": Directions("category", "series"),
    "stacked": Directions("category", "series"),
    "small_multiples": Directions("panel", "x"),
    "population_pyramid": Directions("category", "series", group="panel"),
    "slope": Directions("category", "x"),
    "heat_table": Directions("category", "column"),
}
"""How the table behind each kind of figure lies. A new kind of figure needs a line here."""


@dataclass(frozen=True, slots=True)
class ExpectedTable:
    """What a table must print: a number or symbol in each place, with so many decimals, and what heads its rows.

    `ordered` tells whether the places must come in this order, which is that of the description.
    """

    cells: Mapping[Place, Cell]
    decimals: int
    stub: str
    ordered: bool


def expected_table(item: Described, language: Language, unit_word: str) -> ExpectedTable:
    """What the table of a description must print; `unit_word` heads a column that has no other name."""
    source = published(item.statistic)
    group, down, across = axes_of(item)
    beside, axes = [*group, *down], [*group, *down, *across]
    texts = source.select(item.choices, axes)
    assert set(texts.values()) - SYMBOLS, f"{item.name} has no number"
    members = {axis: source.chosen(axis, item.choices.get(axis)) for axis in axes}
    rows = _occurring([members[axis] for axis in beside], {key[: len(beside)] for key in texts})
    columns = _occurring([members[axis] for axis in across], {key[len(beside) :] for key in texts})
    values = {(row, column): _cell(texts.get(row + column, ABSENT)) for row in rows for column in columns}
    if item.keys.get("normalise"):
        values = shares(values)
    return ExpectedTable(
        {
            (
                _names(source, beside, row, language),
                _names(source, across, column, language) or (squeezed(unit_word),),
            ): value
            for (row, column), value in values.items()
        },
        1 if item.keys.get("normalise") else item.keys.get("decimals", source.decimals(item)),
        source.heading(down[0], language),
        ordered=item.kind == "table",
    )


def unit_of(item: Described) -> str:
    """The unit in which a table prints."""
    return "percent" if item.keys.get("normalise") else published(item.statistic).unit(item)


def axes_of(item: Described) -> tuple[list[str], list[str], list[str]]:
    """The dimensions that head groups of rows, run down, and run across."""
    if item.kind == "table":
        columns = item.keys["columns"]
        return [], [item.keys["rows"]], columns if isinstance(columns, list) else [columns]
    if item.kind not in BEHIND:
        pytest.fail(f"the table behind a figure of kind '{item.kind}' is not covered: add the kind to BEHIND")
    lies = BEHIND[item.kind]
    if item.kind == "small_multiples" and "series" in item.keys:
        lies = Directions("x", "series", group="panel")
    group, down, across = (
        [item.keys[key]] if key and key in item.keys else [] for key in (lies.group, lies.down, lies.across)
    )
    given = [item.keys[axis] for axis in AXES if axis in item.keys]
    assert sorted(given) == sorted([*group, *down, *across]), f"{item.name} has an axis that BEHIND does not know"
    return group, down, across


def shares(values: Mapping[Place, Cell]) -> dict[Place, Cell]:
    """Each value in per cent of the sum of its row."""
    sums: dict[Key, Decimal] = {}
    for (row, _), value in values.items():
        assert isinstance(value, Decimal), "a share of what is not known is not covered"
        sums[row] = sums.get(row, Decimal(0)) + value
    return {(row, column): Decimal(value) * 100 / sums[row] for (row, column), value in values.items()}


def _cell(text: str) -> Cell:
    return text if text in SYMBOLS else Decimal(text)


def _occurring(members: Sequence[Sequence[str]], keys: set[Key]) -> list[Key]:
    return [key for key in itertools.product(*members) if key in keys]


def _names(source: Published, axes: Sequence[str], key: Key, language: Language) -> Key:
    return tuple(squeezed(source.label(axis, member, language)) for axis, member in zip(axes, key, strict=True))
