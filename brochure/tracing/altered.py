"""What is printed on the pages against what the manifest says was set there: words, numbers, pages."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from brochure.manifest.model import Account, LineRecord, Manifest, PageRecord, Token
from brochure.manifest.where import Span, line_of
from brochure.pdf.letters import Letter, squeezed, words_of
from brochure.tracing.discrepancy import Discrepancy, account_of
from brochure.tracing.hidden_text import check_covers
from brochure.tracing.matching import Matched, match_pages
from brochure.tracing.overlays import Cover
from brochure.tracing.printed import PrintedPage

Opcodes = Sequence[tuple[str, int, int, int, int]]


def check_pages(
    manifest: Manifest, printed: Sequence[PrintedPage], covers: Sequence[Sequence[Cover]], first: int = 0
) -> Iterator[Discrepancy]:
    """Everything on the pages that is not as recorded, or is hidden by `covers`, which are told for each page.

    `first` is the position in the file of the first of the pages, from 0.

    The manifest must hold together (`consistent`).
    """
    pairs = match_pages(manifest.pages, printed)
    for position in pairs.missing:
        yield Discrepancy("this page is missing", manifest.pages[position].label)
    for position in pairs.added:
        text = " ".join(words_of(printed[position].letters)[:8])
        yield Discrepancy(f"page {first + position + 1} of the file was not made with the others: «{text} …»")
    for matched in pairs.matched:
        yield from _check_page(manifest, matched)
        yield from check_covers(manifest, matched, covers[matched.sheet])


def _check_page(manifest: Manifest, matched: Matched) -> Iterator[Discrepancy]:
    page = matched.record
    tokens: dict[int | None, list[Token]] = {}
    for token in page.tokens:
        tokens.setdefault(line_of(page, token), []).append(token)
        if token.account is Account.UNACCOUNTED:
            yield Discrepancy(f"nothing says what «{token.text}» is", page.label)
    for i, (line, letters) in enumerate(zip(page.lines, matched.lines, strict=True)):
        yield from _check_line(manifest, page, line, tokens.get(i, ()), letters)
    for token in tokens.get(None, ()):
        if token.account is not Account.DRAWING:
            yield _not_on_line(page, token, None)
    for token, letters in matched.drawings:
        yield from _check_drawing(manifest, page, token, letters)
    if matched.rest:
        text = " ".join(words_of(matched.rest))
        yield Discrepancy(f"«{text}» is printed where nothing was set", page.label)


def _check_line(
    manifest: Manifest, page: PageRecord, line: LineRecord, tokens: Iterable[Token], letters: Sequence[Letter]
) -> Iterator[Discrepancy]:
    recorded, printed = squeezed(line.text), "".join(letter.text for letter in letters)
    spans: list[tuple[Span, Token]] = []
    at = 0
    for token in sorted(tokens, key=lambda token: token.area.left):
        text = squeezed(token.text)
        found = recorded.find(text, at)
        if found < 0:
            yield _not_on_line(page, token, line)
            continue
        at = found + len(text)
        spans.append(((found, at), token))
    covered = {i for (start, end), _ in spans for i in range(start, end)}
    if any(letter.isdigit() and i not in covered for i, letter in enumerate(recorded)):
        yield Discrepancy(f"nothing says what all digits of «{line.text}» are", page.label, line.number)
    if printed == recorded:
        return
    if not letters:
        yield Discrepancy(f"the line «{line.text}» is not printed", page.label, line.number)
        return
    for (start, end), was, now in _changes(line.text, letters):
        told = [account_of(manifest, token) for span, token in spans if span[0] < end and start < span[1]]
        because = f" ({'; '.join(told)})" if told else ""
        message = f"«{was}» was set, and «{now}» is printed{because}"
        yield Discrepancy(message, page.label, line.number or None)


def _not_on_line(page: PageRecord, token: Token, line: LineRecord | None) -> Discrepancy:
    message = f"the manifest lists «{token.text}» where it does not stand; the manifest was altered"
    return Discrepancy(message, page.label, line.number or None if line else None)


def _changes(text: str, letters: Sequence[Letter]) -> Iterator[tuple[Span, str, str]]:
    """The stretches of words in which a line differs: where they are in it, what was set, what is printed."""
    words = text.split()
    ends = list(accumulate(len(squeezed(word)) for word in words))
    starts = [0, *ends[:-1]]
    printed = "".join(letter.text for letter in letters)
    opcodes = SequenceMatcher(None, squeezed(text), printed, autojunk=False).get_opcodes()
    changed: set[int] = set()
    for kind, start, end, _, _ in opcodes:
        if kind != "equal":
            first = bisect_right(ends, start if end > start else max(0, start - 1))
            last = bisect_right(ends, max(start, end - 1)) if end > start else first
            changed |= set(range(min(first, len(words) - 1), min(last, len(words) - 1) + 1))
    for first, last in _runs(sorted(changed)):
        begin, finish = _counterpart(opcodes, starts[first], ends[last])
        yield (starts[first], ends[last]), " ".join(words[first : last + 1]), " ".join(words_of(letters[begin:finish]))


def _runs(positions: Sequence[int]) -> Iterator[Span]:
    """Positions that follow each other, as first and last."""
    for i, position in enumerate(positions):
        if i == 0 or positions[i - 1] != position - 1:
            first = position
        if i == len(positions) - 1 or positions[i + 1] != position + 1:
            yield first, position


def _counterpart(opcodes: Opcodes, start: int, end: int) -> Span:
    """The printed letters that stand for a stretch of the recorded ones, with what was added at its end."""
    touching = [
        code
        for code in opcodes
        if (code[1] < end and start < code[2]) or (code[1] == code[2] and start <= code[1] <= end)
    ]
    kind, i, _, j, _ = touching[0]
    begin = j + (start - i) if kind == "equal" else j
    kind, i, _, j, finish = touching[-1]
    return begin, (j + end - i if kind == "equal" else finish)


def _check_drawing(
    manifest: Manifest, page: PageRecord, token: Token, letters: Sequence[Letter]
) -> Iterator[Discrepancy]:
    was, now = Counter(squeezed(word) for word in token.text.split()), Counter(words_of(letters))
    lost, added = list((was - now).elements()), list((now - was).elements())
    if lost or added:
        told = " and ".join(
            f"«{' '.join(words)}» {what}" for words, what in ((lost, "was drawn"), (added, "is printed")) if words
        )
        yield Discrepancy(f"in {account_of(manifest, token)}, {told}", page.label)
