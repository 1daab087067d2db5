"""Blocks taken apart and put together again."""

from markupsafe import Markup

from brochure.making.pages.content import BlockOnPage, PartOnPage
from brochure.making.placing.pieces import Piece, elements_of, in_order

ONE, TWO = '<p data-place="a.md:3">En <em>ting</em></p>\n', '<ul data-place="a.md:5"><li>To<br/></li></ul>'


def test_the_outermost_elements_of_prose() -> None:
    assert elements_of(ONE + TWO) == [ONE.rstrip("\n"), "\n" + TWO]
    assert elements_of("") == []


def test_a_block_that_is_parted_keeps_its_heading_and_note_with_its_first_piece() -> None:
    block = BlockOnPage("a.md:3", "a.md:1", Markup(ONE + TWO), Markup("Tittel"), 2, "tittel", Markup("Ved siden"))
    section = PartOnPage("a", "part-a", "A", Markup("A"), "a.md:1", None, (block,), ())
    first, second = in_order(section, [[Piece(0, ONE)], [Piece(0, TWO)]]).blocks
    assert (first.heading, first.side, first.prose, first.opens_page) == ("Tittel", "Ved siden", ONE, False)
    assert (second.heading, second.side, second.prose, second.opens_page) == (None, None, TWO, True)
    assert (first.place, second.place) == ("a.md:3", "a.md:5")


def test_a_block_whose_pieces_stand_together_is_as_it_was() -> None:
    block = BlockOnPage("a.md:3", prose=Markup(ONE + TWO))
    section = PartOnPage("a", "part-a", "A", Markup("A"), "a.md:1", None, (block,), ())
    assert in_order(section, [[Piece(0, ONE), Piece(0, TWO)]]) == section
