"""The forms of file in which statistics are read, one record each: a new one is a module that reads it and a record."""

from collections.abc import Callable
from dataclasses import dataclass

from brochure.statistics.json_stat import read_json_stat
from brochure.statistics.metadata import StatisticMetadata
from brochure.statistics.px import encoding_of, read_px
from brochure.statistics.readers import RawTable, read_csv


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of file.

    Files are known by their `ending`. `encoding` gives the encoding of their bytes, where that is not utf-8 or what
    the metadata say, `read` their table: of a text, its path and the metadata, raising `Faults`. `name` stands in the
    manual.
    """

    ending: str
    name: str
    encoding: Callable[[bytes, str, StatisticMetadata], str]
    read: Callable[[str, str, StatisticMetadata], RawTable]


def _as_described(_: bytes, __: str, metadata: StatisticMetadata) -> str:
    return metadata.encoding


FORMS = (
    Form(ending=".csv", name="CSV", encoding=_as_described, read=read_csv),
    Form(
        ending=".json",
        name="JSON-stat 2.0",
        encoding=_as_described,
        read=lambda text, path, _: read_json_stat(text, path),
    ),
    Form(
        ending=".px",
        name="PC-Axis",
        encoding=lambda content, path, _: encoding_of(content, path),
        read=lambda text, path, _: read_px(text, path),
    ),
)
"""In the order in which they are named."""
READ = tuple(form.ending for form in FORMS)


def form_of(ending: str) -> Form:
    """The form of files with an ending that is among `READ`."""
    return next(form for form in FORMS if form.ending == ending)
