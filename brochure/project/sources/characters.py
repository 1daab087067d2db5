"""From bytes to text, and the characters that no text of a project may hold, each at its own line and column.

Word processors and web pages leave characters behind that nobody sees in an editor: a vertical tab for Shift+Enter,
a byte order mark in the middle, a mark that turns the direction of reading. On a page they are a box, or nothing, or
another order of the letters than the file has.
"""

import codecs
import re
import unicodedata

from brochure.findings import Faults, Finding, Place

MOST_TOLD = 20
"""So many such characters of a file are told one by one."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab and line ends
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of direction
    "\u200b\u200e\u200f\u061c"  # a place to break, and marks of direction, that nobody sees
    "\ufeff\ufffd\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff]"
)
_NAMED = {
    "\x00": "no text has it; save the file as UTF-8 text",
    "\x0b": "a line break from a word processor; press Enter instead, or take it away",
    "\x0c": "a page break; take it away",
    "\x1e": "a hyphen from a word processor; type a hyphen instead",
    "\x1f": "a soft hyphen from a word processor; take it away",
    "\u200b": "a place to break that nobody sees; take it away, or write &shy; where a word may break",
    "\u2028": "a line break from another program; press Enter instead",
    "\u2029": "a paragraph break from another program; press Enter instead",
    "\ufeff": "a byte order mark inside the text; take it away",
    "\ufffd": "it stands for a letter that was lost; type the letter again",
}
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(raw: bytes, encoding: str, path: str) -> str:
    """The text of a file, with line ends as LF and without a byte order mark; raises `Faults` at the first wrong byte.

    `path` is the file's name in the project. Characters are not looked at.
    """
    if raw.startswith(_UTF16) and encoding == "utf-8":
        raise Faults.one(Place(path, 1), "this is UTF-16 text; save the file as UTF-8 in your editor")
    try:
        text = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        wrong = f"this is not {encoding.upper()} text (byte 0x{raw[error.start]:02x})"
        message = f"{wrong}; save the file as UTF-8 in your editor"
        raise Faults.one(Place(path, line), message) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_forbidden(text: str, path: str) -> None:
    """Raise `Faults` with the place of each forbidden character, the first ones one by one."""
    if not FORBIDDEN.search(text):
        return
    faults: list[Finding] = []
    line, start, count = 1, 0, 0
    for match in FORBIDDEN.finditer(text):
        count += 1
        if count > MOST_TOLD:
            continue
        line += text.count("\n", start, match.start())
        start = match.start()
        column = start - text.rfind("\n", 0, start)
        faults.append(Finding(Place(path, line, column), described(match[0])))
    if count > MOST_TOLD:
        more = f"and {count - MOST_TOLD:,} more such characters in this file"
        faults.append(Finding(Place(path, line), f"{more}; perhaps it is not a text at all"))
    raise Faults(faults)


def described(character: str) -> str:
    """What is wrong with a forbidden character, and what would mend it."""
    code = f"U+{ord(character):04X}"
    if _DIRECTION.match(character):
        return f"the character {code} turns the direction of reading and is not seen itself; take it away"
    name = unicodedata.name(character, "").lower()
    why = _NAMED.get(character, "no text that is printed has it; take it away")
    return f"there is a character here that cannot be printed, {code}{f' ({name})' if name else ''}: {why}"
