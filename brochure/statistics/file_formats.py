"""The formats of file in which statistics are read, a record each: a new one is a module that reads it and a record."""

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from brochure.findings import Faults, Finding, Place
from brochure.project.sources.characters import decode, refuse_forbidden
from brochure.statistics.csv_files import read_csv
from brochure.statistics.json_stat import read_json_stat
from brochure.statistics.metadata import FileOptions
from brochure.statistics.px import encoding_of, read_px
from brochure.statistics.raw_table import RawTable
from brochure.statistics.workbooks import read_workbook

_MARKS: Mapping[bytes, str] = MappingProxyType(
    {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
)
_READABLE = 'perhaps from Windows: then write encoding = "cp1252" in its metadata, or save it as UTF-8'


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """A format of file.

    Files are known by their `ending`; `name` stands in the manual. `read` gives the table of a file's bytes, its path
    in the project and how it is to be read, raising `Faults`.
    """

    ending: str
    name: str
    read: Callable[[bytes, str, FileOptions], RawTable]


def _of_text(
    read: Callable[[str, str, FileOptions], RawTable],
    encoding: Callable[[bytes, str, FileOptions], str] = lambda _, __, options: options.encoding,
) -> Callable[[bytes, str, FileOptions], RawTable]:
    """A reader of bytes from one of text; a byte order mark says the encoding, where there is one."""

    def read_bytes(content: bytes, path: str, options: FileOptions) -> RawTable:
        marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
        text = _text(content, marked or encoding(content, path, options), path)
        begin = text.lstrip()[:200]
        if not begin:
            raise Faults.one(Place(path, 1), "the file is empty; fetch it again")
        if begin.startswith("<"):
            is_xml = begin.startswith("<?xml") and "html" not in begin.lower()
            kind = "XML" if is_xml else "a web page, perhaps an error message"
            raise Faults.one(Place(path, 1), f"this is {kind}, not the table; fetch it again")
        return read(text, path, options)

    return read_bytes


def _text(content: bytes, encoding: str, path: str) -> str:
    try:
        text = decode(content, encoding, path)
    except Faults as faults:
        if encoding != "utf-8":
            raise
        raise Faults(
            Finding(each.place, each.message.replace("save the file as UTF-8 in your editor", _READABLE))
            for each in faults.findings
        ) from None
    refuse_forbidden(text, path)
    return text


FORMATS = (
    FileFormat(ending=".csv", name="CSV", read=_of_text(read_csv)),
    FileFormat(ending=".json", name="JSON-stat", read=_of_text(read_json_stat)),
    FileFormat(
        ending=".px",
        name="PC-Axis",
        read=_of_text(lambda text, path, _: read_px(text, path), lambda content, path, _: encoding_of(content, path)),
    ),
    FileFormat(ending=".xlsx", name="XLSX", read=read_workbook),
)
"""In the order in which they are named."""
READ = tuple(each.ending for each in FORMATS)
WORKBOOK = ".xlsx"
"""The ending of what may also lie beside a table as what it was made from: only its metadata make it a statistic."""


def format_of(ending: str) -> FileFormat:
    """The format of files with an ending that is among `READ`."""
    return next(each for each in FORMATS if each.ending == ending)
