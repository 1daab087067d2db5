"""Markdown to HTML, the places of figures and tables kept apart."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, Literal
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from brochure.making.text.addresses import breakable, with_bare_addresses
from brochure.making.text.document import TextDocument, plain_words
from brochure.making.text.frames import PLACED, unframed
from brochure.making.text.notes import note_numbers

PLACE = re.compile(f"{PLACED}(figure|table):([^:]*):(\\d+){PLACED}")
"""The place of a figure or table as it stands in a rendered text: kind, name, line."""
_AT_ONE_GO = frozenset({"paragraph_open", "heading_open", "list_item_open", "tr_open", "note_open"})
_RANGE_DASH = re.compile(r"(?<=\d)–(?=\d)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a part; `level` 2 is the highest, `anchor` its id in the document.

    `line` counts from 1 within the text.
    """

    level: int
    text: str
    anchor: str
    html: str
    line: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note to a text: its `number` there, its words as HTML, and the file and line they were written on.

    `lines` are those that its own lines were written on, where they do not follow one another. `anchor` is its id in
    the document, `reference` that of what leads to it first.
    """

    number: int
    html: str
    anchor: str
    reference: str
    place: str
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with the prose below it as HTML, or the place of a figure or table, or the notes to all of a text.

    `line` counts from 1 within the text; prose that continues after a figure has no heading. `side` is what stands
    beside the prose in the side column: the quoted lines (`> …`) of the text, as HTML.
    """

    kind: str
    content: str
    line: int
    heading: Heading | None = None
    side: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """What a text links to or shows; `words` are the alt text of an image, `line` counts from 1 within the text."""

    kind: Literal["link", "image"]
    target: str
    words: str
    line: int


NoteWords = Callable[[int], str]
"""What a listener is told of the number that leads to a note."""


def html_blocks(document: TextDocument, anchor_prefix: str, note_words: NoteWords = str) -> tuple[Block, ...]:
    """A text as blocks of HTML; the last holds its notes, where it has any.

    Anchors of headings and notes begin with `anchor_prefix`, images are looked for beside the file. Every paragraph,
    item and row tells its place as `data-place`, and as `data-lines` the lines its own lines were written on where
    those do not follow one another. What prints a number or claims something is told as `data-use` and `data-claim`.
    """
    tokens = [_for_html(token, document) for token in document.tokens]
    _place_images(tokens, PurePosixPath(document.written.begin.path).parent)
    numbers = note_numbers(tokens)
    _number_notes(tokens, numbers, anchor_prefix, note_words)
    tokens, notes = _without_notes(tokens, numbers, anchor_prefix)
    headings = 0
    blocks: list[Block] = []
    pending: list[Token] = []
    heading: Heading | None = None
    i = 0
    while i < len(tokens):
        token, inline = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
        placed = _placed_alone(token, inline)
        if placed is None and (token.type != "heading_open" or token.level > 0):
            pending.append(token)
            i += 1
            continue
        _flush(pending, heading, blocks)
        heading = None
        if placed is not None:
            blocks.append(Block(placed[1], placed[2], int(placed[3])))
        else:
            headings += 1
            level, line = int(token.tag[1]), (token.map or [0])[0] + 1
            heading = Heading(level, plain_words(inline), f"{anchor_prefix}-{headings}", _html([inline]), line)
        i += 3
    _flush(pending, heading, blocks)
    if notes:
        blocks.append(Block("notes", "", blocks[-1].line if blocks else 1, notes=notes))
    return tuple(blocks)


def html_line(document: TextDocument, *, refers: bool = True) -> str:
    """One line of Markdown as HTML without a paragraph around it; unless it `refers`, without links inside the PDF."""
    (inline,) = document.tokens
    return _html([_for_html(inline, document, refers=refers)])


def addresses(document: TextDocument) -> Iterator[Address]:
    """What a text links to or shows."""
    for token in document.tokens:
        for child in token.children or ():
            line = document.lines[(token.map or [0])[0]]
            if child.type == "image":
                yield Address("image", unquote(str(child.attrGet("src"))), unframed(child.content), line)
            elif child.type == "link_open":
                yield Address("link", unquote(str(child.attrGet("href"))), "", line)


def misplaced(document: TextDocument) -> Iterator[re.Match[str]]:
    """The places of figures and tables in a text that do not stand alone in a paragraph."""
    for before, token in pairwise((Token("", "", 0), *document.tokens)):
        if token.type == "inline" and not _placed_alone(before, token):
            yield from PLACE.finditer(token.content)


def _number_notes(tokens: Sequence[Token], numbers: Mapping[str, int], prefix: str, told: NoteWords) -> None:
    """Give what leads to notes its number and address; the first of each is where its note leads back to."""
    begun: set[int] = set()
    for child in (child for token in tokens for child in token.children or () if child.type == "note_reference"):
        number = numbers.get(child.info, 0)
        child.content = str(number)
        child.attrs = {"href": f"#{prefix}-note-{number}", "title": told(number)}
        if number not in begun:
            child.attrs["id"] = f"{prefix}-to-note-{number}"
        begun.add(number)


def _without_notes(
    tokens: Sequence[Token], numbers: Mapping[str, int], prefix: str
) -> tuple[list[Token], tuple[Note, ...]]:
    """The tokens of a text without its notes, and these by their numbers; what nothing leads to is left out."""
    kept: list[Token] = []
    notes: list[Note] = []
    note: Token | None = None
    for token in tokens:
        if token.type in ("note_open", "note_close"):
            note = token if token.nesting > 0 else None
        elif note is None:
            kept.append(token)
        elif number := numbers.get(note.info):
            place, lines = (str(note.attrs.get(f"data-{name}", "")) for name in ("place", "lines"))
            anchors = (f"{prefix}-note-{number}", f"{prefix}-to-note-{number}")
            notes.append(Note(number, _html([token]), *anchors, place, lines))
    return kept, tuple(sorted(notes, key=lambda each: each.number))


def _placed_alone(opening: Token, inline: Token) -> re.Match[str] | None:
    alone = opening.type == "paragraph_open" and opening.level == 0
    return PLACE.fullmatch(inline.content.strip()) if alone else None


@cache
def _renderer() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.add_render_rule("text", _text)
    parser.add_render_rule("link_open", _link)
    parser.add_render_rule("note_reference", _note_reference)
    return parser


def _note_reference(_renderer: RendererHTML, tokens: Sequence[Token], position: int, *_: object) -> str:
    """The number that leads to a note; what is marked so is no part of the words around it."""
    token = tokens[position]
    attributes = "".join(f' {name}="{escapeHtml(str(value))}"' for name, value in token.attrs.items())
    return f'<span class="note-reference" data-marked="note"><a class="to-note"{attributes}>{token.content}</a></span>'


def _link(renderer: RendererHTML, tokens: Sequence[Token], position: int, options: Any, env: Any) -> str:
    """A link; one whose words are its address may break where an address does."""
    opening = tokens[position]
    if opening.markup and position + 1 < len(tokens):
        opening.attrSet("class", "address")
        tokens[position + 1].content = breakable(tokens[position + 1].content)
    html: str = renderer.renderToken(tokens, position, options, env)
    return html


def _text(_renderer: RendererHTML, tokens: Sequence[Token], position: int, _options: object, _env: object) -> str:
    """Words as HTML; a range stays on one line, by a joint without width that leaves no trace in the PDF's text."""
    return escapeHtml(_RANGE_DASH.sub("–\u2060", tokens[position].content))


def _for_html(token: Token, document: TextDocument, *, refers: bool = True) -> Token:
    """A token as HTML has it: what is read at one go tells where it stands, and all else the line of its source."""
    token = token.copy(attrs=dict(token.attrs))
    lines = [document.lines[i] - 1 for i in range(token.map[0], max(token.map))] if token.map else []
    if lines:
        token.map = [lines[0], lines[-1] + 1]
    if lines and token.type in _AT_ONE_GO:
        begin = document.written.begin
        first = begin.line or 1
        token.attrSet("data-place", f"{begin.path}:{first + lines[0]}")
        if lines != list(range(lines[0], lines[0] + len(lines))):
            token.attrSet("data-lines", " ".join(str(first + line) for line in lines))
    if token.children:
        children = with_bare_addresses(_joined(_paired(token.children)))
        token.children = children if refers else _without_references(children)
    return token


def _place_images(tokens: Sequence[Token], folder: PurePosixPath) -> None:
    """Images stand beside the text that shows them; pages are set from the project's folder."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                child.attrSet("src", f"{folder}/{child.attrGet('src')}")


def _paired(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without the frames of claims that do not open and close between the same tags, as over two paragraphs."""
    depth = 0
    opened: list[tuple[int, int]] = []
    left_out: set[int] = set()
    for i, token in enumerate(tokens):
        if token.type == "frame_open":
            opened.append((i, depth))
        elif token.type != "frame_close":
            depth += token.nesting
        elif opened and opened[-1][1] == depth:
            opened.pop()
        else:
            left_out.add(i)
    left_out |= {i for i, _ in opened}
    return [token for i, token in enumerate(tokens) if i not in left_out]


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Copies of tokens in which words that follow one another are one."""
    found: list[Token] = []
    for token in tokens:
        if token.type not in ("text", "text_special"):
            children = _joined(token.children) if token.children else token.children
            found.append(token.copy(attrs=dict(token.attrs), children=children))
        elif found and found[-1].type == "text":
            found[-1].content += token.content
        else:
            found.append(token.copy(type="text"))
    return found


def _without_references(tokens: Sequence[Token]) -> list[Token]:
    found: list[Token] = []
    refers = False
    for token in tokens:
        if token.type == "link_open":
            refers = str(token.attrGet("href")).startswith("#")
        if not (refers and token.type.startswith("link_")):
            found.append(token)
    return found


def _flush(pending: list[Token], heading: Heading | None, blocks: list[Block]) -> None:
    """Close the prose that has been gathered, with the heading it stands under."""
    if pending or heading:
        prose, side = _sides(pending)
        line = next((token.map[0] + 1 for token in pending if token.map), 1)
        blocks.append(Block("prose", _html(prose), line, heading, _html(side)))
        pending.clear()


def _sides(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens of the text column, and those of the side column: what is quoted, without its frame.

    A quoted paragraph that is strong from end to end gets the class "value"; it is printed large.
    """
    prose: list[Token] = []
    side: list[Token] = []
    quoted = False
    for token in tokens:
        if token.level == 0 and token.type in ("blockquote_open", "blockquote_close"):
            quoted = token.nesting > 0
            continue
        if quoted and token.type == "inline" and _is_strong(token) and side:
            side[-1].attrSet("class", "value")
        (side if quoted else prose).append(token)
    return prose, side


def _is_strong(inline: Token) -> bool:
    kinds = [child.type for child in inline.children or () if child.type != "text" or child.content]
    return kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"] and kinds.count("strong_open") == 1


def _with_headers(tokens: list[Token]) -> list[Token]:
    """Tables get the scope of their headers; the first cell of a row is a header of it."""
    first = False
    for opening, closing in zip(tokens, tokens[2:] + tokens[-2:], strict=True):
        if opening.type == "th_open":
            opening.attrSet("scope", "col")
        elif opening.type == "td_open" and first:
            opening.tag = closing.tag = "th"
            opening.attrSet("scope", "row")
        first = opening.type == "tr_open"
    return list(tokens)


def _number_lists(tokens: list[Token]) -> None:
    """Numbered lists print the numbers that are written; where all are the same they count on from it."""
    open_lists: list[list[Token]] = []
    for token in tokens:
        if token.type == "ordered_list_open":
            open_lists.append([token])
        elif token.type == "bullet_list_open":
            open_lists.append([])
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            if items := open_lists.pop():
                _number(items[0], items[1:])
        elif token.type == "list_item_open" and open_lists[-1]:
            open_lists[-1].append(token)


def _number(opening: Token, items: Sequence[Token]) -> None:
    numbers = [int(item.info) for item in items]
    if numbers[0] != 1:
        opening.attrs = {"style": f"counter-reset: list-item {numbers[0] - 1}"}
    if opening.markup == ")":
        opening.attrSet("class", "bracketed")
    if len(set(numbers)) > 1:
        for item, (before, number) in zip(items[1:], pairwise(numbers), strict=True):
            if number != before + 1:
                item.attrSet("style", f"counter-increment: list-item {number - before}")


def _html(tokens: list[Token]) -> str:
    parser = _renderer()
    _number_lists(tokens)
    html: str = parser.renderer.render(_with_headers(tokens), parser.options, {})
    return html
