"""The HTML that the templates make."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.charts import theme
from tests.support.pages import composed, page_of
from tests.support.projects import EDITION, small_edition

INTRODUCTION = f"{EDITION}/innledning/text.nb.md"


def text(element: ElementTree.Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def test_a_figure_has_number_title_measure_drawing_and_source(tmp_path: Path) -> None:
    (figure,) = page_of(tmp_path).iter("figure")
    words = text(figure)
    assert words.startswith("Figur 1 Flere innvandrere er i jobb Sysselsatte i prosent, 15–\u206074 år")
    assert "Kilde: Statistisk sentralbyrå, Sysselsatte i prosent av alle i gruppen" in words
    (drawing,) = figure.iter("svg")
    assert text(drawing[0]).startswith("Linjediagram. ")


def test_header_cells_of_tables_say_what_they_head(tmp_path: Path) -> None:
    tables = [table for table in page_of(tmp_path).iter("table") if table.find("caption") is not None]
    assert len(tables) == 2
    for table in tables:
        assert all("scope" in cell.attrib for cell in table.iter("th"))
        rows = [row for body in table.iter("tbody") for row in body.iter("tr")]
        assert all(row[0].tag == "th" for row in rows)


def test_every_anchor_stands_once_and_every_link_has_one(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    anchors = [element.attrib["id"] for element in page.iter() if "id" in element.attrib]
    assert len(set(anchors)) == len(anchors)
    links = {link.attrib["href"][1:] for link in page.iter("a") if link.attrib["href"].startswith("#")}
    assert links <= set(anchors)


def test_what_an_author_writes_never_becomes_markup(tmp_path: Path) -> None:
    text_of_introduction = "---\ntitle: Om \\<b>alt\\</b> & mer\n---\nTall \\<script>alert()\\</script> & slikt.\n"
    page = page_of(tmp_path, {INTRODUCTION: text_of_introduction})
    assert not list(page.iter("script"))
    assert not list(page.iter("b"))
    words = text(page)
    assert "Om <b>alt</b> & mer" in words
    assert "Tall <script>alert()</script> & slikt." in words


def test_an_image_is_looked_for_beside_its_text(tmp_path: Path) -> None:
    source = small_edition()[INTRODUCTION]
    assert isinstance(source, str)
    changes = {
        f"{EDITION}/innledning/bilde.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
        INTRODUCTION: source + "\n![Et kart](bilde.svg)\n",
    }
    images = [(image.get("src"), image.get("alt")) for image in page_of(tmp_path, changes).iter("img")]
    assert images == [(f"{EDITION}/innledning/bilde.svg", "Et kart")]


def test_the_document_names_its_language(tmp_path: Path) -> None:
    assert page_of(tmp_path, language="nn").get("lang") == "nn"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_fixed_word_is_left_in_another_language(language: str, tmp_path: Path) -> None:
    words = {
        "nb": ("Innhold", "Nøkkeltall", "Kilde:", "Figur 1", "Tabell 1"),
        "nn": ("Innhald", "Nøkkeltal", "Kjelde:", "Figur 1", "Tabell 1"),
        "en": ("Contents", "Key figures", "Source:", "Figure 1", "Table 1"),
    }
    shown = text(page_of(tmp_path, language=language))
    assert all(word in shown for word in words[language])
    others = {word for other, some in words.items() if other != language for word in some} - set(words[language])
    assert {word for word in others if re.search(rf"\b{re.escape(word)}(?!\w)", shown)} == set()


def test_styles_take_their_colours_and_type_from_the_theme(tmp_path: Path) -> None:
    document, _ = composed(tmp_path)
    assert f'"{theme().type.text}"' in document.styles
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", document.styles)) <= {
        colour.rgb for colour in [*theme().colours.values(), *(section.accent for section in theme().sections)]
    }
    assert "{{" not in document.styles
