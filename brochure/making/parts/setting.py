"""One part of a document set in pages, and written as a PDF whose typefaces are left out.

The style sheets are parsed once for all parts that a process sets. Knows WeasyPrint 70; not what the parts say, nor
what becomes of the pieces.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from brochure.making.laid_out.elements import Elements
from brochure.making.laid_out.reading import read_pages
from brochure.making.pages.templates import layout_texts
from brochure.making.parts.dividing import body_of, skeleton
from brochure.making.parts.piece import Piece, Sheet, UsedFont
from brochure.making.recording.doors import Door
from brochure.making.writing.doors import open_doors
from brochure.making.writing.fontconfig import restrict_fonts
from brochure.making.writing.writing import Filed, Press, contents_entries, write_pages
from brochure.project.sources.project import Project

_BREAKS = frozenset({"page", "always", "left", "right", "recto", "verso"})


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be set: a document with it alone, its style sheet, the number of its first page.

    `carried` is what running heads go on saying, by the name of the string; `elsewhere` are ids in other parts that
    it leads to. What identifies its tags begins with `prefix`; without one it is laid out only, and not written. The
    pages of `doors` are counted from the first of the part.
    """

    html: str
    styles: str
    first: int
    carried: Mapping[str, str]
    elsewhere: frozenset[str]
    variant: str
    doors: tuple[Door, ...] = ()
    prefix: str = ""

    @property
    def own_styles(self) -> str:
        """What is added to the style sheet."""
        side = "right" if self.first % 2 else "left"
        strings = ", ".join(f"{name} {_quoted(words)}" for name, words in self.carried.items())
        told = f" string-set: {strings};" if strings else ""
        return f"@page :first {{ counter-reset: page {self.first} }}\nhtml {{ break-before: {side};{told} }}"


def set_part(root: Path, task: Task) -> Piece:
    """A part of the project in a folder, set in a process that does nothing else; raises `Faults` as `Setter`."""
    return _setter(root).set(task)


@cache
def _setter(root: Path) -> "Setter":
    return Setter(Project(root))


class Setter:
    """Sets parts of a project, each with the style sheets and typefaces that it has read for those before."""

    def __init__(self, project: Project) -> None:
        restrict_fonts(project)
        self._project = project
        self._layouts = layout_texts(project)
        self._press = Press(project)
        self._sheets: dict[str, Any] = {}
        self._laid: dict[str, tuple[tuple[str, ...], ElementTree.Element | None, Any]] = {}

    def begins(self, root: ElementTree.Element, styles: str) -> tuple[bool, ...]:
        """Of each element of a document's body, whether its style lets it begin a page."""
        bare = skeleton(root)
        style_of = self._press.computed(bare, [self._sheet(styles)])
        found: list[bool] = []
        before = None
        for element in body_of(bare):
            style = style_of(element)
            found.append(style["break_before"] in _BREAKS or (before is not None and style["page"] != before))
            before = style["page"]
        return tuple(found)

    def set(self, task: Task) -> Piece:
        """A part in pages, or as it is written; what was laid out here before is written without doing so again.

        Raises `Faults` as `lay_out` does.
        """
        known = (task.styles, task.own_styles, task.variant)
        if task.prefix:
            before, root, document = self._laid.pop(task.html, ((), None, None))
            return self._write(task, *(self._lay_out(task) if root is None or before != known else (root, document)))
        root, document = self._lay_out(task)
        self._laid[task.html] = known, root, document
        elements = Elements(root, self._layouts)
        base = elements.number(next(iter(body_of(root))))
        return Piece(b"", base, read_pages(document, elements), _sheets(document, _anchors(document)), ())

    def _lay_out(self, task: Task) -> tuple[ElementTree.Element, Any]:
        root = ElementTree.fromstring(task.html)
        sheets = [self._sheet(task.styles), self._press.sheet(task.own_styles)]
        return root, self._press.pages(root, sheets, task.variant)

    def _write(self, task: Task, root: ElementTree.Element, document: Any) -> Piece:
        anchors = _anchors(document)
        for name in sorted(task.elsewhere):  # to be found when the parts are joined
            document.pages[-1].anchors.setdefault(name, (0.0, 0.0, 0.0, 0.0))
        open_doors(document, task.doors)
        with _without_typefaces():
            pdf = write_pages(self._project, document, task.variant, Filed(), contents_entries(root), task.prefix)
        fonts = tuple(_used(key, font) for key, font in document.fonts.items())
        return Piece(pdf, 0, (), _sheets(document, anchors), fonts)

    def _sheet(self, styles: str) -> Any:
        if styles not in self._sheets:
            self._sheets[styles] = self._press.sheet(styles)
        return self._sheets[styles]


def _anchors(document: Any) -> list[dict[str, tuple[float, ...]]]:
    """Where named places stand on each page."""
    return [{name: tuple(map(float, at)) for name, at in page.anchors.items()} for page in document.pages]


def _sheets(document: Any, anchors: Sequence[dict[str, tuple[float, ...]]]) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(page.width, page.height, tuple(map(_bookmark, page.bookmarks)), own)
        for page, own in zip(document.pages, anchors, strict=True)
    )


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _bookmark(mark: Any) -> tuple[int, str, tuple[float, ...], str]:
    level, words, at, state = mark
    return level, words, tuple(map(float, at)), state


def _used(key: int, font: Any) -> UsedFont:
    variations = ",".join(f"{name}={value}" for name, value in font.variations.items())
    return UsedFont(
        key, font.family, font.style, font.weight, font.font_size, variations, dict(font.widths), dict(font.to_unicode)
    )


@contextmanager
def _without_typefaces() -> Iterator[None]:
    """While the block runs, WeasyPrint writes the first letters of a typeface's file alone, which tell its kind."""
    font: Any = import_module("weasyprint.pdf.fonts").Font
    clean = font.clean

    def cut(self: Any, to_unicode: Any, hinting: Any) -> None:
        self.file_content = self.file_content[:4]

    font.clean = cut
    try:
        yield
    finally:
        font.clean = clean
