"""PDFs that somebody has altered: a digit, a cell of an attached file, an attachment that is gone, what hides text."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf

from tests.support.pdf import to_unicode

Digit = tuple[int, int, int]
"""A digit on a page: the instruction it is shown by, the string in that, the letter in the string; from 0."""


def digits_on(page: pikepdf.Page) -> list[Digit]:
    """Every digit that a page shows, in the order of its content."""
    return [place for place, _, code, codes in _letters(page) if codes.get(code, "").isdigit()]


def alter_digit(source: Path, target: Path, page: int, choose: Callable[[list[Digit]], Digit]) -> str:
    """Write `source` to `target` with one digit of a page turned into another; returns the two, as in "7 → 8".

    The other digit is one that the font of the place has, so that the page looks sound.
    """
    with pikepdf.open(source) as pdf:
        chosen = choose(digits_on(pdf.pages[page]))
        instructions: list[Any] = list(pikepdf.parse_content_stream(pdf.pages[page]))
        code, codes = next((code, codes) for place, _, code, codes in _letters(pdf.pages[page]) if place == chosen)
        others = [other for other, text in codes.items() if text.isdigit() and text != codes[code]]
        assert others, "the font of this place has no other digit"
        at, item, letter = chosen
        operands = list(instructions[at].operands)
        strings = operands[0] if str(instructions[at].operator) == "TJ" else [operands[0]]
        shown = bytearray(bytes(strings[item]))
        shown[2 * letter : 2 * letter + 2] = others[0].to_bytes(2, "big")
        replaced = pikepdf.String(bytes(shown))
        if str(instructions[at].operator) == "TJ":
            array = list(strings)
            array[item] = replaced
            operands[0] = pikepdf.Array(array)
        else:
            operands[0] = replaced
        instructions[at] = pikepdf.ContentStreamInstruction(operands, instructions[at].operator)
        pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        pdf.save(target)
        return f"{codes[code]} → {codes[others[0]]}"


def alter_attachment(source: Path, target: Path, name: str, change: Callable[[bytes], bytes] | None) -> None:
    """Write `source` to `target` with an attached file changed, or taken away."""
    with pikepdf.open(source) as pdf:
        if change is None:
            del pdf.attachments[name]
        else:
            content = change(pdf.attachments[name].get_file().read_bytes())
            stream = pdf.attachments[name].obj.EF.F
            stream.write(content)
        pdf.save(target)


Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the top left corner of a page."""


def paint_over(source: Path, target: Path, page: int, area: Area, *, alpha: float = 1.0) -> None:
    """Write `source` to `target` with a white rectangle painted over the text of a page."""
    with pikepdf.open(source) as pdf:
        left, low, right, high = _from_below(pdf.pages[page], area)
        state = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=alpha))
        name = pdf.pages[page].add_resource(state, pikepdf.Name.ExtGState)
        paint = f"{name} gs 1 1 1 rg {left} {low} {right - left} {high - low} re f"
        pdf.pages[page].contents_add(b"q", prepend=True)
        pdf.pages[page].contents_add(f"Q q {paint} Q".encode())
        pdf.save(target)


def annotate_over(source: Path, target: Path, page: int, area: Area, kind: str) -> None:
    """Write `source` to `target` with an annotation of a kind ("FreeText") over a stretch of a page."""
    with pikepdf.open(source) as pdf:
        left, low, right, high = _from_below(pdf.pages[page], area)
        body = pdf.make_stream(f"1 1 1 rg 0 0 {right - left} {high - low} re f".encode())
        body.Type, body.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        body.BBox = [0, 0, right - left, high - low]
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(f"/{kind}"),
            Rect=[left, low, right, high],
            Contents="99,9 %",
            AP=pikepdf.Dictionary(N=body),
        )
        annotations = pdf.pages[page].obj.get("/Annots", pikepdf.Array())
        pdf.pages[page].obj.Annots = pikepdf.Array([*annotations, pdf.make_indirect(note)])
        pdf.save(target)


def _from_below(page: pikepdf.Page, area: Area) -> Area:
    """An area in the measure of the page: left, lower, right and upper edge."""
    corner, upper = float(page.trimbox[0]), float(page.trimbox[3])
    return corner + area[0], upper - area[3], corner + area[2], upper - area[1]


def _letters(page: pikepdf.Page) -> Iterator[tuple[Digit, str, int, dict[int, str]]]:
    """Every letter that a page shows: its place, the name of its font, its code, what the font's codes mean."""
    resources: Any = page.obj.Resources
    name, codes = "", dict[int, str]()
    for at, instruction in enumerate(pikepdf.parse_content_stream(page)):
        operands: Any = instruction.operands
        operator = str(instruction.operator)
        if operator == "Tf":
            name = str(operands[0])
            font = resources.Font[name]
            codes = to_unicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
        elif operator in ("Tj", "TJ"):
            items = operands[0] if operator == "TJ" else [operands[0]]
            for i, item in enumerate(items):
                if isinstance(item, pikepdf.String):
                    shown = bytes(item)
                    for letter in range(len(shown) // 2):
                        yield (at, i, letter), name, int.from_bytes(shown[2 * letter : 2 * letter + 2], "big"), codes
