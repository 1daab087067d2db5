"""Excuses: what an author says beside a finding to have it accepted, with the reason.

In a text `{# excuse RULE: reason #}`, in YAML and TOML `# excuse RULE: reason`; several rules stand with commas. An
excuse holds for its own line and, when it stands alone, for the next line that says something.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from brochure.findings import Finding, Level, Place, near
from brochure.sources.project import Project

_EXCUSE = re.compile(r"(?:\{#-?|#)\s*excuse\b(?P<rest>.*?)(?:-?#\}|$)", re.MULTILINE)
_SAID = re.compile(r"\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)\s*:\s*(?P<reason>\S.*?)\s*")
_KINDS = (".md", ".yaml", ".toml")


@dataclass(frozen=True, slots=True)
class Excuse:
    """One excuse: where it stands, the lines it holds for, the rules it names, and why."""

    place: Place
    lines: tuple[int, ...]
    rules: tuple[str, ...]
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether it excuses a finding."""
        place = finding.place
        return place.path == self.place.path and (place.line or 1) in self.lines and finding.rule in self.rules


@dataclass(frozen=True, slots=True)
class Excused:
    """Findings after excuses: what is left of them, and how many each excuse has silenced."""

    findings: tuple[Finding, ...]
    excuses: tuple[tuple[Excuse, int], ...]


def read_excuses(
    project: Project, paths: Iterable[str], rules: Collection[str]
) -> tuple[tuple[Excuse, ...], list[Finding]]:
    """The excuses in files of the project, and what is wrong with some: no reason, a rule that there is not."""
    excuses: list[Excuse] = []
    faults: list[Finding] = []
    for path in paths:
        file = project.root / path
        if not path.endswith(_KINDS) or not file.is_file():
            continue
        for place, lines, rest in _written(path, project.read_text(file)):
            said = _SAID.fullmatch(rest)
            if said is None:
                message = "an excuse names a rule and says why: excuse rule-name: the reason"
                faults.append(Finding(place, message, rule="excuse-without-reason"))
                continue
            names = tuple(name.strip() for name in said["rules"].split(","))
            for name in names:
                if name not in rules:
                    message = f"there is no rule '{name}' to excuse.{near(name, rules)}"
                    faults.append(Finding(place, message, rule="excuse-of-unknown-rule"))
            excuses.append(Excuse(place, lines, names, said["reason"]))
    return tuple(excuses), faults


def excuse(findings: Iterable[Finding], excuses: Iterable[Excuse]) -> Excused:
    """Findings without those that are excused; an excuse of nothing is told as a warning."""
    left: list[Finding] = []
    counts = dict.fromkeys(excuses, 0)
    for finding in findings:
        covering = [item for item in counts if finding.rule and item.covers(finding)]
        for item in covering:
            counts[item] += 1
        if not covering:
            left.append(finding)
    for item, count in counts.items():
        if not count:
            message = f"nothing is found here that '{', '.join(item.rules)}' would tell; take the excuse away"
            left.append(Finding(item.place, message, Level.WARNING, rule="excuse-of-nothing"))
    return Excused(tuple(left), tuple(counts.items()))


def _written(path: str, text: str) -> Iterator[tuple[Place, tuple[int, ...], str]]:
    """Place, lines it holds for, and words of every excuse in a file."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        for match in _EXCUSE.finditer(line):
            alone = not (line[: match.start()] + line[match.end() :]).strip()
            holds = [number]
            if alone:
                following = (n for n in range(number + 1, len(lines) + 1) if lines[n - 1].strip())
                holds += [n for n in following if not _EXCUSE.search(lines[n - 1])][:1]
            yield Place(path, number, match.start() + 1), tuple(holds), match["rest"]
