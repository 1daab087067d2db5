"""The Markdown that authors write: CommonMark and small tables without raw HTML, with the project's own braces.

One parser for all who read a text: those who print it, proofread it, or compare it with another language. Uses
markdown-it-py, which keeps the source line of every block; here every inline token also knows its letter.
"""

import re
from collections.abc import MutableMapping
from functools import cache
from html import unescape
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from brochure.making.text.addresses import with_bare_addresses
from brochure.making.text.digits import MARKED

AT = "at"
"""The key in `meta` of an inline token under which its first letter stands, from 0 in the text of its block."""

_ENTITY = re.compile(r"&#?\w+;")


def whole_parser() -> MarkdownIt:
    """A parser whose words come in as few tokens as possible, for printing them; addresses are links."""
    parser = _with_own_rules(MarkdownIt("commonmark", {"html": False}).enable("table"))
    parser.core.ruler.push("addresses", _addresses)
    return parser


@cache
def _letter_parser() -> MarkdownIt:
    parser = _with_own_rules(MarkdownIt("commonmark", {"html": False}).enable("table"))
    parser.inline.ruler2.disable("fragments_join")
    parser.core.ruler.disable("text_join")
    return parser


def parse_blocks(text: str) -> list[Token]:
    """The tokens of a text."""
    return whole_parser().parse(text)


def parse_blocks_by_letters(text: str) -> list[Token]:
    """The tokens of a text, those inside its blocks as `parse_letters` gives them."""
    return _letter_parser().parse(text)


def parse_letters(text: str) -> list[Token]:
    """The inline tokens of one block of text, each with its place under `AT`.

    The letters of a token of type "text" follow one another in `text`; signs that print nothing are tokens of their
    own, and what is written otherwise than printed (escapes, entities) is of type "text_special".
    """
    (inline,) = _letter_parser().parseInline(text)
    return inline.children or []


def plain_text(line: str) -> str:
    """The words of one line of Markdown, as they are printed."""
    return "".join(" " if token.type.endswith("break") else token.content for token in parse_letters(line))


_YEARS_FROM = 1000
"""What begins a line and is as high as this is a year, not the number of an item."""


def numbered_items(text: str) -> list[int]:
    """The lines of `text`, from 0, that begin an item of a numbered list.

    A lone item is one when it is the first, or goes on from another: else it is a sentence that begins with a number,
    such as "4. kvartal".
    """
    lists: list[list[tuple[int, int]]] = []
    open_lists: list[list[tuple[int, int]]] = []
    for token in parse_blocks(text):
        if token.type.endswith("list_open"):
            open_lists.append([])
            lists.append(open_lists[-1])
        elif token.type.endswith("list_close"):
            open_lists.pop()
        elif token.type == "list_item_open" and token.info and token.map:
            open_lists[-1].append((int(token.info), token.map[0]))
    found: list[int] = []
    reached = {0}
    for items in lists:
        for number, line in items:
            if number < _YEARS_FROM and (len(items) > 1 or number == 1 or number - 1 in reached):
                reached.add(number)
                found.append(line)
    return found


class _Letters(StateInline):
    """Notes for every token at which letter it begins."""

    _pending_from = 0
    _pushed_at = -1
    _pushed = 0

    def append_pending(self, text: str) -> None:
        if not self._pending_buffer and not self._pending:
            self._pending_from = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta[AT] = self._pending_from
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        self._pushed = self._pushed + 1 if self._pushed_at == self.pos else 0
        self._pushed_at = self.pos
        token.meta[AT] = self.pos + (self._pushed if ttype == "text" else 0)  # signs of emphasis come one by one
        return token


class _ParserOfLetters(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        state = _Letters(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _with_own_rules(parser: MarkdownIt) -> MarkdownIt:
    kept = parser.inline.ruler.get_active_rules(), parser.inline.ruler2.get_active_rules()
    parser.inline = _ParserOfLetters()
    parser.inline.ruler.enableOnly(kept[0])
    parser.inline.ruler2.enableOnly(kept[1])
    parser.inline.ruler.before("link", "marked", _marked)
    return parser


def _marked(state: StateInline, silent: bool) -> bool:
    """`{2014}` prints what it holds; its spaces never break."""
    match = MARKED.match(state.src, state.pos)
    if not match or match.end() > state.posMax:
        return False
    if not silent:
        words = _ENTITY.sub(lambda entity: unescape(entity[0]), match[1])
        state.push("marked", "", 0).content = words.replace(" ", "\u00a0")
    state.pos = match.end()
    return True


def _addresses(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = with_bare_addresses(token.children)
