"""Room for text, measured before it is set, against what is set."""

import pytest

from brochure.making.pages.measuring import Measure
from brochure.making.tables.table import PrintedTable, Row
from tests.support.charts import theme, typefaces
from tests.support.pdf import ReadPdf


@pytest.fixture(scope="module")
def measure() -> Measure:
    return Measure(theme(), typefaces())


def table(*labels: str, columns: tuple[str, ...] = ("2014",)) -> PrintedTable:
    return PrintedTable("Region", (), columns, tuple(Row(label, ("1",)) for label in labels), "", ())


def test_a_text_takes_more_lines_in_a_narrower_column(measure: Measure) -> None:
    text = "Kilde: Statistisk sentralbyrå, sysselsatte i prosent av alle i gruppen"
    assert measure.lines(text, 8, 168) == 1
    assert measure.lines(text, 8, 60) == 2
    assert measure.lines(text, 8, 5) == len(text.split())


def test_an_entry_of_the_contents_breaks_evenly_over_as_few_lines(measure: Measure) -> None:
    short, long = (
        "Flere er i arbeid",
        "Innvandrere var oftere registrert ledige enn hele arbeidsstyrken i de årene som er vist her",
    )
    sizes, page = theme().type, theme().page
    room = theme().measure - page.side - 3 * page.gutter
    assert measure.entry_gap(short) == 0
    assert (
        measure.lines(long, sizes.table, room) == measure.lines(long, sizes.table, room - measure.entry_gap(long)) == 2
    )
    assert room - measure.entry_gap(long) < room * 0.75


def test_notes_get_whole_lines_of_the_grid(measure: Measure) -> None:
    line = theme().type.leading
    short = '<p class="note">Kort.</p>'
    assert measure.notes_height(short, 168) == line
    assert measure.notes_height(short * 3, 168) == 3 * line
    assert measure.notes_height(short * 4, 168) == 3 * line


def test_row_headers_are_as_wide_as_the_longest_label_within_limits(measure: Measure) -> None:
    limits = theme().tables
    short, long = (measure.stub_width(table(label), 8.75, 168, 3) for label in ("Asia", "Norskfødte " * 9))
    between = measure.stub_width(table("Asia", "Nord-Amerika og Oseania"), 8.75, 168, 3)
    assert short < limits.stub_least
    assert long == limits.stub_most
    assert 30 < between < 45


def test_row_headers_leave_every_column_room_for_its_longest_word(measure: Measure) -> None:
    columns = ("Innvandrarar", "Norskfødde", "Resten")
    narrow = measure.stub_width(table("Norskfødde " * 9, columns=columns), 8, 80, 1.5)
    assert narrow < theme().tables.stub_most
    assert (80 - narrow) / 3 - 1.5 >= 14


def test_key_figures_are_as_large_as_titles_where_all_have_room(measure: Measure) -> None:
    sizes = theme().type
    short, long = ["15,6 %"] * 3, ["1 234 567 890"] * 3
    assert measure.key_size([[], short]) == sizes.title
    assert measure.key_size([short, long]) == sizes.heading
    assert measure.key_size([long[:1]]) == sizes.title


def test_heads_of_columns_get_room_for_the_longest(measure: Measure) -> None:
    line = theme().type.leading
    assert measure.head_height(table("Asia"), 25) == line
    assert measure.head_height(table("Asia", columns=("Utenfor arbeidsstyrken",)), 20) == 2 * line


def test_the_lines_of_the_running_text_stand_on_one_grid_through_every_section(shipped_pdf: ReadPdf) -> None:
    """Every line of the text column stands a whole number of lines above every other one of its page."""
    sizes, page = theme().type, theme().page
    columns = [(margin + page.side + page.gutter) * 72 / 25.4 for margin in (page.inner, page.outer)]
    top = [item for item in shipped_pdf.bookmarks if item.level == 1]
    first, end = (
        next(item.page for item in top if item.title == title) for title in ("Befolkning", "Tallene bak figurene")
    )
    for number, runs in enumerate(shipped_pdf.pages[first:end], start=first):
        at_column = (run for run in runs if any(abs(run.x - x) < 0.1 for x in columns))
        lines = [run.y for run in at_column if run.size == pytest.approx(sizes.body, abs=0.01)]
        off = [((y - lines[0]) / sizes.leading + 0.5) % 1 - 0.5 for y in lines]
        assert max(map(abs, off), default=0) < 0.1, f"page {number + 1}: {off}"
