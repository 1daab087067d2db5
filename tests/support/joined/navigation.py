"""Where a PDF leads its readers: links, bookmarks, named destinations, labels of pages, article threads."""

from collections.abc import Iterator
from typing import Any

from tests.support.joined.inventory import Annotation, Bookmark, Fault, Link, Target
from tests.support.joined.source import Source, entry, listed, number_of, raw, resolved, text, tree

_LOOKS = ("/C", "/F")


class Navigation:
    """Reads all that leads to a place in the document."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults: list[Fault] = []
        self._named = dict(self._names())
        self.destinations = {name: self._place(value) for name, value in self._named.items()}
        self.links = list(self._links())
        self.annotations = list(self._annotations())
        self.bookmarks = list(self._bookmarks(raw(entry(source.root, "/Outlines"), "/First"), (), set()))
        self.opens_at = self._opens_at()
        self.threads = [self._thread(resolved(item)) for item in listed(raw(source.root, "/Threads"))]
        for name, target in self.destinations.items():
            self._note(f"destination '{name}'", target)

    def _names(self) -> Iterator[tuple[str, Any]]:
        old = entry(self.source.root, "/Dests") or {}
        yield from ((str(key), raw(old, key)) for key in old)
        yield from (
            (_name(key), value) for key, value in tree(raw(entry(self.source.root, "/Names"), "/Dests"), "/Names")
        )

    def _place(self, destination: Any) -> Target:
        """What a destination leads to, followed through its name."""
        value = resolved(destination)
        if isinstance(value, str | bytes):
            name = _name(value)
            if name not in self._named:
                return Target(broken=f"there is no place named '{name}'")
            value = resolved(self._named[name])
        if hasattr(value, "raw_get"):
            value = entry(value, "/D")
        items = listed(value)
        if not items:
            return Target(broken="it names no page")
        page = self.source.page_of(items[0])
        view = " ".join(_plain(resolved(item)) for item in items[1:])
        return Target(broken="its page is not in the document") if page is None else Target(page, view)

    def _target(self, node: Any) -> Target:
        """What a link or bookmark leads to."""
        if "/Dest" in node:
            return self._place(raw(node, "/Dest"))
        action = entry(node, "/A")
        return Target() if action is None else self._action(action)

    def _action(self, action: Any) -> Target:
        match entry(action, "/S"):
            case "/GoTo":
                return self._place(raw(action, "/D"))
            case "/URI":
                return Target(elsewhere=str(text(action, "/URI")))
        return Target(elsewhere=f"{entry(action, '/S')} {self.source.fingerprint(action)}")

    def _links(self) -> Iterator[Link]:
        for page, annotation in self._on_pages():
            if entry(annotation, "/Subtype") == "/Link":
                target = self._target(annotation)
                self._note(f"link on page {page + 1}", target)
                yield Link(page, _rectangle(annotation), target)

    def _annotations(self) -> Iterator[Annotation]:
        for page, annotation in self._on_pages():
            owner = raw(annotation, "/P")
            if owner is not None and self.source.page_of(owner) != page:
                self.faults.append(Fault("an annotation names another page than it is on", f"page {page + 1}"))
            kind, look = str(entry(annotation, "/Subtype"))[1:], self.source.fingerprint(annotation)
            yield Annotation(page, kind, _rectangle(annotation), look)

    def _on_pages(self) -> Iterator[tuple[int, Any]]:
        for index, page in enumerate(self.source.pages):
            yield from ((index, resolved(item)) for item in listed(raw(page, "/Annots")))

    def _bookmarks(self, reference: Any, above: tuple[str, ...], seen: set[int]) -> Iterator[Bookmark]:
        while (node := resolved(reference)) is not None:
            if number_of(reference) in seen:
                self.faults.append(Fault("the bookmarks go round in a circle", str(above)))
                return
            seen.add(number_of(reference))
            path, target = (*above, text(node, "/Title") or ""), self._target(node)
            self._note(f"bookmark '{path[-1]}'", target)
            look = " ".join(f"{key} {entry(node, key)}" for key in _LOOKS if entry(node, key) is not None)
            opened = (entry(node, "/Count") or 0) > 0 if "/First" in node else None
            yield Bookmark(path, target, look, opened)
            yield from self._bookmarks(raw(node, "/First"), path, seen)
            reference = raw(node, "/Next")

    def _opens_at(self) -> Target | None:
        action = entry(self.source.root, "/OpenAction")
        if action is None:
            return None
        target = self._action(action) if hasattr(action, "raw_get") else self._place(action)
        self._note("where the document opens", target)
        return target

    def _thread(self, thread: Any) -> tuple[int | None, ...]:
        pages: list[int | None] = []
        first = reference = raw(thread, "/F")
        while (bead := resolved(reference)) is not None and len(pages) < 10_000:
            pages.append(self.source.page_of(raw(bead, "/P")))
            reference = raw(bead, "/N")
            if number_of(reference) == number_of(first):
                break
        return tuple(pages)

    def _note(self, what: str, target: Target) -> None:
        if target.broken:
            self.faults.append(Fault("something leads nowhere", f"{what}: {target.broken}"))


def _name(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _plain(value: Any) -> str:
    return f"{round(float(value), 2):g}" if isinstance(value, int | float) else str(value or "-")


def _rectangle(annotation: Any) -> tuple[float, ...]:
    return tuple(round(float(resolved(side)), 2) for side in listed(raw(annotation, "/Rect")))
