"""A draft of the small edition, as a proofreader opens it, and as an editor builds it again."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from brochure.command.main import main
from brochure.findings import Faults
from brochure.manifest.model import Account, LineRecord, Manifest, PageRecord
from brochure.manifest.reading import read_manifest
from tests.support.command import brochure, copy_of, replace_in
from tests.support.drafts import DRAFT, MOVED, build_draft
from tests.support.next_years import named_edition
from tests.support.pdf import ReadPdf
from tests.support.projects import ROOT, TEXT, make_project
from tests.support.verapdf import FLAVOURS, Flavour, need_validator, validate

SAME = ("Innledning", "Arbeid", "De fleste innvandrere er i jobb", "Tallene bak figurene", "Kilder")
"""Headings that both drafts have."""


def manifest_of(folder: Path, draft: str) -> Manifest:
    return read_manifest(folder / DRAFT.format(draft))


def texts(path: Path) -> Iterator[str]:
    """The text of each page, as copied from a reader."""
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            yield page.get_textpage().get_text_range()
    finally:
        document.close()


def test_every_page_tells_which_draft_it_is(drafted: Path) -> None:
    manifest = manifest_of(drafted, "1")
    pages = [page for page in manifest.pages if any(token.what == "draft line" for token in page.tokens)]
    printed = list(texts(drafted / DRAFT.format("1")))

    assert len(pages) > 10
    for text in printed[: len(pages)]:
        assert f"Utkast 1 · Mål for integrering, 2016 · bokmål · innhold {manifest.content_hash[:12]}" in text


def test_line_numbers_begin_anew_on_each_page_and_stand_beside_their_lines(drafted: Path) -> None:
    manifest = manifest_of(drafted, "1")
    numbered = 0
    for page in manifest.pages:
        numbers = [token for token in page.tokens if token.what == "line number"]
        lines = {line.number for line in page.lines if line.block is not None}
        assert [int(token.text) for token in numbers] == list(range(1, len(lines) + 1))
        for token in numbers:
            beside = [line.area for line in page.lines if line.number == int(token.text)]
            assert min(abs(area.bottom - token.area.bottom) for area in beside) < 8
            numbered += 1
    assert numbered > 50


def references_on(page: PageRecord, kind: str) -> list[tuple[float, float, int]]:
    """The references of a kind ("t") in the margin of a page: their foot, left side and number, as they are read."""
    found = [token for token in page.tokens if token.what == "reference to the lists" and token.text[0] == kind]
    return sorted((token.area.bottom, token.area.left, int(token.text[1:])) for token in found)


def test_a_number_has_its_reference_in_the_margin_and_its_entry_in_the_lists(drafted: Path) -> None:
    manifest = manifest_of(drafted, "1")
    position = next(
        i for i, use in enumerate(manifest.uses) if use.numbers == ("innvandrere",) and "%" not in use.printed
    )
    page = next(p for p in manifest.pages if any(t.account is Account.NUMBER and t.of == position for t in p.tokens))
    token = next(t for t in page.tokens if t.account is Account.NUMBER and t.of == position)
    before = [t for t in page.tokens if t.account is Account.NUMBER and t.area.bottom == token.area.bottom]
    beside = [each for each in references_on(page, "t") if abs(each[0] - token.area.bottom) < 8]
    _, left, number = beside[sorted(t.area.left for t in before).index(token.area.left)]
    whole = " ".join(" ".join(texts(drafted / DRAFT.format("1"))).split())

    assert left > token.area.right
    entry = whole[whole.rindex(f"t{number} {token.text.replace(chr(160), ' ')}") :]
    for said in ("Uavrundet 63,7", "Innvandrere", "numbers.yaml:1 innvandrere: arbeid/sysselsatte"):
        assert said in entry[:600]


@pytest.mark.parametrize("kind", ["t", "p", "f"])
def test_references_are_numbered_as_a_reader_meets_them(kind: str, drafted: Path) -> None:
    numbers = [number for page in manifest_of(drafted, "1").pages for _, _, number in references_on(page, kind)]

    assert len(numbers) >= 1
    assert list(dict.fromkeys(numbers)) == list(range(1, len(set(numbers)) + 1))


def test_an_open_finding_is_flagged_beside_its_line_and_listed(redrafted: Path) -> None:
    manifest = manifest_of(redrafted, "2")
    assert [finding.rpartition(" ")[2] for finding in manifest.findings] == ["[double-point]", "[space-before-sign]"]
    page, flag = next((p, t) for p in manifest.pages for t in p.tokens if t.text == "m1")
    line = next(line for line in page.lines if "gruppene.." in line.text)
    assert abs(line.area.bottom - flag.area.bottom) < 8
    whole = " ".join(" ".join(texts(redrafted / DRAFT.format("2"))).split())
    assert f"double-point side {page.label}, linje {line.number}" in whole
    assert "To punktum eller komma står ved siden av hverandre. «" in whole


def test_a_finding_whose_sign_stands_several_times_in_a_paragraph_is_flagged_at_its_own(redrafted: Path) -> None:
    manifest = manifest_of(redrafted, "2")
    page, flag = next((p, t) for p in manifest.pages for t in p.tokens if t.text == "m2")
    line = next(line for line in page.lines if line.text.endswith("før ."))
    assert line.start > 0
    assert abs(line.area.bottom - flag.area.bottom) < 8


@pytest.mark.slow
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_draft_with_changes_conforms(flavour: Flavour, redrafted: Path) -> None:
    need_validator()
    assert [str(failure) for failure in validate(redrafted / DRAFT.format("2"), flavour)] == []


def test_what_is_written_behind_and_beside_the_text_is_not_read_with_it(drafted: Path) -> None:
    read = ReadPdf(drafted / DRAFT.format("1")).structure.text

    assert "Lister til korrekturen" in read
    assert "Utkast 1 · Mål for integrering, 2016 · bokmål · innhold" in read[read.index("Lister til korrekturen") :]
    assert "Utkast 1" not in read[: read.index("Lister til korrekturen")]


def test_every_digit_of_a_draft_is_accounted_for(redrafted: Path) -> None:
    for draft in "12":
        tokens = [token for page in manifest_of(redrafted, draft).pages for token in page.tokens]
        assert [token for token in tokens if token.account is Account.UNACCOUNTED] == []


def test_the_pages_of_a_draft_are_wider_and_otherwise_those_of_the_brochure(drafted: Path) -> None:
    finished, draft = read_manifest(drafted / "output/liten-utgave-nb.pdf"), manifest_of(drafted, "1")
    for page, other in zip(finished.pages, draft.pages, strict=False):
        assert (other.label, other.height) == (page.label, page.height)
        assert other.width > page.width + 100
        assert [line for line in other.lines if line.block is not None] == [
            line for line in page.lines if line.block is not None
        ]


@pytest.mark.slow
def test_the_lines_of_a_draft_break_as_those_of_the_brochure(small_built: Path, tmp_path: Path) -> None:
    """Every line of a column is as wide: one of many lengths would break elsewhere in a narrower one."""
    folder = copy_of(small_built, tmp_path / "project")
    words = ["og", "så", "den", "flytter", "norskfødte", "innvandringsår"]
    prose = "\n\n".join(" ".join(words[(i * j) % 6] for i in range(1, 40)) for j in range(1, 9))
    for part in ("innledning", "kilder", "arbeid"):
        text = folder / f"data/editions/2016/{part}/text.nb.md"
        text.write_text(f"{text.read_text('utf-8')}\n\n{prose}\n", encoding="utf-8")
    assert brochure("build", "--project", folder).returncode == 0
    build_draft(folder)
    finished, draft = read_manifest(folder / "output/liten-utgave-nb.pdf"), manifest_of(folder, "1")
    lines = [
        [line.text for page in each.pages for line in page.lines if line.block is not None]
        for each in (finished, draft)
    ]
    assert len(lines[0]) > 100
    assert lines[1][: len(lines[0])] == lines[0]


def test_changes_since_a_draft_are_shown_in_the_text(redrafted: Path) -> None:
    whole = " ".join(" ".join(texts(redrafted / DRAFT.format("2"))).split())

    assert "Andelen økte har vokst." in whole.replace("øktehar", "økte har")
    assert "Endringer siden utkast 1" in whole
    after = whole[whole.index("Endrede tall") :]
    assert "63,7 prosent" in after
    assert "63,9 prosent" in after
    assert "Nye data." in after
    assert "63,7 → 63,9" in after


def test_a_changed_number_is_told_with_all_its_places_in_order(redrafted: Path) -> None:
    manifest = manifest_of(redrafted, "2")
    whole = " ".join(" ".join(texts(redrafted / DRAFT.format("2"))).split())
    told = whole[whole.index("Endrede tall") : whole.index("Andre endringer")]
    places = [
        f"side {page.label}, linje {line.number}"
        for page in manifest.pages
        for line in sorted(page.lines, key=lambda line: line.number)
        if line.block is not None and re.search(r"63,9\s(%|pro)", line.text)
    ]

    assert len(places) >= 4
    assert "; ".join(places) in told


def test_a_changed_claim_is_told_with_its_place_and_values(redrafted: Path) -> None:
    page, line = next((page, line) for page in manifest_of(redrafted, "2").pages for line in page.lines if line.claims)
    whole = " ".join(" ".join(texts(redrafted / DRAFT.format("2"))).split())

    told = f"Endret påstand: «Andelen har vokst.» side {page.label}, linje {line.number} endring: 0,8 → 1,0"
    assert told in whole[whole.index("Andre endringer") :]


def told_on(manifest: Manifest, text: str) -> tuple[PageRecord, LineRecord]:
    """The page and the line in which a draft tells something of its own."""
    return next((p, line) for p in manifest.pages for line in p.lines if line.notice is not None and text in line.text)


def test_a_removed_row_is_struck_in_its_table_with_a_line_number(redrafted: Path) -> None:
    page, row = told_on(manifest_of(redrafted, "2"), "Resten av befolkningen")
    beside = [line for line in page.lines if line.number == row.number]
    above = next(line for line in page.lines if line.text == "Innvandrere" and line.area.top > row.area.top - 20)

    assert [line.text for line in beside] == ["Resten av befolkningen", "69,3", "69,1"]
    assert [line.said for line in beside] == ["", "", ""]
    assert above.area.left == row.area.left
    assert above.area.top < row.area.top
    assert [t.text for t in page.tokens if t.what == "line number" and t.text == str(row.number)] == [str(row.number)]


def test_a_moved_paragraph_is_told_at_both_places_with_the_page(redrafted: Path) -> None:
    old, new = manifest_of(redrafted, "1"), manifest_of(redrafted, "2")
    before = next(page.label for page in old.pages for line in page.lines if line.text == MOVED)
    stands, told = told_on(new, f"Flyttet hit fra side {before} i utkast 1.")
    _, away = told_on(new, f"«{MOVED}» er flyttet til side {stands.label}.")

    following = next(line for line in stands.lines if line.number == told.number + 1)
    assert following.text == MOVED
    assert away.struck == ()
    assert "Fjernet og flyttet" in " ".join(texts(redrafted / DRAFT.format("2")))


def test_a_changed_figure_says_its_changed_values_beside_it(redrafted: Path) -> None:
    manifest = manifest_of(redrafted, "2")
    page, drawing = next((p, t) for p in manifest.pages for t in p.tokens if t.account is Account.DRAWING)
    values = [line for line in page.lines if line.text == "Innvandrere, 2014: 63,7 → 63,9"]

    assert len(values) == 1
    assert values[0].area.left > drawing.area.right
    assert drawing.area.top <= values[0].area.top < drawing.area.bottom


def test_pages_with_changes_have_the_numbers_of_the_brochure(redrafted: Path) -> None:
    old, new = manifest_of(redrafted, "1"), manifest_of(redrafted, "2")

    def numbers(manifest: Manifest) -> dict[str, str]:
        return {
            line.text: page.label for page in manifest.pages for line in page.lines if line.text in SAME and line.number
        }

    assert numbers(new) == numbers(old)


def test_removed_words_are_not_part_of_what_the_draft_says(redrafted: Path) -> None:
    manifest = manifest_of(redrafted, "2")

    assert any("Andelen har vokst." in block.text for block in manifest.blocks)
    assert not any("økte" in block.text for block in manifest.blocks)


def test_the_same_again_is_the_same_draft_to_the_byte(drafted: Path, tmp_path: Path) -> None:
    folder = copy_of(drafted, tmp_path / "project")
    before = (folder / DRAFT.format("1")).read_bytes()
    build_draft(drafted)

    assert (drafted / DRAFT.format("1")).read_bytes() == before
    assert not (drafted / DRAFT.format("2")).exists()


def test_a_draft_for_the_language_has_no_lists_of_cells(redrafted: Path, tmp_path: Path) -> None:
    folder = copy_of(redrafted, tmp_path / "project")
    build_draft(folder, "--draft", "2", "--against", "1", "--for", "language")
    whole, short = folder / DRAFT.format("2"), folder / DRAFT.format("2-language")
    manifest = read_manifest(short)
    lists = " ".join(texts(short)).partition("Lister til korrekturen")[2]

    assert manifest.content_hash == read_manifest(whole).content_hash
    assert "To punktum eller komma står ved siden av hverandre." in lists
    assert "63,7 prosent" in lists
    assert "Uavrundet" not in lists
    assert "numbers.yaml" not in lists
    assert {kind for page in manifest.pages for kind in "tpfm" if references_on(page, kind)} == {"m"}


def test_a_draft_that_a_reader_has_marked_is_not_written_over(drafted: Path, tmp_path: Path) -> None:
    folder = copy_of(drafted, tmp_path / "project")
    path = folder / DRAFT.format("1")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[9, 9, 20, 20], Contents="Nei"
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
        pdf.save(path)
    marked = path.read_bytes()

    done = brochure("build", "--profile", "proof", "--project", folder)

    assert done.returncode == 1
    assert "this draft has been changed since it was built" in done.stderr
    assert path.read_bytes() == marked


def test_without_the_kept_drafts_no_file_of_a_draft_is_written_over(drafted: Path, tmp_path: Path) -> None:
    folder = copy_of(drafted, tmp_path / "project")
    shutil.rmtree(folder / "output/drafts")
    before = (folder / DRAFT.format("1")).read_bytes()
    replace_in(folder / TEXT, "Andelen økte.", "Andelen har vokst.")

    done = brochure("build", "--profile", "proof", "--project", folder, "--draft", "1")
    assert done.returncode == 1
    assert "this file is draft 1 already, and says something else; leave out --draft to have number 2" in done.stderr
    build_draft(folder)

    assert (folder / DRAFT.format("1")).read_bytes() == before
    assert manifest_of(folder, "2").draft == "2"


FAULTS = {
    "number that is taken": (("--draft", "1"), "draft 1 in nb is kept already, and says something else"),
    "draft that is not there": (("--against", "7"), "kept are '1'"),
    "file that is not there": (("--against", "gone.pdf"), "there is no such file"),
}


@pytest.mark.parametrize(("options", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_what_cannot_be_drafted_is_told(options: tuple[str, ...], message: str, drafted: Path, tmp_path: Path) -> None:
    folder = copy_of(drafted, tmp_path / "project")
    replace_in(folder / TEXT, "Andelen økte.", "Andelen har vokst.")
    before = sorted(path.name for path in (folder / "output").iterdir())

    done = brochure("build", "--profile", "proof", "--project", folder, *options)

    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in (folder / "output").iterdir()) == before


def test_options_of_drafts_without_a_draft_are_wrong_usage(small_built: Path) -> None:
    for options in (("--draft", "3"), ("--against", "2"), ("--double-spaced",), ("--for", "language")):
        done = brochure("build", "--project", small_built, *options)
        assert done.returncode == 2
        assert f"{options[0]} goes with --profile proof" in done.stderr


@pytest.mark.parametrize("name", ["../../x", "a b", "..", "", "1_2", "-3"])
def test_a_name_that_is_none_of_a_file_is_wrong_usage(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--project", str(ROOT), "--profile", "proof", f"--draft={name}"]) == 2
    assert "letters, digits, points and hyphens" in capsys.readouterr().err


def test_a_damaged_draft_is_told_with_its_file(redrafted: Path, tmp_path: Path) -> None:
    folder = copy_of(redrafted, tmp_path / "project")
    for path in (folder / "output/drafts/objects").iterdir():
        path.write_bytes(path.read_bytes()[:100])

    done = brochure("build", "--profile", "proof", "--project", folder, "--against", "1")

    assert done.returncode == 1
    assert "output/drafts/objects/" in done.stderr
    assert "cut short or damaged" in done.stderr


def test_another_pdf_carries_no_manifest(tmp_path: Path) -> None:
    strange, broken = tmp_path / "strange.pdf", tmp_path / "broken.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(strange)
    broken.write_bytes(strange.read_bytes()[:200])

    for path, message in ((strange, "was not made by this program"), (broken, "not a whole PDF")):
        with pytest.raises(Faults, match=message):
            read_manifest(path)


def test_a_printed_period_is_listed_with_what_it_stands_for(tmp_path: Path) -> None:
    """In an edition that names its periods; it is printed beside numbers, and is none of them."""
    folder = tmp_path / "project"
    make_project(folder, named_edition(), layouts=True, fonts=True)
    replace_in(folder / TEXT, "{% claim mindre %}", "Tallene gjelder {{ naa | aar }}. {% claim mindre %}")
    build_draft(folder)
    pages = " ".join(" ".join(texts(folder / "output" / "liten-2016-nb-draft-1.pdf")).split())
    assert "{{ naa | aar }} naa: 2014" in pages
