"""A PDF held against our own checks and against whole standards: all that is found, in the order of its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from brochure.findings import Faults, Finding
from brochure.manifest.whereabouts import brochures_in
from brochure.validation.explaining import explained
from brochure.validation.opened import OpenedPdf, open_for_checks
from brochure.validation.reference import VeraPdfError, unavailable_reason, validate_content
from brochure.validation.registry import run_checks
from brochure.validation.standards import claimed


class Verdict(StrEnum):
    """What became of a standard."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_TRIED = "not tried"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A standard by the name it is asked for by, its verdict, how many rules are broken, and why it was not tried."""

    standard: str
    verdict: Verdict
    broken: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Inserted:
    """The pages of a brochure in a file that it was joined to, from 0, and how many findings are on them."""

    sheets: range
    findings: int


@dataclass(frozen=True, slots=True)
class Validated:
    """What was found in a PDF, in the order of its pages, and what became of each standard.

    `claims` are the standards that the file says it keeps, `inserted` the brochures that were joined to it.
    """

    path: Path
    pages: int
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    claims: tuple[str, ...]
    inserted: tuple[Inserted, ...] = ()


def validate(path: Path, standards: Sequence[str] | None) -> Validated:
    """Check the PDF at `path`; None for `standards` means those that it claims.

    Raises `Faults` for a file that is missing, encrypted with a password, damaged or no PDF.
    """
    opened = open_for_checks(path)
    with opened.pdf:
        found = list(run_checks(opened))
        outcomes = []
        for standard in standards if standards is not None else claimed(opened.metadata.claims):
            outcome, failures = _held_against(opened, standard)
            outcomes.append(outcome)
            found += failures
        findings = tuple(dict.fromkeys(finding for _, finding in sorted(found, key=lambda item: item[0])))
        inserted = tuple(_inserted(opened, found))
        return Validated(path, len(opened.page_objects), findings, tuple(outcomes), opened.metadata.claims, inserted)


def _inserted(opened: OpenedPdf, found: Sequence[tuple[int, Finding]]) -> Iterator[Inserted]:
    """The brochures that were joined to the file."""
    try:
        brochures = brochures_in(opened.pdf, opened.path)
    except Faults:
        return
    for brochure in brochures:
        if brochure.is_joined:
            own = dict.fromkeys(finding for page, finding in found if page in brochure.own_sheets)
            yield Inserted(brochure.own_sheets, len(own))


def _held_against(opened: OpenedPdf, standard: str) -> tuple[Outcome, list[tuple[int, Finding]]]:
    """The outcome of a standard, and what breaks it."""
    if reason := unavailable_reason():
        return Outcome(standard, Verdict.NOT_TRIED, reason=reason), []
    try:
        failures = validate_content(opened.content, str(opened.path), standard)
    except VeraPdfError as error:
        return Outcome(standard, Verdict.NOT_TRIED, reason=str(error)), []
    found = [finding for failure in failures for finding in explained(opened, standard, failure)]
    return Outcome(standard, Verdict.FAILED if failures else Verdict.PASSED, len(failures)), found
