"""A project in which all data, and all that selects data, are one year later, with every value as it was.

What authors have written for readers stays as it is, so each statement with the year of a number in it becomes false.
Knows the forms of the files and nothing of how the program reads them.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

YEARS = 1
_YEAR = re.compile(r"(?<![\w/-])(?<!\d\.)(?:19|20)\d\d(?:-(?:19|20)\d\d)?(?![\w/]|-[^\W\d])")
_WORDS = frozenset({"title", "subtitle", "note", "statistic", "reason", "description"})
"""The keys of YAML files whose values are words, or names."""
_SELECTING = re.compile(r"\[[^\]\n]*\]|\b(?:at|change|change_percent)\([^()]*\)")
"""Where years select data in an expression; a year beside them would be a limit."""
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MOVED_KEYS = re.compile(r"^\s*(?:before|base|covers|select|published|since)\s*=|^\"?(?:19|20)\d\d[^=]*\"?\s*=|^\[")
_INSIDE = re.compile(r"^\[uncertain\.select\]\n(?:(?!\[).*\n)*|^select\s*=\s*\{[^}]*\n[^}]*\}", re.MULTILINE)
"""What selects cells over several lines."""
_SETTINGS = re.compile(r"^(?:date|budget_year|proposition)\s*=")


def moved(files: Path) -> dict[str, str]:
    """The files of `data/` below the folder `files`, by their path in the project, with the data a year later."""
    return {
        path.relative_to(files).as_posix(): moved_text(path, path.read_text("utf-8"))
        for path in sorted((files / "data").rglob("*"))
        if path.is_file()
    }


def moved_text(path: Path, text: str) -> str:
    """What the file at `path` says with the data a year later."""
    if "statistics" in path.parts and path.suffix in (".csv", ".toml"):
        return _table(text) if path.suffix == ".csv" else _metadata(text)
    if path.suffix == ".yaml":
        return _described(text)
    if path.suffix == ".md":
        return _TAG.sub(lambda tag: _SELECTING.sub(lambda found: _selected(found[0]), tag[0]), text)
    if path.name == "edition.toml":
        return _lines(text, _SETTINGS.match)
    return text


def _later(text: str) -> str:
    """A text with each of its years moved."""
    return re.sub(r"(?<!\d)(?<!\d[.,])(?:19|20)\d\d(?!\d)", lambda year: str(int(year[0]) + YEARS), text)


def _selected(text: str) -> str:
    """A selection or formula with its years moved, and not those in the names of statistics and numbers."""
    return _YEAR.sub(lambda found: _later(found[0]), text)


def _lines(text: str, is_moved: Callable[[str], object]) -> str:
    return "\n".join(_later(line) if is_moved(line) else line for line in text.split("\n"))


def _table(text: str) -> str:
    """A table whose times are the members that hold a year; a value never stands in their columns."""
    head, *rows = text.split("\n")
    at = len(head.split(",")) - 1

    def later(row: str) -> str:
        cells = row.split(",")
        return ",".join([*(_later(cell) if _is_time(cell) else cell for cell in cells[:at]), *cells[at:]])

    return "\n".join([head, *map(later, rows)])


def _is_time(member: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d(?:[-/MKQ].*)?", member) is not None


def _metadata(text: str) -> str:
    """Breaks, bases, what tables cover, uncertain cells and times with a name of their own; the words stay."""
    inside = _INSIDE.sub(lambda section: _later(section[0]), text)
    return _lines(inside, _MOVED_KEYS.match)


def _described(text: str) -> str:
    """A YAML file with the years in its selections and formulas moved, not those in its words."""
    letters = list(text)
    for start, end, is_formula in sorted(_selections(yaml.compose(text)), reverse=True):
        found = text[start:end]
        letters[start:end] = _SELECTING.sub(lambda part: _selected(part[0]), found) if is_formula else _selected(found)
    return "".join(letters)


def _selections(node: yaml.Node | None, keys: tuple[str, ...] = ()) -> Iterator[tuple[int, int, bool]]:
    """Where values stand that select data; a condition or formula is moved only where it selects."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in _WORDS:
                yield from _selections(value, (*keys, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _selections(value, keys)
    elif isinstance(node, yaml.ScalarNode):
        is_formula = "select" not in keys and "periods" not in keys
        yield node.start_mark.index, node.end_mark.index, is_formula
