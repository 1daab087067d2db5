"""Colours that readers can tell apart."""

from itertools import combinations

import pytest

from brochure.figures.contrast import contrast
from tests.support.charts import theme

PAPER = "#FFFFFF"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#0000FF", "#FFFFFF", 8.59),
    ],
)
def test_contrast_is_that_of_the_accessibility_guidelines(first: str, second: str, expected: float) -> None:
    assert contrast(first, second) == pytest.approx(expected, abs=0.005)
    assert contrast(second, first) == contrast(first, second)


def test_the_three_groups_stand_out_from_the_paper() -> None:
    assert all(contrast(style.colour.rgb, PAPER) >= 3 for style in theme().groups.values())


def test_the_three_groups_differ_in_lightness_line_and_mark() -> None:
    styles = list(theme().groups.values())
    assert all(contrast(a.colour.rgb, b.colour.rgb) >= 1.5 for a, b in combinations(styles, 2))
    assert len({style.line for style in styles}) == len({style.marker for style in styles}) == 3


def test_text_is_dark_enough_to_read() -> None:
    colours = theme().colours
    assert all(contrast(colours[name].rgb, PAPER) >= 4.5 for name in ("ink", "muted", "accent"))


def test_the_accents_of_sections_are_dark_enough_to_read() -> None:
    assert all(contrast(section.accent.rgb, PAPER) >= 4.5 for section in theme().sections)


def test_series_stand_out_from_the_paper() -> None:
    shown = {style.colour.rgb: contrast(style.colour.rgb, PAPER) for style in theme().series}
    assert {colour: value for colour, value in shown.items() if value < 3} == {}
