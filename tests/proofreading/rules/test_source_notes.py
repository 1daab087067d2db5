"""Notes on a statistic against the times of its table."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.proofreading.rules import source_notes
from tests.support.readings import reading_with
from tests.support.statistics import TOML, load, metadata

ROWS = {"2008": "1 2 3", "2009": "1", "2011": "1 2 3", "2012": "1 2 3", "2013": ".. 2 3"}
CELLS = "gruppe,aar,verdi\n" + "".join(
    f"{'ABC'[i]},{year},{value}\n" for year, values in ROWS.items() for i, value in enumerate(values.split())
)

NOTES = {
    "a year of the table": ("nb", "Tallene for 2011 er rundet av.", ""),
    "another year": ("nb", "Tallene for 2010 er rundet av.", "names 2010, no time in the table"),
    "a year without numbers": ("nb", "Tall for 2010 mangler.", ""),
    "a year with few numbers": ("nb", "Tall for 2010 mangler, for 2009 også tall etter region.", ""),
    "a year with all numbers": ("nb", "Tall for 2010 og 2011 mangler.", "2011 are missing, and the table has them"),
    "a span with numbers": ("en", "Numbers for 2010–2012 have not been found.", "2011 are missing, and the table has"),
    "after the last": ("nn", "Tal for 2010 og etter 2013 er ikkje funne.", ""),
    "after one before the last": ("nn", "Tal etter 2011 er ikkje funne.", "2012 are missing, and the table has them"),
    "not all": ("nb", "For 2013 finnes bare menn.", ""),
    "not all, and all": ("nb", "For 2012 finnes bare menn.", "not all numbers for 2012 are there, and the table lacks"),
    "not all, and none": (
        "en",
        "For 2010, there are numbers only for men.",
        "numbers for 2010, and the table has",
    ),
    "those there are": ("nb", "Tall etter region finnes for 2008, 2011 og 2012.", ""),
    "not all of those": ("nn", "Tal etter region finst for 2008 og 2011.", "does not name 2012, for which"),
    "one too many": (
        "en",
        "Numbers by region exist for 2008 and 2010–2012.",
        "numbers for 2010, and the table has",
    ),
    "what begins after the table": ("nb", "Fra 2014 beregner kilden dem. Disse er fra oktober 2007.", ""),
    "what begins at a break": ("nb", "Før 2012 brukte kilden andre navn, til og med 2011 på alle.", ""),
    "what begins at no break": (
        "nn",
        "Frå 2011 bereknar kjelda dei.",
        "begins in 2011, and the metadata name no break",
    ),
    "what ends at no break": ("en", "The source used other names up to 2012.", "begins in 2013, and the metadata"),
    "what is missing from the source": (
        "nb",
        "Fra 2011 beregner kilden dem det mangler noe om.",
        "begins in 2011, and",
    ),
    "what is missing from a year on": ("nb", "Fra 2013 mangler menn.", ""),
    "the only time": ("nb", "Fra 2008 beregner kilden dem.", "begins in 2008, and the metadata name no break"),
    "where numbers are from": ("nb", "Tallene for 2013 er hentet fra en avis.", ""),
    "where numbers of two tables are from": ("nb", "Tall for 2012–2013 kommer fra en avis.", ""),
    "where those of another year are from": ("en", "Numbers for 2011 come from a paper.", "for 2011 are from, and no"),
}
MORE = """
[[breaks]]
dimension = "aar"
before = "2012"
note = { nb = "Nytt." }
"""
COVERS = """tables = [
    { address = "https://a.no/1", covers = { aar = "2008..2011" } },
    { address = "https://a.no/2", covers = { aar = "2012" } },
    { address = "https://a.no/3", covers = { nb = "2013 (avis)" } },
]
"""


@pytest.mark.parametrize(("language", "note", "told"), NOTES.values(), ids=NOTES.keys())
def test_notes(language: str, note: str, told: str, tmp_path: Path) -> None:
    described = metadata(more=f'[notes]\n{language} = [\n"En.",\n"To.",\n"{note}",\n]\n') + MORE
    described = re.sub(r"tables = .*\n", COVERS, described)
    statistic = load(tmp_path, CELLS, described)
    reading = replace(reading_with([], language), statistics={statistic.name: statistic})
    found = list(source_notes.RULES[0].findings(reading))
    assert [told in each.message for each in found] == [True] * bool(told)
    line = described[: described.index(note)].count("\n") + 1
    assert all((each.place.path, each.place.line) == (TOML, line) for each in found)


def test_a_time_that_is_not_counted_is_not_missing(tmp_path: Path) -> None:
    described = metadata(more='[notes]\nnb = ["Tall for 2013 og 2016 er ikke funnet."]\n') + "interval = 4\n"
    statistic = load(tmp_path, "gruppe,aar,verdi\nA,2009,1\n", described)
    reading = replace(reading_with([], "nb"), statistics={statistic.name: statistic})
    assert [each.message for each in source_notes.RULES[0].findings(reading)] == [
        "the note says that numbers for 2016 are missing, which is no regular time of the table; write what it has now"
    ]
