"""A PDF held against our own checks and against whole standards: all that is found, in the order of its pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from brochure.attaching.validation.check import Check
from brochure.attaching.validation.explaining import explained
from brochure.attaching.validation.merging import merged_findings
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.reference import VeraPdfError, unavailable_reason, validate_content
from brochure.attaching.validation.registry import all_checks
from brochure.attaching.validation.standards import claimed
from brochure.findings import Faults, Finding
from brochure.manifest.brochure_pages import brochures_in
from brochure.pdf.apart import roomier
from brochure.pdf.limits import DEFAULT, HOW_TO_RAISE, Limits
from brochure.pdf.opening import open_file
from brochure.pdf.streams import Allowance

_FOR_JAVA = 4
"""So many times the memory and time of our own checks are had by the reference validator."""
_UNREAD = "the file could not be read to its end"
_UNENDED = f"veraPDF crashed on it, or did not come to an end within the limits; {HOW_TO_RAISE}"


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
    is_checked: bool = True
    """Whether all our own checks were made."""
    made_of: tuple[str, str] | None = None
    """The edition and language that it was made from, for a file whose findings can be placed in the project."""


def validate_in_steps(path: Path, standards: Sequence[str] | None, limits: Limits = DEFAULT) -> Iterator[Validated]:
    """What is known of the PDF at `path` after each step, so that something is told of a file that ends one of them.

    The steps are the checks that need not read the pages, all checks, and the standards. Raises
    `Faults` for a file that is missing, encrypted with a password, not a PDF, or larger than the limits.
    """
    with open_file(path, limits) as file:
        opened = OpenedPdf(file)
        wanted = standards if standards is not None else claimed(opened.metadata.claims)
        unfinished = [Outcome(standard, Verdict.NOT_TRIED, reason=_UNREAD) for standard in wanted]
        made = {check: check.findings(opened) for check in all_checks() if not check.needs_pages}
        yield _validated(opened, _in_order(made), unfinished)
        made |= {check: check.findings(opened) for check in all_checks() if check.needs_pages}
        found = _in_order(made)
        unfinished = [Outcome(standard, Verdict.NOT_TRIED, reason=_UNENDED) for standard in wanted]
        yield _validated(opened, found, unfinished, is_checked=True)
        outcomes, broken = list[Outcome](), list[tuple[int, Finding]]()
        with roomier(limits, _FOR_JAVA):
            for standard in wanted:
                outcome, failures = _held_against(opened, standard)
                outcomes.append(outcome)
                broken += failures
        found = merged_findings(found, broken)
        yield _validated(opened, found, outcomes, is_checked=True)


def _in_order(made: Mapping[Check, Sequence[tuple[int, Finding]]]) -> list[tuple[int, Finding]]:
    return [found for check in all_checks() for found in made.get(check, ())]


def _validated(
    opened: OpenedPdf, found: Sequence[tuple[int, Finding]], outcomes: Sequence[Outcome], *, is_checked: bool = False
) -> Validated:
    findings = tuple(dict.fromkeys(finding for _, finding in sorted(found, key=lambda item: item[0])))
    inserted = tuple(_inserted(opened, found))
    pages, claims = len(opened.page_objects), opened.metadata.claims
    made_of = opened.sources.made_of if opened.sources is not None else None
    return Validated(opened.path, pages, findings, tuple(outcomes), claims, inserted, is_checked, made_of)


def _inserted(opened: OpenedPdf, found: Sequence[tuple[int, Finding]]) -> Iterator[Inserted]:
    """The brochures that were joined to the file."""
    try:
        brochures = brochures_in(opened.pdf, opened.path, Allowance(opened.allowance.limits))
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
