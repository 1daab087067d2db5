"""Which page of one PDF is which of another, when pages have come or gone."""

from pathlib import Path

import pytest

from brochure.drafts.comparison.blocks import match_blocks
from brochure.drafts.difference.pairing import Pair, pair_pages
from brochure.manifest.model import Manifest
from brochure.manifest.reading import read_manifest


@pytest.fixture(scope="module")
def built(small_built: Path) -> Manifest:
    return read_manifest(small_built / "output/liten-utgave-nb.pdf")


def without(manifest: Manifest, *pages: int) -> Manifest:
    return manifest.model_copy(update={"pages": tuple(page for i, page in enumerate(manifest.pages) if i not in pages)})


def paired(old: Manifest, new: Manifest) -> list[tuple[int | None, int | None]]:
    return [(pair.old, pair.new) for pair in pair_pages(old, new, match_blocks(old, new))]


def test_pages_that_are_the_same_stand_side_by_side(built: Manifest) -> None:
    assert paired(built, built) == [(i, i) for i in range(len(built.pages))]


def test_a_page_that_was_put_in_has_no_other(built: Manifest) -> None:
    pairs = paired(without(built, 3), built)

    assert (None, 3) in pairs
    assert [pair for pair in pairs if None not in pair] == [(i - (i > 3), i) for i in range(11) if i != 3]


def test_a_page_that_was_taken_out_stands_where_it_was(built: Manifest) -> None:
    pairs = paired(built, without(built, 3, 9))

    assert pairs.index((3, None)) == 3
    assert (9, None) in pairs
    assert len(pairs) == 11


def test_pages_with_nothing_in_common_stand_side_by_side_in_their_place(built: Manifest) -> None:
    old, new = without(built, 3), without(built, 4)

    assert Pair(3, 3) in pair_pages(old, new, match_blocks(old, new))
