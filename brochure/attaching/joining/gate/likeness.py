"""Two objects of two files, and all that they refer to, compared side by side.

Every pair of objects is looked at once, whatever circles they form; nothing here is called by itself again.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import itemgetter
from typing import Any

import pikepdf

from brochure.pdf.objects import Number, items
from brochure.pdf.walking import walk

Pair = tuple[str, str, Any, Any]
"""Where two values stand, place and step from there, the one before and the one after."""

_REFERENCE = re.compile(rb"(\((?:\\.|[^\\)])*\))|(\d+) (\d+) R\b", re.DOTALL)
"""Strings of a written object, which may hold anything, and references."""

_STORED = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
"""How a stream is stored, which may change; its decoded bytes may not."""
_TREES = ("/Catalog", "/Pages")
"""What holds the whole document, and is compared part by part."""
_LONGEST = 300
"""Letters of a place: objects that lead from one to the next would make places as long as the file."""
_LONGEST_WRITTEN = 20_000
"""Bytes of an object that is compared as it is written; a longer one is gone through."""
_DEEPEST = 8
"""How deep the parameters of a stream's filters can be, and more."""
_TAGS = ("/StructElem", "/StructTreeRoot")

Rule = Callable[[Any, Any], "bool | tuple[Any, Any] | None"]
"""Whether the values of a key before and after are the same where that is another question than their being equal.

None leaves it at that question; two other values are compared in their place.
"""


class Likeness:
    """Compares objects of two files; pages of both are known by their positions and are not looked into.

    `pages` leads from the pages before to those after, by their objects. `rules` decide for keys of their own;
    `may_come` are keys that an object may have afterwards that it had not before.
    """

    def __init__(
        self,
        pages: Mapping[Number, Number],
        rules: Mapping[str, Rule] | None = None,
        may_come: frozenset[str] = frozenset(),
    ) -> None:
        self._pages = pages
        self._rules = rules or {}
        self._ruled = re.compile(b"|".join(re.escape(key.encode()) for key in rules)) if rules else None
        self._may_come = may_come
        self._alike: set[tuple[Number, Number]] = set()

    def difference(self, place: str, before: Any, after: Any, *, without: frozenset[str] = frozenset()) -> str | None:
        """Where two values first differ, as a path of keys from `place`; None where they never do.

        `without` are keys of the two values themselves that do not count. What was found alike once is not looked at
        again.
        """
        looked_at: set[tuple[Number, Number]] = set()
        waiting: list[Pair] = []
        is_part = isinstance(before, pikepdf.Dictionary) and before.get("/Type") not in _TREES
        if is_part and isinstance(after, pikepdf.Dictionary):
            found = self._unlike_keys(place, before, after, waiting, without)  # a page is looked into here alone
        else:
            found = self._unlike(place, before, after, waiting, without)
        while waiting and found is None:
            where, step, one, other = waiting.pop()
            pair = _numbers(one, other)
            if pair is not None:
                if pair in self._alike or pair in looked_at:
                    continue
                looked_at.add(pair)
            if not self._is_written_alike(one, other, looked_at):
                found = self._unlike(_below(where, step), one, other, waiting, frozenset())
        if found is None:
            self._alike |= looked_at
        return found

    def _is_written_alike(self, one: Any, other: Any, looked_at: set[tuple[Number, Number]]) -> bool:
        """Whether two objects are written the same, and refer to nothing but what is known to be alike.

        So are almost all, and that is told much faster than by going through what they hold, as is done with others.
        """
        if not isinstance(one, pikepdf.Dictionary | pikepdf.Array) or not isinstance(other, type(one)):
            return False
        old, new = one.unparse(resolved=True), other.unparse(resolved=True)
        if len(old) > _LONGEST_WRITTEN or (self._ruled is not None and self._ruled.search(old)):
            return False
        if b" R" not in old:
            return bool(old == new)
        was, now = _REFERENCE.split(old), _REFERENCE.split(new)
        if was[::4] != now[::4] or was[1::4] != now[1::4]:
            return False
        for number, generation, other_number, other_generation in zip(
            was[2::4], was[3::4], now[2::4], now[3::4], strict=True
        ):
            if number is not None:
                pair = (int(number), int(generation)), (int(other_number), int(other_generation))
                if self._pages.get(pair[0]) != pair[1] and pair not in self._alike and pair not in looked_at:
                    return False
        return True

    def _unlike(self, where: str, one: Any, other: Any, waiting: list[Pair], without: frozenset[str]) -> str | None:
        """The place when two values differ by themselves; what they hold is added to `waiting`."""
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            if type(one) is not type(other):
                return where
            if one.is_indirect and one.objgen in self._pages:
                return None if self._pages[one.objgen] == other.objgen else where
            if one.get("/Type") in _TREES:
                return None if one.get("/Type") == other.get("/Type") else where
            if _is_tag(one):
                return None if other.get("/S") is not None or one.get("/S") is None else where
            if isinstance(one, pikepdf.Stream):
                if same_data(one, other):
                    return self._unlike_keys(where, one, other, waiting, without | _STORED)
                ways = [(key, items(one.get(key)), items(other.get(key))) for key in ("/Filter", "/DecodeParms")]
                if one.read_raw_bytes() != other.read_raw_bytes() or any(len(old) != len(new) for _, old, new in ways):
                    return where
                for key, old, new in ways:  # what cannot be unpacked must be packed in the same way
                    waiting += [(where, key, *pair) for pair in zip(old, new, strict=True)]
                without = without | _STORED
            return self._unlike_keys(where, one, other, waiting, without)
        if isinstance(one, pikepdf.Array):
            if not isinstance(other, pikepdf.Array) or len(one) != len(other):
                return where
            pairs = enumerate(zip(one, other, strict=True))
            waiting += reversed([(where, f"[{number}]", old, new) for number, (old, new) in pairs])
            return None
        return None if same_scalar(one, other) else where

    def _unlike_keys(
        self, where: str, one: Any, other: Any, waiting: list[Pair], without: frozenset[str]
    ) -> str | None:
        old, new = dict(one.items()), dict(other.items())
        for key in sorted((old.keys() | new.keys()) - without):
            before, after = old.get(key), new.get(key)  # null is as if the key were not there (ISO 32000-1, 7.3.7)
            if before is None and (after is None or key in self._may_come):
                continue
            verdict = self._rules[key](before, after) if key in self._rules else None
            if verdict is False or (verdict is None and (before is None) != (after is None)):
                return _below(where, key)
            if verdict is not True:
                waiting.append((where, key, *(verdict or (before, after))))
        return None


def _below(where: str, key: str) -> str:
    """The place of a key or position below another place; of a long way only the first steps are told."""
    if len(where) > _LONGEST:
        return where
    place = f"{where}{key}" if key.startswith("[") else f"{where} {key}"
    return place if len(place) <= _LONGEST else f"{place} …"


def _is_tag(value: Any) -> bool:
    """Whether something is in the structure tree: its elements need not say so (ISO 32000-1, table 323)."""
    if "/Type" in value:
        return value.get("/Type") in _TAGS
    above = value.get("/P")
    return isinstance(value.get("/S"), pikepdf.Name) and isinstance(above, pikepdf.Dictionary) and above.is_indirect


def _numbers(one: Any, other: Any) -> tuple[Number, Number] | None:
    """The numbers of two objects that can be met again."""
    if isinstance(one, pikepdf.Object) and isinstance(other, pikepdf.Object) and one.is_indirect and other.is_indirect:
        return one.objgen, other.objgen
    return None


def same_scalar(one: Any, other: Any) -> bool:
    """Whether two strings, names, numbers or booleans are the same; a string of bytes is compared by its bytes."""
    if isinstance(one, pikepdf.String):
        return isinstance(other, pikepdf.String) and bytes(one) == bytes(other)
    if isinstance(one, pikepdf.Name):
        return isinstance(other, pikepdf.Name) and one == other
    if isinstance(one, bool) or isinstance(other, bool) or one is None or other is None:
        return one is other
    if isinstance(one, int | float | Decimal) and isinstance(other, int | float | Decimal):
        return one == other
    return bool(one == other)


def same_data(one: Any, other: Any) -> bool:
    """Whether two streams hold the same bytes: as they are stored or, where that differs, unpacked."""
    ways = [[_written(each.get(key)) for key in ("/Filter", "/DecodeParms")] for each in (one, other)]
    if ways[0] == ways[1] and one.read_raw_bytes() == other.read_raw_bytes():
        return True
    try:
        return bool(one.read_bytes() == other.read_bytes())
    except (pikepdf.PdfError, pikepdf.DataDecodingError):
        return False


def _written(value: Any, depth: int = 0) -> Any:
    """What stands for a value; nothing for what is empty, as programs leave that out."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, pikepdf.Stream):
        return value.read_raw_bytes()
    if isinstance(value, pikepdf.Dictionary):
        return tuple((key, _written(item, depth + 1)) for key, item in sorted(value.items(), key=itemgetter(0))) or None
    if isinstance(value, pikepdf.Array):
        return tuple(_written(item, depth + 1) for item in value) or None
    return value.unparse() if isinstance(value, pikepdf.Object) else value


def inherited(page: Any, key: str) -> Any:
    """The value of a key of a page, or of the nearest node above it that has one (ISO 32000-1, 7.7.3.4)."""
    nodes = walk([page], lambda node: [node.get("/Parent")])
    return next((node[key] for node in nodes if key in node), None)
