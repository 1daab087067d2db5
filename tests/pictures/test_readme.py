"""The pages that README.md shows."""

import re
from pathlib import Path

import pytest

from tests.pictures.printing import load
from tests.pictures.readme import FOLDER, PAGES, Shown, draw
from tests.support.pdf import ReadPdf
from tests.support.projects import ROOT

PICTURE = re.compile(r"""!\[([^\]]*)\]\(([^)\s]+)\)|<img\s[^>]*>""")
ATTRIBUTE = re.compile(r"""(src|alt)="([^"]*)\"""")


def pictures_of(markdown: str) -> dict[str, str]:
    """The alt text of each picture in a Markdown text by its path, in Markdown's form or as `<img>`."""
    found = {}
    for match in PICTURE.finditer(markdown):
        attributes = dict(ATTRIBUTE.findall(match[0]))
        found[match[2] or attributes.get("src", "")] = match[1] or attributes.get("alt", "")
    return found


def test_both_forms_of_pictures_are_read() -> None:
    text = '![A page](a.png) and <img alt="Another" src="b.png" width="200"> and ![](c.png)'
    assert pictures_of(text) == {"a.png": "A page", "b.png": "Another", "c.png": ""}


def test_the_pictures_in_readme_exist_and_say_what_they_show() -> None:
    for path, alt in pictures_of((ROOT / "README.md").read_text("utf-8")).items():
        assert load(ROOT / path).width > 100, path
        assert alt, f"{path} has no alt text"


def test_readme_shows_the_chosen_pages_and_no_picture_is_left_over() -> None:
    chosen = {f"{shown.name}.png" for shown in PAGES}
    assert {path.name for path in FOLDER.iterdir()} == chosen
    shown = {Path(path) for path in pictures_of((ROOT / "README.md").read_text("utf-8"))}
    assert {(FOLDER / name).relative_to(ROOT) for name in chosen} <= shown


@pytest.mark.slow
def test_the_chosen_pages_are_in_the_edition(shipped_pdf: ReadPdf) -> None:
    """By names of places, which are the same in all languages."""
    pages = [shipped_pdf.page_at(shown.destination) for shown in PAGES]
    assert -1 not in pages
    assert len(set(pages)) == len(PAGES)


def test_a_page_is_drawn_with_a_rule_around_it(small_built: Path, tmp_path: Path) -> None:
    draw(Shown("section-nb", "nb", "part-arbeid"), small_built / "output", tmp_path / "page.png")
    picture = load(tmp_path / "page.png")
    assert 400 < picture.width < 430
    assert picture.height / picture.width == pytest.approx(2**0.5, rel=0.01)
    assert picture.getpixel((0, 0)) != picture.getpixel((3, 3)) == (255, 255, 255)
    assert (tmp_path / "page.png").stat().st_size < 60_000
