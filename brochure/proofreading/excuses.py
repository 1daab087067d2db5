"""Excuses: what an author says beside a finding to have it accepted, with the reason.

In a text `{# excuse RULE: reason #}`, in YAML and TOML `# excuse RULE: reason`; several rules stand with commas. An
excuse holds for its own line and, when it stands alone, for the next line that says something.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from brochure.findings import Faults, Finding, Level, Place, Registry, Report, Rule, Subject, near
from brochure.project.sources.project import Project

_EXCUSE = re.compile(r"(?:\{#-?|#)\s*excuse\b(?P<rest>.*?)(?:-?#\}|$)", re.MULTILINE)
_SAID = re.compile(r"\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)\s*:\s*(?P<reason>\S.*?)\s*")
_KINDS = (".md", ".yaml", ".toml")
_FAMILY = "excuses"
WITHOUT_REASON = Rule(
    "excuse-without-reason",
    _FAMILY,
    "An excuse names no rule or no reason.",
    level=Level.ERROR,
    looks_at=Subject.PROJECT,
)
OF_UNKNOWN = Rule(
    "excuse-of-unknown-rule",
    _FAMILY,
    "An excuse names a rule that there is not.",
    level=Level.ERROR,
    looks_at=Subject.PROJECT,
)
OF_NOTHING = Rule(
    "excuse-of-nothing",
    _FAMILY,
    "An excuse stands where its rule finds nothing.",
    looks_at=Subject.PROJECT,
    has_place=False,
)
RULES = (WITHOUT_REASON, OF_UNKNOWN, OF_NOTHING)


@dataclass(frozen=True, slots=True)
class Excuse:
    """One excuse: where it stands, the lines it holds for, the rules it names, and why."""

    place: Place
    lines: tuple[int, ...]
    rules: tuple[str, ...]
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether it excuses a finding; what stops a build has no excuse."""
        place, is_warning = finding.place, finding.level is Level.WARNING
        here = place.path == self.place.path and (place.line or 1) in self.lines
        return here and is_warning and not set(self.rules).isdisjoint(finding.rules)


@dataclass(frozen=True, slots=True)
class Excused:
    """Findings after excuses, in order: what is left of them, and what each excuse has silenced."""

    findings: tuple[Finding, ...]
    excuses: tuple[tuple[Excuse, tuple[Finding, ...]], ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a build."""
        return tuple(finding for finding in self.findings if finding.level is Level.ERROR)


def read_excuses(project: Project, paths: Iterable[str], rules: Registry) -> tuple[tuple[Excuse, ...], list[Finding]]:
    """The excuses in files of the project, and what is wrong with some: no reason, a rule that there is not.

    A file that cannot be read has none; the step that needs it tells why.
    """
    excuses: list[Excuse] = []
    faults: list[Finding] = []
    for path in paths:
        file = project.root / path
        if not path.endswith(_KINDS) or not file.is_file():
            continue
        try:
            text = project.read_text(file)
        except Faults:
            continue
        for place, lines, rest in _written(path, text):
            said = _SAID.fullmatch(rest)
            if said is None:
                message = "an excuse names a rule and says why: excuse rule-name: the reason"
                faults.append(Finding(place, message, rule=WITHOUT_REASON.name))
                continue
            names = tuple(name.strip() for name in said["rules"].split(","))
            for name in names:
                if (rule := rules.get(name)) is None or not rule.can_be_excused:
                    known = (each for each in rules if rules[each].can_be_excused)
                    message = f"there is no rule '{name}' to excuse.{near(name, known)}"
                    faults.append(Finding(place, message, rule=OF_UNKNOWN.name))
            excuses.append(Excuse(place, lines, names, said["reason"]))
    return tuple(excuses), faults


def excuse(findings: Iterable[Finding], excuses: Iterable[Excuse], is_asked: Callable[[Excuse], bool]) -> Excused:
    """Findings without those that are excused; an excuse of nothing is told as a warning.

    `is_asked` says whether all that an excuse speaks of has been looked for: else it may have its use another time.
    """
    report = Report()
    silenced: dict[Excuse, list[Finding]] = {item: [] for item in excuses}
    at: dict[tuple[str, int], list[Excuse]] = defaultdict(list)
    for item in silenced:
        for line in item.lines:
            at[item.place.path, line].append(item)
    for finding in findings:
        here = at.get((finding.place.path, finding.place.line or 1), ())
        covering = [item for item in here if finding.rule and item.covers(finding)]
        for item in covering:
            silenced[item].append(finding)
        if not covering:
            report.add(finding)
    for item, found in silenced.items():
        if not found and is_asked(item):
            message = f"nothing is found here that '{', '.join(item.rules)}' would tell; take the excuse away"
            report.warn(item.place, message, OF_NOTHING.name)
    return Excused(report.in_order(), tuple((item, tuple(found)) for item, found in silenced.items()))


def _written(path: str, text: str) -> Iterator[tuple[Place, tuple[int, ...], str]]:
    """Place, lines it holds for, and words of every excuse in a file."""
    lines = text.split("\n")
    following = _following(lines)
    for number, line in enumerate(lines, start=1):
        for match in _EXCUSE.finditer(line):
            alone = not (line[: match.start()] + line[match.end() :]).strip()
            holds = (number, *following[number]) if alone else (number,)
            yield Place(path, number, match.start() + 1), holds, match["rest"]


def _following(lines: Sequence[str]) -> list[tuple[int, ...]]:
    """After each line, from 0, the number of the next one that says something and is no excuse; none at the end."""
    found: list[tuple[int, ...]] = [()]
    for number, line in reversed(list(enumerate(lines, start=1))):
        found.append((number,) if line.strip() and not _EXCUSE.search(line) else found[-1])
    return found[::-1]
