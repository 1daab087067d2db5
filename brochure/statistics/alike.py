"""Members of a dimension that a reader cannot tell apart, though the program can."""

import unicodedata
from collections.abc import Iterable, Iterator

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))


def look_alikes(names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each name that looks like an earlier one, with that one, and what they differ in."""
    seen: dict[str, str] = {}
    for name in names:
        earlier = seen.setdefault(_seen(name).casefold(), name)
        if earlier is not name and earlier != name:
            yield name, earlier, _difference(earlier, name)


def _seen(name: str) -> str:
    """A name as it looks: composed, without what cannot be seen, any blanks as one."""
    return " ".join(unicodedata.normalize("NFKC", name).translate(_UNSEEN).split())


def _difference(one: str, other: str) -> str:
    """What sets two names apart that look the same."""
    if _seen(one) != _seen(other):
        return "in large and small letters"
    if one.translate(_UNSEEN) != one or other.translate(_UNSEEN) != other:
        return "in characters that cannot be seen, such as a soft hyphen"
    if " ".join(one.split()) == " ".join(other.split()):
        return "in their blanks, such as a no-break space or two in a row"
    return "in how their letters are put together"
