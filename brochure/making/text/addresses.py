"""Addresses that stand in a text as they are: found there, made links, and broken over lines where that reads well."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.common.normalize_url import normalizeLink, validateLink
from markdown_it.token import Token

_NO_FRAMES = "\ue000-\ue0ff"
_ADDRESS = re.compile(
    rf"(?<![\w@/.:+-])(?:(?P<web>(?:https?://|www\.(?=\w))[^\s<>«»\"{_NO_FRAMES}\ufffc]+)"
    rf"|(?P<mail>[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{{2,}}))"
)
_AFTER = ".,;:!?…'’»”)]}*_"
"""Signs that end a sentence, not an address."""
_BREAKS = re.compile(r"(?<=\w)(?=[-?&#=_@])|(?<=/)(?=[^/])")
_HYPHEN = re.compile(r"-(?=\w)")


def bare_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and target of each address in `text` that is no link yet."""
    for match in _ADDRESS.finditer(text):
        end = _end(match[0])
        written = match[0][:end]
        if match["mail"]:
            yield match.start(), match.start() + end, f"mailto:{written}"
        elif written not in ("http://", "https://"):
            yield match.start(), match.start() + end, written if "://" in written else f"https://{written}"


def _end(written: str) -> int:
    """How long an address is without what belongs to the sentence around it; a bracket it opens itself is its own."""
    end = len(written)
    opened = {")": written.count("(") - written.count(")"), "]": written.count("[") - written.count("]")}
    while end and written[end - 1] in _AFTER:
        if opened.get(written[end - 1], -1) >= 0:
            break
        if written[end - 1] in opened:
            opened[written[end - 1]] += 1
        end -= 1
    return end


def with_bare_addresses(tokens: Sequence[Token]) -> list[Token]:
    """Inline tokens with a link around every address that stands in the words outside of links and marks."""
    found: list[Token] = []
    inside = 0
    for token in tokens:
        inside += token.nesting if token.type.startswith(("link_", "marked_")) else 0
        found += _split(token) if token.type == "text" and not inside else [token]
    return found


def breakable(address: str) -> str:
    """An address with places to break that leave no trace, so that it is copied whole.

    It never breaks after a hyphen, which programs that copy text would take for the printer's own.
    """
    return _HYPHEN.sub("-\u2060", _BREAKS.sub("\u200b", address))


def _split(token: Token) -> Iterator[Token]:
    position = 0
    for start, end, target in bare_addresses(token.content):
        href = normalizeLink(target)
        if validateLink(href):
            yield from _words(token.content[position:start])
            yield Token("link_open", "a", 1, {"href": href}, markup="bare")
            yield from _words(token.content[start:end])
            yield Token("link_close", "a", -1, markup="bare")
            position = end
    yield from _words(token.content[position:])


def _words(words: str) -> Iterator[Token]:
    if words:
        yield Token("text", "", 0, content=words)
