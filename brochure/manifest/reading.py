"""The manifest of a PDF that this program has made, taken out of the file alone.

Knows nothing of pages.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pydantic import ValidationError

from brochure.findings import Faults, Place
from brochure.manifest.model import FILE_NAME, FORMAT, Manifest
from brochure.pdf import objects
from brochure.pdf.limits import DEFAULT, HOW_TO_RAISE, Limits
from brochure.pdf.opening import damaged_in, open_file
from brochure.pdf.streams import Allowance
from brochure.pdf.walking import DamagedError, tree

NOT_OURS = "this PDF was not made by this program: it carries no manifest; give a file that «brochure build» has made"
_NAMES = ("/UF", "/F", "/Unix", "/DOS", "/Mac")
"""Where the content of an attached file stands, the best first (ISO 32000-1, 7.11.4.1)."""
_FORMAT = re.compile(rb'\s*\{\s*"format"\s*:\s*(\d{1,9})\s*,')
_CONTROL = re.compile(rb"\\u00(?:0[0-8bcef]|1[0-9a-f]|7f)|\\[bf]", re.IGNORECASE)
"""Signs that steer a terminal; no text of an edition has any."""
_LONGEST = 80


def read_manifest(path: Path, limits: Limits = DEFAULT) -> Manifest:
    """The manifest of the PDF at `path`; raises `Faults` for a file that is not ours or cannot be read."""
    with open_file(path, limits) as opened:
        return manifest_in(opened.pdf, path, opened.allowance)


def manifest_in(pdf: pikepdf.Pdf, path: Path, allowance: Allowance | None = None) -> Manifest:
    """The manifest of an open PDF; raises `Faults` when it has none, or one that cannot be read."""
    place = Place(str(path))
    spec = attached_specs(pdf, place).get(FILE_NAME)
    if spec is None:
        raise Faults.one(place, NOT_OURS)
    allowance = allowance or Allowance()
    return parse_manifest(attached_content(spec, FILE_NAME, place, allowance), place, allowance.limits)


def parse_manifest(content: bytes, place: Place, limits: Limits = DEFAULT) -> Manifest:
    """A manifest from its bytes; raises `Faults` at `place` when they are damaged, too many, or of another version."""
    if fault := has_too_many(content, limits):
        raise Faults.one(place, fault)
    other = f"its manifest has another form than this version of the program reads (format {FORMAT})"
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        version = _FORMAT.match(content)
        if version is not None and int(version[1]) != FORMAT:
            message = other
        else:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            where = f" at {plainly('.'.join(map(str, first['loc'])))}" if first["loc"] else ""
            message = f"its manifest is damaged: {plainly(first['msg'])}{where}"
        raise Faults.one(place, f"{message}; build the PDF again") from None
    if manifest.format != FORMAT:
        raise Faults.one(place, f"{other}; build the PDF again")
    if _CONTROL.search(content):
        raise Faults.one(place, "its manifest is damaged: control characters are in its texts; build the PDF again")
    return manifest


def has_too_many(content: bytes, limits: Limits) -> str:
    """That a manifest has too many values to be read; empty where it has not."""
    if content.count(b",") <= limits.values:
        return ""
    return f"its manifest has more than {limits.values} values; {HOW_TO_RAISE}"


def attached_files(pdf: pikepdf.Pdf, path: Path | None = None, allowance: Allowance | None = None) -> dict[str, bytes]:
    """The files attached to a PDF, by name; raises `Faults` for one that cannot be read."""
    place, allowance = Place(str(path or "the PDF")), allowance or Allowance()
    specs = attached_specs(pdf, place)
    return {name: attached_content(spec, name, place, allowance) for name, spec in specs.items()}


def attached_specs(pdf: pikepdf.Pdf, place: Place) -> dict[str, Any]:
    """What a PDF says of the files attached to it, by name; of two with the same name, the first."""
    found: dict[str, Any] = {}
    with damaged_in(place, "list of attached files"):
        for name, spec in tree(objects.below(pdf.Root, "/Names", "/EmbeddedFiles"), "/Names"):
            if (known := objects.text(name)) is not None and objects.is_dictionary(spec):
                found.setdefault(known, spec)
    return found


def attached_content(spec: Any, name: str, place: Place, allowance: Allowance) -> bytes:
    """What is in an attached file; raises `Faults` where there is nothing, or more than the limits allow."""
    with damaged_in(place, f"attached file '{plainly(name)}'"):
        stream = next(_streams(spec), None)
        if stream is None:
            raise DamagedError("it has no content")
        return allowance.decoded(stream, allowance.limits.manifest)


def plainly(text: str) -> str:
    """A text that a file brings along as a message can show it: on one line, short, without signs that steer."""
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _streams(spec: Any) -> Iterator[pikepdf.Stream]:
    for key in _NAMES:
        if (stream := objects.stream(spec, "/EF", key)) is not None:
            yield stream
