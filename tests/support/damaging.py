"""Damage to PDFs, key by key: what stands at a key is replaced by something of another type, or by a circle."""

import io
import random
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_PARTS = (
    "/Outlines", "/StructTreeRoot", "/AcroForm", "/Names", "/PageLabels", "/Pages", "/MarkInfo", "/OCProperties",
)  # fmt: skip


def damaged(content: bytes, seed: int) -> bytes | None:
    """A PDF with one key damaged, the same for the same seed; None where the damage cannot be written."""
    choose = random.Random(seed)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        every = [item for item in pdf.objects if isinstance(item, Dictionary | pikepdf.Stream) and len(item.keys())]
        top = [pdf.Root, *(part for key in _PARTS if isinstance(part := pdf.Root.get(key), Dictionary))]
        holder = choose.choice(every if choose.random() < 0.6 else [item for item in top if len(item.keys())])
        key = choose.choice(sorted(holder.keys()))
        value = choose.choice(_values(pdf, holder))
        try:
            if value is None:
                del holder[key]
            else:
                holder[key] = value
            pdf.save(written := io.BytesIO(), static_id=True)
        except (pikepdf.PdfError, KeyError, TypeError, ValueError, RuntimeError):
            return None
        return written.getvalue()


def _values(pdf: pikepdf.Pdf, holder: Any) -> list[Any]:
    """Nothing, values of every type, what holds the key, and what holds everything."""
    own = [holder, Array([holder])] if holder.is_indirect else []
    return [
        None, 0, -1, 10**12, True, Name.X, String("x"), Array([]), Array([0]), Dictionary(),
        Dictionary(Kids=Array([0])), pdf.make_stream(b"x"), pdf.Root, pdf.pages[0].obj, Array([pdf.Root.Pages]), *own,
    ]  # fmt: skip
