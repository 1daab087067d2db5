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
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from brochure.making.text.digits import MARKED
from brochure.making.text.frames import CLAIM, EDGE, END, USE
from brochure.making.text.notes import OPENING, REFERENCE

AT = "at"
"""The key in `meta` of an inline token under which its first letter stands, from 0 in the text of its block."""

_ENTITY_OR_EDGE = re.compile(rf"(?P<entity>&#?\w+;)|{EDGE.pattern}")
_TRACES = {USE: "data-use", CLAIM: "data-claim"}


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    kept = parser.inline.ruler.get_active_rules(), parser.inline.ruler2.get_active_rules()
    parser.inline = _ParserOfLetters()
    parser.inline.ruler.enableOnly(kept[0])
    parser.inline.ruler2.enableOnly([name for name in kept[1] if name != "fragments_join"])
    parser.core.ruler.disable("text_join")
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("link", "note_reference", _note_reference)
    parser.inline.ruler.before("link", "marked", _marked)
    parser.inline.ruler.before("link", "frame", _frame)
    for sign in (USE, CLAIM, END):
        parser.inline.add_terminator_char(sign)
    return parser


def parse_blocks(text: str) -> list[Token]:
    """The tokens of a text; those inside a block have their place in its content under `AT`.

    The letters of a token of type "text" follow one another in the content; signs that print nothing are tokens of
    their own, and what is written otherwise than printed (escapes, entities) is of type "text_special". "marked_open"
    and "marked_close" stand around what is marked as not statistical, "frame_open" and "frame_close" around what is
    framed, with the `number` of the frame in their `meta` and its kind as `info`. Frames may stand open. The paragraph
    of a note stands between "note_open" and "note_close", where it was written; "note_reference" leads to it. Both have
    the name of the note as `info`.
    """
    return _parser().parse(text)


def parse_line(text: str) -> list[Token]:
    """The only token of a text that is one block, whose children are as those of `parse_blocks`."""
    return _parser().parseInline(text)


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


def _marked(state: StateInline, silent: bool) -> bool:
    """`{2014}` prints what it holds, `{historie 2014}` what follows the word; its spaces never break."""
    match = MARKED.match(state.src, state.pos)
    if not match or match.end() > state.posMax:
        return False
    if not silent:
        token = state.push("marked_open", "span", 1)
        token.attrSet("data-marked", "")
        token.meta["is_history"] = match["history"] is not None
        state.pos = match.start("words")
        for other in _ENTITY_OR_EDGE.finditer(state.src, *match.span("words")):
            _unbroken(state, other.start())
            if other["entity"]:
                state.push("text_special", "", 0).content = unescape(other[0]).replace(" ", "\u00a0")
                state.pos = other.end()
            else:
                _frame(state, silent)
        _unbroken(state, match.end("words"))
        state.push("marked_close", "span", -1)
    state.pos = match.end()
    return True


def _unbroken(state: StateInline, end: int) -> None:
    """Push the letters up to `end`, none of which is a mark."""
    if state.pos < end:
        state.push("text", "", 0).content = state.src[state.pos : end].replace(" ", "\u00a0")
        state.pos = end


def _frame(state: StateInline, silent: bool) -> bool:
    """Around what a number has printed, or what a claim holds."""
    match = EDGE.match(state.src, state.pos)
    if not match or match.end() > state.posMax:
        return False
    if not silent and match[0] == END:
        state.push("frame_close", "span", 0).nesting = -1  # emphasis passes through frames, so the parser sees none
    elif not silent:
        token = state.push("frame_open", "span", 0)
        token.nesting = 1
        token.info, token.meta["number"] = match[1], int(match[2])
        token.attrSet(_TRACES[match[1]], match[2])
    state.pos = match.end()
    return True


def _note(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """`[^name]: words`, and the lines that go on from it."""
    start = state.bMarks[first] + state.tShift[first]
    opening = OPENING.match(state.src, start, state.eMarks[first])
    if state.is_code_block(first) or not opening:
        return False
    if silent:
        return True
    last = _end_of_paragraph(state, first, end)
    state.line = last
    token = state.push("note_open", "p", 1)
    token.map, token.info = [first, last], opening["name"]
    lines = [state.src[opening.end() : state.eMarks[first]]]
    if last > first + 1:
        lines.append(state.getLines(first + 1, last, state.blkIndent, False))
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = "\n".join(lines).rstrip(), [first, last], []
    state.push("note_close", "p", -1)
    return True


def _end_of_paragraph(state: StateBlock, first: int, end: int) -> int:
    """The line after the last that goes on from one, as CommonMark has it for paragraphs."""
    around, state.parentType = state.parentType, "paragraph"
    rules = state.md.block.ruler.getRules("paragraph")
    last = first + 1
    while last < end and not state.isEmpty(last):
        if not state.is_code_block(last) and any(rule(state, last, end, True) for rule in rules):
            break
        last += 1
    state.parentType = around
    return last


def _note_reference(state: StateInline, silent: bool) -> bool:
    """`[^name]`, which leads to a note."""
    match = REFERENCE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("note_reference", "", 0).info = match["name"]
    state.pos = match.end()
    return True
