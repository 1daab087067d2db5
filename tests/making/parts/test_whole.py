"""An edition set in parts is the edition set at one go: the same pages, words, tags, links and bookmarks."""

import datetime
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.making.finishing import sheets_of
from brochure.making.laid_out.model import LaidOutBox
from brochure.making.pages.document import Composed
from brochure.making.parts.crew import Alone
from brochure.making.parts.keeping import Shelf, shelf_of
from brochure.making.parts.piece import Piece
from brochure.making.parts.setting import Task
from brochure.making.parts.whole import InParts, divided, set_all
from brochure.making.writing.writing import Filed, lay_out, write_pdf
from brochure.project.profiles import SCREEN
from tests.support.pages import composed
from tests.support.pdf import Element, ReadPdf
from tests.support.projects import Files

FILED = Filed((), datetime.date(2020, 1, 1), "a" * 32, ())
TEXT = "data/editions/2016/arbeid/text.nb.md"


class Watched(Alone):
    """Sets parts in this process, and tells which."""

    def __init__(self, edition: Composed) -> None:
        super().__init__(edition.project)
        self.tasks: list[Task] = []

    def run(self, tasks: Sequence[Task]) -> list[Piece]:
        self.tasks += tasks
        return super().run(tasks)


def in_parts(edition: Composed, shelf: Shelf | None = None) -> tuple[InParts, list[Task]]:
    crew = Watched(edition)
    shelf = shelf or shelf_of(edition.project)
    return set_all(divided(edition, SCREEN, crew, shelf), crew, shelf), crew.tasks


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    return composed(tmp_path_factory.mktemp("small"))[0]


@pytest.fixture(scope="module")
def parted(small: Composed) -> InParts:
    return in_parts(small)[0]


@pytest.fixture(scope="module")
def both(small: Composed, parted: InParts, tmp_path_factory: pytest.TempPathFactory) -> tuple[ReadPdf, ReadPdf]:
    """The PDF out of parts, and the one that was set at one go."""
    folder = tmp_path_factory.mktemp("both")
    (folder / "parts.pdf").write_bytes(parted.write((), FILED))
    laid = lay_out(small.project, small.html, small.styles, SCREEN.variant)
    (folder / "whole.pdf").write_bytes(write_pdf(small.project, laid, FILED))
    return ReadPdf(folder / "parts.pdf"), ReadPdf(folder / "whole.pdf")


def test_it_is_parted(parted: InParts) -> None:
    assert len(parted.tasks) > 8
    assert parted.set_anew == len(parted.tasks)


def test_everything_stands_where_it_stands_in_the_whole(small: Composed, parted: InParts) -> None:
    whole = sheets_of(lay_out(small.project, small.html, small.styles, SCREEN.variant), small).pages
    pages = parted.sheets.pages
    assert [page.label for page in pages] == [page.label for page in whole]
    assert [_inside(page.root) for page in pages] == [_inside(page.root) for page in whole]


def _inside(box: LaidOutBox) -> object:
    """A page but for the height of the boxes around its part, which end with that."""
    outer = [child for child in box.children if child.tag == "html"]
    parts = [body.children for html in outer for body in html.children]
    return parts, [child for child in box.children if child.tag != "html"]


def test_words_links_and_bookmarks_are_those_of_the_whole(both: tuple[ReadPdf, ReadPdf]) -> None:
    parts, whole = both
    assert parts.text == whole.text
    assert parts.bookmarks == whole.bookmarks
    assert parts.links == whole.links
    assert parts.addresses == whole.addresses


def test_a_listener_hears_the_same(both: tuple[ReadPdf, ReadPdf]) -> None:
    parts, whole = both
    assert _heard(parts.structure) == _heard(whole.structure)


def _heard(element: Element) -> object:
    inner = [item if isinstance(item, str) else _heard(item) for item in element.content]
    return element.tag, element.alt, element.scope, element.page, len(element.headers), inner


def test_every_cell_names_headers_that_are_there_once(both: tuple[ReadPdf, ReadPdf]) -> None:
    cells = both[0].structure.all("TH", "TD")
    known = [cell.identifier for cell in cells if cell.identifier]
    assert len(known) == len(set(known))
    assert {name for cell in cells for name in cell.headers} <= set(known)


def test_each_typeface_is_in_the_file_once(both: tuple[ReadPdf, ReadPdf]) -> None:
    files = [str(font.BaseFont) for font in both[0].fonts]
    assert sorted(set(files)) == sorted({str(font.BaseFont) for font in both[1].fonts})


def test_what_is_kept_gives_the_same_bytes(small: Composed, parted: InParts) -> None:
    written = parted.write((), FILED)
    again, tasks = in_parts(small)
    assert again.set_anew == 0
    assert again.write((), FILED) == written
    assert tasks == []


def test_only_the_part_that_changed_is_set_again(tmp_path: Path, small: Composed, parted: InParts) -> None:
    changed = _changed(tmp_path, small, {TEXT: _text(small).replace("Arbeid", "Sysselsetting", 1)})
    found, tasks = in_parts(changed)
    shown = {task.html.partition("<body")[2] for task in tasks}
    assert all("Sysselsetting" in html for html in shown)
    assert found.set_anew < len(parted.tasks) / 2
    fresh, _ = in_parts(changed, replace(shelf_of(changed.project), surroundings="new"))
    assert found.write((), FILED) == fresh.write((), FILED)


def test_lines_that_move_down_in_a_file_set_nothing_again(tmp_path: Path, small: Composed, parted: InParts) -> None:
    moved = _changed(tmp_path, small, {TEXT: _text(small).replace("\n---\n", "\n---\n\n\n", 1)})
    found, tasks = in_parts(moved)
    assert tasks == []
    front = _text(small).partition("\n---\n")[0].count("\n") + 2
    assert [line - 2 for line in _lines(found) if line > front + 2] == [line for line in _lines(parted) if line > front]


def _lines(found: InParts) -> list[int]:
    """The lines of the text that boxes come from."""
    standing = (item.box for page in found.sheets.pages for item in page.standing())
    return [box.place.line or 0 for box in standing if box.place.path == TEXT]


@pytest.mark.parametrize("damage", [b"", b"not what was kept", None])
def test_what_is_damaged_is_not_used(tmp_path: Path, small: Composed, parted: InParts, damage: bytes | None) -> None:
    copied = _changed(tmp_path, small, {})
    for path in (copied.project.cache / "parts").iterdir():
        path.write_bytes(path.read_bytes()[:-9] if damage is None else damage)
    found, _ = in_parts(copied)
    assert found.set_anew == len(parted.tasks)
    assert found.write((), FILED) == parted.write((), FILED)


@pytest.mark.parametrize("at_once", [2, 64])
def test_many_at_once_make_the_same(small: Composed, parted: InParts, at_once: int) -> None:
    crew = Watched(small)
    crew.at_once = at_once
    shelf = replace(shelf_of(small.project), surroundings=f"{at_once} at once")
    found = set_all(divided(small, SCREEN, crew, shelf), crew, shelf)
    assert found.write((), FILED) == parted.write((), FILED)


def test_wrong_numbers_of_pages_that_are_kept_lead_to_no_wrong_number(small: Composed, parted: InParts) -> None:
    crew = Watched(small)
    shelf = shelf_of(small.project)
    document = divided(small, SCREEN, crew, shelf)
    for task in document.tasks:
        shelf.note_pages(task, 3)
    found = set_all(document, crew, shelf)
    assert found.write((), FILED) == parted.write((), FILED)


def _text(edition: Composed) -> str:
    return (edition.project.root / TEXT).read_text("utf-8")


def _changed(folder: Path, edition: Composed, changes: Files) -> Composed:
    """The edition with changes in another folder, where what was kept is kept too."""
    found = composed(folder, changes)[0]
    shutil.copytree(edition.project.cache / "parts", found.project.cache / "parts")
    return found
