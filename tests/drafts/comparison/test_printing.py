"""A comparison as an editor reads it on a terminal."""

from pathlib import Path

from brochure.drafts.comparison.comparing import compare
from brochure.drafts.comparison.entries import Entry, EntryMaker, Version
from brochure.drafts.comparison.model import Change
from brochure.drafts.comparison.printing import as_lines, marked
from brochure.manifest.model import Manifest
from tests.support.manifests import small_manifest
from tests.support.projects import EDITION, SECTION, STATISTIC, TEXT


def lines(old: Manifest, new: Manifest) -> list[str]:
    return [
        line.replace("\u00a0", " ") for line in as_lines(compare(old, new), Version.of("1", old), Version.of("2", new))
    ]


def passage(old: Manifest, new: Manifest) -> Entry:
    """The one passage that differs."""
    (found,) = EntryMaker(compare(old, new), Version("1", old), Version("2", new)).passages()
    return found


def test_nothing_differs(unchanged: Manifest) -> None:
    assert lines(unchanged, unchanged) == ["1 (2016, nb) → 2 (2016, nb)", "nothing differs"]


def test_numbers_come_first_and_each_kind_has_its_place(unchanged: Manifest, tmp_path: Path) -> None:
    new = small_manifest(
        tmp_path / "project",
        (f"{STATISTIC}.csv", "Innvandrere,2014,63.7", "Innvandrere,2014,63.9"),
        (TEXT, "Andelen økte.", "Andelen har vokst."),
    )
    found = lines(unchanged, new)

    titles = ["Changed numbers", "Claims", "Text", "Figures and tables", "Statistics"]
    assert [line for line in found if line in titles] == titles
    assert "innvandrere: 63,7 prosent → 63,9 prosent; 63,7 % → 63,9 %" in found
    assert "  why         new data" in found
    cell = f"{STATISTIC}.csv:7 [gruppe=Innvandrere, aar=2014]: 63.7 → 63.9"
    assert f"  cell        {cell}" in found
    assert f"  at          {TEXT}:11:31" in found
    assert "    Andelen [-økte-]{+har vokst+}." in found
    assert f"  changed, {TEXT}:11" in found


def test_only_the_sentences_that_differ_are_told(unchanged: Manifest, tmp_path: Path) -> None:
    new = small_manifest(tmp_path / "project", (TEXT, "Andelen økte.", "Andelen har vokst."))
    found = passage(unchanged, new)

    assert found.title == "Arbeid"
    assert [marked(text.words) for text in found.texts] == ["Andelen [-økte-]{+har vokst+}."]


def test_a_whole_sentence_is_told_alone(unchanged: Manifest, tmp_path: Path) -> None:
    without = small_manifest(tmp_path / "project", (TEXT, " {% claim endring > 0 %}Andelen økte.{% endclaim %}", ""))

    for before, after, expected in (
        (unchanged, without, "[-Andelen økte.-]"),
        (without, unchanged, "{+Andelen økte.+}"),
    ):
        assert [marked(text.words) for text in passage(before, after).texts] == [expected]


def test_cells_of_a_table_stand_together(unchanged: Manifest, tmp_path: Path) -> None:
    replacements = (f"{SECTION}/tables.yaml", "2013..2014", "2012..2013")
    new = small_manifest(tmp_path / "project", replacements)
    found = passage(unchanged, new)

    assert found.is_table
    assert found.kind is Change.CHANGED
    assert found.sources == (f"{SECTION}/tables.yaml:1",)
    assert len(found.blocks) > 4


def test_what_has_gone_is_told_with_its_old_place(unchanged: Manifest, tmp_path: Path) -> None:
    path, kept = f"{EDITION}/kolofon/text.nb.md", "Dette er en eksempelutgave.\n"
    old = small_manifest(tmp_path / "project", (path, kept, f"{kept}\nDen er laget av åpne tall.\n"))

    found = lines(old, unchanged)
    assert f"  removed, {path}:6 (old)" in found
    assert "    [-Den er laget av åpne tall.-]" in found
