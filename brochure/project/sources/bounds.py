"""How much a settings file may hold, looked at before it is read into values.

The readers of YAML, TOML and JSON call themselves for what is nested, and copy what an alias stands for: a file of a
few hundred bytes could fill the memory or end the interpreter. What an author writes is far below these limits.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

DEEPEST = 40
"""So many lists or mappings may lie in each other."""
MOST_VALUES = 100_000
"""So many values a YAML file may hold, those that aliases repeat among them."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same loader in C, where PyYAML was built with it."""

_JSON = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|(?P<open>[\[{])|(?P<close>[\]}])', re.DOTALL)
_TOML = re.compile(
    r'"""[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*(?:"""|\\?\Z)'
    r"|'''[^']*(?:'(?!'')[^']*)*(?:'''|\Z)"
    r'|"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*(?:"|\\?$)'
    r"|'[^'\n]*(?:'|$)|#[^\n]*|(?P<open>[\[{])|(?P<close>[\]}])|(?P<dot>\.)|(?P<end>[=,\n])",
    re.MULTILINE,
)


class TooMuchError(ValueError):
    """A file goes beyond a limit; `line` is counted from 0."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read: its anchor, how many values are in it and how deep they lie."""

    anchor: str | None
    values: int = 1
    depth: int = 1


def bound_yaml(text: str) -> None:
    """Raise `TooMuchError` for YAML that is nested too deep or holds too much, or a YAMLError of its own."""
    around: list[_Open] = []
    anchors: dict[str, _Open] = {}
    total = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.CollectionStartEvent):
            around.append(_Open(event.anchor))
            total += 1
            met = _Open(None, 0, 0)
        elif isinstance(event, yaml.CollectionEndEvent):
            met = around.pop()
            if met.anchor:
                anchors[met.anchor] = met
        elif isinstance(event, yaml.AliasEvent):
            if any(each.anchor == event.anchor for each in around):
                raise TooMuchError(line, f"*{event.anchor} stands inside what it stands for; write out what is meant")
            met = anchors.get(event.anchor or "", _Open(None))  # an unknown one is for the reader to tell
            total += met.values
        elif isinstance(event, yaml.ScalarEvent):
            met = _Open(None, 1, 0)
            total += 1
            if event.anchor:
                anchors[event.anchor] = met
        else:
            continue
        if around:
            around[-1].values += met.values
            around[-1].depth = max(around[-1].depth, met.depth + 1)
        _refuse(line, len(around) + met.depth, total)


def bound_json(text: str) -> None:
    """Raise `TooMuchError` for JSON that is nested too deep."""
    _bound_brackets(_JSON, text)


def bound_toml(text: str) -> None:
    """Raise `TooMuchError` for TOML that is nested too deep, be it by brackets or by keys with dots."""
    _bound_brackets(_TOML, text)


def _bound_brackets(signs: re.Pattern[str], text: str) -> None:
    depth = dots = 0
    for match in signs.finditer(text):
        kind = match.lastgroup
        if kind == "open":
            depth, dots = depth + 1, 0
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind == "dot":
            dots += 1
        elif kind == "end":
            dots = 0
        if max(depth, dots) > DEEPEST:
            _refuse(text.count("\n", 0, match.start()), max(depth, dots), 0)


def _refuse(line: int, depth: int, total: int) -> None:
    if depth > DEEPEST:
        raise TooMuchError(line, f"more than {DEEPEST} lists or tables lie in each other; write it flatter")
    if total > MOST_VALUES:
        raise TooMuchError(line, f"the file holds more than {MOST_VALUES:,} values, with those that aliases repeat")
