"""Whether the templates print all that an edition says: every word and number of its texts, figures and tables."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from xml.etree.ElementTree import Element

from markupsafe import Markup

from brochure.findings import Place, Report
from brochure.making.pages.content import Brochure, FigureOnPage, PartOnPage, TableOnPage
from brochure.making.tables.table import PrintedTable

_SPACE = re.compile("[\\s\u00ad\u200b\u2060]+")
_BETWEEN = ".{0,60}?"
"""What a template may put between the cells of a row."""


def check_complete(root: Element, brochure: Brochure, settings: Place, report: Report) -> None:
    """Report what a document leaves out of what the templates were given, where an author has written it.

    `settings` is the place of what the edition's settings say.
    """
    body = root.find("body")
    printed = _bare("".join(body.itertext())) if body is not None else ""
    said: set[str] = set()
    for place, what, words in _all_words(brochure, settings):
        wanted = [bare for word in words if (bare := _bare(word))]
        if "".join(wanted) in printed or re.search(_BETWEEN.join(map(re.escape, wanted)), printed):
            continue
        if place not in said:
            said.add(place)
            path, _, line = place.rpartition(":")
            shown = " ".join(" ".join(words).split())
            message = f"{what} «{shown if len(shown) <= 50 else shown[:49] + '…'}» is printed nowhere"
            report.error(Place(path, int(line)), f"{message}; a template leaves it out, see layouts/templates/")


_Words = tuple[str, str, Sequence[str]]
"""The place in the sources as it is printed, what the words are, and the words, which stand one after the other."""


def _all_words(brochure: Brochure, settings: Place) -> Iterator[_Words]:
    yield str(settings), "the title", [brochure.title]
    yield str(settings), "the subtitle", [brochure.subtitle]
    yield str(settings), "the publisher", [brochure.publisher]
    parts = [brochure.colophon, brochure.introduction, brochure.definitions, brochure.comparison]
    for part in (*parts, *brochure.sections, brochure.sources_text):
        if part is not None:
            yield from _of_part(part)
    for figure in brochure.figures:
        yield from _of_exhibit(figure, figure.behind)
    for source in brochure.sources:
        place = f"data/statistics/{source.statistic}.toml:1"
        for words in (source.title, source.publisher, source.population, source.reference, *source.notes):
            yield place, "what the chapter on sources says", [words]


def _of_part(part: PartOnPage) -> Iterator[_Words]:
    yield part.place, "the title", [_text(part.heading)]
    if part.lead:
        yield part.place, "the lead", [_text(part.lead)]
    for figure in part.key_figures:
        for words in filter(None, (figure.value, figure.text, figure.comparison, figure.gap, figure.change)):
            yield figure.place, "the key figure", [_text(words)]
    for goal in part.goals:
        for text in (goal.text, *goal.ministries):
            yield goal.place, "the goal", [text]
    for block in part.blocks:
        if block.heading:
            yield block.heading_place, "the heading", [_text(block.heading)]
        for html in filter(None, (block.prose, block.side)):
            yield block.place, "the text", [_text(html)]
        for note in block.notes:
            yield note.place, "the note", [_text(note.words)]
        if block.table is not None:
            yield from _of_exhibit(block.table, block.table.printed)
        if block.figure is not None:
            yield block.place, "the figure", [_text(block.figure.title_html)]


def _of_exhibit(item: FigureOnPage | TableOnPage, table: PrintedTable) -> Iterator[_Words]:
    yield item.place, "the title", [_text(item.title_html)]
    yield item.place, "the subtitle", [_text(item.subtitle_html)]
    if item.note:
        yield item.place, "the note", [_text(item.note)]
    yield item.place, "the head of the table", list(table.columns)
    for row in table.rows:
        yield item.place, "the row", [row.label, *row.cells]


def _text(html: Markup) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def _bare(text: str) -> str:
    return _SPACE.sub("", text).casefold()
