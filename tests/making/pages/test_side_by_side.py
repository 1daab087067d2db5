"""Small tables of the appendix in two columns."""

from hypothesis import given
from hypothesis import strategies as st

from brochure.making.pages.side_by_side import side_by_side


def height(row: tuple[tuple[float, ...], ...]) -> float:
    return max(map(sum, row))


def test_two_short_tables_stand_beside_a_tall_one() -> None:
    heights = [10.0, 12.0, 23.0, 8.0, 8.0]
    assert side_by_side(heights, heights, 40) == [((10.0, 12.0), (23.0,)), ((8.0,), (8.0,))]


def test_nothing_is_higher_than_what_a_page_keeps_together_but_what_cannot_be_parted() -> None:
    heights = [30.0, 30.0, 30.0, 30.0]
    assert side_by_side(heights, heights, 40) == [((30.0,), (30.0,)), ((30.0,), (30.0,))]


@given(st.lists(st.integers(1, 60).map(float), max_size=25))
def test_every_table_stands_once_in_its_order_and_never_lower_than_pairs(heights: list[float]) -> None:
    rows = side_by_side(heights, heights, 40)
    assert [item for row in rows for column in row for item in column] == heights
    assert all(len(row) in (1, 2) for row in rows)
    pairs = sum(max(heights[i : i + 2]) for i in range(0, len(heights), 2))
    assert sum(map(height, rows)) <= pairs
