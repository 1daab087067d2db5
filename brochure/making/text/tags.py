"""Slips in an author's tags and expressions, told where they were made: what Jinja tells is often far below.

Looks at the letters of a source alone, so that it has something to say where Jinja cannot read on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from brochure.making.text.written import Slip

_EDGE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}
_NAMES = {"{{": "expression", "{%": "tag", "{#": "remark"}
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_CURLY = re.compile("[“”„‟‘’‚«»]")
_APART = re.compile(
    r"\{[ \t]+[{%#](?=[^\n]*[%}#])|\{(?=[ \t]*(?:end)?(?:claim|if|elif|else)\b[^\n{}]*\})|\{\{[<%]|\{\{\{"
)
_OPENS = {"claim": "endclaim", "if": "endif"}
_WORD = re.compile(r"\{%[-+]?\s*(\w+)")


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    opening: str
    inside: str


def tag_slips(source: str, *, is_read: bool) -> list[Slip]:
    """Every slip that the letters of `source` show, in order.

    Where Jinja could read it (`is_read`) its tags are whole, and only what it takes for words is looked at.
    """
    found = [
        Slip(
            match.start(), f"'{match[0].strip()}' does not begin a tag; write {{{{ … }}}} or {{% … %}}, without a space"
        )
        for match in _APART.finditer(source)
    ]
    if is_read:
        return found
    tags: list[_Tag] = []
    for item in _tags(source):
        if isinstance(item, Slip):
            found.append(item)
        else:
            tags.append(item)
    found += [slip for tag in tags if tag.opening != "{#" for slip in _curly(tag)]
    found += _unpaired([tag for tag in tags if tag.opening == "{%"])
    return sorted(found, key=lambda slip: slip.start)


def _tags(source: str) -> Iterator[_Tag | Slip]:
    """Every tag, expression and remark; one that is not closed before the next one begins is a slip."""
    position = 0
    while match := _EDGE.search(source, position):
        opening = match[0]
        position = match.end()
        if opening not in _CLOSES:
            if opening != "#}":
                yield Slip(match.start(), f"'{opening}' closes nothing; take it away, or write its beginning")
            continue
        end = _end(source, match)
        if end is None:
            yield Slip(match.start(), _not_closed(source, match))
            rest = source.find("\n", position)
            position = rest if rest >= 0 and opening != "{#" else len(source) if opening == "{#" else position
            continue
        yield _Tag(match.start(), opening, source[position:end])
        position = end + 2


def _end(source: str, opening: re.Match[str]) -> int | None:
    """Where the mark stands that closes a tag; None when there is none before the next tag or paragraph."""
    close = _CLOSES[opening[0]]
    if opening[0] == "{#":
        end = source.find(close, opening.end())
        return end if end >= 0 else None
    position = opening.end()
    paragraph = re.compile(r"\n[ \t]*\n").search(source, position)
    limit = paragraph.start() if paragraph else len(source)
    while edge := _EDGE.search(source, position, limit):
        quoted = [s for s in _STRING.finditer(source, opening.end(), limit) if s.start() < edge.start() < s.end()]
        if quoted:
            position = quoted[0].end()
        elif edge[0] == close:
            return edge.start()
        else:
            return None
    return None


def _not_closed(source: str, opening: re.Match[str]) -> str:
    close, name = _CLOSES[opening[0]], _NAMES[opening[0]]
    line = source[opening.start() : (source.find("\n", opening.start()) + 1 or len(source) + 1) - 1]
    shown = line if len(line) <= 40 else f"{line[:39]}…"
    return f"this {name} is not closed; write {close} where it ends: {shown}"


def _curly(tag: _Tag) -> Iterator[Slip]:
    straight = _STRING.sub(lambda match: " " * len(match[0]), tag.inside)
    if match := _CURLY.search(straight):
        message = f"'{match[0]}' is a printer's quotation mark; in a tag quotation marks are straight: \"…\""
        yield Slip(tag.start + len(tag.opening) + match.start(), message)


def _unpaired(tags: list[_Tag]) -> Iterator[Slip]:
    """Claims and conditions that do not close where they should."""
    opened: list[tuple[str, _Tag]] = []
    for tag in tags:
        match = _WORD.match(tag.opening + tag.inside)
        word = match[1] if match else ""
        if word in _OPENS:
            opened.append((word, tag))
        elif word in _OPENS.values():
            if opened and _OPENS[opened[-1][0]] == word:
                opened.pop()
                continue
            own = next((i for i in reversed(range(len(opened))) if _OPENS[opened[i][0]] == word), None)
            if own is None:
                yield Slip(
                    tag.start, f"'{word}' closes nothing: there is no open '{word.removeprefix('end')}' before it"
                )
                continue
            for name, inner in opened[own + 1 :]:
                yield _left_open(name, inner)
            del opened[own:]
    for name, tag in opened:
        yield _left_open(name, tag)


def _left_open(name: str, tag: _Tag) -> Slip:
    inside = {"claim": "after its sentence", "if": "after its words"}[name]
    return Slip(tag.start, f"this '{name}' is not closed; write {{% {_OPENS[name]} %}} {inside}")
