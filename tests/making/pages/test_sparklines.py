"""Sparklines on the page, and the data that is attached for them."""

from pathlib import Path

from brochure.findings import Report
from brochure.making.finishing import data_files
from brochure.project.languages import Language
from tests.making.text.test_sparklines import with_sparkline
from tests.support.gathering import gather
from tests.support.pages import brochure_of, page_of
from tests.support.projects import make_project

ALT = "Liten kurve: Sysselsatte innvandrere i prosent. "


def test_a_key_figure_carries_its_drawing_with_its_alt_text(tmp_path: Path) -> None:
    (section,) = brochure_of(tmp_path, with_sparkline("kurve")).sections
    sparkline = section.key_figures[0].sparkline
    assert sparkline is not None
    assert sparkline.startswith(f"<svg><title>{ALT}")


def test_a_key_figure_without_a_sparkline_has_none(tmp_path: Path) -> None:
    (section,) = brochure_of(tmp_path).sections
    assert section.key_figures[0].sparkline is None
    assert not any(element.get("class") == "key-sparkline" for element in page_of(tmp_path / "page").iter())


def test_the_drawing_stands_in_the_opener_without_number_or_caption(tmp_path: Path) -> None:
    page = page_of(tmp_path, with_sparkline("kurve"))
    (opener,) = (element for element in page.iter() if "opener" in element.get("class", "").split())
    (place,) = (element for element in opener.iter() if element.get("class") == "key-sparkline")
    assert "".join(place.itertext()).strip().startswith(ALT)
    assert not any(element.get("id", "").endswith("-kurve") for element in page.iter())


def test_no_id_stands_twice_in_the_document(tmp_path: Path) -> None:
    ids = [element.get("id") for element in page_of(tmp_path, with_sparkline("kurve")).iter() if element.get("id")]
    assert len(set(ids)) == len(ids)


def test_the_source_of_a_sparkline_is_listed(tmp_path: Path) -> None:
    assert len(brochure_of(tmp_path, with_sparkline("kurve")).sources) == 1


def test_the_data_of_a_sparkline_are_attached_without_a_number(tmp_path: Path) -> None:
    brochure = brochure_of(tmp_path / "pages", with_sparkline("kurve"))
    project = make_project(tmp_path / "data", with_sparkline("kurve"), layouts=True)
    gathered = gather(project, "2016", Language("nb"), Report())
    figure, sparkline = data_files(gathered, brochure).values()
    assert figure.name == "figur-01-sysselsatte.csv"
    assert sparkline.name == "nokkeltall-kurve.csv"
    assert sparkline.description == "Tallene bak nøkkeltallet: Sysselsatte innvandrere i prosent"
    lines = sparkline.content.decode().splitlines()
    assert len(lines) > 2
    assert all("Innvandrere" in line for line in lines[1:])
