"""`brochure trace`: says where a printed number comes from; reads one finished PDF, and needs no project."""

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from brochure.command.arguments import add_limits
from brochure.findings import Faults, Place, UsageError, near
from brochure.manifest.brochure_pages import Found, brochures_in
from brochure.manifest.model import FILE_NAME, Manifest, is_sealed
from brochure.pdf.apart import apart
from brochure.pdf.limits import Limits
from brochure.pdf.opening import damaged_in, open_file
from brochure.tracing.digits import near_figures, signs_of
from brochure.tracing.origins import Origin, origin_of_number
from brochure.tracing.printing import as_lines, as_values, listed, origin_as_lines, summary
from brochure.tracing.searching import Occurrence, all_on, find_number, numbers_on
from brochure.tracing.soundness import NOT_AS_WRITTEN, require_sound

HINT = "give a number as it is printed, the name of one, or --page N for all on a page"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure trace`."""
    command.description = (
        "Say where a number printed in a PDF comes from: page, sentence, file and line, cells, published "
        "table. Needs the PDF alone, and no project."
    )
    command.add_argument("pdf", type=Path, metavar="PDF", help="a PDF that «brochure build» has made")
    wanted = command.add_mutually_exclusive_group()
    wanted.add_argument(
        "number",
        nargs="?",
        metavar="NUMBER",
        help="a number as it is printed, such as 71,6 or '12 345', or its name (default: tell about the PDF)",
    )
    wanted.add_argument("--page", metavar="N", help="all numbers on the page with this printed number")
    command.add_argument("--format", choices=("text", "json"), default="text", help="how to tell it (default: text)")
    add_limits(command)


def run(options: argparse.Namespace) -> int:
    """Tell where a number, or all on a page, come from; returns 1 when the manifest that says so was changed.

    Raises `Faults` when there is nothing to tell, `UsageError` for a number without a sign in it.
    """
    if options.number is not None and not options.number.strip():
        raise UsageError(f"no number is given; {HINT}")
    brochures = apart(options.pdf, options.limits, lambda: _sound_brochures(options.pdf, options.limits))
    is_as_written = all(is_sealed(brochure.files[FILE_NAME]) for brochure in brochures)
    if not is_as_written:
        print(f"warning: {options.pdf}: {NOT_AS_WRITTEN}", file=sys.stderr)
    print(apart(options.pdf, options.limits, lambda: _answer(options, brochures)))
    return 0 if is_as_written else 1


def _answer(options: argparse.Namespace, brochures: Sequence[Found]) -> str:
    """What is to be told; a manifest may be made so that it takes for ever."""
    place = Place(str(options.pdf))
    with damaged_in(place, "manifest"):
        return _traced(options, brochures, place)


def _traced(options: argparse.Namespace, brochures: Sequence[Found], place: Place) -> str:
    """What is asked for of the brochures of a file."""
    manifests = [brochure.manifest for brochure in brochures]
    if options.page is not None:
        _require_page(options.page, manifests, place)
        found = [each for brochure in brochures for each in _in_file(brochure, all_on(brochure.manifest, options.page))]
        return _written(options, as_values(found), _page(found, options.page))
    if options.number is not None:
        return _trace_number(options, brochures, place)
    summaries = [summary(manifest) for manifest in manifests]
    lines = (f"{name:<18}{value}" for each in summaries for name, value in _shown(each))
    return _written(options, summaries[0] if len(summaries) == 1 else summaries, lines)


def _sound_brochures(path: Path, limits: Limits) -> tuple[Found, ...]:
    """The brochures of a file; raises `Faults` when one does not hold together."""
    with open_file(path, limits) as opened:
        brochures = brochures_in(opened.pdf, path, opened.allowance)
    for brochure in brochures:
        require_sound(brochure.manifest, Place(str(path)))
    return brochures


def _require_page(label: str, manifests: Sequence[Manifest], place: Place) -> None:
    """Raise `Faults` when no page has a label."""
    labels = [page.label for manifest in manifests for page in manifest.pages]
    if label not in labels:
        message = f"there is no page {label}; they run from {labels[0]} to {labels[-1]}."
        raise Faults.one(place, message + near(label, labels, listed=0))


def _trace_number(options: argparse.Namespace, brochures: Sequence[Found], place: Place) -> str:
    """Where a number comes from in each brochure of a file that prints it."""
    found = [
        each for brochure in brochures for each in _in_file(brochure, find_number(brochure.manifest, options.number))
    ]
    if not found:
        return _unprinted(options, [brochure.manifest for brochure in brochures], place)
    lines = (line for each in found for line in (*as_lines(each, brochures[0].sheets), ""))
    return _written(options, as_values(found), lines)


def _in_file(brochure: Found, occurrences: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """Occurrences with their page counted from the first of the file."""
    for each in occurrences:
        yield dataclasses.replace(each, sheet=brochure.first + each.sheet)


def _unprinted(options: argparse.Namespace, manifests: Sequence[Manifest], place: Place) -> str:
    """A number that stands on no page: its definition if it is the name of one, else near numbers."""
    names: list[str] = []
    figures: list[str] = []
    for manifest in manifests:
        records = {record.name: record for record in (*manifest.numbers, *manifest.intermediate)}
        if options.number in records:
            origin = origin_of_number(manifest, records[options.number])
            return _written(options, {"printed": [], **_values(origin)}, _nowhere(options.number, origin))
        texts = [found.text for page in manifest.pages for found in numbers_on(manifest, page)]
        figures += near_figures(options.number, texts, signs_of(manifest))
        names += records
    hint = f" Nearest: {'; '.join(figures)}." if figures else near(options.number, names, listed=0)
    raise Faults.one(place, f"«{options.number}» is printed on no page.{hint}")


def _nowhere(name: str, origin: Origin) -> Iterator[str]:
    yield f"{name} is printed on no page; a claim needs it, or other numbers are computed from it"
    yield from origin_as_lines(origin)


def _page(found: Sequence[Occurrence], label: str) -> Iterator[str]:
    yield f"{len(found)} number{'' if len(found) == 1 else 's'} on page {label}"
    for each in found:
        yield from listed(each)


def _shown(summary: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((name, value) for name, value in summary.items() if value is not None)
    yield "", HINT


def _values(origin: Origin) -> dict[str, Any]:
    return dataclasses.asdict(origin)


def _written(options: argparse.Namespace, values: Any, lines: Iterator[str]) -> str:
    """An answer in the form that is asked for."""
    if options.format == "json":
        return json.dumps(values, ensure_ascii=False, indent=2)
    return "\n".join(lines).rstrip()
