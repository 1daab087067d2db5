"""What no typeface can show is told at the place it comes from."""

from pathlib import Path

import pytest

from tests.support.pages import composed
from tests.support.projects import EDITION, SECTION, STATISTIC, small_edition

SMALL = small_edition()


def with_added(name: str, old: str, new: str) -> dict[str, str]:
    text = SMALL[name]
    assert isinstance(text, str)
    assert old in text
    return {name: text.replace(old, new)}


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        (f"{EDITION}/innledning/text.nb.md", "Tallene", "Tallene ☃", 4),
        (f"{SECTION}/figures.yaml", "Flere innvandrere", "Flere ☃ innvandrere", 7),
        (f"{STATISTIC}.toml", 'nb = "Bosatte', 'nb = "☃ Bosatte', 11),
    ],
)
def test_a_character_without_a_glyph_is_told_where_it_is_written(
    name: str, old: str, new: str, line: int, tmp_path: Path
) -> None:
    _, report = composed(tmp_path, with_added(name, old, new))
    assert [str(finding) for finding in report.errors] == [
        f"{name}:{line}: error: the typefaces in fonts/ have no glyph for '☃' (U+2603); write it another way"
    ]


def test_every_character_is_told_once(tmp_path: Path) -> None:
    name = f"{EDITION}/innledning/text.nb.md"
    _, report = composed(tmp_path, with_added(name, "Tallene", "☃ og ☂ og ☃"))
    assert sorted(finding.message.split("'")[1] for finding in report.errors) == ["☂", "☃"]


def test_the_signs_that_norwegian_texts_need_are_there(tmp_path: Path) -> None:
    name = f"{EDITION}/innledning/text.nb.md"
    _, report = composed(tmp_path, with_added(name, "Tallene", "Tallene æøåÆØÅ éèêóòôüöä áčđŋšž ÁČĐŊŠŽ –−«»…§€{½}²·†"))
    assert [finding.message for finding in report.errors] == []


@pytest.mark.parametrize("invisible", ["\u00ad", "\u2060", "\u00a0"])
def test_what_is_never_printed_needs_no_glyph(invisible: str, tmp_path: Path) -> None:
    name = f"{EDITION}/innledning/text.nb.md"
    _, report = composed(tmp_path, with_added(name, "Tallene", f"Tal{invisible}lene"))
    assert report.errors == ()
