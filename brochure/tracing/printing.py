"""Traces as lines of text for a person, and as values for JSON."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from brochure.manifest.model import Manifest
from brochure.tracing.origins import CellOrigin, Origin
from brochure.tracing.searching import Occurrence, numbers_on

_MOST_CELLS = 12
_INDENT = 12


def as_lines(occurrence: Occurrence, sheets: int) -> Iterator[str]:
    """All that is known of one printed number, as lines; `sheets` is the number of pages."""
    line = f", line {occurrence.line}" if occurrence.line else ""
    yield f"page {occurrence.page}{line}: {occurrence.printed}"
    yield row("is", occurrence.what + (f" «{occurrence.exhibit}»" if occurrence.exhibit else ""))
    stands = f"{occurrence.left} mm from the left edge and {occurrence.top} mm from the top"
    yield row("place", f"page {occurrence.sheet} of {sheets} in the file, {stands}")
    if occurrence.sentence:
        yield row("sentence", occurrence.sentence)
    for number, origin in enumerate(occurrence.origins):
        if number == 0:
            yield from _written(occurrence, origin)
        yield from origin_as_lines(origin)
    if not occurrence.origins and occurrence.source and occurrence.source not in occurrence.what:
        yield row("written", occurrence.source)


def origin_as_lines(origin: Origin) -> Iterator[str]:
    """Where a number comes from, as lines."""
    for number in origin.numbers:
        yield row("number", f"{number.name} = {number.formula}")
        yield row("", f"defined at {number.source}")
    yield row("value", f"{' and '.join(origin.values)} ({unit_named(origin.unit)}), unrounded")
    yield from rows("cell", list(map(_cell, origin.cells)), _MOST_CELLS)
    for statistic in origin.statistics:
        source = f", source {statistic.number}" if statistic.number else ""
        yield row("statistic", f"{statistic.name}: {statistic.title} ({statistic.publisher}{source})")
        for name, address, covers in statistic.tables:
            yield row("published", ", ".join(filter(None, (name, covers, address))))
    for condition in origin.claims:
        yield row("claimed", condition)


def listed(occurrence: Occurrence) -> Iterator[str]:
    """One printed number in a list of those on a page: what it is, and the first origin of it."""
    line = f"line {occurrence.line}" if occurrence.line else ""
    yield f"{line:<8} {occurrence.printed}: {occurrence.what}"
    if not occurrence.origins:
        return
    origin = occurrence.origins[0]
    names = " and ".join(number.name for number in origin.numbers)
    value = f"{' and '.join(origin.values)} ({unit_named(origin.unit)})"
    if names or origin.expression:
        yield row("", f"{names or origin.expression} = {value}, {occurrence.source}")
    first = origin.cells[0] if origin.cells else None
    if first is not None:
        more = f" and {len(origin.cells) - 1} more" if len(origin.cells) > 1 else ""
        yield row("", _cell(first) + more)


def summary(manifest: Manifest) -> dict[str, Any]:
    """What a PDF says of itself, in a few values."""
    kinds = [exhibit.kind for exhibit in manifest.exhibits]
    return {
        "title": manifest.title,
        "edition": manifest.edition,
        "language": manifest.language,
        "date": manifest.date,
        "profile": manifest.profile,
        "draft": manifest.draft,
        "annex": manifest.annex,
        "content hash": manifest.content_hash,
        "made by": manifest.program,
        "pages": len(manifest.pages),
        "numbers on pages": sum(1 for page in manifest.pages for _ in numbers_on(manifest, page)),
        "bound numbers": len(manifest.uses),
        "claims": len(manifest.claims),
        "figures": kinds.count("figure"),
        "tables": kinds.count("table"),
        "statistics": len(manifest.statistics),
        "cells": len(manifest.cells),
        "attached files": len(manifest.attachments),
        "open findings": len(manifest.findings),
    }


def as_values(occurrences: Sequence[Occurrence]) -> list[dict[str, Any]]:
    """Traces as plain values."""
    return [dataclasses.asdict(occurrence) for occurrence in occurrences]


def _written(occurrence: Occurrence, origin: Origin) -> Iterator[str]:
    if occurrence.source:
        how = f" as {{{{ {origin.expression} }}}}" if origin.expression else ""
        yield row("written", f"{occurrence.source}{how}")


def _cell(cell: CellOrigin) -> str:
    members = ", ".join(f"{name}={member}" for name, member in cell.members.items())
    return f"{cell.file}" + (f":{cell.line}" if cell.line else "") + f" [{members}]: {cell.value}"


def unit_named(unit: str) -> str:
    """A unit in words."""
    return unit.replace("_", " ")


def rows(label: str, texts: Sequence[str], most: int) -> Iterator[str]:
    """A row for each text, as far as there are not too many."""
    yield from (row(label, text) for text in texts[:most])
    if len(texts) > most:
        yield row("", f"and {len(texts) - most} more; --format json lists all")


def row(label: str, text: str) -> str:
    """A text below a heading, after its label."""
    return f"  {label:<{_INDENT}}{text}"
