"""Markdown to HTML: CommonMark without raw HTML, and the places of figures and tables kept apart.

Uses markdown-it-py, which follows the CommonMark specification and keeps the source line of every block.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from brochure.text.author import PLACED
from brochure.text.digits import MARKED

_PLACED = re.compile(f"^{PLACED}(figure|table):([^:]*):(\\d+){PLACED}$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a part; `level` 2 is the highest, `anchor` its id in the document."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose as HTML, or the place of a figure or table; `line` counts from 1 within the text."""

    kind: str
    content: str
    line: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as blocks, its headings, and the sources of its images with their line."""

    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    images: tuple[tuple[str, int], ...]


def markdown_to_blocks(text: str, anchor_prefix: str) -> Prose:
    """`text` as blocks of HTML; anchors of headings begin with `anchor_prefix`."""
    tokens = _parser().parse(text)
    headings = _anchored_headings(tokens, anchor_prefix)
    blocks: list[Block] = []
    pending: list[Token] = []
    i = 0
    while i < len(tokens):
        placed = _PLACED.match(tokens[i + 1].content.strip()) if tokens[i].type == "paragraph_open" else None
        if placed and tokens[i].level == 0:
            _flush(pending, blocks)
            blocks.append(Block(placed[1], placed[2], int(placed[3])))
            i += 3
        else:
            pending.append(tokens[i])
            i += 1
    _flush(pending, blocks)
    return Prose(tuple(blocks), headings, tuple(_images(tokens)))


def markdown_inline(text: str) -> str:
    """One line of Markdown as HTML without a paragraph around it."""
    html: str = _parser().renderInline(text)
    return html


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.inline.ruler.before("link", "marked", _marked)
    return parser


def _marked(state: StateInline, silent: bool) -> bool:
    """`{2014}` prints what it holds; its spaces never break."""
    match = MARKED.match(state.src, state.pos)
    if not match or match.end() > state.posMax:
        return False
    if not silent:
        state.push("text", "", 0).content = match[1].replace(" ", "\u00a0")
    state.pos = match.end()
    return True


def _anchored_headings(tokens: list[Token], prefix: str) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    for opening, inline in itertools.pairwise(tokens):
        if opening.type == "heading_open":
            anchor = f"{prefix}-{len(headings) + 1}"
            opening.attrSet("id", anchor)
            text = "".join(child.content for child in inline.children or ())
            headings.append(Heading(int(opening.tag[1]), text, anchor))
    return tuple(headings)


def _images(tokens: list[Token]) -> list[tuple[str, int]]:
    return [
        (str(child.attrGet("src")), (token.map or [0])[0] + 1)
        for token in tokens
        for child in token.children or ()
        if child.type == "image"
    ]


def _flush(pending: list[Token], blocks: list[Block]) -> None:
    if pending:
        parser = _parser()
        renderer: Callable[..., str] = parser.renderer.render
        line = next((token.map[0] + 1 for token in pending if token.map), 1)
        blocks.append(Block("prose", renderer(list(pending), parser.options, {}), line))
        pending.clear()
