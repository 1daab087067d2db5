"""The sheet of all pages: which page stands where."""

from PIL import Image

from tests.pictures.contact_sheet import contact_sheet

COLOURS = ((255, 0, 0), (0, 128, 0), (0, 0, 255))
_WIDTH, _HEIGHT, _GAP = 320, 40, 28


def test_pages_stand_as_spreads_with_the_first_alone_on_the_right_and_labels_below() -> None:
    pages = [(str(i), Image.new("RGB", (_WIDTH, _HEIGHT), colour)) for i, colour in enumerate(COLOURS)]
    sheet = contact_sheet(pages)
    middles = [_GAP + _WIDTH // 2 + side * (_WIDTH + 1) + spread * (2 * _WIDTH + 1 + _GAP) for spread, side in _PLACES]
    ground, *found = [sheet.getpixel((x, _GAP + _HEIGHT // 2)) for x in middles]
    assert tuple(found) == COLOURS
    below = [sheet.crop((x - 9, _GAP + _HEIGHT, x + 9, _GAP + _HEIGHT + 34)) for x in middles]
    assert [picture.getpixel((0, 0)) for picture in below] == [ground] * len(below)
    assert [len(picture.getcolors() or ()) > 1 for picture in below] == [False, True, True, True]


_PLACES = ((0, 0), (0, 1), (1, 0), (1, 1))
