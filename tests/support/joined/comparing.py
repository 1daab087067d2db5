"""What a joined file lacks of the two that it was joined from, in words.

What a join may do: give the annex's pages other labels, put its bookmarks below one of the host's, rename what
clashes (destinations, identifiers, classes and tags of its own, form fields, attached files) as long as all that used
the old name uses the new one; add what is new. Of the host nothing is renamed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from tests.support.joined.comparing_claims import lost_metadata
from tests.support.joined.comparing_tags import lost_tags
from tests.support.joined.inventory import Bookmark, Inventory
from tests.support.joined.placing import Part

_SHOWN_FROM_EACH = 12
_CHANGES_LOOKS = ("CropBox", "Rotate", "UserUnit")
_OF_THE_JOIN = frozenset({"MarkInfo"})


def lost(
    host: Inventory, annex: Inventory | None, after: Inventory, at: int, labels: Sequence[str] | None = None
) -> list[str]:
    """What `after` lacks, or has otherwise, of `host` and of `annex`, whose first page is page `at` of it, from 0.

    Without an annex, `after` is the host with something attached. The pages of the annex should have `labels`; where
    these are not given, its own. A sentence for each loss; an empty list when there is none.
    """
    added = len(annex.pages) if annex else 0
    places = [index if index < at else index + added for index in range(len(host.pages))]
    parts = [Part("the proposition", host, places, host.labels, True)]
    if annex:
        places = [at + index for index in range(added)]
        parts.append(Part("the annex", annex, places, list(labels or annex.labels), False, set(_names(host))))
    if len(after.pages) != len(host.pages) + added:
        return [f"there are {len(after.pages)} pages, not {len(host.pages)} and {added}"]
    return [
        *chain.from_iterable(_few(part, compare(part, after)) for part in parts for compare in _COMPARISONS),
        *lost_metadata(host, annex, after),
        *_copies(parts, after),
        *_new_faults(parts, after),
    ]


def _few(part: Part, sentences: Iterable[str]) -> Iterator[str]:
    """The first of many sentences of one kind."""
    rest = iter(sentences)
    yield from (f"{part.name}: {sentence}" for sentence in islice(rest, _SHOWN_FROM_EACH))
    if more := sum(1 for _ in rest):
        yield f"{part.name}: {more} more of that kind"


def _pages(part: Part, after: Inventory) -> Iterator[str]:
    for index, (page, place) in enumerate(zip(part.inventory.pages, part.places, strict=True)):
        now = after.pages[place].entries
        for key, look in page.entries.items():
            if now.get(key) != look:
                yield f"page {index + 1} has {'another' if key in now else 'no'} {key}"
        yield from (f"page {index + 1} has got a {key}" for key in _CHANGES_LOOKS if key in now.keys() - page.entries)


def _labels(part: Part, after: Inventory) -> Iterator[str]:
    for index, (label, place) in enumerate(zip(part.labels, part.places, strict=True)):
        if after.labels[place] != label:
            yield f"page {index + 1} was called '{label}' and is called '{after.labels[place]}'"


def _links(part: Part, after: Inventory) -> Iterator[str]:
    there = Counter((link.page, link.rectangle, link.target) for link in after.links)
    targets = {(link.page, link.rectangle): link.target for link in after.links}
    for link in part.inventory.links:
        place, target = part.places[link.page], link.target.moved(part.places)
        there[place, link.rectangle, target] -= 1
        if there[place, link.rectangle, target] < 0:
            now = targets.get((place, link.rectangle))
            told = f"leads to {now} instead of {target}" if now else f"to {target} is not there"
            yield f"a link on page {link.page + 1} {told}"


def _annotations(part: Part, after: Inventory) -> Iterator[str]:
    there = Counter((item.page, item.kind, item.rectangle, item.look) for item in after.annotations)
    for item in part.inventory.annotations:
        key = (part.places[item.page], item.kind, item.rectangle, item.look)
        there[key] -= 1
        if there[key] < 0:
            yield f"an annotation {item.kind} on page {item.page + 1} is not there as it was"


def _bookmarks(part: Part, after: Inventory) -> Iterator[str]:
    position = 0
    for bookmark in part.inventory.bookmarks:
        same = _same_bookmark(part, bookmark)
        found = next((index for index in range(position, len(after.bookmarks)) if same(after.bookmarks[index])), None)
        if found is not None:
            position = found + 1
        elif any(same(item) for item in after.bookmarks):
            yield f"the bookmark '{bookmark.title}' stands elsewhere among its like"
        else:
            now = [str(item.target) for item in after.bookmarks if item.title == bookmark.title]
            moved = bookmark.target.moved(part.places)
            yield f"the bookmark '{bookmark.title}' to {moved} is not there; so called: {now}"


def _same_bookmark(part: Part, one: Bookmark) -> Callable[[Bookmark], bool]:
    def same(other: Bookmark) -> bool:
        path = other.path if part.keeps_names else other.path[-len(one.path) :]
        opened = one.opened is None or one.opened == other.opened
        return (path, other.target, other.look) == (one.path, one.target.moved(part.places), one.look) and opened

    return same


def _destinations(part: Part, after: Inventory) -> Iterator[str]:
    """Old names of the catalog may move to the tree of names, where links from outside find them as well."""
    there = {(name.lstrip("/"), target) for name, target in after.destinations.items()}
    targets = {target for _, target in there}
    for name, target in part.inventory.destinations.items():
        moved = target.moved(part.places)
        if (name.lstrip("/"), moved) in there:
            continue
        if part.keeps_names or name.lstrip("/") not in part.taken:
            yield f"the destination '{name}' to {moved} is not there"
        elif moved not in targets:
            yield f"the destination '{name}' to {moved} is not there under any name"


def _attachments(part: Part, after: Inventory) -> Iterator[str]:
    contents = {(item.checksum, item.relationship, item.description, item.kind) for item in after.attachments}
    for item in part.inventory.attachments:
        if item not in after.attachments and (
            part.keeps_names
            or item.name not in part.taken
            or (item.checksum, item.relationship, item.description, item.kind) not in contents
        ):
            now = [other for other in after.attachments if other.name == item.name]
            yield f"the attached file '{item.name}' is not there as it was; so called: {now}"
    for checksum in set(part.inventory.associated) - set(after.associated):
        yield f"a file is no longer associated with the document: {checksum}"


def _form(part: Part, after: Inventory) -> Iterator[str]:
    there = {(field.name, field.kind, field.look, field.pages) for field in after.form_fields}
    for field in part.inventory.form_fields:
        pages = tuple(None if page is None else part.places[page] for page in field.pages)
        renamed = not part.keeps_names and any((field.kind, field.look, pages) == told[1:] for told in there)
        if (field.name, field.kind, field.look, pages) not in there and not (renamed and field.name in part.taken):
            yield f"the form field '{field.name}' is not there as it was"
    if part.keeps_names:
        for name, look in part.inventory.form.items():
            if after.form.get(name) != look:
                yield f"the form has {'another' if name in after.form else 'no'} {name}"


def _layers_and_threads(part: Part, after: Inventory) -> Iterator[str]:
    for layer in Counter(part.inventory.layers) - Counter(after.layers):
        yield f"the layer '{layer.name}', {'shown' if layer.shown else 'hidden'}, is not there"
    for thread in part.inventory.threads:
        pages = tuple(None if page is None else part.places[page] for page in thread)
        if pages not in after.threads:
            yield f"the article over the pages {[page + 1 for page in thread if page is not None]} is not there"


def _catalog(part: Part, after: Inventory) -> Iterator[str]:
    """Settings of the document, which are the host's; of the annex, only what its pages may call by name."""
    for name, look in part.inventory.catalog.items():
        wanted = (part.keeps_names and name not in _OF_THE_JOIN) or " " in name
        if wanted and after.catalog.get(name) != look:
            yield f"the document has {'another' if name in after.catalog else 'no'} {name}"
    if part.keeps_names:
        opens_at = part.inventory.opens_at
        if opens_at is not None and after.opens_at != opens_at.moved(part.places):
            yield f"the document opens at {after.opens_at}, not at {opens_at.moved(part.places)}"
        yield from (
            f"the output intent {each} is not there" for each in set(part.inventory.intents) - set(after.intents)
        )


_COMPARISONS = (
    _pages,
    _labels,
    _links,
    _annotations,
    _bookmarks,
    _destinations,
    lost_tags,
    _attachments,
    _form,
    _layers_and_threads,
    _catalog,
)


def _copies(parts: Sequence[Part], after: Inventory) -> Iterator[str]:
    for what in ("fonts", "images", "profiles"):
        before = [getattr(part.inventory, what) for part in parts]
        for checksum, copies in getattr(after, what).items():
            if copies > max([1, *(each.get(checksum, 0) for each in before)]):
                yield f"one of the {what} is in the file {copies} times: {checksum}"


def _new_faults(parts: Sequence[Part], after: Inventory) -> Iterator[str]:
    known = Counter(fault.kind for part in parts for fault in part.inventory.faults)
    for fault in after.faults:
        known[fault.kind] -= 1
    for kind in [kind for kind, left in known.items() if left < 0]:
        examples = [fault.where for fault in after.faults if fault.kind == kind]
        yield f"{-known[kind]} new fault(s), {kind}: {'; '.join(examples[:3])}"


def _names(inventory: Inventory) -> Iterator[str]:
    """All names that another file may clash with."""
    yield from (name.lstrip("/") for name in inventory.destinations)
    yield from (item.name for item in inventory.attachments)
    yield from (field.name for field in inventory.form_fields)
    yield from (field.name.split(".")[0] for field in inventory.form_fields)
