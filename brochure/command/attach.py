"""`brochure attach`: puts finished brochures into a proposition, or attaches one to it as a file.

Needs the PDFs alone, and no project. What must be said of them goes to standard error. All that is read of the PDFs is
read in processes of their own, within limits.
"""

import argparse
import io
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf

from brochure.attaching.joining.attached_file import attach_file
from brochure.attaching.joining.conformance import Claims, claims_of, claims_with_file, write_claims
from brochure.attaching.joining.gate.compare import Before, differences, differences_with_file
from brochure.attaching.joining.gate.text import read_as_in, words_of
from brochure.attaching.joining.hosts import open_content
from brochure.attaching.joining.join import joined_bytes
from brochure.attaching.joining.journal import Mark
from brochure.command.arguments import add_limits
from brochure.command.attach_join import (
    Asked,
    Source,
    Step,
    joined_step,
    manifest_of,
    of_brochure,
    refuse_host,
    taken_back,
    title_of,
)
from brochure.findings import Faults, Place, UsageError, quoted
from brochure.pdf.apart import apart
from brochure.pdf.limits import MEGABYTE, Limits
from brochure.pdf.opening import damaged_in, read_bytes
from brochure.project.output import remove_remains, temporary_folder, write_whole

_SECONDS_PER_MEGABYTE = 3
_SHARE = 2
"""A file is joined, and compared, each within its share of the seconds."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure attach`."""
    command.description = (
        "Make one PDF of a brochure and the proposition it is an annex to, and lose nothing of either: "
        "pages, tags, bookmarks, links, page labels, attached files, form fields. The written file is "
        "compared with both before it gets its name. Needs the PDFs alone."
    )
    command.add_argument(
        "pdfs",
        nargs="+",
        type=Path,
        metavar="PDF",
        help="PDFs made with --profile annex, in their order; without --to the last one is the proposition",
    )
    command.add_argument(
        "--to", dest="proposition", type=Path, metavar="PROPOSITION", help="the PDF that they are to be part of"
    )
    command.add_argument("-o", "--output", type=Path, metavar="FILE", required=True, help="the PDF to be written")
    command.add_argument(
        "--replace", action="store_true", help="take the place of the brochures that were put into it before"
    )
    where = command.add_mutually_exclusive_group()
    where.add_argument(
        "--after", metavar="PAGE", help="put it after the page with this printed number, or #12, the 12th"
    )
    where.add_argument("--append", action="store_true", help="put it after the last page (default)")
    command.add_argument("--label", metavar="TEXT", help="what its bookmark is called (default: its title)")
    command.add_argument("--under", metavar="HEADING", help="the bookmark of the proposition that it goes below")
    command.add_argument(
        "--as-attachment", action="store_true", help="attach it as a file; the proposition's pages stay as they are"
    )
    command.add_argument(
        "--relationship",
        choices=("Supplement", "Data", "Source", "Alternative", "Unspecified"),
        help="with --as-attachment: how the file belongs to the proposition (default: Supplement)",
    )
    add_limits(command)


def run(options: argparse.Namespace) -> int:
    """Make one PDF of several, and say what was done; a file that stood there is replaced whole or not at all."""
    remove_remains(options.output.absolute().parent)
    annexes, proposition = _files(options)
    _refuse_usage(options, annexes, proposition)
    if options.as_attachment:
        return _attach_as_file(options, annexes[0], proposition)
    steps = _joined(options, annexes, proposition)
    for warning in dict.fromkeys(warning for step in steps for warning in step.warnings):
        _warn(warning)
    last = steps[-1]
    write_whole(
        options.output, last.content, lambda written: _compare(last, annexes[-1], proposition, written, options)
    )
    for step, annex in zip(steps, annexes, strict=True):
        _tell(step, annex.path, options.output, last.pages + last.added)
    return 0


def _files(options: argparse.Namespace) -> tuple[list[Source], Source]:
    """The brochures and the proposition; raises `UsageError` where they cannot be told apart."""
    paths = list(options.pdfs)
    if options.proposition is None:
        if len(paths) != 2:
            raise UsageError("give the brochure, then the proposition; for several brochures: A1 A2 --to PROPOSITION")
        options.proposition = paths.pop()
    if options.as_attachment and len(paths) > 1:
        raise UsageError("--as-attachment attaches one brochure at a time")
    for path in (*paths, options.proposition):
        if options.output.is_dir():
            raise UsageError(f"{options.output} is a folder; give the name of a file in it")
        if options.output.absolute() == path.absolute() or (options.output.exists() and _is_same(options.output, path)):
            raise UsageError(f"--output would write over {path}; choose another name")
    if twice := [str(path) for number, path in enumerate(paths) if path in paths[:number]]:
        raise UsageError(f"{quoted(twice, 'and')} is given twice")
    read = [Source(path, read_bytes(path, options.limits)) for path in (*paths, options.proposition)]
    return read[:-1], read[-1]


def _is_same(output: Path, path: Path) -> bool:
    return path.exists() and output.samefile(path)


def _refuse_usage(options: argparse.Namespace, annexes: list[Source], proposition: Source) -> None:
    if options.label is not None and not options.label.strip():
        raise UsageError("--label has no letters; leave it out to have the title of the brochure")
    if options.label is not None and len(annexes) > 1:
        raise UsageError("--label names one brochure; attach them one after another, or leave it out")
    if options.as_attachment:
        for name, value in (
            ("--after", options.after),
            ("--append", options.append),
            ("--under", options.under),
            ("--replace", options.replace),
        ):
            if value:
                raise UsageError(f"{name} says where pages go; with --as-attachment none do")
    elif options.relationship is not None:
        raise UsageError("--relationship goes with --as-attachment")


def _joined(options: argparse.Namespace, annexes: list[Source], proposition: Source) -> list[Step]:
    """Each brochure put in, after the one before it; `annexes` are put into the order of those that they replace."""
    asked = Asked(options.after, options.label, options.under, options.replace, options.limits)
    marks: tuple[Mark | None, ...] = (None,) * len(annexes)
    host, at, moved = proposition, None, 0
    if options.replace:
        limits = _limits(options.limits, [proposition, *annexes])
        found = apart(proposition.path, limits, lambda: taken_back(proposition, annexes, options.limits))
        host, marks = replace(proposition, content=found.content), found.marks
        annexes[:] = [annexes[number] for number in found.order]
    steps: list[Step] = []
    for annex, mark in zip(annexes, marks, strict=True):
        if mark is not None and options.after is None and not options.append:
            at = mark.at + moved
        elif steps:
            at = steps[-1].wanted.at + steps[-1].added
        step = _step(options.limits, host, annex, asked, mark, at)
        if mark is not None:
            moved += step.added - mark.pages
        if steps:  # all but the last are compared when they are written
            _compare_bytes(steps[-1], annexes[len(steps) - 1], proposition, options)
        steps.append(step)
        host = Source(proposition.path, step.content, is_first=False)
    return steps


def _step(limits: Limits, host: Source, annex: Source, asked: Asked, mark: Mark | None, at: int | None) -> Step:
    return apart(host.path, _limits(limits, [host, annex]), lambda: joined_step(host, annex, asked, mark, at))


def _limits(limits: Limits, files: Iterable[Source]) -> Limits:
    """The limits of one of two steps, with more seconds for larger files."""
    size = sum(len(each.content) for each in files)
    return replace(limits, seconds=limits.seconds / _SHARE + _SECONDS_PER_MEGABYTE * size / MEGABYTE)


def _compare_bytes(step: Step, annex: Source, proposition: Source, options: argparse.Namespace) -> None:
    """Compare a joined file that is not the last, and so is not written where it was asked for."""
    with temporary_folder() as folder:
        written = folder / "joined.pdf"
        written.write_bytes(step.content)
        _compare(step, annex, proposition, written, options)


def _compare(step: Step, annex: Source, proposition: Source, written: Path, options: argparse.Namespace) -> None:
    """The last gate: raise `Faults`, and so keep the file from being written, when it has lost anything."""
    host = replace(proposition, content=step.host)
    limits = _limits(options.limits, [host, annex])
    found = apart(proposition.path, limits, lambda: _differences(host, annex, written, step.wanted.at))
    _refuse_loss(found, annex, proposition)


def _refuse_loss(found: Sequence[str], annex: Source, proposition: Source) -> None:
    """Raise `Faults` where a joined file has not all that its two documents have."""
    if found:
        message = (
            f"it cannot be joined with {annex.path.name} without loss, and nothing was written; the joined file would "
            f"not have as it was: {'; '.join(found)}; please report this"
        )
        raise Faults.one(Place(str(proposition.path)), message)


def _differences(host: Source, annex: Source, written: Path, at: int) -> list[str]:
    with (
        damaged_in(Place(str(host.path)), "pages"),
        pikepdf.open(io.BytesIO(host.content), suppress_warnings=True) as one,
        pikepdf.open(io.BytesIO(annex.content), suppress_warnings=True) as other,
    ):
        of_host = Before(one, words_of(host.content), "the proposition's")
        of_annex = Before(other, words_of(read_as_in(one, annex.content)), "the brochure's")
        return differences(of_host, of_annex, written, at)


def _tell(step: Step, path: Path, output: Path, total: int) -> None:
    at, pages = step.wanted.at, step.pages
    place = "after the last page" if at == pages else f"between pages #{at} and #{at + 1}"
    if at == 0:
        place = "before the first page"
    below = f" below «{step.wanted.under}»" if step.wanted.under else ""
    print(f"wrote {output}: {total} pages; {step.added} of them from {path}, {place}")
    print(f"bookmark «{step.wanted.label}»{below}; {_claimed(step.claims, output)}")


def _claimed(claims: Claims, output: Path) -> str:
    if claims == Claims():
        return f"it claims {claims.names}"
    return f"it claims {claims.names}, as its parts do; «brochure validate {output}» tests that"


def _attach_as_file(options: argparse.Namespace, annex: Source, proposition: Source) -> int:
    limits = _limits(options.limits, [annex, proposition])
    done = apart(proposition.path, limits, lambda: _with_file(options, annex, proposition))
    for warning in done.warnings:
        _warn(warning)

    def compared(written: Path) -> None:
        found = apart(proposition.path, limits, lambda: _differences_with_file(done.name, annex, proposition, written))
        _refuse_loss(found, annex, proposition)

    write_whole(options.output, done.content, compared)
    if done.claims != done.before:
        _warn(f"a PDF of {done.before.names} may have no such attachment; the file claims {done.claims.names} instead")
    print(f"wrote {options.output}: {options.proposition} with «{done.name}» attached ({done.relationship})")
    print(_claimed(done.claims, options.output))
    return 0


def _differences_with_file(name: str, annex: Source, host: Source, written: Path) -> list[str]:
    with (
        damaged_in(Place(str(host.path)), "pages"),
        pikepdf.open(io.BytesIO(host.content), suppress_warnings=True) as one,
    ):
        of_host = Before(one, words_of(host.content), "the proposition's")
        return differences_with_file(of_host, written, name, annex.content)


@dataclass(frozen=True, slots=True)
class _WithFile:
    """A proposition with a brochure attached as a file, and what must be said of it."""

    content: bytes
    warnings: tuple[str, ...]
    name: str
    relationship: str
    before: Claims
    claims: Claims


def _with_file(options: argparse.Namespace, annex: Source, proposition: Source) -> _WithFile:
    place = Place(str(proposition.path))
    host = open_content(proposition.path, proposition.content, whole=False, limits=options.limits)
    with host.pdf:
        other = open_content(annex.path, annex.content, whole=False, is_changed=False, limits=options.limits)
        with other.pdf, damaged_in(place, "attached files"):
            manifest = manifest_of(other.pdf, annex.path)
            refuse_host(host.pdf, proposition.path, None)
            warnings = (*host.warnings, *of_brochure(manifest, annex.path, as_file=True))
            label = options.label or title_of(other.pdf) or annex.path.stem
            before, relationship = claims_of(host.pdf), options.relationship or "Supplement"
            name = attach_file(host.pdf, annex.path.name, annex.content, label, relationship)
            claims = claims_with_file(before)
            write_claims(host.pdf, claims)
            content = joined_bytes(host.pdf, other.pdf)
    return _WithFile(content, warnings, name, relationship, before, claims)


def _warn(message: str) -> None:
    print(f"warning: {message}", file=sys.stderr)
