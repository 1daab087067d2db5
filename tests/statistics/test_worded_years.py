"""Words on a statistic that its table does not bear out."""

from pathlib import Path

import pytest

from tests.support.statistics import load, metadata

CELLS = "gruppe,aar,verdi\nA,2014,1\nA,2015,2\n"
BREAK = '[[breaks]]\ndimension = "aar"\nbefore = "2015"\n'

WORDS = {
    "a title of a year in the table": ("Bosatte i 2014", []),
    "a title of another year": ("Bosatte i 2013", ["2013, no time in the table"]),
    "a span that ends in the table": ("Bosatte i perioden 2013–2015", []),
    "a span that ends elsewhere": ("Bosatte i perioden 2011–2013", ["2011–2013, no time in the table"]),
}


@pytest.mark.parametrize(("title", "told"), WORDS.values(), ids=WORDS.keys())
def test_a_title_names_times_of_its_table(title: str, told: list[str], tmp_path: Path) -> None:
    described = metadata().replace('nb = "Bosatte"', f'nb = "{title}"')
    found = load(tmp_path, CELLS, described).findings
    assert [finding.message for finding in found] == [
        f"the words name {each}; write what the table has now" for each in told
    ]
    assert all(finding.place.line == 4 for finding in found)


NOTES = {
    "its own year": ("Fra 2015 er grensen 15 år.", []),
    "its own year beside another": ("I 2013 var grensen 16 år, i 2015 er den 15 år.", []),
    "no year": ("Grensen er ny.", []),
    "only another year": ("Fra 2014 er grensen 15 år.", ["2014, not 2015, which the note belongs to"]),
}


@pytest.mark.parametrize(("note", "told"), NOTES.values(), ids=NOTES.keys())
def test_the_note_of_a_break_names_its_own_year(note: str, told: list[str], tmp_path: Path) -> None:
    described = f'{metadata()}\n{BREAK}note = {{ nb = "{note}" }}\n'
    found = load(tmp_path, CELLS, described).findings
    assert [finding.message for finding in found] == [
        f"the words name {each}; write what the table has now" for each in told
    ]
