"""Files that are edited at places and stay to the letter elsewhere: comments, quotes, line ends, all of it.

Finds where code stands in them: the scalars of YAML, and the tags of a text. Knows no names.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from brochure.project.sources.bounds import LOADER
from brochure.project.sources.document import parse_yaml
from brochure.project.sources.mismatches import Keys
from brochure.project.sources.project import Project

GROUPS = ("periods", "numbers", "claims")
_MARK = "\ufeff"
_TAG = re.compile(r"\{#.*?#\}|<!--.*?-->|\{\{(?P<printed>.*?)\}\}|\{%(?P<tag>.*?)%\}", re.DOTALL)
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<front>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands from letter `start` to `end` of a text becomes `new`."""

    start: int
    end: int
    new: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits, of which no two touch the same letters; one that is given twice is made once."""
    pieces: list[str] = []
    reached = 0
    for edit in sorted({*edits}, key=lambda each: each.start):
        assert edit.start >= reached, "two edits touch the same letters"
        pieces += [text[reached : edit.start], edit.new]
        reached = edit.end
    return "".join([*pieces, text[reached:]])


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it is on disk, line ends and all, but for a byte order mark."""

    path: Path
    text: str
    has_mark: bool = False

    def with_edits(self, edits: Iterable[Edit]) -> bytes:
        """What the file holds after some edits."""
        return (_MARK * self.has_mark + edited(self.text, edits)).encode()


def read_source(project: Project, path: Path) -> SourceFile:
    """A text file of a project to the letter; raises `Faults` where it, or its YAML, cannot be read."""
    project.read_text(path)
    written = project.read_bytes(path).decode("utf-8")
    text = written.removeprefix(_MARK)
    begin, end = front_matter(text) if path.suffix == ".md" else (0, len(text))
    if path.suffix in (".md", ".yaml"):
        parse_yaml(text[begin:end], project.name(path), first_line=text.count("\n", 0, begin) + 1)
    return SourceFile(path, text, text != written)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar of a YAML text from letter `start` to `end`, quotes and all, at a path of keys; a key or a value."""

    keys: Keys
    start: int
    end: int
    is_key: bool = False


def scalars(text: str, offset: int = 0) -> Iterator[Scalar]:
    """Every scalar of a YAML text that can be read; `offset` is where it begins in its file."""
    root = yaml.compose(text, Loader=LOADER)
    left: list[tuple[yaml.Node, Keys]] = [(root, ())] if root is not None else []
    while left:
        node, keys = left.pop()
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                below = (*keys, str(key.value))
                yield Scalar(below, key.start_mark.index + offset, key.end_mark.index + offset, is_key=True)
                left.append((value, below))
        elif isinstance(node, yaml.SequenceNode):
            left += [(item, (*keys, at)) for at, item in enumerate(node.value)]
        else:
            yield Scalar(keys, node.start_mark.index + offset, node.end_mark.index + offset)


def are_grouped(found: Iterable[Scalar]) -> bool:
    """Whether `numbers.yaml` is in the form with the keys periods, numbers and claims, by its scalars."""
    keys = [scalar.keys for scalar in found]
    return {each[0] for each in keys if each} <= set(GROUPS) and any(len(each) > 1 for each in keys)


def bare(text: str, scalar: Scalar) -> tuple[str, int]:
    """A scalar without its quotation marks, and where it begins."""
    written = text[scalar.start : scalar.end]
    is_quoted = len(written) > 1 and written[0] in "\"'" and written[-1] == written[0]
    return (written[1:-1], scalar.start + 1) if is_quoted else (written.rstrip(), scalar.start)


def tags(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where the insides of tags and printed expressions begin and end; remarks hold none."""
    for found in _TAG.finditer(text, start, len(text) if end is None else end):
        if found.lastgroup is not None:
            yield found.span(found.lastgroup)


def front_matter(text: str) -> tuple[int, int]:
    """Where the front matter of a text begins and ends; nothing at the beginning where it has none."""
    found = _FRONT.match(text)
    return found.span("front") if found else (0, 0)


def tags_of(path: Path, text: str) -> Iterator[tuple[int, int]]:
    """The insides of all tags in a file of an edition: a text with front matter, or a YAML file; none in comments."""
    if path.suffix == ".md":
        begin, end = front_matter(text)
        yield from _in_scalars(text, begin, end)
        yield from tags(text, end)
    else:
        yield from _in_scalars(text, 0, len(text))


def _in_scalars(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    for scalar in scalars(text[begin:end], begin):
        if not scalar.is_key:
            yield from tags(text, scalar.start, scalar.end)
