"""Where on its pages what is new in a PDF is marked."""

from pathlib import Path

from brochure.drafts.comparison.comparing import compare
from brochure.drafts.comparison.model import BlockChange, Change, Operation, Stretch
from brochure.drafts.difference.marking import Mark, mark_words
from brochure.drafts.difference.pictures import open_pages
from brochure.manifest.model import Account, Area, LineRecord, Manifest, PageRecord, Token
from brochure.manifest.reading import read_manifest
from brochure.pdf.letters import Letter
from tests.support.drafts import DRAFT

BROCHURE = "output/liten-utgave-nb.pdf"


def marked(old: Manifest, path: Path) -> list[tuple[int, Mark]]:
    """The marks of new words, each with the position of its page."""
    new = read_manifest(path)
    blocks = [(i, change) for i, change in enumerate(compare(old, new).block_changes(), start=1)]
    with open_pages(path, 72) as pages:
        return [
            (page, mark)
            for page, marks in mark_words(new, Stretch.NEW, blocks, pages.letters).items()
            for mark in marks
        ]


def test_a_new_number_is_marked_and_not_the_removed_one_that_a_draft_shows_struck(redrafted: Path) -> None:
    path = redrafted / DRAFT.format("2")
    manifest = read_manifest(path)
    struck = [(i, token) for i, page in enumerate(manifest.pages) for token in page.tokens if token.what == "removed"]
    new = [
        (i, token)
        for i, page in enumerate(manifest.pages)
        for token in page.tokens
        if token.account is Account.NUMBER and token.text.startswith("63,9")
    ]
    marks = marked(read_manifest(redrafted / BROCHURE), path)

    def middles_marked(tokens: list[tuple[int, Token]]) -> list[bool]:
        return [
            any(
                on == page
                and mark.area.left <= (a.left + a.right) / 2 <= mark.area.right
                and mark.area.top <= (a.top + a.bottom) / 2 <= mark.area.bottom
                for on, mark in marks
            )
            for page, token in tokens
            for a in [token.area]
        ]

    assert len(struck) >= 2
    assert middles_marked(struck) == [False] * len(struck)
    assert middles_marked(new) == [True] * len(new)


def test_a_block_with_new_words_alone_is_marked_without_its_struck_lines(unchanged: Manifest) -> None:
    block = unchanged.blocks[0].model_copy(update={"text": "ny tekst"})
    rows = [("borte", ((0, 5),)), ("er ny", ((0, 2),)), ("tekst", ())]
    lines = tuple(
        LineRecord(
            number=i,
            text=text,
            area=Area(left=100, top=20 * i, right=100 + 6 * len(text), bottom=20 * i + 9),
            block=0,
            source=block.source,
            start=3 if i == 3 else 0,
            struck=struck,
        )
        for i, (text, struck) in enumerate(rows, start=1)
    )
    letters = [
        Letter(letter, 100 + 6 * i, line.area.bottom - 2, i == 0 or line.text[i - 1] == " ")
        for line in lines
        for i, letter in enumerate(line.text)
        if letter != " "
    ]
    page = PageRecord(label="1", width=595, height=842, lines=lines, tokens=())
    manifest = unchanged.model_copy(update={"blocks": (block,), "pages": (page,)})
    change = BlockChange(Change.NEW, "", 0, None, 0, (Operation(Stretch.NEW, "ny tekst", 0, 8),))

    assert mark_words(manifest, Stretch.NEW, [(1, change)], lambda _: letters) == {
        0: [Mark(Area(left=100, top=40, right=130, bottom=69), "new", 1)]
    }
