"""Finished PDFs, damaged key by key: what a program must refuse in words, or read as far as it goes.

Each damage is chosen by a seed, so that a case can be made again.
"""

import hashlib
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf

from brochure.manifest.model import FILE_NAME

_SEAL = re.compile(rb'(^\{"format":\d+,"seal":")[0-9a-f]{64}')
_WRONG: tuple[Callable[[Any], Any], ...] = (
    lambda value: None,
    lambda value: True,
    lambda value: 0,
    lambda value: -1,
    lambda value: 10**9,
    lambda value: 10**4000,
    lambda value: 1.5,
    lambda value: float("inf"),
    lambda value: "",
    lambda value: "1e999999999",
    lambda value: "-0." + "9" * 5000,
    lambda value: "æ\u0000\u001b[31m\u202e",
    lambda value: "x" * 200_000,
    lambda value: [],
    lambda value: {},
    lambda value: [value],
    lambda value: [value] * 3000,
    lambda value: {"x": value},
    lambda value: value[::-1] if isinstance(value, list | str) else value,
    lambda value: value[:-1] if isinstance(value, list | str) else 7,
    lambda value: value * 2 if isinstance(value, list | str | int) else "7",
    lambda value: "../../../../etc/passwd",
    lambda value: "(((" * 400,
    lambda value: "a" + " + a" * 5000,
    lambda value: "{:>999999999}",
)


def damaged_manifest(content: bytes, seed: int) -> bytes:
    """A PDF of ours whose manifest has wrong values at one to three places, sealed anew."""
    chance = random.Random(seed)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        values = json.loads(pdf.attachments[FILE_NAME].get_file().read_bytes())
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            holder, key = chance.choice(list(_places_in(values, chance)))
            if chance.random() < 0.15:
                del holder[key]
            else:
                holder[key] = chance.choice(_WRONG)(holder[key])
        return with_manifest(pdf, sealed(json.dumps(values, separators=(",", ":"), ensure_ascii=False).encode()))


def with_manifest(pdf: pikepdf.Pdf, manifest: bytes) -> bytes:
    """An open PDF of ours with other bytes in the place of its manifest."""
    pdf.attachments[FILE_NAME].obj.EF.F.write(manifest)
    return _saved(pdf)


def sealed(manifest: bytes) -> bytes:
    """A manifest with the checksum that it should have."""
    unsealed = _SEAL.sub(lambda match: match[1] + b"0" * 64, manifest, count=1)
    return _SEAL.sub(lambda match: match[1] + hashlib.sha256(unsealed).hexdigest().encode(), unsealed, count=1)


def damaged_pdf(content: bytes, seed: int) -> bytes:
    """A PDF with something else at one to four of its keys, or some of its bytes."""
    chance = random.Random(seed)
    if chance.random() < 0.1:
        return _damaged_bytes(content, chance)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            _damage_key(pdf, chance)
        try:
            return _saved(pdf)
        except (pikepdf.PdfError, RuntimeError, ValueError):
            return _damaged_bytes(content, chance)


def _damage_key(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    holder = _some_holder(pdf, chance)
    keys = list(holder.keys()) if not isinstance(holder, pikepdf.Array) else list(range(len(holder)))
    keys = [key for key in keys if key not in ("/Length",)]
    if not keys:
        return
    key = chance.choice(keys)
    if chance.random() < 0.2:
        del holder[key]
    else:
        holder[key] = _something_else(pdf, chance)


def _some_holder(pdf: pikepdf.Pdf, chance: random.Random) -> Any:
    """A dictionary or array of the file: as often one near the catalog as any."""
    here: Any = pdf.Root if chance.random() < 0.5 else chance.choice(list(pdf.objects))
    for _ in range(chance.randrange(7)):
        if isinstance(here, pikepdf.Array):
            inner = list(here)
        elif isinstance(here, pikepdf.Dictionary | pikepdf.Stream):
            inner = [value for key, value in here.items() if key != "/Parent"]
        else:
            break
        inner = [item for item in inner if isinstance(item, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array)]
        if not inner:
            break
        here = chance.choice(inner)
    return here if isinstance(here, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array) else pdf.Root


def _something_else(pdf: pikepdf.Pdf, chance: random.Random) -> Any:
    number = chance.choice((0, -1, 1, 3, 2**31, -(2**31), 2**62))
    made: tuple[Callable[[], Any], ...] = (
        lambda: number,
        lambda: chance.random() < 0.5,
        lambda: pikepdf.Name("/Nonsense"),
        lambda: pikepdf.String("nonsense"),
        lambda: pikepdf.String(b"\xfe\xff\xd8\x00\x00\x1b"),
        lambda: pikepdf.Array([]),
        lambda: pikepdf.Array([number, pikepdf.Name("/X"), pikepdf.Dictionary()]),
        lambda: pikepdf.Dictionary(),
        lambda: pikepdf.Dictionary(Kids=pikepdf.Array([pdf.Root]), K=pdf.Root, S=pikepdf.Name("/Span")),
        lambda: pdf.Root,
        lambda: pdf.Root.Pages,
        lambda: pdf.pages[0].obj,
        lambda: chance.choice([item for item in pdf.objects if isinstance(item, pikepdf.Object)]),
        lambda: pikepdf.Stream(pdf, b"\x00\xff" * 50),
        lambda: pdf.make_indirect(pikepdf.Array([pikepdf.Array([pikepdf.Array([number])])])),
    )
    return chance.choice(made)()


def _damaged_bytes(content: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return content[: chance.randrange(len(content))]
    changed = bytearray(content)
    for _ in range(chance.choice((1, 5, 50))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _places_in(values: Any, chance: random.Random) -> Iterator[tuple[Any, Any]]:
    """Places in a manifest: of long lists two items each, so that no list has more weight than another."""
    waiting = [values]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        for key in keys if isinstance(holder, dict) else chance.sample(keys, min(2, len(keys))):
            yield holder, key
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, static_id=True)
    return buffer.getvalue()


def write(path: Path, content: bytes) -> Path:
    """A file with some content."""
    path.write_bytes(content)
    return path
