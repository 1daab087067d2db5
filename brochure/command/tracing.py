"""`brochure trace` and `brochure verify`: read one finished PDF, and need no project."""

import argparse
import dataclasses
import json
from collections.abc import Iterator, Sequence
from typing import Any

from brochure.findings import Faults, Place, near
from brochure.manifest.model import Manifest
from brochure.manifest.reading import read_manifest
from brochure.tracing.digits import near_figures, signs_of
from brochure.tracing.origins import Origin, origin_of_number
from brochure.tracing.searching import Occurrence, all_on, find_number, numbers_on
from brochure.tracing.soundness import require_sound
from brochure.tracing.telling import as_values, listed, origin_told, summary, told

HINT = "give a number as it is printed, the name of one, or --page N for all on a page"


def trace_command(options: argparse.Namespace) -> int:
    """Tell where a number, or all on a page, come from; raises `Faults` when there is nothing to tell."""
    place = Place(str(options.pdf))
    manifest = read_manifest(options.pdf)
    require_sound(manifest, place)
    if options.number is None and options.page is None:
        _print(options, summary(manifest), (f"{name:<18}{value}" for name, value in _shown(manifest)))
        return 0
    if options.page is not None:
        found = all_on(manifest, options.page)
        if all(page.label != options.page for page in manifest.pages):
            labels = [page.label for page in manifest.pages]
            message = f"there is no page {options.page}; they run from {labels[0]} to {labels[-1]}."
            raise Faults.one(place, message + near(options.page, labels, listed=0))
        _print(options, as_values(found), _page(found, options.page))
        return 0
    found = find_number(manifest, options.number)
    if found:
        lines = (line for each in found for line in (*told(each, len(manifest.pages)), ""))
        _print(options, as_values(found), lines)
        return 0
    return _unprinted(options, manifest, place)


def verify_command(options: argparse.Namespace) -> int:
    """Tell what of a PDF is not as it was made; returns 1 when there is such a thing."""
    from brochure.tracing.verifying import verify

    verified = verify(options.pdf)
    for discrepancy in verified.discrepancies:
        print(discrepancy)
    if verified.discrepancies:
        count = len(verified.discrepancies)
        print(f"{options.pdf} is not as it was made: {'1 thing differs' if count == 1 else f'{count} things differ'}")
        return 1
    print(f"{verified.numbers} numbers on {verified.pages} pages accounted for")
    return 0


def _unprinted(options: argparse.Namespace, manifest: Manifest, place: Place) -> int:
    """A number that stands on no page: its definition if it is the name of one, else near numbers."""
    records = {record.name: record for record in (*manifest.numbers, *manifest.intermediate)}
    if options.number in records:
        origin = origin_of_number(manifest, records[options.number])
        _print(options, {"printed": [], **_values(origin)}, _nowhere(options.number, origin))
        return 0
    texts = [found.text for page in manifest.pages for found in numbers_on(manifest, page)]
    figures = near_figures(options.number, texts, signs_of(manifest))
    hint = f" Nearest: {'; '.join(figures)}." if figures else near(options.number, records, listed=0)
    raise Faults.one(place, f"«{options.number}» is printed on no page.{hint}")


def _nowhere(name: str, origin: Origin) -> Iterator[str]:
    yield f"{name} is printed on no page; a claim needs it, or other numbers are computed from it"
    yield from origin_told(origin)


def _page(found: Sequence[Occurrence], label: str) -> Iterator[str]:
    yield f"{len(found)} number{'' if len(found) == 1 else 's'} on page {label}"
    for each in found:
        yield from listed(each)


def _shown(manifest: Manifest) -> Iterator[tuple[str, Any]]:
    yield from ((name, value) for name, value in summary(manifest).items() if value is not None)
    yield "", HINT


def _values(origin: Origin) -> dict[str, Any]:
    return dataclasses.asdict(origin)


def _print(options: argparse.Namespace, values: Any, lines: Iterator[str]) -> None:
    if options.format == "json":
        print(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines).rstrip())
