"""What a person should see: findings with their place in the sources, and the rules that tell of them.

A step that meets a fault either raises `Faults`, when it cannot give a value, or reports findings and goes on,
so that a fault in one section does not hide the faults in the next. Nothing is printed here.

Errors of this program::

    BrochureError
    ├── Faults       something in the project's files or surroundings is wrong (exit status 1)
    └── UsageError   the command was asked for something that is not there (exit status 2)
"""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum

FLOOD, SHOWN_OF_FLOOD = 40, 20
"""More findings of one kind in one file are told in sum, after so many."""
_NAMES = re.compile(r"'[^']*'|[0-9]+")
_TAIL = 24


class Level(StrEnum):
    """How much a finding matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Subject(StrEnum):
    """What a rule looks at."""

    PROJECT = "files of the project"
    DATA = "data"
    TEXTS = "texts"
    PAGES = "laid-out pages"
    PDF = "finished PDFs"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for, wherever it is: what every finding that bears its name tells.

    `name` is written in excuses, in small letters with hyphens ("hyphen-for-dash"); `summary` says in a sentence what
    is wrong when it finds something. A rule that finds errors and warnings has the level of its warnings. Those that
    are a function of what they look at add it in a class of their own.
    """

    name: str
    family: str
    summary: str
    level: Level = field(default=Level.WARNING, kw_only=True)
    looks_at: Subject = field(default=Subject.TEXTS, kw_only=True)
    has_place: bool = field(default=True, kw_only=True)
    """Whether what it finds stands where an author can write an excuse."""
    needs_all_languages: bool = field(default=False, kw_only=True)
    """Whether it finds what it looks for in all languages of an edition together alone."""

    @property
    def can_be_excused(self) -> bool:
        """Whether an author can have accepted what it finds; what stops a build has no excuse."""
        return self.level is Level.WARNING and self.has_place


class Registry(Mapping[str, Rule]):
    """Rules by their names, in the order of their families.

    `later` has those that are slow to load: it is asked when a name is none of the others', or for all of them.
    """

    def __init__(self, rules: Iterable[Rule], later: Callable[[], Iterable[Rule]] = tuple) -> None:
        self._at_hand = {rule.name: rule for rule in rules}
        self._later = later

    def __getitem__(self, name: str) -> Rule:
        return self._at_hand[name] if name in self._at_hand else self._whole()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def _whole(self) -> dict[str, Rule]:
        return {**self._at_hand, **{rule.name: rule for rule in self._later()}}


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def _visible(name: str) -> str:
    """The name of a file for a terminal, which a control character in it would lead."""
    return _CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), name)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, relative to the project's folder, a line and a column, both counted from 1."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return f"{_visible(self.path)}:{self.line or 1}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check wants a person to see, and what would mend it.

    `page` is the page it is seen on, by its printed number, for what is found on laid-out pages. `rule` is the name of
    the rule that found it, several with commas, empty for faults that keep a step from its work; `suggestion` is what
    could stand there instead, to be put in by an editor without further thought. `printed` is what is printed from
    there on, a few words, where that is known, and `printed_before` what is printed before it in the same text.
    `sentences` end the message: those, in the texts of several languages, that a fault in a common file concerns.
    """

    place: Place
    message: str
    level: Level = Level.ERROR
    page: str | None = None
    rule: str = ""
    suggestion: str = ""
    printed: str = ""
    printed_before: str = ""
    sentences: tuple[str, ...] = ()

    def with_sentences(self, sentences: tuple[str, ...]) -> "Finding":
        """The same with the sentences, each with its place, that it concerns, at the end of its message."""
        head = self.message.removesuffix(_listed(self.sentences))
        return replace(self, message=head + _listed(sentences), sentences=sentences)

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules that tell it, the first of them our own."""
        return tuple(self.rule.split(", ")) if self.rule else ()

    def __str__(self) -> str:
        page = f"page {self.page}: " if self.page else ""
        rule = f" [{self.rule}]" if self.rule else ""
        column = f":{self.place.column}" if self.place.column else ""
        return f"{self.place}{column}: {self.level}: {page}{self.message}{rule}"


def _listed(sentences: tuple[str, ...]) -> str:
    return f" {'; '.join(sentences)}" if sentences else ""


class BrochureError(Exception):
    """Base of all errors that are meant for the user."""


class Faults(BrochureError):
    """One or more findings that keep a step from giving a value."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type["Faults"], tuple[tuple[Finding, ...]]]:
        """How it is handed from one process to another."""
        return type(self), (self.findings,)

    @classmethod
    def one(cls, place: Place, message: str) -> "Faults":
        """A single error at `place`."""
        return cls([Finding(place, message)])


class UsageError(BrochureError):
    """The command line asks for something that does not exist."""


@dataclass(slots=True)
class Report:
    """The findings of one run, in the order they were met, each told once."""

    findings: list[Finding] = field(default_factory=list)
    _known: set[Finding] = field(default_factory=set, init=False, repr=False, compare=False)

    def add(self, finding: Finding) -> None:
        """Note `finding`, unless it is already there."""
        if len(self._known) != len(self.findings):  # the list was given, or another has added to it
            self.findings = list(dict.fromkeys(self.findings))
            self._known = set(self.findings)
        if finding not in self._known:
            self._known.add(finding)
            self.findings.append(finding)

    def error(self, place: Place, message: str, rule: str = "") -> None:
        """Note an error at `place`, found by `rule`."""
        self.add(Finding(place, message, rule=rule))

    def warn(self, place: Place, message: str, rule: str = "") -> None:
        """Note a warning at `place`, found by `rule`."""
        self.add(Finding(place, message, Level.WARNING, rule=rule))

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Turn `Faults` raised inside the block into findings, and go on after it."""
        try:
            yield
        except Faults as faults:
            for finding in faults.findings:
                self.add(finding)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a build."""
        return tuple(finding for finding in self.findings if finding.level is Level.ERROR)

    def in_order(self) -> tuple[Finding, ...]:
        """All findings, sorted by file, line and page."""
        return tuple(sorted(self.findings, key=_order))

    def stop_on_errors(self) -> None:
        """Raise `Faults` with all findings if one of them is an error."""
        if self.errors:
            raise Faults(self.in_order())


def _order(finding: Finding) -> tuple[str, int, str, int, str]:
    place = finding.place
    return place.path, place.line or 0, (finding.page or "").zfill(4), place.column or 0, finding.message


def in_lines(findings: Iterable[Finding], line: Callable[[Finding], str] = str) -> Iterator[str]:
    """Findings as lines for people; of a flood, many of one kind in one file, the first ones and how many more.

    `line` writes one finding. What programs read has them all.
    """
    found = list(findings)
    counts = Counter(map(_kind, found))
    met: Counter[tuple[str, ...]] = Counter()
    for finding in found:
        kind = _kind(finding)
        met[kind] += 1
        if counts[kind] <= FLOOD or met[kind] <= SHOWN_OF_FLOOD:
            yield line(finding)
        if counts[kind] > FLOOD and met[kind] == SHOWN_OF_FLOOD:
            more = counts[kind] - SHOWN_OF_FLOOD
            rule = f" [{finding.rule}]" if finding.rule else ""
            yield f"{finding.place.path}:1: {finding.level}: and {more:,} more of this kind in this file{rule}"


def _kind(finding: Finding) -> tuple[str, ...]:
    """What findings of one flood have in common: file, level, and rule or the words at the end without names."""
    words = finding.rule or _NAMES.sub("", finding.message)[-_TAIL:]
    return finding.place.path, finding.level, words


def near(name: str, known: Iterable[str], *, listed: int = 8) -> str:
    """A hint for a name that does not exist: the nearest known ones, or the list if it is short.

    Returns a sentence beginning with a space, or nothing when there is nothing to suggest.
    """
    names = sorted({str(item) for item in known})
    folded = {item.casefold(): item for item in names}
    close = difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)
    if close:
        return f" Did you mean {quoted(folded[item] for item in close)}?"
    if names and len(names) <= listed:
        return f" Known: {quoted(names, 'and')}."
    return ""


def quoted(names: Iterable[str], last: str = "or") -> str:
    """Names in quotation marks, as a list in a sentence."""
    items = [f"'{name}'" for name in names]
    return f" {last} ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""
