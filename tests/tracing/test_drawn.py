"""Every number in a drawing is traced to the cell whose value it prints, and to no other that prints alike."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from brochure.command.main import main
from brochure.making.figures.rendering import draw_chart
from brochure.manifest.model import Account, ExhibitRecord, Manifest
from brochure.manifest.reading import read_manifest
from brochure.project.edition.kinds import Kind
from brochure.project.languages import Language
from brochure.statistics.numbers.rounding import round_half_away
from brochure.tracing.rebuilt import Printing, RecordedStatistics
from brochure.tracing.recomputed import check_numbers
from brochure.tracing.searching import Occurrence, all_on
from tests.pictures.samples import SAMPLES
from tests.support.altering import alter_attachment
from tests.support.charts import look
from tests.support.pdf import ReadPdf
from tests.support.shipped import Shipped

_ALL_PRINTED = ("bars", "dumbbell", "grouped_bars", "heat_table", "slope")
"""Kinds that print every value they show."""

PDF = "output/liten-utgave-nb.pdf"

Row = Mapping[str, str]


@pytest.fixture(scope="module")
def manifest(shipped_editions: Mapping[Language, Shipped]) -> Manifest:
    return read_manifest(shipped_editions[Language.BOKMAAL].path)


@pytest.fixture(scope="module")
def drawn(manifest: Manifest) -> list[Occurrence]:
    """What `trace` tells of every text with a digit in the drawings of the shipped edition."""
    labels = dict.fromkeys(page.label for page in manifest.pages)
    return [each for label in labels for each in all_on(manifest, label) if each.account == Account.DRAWING]


def sheet(pdf: ReadPdf, exhibit: ExhibitRecord) -> list[Row]:
    """The rows of the file attached to a figure."""
    content = pdf.attachments[exhibit.attachment or ""].decode()
    return list(csv.DictReader(content.splitlines()))


def printed_in(occurrence: Occurrence) -> Decimal:
    """The number that a text of a drawing ends in."""
    begin = next(i for i in range(len(occurrence.printed)) if _is_number(occurrence.printed[i:]))
    return _number(occurrence.printed[begin:])


def _number(text: str) -> Decimal:
    return Decimal(text.replace("\u2212", "-").replace(" ", "").replace(",", "."))


def _is_number(text: str) -> bool:
    return not set(text) - set("0123456789 ,+\u2212")


def values_of(occurrence: Occurrence, rows: list[Row]) -> Iterator[Decimal]:
    """What the attached file has for the cells that a text was traced to: their shares, where it draws those."""
    (origin,) = occurrence.origins
    for cell in origin.cells:
        (row,) = (row for row in rows if all(row[name] == member for name, member in cell.members.items()))
        yield Decimal(row.get("prosent_av_raden", row["verdi"]))


def test_no_drawn_number_is_one_of_several_that_fit(manifest: Manifest, drawn: list[Occurrence]) -> None:
    texts = [
        text
        for page in manifest.pages
        for token in page.tokens
        if token.account is Account.DRAWING
        for text in token.text.split("\n")
    ]
    assert len(drawn) == sum(any(map(str.isdigit, text)) for text in texts) > 600
    assert [each.printed for each in drawn if "that fit" in each.what or len(each.origins) > 1] == []


def test_every_drawn_number_prints_what_its_cell_holds_in_the_attached_file(
    manifest: Manifest, drawn: list[Occurrence], shipped_pdf: ReadPdf
) -> None:
    rows = {each.title: sheet(shipped_pdf, each) for each in manifest.exhibits if each.kind == "figure"}
    traced = [each for each in drawn if each.origins]
    for each in traced:
        values = list(values_of(each, rows[each.exhibit]))
        value = values[0] if len(values) == 1 else values[0] - values[1]
        decimals = -int(printed_in(each).as_tuple().exponent)
        assert len(values) == (2 if "difference" in each.what else 1)
        assert round_half_away(value, decimals) == printed_in(each), each
    assert len(traced) > 300


def test_kinds_that_print_every_value_have_each_of_their_cells_traced_once(
    manifest: Manifest, drawn: list[Occurrence], shipped_editions: Mapping[Language, Shipped], shipped_pdf: ReadPdf
) -> None:
    figures = shipped_editions[Language.BOKMAAL].gathered.figures
    seen = set()
    for exhibit in manifest.exhibits:
        kind = figures[exhibit.name].chart.kind if exhibit.name in figures else ""
        if kind in _ALL_PRINTED:
            of_cells = [e.origins[0].cells for e in drawn if e.exhibit == exhibit.title and e.origins]
            lines = sorted(cells[0].line or 0 for cells in of_cells if len(cells) == 1)
            values = [row["verdi"] for row in sheet(shipped_pdf, exhibit)]
            assert len(lines) == len(set(lines)) == sum(any(map(str.isdigit, value)) for value in values)
            seen.add(kind)
    assert seen == set(_ALL_PRINTED)


@pytest.mark.parametrize("kind", sorted(set(SAMPLES) - {"sparkline"}))
def test_every_kind_says_whose_values_it_prints(kind: Kind, tmp_path: Path) -> None:
    texts = draw_chart(SAMPLES[kind].chart(tmp_path), "figure", look()).texts
    assert any(text.cells for text in texts)


def test_a_drawing_of_a_pdf_from_before_is_traced_by_value(
    small_built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older = tmp_path / "older.pdf"

    def without_cells(content: bytes) -> bytes:
        manifest = Manifest.model_validate_json(content)
        pages = [
            page.model_copy(update={"tokens": tuple(t.model_copy(update={"drawn": ()}) for t in page.tokens)})
            for page in manifest.pages
        ]
        assert any(token.drawn for page in manifest.pages for token in page.tokens)
        return manifest.model_copy(update={"pages": tuple(pages)}).to_json()

    alter_attachment(small_built / PDF, older, "manifest.json", without_cells)
    manifest = read_manifest(older)
    values = [each for page in manifest.pages for each in all_on(manifest, page.label) if each.account == "drawing"]
    assert any("the value of a cell" in each.what for each in values)
    assert main(["trace", str(older)]) == 0


def test_a_text_that_is_drawn_for_another_cell_is_told(small_built: Path) -> None:
    manifest = read_manifest(small_built / PDF)
    page, token = next((page, each) for page in manifest.pages for each in page.tokens if any(each.drawn))
    last = max(i for i, cells in enumerate(token.drawn) if cells)
    (own,), cells = token.drawn[last], manifest.cells
    other = next(i for i in manifest.exhibits[token.of or 0].cells if cells[i].value not in (None, cells[own].value))

    def told(drawn: tuple[tuple[int, ...], ...]) -> list[str]:
        altered = page.model_copy(update={"tokens": (token.model_copy(update={"drawn": drawn}),)})
        of_it = manifest.model_copy(update={"pages": (altered,)})
        assert manifest.printing is not None
        printing = Printing(manifest.printing, Language.BOKMAAL)
        return [str(each) for each in check_numbers(of_it, RecordedStatistics(of_it), printing)]

    assert told(token.drawn) == []
    (message,) = told((*token.drawn[:last], (other,), *token.drawn[last + 1 :]))
    assert f"«{token.text.splitlines()[last]}» is drawn in figure" in message


@pytest.mark.parametrize("drawn", [((99_999,),), ((0, 0, 0),), ()], ids=["no such cell", "three cells", "too few"])
def test_a_drawing_whose_cells_are_not_its_figures_is_told(
    drawn: tuple[tuple[int, ...], ...], small_built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    altered = tmp_path / "altered.pdf"

    def alter(content: bytes) -> bytes:
        manifest = Manifest.model_validate_json(content)
        pages = [
            page.model_copy(
                update={
                    "tokens": tuple(
                        t.model_copy(update={"drawn": (*drawn, *t.drawn[1:])}) if t.drawn else t for t in page.tokens
                    )
                }
            )
            for page in manifest.pages
        ]
        return manifest.model_copy(update={"pages": tuple(pages)}).to_json()

    alter_attachment(small_built / PDF, altered, "manifest.json", alter)
    assert main(["trace", str(altered), "63,7"]) == 1
    assert "is drawn from cells that its figure does not show" in capsys.readouterr().err
