"""Faults that our own checks and the reference validator both find, told once, in our words and by both names.

Which of them are the same is in `same.toml`.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from brochure.findings import Finding

Placed = tuple[int, Finding]
"""A finding with its page from 0, -1 for what concerns the whole file."""
_OF_ARCHIVES = {"1": "a1", "2": "a", "3": "a", "4": "a4"}


def merged_findings(own: Sequence[Placed], by_validator: Sequence[Placed]) -> list[Placed]:
    """Our own findings, with the names of the validator's rules that tell the same, and what only it has found.

    The same is what stands on the same page, or is told by one of both for the whole file.
    """
    pages: dict[str, set[int]] = defaultdict(set)
    for page, finding in own:
        pages[finding.rule].add(page)
    names: dict[tuple[str, int], list[str]] = defaultdict(list)
    only_there: list[Placed] = []
    for page, finding in by_validator:
        same = [(check, at) for check in _checks_like(finding.rule) for at in _meeting(pages.get(check, set()), page)]
        for key in same:
            names[key].append(finding.rule)
        if not same:
            only_there.append((page, finding))
    return [*(_named(page, finding, names.get((finding.rule, page), [])) for page, finding in own), *only_there]


def _named(page: int, finding: Finding, rules: Sequence[str]) -> Placed:
    return page, replace(finding, rule=", ".join(dict.fromkeys((finding.rule, *rules))))


def _meeting(pages: set[int], page: int) -> Iterator[int]:
    """Those of our pages on which a fault of the validator's page is told."""
    if page in pages:
        yield page
    elif -1 in pages:
        yield -1
    elif page < 0:
        yield from pages


def _checks_like(rule: str) -> tuple[str, ...]:
    standard, _, rest = rule.partition("-")
    return _same().get(f"{_OF_ARCHIVES.get(standard[:1], standard)}-{rest}", ())


@cache
def _same() -> Mapping[str, tuple[str, ...]]:
    """Our checks by the validator's rules."""
    found: dict[str, list[str]] = defaultdict(list)
    for check, rules in tomllib.loads(Path(__file__).with_name("same.toml").read_text("utf-8")).items():
        for rule in rules:
            found[rule].append(check)
    return {rule: tuple(checks) for rule, checks in found.items()}
