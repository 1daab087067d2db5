"""What device colours mean in a joined file (ISO 19005-3, 6.2.3 and 6.2.4.3).

A document says with its output intent which colours it means by red, green and blue. A joined file has one such
intent, the host's; where that of the annex differs, its pages say themselves what their colours mean.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf

from brochure.attaching.joining.carrying import Carrier
from brochure.attaching.joining.walking import as_list, dictionaries, ensured
from brochure.pdf import objects

_DEFAULTS = {1: "/DefaultGray", 3: "/DefaultRGB", 4: "/DefaultCMYK"}


def keep_colours(annex: pikepdf.Pdf, host: pikepdf.Pdf, *, is_joined: bool) -> None:
    """Let the colours of `annex` mean in `host` what they mean alone; to be called before it is carried over.

    `is_joined` tells that a host without an intent is to be given that of the annex.
    """
    of_annex, of_host = _intent(annex), _intent(host)
    profile = objects.stream(of_annex, "/DestOutputProfile")
    if profile is None or (of_host is None and is_joined):
        return
    own = objects.stream(of_host, "/DestOutputProfile")
    if own is not None and profile.read_bytes() == own.read_bytes():
        return
    name = _DEFAULTS.get(objects.integer(profile.get("/N")))
    if name is None:
        return
    space = annex.make_indirect(pikepdf.Array([pikepdf.Name.ICCBased, profile]))
    for resources in _resources(annex):
        spaces = ensured(resources, "/ColorSpace", pikepdf.Dictionary())
        ensured(spaces, name, space)


def join_intents(carrier: Carrier) -> None:
    """Give a host that has no output intent for archiving that of the annex; only where PDF/A is claimed."""
    if _intent(carrier.host) is None and (intent := _intent(carrier.annex)) is not None:
        own = as_list(carrier.host.Root.get("/OutputIntents"))
        carrier.host.Root.OutputIntents = pikepdf.Array([*own, carrier.carry(intent)])


def _intent(pdf: pikepdf.Pdf) -> Any:
    intents = as_list(pdf.Root.get("/OutputIntents"))
    return next((intent for intent in intents if objects.below(intent, "/S") == "/GTS_PDFA1"), None)


def _resources(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The resources of all pages, forms, patterns and Type 3 fonts."""
    for page in pdf.pages:
        yield page.resources
    for item in dictionaries(pdf):
        if isinstance(resources := item.get("/Resources"), pikepdf.Dictionary):
            yield resources
