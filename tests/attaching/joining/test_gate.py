"""The last gate finds whatever a joiner loses, and nothing in a join that is sound."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from brochure.attaching.joining import join as joiner
from brochure.attaching.joining.gate.compare import Before, differences
from brochure.attaching.joining.gate.likeness import Likeness
from brochure.attaching.joining.gate.text import words_of
from brochure.attaching.joining.join import Wanted, joined_bytes
from brochure.command import attach
from brochure.command.main import main
from tests.support.propositions import open_document, proposition

_AT = 3
pytestmark = pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")
_ANNEX = "libreoffice-form"


@dataclass(frozen=True, slots=True)
class _Joined:
    """A join, and the two files that it was made of."""

    content: bytes
    host: Before
    annex: Before

    def found(self, broken: Callable[[pikepdf.Pdf], None], written: Path) -> list[str]:
        """What the gate says of the join after it was damaged."""
        with pikepdf.open(io.BytesIO(self.content)) as pdf:
            broken(pdf)
            pdf.save(written)
        return differences(self.host, self.annex, written, _AT)


@pytest.fixture(scope="module")
def joined() -> Iterator[_Joined]:
    """Two propositions as one."""
    paths = proposition("typst"), proposition(_ANNEX)
    one, other = (open_document(path) for path in paths)
    with one.pdf, other.pdf:
        joiner.join(one.pdf, other.pdf, Wanted(_AT, "Vedlegg 3"))
        content = joined_bytes(one.pdf, other.pdf)
    with pikepdf.open(paths[0]) as host, pikepdf.open(paths[1]) as annex:
        yield _Joined(content, Before(host, words_of(paths[0]), "host"), Before(annex, words_of(paths[1]), "annex"))


def _empty(pdf: Any) -> None:
    pdf.pages[1].obj.Contents = pdf.make_stream(b"")


def _other_operator(pdf: Any) -> None:
    content = pdf.pages[1].obj.Contents
    content.write(content.read_bytes().replace(b" Tf", b" Tf 1 Tr", 1))


def _no_link(pdf: Any) -> None:
    del pdf.pages[1].obj.Annots[0]


def _other_link(pdf: Any) -> None:
    pdf.pages[1].obj.Annots[0].Rect = Array([0, 0, 1, 1])


def _other_font(pdf: Any) -> None:
    fonts = pdf.pages[1].obj.Resources.Font
    font = fonts[sorted(fonts.keys())[0]]
    pdf.make_indirect(font).DescendantFonts[0].FontDescriptor.FontFile3 = pdf.make_stream(b"another")


def _turned(pdf: Any) -> None:
    pdf.pages[0].rotate(90, relative=True)


def _cropped(pdf: Any) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 0, 100, 100])


def _no_label(pdf: Any) -> None:
    pdf.Root.PageLabels = pikepdf.NumberTree.new(pdf).obj


def _no_places(pdf: Any) -> None:
    del pdf.Root.Names["/Dests"]


def _no_file(pdf: Any) -> None:
    del pdf.Root.Names.EmbeddedFiles


def _other_bookmark(pdf: Any) -> None:
    pdf.Root.Outlines.First.Title = String("Another")


def _no_field(pdf: Any) -> None:
    pdf.Root.AcroForm.Fields = Array([])


def _no_page(pdf: Any) -> None:
    del pdf.pages[0]


def _other_alt(pdf: Any) -> None:
    next(item for item in pdf.objects if isinstance(item, Dictionary) and "/Alt" in item).Alt = String("Another")


def _other_viewer(pdf: Any) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def _other_title(pdf: Any) -> None:
    pdf.docinfo["/Title"] = "Another"


def _of_annex(pdf: Any) -> None:
    pdf.pages[_AT + 1].obj.Resources = Dictionary()


def _mark_lost(pdf: Any) -> None:
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    parents[int(pdf.pages[0].obj.StructParents)] = pdf.make_indirect(Array([]))


def _element_renamed(pdf: Any) -> None:
    pdf.Root.StructTreeRoot.K[0].K[0].S = Name.Artifact


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (_empty, "host: page #2: its content"),
        (_other_operator, "host: page #2: its content"),
        (_no_link, "host: page #2: its links, fields and notes"),
        (_other_link, "host: page #2: its links, fields and notes"),
        (_other_font, "its fonts, pictures and other resources"),
        (_turned, "host: page #1: its rotation"),
        (_cropped, "host: page #1: its visible part"),
        (_no_label, "host: the label of page #1"),
        (_no_places, "host: what is called"),
        (_no_file, "host: what is called «tall-i-teksten.csv»"),
        (_other_bookmark, "host: the bookmark"),
        (_no_field, "annex: 2 of 2 items of /Fields"),
        (_no_page, "the written file has 9 pages, not 5 and 5"),
        (_other_alt, "of the element /Figure of its tags"),
        (_other_viewer, "host: the catalog's /ViewerPreferences /DisplayDocTitle"),
        (_other_title, "host: the document's properties (/Title)"),
        (_of_annex, "annex: page #2: its fonts, pictures and other resources"),
        (_mark_lost, "host: the tags of content with the key"),
        (_element_renamed, "of its tags, which is /Artifact"),
    ],
)
def test_what_a_joiner_might_lose_is_found(
    broken: Callable[[Any], None], told: str, joined: _Joined, tmp_path: Path
) -> None:
    assert told in "\n".join(joined.found(broken, tmp_path / "joined.pdf"))


def test_of_a_sound_join_nothing_is_said(joined: _Joined, tmp_path: Path) -> None:
    assert joined.found(lambda _: None, tmp_path / "joined.pdf") == []


def _scan(number: int) -> pikepdf.Pdf:
    """A picture whose parameters stand elsewhere in the file, as scanners write it."""
    pdf = pikepdf.new()
    for _ in range(number):
        pdf.make_indirect(Dictionary())
    parameters = pdf.make_indirect(Dictionary(K=-1, Columns=8))
    picture = pikepdf.Stream(pdf, b"\x00\x10\x01", Filter=Name.CCITTFaxDecode, DecodeParms=parameters)
    pdf.Root.Im = pdf.make_indirect(picture)
    return pdf


def test_a_picture_whose_parameters_have_another_number_is_the_same() -> None:
    one, other = _scan(1), _scan(9)
    assert Likeness({}).difference("/Im", one.Root.Im, other.Root.Im) is None
    other.Root.Im.DecodeParms.Columns = 16
    assert Likeness({}).difference("/Im", one.Root.Im, other.Root.Im) is not None


def _notes(last: str) -> pikepdf.Pdf:
    """Each note answers the next, 3,000 of them."""
    pdf = pikepdf.new()
    note = pdf.make_indirect(Dictionary(Contents=String(last)))
    for _ in range(3_000):
        note = pdf.make_indirect(Dictionary(IRT=note))
    pdf.Root.Note = note
    return pdf


def test_the_place_of_a_difference_is_short_however_long_the_way_to_it() -> None:
    one, other = _notes("a"), _notes("b")
    assert len(Likeness({}).difference("/Note", one.Root.Note, other.Root.Note) or "") in range(20, 400)


def test_a_file_with_another_attached_is_compared_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(host: pikepdf.Pdf, name: str, *_: Any) -> str:
        _empty(host)
        return name

    monkeypatch.setattr(attach, "attach_file", broken)
    target = tmp_path / "prop.pdf"
    arguments = ["attach", str(proposition(_ANNEX)), str(proposition("typst")), "-o", str(target), "--as-attachment"]
    assert main(arguments) == 1
    said = capsys.readouterr().err
    assert "without loss, and nothing was written" in said
    assert "page #2: its content" in said
    assert f"the attached file «{_ANNEX}.pdf»" in said
    assert list(tmp_path.iterdir()) == []


def test_the_words_are_compared_too() -> None:
    """What stands in the file alone may be the same where another program shows something else."""
    with pikepdf.open(proposition("typst")) as pdf:
        _empty(pdf)
        pdf.save(other := io.BytesIO())
    before, after = words_of(proposition("typst")).digests, words_of(other.getvalue()).digests
    assert [one == same for one, same in zip(before, after, strict=True)] == [True, False, True, True, True]


@pytest.mark.parametrize(
    ("step", "is_left_out", "told"),
    [
        ("join_labels", False, "the proposition's: page #2: its content"),
        ("join_files", True, "the brochure's: what is called «Original.odt»"),
        ("join_destinations", True, "the brochure's: "),
        ("join_forms", True, "the brochure's: 2 of 2 items of /Fields"),
    ],
)
def test_the_command_writes_nothing_when_a_step_loses_something(
    step: str,
    is_left_out: bool,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = getattr(joiner, step)

    def broken(carrier: Any, *others: Any) -> None:
        if not is_left_out:
            before(carrier, *others)
            _empty(carrier.host)

    monkeypatch.setattr(joiner, step, broken)
    target = tmp_path / "prop.pdf"
    target.write_bytes(b"last year's")
    assert main(["attach", str(proposition(_ANNEX)), str(proposition("typst")), "-o", str(target)]) == 1
    said = capsys.readouterr().err
    assert "without loss, and nothing was written" in said
    assert told in said
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"last year's"]
