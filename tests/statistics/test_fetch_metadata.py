"""Where a table is fetched: what can be written is read, and what is wrong is told at its line."""

from pathlib import Path

import pytest

from brochure.project.sources.document import read_toml
from brochure.statistics.fetch_metadata import STATISTICS_NORWAY
from brochure.statistics.metadata import StatisticMetadata
from tests.support.projects import make_project
from tests.support.statistics import GROUP_AND_YEAR, TOML, faults_of, metadata

CELLS = "gruppe,aar,verdi\nAlle,2014,5\n"


def test_all_that_can_be_written_is_read(tmp_path: Path) -> None:
    fetch = """
[fetch]
table = "07459"
service = "https://api.example.no/v2/"
language = "en"
select = { Kjonn = ["1", "2"], Tid = "from(2006)", Alder = 15 }
codelists = { Region = "agg_Fylker" }
"""
    project = make_project(tmp_path, {TOML: metadata() + fetch})
    found = read_toml(project, tmp_path / TOML).read_as(StatisticMetadata).fetch
    assert found is not None
    assert (found.table, found.service, found.language) == ("07459", "https://api.example.no/v2", "en")
    assert found.select == {"Kjonn": ("1", "2"), "Tid": ("from(2006)",), "Alder": ("15",)}
    assert found.codelists == {"Region": "agg_Fylker"}


def test_statistics_norway_is_asked_where_nothing_else_is_said(tmp_path: Path) -> None:
    project = make_project(tmp_path, {TOML: metadata() + '\n[fetch]\nsaved_query = "123"\n'})
    found = read_toml(project, tmp_path / TOML).read_as(StatisticMetadata).fetch
    assert found is not None
    assert found.service == STATISTICS_NORWAY


@pytest.mark.parametrize(
    ("fetch", "line", "message"),
    [
        ("", 0, 'give either table = "…" or saved_query = "…"'),
        ('table = "1"\nsaved_query = "2"', 0, "the one that the cells are fetched from"),
        ('saved_query = "2"\nselect = { Tid = "*" }', 2, "a saved query selects by itself; take 'select' away"),
        ('tabel = "07459"', 1, "'tabel' is not a known setting here. Did you mean 'table'?"),
        ('table = "07/459"', 1, "takes letters, digits, dots and hyphens, as the office writes it"),
        ('table = "1"\nlanguage = "norsk bokmål"', 2, "takes the code of a language at the service"),
        ('table = "1"\nselect = { Tid = [] }', 2, "the list is empty; name at least one"),
        ('table = "1"\n[fetch.select]\nTid = " "', 3, "it is empty"),
        ('table = "1"\nservice = "http://data.ssb.no/api"', 2, "a table is fetched over https only"),
        ('table = "1"\nservice = "ssb.no"', 2, "'ssb.no' is no base address of a service, such as https://data.ssb.no"),
        ('table = "1"\nservice = "https://x.no/?a=1"', 2, "is no base address"),
        ('table = "1"\nservice = "https://[x/"', 2, "is no base address"),
        ('table = "1"\nservice = "https://x.no:99999/"', 2, "is no base address"),
        ('table = "1"\nservice = "https://me:secret@x.no"', 2, "an address with a user or a password is not used"),
        ('table = "1"\nservice = "file:///etc/passwd"', 2, "is no base address"),
    ],
)
def test_a_fault_is_told_at_its_line(tmp_path: Path, fetch: str, line: int, message: str) -> None:
    text = metadata(GROUP_AND_YEAR)
    at = text.count("\n") + 2 + line
    (told, *others) = faults_of(tmp_path, CELLS, f"{text}\n[fetch]\n{fetch}\n")
    assert told.startswith(f"{TOML}:{at}: error: ")
    assert message in told
    assert others == []
