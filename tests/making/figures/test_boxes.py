"""What meets what on a surface."""

import pytest

from brochure.making.figures.boxes import Box, Ground, Stroke, Text

BOX = Box(10, 10, 20, 14)


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (Box(19, 13, 25, 20), True),
        (Box(12, 11, 13, 12), True),
        (Box(0, 0, 100, 100), True),
        (Box(20, 10, 30, 14), False),
        (Box(10, 14, 20, 18), False),
        (Box(19.95, 10, 30, 14), False),
        (Box(30, 30, 40, 34), False),
    ],
)
def test_boxes_meet_when_they_share_more_than_a_hair(other: Box, meets: bool) -> None:
    assert BOX.meets(other) is meets
    assert other.meets(BOX) is meets


@pytest.mark.parametrize(
    ("start", "end", "crosses"),
    [
        ((0, 12), (30, 12), True),
        ((15, 0), (15, 30), True),
        ((8, 8), (22, 16), True),
        ((12, 11), (13, 12), True),
        ((0, 14), (30, 14), False),
        ((0, 9), (30, 9), False),
        ((0, 12), (9, 12), False),
        ((5, 12), (13, 20), False),
    ],
)
def test_a_line_crosses_a_box_it_passes_through(
    start: tuple[float, float], end: tuple[float, float], crosses: bool
) -> None:
    assert Stroke(start, end).crosses(BOX) is crosses
    assert Stroke(end, start).crosses(BOX) is crosses


def test_each_collision_is_told_once_with_its_texts() -> None:
    ground = Ground(
        texts=[Text("Asia", BOX), Text("Afrika", Box(15, 12, 25, 16)), Text("Norden", Box(95, 0, 105, 4))],
        marks=[Box(96, 1, 97, 2)],
    )
    assert list(ground.problems(100, 50)) == [
        "the texts 'Asia' and 'Afrika' overlap",
        "the text 'Norden' reaches over the edge of the drawing",
        "the text 'Norden' covers a mark",
    ]


def test_text_inside_a_mark_may_cover_it() -> None:
    ground = Ground(texts=[Text("24,2", BOX, inside=True)], marks=[Box(0, 0, 50, 20)])
    assert list(ground.problems(100, 50)) == []
