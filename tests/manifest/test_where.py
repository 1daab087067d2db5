"""Where a stretch of text stands on a page, and back."""

from brochure.manifest.model import Account, Area, BlockRecord, LineRecord, PageRecord, SourcePlace, Token
from brochure.manifest.where import area_of, give_to_lines, line_of, offset_of, offsets_in, span_in
from brochure.pdf.letters import Letter

SOURCE = SourcePlace(file="text.nb.md", line=1)
BLOCK = BlockRecord(part="arbeid", kind="p", text="Pro\u00adsent\u00adene er blitt høyere", source=SOURCE)
WIDTH = 6
"""Of a letter, in points."""


def line(text: str, start: int = 0, top: float = 100, struck: tuple[tuple[int, int], ...] = ()) -> LineRecord:
    area = Area(left=100, top=top, right=100 + WIDTH * len(text), bottom=top + 9)
    return LineRecord(number=1, text=text, area=area, block=0, source=SOURCE, start=start, struck=struck)


def letters(of: LineRecord) -> list[Letter]:
    return [
        Letter(letter, 100 + WIDTH * i, of.area.bottom - 2, i == 0 or of.text[i - 1] == " ")
        for i, letter in enumerate(of.text)
        if letter != " "
    ]


def left_and_right(area: Area | None) -> tuple[float, float]:
    assert area is not None
    return area.left, area.right


def test_a_stretch_after_soft_hyphens_covers_its_own_letters() -> None:
    printed = line("Prosentene er blitt høyere")
    begin = BLOCK.text.index("blitt")
    area = area_of(BLOCK, printed, letters(printed), (begin, begin + len("blitt")))

    at = printed.text.index("blitt")
    left, right = left_and_right(area)
    assert left == 100 + WIDTH * at
    assert 100 + WIDTH * (at + len("blitt") - 1) < right < 100 + WIDTH * printed.text.index("høyere")


def test_a_stretch_over_a_line_end_covers_its_part_of_each_line() -> None:
    first, second = line("Prosentene er"), line("blitt høyere", BLOCK.text.index(" blitt"), top=120)
    begin, end = BLOCK.text.index("er blitt"), BLOCK.text.index(" høyere")

    assert left_and_right(area_of(BLOCK, first, letters(first), (begin, end))) == (100 + WIDTH * 11, first.area.right)
    assert left_and_right(area_of(BLOCK, second, letters(second), (begin, end)))[0] == 100
    assert span_in(BLOCK, second, (0, begin)) is None


def test_struck_letters_stand_nowhere_in_the_text() -> None:
    printed = line("Prosentene var er", struck=((11, 14),))
    offsets = offsets_in(BLOCK, printed, letters(printed))

    assert offsets[10:13] == [None, None, None]
    assert [BLOCK.text[at] for at in offsets if at is not None] == [*"Prosentene", *"er"]


def test_letters_belong_to_the_line_whose_foot_they_stand_nearest_to() -> None:
    lines = [line("over", top=100), line("under", top=106)]
    given, rest = give_to_lines(lines, [*letters(lines[1]), *letters(lines[0]), Letter("x", 300, 107, True)])

    assert given == [[5, 6, 7, 8], [0, 1, 2, 3, 4]]
    assert rest == [9]


def test_a_number_belongs_to_the_line_at_its_height() -> None:
    lines = (line("12 av 13", top=100), line("12 av 13", top=106))
    page = PageRecord(label="1", width=595, height=842, lines=lines, tokens=())
    token = Token(text="12", area=Area(left=100, top=106, right=112, bottom=115), account=Account.NUMBER, of=0)

    assert line_of(page, token) == 1
    assert line_of(page, token.model_copy(update={"account": Account.DRAWING})) is None


def test_words_are_found_again_by_what_stands_before_them_or_near_them() -> None:
    text = "er  størst, og an\u00addelen er minst"

    assert offset_of(text, "andelen") == text.index("an\u00ad")
    assert offset_of(text, "er", before="andelen") == text.rindex("er ")
    assert offset_of(text, "er", near=20) == text.rindex("er ")
    assert offset_of(text, "er") == 0
    assert offset_of(text, "ikke") is None
