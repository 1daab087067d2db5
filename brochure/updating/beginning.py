"""What a service says of a table that no statistic has yet, in the languages of an edition, for its metadata file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from brochure.project.languages import Language
from brochure.statistics.fetch_metadata import FetchMetadata
from brochure.statistics.filling import language_of
from brochure.statistics.json_stat_said import TableDescription, describe, without_cells
from brochure.statistics.raw_table import RawTable, Said
from brochure.updating.pxwebapi.answers import ELIMINATED
from brochure.updating.pxwebapi.client import Service
from brochure.updating.pxwebapi.query import Query


def table_of(service: Service, fetch: FetchMetadata, languages: Sequence[Language]) -> tuple[RawTable, FetchMetadata]:
    """A table without cells, and how to fetch all of it; raises `ServiceError` when it cannot be had.

    Its own words are in the service's first language. Titles and names are asked for in the other ones of `languages`
    that the service has.
    """
    own = _described(service, fetch, fetch.language)
    said = {language_of(Said(language=own.language or "")): own}
    for code in service.languages:
        language = language_of(Said(language=code))
        if language in languages and language not in said:
            said[language] = _described(service, fetch, code)
    raw = without_cells(own)
    others = {str(language): table for language, table in said.items() if table is not own}
    raw = replace(
        raw,
        translations={code: _names(table) for code, table in others.items()},
        said=replace(raw.said, titles={code: table.title for code, table in others.items()}),
    )
    select = dict.fromkeys(own.dimensions, ("*",))
    return raw, fetch.model_copy(update={"language": fetch.language or own.language, "select": select})


def _described(service: Service, fetch: FetchMetadata, language: str | None) -> TableDescription:
    """What the service says in a language, without dimensions that it shows and the table does not have."""
    found = service.metadata(Query(table=fetch.table, language=language))
    table = describe(found.data)
    return replace(
        table, dimensions={name: each for name, each in table.dimensions.items() if found.members[name] != ELIMINATED}
    )


def _names(table: TableDescription) -> Mapping[str, tuple[str, Mapping[str, str]]]:
    return {
        name: (each.label, {code: member.label for code, member in each.members.items()})
        for name, each in table.dimensions.items()
    }
