"""Names of attached files in plain letters, which every reader and file system takes; the true name stands beside."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

_LETTERS = str.maketrans(
    {"æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "å": "a", "Å": "A", "đ": "d", "Đ": "D", "ŋ": "n", "Ŋ": "N", "ŧ": "t"}
    | {"Ŧ": "T", "ß": "ss", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L"}
)
"""Letters that are no letter with an accent, as they are written without their own sign."""
_UNPLAIN = re.compile(r"[^A-Za-z0-9._-]+")


def plain_name(name: str, taken: Collection[str] = ()) -> str:
    """A file name in ASCII: "nøkkeltall-søk.csv" as "nokkeltall-sok.csv"; with a number where that is `taken`."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", name).translate(_LETTERS))
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    plain = _UNPLAIN.sub("-", letters).strip("-") or "fil"
    path, number, found = PurePosixPath(plain), 2, plain
    while found in taken:
        found = f"{path.stem}-{number}{path.suffix}"
        number += 1
    return found
