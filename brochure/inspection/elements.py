"""The elements that boxes were made from: their numbers, their places in the project, the figures around them.

Does not know where anything stands on a page.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from brochure.findings import Place


class Elements:
    """A document as a tree, and the texts of the templates and styles it came from, by file."""

    def __init__(self, root: Element, layouts: Mapping[str, str]) -> None:
        self._numbers = {element: number for number, element in enumerate(root.iter())}
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._layouts = layouts
        self._places: dict[str, Place | None] = {}

    def number(self, element: Element | None) -> int:
        """The number of an element in document order; -1 for none."""
        return -1 if element is None else self._numbers.get(element, -1)

    def place(self, element: Element | None, margin: str = "") -> Place:
        """Where an element comes from: `data-place` on it or around it, else the template that writes its class.

        `margin` is the name of a page margin box, which has no element: "@top-right".
        """
        chain = list(self._around(element))
        for item in chain:
            path, _, line = item.get("data-place", "").rpartition(":")
            if path:
                return Place(path, int(line))
        marks = [f'class="{name}' for item in chain for name in item.get("class", "").split()]
        marks += [f"@{margin.lstrip('@')}"] if margin else []
        for mark in marks:
            if (place := self._first_place(mark)) is not None:
                return place
        return Place(next(iter(self._layouts), "layouts/templates/brochure.html"))

    def figure_title(self, element: Element) -> str:
        """The title of the figure around an element; nothing when there is none."""
        for item in self._around(element):
            if item.tag == "figure":
                titles = (child for child in item.iter() if "title" in child.get("class", "").split())
                return next((" ".join("".join(title.itertext()).split()) for title in titles), "")
        return ""

    def _around(self, element: Element | None) -> Iterator[Element]:
        while element is not None:
            yield element
            element = self._parents.get(element)

    def _first_place(self, mark: str) -> Place | None:
        """The first line of the layouts on which `mark` stands as a whole word."""
        if mark not in self._places:
            pattern = re.compile(rf"{re.escape(mark)}(?![\w-])")
            hits = ((path, text, pattern.search(text)) for path, text in self._layouts.items())
            found = ((path, text.count("\n", 0, match.start()) + 1) for path, text, match in hits if match)
            self._places[mark] = next((Place(path, line) for path, line in found), None)
        return self._places[mark]
