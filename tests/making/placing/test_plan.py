"""Items of a section shared out among pages that hold ten."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.making.placing.plan import Item, Order, cost_of, plan

ROOM = 10.0


def text(height: float) -> Item:
    return Item(height)


def figure(height: float, mention: int) -> Item:
    return Item(height, exhibit=True, mention=mention)


@pytest.mark.parametrize(
    ("items", "pages"),
    [
        ([text(3), text(3), figure(4, 1)], ((0, 1, 2),)),
        ([text(5), text(3), figure(5, 1), text(4), text(1)], ((0, 1), (2, 3, 4))),
        ([text(4), text(3), figure(6, 1), text(3), text(4)], ((0, 1, 3), (2, 4))),
        ([text(6), text(2), figure(7, 1)], ((0, 1), (2,))),
        ([text(3), figure(8, 0), figure(8, 0)], ((0,), (1,), (2,))),
    ],
    ids=[
        "as written",
        "as written, over a page",
        "text goes on and the figure stands overleaf",
        "nothing to move",
        "two that need a page each",
    ],
)
def test_a_figure_moves_where_that_fills_the_pages(items: list[Item], pages: tuple[Order, ...]) -> None:
    assert plan(items, ROOM) == pages


def test_a_last_page_that_would_be_nearly_empty_is_avoided() -> None:
    items = [text(5), text(4), text(5), text(4), text(2)]
    pages = plan(items, ROOM)
    assert pages is not None
    assert len(pages) == 2 or sum(items[i].height for i in pages[-1]) >= ROOM / 2


def test_what_is_higher_than_a_page_cannot_be_planned() -> None:
    assert plan([text(3), figure(11, 0)], ROOM) is None


@given(st.lists(st.tuples(st.booleans(), st.floats(0.5, 9.5)), min_size=1, max_size=14))
def test_nothing_is_lost_doubled_or_out_of_its_order(drawn: list[tuple[bool, float]]) -> None:
    items = [text(1.0)]
    for is_figure, height in drawn:
        last = max(i for i, item in enumerate(items) if not item.exhibit)
        items.append(figure(height, last) if is_figure else text(height))
    pages = plan(items, ROOM)
    assert pages is not None
    order = [item for page in pages for item in page]
    assert sorted(order) == list(range(len(items)))
    for kind in (True, False):
        assert all(a < b for a, b in pairwise(i for i in order if items[i].exhibit is kind))
    page_of = {item: number for number, page in enumerate(pages) for item in page}
    for i, item in enumerate(items):
        if item.exhibit:
            assert page_of[i] >= page_of[item.mention]
    for page in pages:
        assert sum(items[i].height for i in page) <= ROOM + 1e-6
    assert cost_of(items, pages, ROOM) < float("inf")
