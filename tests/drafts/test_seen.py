"""Where findings are seen: beside what they are about, or nowhere."""

from pathlib import Path

import pytest

from brochure.drafts.seen import find_places
from brochure.findings import Finding, Place
from brochure.manifest.reading import read_manifest
from tests.support.drafts import DRAFT
from tests.support.projects import EDITION, SECTION, TEXT

TABLES, SETTINGS = f"{SECTION}/tables.yaml", f"{EDITION}/edition.toml"
FILES = {
    TABLES: [
        "sysselsatte-gruppe:",
        "  rows: gruppe",
        "# en til",
        "andre:",
        "  title: { nb: Prosent av alle i gruppen }",
    ],
    SETTINGS: ["budget_year = 2016", *[""] * 35, "[annex]", "number = 3"],
}
WHERE = {
    "in the description of a table that is printed": (Place(TABLES, 2), "", True),
    "in that of one that is not": (Place(TABLES, 5), "", False),
    "in that of one that is not, with words of another": (Place(TABLES, 5), "Prosent av alle", False),
    "in a setting that is printed nowhere": (Place(SETTINGS, 38), "", False),
    "in a text": (Place(TEXT, 12), "", True),
    "in data": (Place("data/statistics/arbeid/sysselsatte.csv", 3), "", False),
}


@pytest.mark.parametrize(("place", "printed", "is_seen"), WHERE.values(), ids=WHERE.keys())
def test_a_finding_about_nothing_on_a_page_is_seen_nowhere(
    place: Place, printed: str, is_seen: bool, drafted: Path
) -> None:
    finding = Finding(place, "galt", printed=printed)

    places = find_places(read_manifest(drafted / DRAFT.format("1")), [finding], lambda name: FILES.get(name, ()))

    assert bool(places.findings) is is_seen
