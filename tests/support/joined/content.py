"""Marked content: which numbers the content streams of pages, and of the forms drawn on them, give to their parts."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.support.joined.source import Source, entry, listed, number_of, raw, resolved, stream_data

_STRING = rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*+\))*+\)"
_FLAT = rb"<<(?:" + _STRING + rb"|<[0-9A-Fa-f\s]*+>|[^<>()])*+>>"
_NESTED = rb"<<(?:" + _STRING + rb"|<[0-9A-Fa-f\s]*+>|" + _FLAT + rb"|[^<>()])*+>>"
_NAME = rb"/[^\s/<>\[\]()%{}]*+"
_TOKENS = re.compile(
    rb"(?P<string>" + _STRING + rb")"
    rb"|(?P<comment>%[^\r\n]*+)"
    rb"|(?P<image>\bBI\s.*?\sID\s.*?\sEI\b)"
    rb"|(?P<tag>" + _NAME + rb")\s*+(?P<inline>" + _NESTED + rb")\s*+BDC\b"
    rb"|(?P<label>" + _NAME + rb")\s*+(?P<named>" + _NAME + rb")\s++BDC\b"
    rb"|(?P<drawn>" + _NAME + rb")\s++Do\b"
    rb"|(?P<other>" + _NESTED + rb")",
    re.DOTALL,
)
_NUMBER = re.compile(rb"/MCID\s+(\d+)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A content stream that numbers its parts: a page's, or a form's with numbers of its own."""

    page: int
    owner: int
    """The number of the object that carries /StructParents: the page or the form."""
    carrier: Any
    numbers: Counter[int]


def page_data(page: Any) -> bytes:
    """The content of a page, its streams one after the other."""
    return b"\n".join(stream_data(resolved(item)) for item in listed(raw(page, "/Contents")))


def marked_content(source: Source) -> list[Marked]:
    """All content streams that hold numbered parts, page by page; a form drawn twice is told once."""
    seen: set[int] = set()
    return [
        found
        for index, page in enumerate(source.pages)
        for found in _streams(page, page_data(page), source.inherited(page, "/Resources"), index, seen)
    ]


def _streams(carrier: Any, data: bytes, resources: Any, page: int, seen: set[int]) -> Iterator[Marked]:
    numbers: Counter[int] = Counter()
    forms = []
    for token in _TOKENS.finditer(data):
        if b"/Artifact" in (token["tag"], token["label"]):
            continue  # no element is to hold it, though some programs number it
        if found := _NUMBER.search(token["inline"] or b""):
            numbers[int(found[1])] += 1
        elif token["named"]:
            value = entry(entry(entry(resources, "/Properties"), token["named"].decode("latin-1")), "/MCID")
            numbers.update([int(value)] if value is not None else [])
        elif token["drawn"]:
            forms.append(raw(entry(resources, "/XObject"), token["drawn"].decode("latin-1")))
    if numbers:
        yield Marked(page, number_of(carrier.indirect_reference), carrier, numbers)
    for reference in forms:
        form = resolved(reference)
        if number_of(reference) not in seen and entry(form, "/Subtype") == "/Form":
            seen.add(number_of(reference))
            yield from _streams(form, stream_data(form), entry(form, "/Resources") or resources, page, seen)
