"""Sections as they are laid out, in the items that may stand on pages of their own."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from markupsafe import Markup

from brochure.making.pages.content import BlockOnPage, FigureOnPage, PartOnPage
from brochure.making.placing.measuring import Measured, measure_section
from tests.support.laid_out import laid_out, paragraph

STYLES = """
header { height: 20mm } .unit, .figure { margin-top: 5mm; break-inside: avoid } .prose { margin-left: 10mm }
.figure div { height: 15mm }
"""
ONE, TWO = paragraph(2), paragraph(3).replace("Linje 1", "Se <a href='#figure-x'>figur 1</a>").replace("'", '"')


def section(*blocks: BlockOnPage) -> PartOnPage:
    return PartOnPage("arbeid", "part-arbeid", "Arbeid", Markup("Arbeid"), "a.md:1", None, blocks, ())


def measured(*blocks: BlockOnPage, side: float = 0.0, styles: str = "") -> Measured | None:
    """A section of these blocks on pages that are 80 mm high, where a line takes 5 mm."""
    inner = "".join(
        '<figure class="figure" id="figure-x"><div></div></figure>'
        if block.figure
        else f'<div class="unit"><div class="prose">{block.prose}</div></div>'
        for block in blocks
    )
    body = f'<section class="part section" id="part-arbeid"><header></header>{inner}</section>'
    return measure_section(section(*blocks), laid_out(body, STYLES + styles), [side] * len(blocks))


FIGURE = BlockOnPage(figure=cast(FigureOnPage, cast(Any, SimpleNamespace(anchor="figure-x"))))
PROSE = BlockOnPage(prose=Markup(ONE + TWO))


def test_paragraphs_and_figures_are_items_with_their_heights_and_first_mention() -> None:
    found = measured(PROSE, FIGURE, PROSE)
    assert found is not None
    assert [round(item.height) for item in found.items] == [20, 10, 15, 15, 10, 15]
    assert [round(item.before) for item in found.items] == [0, 5, 0, 5, 5, 0]
    assert [item.exhibit for item in found.items] == [False, False, False, True, False, False]
    assert [item.joined for item in found.items] == [False, False, True, False, False, True]
    assert found.items[3].mention == 2
    assert found.pages == ((0, 1, 2, 3), (4, 5))
    assert found.room == pytest.approx(80, abs=0.1)


def test_a_block_is_not_parted_beside_its_note() -> None:
    found = measured(PROSE, side=22.0)
    assert found is not None
    assert [round(item.height) for item in found.items] == [20, 25]


def test_a_block_that_runs_over_a_page_is_not_measured() -> None:
    tall = replace(PROSE, prose=Markup(paragraph(20)))
    assert measured(tall, styles=".unit { break-inside: auto }") is None
