"""Where links and bookmarks lead: destinations, by name or written out (ISO 32000-1, 12.3.2), and the outline.

A target that cannot be found is told as such, never guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from brochure.pdf import objects
from brochure.pdf.objects import Number
from brochure.pdf.walking import tree, walk


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the file: its page from 0, -1 for one that is not there, and its height over the foot if known.

    `name` is what it is called by, empty for one that is written out.
    """

    page: int
    height: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its level from 1, title, and target, None for one that leads nowhere in the file.

    `address` is where it leads outside the file.
    """

    level: int
    title: str
    target: Target | None
    address: str = ""


class Places:
    """The named places of a file, and where things lead."""

    def __init__(self, pdf: pikepdf.Pdf, pages: Mapping[Number, int]) -> None:
        self.pdf, self.pages = pdf, pages
        self._named: dict[str, Any] | None = None

    @property
    def named(self) -> Mapping[str, Any]:
        """Destinations by name, of both kinds that there are."""
        if self._named is None:
            self._named = {}
            old = objects.below(self.pdf.Root, "/Dests")
            if objects.is_dictionary(old):
                self._named.update({key[1:]: value for key, value in old.items()})
            for key, value in tree(objects.below(self.pdf.Root, "/Names", "/Dests"), "/Names"):
                self._named[objects.text(key) or ""] = value
        return self._named

    def led_to(self, item: Any) -> Target | None:
        """Where an annotation or bookmark leads inside the file; None for one that leads outside or nowhere."""
        if objects.below(item, "/Dest") is not None:
            return self._resolved(item.get("/Dest"))
        action = objects.below(item, "/A")
        if objects.name(objects.below(action, "/S")) == "GoTo":
            of_structure = objects.below(action, "/SD")  # ISO 32000-2, 12.6.4.2: goes before the other
            return self._resolved(objects.below(action, "/D") if of_structure is None else of_structure)
        return None

    def bookmarks(self) -> Iterator[Bookmark]:
        """The outline from top to bottom; an entry that is met again is left out with all below it."""
        seen: set[Number] = set()
        waiting = [(1, objects.below(self.pdf.Root, "/Outlines", "/First"))]
        while waiting:
            level, item = waiting.pop()
            if not objects.is_dictionary(item) or objects.number(item) in seen:
                continue
            seen.add(objects.number(item))
            title = objects.text(item.get("/Title")) or ""
            yield Bookmark(level, title, self.led_to(item), address_of(item))
            waiting += [(level, item.get("/Next")), (level + 1, item.get("/First"))]

    def _resolved(self, written: Any) -> Target:
        name = ""
        if isinstance(written, pikepdf.String | pikepdf.Name):
            name = objects.text(written) or objects.name(written)
            written = self.named.get(name)
        if objects.is_dictionary(written):
            written = written.get("/SD") if "/SD" in written else written.get("/D")
        parts = objects.items(written)
        if not parts:
            return Target(-1, name=name)
        page = parts[0] if isinstance(parts[0], int) else self._page_of(parts[0])
        return Target(page if page < len(self.pages) else -1, _height(parts), name)

    def _page_of(self, item: Any) -> int:
        """The position of a page, or of the first page that a structure element stands on; -1 where there is none."""
        elements = walk([item], lambda element: [kid for kid in objects.items(element.get("/K")) if kid is not None])
        if objects.number(item) in self.pages or not objects.is_dictionary(item) or "/S" not in item:
            return self.pages.get(objects.number(item), -1)
        return next((self.pages.get(objects.number(each.get("/Pg")), -1) for each in elements if "/Pg" in each), -1)


def address_of(item: Any) -> str:
    """The address outside the file that an annotation or bookmark leads to; empty where there is none."""
    action = objects.below(item, "/A")
    match objects.name(objects.below(action, "/S")):
        case "URI":
            address = objects.below(action, "/URI")
            return bytes(address).decode("utf-8", "replace") if isinstance(address, pikepdf.String) else ""
        case "GoToR" | "GoToE" | "Launch" as kind:
            return kind
    return ""


def _height(parts: list[Any]) -> float | None:
    """How high over the page's foot a destination stands, where it says so."""
    at = {"XYZ": 3, "FitH": 2, "FitBH": 2, "FitR": 5}.get(objects.name(parts[1]) if len(parts) > 1 else "")
    if at is None or len(parts) <= at or parts[at] is None:
        return None
    return objects.real(parts[at])
