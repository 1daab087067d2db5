"""What is told of things that are no longer where they were: what they were to a reader, and where they are now."""

from collections.abc import Callable, Sequence

import pytest

from brochure.drafts.comparison.comparing import compare
from brochure.drafts.comparison.notices import contents, notices
from brochure.manifest.model import BlockRecord, Manifest, SourcePlace

FIRST = "Andelen er høyest blant dem som har bodd lenge i landet."
SECOND = "Tallene omfatter bare dem som er bosatt, og ikke dem på korte opphold."
Block = tuple[str, str, str, int]
"""Part, kind, text, and line of a file; those from 100 on are of the figure or table described there, 0 has no file."""
FIGURE: Sequence[Block] = (
    ("a", "p.caption", "Figur 1 Flere i arbeid Prosent", 100),
    ("a", "p.source", "Kilde: SSB", 100),
)
TABLE: Sequence[Block] = (
    ("a", "caption", "Tabell 1 Sysselsatte Prosent", 200),
    ("a", "th", "Gruppe", 200),
    ("a", "th", "2013", 200),
    ("a", "th", "2014", 200),
    ("a", "th", "Alle", 200),
    ("a", "td", "63,1", 200),
    ("a", "td", "63,7", 200),
    ("a", "th", "Menn", 200),
    ("a", "td", "65,0", 200),
    ("a", "td", "63,1", 200),
    ("a", "p.source", "Kilde: SSB", 200),
)
GOALS: Sequence[Block] = (
    ("g", "th", "Arbeid", 0),
    ("g", "td", "Flere skal i arbeid.", 81),
    ("g", "td", "Arbeidsdepartementet", 0),
    ("g", "td", "Staten skal rekruttere fra alle.", 85),
    ("g", "td", "Arbeidsdepartementet", 0),
)
TEXT: Sequence[Block] = (
    ("a", "h1", "Arbeid", 1),
    ("a", "h2", "Flest i arbeid", 2),
    ("a", "p", FIRST, 3),
    ("a", "p", SECOND, 4),
)
WORK: Sequence[Block] = (*TEXT, *FIGURE, *TABLE, ("a", "h2", "Ledighet", 9), ("a", "p", "Færre er ledige.", 10))
HEALTH: Sequence[Block] = (("b", "h1", "Helse", 51), ("b", "p", "De fleste har god helse.", 52))
BEFORE = (*GOALS, *WORK, *HEALTH)


@pytest.fixture
def of_blocks(unchanged: Manifest) -> Callable[[Sequence[Block]], Manifest]:
    """A manifest that says some blocks, with a figure and a table."""
    figure, table = (
        unchanged.exhibits[0].model_copy(
            update={"kind": kind, "name": name, "title": title, "source": SourcePlace(file="e.yaml", line=line)}
        )
        for kind, name, title, line in (
            ("figure", "arbeid", "Flere i arbeid", 100),
            ("table", "gruppe", "Sysselsatte", 200),
        )
    )

    def made(blocks: Sequence[Block]) -> Manifest:
        records = tuple(
            BlockRecord(part=part, kind=kind, text=text, source=SourcePlace(file=file_of(line), line=line or 1))
            for part, kind, text, line in blocks
        )
        return unchanged.model_copy(update={"blocks": records, "exhibits": (figure, table)})

    return made


def file_of(line: int) -> str:
    return "e.yaml" if line >= 100 else "a.md" if line else ""


def from_on(text: str, count: int) -> Sequence[Block]:
    """All but so many blocks from one with a text on."""
    at = [block[2] for block in BEFORE].index(text)
    return (*BEFORE[:at], *BEFORE[at + count :])


def lines(*numbers: int) -> Sequence[Block]:
    """All but what was written on some lines."""
    return tuple(block for block in BEFORE if block[3] not in numbers)


AFTER = {
    "nothing": (BEFORE, []),
    "a paragraph": (lines(3), [("removed", "text", (FIRST,))]),
    "two paragraphs": (lines(3, 4), [("removed", "text", (FIRST,)), ("removed", "text", (SECOND,))]),
    "a heading alone": (lines(9), [("removed", "text", ("Ledighet",))]),
    "a heading with its text": (lines(9, 10), [("removed", "section", ("Ledighet",))]),
    "a figure": (lines(100), [("removed", "exhibit", ("Figur 1 Flere i arbeid",))]),
    "a table": (lines(200), [("removed", "exhibit", ("Tabell 1 Sysselsatte",))]),
    "a section with all in it": (lines(2, 3, 4, 100, 200), [("removed", "section", ("Flest i arbeid",))]),
    "a row": (from_on("Menn", 3), [("removed", "row", ("Menn", "65,0", "63,1"))]),
    "a goal": (from_on("Staten skal rekruttere fra alle.", 2), [("removed", "row", (GOALS[3][2], GOALS[4][2]))]),
    "a part": (BEFORE[: -len(HEALTH)], [("removed", "part", ("Helse",))]),
    "a paragraph that has moved down": (
        (*GOALS, *TEXT[:2], TEXT[3], *FIGURE, *TABLE, *WORK[-2:], TEXT[2], *HEALTH),
        [("away", "text", (FIRST,)), ("here", "text", (FIRST,))],
    ),
    "a paragraph that has moved to another part": (
        (*lines(3), ("b", "p", FIRST, 60)),
        [("away", "text", (FIRST,)), ("here", "text", (FIRST,))],
    ),
    "a figure that has moved": (
        (*GOALS, *TEXT, *TABLE, *FIGURE, *WORK[-2:], *HEALTH),
        [("here", "exhibit", ("Figur 1 Flere i arbeid",)), ("away", "exhibit", ("Figur 1 Flere i arbeid",))],
    ),
    "a short text that stands elsewhere too": ((*lines(10), ("b", "p", "Færre er ledige.", 60)), None),
}


@pytest.mark.parametrize(("after", "told"), AFTER.values(), ids=AFTER.keys())
def test_what_is_told(
    after: Sequence[Block],
    told: list[tuple[str, str, tuple[str, ...]]] | None,
    of_blocks: Callable[[Sequence[Block]], Manifest],
) -> None:
    old, new = of_blocks(BEFORE), of_blocks(after)

    found = [(str(each.kind), str(each.piece), each.words) for each in notices(compare(old, new), old, new)]

    assert sorted(found) == sorted(told if told is not None else [("removed", "text", ("Færre er ledige.",))])


def test_the_lists_hold_what_a_removed_table_said(of_blocks: Callable[[Sequence[Block]], Manifest]) -> None:
    old, new = of_blocks(BEFORE), of_blocks(lines(200))
    [notice] = notices(compare(old, new), old, new)

    held = list(contents(old, notice))

    assert held[1:] == ["Gruppe: 2013; 2014", "Alle: 63,1; 63,7", "Menn: 65,0; 63,1", "Kilde: SSB"]


def test_what_a_cell_of_another_table_says_is_not_taken_for_it(
    of_blocks: Callable[[Sequence[Block]], Manifest],
) -> None:
    """The value that stands in a row that has gone stands in the one that is left too."""
    old, new = of_blocks(BEFORE), of_blocks(from_on("Menn", 3))

    assert [change.old for change in compare(old, new).blocks] == [
        len(GOALS) + len(TEXT) + len(FIGURE) + i for i in (7, 8, 9)
    ]
