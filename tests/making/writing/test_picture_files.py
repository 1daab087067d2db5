"""Picture files of every kind in a finished file: archive-proof, upright, and nothing smoothed."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.command import brochure, copy_of
from tests.support.once import made_once
from tests.support.pdf import ReadPdf
from tests.support.picture_files import sound_pictures
from tests.support.projects import SECTION, TEXT
from tests.support.verapdf import FLAVOURS, Flavour, need_validator, validate

PDF = "project/output/liten-utgave-nb.pdf"


@pytest.fixture(scope="module")
def with_pictures(small_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition with a picture file of each kind in its text, as its logo, beside it and in a table."""

    def make(folder: Path) -> None:
        project = copy_of(small_built, folder / "project")
        for name, content in sound_pictures().items():
            (project / SECTION / name).write_bytes(content)
        shown = [f"![Et bilde av {name.partition('.')[0]}]({name})" for name in sound_pictures()]
        extra = (
            "> ![I margen](photo.jpg)\n\nEn tekst ved siden av bildet.\n\n| Bilde |\n|---|\n| ![Her](clear.webp) |\n"
        )
        text = project / TEXT
        text.write_text("\n\n".join([text.read_text("utf-8"), *shown, extra]), "utf-8")
        settings = project / "data/editions/2016/edition.toml"
        settings.write_text(f'logo = "{SECTION}/alpha.png"\n{settings.read_text("utf-8")}', "utf-8")
        done = brochure("build", "--project", project)
        assert done.returncode == 0, done.stderr
        assert "a picture of 8 × 8 pixels is 2 mm wide, 96 pixels an inch, and looks coarse" in done.stderr
        assert done.stderr.count("\n") == 1, done.stderr

    return made_once(tmp_path_factory, "picture-files", make) / PDF


def test_no_picture_is_smoothed_and_all_are_eight_bits_of_grey_or_rgb(with_pictures: Path) -> None:
    pdf = ReadPdf(with_pictures)
    objects: Any = pdf.pdf.objects
    images = [item for item in objects if getattr(item, "get", None) and item.get("/Subtype") == "/Image"]
    rasters = [name for name in sound_pictures() if not name.endswith(".svg")]
    assert len(images) > len(rasters)
    assert {str(item.ColorSpace) for item in images} == {"/DeviceGray", "/DeviceRGB"}
    assert {int(item.BitsPerComponent) for item in images} == {8}
    assert not any("/Interpolate" in item for item in images)


def test_each_picture_says_what_it_shows(with_pictures: Path) -> None:
    figures = ReadPdf(with_pictures).structure.all("Figure")
    told = [figure.alt for figure in figures]
    assert {f"Et bilde av {name.partition('.')[0]}" for name in sound_pictures()} <= set(told)


@pytest.mark.slow
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_file_conforms(flavour: Flavour, with_pictures: Path) -> None:
    need_validator()
    assert [str(failure) for failure in validate(with_pictures, flavour)] == []
