"""From a gathered edition to what rules read: all its texts, and what stands behind them."""

import re
from collections.abc import Iterable, Iterator

from brochure.making.stages import Gathered
from brochure.making.text.markdown import PLACE
from brochure.making.text.rendering import Role, Source
from brochure.project.sources.project import Project
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
_WITHIN = {
    "heading": Kind.HEADING,
    "blockquote": Kind.SIDE_NOTE,
    "list_item": Kind.ITEM,
    "th": Kind.CELL,
    "td": Kind.CELL,
}
_ORDER = (
    (Role.TITLE,),
    (Role.LEAD,),
    (Role.VALUE, Role.TEXT, Role.CHANGE),
    (Role.SUBTITLE,),
    (Role.BODY,),
    (Role.NOTE,),
    (Role.SETTING,),
)
"""What stands before what on a page; the words of key figures stand figure by figure, as they were written."""
_RANKS = {role: rank for rank, roles in enumerate(_ORDER) for role in roles}


def read_edition_texts(project: Project, gathered: Gathered) -> Reading:
    """The reading of an edition in one language; raises `Faults` when its lexicon is broken."""
    language = gathered.edition.language
    owners = list(dict.fromkeys(source.owner for source in gathered.text.sources))
    ordered = sorted(gathered.text.sources, key=lambda source: (owners.index(source.owner), _RANKS[source.role]))
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
        {
            **{name: figure.cells for name, figure in gathered.figures.items()},
            **{name: table.cells for name, table in gathered.tables.items()},
        },
        {
            match[2]: (source.document.written.begin.path, int(match[3]))
            for source in ordered
            for match in PLACE.finditer(source.document.content)
        },
    )


def _used_elsewhere(project: Project, edition: str, statistics: Iterable[str]) -> frozenset[str]:
    """The statistics that a file of another edition names."""
    others = (path for path in sorted(project.editions.glob("*/**/*.yaml")) if edition not in path.parts)
    written = "\n".join(project.read_text(path) for path in others)
    return frozenset(name for name in statistics if re.search(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])", written))


def _texts(source: Source, gathered: Gathered) -> Iterator[Text]:
    """The texts of one source: one, or those of a part's body."""
    language, path = gathered.edition.language, source.document.written.begin.path
    for block in source.document.blocks:
        kind = _KINDS.get(source.role) or _WITHIN.get(block.within, Kind.PARAGRAPH)
        yield Text(language, kind, source.owner, path, block.content, block.places, block.spans)
