"""`brochure validate`: holds PDFs against our own checks and whole standards, and needs no project.

Inside the project that a PDF was made in, what authors have excused beside the text is left out.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from brochure import __version__
from brochure.attaching.validation.reference import HOW_TO_GET_IT, unavailable_reason
from brochure.attaching.validation.standards import NAMES, parse_standards
from brochure.attaching.validation.validate import Outcome, Validated, Verdict, validate_in_steps
from brochure.building.rules import FAULT, registry
from brochure.findings import Faults, Finding, Level, Subject, UsageError
from brochure.pdf.apart import each_apart
from brochure.project.edition.reading import choose_language, read_settings
from brochure.project.sources.project import Project, find_project
from brochure.proofreading.excuses import Excused
from brochure.proofreading.proofread import Looked, excused_alone
from brochure.proofreading.reporting import as_sarif


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
    project = _project_here()
    judged = [(each, _less_excused(each, project)) for each in results]
    match options.format:
        case "json":
            print(json.dumps([_values(*each) for each in judged], ensure_ascii=False, indent=2))
        case "sarif":
            found = [(each.path, excused) for each, excused in judged]
            print(as_sarif(__version__, found, registry(), FAULT.name))
        case _:
            for line in (line for each in judged for line in _told(*each)):
                print(line)
    sys.stdout.flush()
    for message in (*map(str, faults), *_not_tried(results, is_asked_for=standards is not None)):
        print(message, file=sys.stderr)
    missed = standards is not None and any(_missed(each) for each in results)
    wrong = any(excused.errors for _, excused in judged)
    return int(bool(faults) or missed or wrong)


def _project_here() -> Project | None:
    """The project that the command is run in, if it is run in one."""
    try:
        return find_project(Path.cwd())
    except (UsageError, OSError):
        return None


def _less_excused(validated: Validated, project: Project | None) -> Excused:
    """What was found in a PDF, less what the project that it was made in excuses."""
    if project is None or validated.made_of is None:
        return Excused(validated.findings)
    try:
        edition, code = validated.made_of
        settings, _ = read_settings(project, edition)
        language = choose_language(settings, code)
    except (UsageError, Faults):  # another project than its own, or one that cannot be read now
        return Excused(validated.findings)
    subjects = frozenset({Subject.PDF}) if validated.is_checked else frozenset[Subject]()
    looked = Looked(edition, [language], settings.languages, subjects)
    excused = excused_alone(project, looked, validated.findings, registry())
    left, found = set(excused.findings), set(validated.findings)
    of_pages = (each for each in validated.findings if each in left)
    return Excused((*of_pages, *(each for each in excused.findings if each not in found)), excused.excuses)


def _told(validated: Validated, excused: Excused) -> Iterator[str]:
    yield from map(str, excused.findings)
    for inserted in validated.inserted:
        pages = f"pages {inserted.sheets.start + 1} to {inserted.sheets.stop} of the file are the brochure's"
        count = f"{inserted.findings or 'no'} finding{'' if inserted.findings == 1 else 's'}"
        yield f"{validated.path}: {pages}: {count} on them"
    silenced = sum(len(findings) for _, findings in excused.excuses)
    count = f"{_count(excused.findings)}{f', {silenced} excused' if silenced else ''}"
    if not validated.is_checked:
        count = f"it could not be read whole; {count} in what was read"
    yield f"{validated.path}: {'; '.join([count, *map(_verdict, validated.outcomes)])}"


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


def _values(validated: Validated, excused: Excused) -> dict[str, Any]:
    return {
        "file": str(validated.path),
        "pages": validated.pages,
        "brochures": [
            {"first": each.sheets.start + 1, "last": each.sheets.stop, "findings": each.findings}
            for each in validated.inserted
        ],
        "read_whole": validated.is_checked,
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
        "excused": sum(len(findings) for _, findings in excused.excuses),
        "findings": [
            {
                "rule": finding.rules[0] if finding.rules else "",
                "also_told_by": list(finding.rules[1:]),
                "level": finding.level.value,
                "page": finding.page,
                "file": finding.place.path,
                "line": finding.place.line,
                "message": finding.message,
            }
            for finding in excused.findings
        ],
    }
