"""What was published and what an author asked to be shown of it, read without the program.

The cells come from the CSV by Python's csv module, names of members from the TOML beside it, figures and tables from
the edition's YAML. Selections are resolved here a second time, by the README's rules: a dimension that is not named
takes its elimination member, `*` is all but that member, `2001..2014` is a span of times, and the name of a period is
the one that `numbers.yaml` gives it. Nothing of
`brochure.statistics`, `brochure.figures` or `brochure.tables` takes part, so that a fault there cannot hide itself.
"""

import csv
import itertools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from brochure.project.languages import Language
from tests.support.cases import read_yaml
from tests.support.projects import ROOT
from tests.support.shipped import FOLDER

SYMBOLS = frozenset({".", "..", "...", "…", ":", "-"})
"""Statistics Norway's standard symbols, which stand where there is no number."""

_COUNTED = frozenset({"persons", "count", "kroner", "rank"})

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A published table: the text of each cell by the members it belongs to, and what is known of it."""

    name: str
    dimensions: Key
    cells: Mapping[Key, str]
    metadata: Mapping[str, Any]

    def members(self, dimension: str) -> list[str]:
        """The members of a dimension, in the order of the file."""
        position = self.dimensions.index(dimension)
        return list(dict.fromkeys(key[position] for key in self.cells))

    def chosen(self, dimension: str, choice: Sequence[str] | None) -> list[str]:
        """The members that a choice leaves; None is a dimension that is not named."""
        members, elimination = self.members(dimension), self._about(dimension).get("elimination")
        if choice is None:
            return [elimination] if elimination is not None else members
        found: list[str] = []
        for item in choice:
            if item == "*":
                found += [member for member in members if member != elimination]
            elif span := re.fullmatch(r"(\d{4}\S*)\.\.(\d{4}\S*)", item):
                found += sorted(member for member in members if span[1] <= member <= span[2])
            else:
                assert item in members, f"{self.name} has no {dimension}={item}"
                found.append(item)
        return list(dict.fromkeys(found))

    def select(self, choices: Mapping[str, Sequence[str]], axes: Sequence[str]) -> dict[Key, str]:
        """The chosen cells by their members along `axes`, of which there must be one for each place."""
        assert set(choices) | set(axes) <= set(self.dimensions), f"{self.name} has other dimensions"
        positions = [self.dimensions.index(axis) for axis in axes]
        found: dict[Key, str] = {}
        for key in itertools.product(*(self.chosen(each, choices.get(each)) for each in self.dimensions)):
            if key in self.cells:
                place = tuple(key[position] for position in positions)
                assert place not in found, f"two cells of {self.name} fall on {place}"
                found[place] = self.cells[key]
        return found

    def times(self, choices: Mapping[str, Sequence[str]], date: str) -> set[str]:
        """The times for which a chosen cell has a number that was published by a date."""
        time = next(name for name, about in self.metadata["dimensions"].items() if about.get("role") == "time")
        chosen = {
            each: self.chosen(each, choices.get(each) or ([*self.members(each)] if not choices else None))
            for each in self.dimensions
            if each != time
        }
        later = [table["covers"] for table in self.metadata["tables"] if str(table.get("published", "")) > date]
        return {
            members[time]
            for key, value in self.cells.items()
            if value not in SYMBOLS
            and (members := dict(zip(self.dimensions, key, strict=True)))[time][:4] <= date[:4]
            and all(members[each] in among for each, among in chosen.items())
            and not any(all(members[each] in self.chosen(each, _texts(m)) for each, m in c.items()) for c in later)
        }

    def unit(self, item: "Described") -> str:
        """The unit of the cells that a description chooses: the table's, unless a chosen member has its own."""
        return str(self._own(item, "unit") or self.metadata["unit"])

    def decimals(self, item: "Described") -> int:
        """With how many decimals those cells are published: none where persons or things are counted."""
        own = self._own(item, "decimals")
        if own is not None:
            return int(own)
        return 0 if self.unit(item) in _COUNTED else int(self.metadata["decimals"])

    def label(self, dimension: str, member: str, language: Language) -> str:
        """The printed name of a member: as given, else the file's own word."""
        about = self._about(dimension).get("members", {}).get(member, {})
        return str(about.get("label", {}).get(language, member))

    def heading(self, dimension: str, language: Language) -> str:
        """The printed name of a dimension."""
        return str(self._about(dimension)["label"][language])

    def _own(self, item: "Described", key: str) -> Any:
        """What the chosen members have of their own; a description whose members differ is not covered."""
        found = {
            self._about(axis).get("members", {}).get(member, {}).get(key)
            for axis, choice in item.choices.items()
            for member in self.chosen(axis, choice)
        } - {None}
        assert len(found) <= 1, f"{item.name} mixes {key}s"
        return found.pop() if found else None

    def _about(self, dimension: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.metadata["dimensions"][dimension]
        return found


@dataclass(frozen=True, slots=True)
class Described:
    """A figure or table as its author described it; `kind` is "table" for a table."""

    name: str
    kind: str
    statistic: str
    choices: Mapping[str, Sequence[str]]
    keys: Mapping[str, Any]
    """All that stands in the description."""


@cache
def published(name: str, folder: Path = ROOT / "data" / "statistics") -> Published:
    """The published table called `name`."""
    stem = folder / name
    with stem.with_name(f"{stem.name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    metadata = tomllib.loads(stem.with_name(f"{stem.name}.toml").read_text("utf-8"))
    assert header[-1] == "verdi"
    cells = {tuple(members): value for *members, value in rows}
    assert len(cells) == len(rows), f"{name} has a cell twice"
    for value in cells.values():
        assert value in SYMBOLS or Decimal(value).is_finite()
    return Published(name, tuple(header[:-1]), cells, metadata)


@cache
def described() -> Mapping[str, Described]:
    """Every figure and table that the shipped edition describes, by name."""
    found: dict[str, Described] = {}
    for file in ("figures.yaml", "tables.yaml"):
        for path in sorted(FOLDER.glob(f"*/{file}")):
            periods = _periods(path.with_name("numbers.yaml"))
            for name, keys in read_yaml(path).items():
                select = keys.get("select", {})
                choices = {axis: [_put_in(item, periods) for item in _texts(select[axis])] for axis in select}
                assert name not in found
                found[name] = Described(name, keys.get("kind", "table"), keys["statistic"], choices, keys)
    return found


@cache
def placed(what: str, language: Language) -> tuple[str, ...]:
    """The names of the figures or tables (`what`) in the order in which the texts place them; the first is number 1."""
    settings = tomllib.loads((FOLDER / "edition.toml").read_text("utf-8"))
    texts = (FOLDER / section / f"text.{language}.md" for section in settings["sections"])
    calls = (re.findall(rf'\{{\{{\s*{what}\("([^"]+)"\)\s*\}}\}}', path.read_text("utf-8")) for path in texts)
    return tuple(itertools.chain.from_iterable(calls))


def _periods(path: Path) -> dict[str, str]:
    """The periods that a file names, as the statistics write them."""
    date = str(tomllib.loads((FOLDER / "edition.toml").read_text("utf-8"))["date"])
    found: dict[str, str] = {}
    for name, written in (read_yaml(path).get("periods") or {}).items():
        if isinstance(written, dict):
            found[name] = str(written["period"])
        elif match := re.fullmatch(r"latest (.+?)(?: by (\w+(?: - \d+)?))?", written):
            tables = re.findall(r"([\w-]+/[\w-]+)(?: \[(.*?)\])?", match[1])
            times = set.intersection(*(_times(table, chosen, date) for table, chosen in tables))
            found[name] = max(time for time in times if not match[2] or time <= _moved(match[2], found))
        else:
            found[name] = _moved(written, found)
    return found


def _times(table: str, chosen: str, date: str) -> set[str]:
    parts = re.findall(r'(\w+)=("[^"]*"|[^,]*)', chosen)
    return published(table).times({axis: [member.strip('"')] for axis, member in parts}, date)


def _moved(written: str, found: Mapping[str, str]) -> str:
    """A period that is named, or so many years before it."""
    base, _, years = written.partition(" - ")
    parted = re.split(r"(\d{4})", found[base])
    return "".join(str(int(each) - int(years or 0)) if each.isdigit() else each for each in parted)


def _put_in(item: str, periods: Mapping[str, str]) -> str:
    """An item of a choice with the periods in it that are named."""
    return "..".join(periods.get(end, end) for end in item.split(".."))


def _texts(members: Any) -> list[str]:
    return [str(member) for member in (members if isinstance(members, list) else [members])]
