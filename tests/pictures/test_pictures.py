"""Every kind of figure and the pages of the small edition look as they did when a person last accepted them."""

from pathlib import Path
from typing import get_args

import pytest

from brochure.project.edition.kinds import Kind
from tests.pictures.album import ANNEX_PAGES, EXPECTED, PAGES, fault_of, figure_picture, makers, page_picture
from tests.pictures.samples import SAMPLES
from tests.support.annexes import ANNEX

TOTAL_MOST = 600_000


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_figure_looks_as_accepted(kind: Kind) -> None:
    fault = fault_of(f"figure-{kind}", figure_picture(kind))
    assert not fault, fault


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_accepted(name: str, small_built: Path) -> None:
    fault = fault_of(name, page_picture(name, small_built / "output" / "liten-utgave-nb.pdf"))
    assert not fault, fault


@pytest.mark.parametrize("name", ANNEX_PAGES)
def test_a_page_of_an_annex_looks_as_accepted(name: str, small_annex: Path) -> None:
    fault = fault_of(name, page_picture(name, small_annex / ANNEX))
    assert not fault, fault


def test_there_is_a_sample_of_every_kind() -> None:
    assert set(SAMPLES) == set(get_args(Kind))


def test_the_accepted_pictures_are_those_compared_and_small() -> None:
    def unbuilt() -> Path:
        return Path("unbuilt.pdf")

    kept = list(EXPECTED.iterdir())
    assert {path.name for path in kept} == {f"{name}.png" for name in makers(unbuilt, unbuilt)}
    assert sum(path.stat().st_size for path in kept) < TOTAL_MOST
