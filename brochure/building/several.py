"""What `brochure build --all` does: the PDFs of several languages of an edition, made at once.

What they share is read once, while a server loads the libraries from which a process is forked for each language. Each
PDF is made, or not, for itself; the finished ones are saved together at the end, by this process alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.building.build import Built, fingerprint, finished, prepare, save
from brochure.findings import Faults, Finding, Place
from brochure.making.request import Request
from brochure.making.stages import Common, gather_common
from brochure.project.advice import advice
from brochure.project.languages import Language
from brochure.project.processes import Done, Killed, Pool, Tell, cores, run_jobs
from brochure.project.signals import recall_ends, without_interrupts
from brochure.project.timing import Timings

if TYPE_CHECKING:
    from brochure.building.making import Made


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one language: its PDF, `made` and then `built`, or None and the findings that tell why.

    `seconds` are those from the start of the run until it was ready, `stages` what its own process spent them on,
    `memory` the peak of that process in MB (10⁶ bytes); both are empty for a PDF that was up to date.
    """

    wanted: Request
    built: Built | None = None
    findings: tuple[Finding, ...] = ()
    made: "Made | None" = None
    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    memory: float = 0.0


def build_all(wanted: Sequence[Request], timings: Timings, tell: Tell) -> list[Outcome]:
    """Make the PDFs that are asked for, of one edition and for one folder; their outcomes in the same order.

    A fault in one language leaves the others as they are. Raises `Faults` where nothing can be made at all.
    """
    read: dict[Path, bytes] = {}
    with timings.stage("fingerprint"):
        inputs = {each.language: fingerprint(each, read) for each in wanted}
    outcomes: dict[Language, Outcome] = {}
    for each in wanted:
        if (there := finished(each, inputs[each.language])) is not None:
            outcomes[each.language] = Outcome(each, there)
    left = [each for each in wanted if each.language not in outcomes]
    if left:
        prepare(left[0])
        made = _make_all(left, timings, tell)
        with timings.stage("saving"), without_interrupts():  # all of them or, after Ctrl-C, none
            for each in left:
                outcomes[each.language] = _saved(made[each.language], inputs[each.language])
    return [outcomes[each.language] for each in wanted]


def _make_all(wanted: Sequence[Request], timings: Timings, tell: Tell) -> dict[Language, Outcome]:
    """Each language as far as it came.

    On several processors all begin at once: were there only as many as processors, the last of three would leave one
    of two idle for half of the time.
    """
    from brochure.building.making import without_garbage_collection
    from brochure.making.writing.fontconfig import restrict_fonts

    restrict_fonts(wanted[0].project)
    board = _Board([each.language for each in wanted], timings, tell)
    at_once = len(wanted) if cores() > 1 else 1
    with Pool(at_once, ("brochure.building.libraries",)) as pool:
        tell("reading statistics")
        with without_garbage_collection():
            common = gather_common(wanted[0].project, wanted[0].edition, timings, with_look=True)
        jobs = {each.language: partial(_attempt, common, each) for each in wanted}
        ended = run_jobs(jobs, at_once, board.told, pool)
    recall_ends()
    return {each.language: _end(each, ended[each.language], board.seconds) for each in wanted}


@dataclass(slots=True)
class _Board:
    """How far each language has come, as one line, and when it was last heard of."""

    languages: list[Language]
    timings: Timings
    tell: Tell
    stages: dict[Language, str] = field(default_factory=dict)
    seconds: dict[Language, float] = field(default_factory=dict)

    def told(self, language: Language, stage: str) -> None:
        self.stages[language], self.seconds[language] = stage, self.timings.total
        self.tell(", ".join(f"{each}: {self.stages[each]}" for each in self.languages if each in self.stages))


def _attempt(common: Common, wanted: Request, tell: Tell) -> Outcome:
    """Make one language, in a process of its own; its faults are part of what is handed back."""
    from brochure.building.making import make_from, without_garbage_collection
    from brochure.making.figures.rendering import Desk

    timings = Timings()
    try:
        tell("reading text")
        with without_garbage_collection():
            made = make_from(common, wanted, timings, tell, Desk())
    except Faults as faults:
        return Outcome(wanted, findings=faults.findings, stages=timings.seconds)
    finally:
        tell("ready")
    return Outcome(wanted, findings=made.warnings, made=made, stages=timings.seconds)


def _end(wanted: Request, ended: Done[Outcome] | Killed, seconds: Mapping[Language, float]) -> Outcome:
    """What became of one process."""
    when = seconds.get(wanted.language, 0.0)
    if isinstance(ended, Done):
        return replace(ended.result, seconds=when, memory=ended.memory)
    message = (
        "the process that made this was ended from outside, twice, perhaps for want of memory; "
        "close other programs, and build it alone, with --language"
    )
    return Outcome(wanted, findings=(Finding(Place(str(wanted.target)), message),), seconds=when)


def _saved(outcome: Outcome, inputs: str) -> Outcome:
    """Save what was made."""
    if outcome.made is None:
        return outcome
    try:
        return replace(outcome, made=None, built=save(outcome.wanted, inputs, outcome.made))
    except OSError as error:
        refused = Finding(Place(str(outcome.wanted.target)), advice(error, writing=True))
        return replace(outcome, made=None, findings=(*outcome.findings, refused))
