"""The typefaces in `fonts/`."""

from pathlib import Path

import pytest

from brochure.findings import Faults
from brochure.project.sources.project import Project
from brochure.project.typefaces import read_typefaces, stand_ins
from tests.support.charts import theme, typefaces
from tests.support.projects import ROOT, make_project

LISTED = "fonts/fonts.toml"


def test_every_font_file_is_listed_with_its_licence() -> None:
    listed = {face.path for face in typefaces().faces}
    assert listed == set((ROOT / "fonts").rglob("*.ttf"))
    assert all((path.parent / "LICENSE.md").is_file() for path in listed)


def test_the_families_of_the_theme_are_there_in_the_weights_that_pages_use() -> None:
    assert {theme().type.text, theme().type.display} <= set(typefaces().families)
    faces = {(face.family, face.weight, face.style) for face in typefaces().faces}
    for family in (theme().type.text, theme().type.display):
        assert {(family, 400, "normal"), (family, 400, "italic"), (family, 600, "normal")} <= faces


def test_a_character_counts_as_missing_when_one_face_lacks_it() -> None:
    assert typefaces().missing("Ærlig talt: 4–5 % − på «øya»") == []
    assert typefaces().missing("en snømann ☃ og et tegn 漢") == ["☃", "漢"]


def test_every_missing_or_changed_file_is_told_at_once(tmp_path: Path) -> None:
    project = make_project(tmp_path, {}, fonts=True)
    (project.fonts / "source-sans-3" / "SourceSans3-It.ttf").unlink()
    (project.fonts / "source-serif-4" / "SourceSerif4-It.ttf").write_bytes(b"something else")
    with pytest.raises(Faults) as told:
        read_typefaces(Project(project.root))
    places = [str(finding).split(": error: ")[0] for finding in told.value.findings]
    assert len(places) == 2
    assert all(place.startswith(f"{LISTED}:") for place in places)


def test_the_letters_of_the_sami_languages_can_be_printed_in_every_face() -> None:
    assert typefaces().missing("áčđŋšŧž ÁČĐŊŠŦŽ ïÏöÖåÅäÄæÆøØñÑńŃ") == []


def test_a_stand_in_lends_letters_but_is_no_family_to_set_text_in() -> None:
    assert "Gentium Book Plus" not in typefaces().families
    assert stand_ins(Project(ROOT)) == {"Source Serif 4": ("Gentium Book Plus",)}
