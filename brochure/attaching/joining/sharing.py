"""Fonts, images and colour profiles that two documents both carry, kept once.

Streams count as the same when their dictionaries and their bytes, as they are stored, are the same.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from brochure.attaching.joining.walking import within

_PASSES = 3
"""An image may have a mask, and that a profile: what refers to shared streams is looked at again."""


def share_streams(host: pikepdf.Pdf, first_new: int) -> int:
    """Let what came with the annex, objects numbered from `first_new` on, use streams that the host has already.

    Returns how many streams were found twice; they are not written, since nothing refers to them any more.
    """
    shared: dict[tuple[int, int], Any] = {}
    for _ in range(_PASSES):
        old, new = _streams(host, first_new)
        lengths = {len(_raw(stream)) for stream in new}
        known = {_key(stream): stream for stream in old if int(stream.get("/Length", 0)) in lengths}
        found = {
            stream.objgen: known[key]
            for stream in new
            if stream.objgen not in shared and (key := _key(stream)) in known
        }
        if not found:
            break
        shared |= found
        _replace(_from(host, first_new), found)
    return len(shared)


def _streams(host: pikepdf.Pdf, first_new: int) -> tuple[list[Any], list[Any]]:
    old: list[Any] = []
    new: list[Any] = []
    for item in host.objects:
        if isinstance(item, pikepdf.Stream) and _may_be_shared(item):
            (new if item.objgen[0] >= first_new else old).append(item)
    return old, new


def _may_be_shared(stream: Any) -> bool:
    """Fonts have a Length1 or a subtype of their own, profiles an N; forms and pages belong to one place."""
    kind = str(stream.get("/Subtype", ""))
    return kind in ("/Image", "/Type1C", "/CIDFontType0C", "/OpenType") or "/Length1" in stream or "/N" in stream


def _from(host: pikepdf.Pdf, first_new: int) -> Iterator[Any]:
    """The objects numbered from `first_new` on; numbers that are not in use are left out."""
    return (item for item in host.objects if isinstance(item, pikepdf.Object) and item.objgen[0] >= first_new)


def _key(stream: Any) -> bytes:
    digest = hashlib.sha256(_raw(stream))
    for name, value in sorted(stream.items()):
        if name != "/Length":
            digest.update(name.encode())
            digest.update(value.unparse(resolved=False) if isinstance(value, pikepdf.Object) else repr(value).encode())
    return digest.digest()


def _raw(stream: Any) -> bytes:
    raw: bytes = stream.read_raw_bytes()
    return raw


def _replace(items: Iterable[Any], found: dict[tuple[int, int], Any]) -> None:
    """Let objects refer to the streams that were found to be the same."""
    for item in items:
        for holder in within(item):
            for key, value in list(holder.items()):
                if isinstance(value, pikepdf.Array) and not value.is_indirect:
                    _replace_in(value, found)
                elif isinstance(value, pikepdf.Stream) and value.objgen in found:
                    holder[key] = found[value.objgen]
        if isinstance(item, pikepdf.Array):
            _replace_in(item, found)


def _replace_in(array: Any, found: dict[tuple[int, int], Any]) -> None:
    for position, value in enumerate(array):
        if isinstance(value, pikepdf.Stream) and value.objgen in found:
            array[position] = found[value.objgen]
        elif isinstance(value, pikepdf.Array) and not value.is_indirect:
            _replace_in(value, found)
