"""All that is compared of a joined file and of the two that it was made of."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pikepdf

from brochure.attaching.joining.gate.catalog import catalog_differences
from brochure.attaching.joining.gate.likeness import Likeness
from brochure.attaching.joining.gate.names import named_in
from brochure.attaching.joining.gate.pages import MAY_COME, AnnexRules, page_differences, page_numbers
from brochure.attaching.joining.gate.side import Side
from brochure.attaching.joining.gate.tags import tag_differences
from brochure.attaching.joining.gate.text import Words, words_of
from brochure.pdf.objects import below, stream
from brochure.pdf.opening import kind_of, warnings_of

_TOLD = 3
"""So many differences of a document are told."""


@dataclass(frozen=True, slots=True)
class Before:
    """A document that was joined: its file as it was, opened anew, the words on its pages, what it is called."""

    pdf: pikepdf.Pdf
    words: Words
    name: str


def differences(host: Before, annex: Before, joined: Path, at: int) -> list[str]:
    """What the file `joined` lacks of its two documents, or has otherwise, a few of them; none when all is well.

    The annex's pages are expected from position `at` on.
    """
    pages, added = len(host.pdf.pages), len(annex.pdf.pages)
    places = {False: [*range(at), *range(at + added, pages + added)], True: list(range(at, at + added))}
    words = words_of(joined)
    with _opened(joined) as after:
        if {len(after.pages), words.pages} != {pages + added}:
            return [f"the written file has {words.pages} pages, not {pages} and {added}"]
        found = []
        for before, is_annex in ((host, False), (annex, True)):
            found += [
                f"{before.name}: {each}" for each in islice(_of(before, after, places[is_annex], is_annex), _TOLD)
            ]
            found += [f"{before.name}: {each}" for each in islice(_of_words(before, words, places[is_annex]), 1)]
        return found + _warnings(after, host, annex)


def differences_with_file(host: Before, written: Path, name: str, content: bytes) -> list[str]:
    """What the file `written` lacks of a document that another was attached to as `name`, or has otherwise."""
    pages = len(host.pdf.pages)
    words = words_of(written)
    with _opened(written) as after:
        if {len(after.pages), words.pages} != {pages}:
            return [f"the written file has {words.pages} pages, not {pages}"]
        places = list(range(pages))
        found = [f"{host.name}: {each}" for each in islice(_of(host, after, places, is_annex=False), _TOLD)]
        found += [f"{host.name}: {each}" for each in islice(_of_words(host, words, places), 1)]
        spec = named_in(below(after.Root, "/Names", "/EmbeddedFiles")).get(bytes(pikepdf.String(name)))
        attached = stream(spec, "/EF", "/F")
        if attached is None or attached.read_bytes() != content:
            found.append(f"the attached file «{name}»")
        return found + _warnings(after, host)


def _warnings(after: pikepdf.Pdf, *documents: Before) -> list[str]:
    """What qpdf says of the written file and of none of the documents that it was made of."""
    own = {kind_of(each) for document in documents for each in warnings_of(document.pdf)}
    return [f"the written file: {each}" for each in warnings_of(after) if kind_of(each) not in own]


def _opened(written: Path) -> pikepdf.Pdf:
    """A file that has a temporary name still, which is not to be told: it is given by its bytes."""
    return pikepdf.open(io.BytesIO(written.read_bytes()), attempt_recovery=False, suppress_warnings=True)


def _of(before: Before, after: pikepdf.Pdf, places: list[int], is_annex: bool) -> Iterator[str]:
    rules = AnnexRules(before.pdf, after) if is_annex else None
    numbers = page_numbers(before.pdf, after, places)
    likeness = Likeness(numbers, rules.rules, MAY_COME) if rules else Likeness(numbers)
    pages = list(after.pages)
    pairs = [(page.obj, pages[place].obj) for page, place in zip(before.pdf.pages, places, strict=True)]
    yield from page_differences(likeness, pairs)
    side = Side(before.pdf, after, places, likeness, is_annex)
    yield from catalog_differences(side)
    yield from tag_differences(side, (rules.offset if rules else None) or 0)


def _of_words(before: Before, after: Words, places: list[int]) -> Iterator[str]:
    """The pages on which another program reads other words than it did."""
    for number, (digest, place) in enumerate(zip(before.words.digests, places, strict=False)):
        if digest != after.digests[place]:
            yield f"page #{number + 1}: the words that are read on it"
