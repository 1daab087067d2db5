"""`brochure validate`: holds PDFs against our own checks and whole standards, and needs no project."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from brochure.attaching.validation.reference import HOW_TO_GET_IT, unavailable_reason
from brochure.attaching.validation.standards import NAMES, parse_standards
from brochure.attaching.validation.validate import Outcome, Validated, Verdict, validate_in_steps
from brochure.findings import Faults, Finding, Level
from brochure.pdf.apart import each_apart


def validate_command(options: argparse.Namespace) -> int:
    """Tell what is found in each PDF; 1 for an error, or when a standard that was asked for could not be tried.

    Raises `UsageError` for an unknown standard. A file that cannot be read does not keep the others from being checked.
    """
    standards = parse_standards(options.standard) if options.standard is not None else None
    results, faults = list[Validated](), list[Finding]()
    for outcome in each_apart(
        options.pdfs, options.limits, lambda path: validate_in_steps(path, standards, options.limits), lambda path: path
    ):
        if outcome.result is not None:
            results.append(outcome.result)
        if isinstance(outcome.fault, Faults) and (outcome.result is None or not outcome.result.is_checked):
            faults += outcome.fault.findings
    if options.format == "json":
        print(json.dumps([_values(each) for each in results], ensure_ascii=False, indent=2))
    else:
        for line in (line for each in results for line in _told(each)):
            print(line)
    sys.stdout.flush()
    for message in (*map(str, faults), *_not_tried(results, is_asked_for=standards is not None)):
        print(message, file=sys.stderr)
    missed = standards is not None and any(_missed(each) for each in results)
    wrong = any(finding.level is Level.ERROR for each in results for finding in each.findings)
    return int(bool(faults) or missed or wrong)


def _told(validated: Validated) -> Iterator[str]:
    yield from map(str, validated.findings)
    for inserted in validated.inserted:
        pages = f"pages {inserted.sheets.start + 1} to {inserted.sheets.stop} of the file are the brochure's"
        count = f"{inserted.findings or 'no'} finding{'' if inserted.findings == 1 else 's'}"
        yield f"{validated.path}: {pages}: {count} on them"
    yield f"{validated.path}: {'; '.join([_count(validated.findings), *map(_verdict, validated.outcomes)])}"


def _count(findings: Sequence[Finding]) -> str:
    counts = [(sum(finding.level is level for finding in findings), level) for level in Level]
    told = [f"{count} {level}{'' if count == 1 else 's'}" for count, level in counts if count]
    return ", ".join(told) or "no findings"


def _verdict(outcome: Outcome) -> str:
    rules = f", {outcome.broken} rule{'' if outcome.broken == 1 else 's'} broken" if outcome.broken else ""
    return f"{NAMES[outcome.standard]} {outcome.verdict}{rules}"


def _missed(validated: Validated) -> list[Outcome]:
    return [outcome for outcome in validated.outcomes if outcome.verdict is Verdict.NOT_TRIED]


def _not_tried(results: Sequence[Validated], *, is_asked_for: bool) -> Iterator[str]:
    """Why standards were not tried, each reason once, and how the validator is got."""
    level = Level.ERROR if is_asked_for else Level.WARNING
    missed = [outcome for each in results for outcome in _missed(each)]
    for reason in dict.fromkeys(outcome.reason for outcome in missed):
        names = dict.fromkeys(NAMES[outcome.standard] for outcome in missed if outcome.reason == reason)
        yield f"brochure: {level}: {' and '.join(names)} could not be tried with the reference validator: {reason}"
    if missed and unavailable_reason():
        yield HOW_TO_GET_IT


def _values(validated: Validated) -> dict[str, Any]:
    return {
        "file": str(validated.path),
        "pages": validated.pages,
        "brochures": [
            {"first": each.sheets.start + 1, "last": each.sheets.stop, "findings": each.findings}
            for each in validated.inserted
        ],
        "claims": list(validated.claims),
        "standards": [
            {
                "standard": outcome.standard,
                "name": NAMES[outcome.standard],
                "verdict": outcome.verdict.value,
                "broken": outcome.broken,
                "reason": outcome.reason or None,
            }
            for outcome in validated.outcomes
        ],
        "findings": [
            {
                "rule": finding.rule,
                "level": finding.level.value,
                "page": finding.page,
                "file": finding.place.path,
                "line": finding.place.line,
                "message": finding.message,
            }
            for finding in validated.findings
        ],
    }
