"""`brochure check`: lists every finding as `file:line:column: level: message [rule]`, or as JSON or SARIF."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from brochure import __version__
from brochure.building.check import check_edition
from brochure.building.rules import FAULT, registry
from brochure.command.arguments import add_edition, add_format
from brochure.command.lacking import tell_of_languages
from brochure.command.looks import tell_looks
from brochure.command.wording import summary
from brochure.findings import Finding, Subject, UsageError, in_lines
from brochure.project.edition.reading import choose_language, newest_edition, read_settings
from brochure.project.sources.project import find_project
from brochure.proofreading.excuses import Excused
from brochure.proofreading.reporting import as_json, as_sarif

if TYPE_CHECKING:
    from brochure.building.layout_check import Emptiness
    from brochure.project.languages import Language

_TOLD_BY: Mapping[Subject, str] = MappingProxyType(
    {Subject.PAGES: "brochure check --layout", Subject.PDF: "brochure validate"}
)
"""Which command looks at what, where it is not `check` alone."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What can be typed after `brochure check`."""
    command.description = "Find every fault of data, numbers, claims, text and layouts, without drawing."
    add_edition(command, "every language of the edition, compared with each other")
    add_format(command)
    command.add_argument(
        "--excuses", action="store_true", help="list what authors have excused too, with their reasons"
    )
    command.add_argument("--rules", action="store_true", help="list the rules and what each tells, and check nothing")
    command.add_argument(
        "--layout", action="store_true", help="draw and lay out the pages too, and find faults on them"
    )
    command.add_argument("--emptiness", action="store_true", help="with --layout, list how much of each page is empty")
    command.add_argument(
        "--looks", action="store_true", help="list instead which colour, line and mark stands for what in the figures"
    )
    command.add_argument(
        "--work",
        action="store_true",
        help="list instead what is left to do since the data have moved on, in the order to do it",
    )


def run(options: argparse.Namespace) -> int:
    """Print the findings of an edition to standard output; returns 1 if one of them is an error."""
    if options.emptiness and (not options.layout or options.format != "text"):
        raise UsageError("--emptiness is told with --layout, as text; give both, without --format")
    _refuse_beside_lists(options)
    if options.rules:
        print("\n".join(_rules()))
        return 0
    project = find_project(options.project or Path.cwd())
    name = options.edition or newest_edition(project)
    settings, _ = read_settings(project, name)
    languages = [choose_language(settings, options.language)] if options.language else settings.languages
    if options.work:
        from brochure.command.working import tell_work  # what the data have left behind is asked for once a year

        return tell_work(project, name, languages, as_json=options.format == "json")
    if options.looks:
        return tell_looks(project, name, languages[0])
    if options.layout:
        from brochure.building.layout_check import check_layout  # draws and sets pages: slow to load

        tell_of_languages(len(languages))
        checked = check_layout(project, name, languages)
        found = checked.found
        if options.emptiness and checked.emptiness:  # there is none where the pages could not be laid out
            print("\n".join(_emptiness(checked.emptiness)))
    else:
        found = check_edition(project, name, languages)
    match options.format:
        case "json":
            print(as_json(name, found, FAULT.name))
        case "sarif":
            print(as_sarif(__version__, [(None, found)], registry(), FAULT.name))
        case _:
            print("\n".join(_text(name, found, options.excuses)))
    return 1 if found.errors else 0


def _refuse_beside_lists(options: argparse.Namespace) -> None:
    """Raise `UsageError` for what says nothing of the list of work, of looks or of rules."""
    beside = ("--layout", options.layout), ("--excuses", options.excuses), ("--format sarif", options.format == "sarif")
    with_looks = (*beside, ("--format json", options.format == "json"), ("--work", options.work))
    with_rules = (*with_looks, ("--looks", options.looks), ("--language", options.language is not None))
    for own, others, told in (
        ("--work", beside, ", as text or --format json"),
        ("--looks", with_looks, ""),
        ("--rules", with_rules, ""),
    ):
        for option, is_given in others:
            if getattr(options, own[2:]) and is_given:
                raise UsageError(f"{own} cannot be used with {option}; it is a list of its own{told}")


def _text(name: str, found: Excused, with_excuses: bool) -> Iterator[str]:
    yield from in_lines(
        found.findings, lambda each: f"{each} Write: {each.suggestion}" if _is_seen(each) else str(each)
    )
    if with_excuses:
        for item, silenced in found.excuses:
            at = f"{item.place}:{item.place.column}"
            yield f"{at}: excused: {len(silenced)} of {', '.join(item.rules)}: {item.reason}"
    excused = sum(len(silenced) for _, silenced in found.excuses)
    yield f"{name}: {summary(found.findings)}{f', {excused} excused' if excused else ''}"


def _emptiness(shares: "Mapping[Language, Emptiness]") -> Iterator[str]:
    """How much of each page is empty, a line for each language."""
    for language, pages in shares.items():
        yield f"{language}: " + ", ".join(f"page {label} {share * 100:.0f} %" for label, share in pages) + " empty"


def _rules() -> Iterator[str]:
    """Every rule, below its family, with what it tells."""
    rules = tuple(registry().values())
    width = max(len(rule.name) for rule in rules) + 2
    for family, looks_at in dict.fromkeys((rule.family, rule.looks_at) for rule in rules):
        yield f"{family} ({_TOLD_BY.get(looks_at, 'brochure check')}):"
        for rule in rules:
            if rule.family == family:
                yield f"  {rule.name:<{width}}{rule.summary}{'' if rule.can_be_excused else ' Cannot be excused.'}"
        yield ""
    yield "What the reference validator veraPDF finds is told by standard, clause and test, such as ua1-7.3-1."


def _is_seen(finding: Finding) -> bool:
    """Whether what a finding suggests looks other than what it is about: not where spaces alone would change."""
    spaced = finding.suggestion.replace("\u00a0", " ").strip()
    return bool(spaced) and f"'{spaced}'" not in finding.message
