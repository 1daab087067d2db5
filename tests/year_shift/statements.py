"""What an edition says with a year in it: each statement with its kind, its place, and the years in it.

A year that is bound to a number, or that the program has put in, is printed; one that an author has put into braces or
words is typed. Typed years say something of the data unless the author has marked them as history. Knows nothing of
the rules that look for such years.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath

from brochure.making.figures.alt_text import alt_text
from brochure.making.stages import Gathered
from brochure.making.text.document import Bound, Marked, TextBlock
from brochure.making.text.rendering import Role, Source
from tests.support.projects import ROOT

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?![\d]|[.,]\d)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[«(]?[A-ZÆØÅ])")
_NAMES = {
    Role.TITLE: "title",
    Role.LEAD: "sentence",
    Role.VALUE: "key figure: value",
    Role.TEXT: "key figure: text",
    Role.CHANGE: "key figure: change",
    Role.SUBTITLE: "subtitle",
    Role.NOTE: "note",
    Role.SETTING: "setting",
}
_VALUE_IN = re.compile(r"\d+(?= in? \d{4})")
"""A value that may look like a year, in a year: "1963 i 1996"."""
_WITHIN = {"heading": "heading", "blockquote": "side note", "list_item": "sentence", "note": "note", "": "sentence"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: `key` is the same before and after the data move; `places` are (line, column) of its letters.

    `typed` are the years an author has typed and not marked as history, `printed` those the program has printed.
    """

    kind: str
    key: tuple[str, ...]
    content: str
    path: str
    places: frozenset[tuple[int, int]]
    typed: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


def statements(gathered: Gathered) -> Iterator[Statement]:
    """All statements of an edition in one language in which a year is named."""
    found = [*_of_texts(gathered), *_of_figures(gathered), *_of_tables(gathered), *_of_sources(gathered)]
    yield from (each for each in found if each.typed or each.printed)


def _of_texts(gathered: Gathered) -> Iterator[Statement]:
    settings = gathered.edition.settings
    above: Statement | None = None  # the large number that the next words belong to
    parts = {settings.definitions: "definition", settings.introduction: "introduction"}
    for number, source in enumerate(gathered.text.sources):
        key = (gathered.edition.language, source.role, source.owner, str(number))
        for at, (kind, blocks) in enumerate(_grouped(source)):
            kind = parts.get(source.owner or "-", kind) if source.role is Role.BODY else kind
            for index, each in enumerate(_sentences(source, blocks, kind)):
                statement = _statement(kind, (*key, str(at), str(index)), source, each)
                large = above if kind in ("side note", "key figure: text") else None
                yield replace(statement, places=statement.places | large.places) if large else statement
                above = statement if kind in ("side note", "key figure: value") else None


def _grouped(source: Source) -> Iterator[tuple[str, list[TextBlock]]]:
    """The blocks of a source, the cells of a row together."""
    if source.role is not Role.BODY:
        yield _NAMES[source.role], list(source.document.blocks)
        return
    for _, blocks in groupby(enumerate(source.document.blocks), key=_row):
        cells = [block for _, block in blocks]
        kind = {"td": "comparison row", "th": "table heading"}.get(cells[0].within)
        yield kind or _WITHIN[cells[0].within], cells


def _row(numbered: tuple[int, TextBlock]) -> tuple[str, int]:
    number, block = numbered
    return ("row", block.places[0][0]) if block.within in ("td", "th") else ("block", number)


Stretches = list[tuple[TextBlock, int, int]]


def _sentences(source: Source, blocks: list[TextBlock], kind: str) -> Iterator[Stretches]:
    if kind in ("comparison row", "table heading"):
        yield [(block, 0, len(block.content)) for block in blocks]
        return
    for block in blocks:
        ends = [match.start() for match in _SENTENCE.finditer(block.content)]
        yield from ([(block, *span)] for span in zip([0, *ends], [*ends, len(block.content)], strict=True))


def _statement(kind: str, key: tuple[str, ...], source: Source, stretches: Stretches) -> Statement:
    typed: list[str] = []
    printed: list[str] = []
    for block, start, end in stretches:
        for year in YEAR.finditer(block.content, start, end):
            around = [span for span in block.spans if span.start <= year.start() and year.end() <= span.end]
            if any(isinstance(span, Bound) for span in around):
                printed.append(year[0])
            elif not any(isinstance(span, Marked) and span.is_history for span in around):
                typed.append(year[0])
    return Statement(
        kind,
        key,
        " | ".join(block.content[start:end].strip() for block, start, end in stretches),
        source.document.written.begin.path,
        frozenset(place for block, start, end in stretches for place in block.places[start:end]),
        tuple(typed),
        tuple(printed),
    )


def _of_figures(gathered: Gathered) -> Iterator[Statement]:
    """Alt texts: their years are printed, but for those of the subtitle, whose place they have."""
    subtitles = {
        source.owner: (source, [(block, 0, len(block.content)) for block in source.document.blocks])
        for source in gathered.text.sources
        if source.role is Role.SUBTITLE
    }
    for name, figure in gathered.figures.items():
        if name not in gathered.text.words_of:
            continue
        words = alt_text(figure.chart, gathered.text.words_of[name].subtitle, gathered.formatter)
        key = (gathered.edition.language, "alt", name)
        own = Statement("subtitle", key, "", "", frozenset())
        if name in subtitles:
            own = _statement("subtitle", key, *subtitles[name])
        printed = tuple(YEAR.findall(_VALUE_IN.sub("", words)))[len(own.typed) :]
        yield replace(own, kind="alt text", content=words, printed=printed)


def _of_tables(gathered: Gathered) -> Iterator[Statement]:
    """The headings of tables, which the program writes from the data."""
    tables = {**{name: each.printed for name, each in gathered.tables.items()}, **gathered.behind}
    for name, table in tables.items():
        heads = " | ".join([table.stub, *table.columns, *(row.label for row in table.rows)])
        key = (gathered.edition.language, "table", name)
        yield Statement("table heading", key, heads, "", frozenset(), (), tuple(YEAR.findall(heads)))


def _of_sources(gathered: Gathered) -> Iterator[Statement]:
    """What the list of sources says of each statistic; what its tables cover selects data, and is printed."""
    language = gathered.edition.language
    for name, statistic in gathered.statistics.items():
        metadata = statistic.metadata
        path = str(PurePosixPath(statistic.path).with_suffix(".toml"))
        lines = [
            ("source line", text.get(language)) for text in (metadata.title, metadata.population, metadata.reference)
        ]
        lines += [("note of a break", item.note.get(language)) for item in metadata.breaks]
        lines += [("note on a source", note) for note in metadata.notes.get(language)]
        for index, (kind, words) in enumerate(lines):
            years = tuple(YEAR.findall(words or ""))
            at = (language, name, str(index))
            yield Statement(kind, at, words or "", path, _written_at(path, words or ""), years)
        for index, table in enumerate(metadata.tables):
            covers = (table.covers.get(language) if table.covers else None) or ""
            own = (language, name, "covers", str(index))
            yield Statement("source line", own, covers, path, frozenset(), (), tuple(YEAR.findall(covers)))


def _written_at(path: str, words: str) -> frozenset[tuple[int, int]]:
    """The places of the lines of a file that say some words: there the languages of a note stand side by side."""
    lines = enumerate((ROOT / path).read_text("utf-8").split("\n"), start=1) if words else ()
    return frozenset((number, at) for number, line in lines if words in line for at in range(len(line) + 1))
