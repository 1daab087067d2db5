"""Damage to PDFs: to values in the manifest, to keys of objects, to bytes."""

import io
import json
import random
from typing import Any

import pikepdf

from brochure.manifest.model import FILE_NAME
from tests.fuzz import odd

_DEEPEST = 900


def damaged_manifest(rng: random.Random, content: bytes) -> bytes:
    """A PDF with one value of its manifest replaced, removed, doubled, nested or exchanged for another."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        stream = pdf.attachments[FILE_NAME].get_file()
        values = json.loads(stream.read_bytes())
        _damage(rng, values)
        stream.obj.write(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
        return _saved(pdf)


def _damage(rng: random.Random, values: Any) -> None:
    places = list(_places(values))
    above, key = rng.choice(places)
    match rng.randrange(7):
        case 0:
            del above[key]
        case 1:
            above[key] = [above[key]]
        case 2:
            other, other_key = rng.choice(places)
            above[key] = json.loads(json.dumps(other[other_key]))
        case 3 if isinstance(above, list):
            above.extend([above[key]] * rng.choice((1, 3000)))
        case _:
            above[key] = odd.value(rng)


def _places(values: Any) -> "list[tuple[Any, Any]]":
    found, waiting = [], [values]
    while waiting:
        above = waiting.pop()
        keys = list(above) if isinstance(above, dict) else range(len(above))
        for key in keys:
            found.append((above, key))
            if isinstance(above[key], dict | list):
                waiting.append(above[key])
    return found


def damaged_objects(rng: random.Random, content: bytes) -> bytes:
    """A PDF with one key of one object given an odd value, or that of another key, or taken away."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        above = [each for each in _objects(pdf) if _keys(each)]
        target = rng.choice(above)
        if rng.random() < 0.35:  # most objects are deep down in the tree of tags; what is on top matters most
            target = rng.choice([pdf.Root, pdf.trailer, *(page.obj for page in pdf.pages)])
            for _ in range(rng.randrange(4)):
                below = [each for key in _keys(target) if _keys(each := target[key])]
                target = rng.choice(below) if below else target
        key = rng.choice(_keys(target))
        try:
            if rng.random() < 0.15:
                del target[key]
            else:
                target[key] = _odd_object(rng, pdf, target, target[key])
            return _saved(pdf)
        except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, NotImplementedError):
            return content  # pikepdf itself refuses this one


def _objects(pdf: pikepdf.Pdf) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)]


def _keys(target: Any) -> list[Any]:
    """What leads to the values in an object, nothing for one that holds none."""
    if isinstance(target, pikepdf.Array):
        return list(range(len(target)))
    return sorted(target.keys()) if isinstance(target, pikepdf.Dictionary | pikepdf.Stream) else []


def _odd_object(rng: random.Random, pdf: pikepdf.Pdf, target: Any, value: Any) -> Any:
    made = (
        lambda: 0,
        lambda: -1,
        lambda: 2**31,
        lambda: True,
        lambda: pikepdf.Name("/Odd"),
        lambda: pikepdf.String(rng.choice(("", "²", "D:20140101", "\x00\x01", "x" * 20_000))),
        lambda: pikepdf.Array([]),
        lambda: pikepdf.Array([0] * rng.choice((1, 4, 5000))),
        lambda: pikepdf.Array([value, value]) if not isinstance(value, int | str | bool) else pikepdf.Array([value]),
        lambda: pikepdf.Dictionary(),
        lambda: pikepdf.Dictionary(K=value) if not isinstance(value, int | str | bool) else pikepdf.Dictionary(K=0),
        lambda: pdf.make_stream(rng.choice((b"", b"BT q q q (x Tj", b"\x00\xff" * 50, b"q " * 5000))),
        lambda: pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name("/Odd"))),
        lambda: _deep(rng),
        lambda: pdf.get_object(999_999, 0),
        lambda: rng.choice(_objects(pdf)),
        lambda: rng.choice(_objects(pdf)),
        lambda: pdf.Root,
        lambda: target if target.is_indirect else pdf.Root,
        lambda: rng.choice([page.obj for page in pdf.pages] or [pdf.Root]),
    )
    return rng.choice(made)()


def _deep(rng: random.Random) -> Any:
    found: Any = pikepdf.Array([])
    for _ in range(rng.choice((10, 100, 400))):
        found = pikepdf.Array([found]) if rng.random() < 0.5 else pikepdf.Dictionary(K=found, Kids=pikepdf.Array([]))
    return found


def damaged_bytes(rng: random.Random, content: bytes) -> bytes:
    """A PDF with some of its bytes changed, cut, doubled, or exchanged."""
    whole = bytearray(content)
    at = rng.randrange(len(whole))
    size = rng.choice((1, 1, 4, 40, 4000))
    match rng.randrange(6):
        case 0:
            del whole[at:]
        case 1:
            del whole[at : at + size]
        case 2:
            whole[at:at] = whole[at : at + size]
        case 3:
            whole[at : at + size] = bytes(rng.randrange(256) for _ in range(size))
        case 4:
            whole[at] ^= 1 << rng.randrange(8)
        case _:
            words = [
                b"/Length",
                b"endobj",
                b"stream",
                b"xref",
                b"/Kids",
                b"/Count",
                b"/Root",
                b"obj",
                b"/Prev",
                b"/Size",
            ]
            found = [place for each in words if (place := whole.find(each, at)) >= 0]
            place = rng.choice(found) if found else at
            whole[place : place + rng.choice((1, 7))] = rng.choice((b"", b"/X", b"0", b"99999999", b"<<", b">>"))
    return bytes(whole)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, static_id=True)
    return buffer.getvalue()
