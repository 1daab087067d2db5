"""The bookmarks of an annex stand below one of their own, in the order of the pages."""

from pathlib import Path

import pytest

from brochure.attaching.joining.join import Wanted, join, joined_bytes
from brochure.findings import UsageError
from tests.support.annexes import ANNEX
from tests.support.joined import read
from tests.support.joined.inventory import Bookmark
from tests.support.propositions import open_document, proposition, sample


def _bookmarks(annex: Path, wanted: Wanted, target: Path, host_name: str = "typst") -> list[Bookmark]:
    host, other = open_document(proposition(host_name)), open_document(annex)
    with host.pdf, other.pdf:
        join(host.pdf, other.pdf, wanted)
        target.write_bytes(joined_bytes(host.pdf, other.pdf))
    return read(target).bookmarks


def test_the_annex_is_closed_among_the_chapters(small_annex: Path, tmp_path: Path) -> None:
    before = sample("typst").bookmarks
    found = _bookmarks(small_annex / ANNEX, Wanted(3, "Vedlegg 3"), tmp_path / "joined.pdf")
    tops = [mark for mark in found if len(mark.path) == 1]
    at = next(number for number, mark in enumerate(tops) if mark.title == "Vedlegg 3")
    assert tops[at].opened is False
    assert all((mark.target.page or 0) < 3 for mark in tops[:at])
    assert all((mark.target.page or 0) > 3 for mark in tops[at + 1 :])
    inside = [mark.path[1:] for mark in found if mark.path[0] == "Vedlegg 3" and len(mark.path) > 1]
    assert inside == [mark.path for mark in read(small_annex / ANNEX).bookmarks]
    assert len(found) == len(before) + len(inside) + 1


def test_within_a_chapter_the_annex_stands_among_its_sections(small_annex: Path, tmp_path: Path) -> None:
    found = _bookmarks(small_annex / ANNEX, Wanted(2, "Vedlegg 3"), tmp_path / "joined.pdf", "weasyprint")
    pages = [mark.target.page or 0 for mark in found]
    assert pages == sorted(pages)
    annex = next(mark for mark in found if mark.title == "Vedlegg 3")
    assert len(annex.path) > 1


def test_the_annex_below_a_heading(small_annex: Path, tmp_path: Path) -> None:
    title = sample("typst").bookmarks[0].title
    found = _bookmarks(small_annex / ANNEX, Wanted(5, "Vedlegg 3", under=title.upper()), tmp_path / "joined.pdf")
    assert (title, "Vedlegg 3") in [mark.path for mark in found]


def test_a_heading_that_is_not_there(small_annex: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no bookmark «Finnes ikke»"):
        _bookmarks(small_annex / ANNEX, Wanted(5, "Vedlegg 3", under="Finnes ikke"), tmp_path / "joined.pdf")
