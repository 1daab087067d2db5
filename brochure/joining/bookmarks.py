"""The bookmarks of two documents as those of one (ISO 32000-1, 12.3.3): the annex's below one of their own.

The items of the annex are carried over whole, with their colours, actions and links to the structure tree.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from brochure.joining.carrying import Carrier
from brochure.joining.trees import names_in
from brochure.joining.walking import ensured


class _Led:
    """Where bookmarks of a document lead; what is called by a name is read once, for there may be thousands."""

    def __init__(self, pdf: pikepdf.Pdf, positions: Mapping[tuple[int, int], int]) -> None:
        self._positions = positions
        self._named = names_in(pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests"))
        self._old_named = pdf.Root.get("/Dests", pikepdf.Dictionary())

    def page(self, item: Any) -> int | None:
        """The position of the page that a bookmark leads to; None for one that leads to none that is known."""
        target = item.get("/Dest")
        if target is None and item.get("/A", pikepdf.Dictionary()).get("/S") == "/GoTo":
            target = item.A.get("/D")
        if isinstance(target, pikepdf.String):
            target = self._named.get(bytes(target))
        elif isinstance(target, pikepdf.Name):
            target = self._old_named.get(target)
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        if not isinstance(target, pikepdf.Array) or not len(target) or not isinstance(target[0], pikepdf.Dictionary):
            return None
        return self._positions.get(target[0].objgen)


def join_bookmarks(carrier: Carrier, of_host: dict[tuple[int, int], int], label: str, under: str | None) -> None:
    """Put a bookmark `label`, and below it those of the annex, among those of the host, in the order of its pages.

    `of_host` is the position of each page of the host before the annex came, by its object. It stands below the
    bookmark whose title is `under`, if that is given, else as high as that order allows: within a chapter that goes
    on after the annex, it stands among that chapter's own.
    """
    host, annex = carrier.host, carrier.annex
    outlines = ensured(host.Root, "/Outlines", pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    if not outlines.is_indirect:
        outlines = host.Root.Outlines = host.make_indirect(outlines)
    first_page = host.pages[carrier.at].obj
    target = pikepdf.Array([first_page, pikepdf.Name.Fit])
    top = host.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(label), Dest=target))
    if "/Outlines" in annex.Root and "/First" in annex.Root.Outlines:
        carried = carrier.carry(annex.Root.Outlines)
        top.First, top.Last = carried.First, carried.Last
        for kid in _kids(carried):
            kid.Parent = top
        if shown := _shown(top):
            top.Count = -shown
    above = outlines if under is None else _titled(outlines, under)
    if above is None:
        raise KeyError(under)
    led = _Led(host, of_host)
    before = _last_before(above, led, carrier.at)
    while under is None and before is not None and _goes_on(before, led, carrier.at):
        above, before = before, _last_before(before, led, carrier.at)
    _insert(above, top, before)


def _last_before(above: Any, led: _Led, at: int) -> Any:
    """The last item below another that does not lead to the page at position `at` or behind it; None for none."""
    before = None
    for item in _kids(above):
        page = led.page(item)
        if page is not None and page >= at:
            break
        before = item
    return before


def _goes_on(above: Any, led: _Led, at: int) -> bool:
    """Whether an item below another leads to the page at position `at` or behind it."""
    pages = (led.page(item) for _, item in _below(above, 1))
    return any(page is not None and page >= at for page in pages)


def titles_with_pages(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str, int | None]]:
    """Level from 1, title and page from 0 of a document's bookmarks, from top to bottom."""
    positions = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    if "/Outlines" in pdf.Root:
        led = _Led(pdf, positions)
        for level, item in _below(pdf.Root.Outlines, 1):
            yield level, str(item.get("/Title", "")), led.page(item)


def _kids(above: Any) -> Iterator[Any]:
    """The items one level below, in their order."""
    item, seen = above.get("/First"), set[tuple[int, int]]()
    while isinstance(item, pikepdf.Dictionary) and item.objgen not in seen:
        seen.add(item.objgen)
        yield item
        item = item.get("/Next")


def _below(above: Any, level: int) -> Iterator[tuple[int, Any]]:
    for item in _kids(above):
        yield level, item
        yield from _below(item, level + 1)


def _titled(outlines: Any, title: str) -> Any:
    return next((item for _, item in _below(outlines, 1) if folded(str(item.get("/Title", ""))) == folded(title)), None)


def folded(title: str) -> str:
    """A title for comparing: spaces and capitals do not count."""
    return " ".join(title.split()).casefold()


def _shown(above: Any) -> int:
    """How many items are seen below one that is opened: its kids, and what is open below them."""
    return sum(1 + max(0, int(kid.get("/Count", 0))) for kid in _kids(above))


def _insert(above: Any, item: Any, before: Any) -> None:
    """Put an item below another, after its kid `before`, or first."""
    item.Parent = above
    after = above.get("/First") if before is None else before.get("/Next")
    for one, key, other in ((item, "/Prev", before), (item, "/Next", after)):
        if other is not None:
            one[key] = other
    if before is None:
        above.First = item
    else:
        before.Next = item
    if after is None:
        above.Last = item
    else:
        after.Prev = item
    _count(above)


def _count(above: Any) -> None:
    """Count a new item in all that it stands below, up to the first that is closed (ISO 32000-1, table 153)."""
    while above is not None:
        is_root, count = "/Parent" not in above, int(above.get("/Count", 0))
        if count < 0 or (count == 0 and not is_root):
            above.Count = count - 1
            return
        above.Count = count + 1
        above = above.get("/Parent")
