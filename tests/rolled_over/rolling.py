"""The sample edition of next year: its tables, `brochure next` over them, and the work list followed to its end.

An editor's hand is played by `ANSWERS`, each an edit, and by `rewritten`: a sentence that is no longer true has other
words then.
"""

import datetime
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.updating.rolling.edition import Rolled, roll_over
from brochure.updating.work.entries import Entry, Kind, WorkList
from brochure.updating.work.listing import work_list
from tests.rolled_over.tables import next_tables
from tests.support.projects import ROOT
from tests.support.shipped import YEAR, languages

NEXT = "2017"
_DATE = datetime.date(2015, 10, 7)
_BREAK = "across_break=true"
ANSWERS = (
    ("edition.toml", "  # to confirm: the day of publication", ""),
    (
        "edition.toml",
        'nb = "Q-0000 B", nn = "Q-0000 N", en = "Q-0000 E" }  # to confirm: the code of this year\'s publication',
        'nb = "Q-0001 B", nn = "Q-0001 N", en = "Q-0001 E" }',
    ),
    # The new tables say that there is a break before their first year: the editor compares all the same.
    ("arbeid/numbers.yaml", "(arb_antall_uten, since=foer)", f"(arb_antall_uten, since=foer, {_BREAK})"),
    (
        "arbeid/numbers.yaml",
        "arb_antall_vekst: arb_antall_innv - arb_antall_innv_foer",
        f"arb_antall_vekst: difference(arb_antall_innv, arb_antall_innv_foer, {_BREAK})",
    ),
    (
        "arbeid/numbers.yaml",
        "arb_storre_del: arb_del_av_alle > arb_del_av_alle_foer",
        f"arb_storre_del: difference(arb_del_av_alle, arb_del_av_alle_foer, {_BREAK}) > 0",
    ),
    (
        "arbeid/numbers.yaml",
        "share(arb_antall_euost - arb_antall_euost_foer, arb_antall_vekst)",
        f"share(difference(arb_antall_euost, arb_antall_euost_foer, {_BREAK}), arb_antall_vekst, {_BREAK})",
    ),
    (
        "arbeid/numbers.yaml",
        "share(arb_antall_asia - arb_antall_asia_foer, arb_antall_vekst)",
        f"share(difference(arb_antall_asia, arb_antall_asia_foer, {_BREAK}), arb_antall_vekst, {_BREAK})",
    ),
    ("arbeid/numbers.yaml", "(arb_intro, since=foer_intro)", f"(arb_intro, since=foer_intro, {_BREAK})"),
    ("arbeid/numbers.yaml", "(arb_intro, since=naa_intro - 1)", f"(arb_intro, since=naa_intro - 1, {_BREAK})"),
)
"""What an editor changes beside the sentences that have to be rewritten: the file, what stands there, and what will."""


def rolled_over(folder: Path) -> tuple[Project, Rolled]:
    """A project in `folder` with the sample edition, the tables of next year, and next year's edition made from it."""
    for name in ("data", "layouts", "fonts"):
        shutil.copytree(ROOT / name, folder / name)
    project = Project(folder)
    for path, text in next_tables(project, _DATE).items():
        (folder / path).write_text(text, "utf-8")
    return project, roll_over(project, YEAR)


def left(project: Project, shown: Sequence[Language] = ()) -> WorkList:
    """The list of work of next year's edition, in all its languages or some."""
    return work_list(project, NEXT, shown or languages())


def answer(project: Project) -> None:
    """Make the edits by hand; each stands at one place alone."""
    for name, old, new in ANSWERS:
        path = project.editions / NEXT / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{name}: {old}"
        path.write_text(text.replace(old, new), "utf-8")


def rewrite(project: Project, entries: Iterable[Entry]) -> int:
    """Put other words in the place of sentences that are no longer true; returns how many claims they made."""
    names = {str(each.values["name"]) for each in entries if each.kind in (Kind.CLAIM, Kind.MISSING)}
    sentence = re.compile(rf"\{{% claim (?:{'|'.join(sorted(names))}) %\}}.*?\{{% endclaim %\}}", re.DOTALL)
    for path in sorted((project.editions / NEXT).glob("*/*")):
        if path.suffix in (".md", ".yaml"):
            path.write_text(sentence.sub("Nye ord", path.read_text("utf-8")), "utf-8")
    return len(names)
