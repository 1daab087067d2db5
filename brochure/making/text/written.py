"""A text as an author has written it: where its letters stand in their file, and its tags, each found once.

Knows nothing of Markdown, nor of what names in a tag mean.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from brochure.findings import Finding, Place
from brochure.project.sandbox.environment import Sandbox

NOT_SHOWN = "\ufffc"
"""Stands for each character of a tag in what is visible of a text."""
_BEGIN = ("variable_begin", "block_begin")
_END = ("variable_end", "block_end")


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a source, and what would mend it; it begins at the letter `start`, from 0."""

    start: int
    message: str


@dataclass(frozen=True)
class Written:
    """A source that begins at `begin`, whose column is not always known."""

    source: str
    begin: Place

    def line(self, letter: int) -> int:
        """The line of a letter, counted from 0; lines count from 1."""
        return bisect_right(self._starts, letter)

    def place(self, letter: int) -> Place:
        """Where a letter stands in its file; without a column on a first line that begins at an unknown one."""
        line = self.line(letter)
        first = self.begin.column if line == 1 else 1
        column = letter - self._starts[line - 1] + first if first else None
        return Place(self.begin.path, self.on_line(line).line, column)

    def on_line(self, line: int) -> Place:
        """The place of a line, counted from 1."""
        return Place(self.begin.path, (self.begin.line or 1) + line - 1)

    def finding(self, slip: Slip, rule: str = "") -> Finding:
        """A slip as an error at its place."""
        return Finding(self.place(slip.start), slip.message, rule=rule)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.source.split("\n")[:-1])]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, or an expression that is printed, which has no name.

    It begins at the letter `start`, from 0; `inside` are Jinja's kinds and words between its name and its end.
    """

    start: int
    name: str
    inside: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> str:
        """What an author wrote in it, in one line."""
        return " ".join("".join(text for _, text in self.inside).split())


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a text, in order, and all of it with `NOT_SHOWN` in place of each of their characters."""

    visible: str
    tags: tuple[Tag, ...]

    def named(self, *names: str) -> list[Tag]:
        """Those that have one of these names."""
        return [tag for tag in self.tags if tag.name in names]


def read_tags(sandbox: Sandbox, source: str) -> Tags:
    """The tags of a source; raises `TemplateSyntaxError` where Jinja cannot tell them."""
    visible: list[str] = []
    tags: list[Tag] = []
    inside: list[tuple[str, str]] = []
    position = start = 0
    for _, kind, text in sandbox.lex(source):
        begin = source.find(text, position)
        visible += [source[position:begin], text if kind == "data" else re.sub(r"[^\n]", NOT_SHOWN, text)]
        position = begin + len(text)
        if kind in _BEGIN:
            start, inside = begin, []
        elif kind in _END:
            tags.append(_tag(start, inside, is_printed=kind == "variable_end"))
        else:
            inside.append((kind, text))
    return Tags("".join([*visible, source[position:]]), tuple(tags))


def _tag(start: int, inside: list[tuple[str, str]], *, is_printed: bool) -> Tag:
    named = next((i for i, (kind, _) in enumerate(inside) if kind == "name"), None)
    if is_printed or named is None:
        return Tag(start, "", tuple(inside))
    return Tag(start, inside[named][1], tuple(inside[named + 1 :]))
