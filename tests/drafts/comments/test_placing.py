"""Where a mark belongs: page, line, words and source, as an editor looks them up."""

from pathlib import Path

import pytest
from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject, RectangleObject

from brochure.drafts.comments.collecting import collect
from brochure.drafts.comments.model import Anchor, AnnotationKind
from brochure.findings import Report
from brochure.manifest.reading import read_manifest
from tests.drafts.comments.conftest import SECTION_PAGE, TABLES_PAGE, ReadBack
from tests.support.annotating import Annotator, Box
from tests.support.drafts import DRAFT
from tests.support.projects import SECTION, TEXT


def draw(marked: Annotator, subtype: str, box: Box) -> None:
    """Draw a straight line, or a narrow rectangle."""
    numbers = ArrayObject([FloatObject(value) for value in box])
    entries = {"Line": {"L": numbers}, "Ink": {"InkList": ArrayObject([numbers])}, "Square": {}}[subtype]
    marked.add(SECTION_PAGE, subtype, box, **entries)


def test_a_mark_has_the_printed_page_and_line_and_the_line_of_its_source(
    marked: Annotator, read_back: ReadBack, draft: Path
) -> None:
    marked.highlight(SECTION_PAGE, "I 2014 var")
    marked.highlight(SECTION_PAGE, "hele befolkningen (")
    first, second = read_back(marked)

    page = read_manifest(draft).pages[SECTION_PAGE]
    lines = {line.text[:10]: line.number for line in page.lines}
    assert (first.page, first.line, first.standing) == ("8", lines["I 2014 var"], Anchor.TEXT)
    assert first.sources == (f"{TEXT}:11",)
    assert (second.page, second.line) == ("8", lines["lavere enn"])
    assert second.sources == (f"{TEXT}:12",)


def test_a_mark_on_what_a_draft_tells_of_something_gone_has_that_line(redrafted: Path, tmp_path: Path) -> None:
    path = redrafted / DRAFT.format("2")
    manifest = read_manifest(path)
    page = next(p for p in manifest.pages if any("Flyttet hit" in line.text for line in p.lines))
    told = next(line for line in page.lines if "hit fra" in line.text)
    marked = Annotator(path)
    sheet = manifest.pages.index(page)
    marked.highlight(sheet, "Flyttet hit", "Hvorfor?")
    [box] = marked.boxes(sheet, "utkast 1.")
    marked.note(sheet, box[0] + 12, box[1] - 7, "Godt")
    report = Report()

    [file] = collect([marked.save(tmp_path / "marked.pdf")], report)

    assert [(c.standing, c.line, c.words) for c in file.comments] == [
        (Anchor.TEXT, told.number, "Flyttet hit"),
        (Anchor.TEXT, told.number, "utkast"),
    ]


def test_a_mark_over_a_line_end_has_all_its_words(marked: Annotator, read_back: ReadBack) -> None:
    marked.highlight(SECTION_PAGE, "4,7 prosentpoeng lavere enn")
    [comment] = read_back(marked)
    assert comment.words == "4,7 prosentpoeng lavere enn"


def test_a_word_that_is_parted_at_the_end_of_a_line_is_joined(marked: Annotator, read_back: ReadBack) -> None:
    boxes = [*marked.boxes(TABLES_PAGE, "Resten av befolk"), *marked.boxes(TABLES_PAGE, "ningen")]
    marked.cover(TABLES_PAGE, "Highlight", boxes)
    assert read_back(marked)[0].words == "Resten av befolkningen"


def test_a_part_of_a_word_is_told_in_brackets(marked: Annotator, read_back: ReadBack) -> None:
    left, bottom, _, top = marked.boxes(SECTION_PAGE, "innvandrerne i")[0]
    marked.add(SECTION_PAGE, "StrikeOut", (left, bottom, left + 9, top))
    assert read_back(marked)[0].words == "[in]nvandrerne"


def test_a_mark_over_two_blocks_names_both_sources(marked: Annotator, read_back: ReadBack) -> None:
    boxes = [*marked.boxes(SECTION_PAGE, "innvandrere er i jobb"), *marked.boxes(SECTION_PAGE, "I 2014 var 63,7")]
    marked.cover(SECTION_PAGE, "Highlight", boxes)

    [comment] = read_back(marked)

    assert comment.words == "innvandrere er i jobb / I 2014 var 63,7"
    assert comment.sources == (f"{TEXT}:9", f"{TEXT}:11")


def test_an_insertion_stands_between_two_words(marked: Annotator, read_back: ReadBack) -> None:
    box = marked.boxes(SECTION_PAGE, "63,7 prosent av")[0]
    before = marked.boxes(SECTION_PAGE, "63,7 prosent")[-1]
    marked.caret(SECTION_PAGE, before[2] + 1.2, box, "bare")

    [comment] = read_back(marked)

    assert (comment.kind, comment.words, comment.text) == (AnnotationKind.INSERTION, "prosent ‸ av", "bare")


def test_an_insertion_may_stand_inside_a_word(marked: Annotator, read_back: ReadBack) -> None:
    [box] = marked.boxes(SECTION_PAGE, "lavere e")
    marked.caret(SECTION_PAGE, box[2] + 0.2, box, "n")
    assert read_back(marked)[0].words == "e‸nn"


def test_a_wide_sign_of_insertion_stands_between_words(marked: Annotator, read_back: ReadBack) -> None:
    [(left, bottom, _, _)] = marked.boxes(SECTION_PAGE, "innvandrerne i ")
    marked.add(SECTION_PAGE, "Caret", (left - 1, bottom - 8, left + 19, bottom + 6), Contents="alle")
    [comment] = read_back(marked)
    assert (comment.words, comment.line) == ("av ‸ innvandrerne", 9)


@pytest.mark.parametrize("size", [0, 24])
def test_a_note_takes_the_word_below_its_upper_left_corner(size: int, marked: Annotator, read_back: ReadBack) -> None:
    left, bottom, right, top = marked.boxes(SECTION_PAGE, "lavere")[0]
    x, y = (left + right) / 2, (bottom + top) / 2
    marked.add(SECTION_PAGE, "Text", (x, y - size, x + size, y), Contents="Hvorfor?")
    [comment] = read_back(marked)
    assert (comment.kind, comment.words, comment.sources) == (AnnotationKind.NOTE, "lavere", (f"{TEXT}:11",))


def test_a_text_box_in_the_margin_is_told_with_the_line_beside_it(marked: Annotator, read_back: ReadBack) -> None:
    _, bottom, _, top = marked.boxes(SECTION_PAGE, "lavere enn")[0]
    marked.text_box(SECTION_PAGE, (620, bottom - 30, 740, top + 4), "Skriv om")

    [comment] = read_back(marked)

    assert (comment.kind, comment.standing, comment.line, comment.words) == (
        AnnotationKind.TEXT_BOX,
        Anchor.OUTSIDE,
        10,
        "",
    )
    assert comment.sources == (f"{TEXT}:11",)


def test_a_text_box_with_a_line_to_a_word_belongs_to_that(marked: Annotator, read_back: ReadBack) -> None:
    left, bottom, right, top = marked.boxes(SECTION_PAGE, "økte")[0]
    tip = ((left + right) / 2, (bottom + top) / 2)
    box, line = (620, 100, 740, 150), (*tip, 600, 130, 620, 130)
    marked.text_box(SECTION_PAGE, box, "Når?", CL=line, IT=NameObject("/FreeTextCallout"))
    marked.text_box(SECTION_PAGE, box, "Uten linje", CL=line)

    with_line, without = read_back(marked)

    assert (with_line.standing, with_line.words) == (Anchor.TEXT, "økte.")
    assert (without.text, without.standing) == ("Uten linje", Anchor.OUTSIDE)


def test_a_note_in_a_figure_names_the_figure_and_its_file(marked: Annotator, read_back: ReadBack) -> None:
    marked.note(SECTION_PAGE, 300, 330, "Fin figur")
    [comment] = read_back(marked)
    assert comment.standing is Anchor.FIGURE
    assert comment.figure == "figure 1 «Flere innvandrere er i jobb»"
    assert comment.sources == (f"{SECTION}/figures.yaml:1",)


def test_words_of_a_figure_are_read_too(marked: Annotator, read_back: ReadBack) -> None:
    marked.highlight(SECTION_PAGE, "Prosent (aksen begynner")
    [comment] = read_back(marked)
    assert (comment.standing, comment.words) == (Anchor.FIGURE, "Prosent (aksen begynner")


def test_a_mark_on_an_entry_of_the_lists_belongs_to_the_source_of_the_entry(
    marked: Annotator, read_back: ReadBack, draft: Path
) -> None:
    pages = read_manifest(draft).pages
    for words in ("Uavrundet 0,8", "f1 Figur 1"):
        on = next(i for i, page in enumerate(pages) for line in page.lines if words in line.text and line.block is None)
        marked.highlight(on, words)

    number, figure = read_back(marked)

    assert number.sources == (f"{TEXT}:7",)
    assert figure.sources == (f"{SECTION}/figures.yaml:1",)


def test_what_stands_on_a_page_without_lines_is_told_with_the_page_alone(
    marked: Annotator, read_back: ReadBack, draft: Path
) -> None:
    pages = read_manifest(draft).pages
    empty = next(i for i, page in enumerate(pages) if not any(line.block is not None for line in page.lines))
    marked.note(empty, 300, 400, "Tom side?")
    [comment] = read_back(marked)
    assert (comment.page, comment.line, comment.standing) == (pages[empty].label, None, Anchor.OUTSIDE)


def test_a_ring_around_words_covers_them(marked: Annotator, read_back: ReadBack) -> None:
    left, bottom, right, top = marked.boxes(SECTION_PAGE, "Andelen økte")[0]
    marked.add(SECTION_PAGE, "Circle", (left - 5, bottom - 3, right + 5, top + 3), Contents="Påstand")
    [comment] = read_back(marked)
    assert (comment.kind, comment.words) == (AnnotationKind.DRAWING, "Andelen økte.")


def test_what_is_typed_over_a_line_is_put_in_at_that_place(marked: Annotator, read_back: ReadBack) -> None:
    [(left, _, _, top)] = marked.boxes(SECTION_PAGE, "hele befolkningen")
    marked.text_box(SECTION_PAGE, (left - 1, top - 1, left + 40, top + 11), "nesten")

    [comment] = read_back(marked)

    assert (comment.kind, comment.words, comment.text) == (AnnotationKind.INSERTION, "i ‸ hele", "nesten")
    assert comment.line == 10


@pytest.mark.parametrize("subtype", ["Line", "Ink"])
def test_a_stroke_through_words_strikes_them_out(subtype: str, marked: Annotator, read_back: ReadBack) -> None:
    [(left, bottom, right, top)] = marked.boxes(SECTION_PAGE, "av innvandrerne")
    height = bottom + (top - bottom) * 0.45
    draw(marked, subtype, (left, height, right, height + 1))
    [comment] = read_back(marked)
    assert (comment.kind, comment.words) == (AnnotationKind.STRIKE_OUT, "av innvandrerne")


def test_a_stroke_below_words_underlines_them(marked: Annotator, read_back: ReadBack) -> None:
    [(left, bottom, right, _)] = marked.boxes(SECTION_PAGE, "av innvandrerne")
    draw(marked, "Ink", (left, bottom - 1, right, bottom - 1))
    [comment] = read_back(marked)
    assert (comment.kind, comment.words) == (AnnotationKind.UNDERLINE, "av innvandrerne")


def test_an_arrow_strikes_nothing(marked: Annotator, read_back: ReadBack) -> None:
    [(left, bottom, _, _)] = marked.boxes(SECTION_PAGE, "av innvandrerne")
    ends = ArrayObject([NameObject("/None"), NameObject("/OpenArrow")])
    marked.add(
        SECTION_PAGE, "Line", (left, bottom, 500, bottom + 3), L=(500, bottom + 3, left + 2, bottom + 3), LE=ends
    )
    [comment] = read_back(marked)
    assert (comment.kind, comment.words) == (AnnotationKind.DRAWING, "av")


@pytest.mark.parametrize("subtype", ["Line", "Ink", "Square"])
@pytest.mark.parametrize("x", [205, 560])
def test_a_bar_in_the_margin_marks_its_lines(subtype: str, x: float, marked: Annotator, read_back: ReadBack) -> None:
    [(_, bottom, _, _)] = marked.boxes(SECTION_PAGE, "lavere enn")
    [(_, _, _, top)] = marked.boxes(SECTION_PAGE, "I 2014 var")
    draw(marked, subtype, (x, bottom, x + 1, top))

    [comment] = read_back(marked)

    assert (comment.kind, comment.standing, comment.line) == (AnnotationKind.DRAWING, Anchor.TEXT, 9)
    assert comment.words.startswith("I 2014 var 63,7")
    assert comment.words.endswith("Tabell 1 viser")


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_turned_and_cropped_pages_are_read_as_the_others(turned: int, marked: Annotator, read_back: ReadBack) -> None:
    marked.highlight(SECTION_PAGE, "av innvandrerne", "Her")
    page = marked.writer.pages[SECTION_PAGE]
    page[NameObject("/Rotate")] = NumberObject(turned)
    page.cropbox = RectangleObject((30, 40, 700, 800))
    page.trimbox = RectangleObject((30, 40, 700, 800))

    [comment] = read_back(marked)

    assert (comment.line, comment.words) == (6, "av innvandrerne")


def test_pages_that_a_reader_took_out_or_put_in_shift_nothing(marked: Annotator, read_back: ReadBack) -> None:
    marked.highlight(SECTION_PAGE, "av innvandrerne", "Her")
    marked.writer.remove_page(3)
    marked.writer.insert_blank_page(700, 800, 0)
    marked.writer.insert_blank_page(700, 800, 0)
    marked.note(0, 300, 300, "Følgebrev")

    letter, comment = read_back(marked)

    assert (comment.page, comment.line, comment.words) == ("8", 6, "av innvandrerne")
    assert (letter.text, letter.line) == ("Følgebrev", None)
