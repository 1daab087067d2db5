"""The best way to share out the items of a section among its pages.

Text keeps its order, and so do figures and tables. A figure stands where the author has put it, or at the head of the
page where its text begins or ends. Lengths are in any unit. Knows nothing of what the items say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

MOST_EMPTY = 1 / 3
"""The share of a page's height that may be empty."""
MOST_EMPTY_AT_THE_END = 1 / 2
"""The same for the last of the pages that a part runs over; one that has a single page is as long as it is."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is never parted: a paragraph with the heading over it, a figure, a table, an opener.

    `before` is what it takes above itself when it is not the first of its page. `exhibit` is true of figures and
    tables; `mention` is then the position of the first text that speaks of it. `joined` is true of a paragraph that
    goes on where the one before it ends.
    """

    height: float
    before: float = 0.0
    exhibit: bool = False
    mention: int = 0
    joined: bool = False


Order = tuple[int, ...]
"""The items of a page, as positions in the section."""


def plan(items: Sequence[Item], room: float) -> tuple[Order, ...] | None:
    """The items of each page of a section, whose pages have so much room; None where one item is higher than a page.

    The same items give the same plan. The work grows with the number of items, as a page holds but few of them.
    """
    if any(item.height > room for item in items):
        return None
    texts = [i for i, item in enumerate(items) if not item.exhibit]
    exhibits = [i for i, item in enumerate(items) if item.exhibit]

    @cache
    def best(text: int, exhibit: int, owed: int) -> tuple[float, tuple[Order, ...]]:
        """The least cost of all pages from a state on, and these pages; the first `owed` exhibits must come first."""
        if text == len(texts) and exhibit == len(exhibits):
            return 0.0, ()
        found: tuple[float, tuple[Order, ...]] = (float("inf"), ())
        for page, following, cost in _pages(items, texts, exhibits, (text, exhibit, owed), room):
            rest, others = best(*following)
            if cost + rest < found[0] - 1e-9:
                found = (cost + rest, (page, *others))
        return found

    cost, pages = best(0, 0, 0)
    best.cache_clear()
    return pages if cost < float("inf") else None


def cost_of(items: Sequence[Item], pages: Sequence[Order], room: float) -> float:
    """What a reader would miss in a given sharing out: how empty its pages are, and how far figures from their text."""
    used = [_height(items, page) for page in pages]
    total = sum(_emptiness(1 - each / room, is_last=i == len(used) - 1) for i, each in enumerate(used))
    page_of = {item: number for number, page in enumerate(pages) for item in page}
    far = sum(_FAR for i, item in enumerate(items) if item.exhibit and page_of[i] > page_of[item.mention])
    return total + far


_FAR, _HOISTED, _PARTED = 8.0, 3.0, 3.0
State = tuple[int, int, int]


def _pages(
    items: Sequence[Item], texts: Sequence[int], exhibits: Sequence[int], state: State, room: float
) -> Iterator[tuple[Order, State, float]]:
    """Every page that may follow a state, the state after it, and its cost."""
    text, exhibit, owed = state
    for hoisted in range(min(owed, 1), len(exhibits) - exhibit + 1):
        head = tuple(exhibits[exhibit : exhibit + hoisted])
        height = _height(items, head)
        if height > room or (text == 0 and hoisted):
            return
        if hoisted < owed:  # the others, which may need more room, come on the pages after it
            cost = _FAR * owed + _emptiness(1 - height / room, is_last=False)
            yield head, (text, exhibit + hoisted, owed - hoisted), cost
            continue
        needs = max((items[i].mention for i in head), default=-1)
        base = _HOISTED * (hoisted - owed) + _FAR * owed
        yield from _filled(items, texts, exhibits, (text, exhibit + hoisted), (head, height, needs), base, room)


def _filled(
    items: Sequence[Item],
    texts: Sequence[int],
    exhibits: Sequence[int],
    start: tuple[int, int],
    begun: tuple[Order, float, int],
    cost: float,
    room: float,
) -> Iterator[tuple[Order, State, float]]:
    """Every way to fill a page from its head on."""
    text, exhibit = start
    page, height, needs = begun
    owed = 0
    while True:
        while not owed and exhibit < len(exhibits) and (text == len(texts) or exhibits[exhibit] < texts[text]):
            taller = height + _step(items, page, exhibits[exhibit])
            if taller > room:
                break
            page, height, exhibit = (*page, exhibits[exhibit]), taller, exhibit + 1
        late = sum(1 for i in exhibits[exhibit:] if text == len(texts) or i < texts[text])
        is_last = text == len(texts) and not late
        said = text > 0 and needs <= texts[text - 1]
        if page and said:
            parted = _PARTED if text < len(texts) and items[texts[text]].joined and not late else 0.0
            yield (
                page,
                (text, exhibit, late),
                cost + parted + _emptiness(1 - height / room, is_last=is_last),
            )
        if text == len(texts) or late > 2:
            return
        owed = late
        height += _step(items, page, texts[text])
        page, text = (*page, texts[text]), text + 1
        if height > room:
            return


def _step(items: Sequence[Item], page: Order, item: int) -> float:
    return items[item].height + (items[item].before if page else 0.0)


def _height(items: Sequence[Item], page: Order) -> float:
    return sum(items[item].height + (items[item].before if i else 0.0) for i, item in enumerate(page))


def _emptiness(share: float, *, is_last: bool) -> float:
    """How bad it is that so much of a page is empty; the foot of the last page is least missed."""
    if share < -1e-6:
        return float("inf")
    over = 20 * (share > MOST_EMPTY and not is_last) + 200 * (share > MOST_EMPTY_AT_THE_END)
    return (60 if is_last else 100) * share**2 + over
