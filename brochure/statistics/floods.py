"""Many findings of one kind in one file, summed up: a person mends the kind, not eight thousand rows one by one."""

import re
from collections.abc import Iterable
from dataclasses import replace

from brochure.findings import Finding, Place, quoted

MOST_OF_A_KIND = 10
"""Findings of a kind that are told one by one."""

_PARTICULAR = re.compile(r"'[^']*'|\d+")
_OF_A_CELL = re.compile(r"^.*?: ", re.DOTALL)
_OF_A_NAME = re.compile(r"'(\w+)': (.*)", re.DOTALL)
_NAMES_SHOWN = 3


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


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of a file with one for all that say the same of several names ("'a', 'b' and 'c': …")."""
    kept: dict[tuple[str, str], Finding] = {}
    names: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        match = _OF_A_NAME.fullmatch(finding.message)
        key = finding.place.path, match[2] if match else str(finding)
        kept.setdefault(key, finding)
        names.setdefault(key, []).extend(match.groups()[:1] if match else ())
    return [_of_several(finding, names[key], key[1]) for key, finding in kept.items()]


def _of_several(finding: Finding, names: list[str], why: str) -> Finding:
    if len(names) < 2:
        return finding
    if len(names) <= _NAMES_SHOWN:
        return replace(finding, message=f"{quoted(names, 'and')}: {why}")
    shown = ", ".join(f"'{name}'" for name in names[:_NAMES_SHOWN])
    return replace(finding, message=f"{shown} and {len(names) - _NAMES_SHOWN} more: {why}")
