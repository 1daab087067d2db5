"""TOML and YAML files as plain values, with the line of every key; and their check against a model.

Knows nothing of what the files say. YAML is read in a narrow way that surprises nobody: `true` and `false` are
truth values, whole numbers are numbers, everything else is text (so a date, `no` or `3.10` stays as it is typed),
and a key that stands twice is an error.
"""

import math
import re
import tomllib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from brochure.findings import Faults, Finding, Place
from brochure.project.sources.bounds import LOADER, TooMuchError, bound_toml, bound_yaml
from brochure.project.sources.characters import FORBIDDEN, described
from brochure.project.sources.mismatches import Keys, explain, keys_of
from brochure.project.sources.project import Project
from brochure.project.sources.slips import toml_slip, yaml_slip

ModelT = TypeVar("ModelT", bound=BaseModel)
_LOOKED_FOR = 16
"""So many letters of a text are looked for; longer ones may be wrapped."""
_LARGEST = 2**63
_TOO_LARGE = "there is a number here that is too large for any setting"
"""TOML promises whole numbers of 64 bits; what is larger cannot be meant."""
_HINT = " (put the text in quotation marks if it holds a colon or begins with a bracket or brace)"


@dataclass(frozen=True, slots=True)
class Document:
    """The values of a file and the line of each key path; `path` is relative to the project.

    `text` is what the file says from line `first_line` on.
    """

    path: str
    values: Any
    lines: Mapping[Keys, int] = field(default_factory=dict)
    text: str = ""
    first_line: int = 1

    def place(self, *keys: str | int) -> Place:
        """The place of a key path, or of the nearest one above it."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.lines:
                return Place(self.path, self.lines[keys[:length]])
        return Place(self.path, self.lines.get((), 1))

    def text_place(self, *keys: str | int) -> Place:
        """The place of the first letter of the text below `keys`; without a column where the text is not found.

        It is looked for on the line of its key and the two below, and one more for each item before it in a list, up to
        its first quotation mark or backslash, which may be written otherwise in the file.
        """
        place, value = self.place(*keys), self.values
        for key in keys:
            value = value[key]
        begin = re.split(r"[\\\"'\n]", str(value), maxsplit=1)[0][:_LOOKED_FOR]
        first = (place.line or 1) - self.first_line
        reach = 3 + sum(key for key in keys if isinstance(key, int))
        for number, line in enumerate(self.text.split("\n")[first : first + reach], start=place.line or 1):
            if begin and (at := line.find(begin, line.find(":") + 1 if number == place.line else 0)) >= 0:
                return Place(self.path, number, at + 1)
        return place

    def read_as(self, model: type[ModelT], *keys: str | int) -> ModelT:
        """The values below `keys` as an instance of `model`; raises `Faults` with every mismatch."""
        values = self.values
        for key in keys:
            values = values[key]
        try:
            return model.model_validate(values)
        except ValidationError as error:
            details = error.errors(include_url=False)
            above = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
            raise Faults(
                Finding(self.place(*keys, *keys_of(detail)), explain(detail, model, keys))
                for detail in details
                if detail["type"] != "too_short" or detail["loc"] not in above  # items with faults are not counted
            ) from None


def read_toml(project: Project, path: Path, asked_at: Place | None = None) -> Document:
    """Read a TOML file; raises `Faults` when it is missing or broken, naming the line."""
    text = project.read_text(path, asked_at)
    try:
        bound_toml(text)
        values = tomllib.loads(text)
    except TooMuchError as error:
        raise Faults.one(project.place(path, error.line + 1), str(error)) from None
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(match[1]) if match else text.count("\n") + 1
        if slip := toml_slip(text, line - 1):
            raise Faults.one(project.place(path, slip.line + 1), slip.message) from None
        reason = str(error).split(" (at ")[0]
        if reason.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate")):
            raise Faults.one(project.place(path, line), "this stands here for the second time; keep one") from None
        raise Faults.one(project.place(path, line), f"this is not valid TOML: {reason}") from None
    except ValueError:  # the one that is left: Python's limit for the digits of a number
        line = _line_of_digits(text)
        raise Faults.one(project.place(path, line), f"{_TOO_LARGE}; write a smaller one") from None
    document = Document(project.name(path), values, _toml_lines(text), text)
    _refuse_odd(document)
    return document


def _line_of_digits(text: str) -> int:
    digits = max(re.finditer(r"[\d_]+", text), key=lambda match: len(match[0]), default=None)
    return text.count("\n", 0, digits.start()) + 1 if digits else 1


def read_yaml(project: Project, path: Path, asked_at: Place | None = None) -> Document:
    """Read a YAML file; raises `Faults` when it is missing or broken, naming the line."""
    return parse_yaml(project.read_text(path, asked_at), project.name(path))


def parse_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """Read YAML text that begins at line `first_line` of the file `path`."""
    lines: dict[Keys, int] = {}
    try:
        bound_yaml(text)
        root = yaml.compose(text, Loader=LOADER)
        values = _construct(root, (), lines, path, first_line) if root is not None else {}
    except TooMuchError as error:
        raise Faults.one(Place(path, first_line + error.line), str(error)) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        if slip := yaml_slip(text, line - first_line):
            raise Faults.one(Place(path, first_line + slip.line), slip.message) from None
        reason = " ".join(filter(None, [error.context, error.problem]))
        raise Faults.one(Place(path, line), f"this is not valid YAML: {reason}{_HINT}") from None
    except yaml.YAMLError as error:
        raise Faults.one(Place(path, first_line), f"this is not valid YAML: {error}") from None
    document = Document(path, values, lines, text, first_line)
    _refuse_odd(document)
    return document


def _refuse_odd(document: Document) -> None:
    """Raise `Faults` for values that an escape can write and nobody can print: a control character, a huge number."""
    faults: list[Finding] = []
    left: list[tuple[Keys, Any]] = [((), document.values)]
    while left:
        keys, value = left.pop()
        if isinstance(value, dict):
            left += [((*keys, key), below) for key, below in value.items()]
            texts = [str(key) for key in value]
        elif isinstance(value, list):
            left += [((*keys, at), below) for at, below in enumerate(value)]
            texts = []
        else:
            texts = [value] if isinstance(value, str) else []
        faults += [Finding(document.place(*keys), described(odd[0])) for odd in map(FORBIDDEN.search, texts) if odd]
        if isinstance(value, int) and abs(value) > _LARGEST:
            faults.append(Finding(document.place(*keys), f"{_TOO_LARGE}; write a smaller one"))
        if isinstance(value, float) and not math.isfinite(value):
            faults.append(
                Finding(document.place(*keys), f"'{value}' is not a number that can be used; write a finite one")
            )
    if faults:
        raise Faults(sorted(faults, key=lambda finding: finding.place.line or 0))


def _construct(node: yaml.Node, keys: Keys, lines: dict[Keys, int], path: str, first: int) -> Hashable | Any:
    lines.setdefault(keys, first + node.start_mark.line)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), first + key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):
                raise Faults.one(Place(path, line), f"this is not valid YAML: a name cannot be a list{_HINT}")
            if key in mapping:
                raise Faults.one(Place(path, line), f"'{key}' stands twice; keep one of them")
            lines[(*keys, key)] = line
            mapping[key] = _construct(value_node, (*keys, key), lines, path, first)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, (*keys, i), lines, path, first) for i, item in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: yaml.Node) -> str | int | bool | None:
    text = str(node.value)
    if not getattr(node, "style", None):  # plain; the loader in C says so with an empty text
        if text in ("true", "false"):
            return text == "true"
        if re.fullmatch(r"-?(0|[1-9][0-9]*)", text):
            return int(text[:40])  # so much is too large already, and Python converts no more than 4,300 digits
        if text in ("", "~", "null"):
            return None
    return text


_HEADER = re.compile(r"^\s*(\[\[?)(.+?)\]\]?\s*(?:#.*)?$")
_KEY = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_PAIR = re.compile(rf"^\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=(?!=)")


def _toml_lines(text: str) -> dict[Keys, int]:
    """Line of every table header and key; a key inside a multi-line string may be listed too."""
    lines: dict[Keys, int] = {(): 1}
    table: Keys = ()
    counts: dict[Keys, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _key_path(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            lines.setdefault(table, number)
        elif pair := _PAIR.match(line):
            path: Keys = table
            for key in _key_path(pair[1]):
                path = (*path, key)
                lines.setdefault(path, number)
    return lines


def _key_path(text: str) -> Keys:
    try:
        values: Any = tomllib.loads(f"{text.strip()} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    keys: Keys = ()
    while isinstance(values, dict):
        key, values = next(iter(values.items()))
        keys = (*keys, key)
    return keys
