"""From values to millimetres."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.making.figures.scale import class_limits, class_of, value_scale

VALUES = st.lists(
    st.decimals(min_value=0, max_value=1_000_000, places=1, allow_nan=False, allow_infinity=False), min_size=1
)


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (["63.7", "69.1"], "0 20 40 60 80"),
        (["3.4"], "0 1 2 3 4"),
        (["100"], "0 20 40 60 80 100"),
        (["669380", "135583"], "0 200000 400000 600000 800000"),
        (["0.31"], "0.0 0.1 0.2 0.3 0.4"),
        (["0"], "0.0 0.2 0.4 0.6 0.8 1.0"),
        (["-41", "-100"], "-100 -80 -60 -40 -20 0"),
    ],
)
def test_ticks_are_round_and_begin_at_zero(values: list[str], ticks: str) -> None:
    scale = value_scale(decimals(*values), 0, 100)
    assert " ".join(f"{tick:.{scale.decimals}f}" for tick in scale.ticks) == ticks


def test_lines_far_from_zero_may_begin_above_it() -> None:
    scale = value_scale(decimals("62.9", "69.6"), 0, 100, from_zero=False)
    assert scale.low == 62
    assert scale.high == 70


def test_lines_near_zero_begin_there() -> None:
    assert value_scale(decimals("12.0", "69.6"), 0, 100, from_zero=False).low == 0


@given(VALUES, st.booleans())
def test_every_value_has_its_place_on_the_scale(values: list[Decimal], from_zero: bool) -> None:
    scale = value_scale(values, 10, 110, from_zero=from_zero)
    assert all(10 - 1e-6 <= scale(value) <= 110 + 1e-6 for value in values)


@given(VALUES)
def test_bars_are_in_proportion_to_their_values(values: list[Decimal]) -> None:
    scale = value_scale(values, 0, 100)
    assert scale(Decimal(0)) == 0
    assert scale(max(values)) == pytest.approx(float(max(values)) / scale.high * 100)


@given(VALUES)
def test_ticks_are_even_and_few(values: list[Decimal]) -> None:
    ticks = value_scale(values, 0, 100).ticks
    steps = {round(float(b - a), 6) for a, b in pairwise(ticks)}
    assert len(steps) == 1
    assert 3 <= len(ticks) <= 8


@pytest.mark.parametrize(
    ("values", "most", "limits"),
    [
        (["7.4", "85.1"], 6, "0 20 40 60 80 100"),
        (["42", "76"], 6, "40 50 60 70 80"),
        (["-1.5", "3"], 6, "-2 -1 0 1 2 3"),
        (["0.31", "0.33"], 4, "0.310 0.315 0.320 0.325 0.330"),
        (["50", "50"], 6, "50 51"),
        (["0"], 6, "0 1"),
    ],
)
def test_classes_have_round_limits(values: list[str], most: int, limits: str) -> None:
    assert list(class_limits(decimals(*values), most)) == decimals(*limits.split())


@given(VALUES, st.integers(4, 6))
def test_every_value_lies_in_its_class(values: list[Decimal], most: int) -> None:
    limits = class_limits(values, most)
    assert 1 <= len(limits) - 1 <= most
    for value in values:
        place = class_of(value, limits)
        assert limits[place] <= value <= limits[place + 1]
        assert value < limits[place + 1] or place == len(limits) - 2
