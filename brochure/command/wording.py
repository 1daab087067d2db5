"""Paths and counts as people are told them."""

from collections.abc import Sequence
from pathlib import Path

from brochure.findings import Finding, Level


def shown(path: Path, root: Path) -> Path:
    """A path as people are told it: from the project's folder on, where it lies in there."""
    path = path.absolute()
    return path.relative_to(root) if path.is_relative_to(root) else path


def summary(findings: Sequence[Finding]) -> str:
    """How many errors and warnings there are, in words."""
    if not findings:
        return "no findings"
    counts = {level: sum(finding.level is level for finding in findings) for level in Level}
    return ", ".join(f"{n} {level}{'' if n == 1 else 's'}" for level, n in counts.items() if n)
