"""Where on its pages what is new in a PDF is marked."""

from pathlib import Path

from brochure.comparison.comparing import compare
from brochure.difference.marking import Mark, mark_new
from brochure.difference.pictures import open_pages
from brochure.manifest.model import Account, Manifest, Token
from brochure.manifest.reading import read_manifest
from tests.support.drafts import DRAFT

BROCHURE = "output/liten-utgave-nb.pdf"


def marked(old: Manifest, path: Path) -> list[tuple[int, Mark]]:
    """The marks of new words, each with the position of its page."""
    new = read_manifest(path)
    blocks = [(i, change) for i, change in enumerate(compare(old, new).block_changes(), start=1)]
    with open_pages(path, 72) as pages:
        return [(page, mark) for page, marks in mark_new(new, blocks, pages.letters).items() for mark in marks]


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
