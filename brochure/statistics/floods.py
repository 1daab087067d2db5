"""Many findings of one kind in one file, summed up: a person mends the kind, not eight thousand rows one by one."""

import re
from collections.abc import Iterable

from brochure.findings import Finding, Place

MOST_OF_A_KIND = 10
"""Findings of a kind that are told one by one."""

_PARTICULAR = re.compile(r"'[^']*'|\d+")
_OF_A_CELL = re.compile(r"^.*?: ", re.DOTALL)


def summed_up(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, and for each kind with more than `MOST_OF_A_KIND` in a file one that counts the rest.

    Two findings are of a kind when they differ only in the names and numbers they tell of.
    """
    kept: list[Finding] = []
    seen: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], Finding] = {}
    last: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        kind = finding.place.path, _PARTICULAR.sub("", _OF_A_CELL.sub("", finding.message))
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= MOST_OF_A_KIND:
            kept.append(finding)
        else:
            first.setdefault(kind, finding)
            last[kind] = finding
    for kind, finding in first.items():
        count, end = seen[kind] - MOST_OF_A_KIND, last[kind].place.line
        lines = f", the last on line {end}" if end and end != finding.place.line else ""
        message = f"and {count:,} more of this kind{lines}: {finding.message}"
        kept.append(Finding(Place(finding.place.path, finding.place.line), message, finding.level, rule=finding.rule))
    return kept
