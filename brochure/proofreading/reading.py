"""From a gathered edition to what rules read: all its texts, and what stands behind them."""

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from brochure.making.stages import Gathered
from brochure.making.text.commonmark import parse_blocks
from brochure.making.text.frames import PLACED
from brochure.making.text.rendering import Role, Source
from brochure.project.sources.project import Project
from brochure.proofreading.inline import InlineReader, Origin
from brochure.proofreading.lexicon import read_lexicon
from brochure.proofreading.rule import Reading
from brochure.proofreading.text import Kind, Text

_KINDS = {
    Role.TITLE: Kind.TITLE,
    Role.LEAD: Kind.LEAD,
    Role.VALUE: Kind.VALUE,
    Role.TEXT: Kind.KEY_TEXT,
    Role.CHANGE: Kind.CHANGE,
    Role.SUBTITLE: Kind.SUBTITLE,
    Role.NOTE: Kind.NOTE,
    Role.SETTING: Kind.SETTING,
}
_AROUND = {
    "heading_open": Kind.HEADING,
    "blockquote_open": Kind.SIDE_NOTE,
    "list_item_open": Kind.ITEM,
    "th_open": Kind.CELL,
    "td_open": Kind.CELL,
}
_FIRST = re.compile(r"[ \t>]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+)*[ \t>]*")
_FOLLOWING = re.compile(r"[ \t>]*")
_ORDER = (Role.TITLE, Role.LEAD, Role.VALUE, Role.TEXT, Role.CHANGE, Role.SUBTITLE, Role.BODY, Role.NOTE, Role.SETTING)


def read_edition_texts(project: Project, gathered: Gathered) -> Reading:
    """The reading of an edition in one language; raises `Faults` when its lexicon is broken."""
    language = gathered.edition.language
    owners = list(dict.fromkeys(source.owner for source in gathered.text.sources))
    ordered = sorted(gathered.text.sources, key=lambda source: (owners.index(source.owner), _ORDER.index(source.role)))
    return Reading(
        gathered.edition,
        gathered.words,
        gathered.formatter,
        gathered.numbers,
        gathered.text,
        gathered.figures,
        tuple(text for source in ordered for text in _texts(source, gathered)),
        read_lexicon(project, language),
        gathered.statistics,
        _used_elsewhere(project, gathered.edition.name, gathered.statistics),
    )


def _used_elsewhere(project: Project, edition: str, statistics: Iterable[str]) -> frozenset[str]:
    """The statistics that a file of another edition names."""
    others = (path for path in sorted(project.editions.glob("*/**/*.yaml")) if edition not in path.parts)
    written = "\n".join(project.read_text(path) for path in others)
    return frozenset(name for name in statistics if re.search(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])", written))


def _texts(source: Source, gathered: Gathered) -> Iterator[Text]:
    """The texts of one source: one, or those of a part's body."""
    content = source.filled.content
    origin = Origin(source.written, source.begin, source.filled.typed)
    if source.role is not Role.BODY:
        yield _text(source, origin, gathered, _KINDS[source.role], [(0, len(content))])
        return
    starts = _line_starts(content)
    for kind, inline in _inline_tokens(content):
        if PLACED in inline.content:
            continue
        if kind is Kind.CELL:
            continue
        first, last = inline.map or [0, 0]
        yield _text(source, origin, gathered, kind, list(_lines(content, starts, first, last)))
    for first in _table_lines(content):
        for stretch in _cells(content, starts[first], starts[first + 1] - 1):
            yield _text(source, origin, gathered, Kind.CELL, [stretch])


def _text(source: Source, origin: Origin, gathered: Gathered, kind: Kind, stretches: list[tuple[int, int]]) -> Text:
    ledger = gathered.text.ledger
    found = InlineReader(source.filled.content, origin, ledger.uses, ledger.claims).read(stretches)
    return Text(
        gathered.edition.language,
        kind,
        source.owner,
        source.begin.path,
        "".join(found.letters),
        tuple(found.anchors),
        tuple(found.bound),
        tuple(found.marked),
        tuple(found.claims),
        tuple(found.references),
    )


def _inline_tokens(content: str) -> Iterator[tuple[Kind, Token]]:
    """Every inline token with what it is to its readers: the innermost of the tags around it that says so."""
    around: list[str] = []
    for token in parse_blocks(content):
        if token.nesting > 0:
            around.append(token.type)
        elif token.nesting < 0:
            around.pop()
        elif token.type == "inline":
            kinds = [_AROUND[name] for name in around if name in _AROUND]
            yield (kinds[-1] if kinds else Kind.PARAGRAPH), token


def _table_lines(content: str) -> list[int]:
    """The lines of table rows, counted from 0."""
    tokens = parse_blocks(content)
    return [token.map[0] for token in tokens if token.type == "tr_open" and token.map]


def _cells(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each cell of a table's row."""
    for match in re.finditer(r"(?:\\.|[^|\\])+", content[start:end]):
        inner = match[0]
        if inner.strip():
            begin = start + match.start() + len(inner) - len(inner.lstrip())
            yield begin, start + match.start() + len(inner.rstrip())


def _lines(content: str, starts: list[int], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Start and end of the words on each line of a block."""
    for number in range(first, last):
        end = starts[number + 1] - 1
        prefix = (_FIRST if number == first else _FOLLOWING).match(content, starts[number], end)
        start = prefix.end() if prefix else starts[number]
        text = content[start:end].rstrip().removesuffix("\\")  # a hard break
        if text:
            yield start, start + len(text)


def _line_starts(content: str) -> list[int]:
    """Where each line begins, and one past the end for the line after the last."""
    starts = [0]
    for match in re.finditer("\n", content):
        starts.append(match.end())
    return [*starts, len(content) + 1]
