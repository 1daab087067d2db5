"""The elements that boxes were made from: their numbers, their places in the project, the figures around them.

Does not know where anything stands on a page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from brochure.findings import Place
from brochure.making.laid_out.model import LaidOutPage
from brochure.project.theme import Theme

_CLASS = re.compile(r'class="([^"]*)"')
_WORD = re.compile(r"[\w-]+")


class Elements:
    """A document as a tree, and the texts of the templates and styles it came from, by file."""

    def __init__(self, root: Element, layouts: Mapping[str, str]) -> None:
        self.in_order = tuple(root.iter())
        self._numbers = {element: number for number, element in enumerate(self.in_order)}
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._layouts = layouts
        self._classes = {p: set(_WORD.findall(" ".join(_CLASS.findall(text)))) for p, text in layouts.items()}
        self._places: dict[tuple[str, ...], Place] = {}

    def number(self, element: Element | None) -> int:
        """The number of an element in document order; -1 for none."""
        return -1 if element is None else self._numbers.get(element, -1)

    def place(self, element: Element | None, margin: str = "") -> Place:
        """Where an element comes from: `data-place` on it or around it, else the template that writes its class.

        `margin` is the name of a page margin box, which has no element: "@top-right".
        """
        chain = tuple(self.around(element))
        for item in chain:
            path, _, line = item.get("data-place", "").rpartition(":")
            if path:
                return Place(path, int(line))
        if margin:
            return self._first_place(re.compile(rf"{re.escape(margin)}(?![\w-])"), self._layouts)
        return self._written_in(tuple(name for item in chain for name in item.get("class", "").split()))

    def figure_title(self, element: Element) -> str:
        """The title of the figure around an element; nothing when there is none."""
        for item in self.around(element):
            if item.tag == "figure":
                titles = (child for child in item.iter() if "title" in child.get("class", "").split())
                return next((" ".join("".join(title.itertext()).split()) for title in titles), "")
        return ""

    def around(self, element: Element | None) -> Iterator[Element]:
        """An element and those it stands in, from the inside out."""
        while element is not None:
            yield element
            element = self._parents.get(element)

    def _written_in(self, classes: tuple[str, ...]) -> Place:
        """The line with the innermost of `classes` that a template has, in the file that has most of all of them."""
        if classes not in self._places:
            written = {
                path: set(re.findall(r"[\w-]+", " ".join(_CLASS.findall(t)))) for path, t in self._layouts.items()
            }
            name = next((name for name in classes if any(name in names for names in written.values())), None)
            files = [path for path, names in written.items() if name in names]
            files.sort(key=lambda path: -len(written[path].intersection(classes)))
            pattern = re.compile(rf'class="[^"]*(?<![\w-]){re.escape(name or "")}(?![\w-])')
            self._places[classes] = self._first_place(pattern, files)
        return self._places[classes]

    def _first_place(self, pattern: re.Pattern[str], files: Iterable[str]) -> Place:
        """The first line of `files` that a pattern matches; the document's own template when there is none."""
        for path in files:
            if match := pattern.search(self._layouts[path]):
                return Place(path, self._layouts[path].count("\n", 0, match.start()) + 1)
        return Place(next(iter(self._layouts), "layouts/templates/brochure.html"))


@dataclass(frozen=True, slots=True)
class Sheets:
    """Laid-out pages as plain values, the elements that they were made from, and the theme that they should keep.

    `problems` is what drawings tell of themselves, by the figure's name.
    """

    pages: tuple[LaidOutPage, ...]
    elements: Elements
    theme: Theme
    problems: Mapping[str, Sequence[str]]
