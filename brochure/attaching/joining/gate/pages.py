"""What a page is made of, before and after: content, boxes, rotation, resources, annotations."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from brochure.attaching.joining.gate.likeness import Likeness, Rule, inherited, same_scalar
from brochure.attaching.joining.gate.names import named_in
from brochure.pdf import objects
from brochure.pdf.objects import Number, below

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_ELSEWHERE = frozenset({"/Parent", "/Annots", *_INHERITED})
_FONT_NUMBER = re.compile(rb"(/[^\s/\[(<]+?)(?:-\d+)?(?=[\s/\[(<]|$)")
_FILE_NUMBER = re.compile(r"-\d+(\.[^.]*)?$")
_CALLED = {
    "/Contents": "its content",
    "/Resources": "its fonts, pictures and other resources",
    "/MediaBox": "its size",
    "/CropBox": "its visible part",
    "/Rotate": "its rotation",
    "/Annots": "its links, fields and notes",
}
MAY_COME = frozenset({"/ColorSpace", "/DefaultGray", "/DefaultRGB", "/DefaultCMYK", "/AF"})
"""What the pages of an annex may be given: what their colours mean, and which files are associated with them."""


def page_differences(likeness: Likeness, pairs: list[tuple[Any, Any]]) -> Iterator[str]:
    """What pages, each given before and after, lack or have otherwise, in words that name page and part."""
    for number, (before, after) in enumerate(pairs, start=1):
        if found := _page_difference(likeness, before, after):
            key = re.split(r"[ \[]", found)[0]
            yield f"page #{number}: {_CALLED.get(key, 'what belongs to it')} ({found})"


def _page_difference(likeness: Likeness, before: Any, after: Any) -> str | None:
    for key in _INHERITED:
        old, new = inherited(before, key), inherited(after, key)
        if (old is None) != (new is None) and not (key == "/Resources" and not (old or new)):
            return key
        if old is not None and new is not None and (found := likeness.difference(key, old, new)):
            return found
    if found := likeness.difference("", before, after, without=_ELSEWHERE):
        return found.strip()
    pages = (before, after)
    return likeness.difference("/Annots", *map(_annotations, pages))


def _annotations(page: Any) -> pikepdf.Array:
    """The annotations of a page, one that is listed again once."""
    return pikepdf.Array(objects.each_once(objects.array(page, "/Annots")))


class AnnexRules:
    """What may differ in the pages of an annex, since a host has given the same names and numbers already."""

    def __init__(self, before: pikepdf.Pdf, after: pikepdf.Pdf) -> None:
        self._places = _Places(before), _Places(after)
        self.offset: int | None = None

    @property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by the keys that they are for."""
        return {
            "/StructParents": self.shifted,
            "/StructParent": self.shifted,
            "/T": _renamed,
            "/F": _renamed_file,
            "/UF": _renamed_file,
            "/DA": _fonts_renamed,
            "/SD": lambda old, new: isinstance(old, pikepdf.Array) == isinstance(new, pikepdf.Array),
            "/Dest": self._led,
            "/D": self._led,
        }

    def shifted(self, before: Any, after: Any) -> bool:
        """Whether a key of the parent tree was raised by as much as all others."""
        if not isinstance(before, int) or not isinstance(after, int):
            return before is after
        if self.offset is None:
            self.offset = after - before
        return after - before == self.offset

    def _led(self, before: Any, after: Any) -> bool | tuple[Any, Any] | None:
        """Named places by where they are."""
        if not isinstance(before, pikepdf.String | pikepdf.Name):
            return None
        old = self._places[0].named(before)
        if old is None:
            return None
        new = self._places[1].named(after)
        return False if new is None else (old, new)


class _Places:
    """The named places of a document."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._texts = named_in(below(pdf.Root, "/Names", "/Dests"))
        self._names = below(pdf.Root, "/Dests")

    def named(self, name: Any) -> Any:
        """The place of a name; None for none."""
        if isinstance(name, pikepdf.String):
            return self._texts.get(bytes(name))
        return below(self._names, str(name)) if isinstance(name, pikepdf.Name) else None


def _renamed(before: Any, after: Any) -> bool | None:
    """Whether a field has its name, or that with a number."""
    if not isinstance(before, pikepdf.String) or not isinstance(after, pikepdf.String):
        return None
    return str(before) == str(after) or re.fullmatch(re.escape(str(before)) + r"-\d+", str(after)) is not None


def _renamed_file(before: Any, after: Any) -> bool | None:
    if not isinstance(before, pikepdf.String) or not isinstance(after, pikepdf.String):
        return None
    return str(before) == str(after) or _FILE_NUMBER.sub(r"\1", str(after)) == str(before)


def _fonts_renamed(before: Any, after: Any) -> bool | None:
    if not isinstance(before, pikepdf.String) or not isinstance(after, pikepdf.String):
        return None
    old, new = (_FONT_NUMBER.sub(rb"\1", bytes(value)) for value in (before, after))
    return old == new or same_scalar(before, after)


def page_numbers(before: pikepdf.Pdf, after: pikepdf.Pdf, places: list[int]) -> dict[Number, Number]:
    """The pages of a document and where they stand in the joined file, by their objects."""
    pages = list(after.pages)
    return {page.obj.objgen: pages[place].obj.objgen for page, place in zip(before.pages, places, strict=True)}
