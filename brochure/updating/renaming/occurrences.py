"""Where a name stands in a file of an edition: only as a whole, and only where it is code, never in prose.

Code is what names are keys or values of in YAML files, and what stands in tags; in excuses, a name in quotes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from brochure.project.edition.naming import FILE
from brochure.statistics.numbers.latest import parse_latest
from brochure.statistics.numbers.selections import SELECTION
from brochure.updating.editing import Edit, Scalar, are_grouped, bare, front_matter, scalars, tags, tags_of
from brochure.updating.renaming.names import Kind
from brochure.updating.written_periods import periods_in_formula, periods_in_item

_EXCUSE = re.compile(r"(?:\{#|<!--|#)-?\s*excuse\b[^\n:]*:(?P<reason>[^\n]*)")
_GAP = 40
"""How far before the name of a format the sign may stand that says it is one."""
_QUOTED = re.compile(r"\\?\"[^\"]*\"|'[^']*'")


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name and what it becomes, and what it is the name of; `axis_of` names the time dimension of a statistic."""

    old: str
    new: str
    kind: Kind
    axis_of: Callable[[str], str | None]

    @property
    def is_in_formulas(self) -> bool:
        """Whether it is the name of what formulas and conditions are over."""
        return self.kind in (Kind.NUMBER, Kind.PERIOD, Kind.CLAIM)

    @property
    def is_exhibit(self) -> bool:
        """Whether it is the name of a figure or table."""
        return self.kind in (Kind.FIGURE, Kind.TABLE)


def occurrences(path: Path, text: str, renaming: Renaming) -> Iterator[Edit]:
    """Every place of the name in a file: a list of an edition, a text with front matter, or settings."""
    if path.suffix == ".yaml":
        yield from _in_list(path.name, text, renaming)
    if path.suffix in (".yaml", ".md"):
        for begin, end in tags_of(path, text):
            yield from _in_tag(text, begin, end, renaming)
    if path.suffix == ".md":
        yield from _in_text(text, renaming)
    if path.suffix == ".toml":
        for begin, end in tags(text):
            if not text[text.rfind("\n", 0, begin) + 1 :].lstrip().startswith("#"):
                yield from _in_tag(text, begin, end, renaming)
    yield from _in_excuses(text, renaming)


def _in_list(name: str, text: str, renaming: Renaming) -> Iterator[Edit]:
    found = [*scalars(text)]
    if name == FILE:
        is_grouped = are_grouped(found)
        for scalar in found:
            yield from _in_numbers(text, scalar, renaming, is_grouped=is_grouped)
        return
    statistics = {s.keys[0]: bare(text, s)[0] for s in found if not s.is_key and s.keys[1:] == ("statistic",)}
    own = {"figures.yaml": Kind.FIGURE, "tables.yaml": Kind.TABLE}.get(name)
    for scalar in found:
        written, begin = bare(text, scalar)
        if scalar.is_key:
            if renaming.kind is own and len(scalar.keys) == 1 and written == renaming.old:
                yield _whole(begin, renaming)
        elif scalar.keys[1:] == ("statistic",):
            if renaming.kind is Kind.STATISTIC and written == renaming.old:
                yield _whole(begin, renaming)
        elif scalar.keys[1:2] == ("select",) and renaming.kind is Kind.PERIOD and scalar.keys[0] in statistics:
            axis = renaming.axis_of(statistics[scalar.keys[0]])
            yield from _in_items(*bare(text, scalar), renaming) if scalar.keys[2:3] == (axis,) else ()


def _in_numbers(text: str, scalar: Scalar, renaming: Renaming, *, is_grouped: bool) -> Iterator[Edit]:
    group = str(scalar.keys[0]) if is_grouped else "numbers"
    depth = len(scalar.keys) - is_grouped
    if scalar.is_key:
        written, begin = bare(text, scalar)
        if depth == 1 and written == renaming.old and group == f"{renaming.kind}s":
            yield _whole(begin, renaming)
    elif group != "periods":
        yield from _in_formula(*bare(text, scalar), renaming)
    elif depth == 1:
        yield from _in_period(*bare(text, scalar), renaming)


def _in_period(written: str, offset: int, renaming: Renaming) -> Iterator[Edit]:
    """The name in the definition of a period: what it is the latest of, or the period that it is made from."""
    latest = parse_latest(written)
    if renaming.kind is Kind.STATISTIC and latest is not None:
        starts = [each.start for each in latest.selections if each.statistic == renaming.old]
        yield from (_whole(offset + start, renaming) for start in starts)
    elif renaming.kind is Kind.PERIOD:
        start = latest.by_start if latest is not None else 0
        yield from _at_begin(latest.by if latest is not None else written, offset + start, renaming)


def _in_formula(written: str, offset: int, renaming: Renaming) -> Iterator[Edit]:
    """The name in a formula or condition: what it is over, or the statistics and periods of its selections."""
    if renaming.kind is Kind.STATISTIC:
        for selection in SELECTION.finditer(written):
            if selection[1] == renaming.old:
                yield Edit(offset + selection.start(1), offset + selection.end(1), renaming.new)
    if renaming.kind is Kind.PERIOD:
        for each in periods_in_formula(written, renaming.axis_of):
            if each.statistic:
                yield from _at_begin(each.text, offset + each.start, renaming)
    if renaming.is_in_formulas:
        old = re.escape(renaming.old)
        name = rf"(?<![\w.])(?P<name>{old})(?!\w)(?!\s*\()(?!\s*=(?!=))"
        for found in re.finditer(rf"{SELECTION.pattern}|{_QUOTED.pattern}|{name}", written):
            is_format = written[max(0, found.start() - _GAP) : found.start()].rstrip().endswith("|")
            if found["name"] is not None and not is_format:
                yield Edit(offset + found.start("name"), offset + found.end("name"), renaming.new)


def _in_items(written: str, offset: int, renaming: Renaming) -> Iterator[Edit]:
    for each in periods_in_item(written, 0):
        yield from _at_begin(each.text, offset + each.start, renaming)


def _at_begin(item: str, start: int, renaming: Renaming) -> Iterator[Edit]:
    """The name of a period alone, or moved by years: "naa - 2"."""
    if re.match(rf"{re.escape(renaming.old)}(?!\w)", item):
        yield Edit(start, start + len(renaming.old), renaming.new)


def _in_tag(text: str, begin: int, end: int, renaming: Renaming) -> Iterator[Edit]:
    inside = text[begin:end]
    if renaming.is_exhibit:
        called = rf"\b(?:figure|table|ref)\s*\(\s*\\?[\"'](?P<name>{re.escape(renaming.old)})\\?[\"']"
        for found in re.finditer(called, inside):
            yield Edit(begin + found.start("name"), begin + found.end("name"), renaming.new)
    yield from _in_formula(inside, begin, renaming)


def _in_text(text: str, renaming: Renaming) -> Iterator[Edit]:
    """Front matter that names a sparkline, and links to a figure or table."""
    if not renaming.is_exhibit:
        return
    first, last = front_matter(text)
    for scalar in scalars(text[first:last], first):
        written, begin = bare(text, scalar)
        if not scalar.is_key and scalar.keys[-1:] == ("sparkline",) and written == renaming.old:
            yield _whole(begin, renaming)
    link = rf"(?:\]\(<?|\]:\s*<?)#{renaming.kind}-(?P<name>{re.escape(renaming.old)})(?![\w-])"
    for found in re.compile(link).finditer(text, last):
        yield Edit(found.start("name"), found.end("name"), renaming.new)


def _in_excuses(text: str, renaming: Renaming) -> Iterator[Edit]:
    old = re.escape(renaming.old)
    name = rf"(?<=[\"'`«]){old}(?=[\"'`»])"
    if re.search(r"[_/]", renaming.old):  # no word of a language looks so
        name = rf"(?<![\w/-]){old}(?![\w/-])"
    for excuse in _EXCUSE.finditer(text):
        for found in re.finditer(name, excuse["reason"]):
            start = excuse.start("reason") + found.start()
            yield Edit(start, start + len(renaming.old), renaming.new)


def _whole(begin: int, renaming: Renaming) -> Edit:
    return Edit(begin, begin + len(renaming.old), renaming.new)
