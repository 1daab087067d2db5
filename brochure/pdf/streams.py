"""What is packed in a PDF, unpacked within limits: a few kilobytes can hold gigabytes (ISO 32000-1, 7.4).

The size is found out before anything is kept; only then is it unpacked.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from brochure.pdf import objects
from brochure.pdf.limits import DEFAULT, HOW_TO_RAISE, Limits
from brochure.pdf.walking import DamagedError

_STEP = 1 << 20
_RUN_LENGTH = 128
"""So many times as large as its code a run can be."""
_INSIDE = re.compile(rb"/(?:ObjStm|XRef)\b")
_BEGINS = re.compile(rb"stream\r?\n")
_HEAD = 1024
"""Within so many bytes of its dictionary's type a stream begins."""
_SHRINKING = {"ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "Crypt"}
_FLATE = {"FlateDecode", "Fl"}
_LZW = {"LZWDecode", "LZW"}
_RUNS = {"RunLengthDecode", "RL"}


@dataclass(slots=True)
class Allowance:
    """How much may still be unpacked of a file; one is shared by all that read it."""

    limits: Limits = DEFAULT
    used: int = 0

    def decoded(self, stream: pikepdf.Stream, most: int | None = None) -> bytes:
        """What is in a stream; raises `DamagedError` where it is too much or cannot be unpacked.

        `most` is the limit for this one, that for any stream if it is not given.
        """
        room = min(most or self.limits.stream, self.limits.streams - self.used)
        size = unpacked_size(stream, room)
        if size > room:
            if room < (most or self.limits.stream):  # all together are too much: no more is unpacked
                self.used = self.limits.streams
            raise DamagedError(f"it unpacks to more than {room // 1_000_000} MB; {HOW_TO_RAISE}")
        try:
            content = stream.read_bytes()
        except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError) as error:
            raise DamagedError(f"it cannot be unpacked ({' '.join(str(error).split())})") from None
        self.used += len(content)
        if len(content) > room:  # its filters are told otherwise than they are
            raise DamagedError(f"it unpacks to more than {room // 1_000_000} MB; {HOW_TO_RAISE}")
        return content


def unpacked_size(stream: pikepdf.Stream, most: int) -> int:
    """The bytes that a stream unpacks to, or some number above `most` where that is more; keeps none of them.

    Pictures' own packing (JPEG and the like) is not unpacked here, and counts as it is.
    """
    content = stream.read_raw_bytes()
    kinds = [objects.name(item) for item in objects.items(objects.below(stream, "/Filter") or stream.get("/F"))]
    for position, kind in enumerate(kinds):
        is_last = position == len(kinds) - 1
        if kind in _FLATE:
            size = _inflated_size(content, most)
        elif kind in _LZW:
            size = _lzw_size(content, most)
        elif kind in _RUNS:
            size = len(content) * _RUN_LENGTH
        elif kind in _SHRINKING:
            size = len(content)
        else:
            return len(content)
        if size > most or is_last:
            return size
        content = _once_unpacked(stream, content, kind, kinds[: position + 1])
    return len(content)


def refuse_bombs_inside(content: bytes, limits: Limits) -> None:
    """Raise `DamagedError` for a file whose streams of objects and of places unpack to too much.

    They are looked for in its bytes: to open it would be to unpack them.
    """
    total = 0
    for packed in _packed_objects(content):
        room = min(limits.stream, limits.streams - total)
        size = _inflated_size(packed, room)
        total += size
        if size > room:
            raise DamagedError(f"it unpacks to more than {room // 1_000_000} MB; {HOW_TO_RAISE}")


def _packed_objects(content: bytes) -> Iterator[memoryview]:
    whole = memoryview(content)
    for kind in _INSIDE.finditer(content):
        if begins := _BEGINS.search(content, kind.end(), kind.end() + _HEAD):
            yield whole[begins.end() :]


def _inflated_size(content: bytes | memoryview, most: int) -> int:
    inflater = zlib.decompressobj()
    size, left = 0, content
    rest = memoryview(content)
    at = 0
    try:
        while size <= most and not inflater.eof:
            left = inflater.unconsumed_tail or rest[at : at + _STEP]
            if not inflater.unconsumed_tail:
                at += len(left)
            if not left:
                break
            size += len(inflater.decompress(left, _STEP))
    except zlib.error:
        pass  # damaged: what came before is what there is
    return size


def _lzw_size(content: bytes, most: int) -> int:
    """How long LZW unpacks to: of each code only the length is kept (ISO 32000-1, 7.4.4)."""
    lengths = [1] * 256 + [0, 0]
    size = bits = buffer = before = 0
    width = 9
    for byte in content:
        buffer, bits = (buffer << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = buffer >> bits & (1 << width) - 1
        if code == 257:
            break
        if code == 256:
            del lengths[258:]
            width, before = 9, 0
            continue
        own = lengths[code] if code < len(lengths) else before + 1
        size += own
        if size > most:
            break
        if before and len(lengths) < 4096:
            lengths.append(before + 1)
        before = own
        width = next((bits_ for bits_ in (9, 10, 11) if len(lengths) < (1 << bits_) - 1), 12)
    return size


def _once_unpacked(stream: pikepdf.Stream, content: bytes, kind: str, kinds: list[str]) -> bytes:
    """What the first filters of a stream leave for the next, where their size is known to be small enough."""
    with pikepdf.new() as scratch:
        parameters: list[Any] = objects.items(objects.below(stream, "/DecodeParms"))
        own = parameters[len(kinds) - 1] if len(parameters) >= len(kinds) else None
        step = pikepdf.Stream(scratch, content, Filter=pikepdf.Name(f"/{kind}"))
        if objects.is_dictionary(own):
            step["/DecodeParms"] = pikepdf.Dictionary({k: v for k, v in objects.entries(own) if isinstance(v, int)})
        try:
            return step.read_bytes()
        except pikepdf.PdfError:
            return b""
