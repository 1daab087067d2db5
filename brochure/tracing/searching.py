"""Every place on the pages where a number is printed, and what it is there, out of a manifest."""

from collections.abc import Iterator
from dataclasses import dataclass

from brochure.manifest.alignment import one_spaced
from brochure.manifest.model import Account, LineRecord, Manifest, PageRecord, Token
from brochure.manifest.where import line_of
from brochure.pdf.letters import squeezed
from brochure.tracing.digits import Signs, signs_of
from brochure.tracing.discrepancy import exhibit_of
from brochure.tracing.origins import Origin, drawn_as, drawn_from, origin_of_table_cell, origin_of_use
from brochure.tracing.sentences import sentence_at

_POINTS_IN_MM = 72 / 25.4
_REMOVED = "removed"
"""What a token is that a draft shows struck."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A printed number where it stands.

    `page` is the printed number of its page and `sheet` the position of that from 1; `left` and `top` are millimetres
    from the corner of the page, to the drawing for a number in one. `account` is what accounts for it, `what` says so
    in words, `exhibit` is the title of the figure or table it belongs to, `source` the place of the project's files
    it was written at. In a drawing a number may have several origins.
    """

    printed: str
    page: str
    sheet: int
    line: int | None
    left: float
    top: float
    account: str
    what: str
    exhibit: str
    sentence: str
    source: str
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number on a page: the token it begins in, and its whole text, also when the line ended inside it.

    `drawn` are the positions of the cells whose value a text of a drawing prints, None where that is not recorded.
    """

    token: Token
    text: str
    drawn: tuple[int, ...] | None = None


def find_number(manifest: Manifest, query: str) -> list[Occurrence]:
    """Every place where `query` is printed: a number as seen on paper, or the name of one."""
    signs = signs_of(manifest)
    is_name = query in {number.name for number in (*manifest.numbers, *manifest.intermediate)}

    def is_wanted(found: PrintedNumber) -> bool:
        if is_name:
            token = found.token
            return token.account is Account.NUMBER and query in manifest.uses[token.of or 0].numbers
        return signs.finds(query, found.text)

    return [
        _occurrence(manifest, sheet, found, signs)
        for sheet, page in enumerate(manifest.pages)
        for found in numbers_on(manifest, page)
        if is_wanted(found)
    ]


def all_on(manifest: Manifest, label: str) -> list[Occurrence]:
    """Every number on the pages whose printed number is `label`, from the top."""
    signs = signs_of(manifest)
    return [
        _occurrence(manifest, sheet, found, signs)
        for sheet, page in enumerate(manifest.pages)
        if page.label == label
        for found in sorted(numbers_on(manifest, page), key=lambda found: _height(found.token))
    ]


def numbers_on(manifest: Manifest, page: PageRecord) -> Iterator[PrintedNumber]:
    """The numbers on a page, each once: those of a drawing one by one, one that runs over two lines as a whole."""
    left_over: dict[int, str] = {}
    for token in page.tokens:
        if token.account is Account.DRAWING:
            texts = token.text.split("\n")
            told = zip(texts, token.drawn or [None] * len(texts), strict=True)
            yield from (PrintedNumber(token, text, cells) for text, cells in told if any(map(str.isdigit, text)))
        elif token.account is Account.NUMBER and token.of is not None:
            text, printed = squeezed(token.text).rstrip("-"), manifest.uses[token.of].printed
            rest = left_over.get(token.of, "")
            if rest.startswith(text):
                left_over[token.of] = rest[len(text) :]
            else:
                yield PrintedNumber(token, printed)
                left_over[token.of] = squeezed(printed)[len(text) :]
        else:
            yield PrintedNumber(token, token.text)


def _occurrence(manifest: Manifest, sheet: int, found: PrintedNumber, signs: Signs) -> Occurrence:
    page, token = manifest.pages[sheet], found.token
    at = line_of(page, token)
    line = page.lines[at] if at is not None else None
    what, origins = _account(manifest, found, line, signs)
    is_of_exhibit = token.account in (Account.CELL, Account.LABEL, Account.DRAWING) and token.of is not None
    return Occurrence(
        printed=one_spaced(found.text.replace("\u00a0", " ").replace("\u00ad", "")),
        page=page.label,
        sheet=sheet + 1,
        line=line.number or None if line else None,
        left=round(token.area.left / _POINTS_IN_MM),
        top=round(token.area.top / _POINTS_IN_MM),
        account=token.account,
        what=what,
        exhibit=manifest.exhibits[token.of].title if is_of_exhibit and token.of is not None else "",
        sentence=_sentence(manifest, token, line),
        source=_source(manifest, token, line),
        origins=origins,
    )


def _account(
    manifest: Manifest, found: PrintedNumber, line: LineRecord | None, signs: Signs
) -> tuple[str, tuple[Origin, ...]]:
    token = found.token
    match token.account:
        case Account.NUMBER if token.of is not None:
            block = manifest.blocks[line.block] if line is not None and line.block is not None else None
            use = manifest.uses[token.of]
            return "a number of the text", (origin_of_use(manifest, use, block.claims if block else ()),)
        case Account.CELL if token.of is not None:
            exhibit, cells = manifest.exhibits[token.of], [] if token.cell is None else [token.cell]
            origins = tuple(origin_of_table_cell(manifest, exhibit, cell) for cell in cells)
            return f"a cell of {exhibit_of(manifest, token.of)}", origins
        case Account.LABEL if token.of is not None:
            return f"the name of a row or column of {exhibit_of(manifest, token.of)}", ()
        case Account.DRAWING if token.of is not None:
            exhibit = manifest.exhibits[token.of]
            drawn = (
                drawn_from(manifest, exhibit, found.drawn)
                if found.drawn
                else drawn_as(manifest, exhibit, found.text, signs, is_known=found.drawn is not None)
            )
            return f"drawn in {exhibit_of(manifest, token.of)}: {drawn.what}", drawn.origins
        case Account.MARKED:
            return f"marked as not statistical at {_source(manifest, token, line)}", ()
        case Account.APPARATUS if token.what == _REMOVED:
            return f"removed, and shown struck; it was written at {_source(manifest, token, line)} before", ()
        case Account.APPARATUS:
            return f"set by the layout: {token.what or 'no number of a statistic'}", ()
    return "nothing says what it is", ()


def _source(manifest: Manifest, token: Token, line: LineRecord | None) -> str:
    """Where a number was written in the project's files; empty where that is not known."""
    if token.account is Account.NUMBER and token.of is not None:
        return str(manifest.uses[token.of].source)
    if token.account is Account.DRAWING and token.of is not None:
        return str(manifest.exhibits[token.of].source)
    source = token.source or (line.source if line else None)
    return str(source) if source else ""


def _sentence(manifest: Manifest, token: Token, line: LineRecord | None) -> str:
    if line is None or line.block is None or token.account in (Account.CELL, Account.LABEL):
        return ""
    return one_spaced(sentence_at(manifest.blocks[line.block], line, token.text))


def _height(token: Token) -> tuple[int, float]:
    """For sorting: from the top, and from left to right at about the same height."""
    return round(token.area.bottom / 4), token.area.left
