"""A whole edition out of its parts: each set where the pages before it end, or taken as it was kept, and all joined.

The pages are those that the document would have if it were set at one go. Parts whose pages show the numbers of others,
such as the contents, are set last.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from brochure.making.laid_out.elements import Elements, Sheets
from brochure.making.laid_out.model import LaidOutPage
from brochure.making.laid_out.reading import numbered
from brochure.making.pages.document import Composed
from brochure.making.pages.templates import layout_texts, parse_page
from brochure.making.pages.traces import Traced, take_out
from brochure.making.parts.binding import bind
from brochure.making.parts.crew import Crew
from brochure.making.parts.dividing import (
    Part,
    alone,
    asked_pages,
    body_of,
    carried_strings,
    divide,
    links,
    not_of_the_first,
    skeleton,
    targets,
    with_pages_known,
)
from brochure.making.parts.joining import join
from brochure.making.parts.keeping import Shelf, content_of, printed
from brochure.making.parts.piece import Piece
from brochure.making.parts.setting import Task
from brochure.making.recording.doors import Door
from brochure.making.writing.writing import Filed
from brochure.project.profiles import Profile

_DRAWN = {"svg": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}
"""The names of drawings, by the prefixes that they are written with."""


@dataclass(frozen=True, slots=True)
class Divided:
    """A document in parts: its tree without traces, and what each part is set from but for the numbers of pages."""

    composed: Composed
    traced: Traced
    elements: Elements
    parts: tuple[Part, ...]
    tasks: tuple[Task, ...]
    asked: frozenset[str]
    first: int
    """The number of the first page of all."""
    identities: frozenset[str]
    """All ids in the document."""

    def asks(self, number: int) -> bool:
        """Whether a part shows the numbers of pages of others."""
        return any(True for _ in targets(self.parts[number], self.asked))


@dataclass(frozen=True, slots=True)
class InParts:
    """An edition whose parts are all laid out, its pages read for all that is asked of them.

    `tasks` are what they were set from, `set_anew` tells how many were.
    """

    divided: Divided
    tasks: tuple[Task, ...]
    sheets: Sheets
    set_anew: int
    crew: Crew
    shelf: Shelf

    def write(self, doors: Sequence[Door], filed: Filed) -> bytes:
        """The PDF, whose numbers lead where `doors` do; raises `Faults` as `write_pages` does.

        To be called while the crew is at work.
        """
        project, root = self.divided.composed.project, self.divided.elements.in_order[0]
        tasks = [self._written(task, doors) for task in self.tasks]
        keys = [self.shelf.key(task) for task in tasks]
        found = {key: self.shelf.piece(key) for key in keys}
        missing = [number for number, key in enumerate(keys) if found[key] is None]
        for number, made in zip(missing, self.crew.run([tasks[number] for number in missing]), strict=True):
            self.shelf.put(keys[number], made)
            found[keys[number]] = made
        if missing:
            self.shelf.tidy()
        pieces = [piece for key in keys if (piece := found[key]) is not None]
        book = bind(project, root, tasks[0].variant, pieces, filed)
        return join(book, [piece.pdf for piece in pieces])

    def _written(self, task: Task, doors: Sequence[Door]) -> Task:
        """A part as it is to be written."""
        start = task.first - self.divided.first
        pages = dict(zip((each.first for each in self.tasks), (each.first for each in self.tasks[1:]), strict=False))
        end = pages.get(task.first, len(self.sheets.pages) + self.divided.first) - self.divided.first
        own = tuple(replace(door, page=door.page - start) for door in doors if start <= door.page < end)
        led_to = {door.target for door in own} & self.divided.identities
        elsewhere = task.elsewhere | {name for name in led_to if f' id="{name}"' not in task.html}
        wanted = replace(task, doors=own, elsewhere=elsewhere)
        return replace(wanted, prefix=f"{content_of(self.divided.composed.project, wanted)[:8]}-")


def divided(composed: Composed, profile: Profile, crew: Crew, shelf: Shelf) -> Divided:
    """The document of an edition in parts."""
    root = parse_page(composed.project, composed.html)
    traced = take_out(root)
    parts = divide(root, _begins(root, composed, crew, shelf), composed.styles)
    styles, asked = composed.styles, frozenset[str]()
    if len(parts) > 1:
        styles, asked = with_pages_known(styles), asked_pages(styles)
    elements = Elements(root, layout_texts(composed.project))
    identities = frozenset(filter(None, (element.get("id") for element in elements.in_order)))
    tasks = (
        Task(
            html=_written(alone(root, part)),
            styles=not_of_the_first(styles) if number else styles,
            first=0,
            carried=carried,
            elsewhere=links(part) & identities,
            variant=profile.variant,
        )
        for number, (part, carried) in enumerate(zip(parts, carried_strings(root, parts, styles), strict=True))
    )
    annex = composed.brochure.annex
    return Divided(composed, traced, elements, parts, tuple(tasks), asked, annex.first_page if annex else 1, identities)


def set_all(document: Divided, crew: Crew, shelf: Shelf) -> InParts:
    """Every part of a document in pages; raises `Faults` as `Setter` does."""
    rounds = _Rounds(document, crew, shelf)
    rounds.run()
    pieces = [rounds.pieces[number] for number in range(len(document.parts))]
    composed, elements = document.composed, document.elements
    problems = {name: drawing.problems for name, drawing in composed.drawings.items() if drawing.problems}
    pages = numbered(list(_pages(document, pieces)))
    sheets = Sheets(pages, elements, composed.theme, problems)
    return InParts(document, rounds.tasks, sheets, rounds.set_anew, crew, shelf)


def _written(document: ElementTree.Element) -> str:
    """A document as text, without what is on no page."""
    for prefix, name in _DRAWN.items():  # a drawing that was made in this process may have asked for others
        ElementTree.register_namespace(prefix, name)
    return printed(ElementTree.tostring(document, "unicode"))


def _begins(root: ElementTree.Element, composed: Composed, crew: Crew, shelf: Shelf) -> Sequence[bool]:
    """Of each element of the body, whether it begins a page."""
    key = shelf.checksum("begins", ElementTree.tostring(skeleton(root), "unicode"), composed.styles)
    kept = shelf.fact(key)
    if isinstance(kept, list) and len(kept) == len(body_of(root)) and all(isinstance(each, bool) for each in kept):
        return kept
    found = crew.begins(root, composed.styles)
    shelf.note(key, found)
    return found


def _pages(document: Divided, pieces: Sequence[Piece]) -> Iterator[LaidOutPage]:
    elements = document.elements
    for part, piece in zip(document.parts, pieces, strict=True):
        base = elements.number(part.elements[0])
        yield from piece.pages_in(base, lambda number: elements.place(elements.in_order[number]))


class _Rounds:
    """Sets parts until each begins where the one before it ends."""

    def __init__(self, document: Divided, crew: Crew, shelf: Shelf) -> None:
        self._document, self._crew, self._shelf = document, crew, shelf
        self._asking = frozenset(number for number in range(len(document.parts)) if document.asks(number))
        known = {number: shelf.pages_of(task) for number, task in enumerate(document.tasks)}
        self._counts = {number: count for number, count in known.items() if count is not None}
        self._keys: dict[int, str] = {}
        self.pieces: dict[int, Piece] = {}
        self.tasks: tuple[Task, ...] = ()
        self.set_anew = 0

    def run(self) -> None:
        """Set what is missing, round after round."""
        for _ in range(2 * len(self._document.parts) + 5):
            if self._crew.at_once > 1 or not self._asking.issubset(self._counts):
                self._count()
            ready = self._ready()
            tasks = {number: self._task(number) for number in ready}
            missing = {number: task for number, task in tasks.items() if not self._is_there(number, task)}
            if missing:
                self._set(missing)
            elif len(ready) == len(self._document.parts) and tasks == {each: self._task(each) for each in ready}:
                self.tasks = tuple(tasks[number] for number in range(len(ready)))
                return
        raise RuntimeError("the pages of this edition never come to rest")

    def _firsts(self) -> Iterator[tuple[int, int]]:
        """The parts whose first page is known, and its number."""
        first = self._document.first
        for number in range(len(self._document.parts)):
            yield number, first
            if number not in self._counts:
                return
            first += self._counts[number]

    def _ready(self) -> list[int]:
        """The parts that can be set now: those that show others' pages when all others are there."""
        known = dict(self._firsts())
        plain = [number for number in known if number not in self._asking]
        total = len(self._document.parts)
        settled = len(known) == total and all(self._is_there(number, self._task(number)) for number in plain)
        return list(known) if settled else plain

    def _count(self) -> None:
        """Find out how many pages parts have that stand before many others, or wait for others, and is not known."""
        last = len(self._document.parts) - 2 * self._crew.at_once if self._crew.at_once > 1 else 0
        unknown = [
            number
            for number in range(len(self._document.parts))
            if number not in self._counts and (number in self._asking or number < last)
        ]
        tasks = [replace(self._document.tasks[number], first=1) for number in unknown]
        for number, piece in zip(unknown, self._crew.run(tasks) if tasks else (), strict=True):
            self._counted(number, len(piece.pages))

    def _counted(self, number: int, pages: int) -> None:
        if self._counts.get(number) != pages:
            self._counts[number] = pages
            self._shelf.note_pages(self._document.tasks[number], pages)

    def _task(self, number: int) -> Task:
        first = dict(self._firsts())[number]
        task = replace(self._document.tasks[number], first=first)
        if number not in self._asking:
            return task
        root, part = self._document.elements.in_order[0], self._document.parts[number]
        shown = self._page_numbers()
        for element, attribute, target in targets(part, self._document.asked):
            element.set(attribute, str(shown.get(target, "")))
        return replace(task, html=_written(alone(root, part)))

    def _page_numbers(self) -> Mapping[str, int]:
        """The page that each named place stands on."""
        found: dict[str, int] = {}
        for number, first in self._firsts():
            for page, sheet in enumerate(self.pieces[number].sheets if number in self.pieces else ()):
                for name in sheet.anchors:
                    found.setdefault(name, first + page)
        return found

    def _is_there(self, number: int, task: Task) -> bool:
        """Whether the piece of a part is there, perhaps as it was kept."""
        key = self._shelf.key(task)
        if self._keys.get(number) == key:
            return True
        kept = self._shelf.piece(key)
        if kept is not None:
            self._put(number, key, kept)
        return kept is not None

    def _put(self, number: int, key: str, piece: Piece) -> None:
        self._keys[number], self.pieces[number] = key, piece
        self._counted(number, len(piece.pages))

    def _set(self, missing: Mapping[int, Task]) -> None:
        if self._crew.at_once == 1:
            missing = dict(list(missing.items())[:1])  # the next one begins where this one ends
        keys = {number: self._shelf.key(task) for number, task in missing.items()}
        for number, piece in zip(missing, self._crew.run([*missing.values()]), strict=True):
            self._shelf.put(keys[number], piece)
            self._put(number, keys[number], piece)
            self.set_anew += 1
