"""The bookmarks of two documents as those of one (ISO 32000-1, 12.3.3): the annex's below one of their own.

The items of the annex are carried over whole, with their colours, actions and links to the structure tree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from brochure.attaching.joining.carrying import Carrier
from brochure.attaching.joining.walking import ensured
from brochure.findings import UsageError
from brochure.pdf import objects
from brochure.pdf.objects import Number
from brochure.pdf.walking import tree


@dataclass(slots=True)
class _Bookmark:
    """An item of the outline, with what it stands below and what stands below it.

    `page` is the position of the page it leads to, `furthest` the last that one below it leads to.
    """

    item: Any
    level: int
    above: "_Bookmark | None" = None
    page: int | None = None
    furthest: int = -1
    kids: "list[_Bookmark]" = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title; empty where there is none."""
        return objects.text(self.item.get("/Title")) or ""


class _Led:
    """Where bookmarks of a document lead; what is called by a name is read once, for there may be thousands."""

    def __init__(self, pdf: pikepdf.Pdf, positions: Mapping[Number, int]) -> None:
        self._positions = positions
        self._named: dict[bytes, Any] = {}
        for name, place in tree(objects.below(pdf.Root, "/Names", "/Dests"), "/Names"):
            if isinstance(name, pikepdf.String):
                self._named.setdefault(bytes(name), place)
        self._old_named = objects.dictionary(pdf.Root, "/Dests")

    def page(self, item: Any) -> int | None:
        """The position of the page that a bookmark leads to; None for one that leads to none that is known."""
        target = item.get("/Dest")
        if target is None and objects.below(item, "/A", "/S") == "/GoTo":
            target = item.A.get("/D")
        if isinstance(target, pikepdf.String):
            target = self._named.get(bytes(target))
        elif isinstance(target, pikepdf.Name):
            target = self._old_named.get(target)
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        if not isinstance(target, pikepdf.Array) or not len(target):
            return None
        return self._positions.get(objects.number(target[0]))


def join_bookmarks(carrier: Carrier, of_host: dict[Number, int], label: str, under: str | None) -> None:
    """Put a bookmark `label`, and below it those of the annex, among those of the host, in the order of its pages.

    `of_host` is the position of each page of the host before the annex came, by its object. It stands below the
    bookmark whose title is `under`, if that is given, else as high as that order allows: within a chapter that goes
    on after the annex, it stands among that chapter's own.
    """
    host, annex, at = carrier.host, carrier.annex, carrier.at
    outlines = ensured(host.Root, "/Outlines", pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    if not outlines.is_indirect:
        outlines = host.Root.Outlines = host.make_indirect(outlines)
    first_page = host.pages[at].obj
    target = pikepdf.Array([first_page, pikepdf.Name.Fit])
    top = host.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(label), Dest=target))
    if objects.below(annex.Root, "/Outlines", "/First") is not None:
        carried = carrier.carry(annex.Root.Outlines)
        top.First, top.Last = carried.First, carried.Last
        kids = _read(top, _Led(host, {}))[0].kids
        for kid in kids:
            kid.item.Parent = top
        top.Count = -sum(1 + max(0, objects.integer(kid.item.get("/Count"))) for kid in kids)
    read = _read(outlines, _Led(host, of_host))
    above = read[0] if under is None else _titled(read, under)
    if above is None:
        raise UsageError(f"there is no bookmark «{under}»")
    before = _last_before(above, at)
    while under is None and before is not None and before.furthest >= at:
        above, before = before, _last_before(before, at)
    _insert(above, top, before)


def _last_before(above: _Bookmark, at: int) -> _Bookmark | None:
    """The last item below another that does not lead to the page at position `at` or behind it; None for none."""
    before = None
    for kid in above.kids:
        if kid.page is not None and kid.page >= at:
            break
        before = kid
    return before


def titles_with_pages(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str, int | None]]:
    """Level from 1, title and page from 0 of a document's bookmarks, from top to bottom."""
    positions = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    outlines = objects.below(pdf.Root, "/Outlines")
    if objects.is_dictionary(outlines):
        for each in _read(outlines, _Led(pdf, positions))[1:]:
            yield each.level, each.title, each.page


def _read(outlines: Any, led: _Led) -> list[_Bookmark]:
    """An item, and all that stand below it, each once, from top to bottom."""
    found = [_Bookmark(outlines, 0)]
    seen: set[Number] = {objects.number(outlines)}
    waiting = [(outlines.get("/First"), found[0])]
    while waiting:
        item, above = waiting.pop()
        if not objects.is_dictionary(item) or objects.number(item) in seen:
            continue
        seen.add(objects.number(item))
        own = _Bookmark(item, above.level + 1, above, led.page(item))
        above.kids.append(own)
        found.append(own)
        waiting += [(item.get("/Next"), above), (item.get("/First"), own)]
    for each in reversed(found):
        if each.above is not None:
            each.above.furthest = max(each.above.furthest, each.furthest, -1 if each.page is None else each.page)
    return found


def _titled(read: list[_Bookmark], title: str) -> _Bookmark | None:
    return next((each for each in read[1:] if folded(each.title) == folded(title)), None)


def folded(title: str) -> str:
    """A title for comparing: spaces and capitals do not count."""
    return " ".join(title.split()).casefold()


def _insert(above: _Bookmark, item: Any, before: _Bookmark | None) -> None:
    """Put an item below another, after its kid `before`, or first."""
    item.Parent = above.item
    after = above.item.get("/First") if before is None else before.item.get("/Next")
    if before is None:
        above.item.First = item
    else:
        item.Prev, before.item.Next = before.item, item
    if after is None:
        above.item.Last = item
    else:
        item.Next, after.Prev = after, item
    _count(above)


def _count(above: _Bookmark | None) -> None:
    """Count a new item in all that it stands below, up to the first that is closed (ISO 32000-1, table 153)."""
    while above is not None:
        count = objects.integer(above.item.get("/Count"))
        if count < 0 or (count == 0 and above.above is not None):
            above.item.Count = count - 1
            return
        above.item.Count = count + 1
        above = above.above
