"""What a text of an edition uses, in its order: numbers, years, figures, claims, headings and the like, by line.

Read from the source as it stands, not from what is rendered; so a text can be looked at when its numbers are at fault.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from jinja2 import TemplateSyntaxError, nodes

from brochure.findings import Place
from brochure.making.text.author import author_sandbox
from brochure.making.text.bounds import too_much
from brochure.making.text.document import Marked, TextDocument, read_document, read_line
from brochure.making.text.frames import Filled, Stretch
from brochure.making.text.remarks import without_html_remarks
from brochure.making.text.written import NOT_SHOWN, Tags, Written, read_tags
from brochure.project.edition.descriptions import BESIDE
from brochure.project.edition.reading import Part
from brochure.project.sandbox.environment import Sandbox

_STRING = '"…"'
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PLACING = ("figure", "table", "ref")


class Kind(StrEnum):
    """What a trait is."""

    NUMBER = "number"
    YEAR = "year"
    FIGURE = "figure"
    TABLE = "table"
    REFERENCE = "reference"
    CLAIM = "claim"
    HEADING = "heading"
    LEAD = "lead"
    KEY_FIGURE = "key figure"
    CHANGE = "change of a key figure"
    SIDE_NOTE = "side note"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that a text uses or has.

    `key` is what makes it the same thing in another language: a name, a condition without its words, the level of a
    heading. `shown` is how the author wrote it: of a number the whole expression that prints it, of a heading its
    words. `form` is that expression without spaces and words, for comparing; only numbers have one.
    """

    kind: Kind
    key: str
    place: Place
    shown: str = ""
    form: str = ""


def traits_of_part(part: Part) -> tuple[Trait, ...] | None:
    """The traits of a part: its lead and key figures, then its text; None when it cannot be read."""
    found: list[Trait] = []
    front, document = part.front, part.front_document
    try:
        if front.lead is not None:
            place = document.place("lead")
            found += [Trait(Kind.LEAD, "", place), *_of_line(front.lead, place)]
        for i, figure in enumerate(front.key_figures):
            found.append(Trait(Kind.KEY_FIGURE, "", document.place("key_figures", i)))
            for key, text in figure.words.items():
                place = document.place("key_figures", i, key)
                if key in BESIDE:
                    found.append(Trait(Kind.CHANGE, "" if key == "change" else key, place))
                found += _of_line(text, place)
        body = _of_text(part.text, Place(part.path, part.first_line), read_document)
    except (TemplateSyntaxError, RecursionError):
        return None
    return (*found, *body)


def traits_of_line(source: str, place: Place) -> tuple[Trait, ...] | None:
    """The traits of a text without headings, such as the title of a figure; None when it cannot be read."""
    try:
        return tuple(_of_line(source, place))
    except (TemplateSyntaxError, RecursionError):
        return None


def _of_line(source: str, place: Place) -> list[Trait]:
    return _of_text(source, place, read_line)


def _of_text(source: str, begin: Place, read: Callable[[Filled, Written], TextDocument]) -> list[Trait]:
    """Numbers, figures, tables, references and claims, years that are marked, headings and notes, line by line."""
    for slip in too_much(source):
        raise TemplateSyntaxError(slip.message, 1)
    sandbox, written = author_sandbox(), Written(without_html_remarks(source), begin)
    tags = read_tags(sandbox, written.source)
    document = read(Filled(tags.visible, (Stretch(0, len(tags.visible), 0),)), written)
    found = [*_of_tags(sandbox, tags, written), *_of_marks(document), *_of_blocks(document)]
    return sorted(found, key=lambda trait: trait.place.line or 0)


def _of_tags(sandbox: Sandbox, tags: Tags, written: Written) -> Iterator[Trait]:
    for tag in tags.named("", "claim"):
        place = written.on_line(written.line(tag.start))
        form = " ".join(_STRING if kind == "string" else text for kind, text in tag.inside if kind != "whitespace")
        if tag.name:
            yield Trait(Kind.CLAIM, form, place, tag.shown)
        else:
            yield from _printed(sandbox, tag.shown, form, place)


def _of_marks(document: TextDocument) -> Iterator[Trait]:
    """Years that are marked as not statistical."""
    for block in document.blocks:
        for span in block.spans:
            if isinstance(span, Marked):
                for year in _YEAR.findall(block.content[span.start : span.end]):
                    yield Trait(Kind.YEAR, year, Place(document.written.begin.path, block.places[span.start][0]))


def _of_blocks(document: TextDocument) -> Iterator[Trait]:
    """Headings, side notes, and notes."""
    for token, following in pairwise(document.tokens):
        if token.level == 0 and token.type == "heading_open":
            words = re.sub(f"{NOT_SHOWN}+", "…", following.content)
            yield Trait(Kind.HEADING, token.tag[1], document.place((token.map or [0])[0]), words)
        elif token.level == 0 and token.type == "blockquote_open":
            yield Trait(Kind.SIDE_NOTE, "", document.place((token.map or [0])[0]))
        elif token.type == "note_open":
            yield Trait(Kind.NOTE, "", document.place((token.map or [0])[0]))


def _printed(sandbox: Sandbox, shown: str, form: str, place: Place) -> Iterator[Trait]:
    """What one printing expression uses."""
    tree = sandbox.parse(f"{{{{ {shown} }}}}")
    functions = {id(call.node) for call in tree.find_all(nodes.Call)}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in _PLACING and call.args:
            name = call.args[0]
            kind = Kind.REFERENCE if call.node.name == "ref" else Kind(call.node.name)
            yield Trait(kind, str(name.value) if isinstance(name, nodes.Const) else "", place)
    names = (node.name for node in tree.find_all(nodes.Name) if id(node) not in functions)
    for found in dict.fromkeys(names):
        yield Trait(Kind.NUMBER, found, place, shown, form)
