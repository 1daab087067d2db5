"""Notes of a text: `[^name]` leads to one, `[^name]: words` writes it.

They are numbered in the order in which the text leads to them. Knows how they are written and what can be wrong with
them, nothing of how they are printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from markdown_it.token import Token

from brochure.findings import near

REFERENCE = re.compile(r"\[\^(?P<name>[\w-]{1,60})\]")
"""What leads to a note."""
OPENING = re.compile(rf"{REFERENCE.pattern}:[ \t]*")
"""What a note begins with."""

_ENDS_A_LINK = re.compile(r"[^\[\]]*\]\(")
_NOT_IN = {"heading_open": "a heading", "th_open": "a table", "td_open": "a table"}


def without_references(text: str) -> str:
    """Words without what leads to notes from them."""
    return REFERENCE.sub("", text)


def note_numbers(tokens: Sequence[Token]) -> Mapping[str, int]:
    """The number of each note that the tokens of a text lead to, in the order of the text."""
    names = dict.fromkeys(reference.info for token, note in _inlines(tokens) if not note for reference in _in(token))
    return {name: number for number, name in enumerate(names, start=1)}


def misused_notes(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The lines, from 0, of what is wrong with the notes of a text, and what would mend it."""
    written: dict[str, int] = {}
    for token in tokens:
        if token.type == "note_open" and token.map:
            if token.level:
                yield token.map[0], f"the note [^{token.info}] stands in a list or side note; begin a line with it"
            if token.info in written:
                yield token.map[0], f"there is a note [^{token.info}] already; give each its own name"
            written.setdefault(token.info, token.map[0])
    used = note_numbers(tokens)
    for (token, note), around in zip(_inlines(tokens), _openings(tokens), strict=True):
        line = (token.map or [0])[0]
        if note and not token.content.strip():
            yield line, f"the note [^{note}] says nothing; write its words after the colon"
        for name, at, inside in _led_to(token):
            at = line + token.content.count("\n", 0, at)
            if note:
                yield at, f"the note [^{note}] leads to another note, [^{name}]; say it in one of them"
            elif inside := inside or _NOT_IN.get(around, ""):
                yield at, f"[^{name}] cannot stand in {inside}; lead to the note from the text below or above"
            elif name not in written:
                told = f"there is no note [^{name}]; its words stand on a line that begins with [^{name}]:"
                yield at, f"{told}{near(name, written)}"
    for name, line in written.items():
        if name not in used:
            told = f"nothing leads to the note [^{name}]; write [^{name}] where it belongs, or take it away"
            yield line, f"{told}.{near(name, used.keys() - written.keys(), listed=0)}"


def _inlines(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """All words of a text, and the name of the note that they stand in."""
    note = ""
    for token in tokens:
        if token.type in ("note_open", "note_close"):
            note = token.info
        elif token.type == "inline":
            yield token, note


def _openings(tokens: Sequence[Token]) -> Iterator[str]:
    """What all words of a text stand in directly."""
    return (before.type for before, token in pairwise(tokens) if token.type == "inline")


def _in(inline: Token) -> Iterator[Token]:
    return (child for child in inline.children or () if child.type == "note_reference")


def _led_to(inline: Token) -> Iterator[tuple[str, int, str]]:
    """Each name that some words lead to, at which letter, and what it stands in where none can."""
    at = 0
    children = inline.children or []
    for child, after in zip_longest(children, children[1:]):
        at = child.meta.get("at", at)
        if child.type == "note_reference":
            is_in_link = after is not None and _ENDS_A_LINK.match(after.content)  # Markdown then sees no link
            yield child.info, at, "the words of a link" if is_in_link else ""
            continue
        what = "what an image shows" if child.type == "image" else "braces"
        yield from ((match["name"], at, what) for match in REFERENCE.finditer(child.content))
