"""Labels beside lines: never one over another."""

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from brochure.making.figures.labels import spread

LOW, HIGH = 5.0, 60.0
HEIGHTS = st.floats(1, 9)
LABELS = st.lists(st.tuples(st.floats(LOW, HIGH), HEIGHTS), min_size=1, max_size=5)


def boxes(places: list[float], heights: list[float]) -> list[tuple[float, float]]:
    """Top and bottom of each label, from the topmost downwards."""
    return sorted((place - height / 2, place + height / 2) for place, height in zip(places, heights, strict=True))


@given(LABELS)
def test_no_label_stands_over_another(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [place for place, _ in labels], [height for _, height in labels]
    for (_, bottom), (top, _) in pairwise(boxes(spread(wanted, heights, LOW, HIGH), heights)):
        assert top >= bottom - 1e-6


@given(LABELS)
def test_labels_stay_inside_the_room_when_they_fit(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [place for place, _ in labels], [height for _, height in labels]
    assume(sum(heights) <= HIGH - LOW)
    placed = boxes(spread(wanted, heights, LOW, HIGH), heights)
    assert placed[0][0] >= LOW - 1e-6
    assert placed[-1][1] <= HIGH + 1e-6


@given(LABELS)
def test_labels_keep_the_order_of_their_lines(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [place for place, _ in labels], [height for _, height in labels]
    assume(len(set(wanted)) == len(wanted))
    places = spread(wanted, heights, LOW, HIGH)
    order = range(len(wanted))
    assert sorted(order, key=lambda i: places[i]) == sorted(order, key=lambda i: wanted[i])


@given(st.lists(st.integers(1, 5).map(lambda i: i * 10.0), unique=True, min_size=1), st.floats(1, 9.9))
def test_labels_that_do_not_collide_stand_where_they_are_wanted(wanted: list[float], height: float) -> None:
    places = spread(wanted, [height] * len(wanted), LOW, HIGH)
    assert all(abs(place - want) < 1e-9 for place, want in zip(places, wanted, strict=True))


def test_labels_that_collide_part_by_the_same_distance() -> None:
    assert spread([30.0, 30.0], [4.0, 4.0], LOW, HIGH) == [28.0, 32.0]
