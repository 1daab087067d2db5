"""An annex is joined to propositions that other programs have made, and neither loses anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from brochure.attaching.joining.gate.compare import Before, differences
from brochure.attaching.joining.gate.text import words_of
from brochure.attaching.joining.join import Joined, Wanted, join, joined_bytes
from tests.support.annexes import ANNEX
from tests.support.command import brochure
from tests.support.joined import Inventory, lost, read
from tests.support.joined.inventory import Element, Mark
from tests.support.pdf import ReadPdf
from tests.support.propositions import CONFORMING, TAGGED, UNTAGGED, open_document, proposition
from tests.support.verapdf import FLAVOURS, need_validator, validate

_FIRST, _BETWEEN, _LAST = 0, 3, 5
"""Before the first page, between pages, after the last."""
_ENDS = [(name, at) for name in ("typst", "libreoffice-form", "pdftex") for at in (_FIRST, _LAST)]

_read = cache(read)


@dataclass(frozen=True, slots=True)
class _Case:
    path: Path
    joined: Joined
    before: tuple[Inventory, Inventory]
    at: int

    @property
    def after(self) -> Inventory:
        return read(self.path)


def _join(host: Path, annex: Path, at: int, target: Path) -> _Case:
    one, other = open_document(host), open_document(annex)
    with one.pdf, other.pdf:
        joined = join(one.pdf, other.pdf, Wanted(at, "Særskilt vedlegg X-0000 B"))
        target.write_bytes(joined_bytes(one.pdf, other.pdf))
    return _Case(target, joined, (_read(host), _read(annex)), at)


def _marks(element: Element) -> Iterator[Mark]:
    """The marked content that is read below an element, in the order of reading."""
    for item in element.content:
        if isinstance(item, Element):
            yield from _marks(item)
        elif isinstance(item, Mark):
            yield item


@pytest.mark.parametrize(("name", "at"), [*((name, _BETWEEN) for name in TAGGED + UNTAGGED), *_ENDS])
def test_nothing_is_lost(name: str, at: int, small_annex: Path, tmp_path: Path) -> None:
    case = _join(proposition(name), small_annex / ANNEX, at, tmp_path / "joined.pdf")
    after = case.after
    assert lost(*case.before, after, at=at) == []
    assert [link for link in after.links if link.target.broken] == []
    top = next(bookmark for bookmark in after.bookmarks if bookmark.title == "Særskilt vedlegg X-0000 B")
    assert top.target.page == at
    with pikepdf.open(case.path) as pdf:
        assert pdf.check_pdf_syntax() == []
    if at == _BETWEEN:
        assert _gate(proposition(name), small_annex / ANNEX, case) == []


def _gate(host: Path, annex: Path, case: _Case) -> list[str]:
    """What the last gate of the command says of a join."""
    with pikepdf.open(host) as one, pikepdf.open(annex) as other:
        return differences(
            Before(one, words_of(host), "host"), Before(other, words_of(annex), "annex"), case.path, case.at
        )


@pytest.mark.parametrize("name", TAGGED)
def test_the_annex_is_read_where_it_stands(name: str, small_annex: Path, tmp_path: Path) -> None:
    case = _join(proposition(name), small_annex / ANNEX, _BETWEEN, tmp_path / "joined.pdf")
    pages = [mark.page for top in case.after.elements for mark in _marks(top)]
    added = len(case.before[1].pages)
    of_annex = [number for number, page in enumerate(pages) if case.at <= page < case.at + added]
    assert of_annex == list(range(of_annex[0], of_annex[0] + len(of_annex))), "its content is read in one go"
    assert set(pages[: of_annex[0]]) <= set(range(case.at + 1)), "what stands before it is read before it"


@pytest.mark.slow
@pytest.mark.parametrize("name", dict.fromkeys(name for name, _ in CONFORMING))
def test_what_both_keep_the_joined_file_keeps(name: str, small_annex: Path, tmp_path: Path) -> None:
    need_validator()
    annex = small_annex / ANNEX
    case = _join(proposition(name), annex, _BETWEEN, tmp_path / "joined.pdf")
    assert case.joined.annex.flavours == ("3a", "ua1")
    kept = {flavour for host, flavour in CONFORMING if host == name}
    assert {flavour for flavour in case.joined.claims.flavours if flavour in FLAVOURS} == kept
    for flavour in kept:
        assert [str(failure) for failure in validate(case.path, flavour)] == []


@pytest.mark.slow
def test_the_shipped_annex_in_a_proposition(shipped_pdf: ReadPdf, tmp_path: Path) -> None:
    """It is built beside the brochure, whose figures it shows."""
    need_validator()
    folder = Path(str(shipped_pdf.pdf.filename)).parent
    done = brochure("build", "2016", "--profile", "annex", "--output", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (annex,) = folder.glob("*-nb-annex.pdf")
    case = _join(proposition("typst"), annex, _LAST, tmp_path / "joined.pdf")
    assert lost(*case.before, case.after, at=case.at) == []
    for flavour in FLAVOURS:
        assert [str(failure) for failure in validate(case.path, flavour)] == []
