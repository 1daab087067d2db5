"""`brochure check`: lists every finding as `file:line: level: message`, or `…: level: page 14: message`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from brochure.check import check_edition
from brochure.edition.reading import choose_language, newest_edition, read_settings
from brochure.findings import Finding, Level
from brochure.sources.project import find_project


def check_command(options: argparse.Namespace) -> int:
    """Print the findings of an edition to standard output; returns 1 if one of them is an error."""
    project = find_project(options.project or Path.cwd())
    name = options.edition or newest_edition(project)
    settings, _ = read_settings(project, name)
    languages = [choose_language(settings, options.language)] if options.language else settings.languages
    check = check_edition
    if options.layout:
        from brochure.layout_check import check_layout as check  # draws and sets pages: slow to load
    report = check(project, name, languages)
    for finding in report.in_order():
        print(finding)
    print(f"{name}: {summary(report.findings)}")
    return 1 if report.errors else 0


def summary(findings: Sequence[Finding]) -> str:
    """How many errors and warnings there are, in words."""
    if not findings:
        return "no findings"
    counts = {level: sum(finding.level is level for finding in findings) for level in Level}
    return ", ".join(f"{n} {level}{'' if n == 1 else 's'}" for level, n in counts.items() if n)
