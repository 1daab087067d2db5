"""Items of lists as ISO 32000-1 (table 336) wants them: a label and one body, which holds the lists inside the item.

WeasyPrint puts the blocks of an item beside its label, and an inner list beside the item. Knows the tags of
WeasyPrint 70, nothing of what the lists hold.
"""

from typing import Any

from brochure.making.writing.references import Target, target_of

_ALLOWED = frozenset({"/Lbl", "/LBody"})


def give_bodies(pdf: Any) -> None:
    """Gather what stands in an item beside its label, and the lists after it, in the body of the item."""
    import pydyf

    target = target_of(pdf)
    pages = {reference: position for position, reference in enumerate(pdf.page_references)}
    tags = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "S" in item and "K" in item]
    for item in tags:
        if item["S"] == "/LI":
            _give_body(pdf, item, target)
    for item in tags:
        if item["S"] == "/L":
            _take_in(item, target, pages)


def _give_body(pdf: Any, item: Any, target: Target) -> None:
    """One body for all that is neither label nor body."""
    import pydyf

    kids = list(item["K"])
    loose = [kid for kid in kids if isinstance(kid, int) or target(kid).get("S") not in _ALLOWED]
    if not loose:
        return
    bodies = [kid for kid in kids if kid not in loose and target(kid)["S"] == "/LBody"]
    body = target(bodies[0]) if bodies else pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array([]), "Pg": item["Pg"], "P": item.reference}
    )  # fmt: skip
    if not bodies:
        pdf.add_object(body)
    body["K"] = pydyf.Array([*body["K"], *loose])
    for kid in loose:
        if not isinstance(kid, int) and "S" in target(kid):
            target(kid)["P"] = body.reference
    labels = [kid for kid in kids if kid not in loose and kid not in bodies[:1]]
    item["K"] = pydyf.Array([*labels, body.reference])


def _take_in(outer: Any, target: Target, pages: dict[bytes, int]) -> None:
    """Put every list among the items of a list into the item before it, where it was written."""
    import pydyf

    kept: list[Any] = []
    for kid in outer["K"]:
        tag = None if isinstance(kid, int) else target(kid)
        body = _body(target(kept[-1]), target) if kept and not isinstance(kept[-1], int) else None
        if tag is None or tag.get("S") != "/L" or body is None:
            kept.append(kid)
            continue
        tag["P"] = body.reference
        body["K"] = pydyf.Array(sorted([*body["K"], kid], key=lambda each: _begin(each, body, target, pages)))
    outer["K"] = pydyf.Array(kept)


def _body(item: Any, target: Target) -> Any:
    """The body of an item; None for what is no item, or has none."""
    if item.get("S") != "/LI":
        return None
    return next((tag for kid in item["K"] if (tag := target(kid)).get("S") == "/LBody"), None)


def _begin(kid: Any, around: Any, target: Target, pages: dict[bytes, int]) -> tuple[int, int]:
    """Page and number of the first content in a tag; labels are drawn last, though they are read first."""
    found: list[tuple[int, int]] = []
    waiting = [(kid, around)]
    while waiting:
        kid, around = waiting.pop()
        if isinstance(kid, int):
            found.append((pages.get(around["Pg"], 0), kid))
        elif "S" in (tag := target(kid)):
            waiting += [(inner, tag) for inner in tag["K"]]
    return min(found, default=(0, 0))
