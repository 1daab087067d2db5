"""What a PDF is made of beside its tags and links: pages, attached files, form, fonts, pictures, layers, settings."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from tests.support.joined.content import page_data
from tests.support.joined.inventory import Attachment, FormField, Layer, Page
from tests.support.joined.source import Source, entry, listed, number_of, raw, resolved, stream_data, text, tree

_TOLD_ELSEWHERE = frozenset({"/Type", "/Parent", "/Contents", "/Annots", "/StructParents", "/B", "/PieceInfo"})
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_CATALOG_ELSEWHERE = frozenset(
    {
        "/Type", "/Version", "/Pages", "/Names", "/Dests", "/Outlines", "/StructTreeRoot", "/AcroForm",
        "/Metadata", "/PageLabels", "/OutputIntents", "/OCProperties", "/Threads", "/AF", "/OpenAction",
        "/Lang", "/Extensions",
    }
)  # fmt: skip
_NAMES_ELSEWHERE = frozenset({"/Dests", "/EmbeddedFiles"})
_FIELD = ("/FT", "/Ff", "/V", "/DV", "/TU", "/TM", "/MaxLen", "/Opt", "/DA", "/Q")
_PROFILE = "/DestOutputProfile"
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def pages(source: Source) -> Iterator[Page]:
    """Each page with fingerprints of its entries, content and inherited ones among them."""
    for page in source.pages:
        values = {key: raw(page, key) for key in page if key not in _TOLD_ELSEWHERE}
        values |= {key: source.inherited(page, key) for key in _INHERITED}
        entries = {key[1:]: source.fingerprint(value) for key, value in values.items() if resolved(value) is not None}
        content = b" ".join(page_data(page).split())
        box = tuple(float(resolved(side)) for side in listed(source.inherited(page, "/MediaBox")))
        yield Page(box, entries | {"Contents": hashlib.sha256(content).hexdigest()[:16]})


def attachments(source: Source) -> Iterator[Attachment]:
    """The files listed as embedded in the document."""
    for name, reference in tree(raw(entry(source.root, "/Names"), "/EmbeddedFiles"), "/Names"):
        spec = resolved(reference)
        file = entry(entry(spec, "/EF"), "/UF") or entry(entry(spec, "/EF"), "/F")
        yield Attachment(
            name=str(name),
            file_name=text(spec, "/UF") or text(spec, "/F") or "",
            relationship=(text(spec, "/AFRelationship") or "/")[1:],
            description=text(spec, "/Desc") or "",
            kind=(text(file, "/Subtype") or "/")[1:],
            checksum=_checksum(file),
        )


def associated(source: Source) -> Iterator[str]:
    """Checksums of the files that are associated with the document as a whole (/AF of the catalog)."""
    for reference in listed(raw(source.root, "/AF")):
        files = entry(resolved(reference), "/EF")
        yield _checksum(entry(files, "/UF") or entry(files, "/F"))


def form_fields(source: Source) -> Iterator[FormField]:
    """The fields of the form that have a value or widgets of their own."""
    on_pages = {
        number_of(item): index for index, page in enumerate(source.pages) for item in listed(raw(page, "/Annots"))
    }
    for reference in listed(raw(entry(source.root, "/AcroForm"), "/Fields")):
        yield from _fields(source, reference, (), {}, on_pages)


def form_settings(source: Source) -> dict[str, str]:
    """Fingerprints of what the form says beside its fields, of resources one by one."""
    form = entry(source.root, "/AcroForm") or {}
    told = {key[1:]: source.fingerprint(raw(form, key)) for key in form if key not in ("/Fields", "/DR")}
    resources = entry(form, "/DR") or {}
    for kind in resources:
        if isinstance(named := entry(resources, kind), DictionaryObject):
            told |= {f"DR{kind}{name}": source.fingerprint(raw(named, name)) for name in named}
    return told


def programs_and_pictures(source: Source) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Copies in the file, used or not, of each font program, picture and colour profile, by checksum."""
    fonts: dict[int, Any] = {}
    images: Counter[str] = Counter()
    outputs = [resolved(item) for item in listed(raw(source.root, "/OutputIntents"))]
    profiles = {number_of(raw(item, _PROFILE)): entry(item, _PROFILE) for item in outputs if _PROFILE in item}
    for item in _objects(source):
        if isinstance(item, StreamObject) and entry(item, "/Subtype") == "/Image":
            images[source.fingerprint(item)] += 1
        elif isinstance(item, DictionaryObject):
            fonts |= {number_of(raw(item, key)): entry(item, key) for key in _FONT_FILES if key in item}
        elif isinstance(item, ArrayObject) and len(item) == 2 and resolved(item[0]) == "/ICCBased":
            profiles[number_of(list.__getitem__(item, 1))] = resolved(item[1])
    return _counted(fonts), dict(images), _counted(profiles)


def layers(source: Source) -> Iterator[Layer]:
    """The groups of optional content."""
    properties = entry(source.root, "/OCProperties")
    default = entry(properties, "/D")
    turned = {state: {number_of(item) for item in listed(raw(default, state))} for state in ("/ON", "/OFF")}
    hidden = entry(default, "/BaseState") == "/OFF"
    for reference in listed(raw(properties, "/OCGs")):
        number = number_of(reference)
        shown = number in turned["/ON"] if hidden else number not in turned["/OFF"]
        yield Layer(text(resolved(reference), "/Name") or "", shown)


def intents(source: Source) -> Iterator[str]:
    """What the output intents are for, with a checksum of their profiles."""
    for reference in listed(raw(source.root, "/OutputIntents")):
        intent = resolved(reference)
        yield f"{entry(intent, '/S')} {_checksum(entry(intent, _PROFILE))}"


def catalog(source: Source) -> dict[str, str]:
    """Fingerprints of the entries of the catalog that are told nowhere else, settings of viewers one by one."""
    told: dict[str, str] = {}
    for key in set(source.root) - _CATALOG_ELSEWHERE:
        value = entry(source.root, key)
        told |= _one_by_one(source, key, value) if key == "/ViewerPreferences" else {key[1:]: source.fingerprint(value)}
    names = entry(source.root, "/Names") or {}
    for kind in set(names) - _NAMES_ELSEWHERE:
        told |= {f"{kind[1:]} {name}": source.fingerprint(item) for name, item in tree(raw(names, kind), "/Names")}
    return told


def _one_by_one(source: Source, name: str, value: Any) -> dict[str, str]:
    return {f"{name[1:]}{key}": source.fingerprint(raw(value, key)) for key in value if key != "/Type"}


def _fields(
    source: Source, reference: Any, above: tuple[str, ...], inherited: dict[str, Any], on_pages: dict[int, int]
) -> Iterator[FormField]:
    node = resolved(reference)
    names = (*above, name) if (name := text(node, "/T")) is not None else above
    own = inherited | {key: entry(node, key) for key in _FIELD if entry(node, key) is not None}
    kids = listed(raw(node, "/Kids"))
    fields = [kid for kid in kids if text(resolved(kid), "/T") is not None]
    for kid in fields:
        yield from _fields(source, kid, names, own, on_pages)
    if not fields:
        look = " ".join(f"{key}={source.fingerprint(value)}" for key, value in sorted(own.items()))
        widgets = kids or [reference]
        yield FormField(
            name=".".join(names),
            kind=str(own.get("/FT"))[1:],
            value=str(own.get("/V", "")),
            look=look,
            pages=tuple(on_pages.get(number_of(widget)) for widget in widgets),
        )


def _objects(source: Source) -> Iterator[Any]:
    """Every object of the file."""
    numbers = set(source.reader.xref_objStm)
    for generation in source.reader.xref.values():
        numbers |= set(generation)
    for number in sorted(numbers):
        yield resolved(source.reader.get_object(number))


def _counted(streams: dict[int, Any]) -> dict[str, int]:
    return dict(Counter(_checksum(stream) for stream in streams.values()))


def _checksum(stream: Any) -> str:
    return "" if stream is None else hashlib.sha256(stream_data(stream)).hexdigest()[:16]
