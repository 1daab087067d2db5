r"""Marks of other dialects of Markdown, of HTML and LaTeX: the reader does not know them and would print them.

Each is told where it stands, with the project's way to do the same. A sign that is meant to be printed is written with
a backslash before it, as everywhere in Markdown: \~, \@, \$.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from html.entities import html5

from brochure.findings import Level, Rule
from brochure.making.text.written import Slip
from brochure.project.sources.characters import FORBIDDEN, described

RULE = Rule(
    "unknown-mark",
    "marks",
    "A mark of another dialect of Markdown, of HTML or LaTeX would be printed.",
    level=Level.ERROR,
)
_HIDDEN = "\ufffc"
"""Stands for each letter that is no mark: escaped, marked as not statistical, or part of an address."""
_LITERAL = re.compile(
    r"""
    \\[!-/:-@\[-`{-~]                                           # an escaped sign
    | \[\^[\w-]+\]:?                                          # what leads to a note, and its beginning
    | (?<!\])\{(?![.#:])[^{}\n]*[\d\u00bc-\u00be\u2150-\u215f][^{}\n]*\}  # marked as not statistical
    | (?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ ]+"[^"\n]*")?[ ]*\)   # the address of a link or image
    | <[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*> | <[\w.+-]+@[\w.-]+>         # an address that is its own text
    | (?<!\w)(?:https?://|www\.)[^\s<>]+ | (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+               # a bare address
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Dialect:
    pattern: re.Pattern[str]
    instead: str
    is_meant: Callable[[re.Match[str]], bool] = lambda _: True


def _of(pattern: str, instead: str, is_meant: Callable[[re.Match[str]], bool] = lambda _: True) -> _Dialect:
    return _Dialect(re.compile(pattern, re.MULTILINE), instead, is_meant)


def _is_remark(match: re.Match[str]) -> bool:
    """Whether a line that begins with a per cent sign is a remark, and not the end of a line broken after "60"."""
    above = match.string[: match.start()].removesuffix("\n").rsplit("\n", 1)[-1].rstrip()
    return not above or not (above[-1].isdigit() or above[-1] in _HIDDEN + "}")


def _begins_a_paragraph(match: re.Match[str]) -> bool:
    """Whether a line that begins with "=" is a heading: it ends with one too, or has nothing above it."""
    return (
        match[0].rstrip().endswith("=")
        or not match.string[: match.start()].removesuffix("\n").rpartition("\n")[2].strip()
    )


def _is_in_no_table(match: re.Match[str]) -> bool:
    return (
        not match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()].lstrip(" \t>").startswith("|")
    )


def _is_no_entity(match: re.Match[str]) -> bool:
    """Whether what looks like a letter by its name or number is none, or lacks its semicolon."""
    name = match[0][1:]
    if name.startswith("#"):
        return not name.endswith(";")
    return name not in html5 if name.endswith(";") else name in html5


_REMARK = "a remark is written {# … #} or <!-- … -->"
_ADDRESS_APART = (
    "an address stands right after the brackets, without spaces in it: [words](https://…), ![a map](map.svg)"
)
_NO_FORMULAS = "there are no formulas; write it in words and signs"
_NOTE = (
    "a note is marked [^name] in the text, in letters and digits; its words stand on a line of their own: [^name]: …"
)
_EMPHASIS = "emphasis is *one* or **two** asterisks"
_DIALECTS = (
    _of(r"\[\^[^\]\n]*\]?|\^\[", _NOTE),
    _of(r"^[ ]{0,3}\[[^\]\n^][^\]\n]*\]:(?=\s|$)",
        f"an address stands where it is used: [words](https://…); {_REMARK}"),
    _of(r"^[ \t]*%(?!\})[^\n]*", _REMARK, _is_remark),
    _of(r"%%", _REMARK),
    _of(r"^[ \t]*//(?=\s)[^\n]*|/\*(?=[\s*]).{0,200}?\*/", _REMARK),
    _of(r"~~(?=\S)[^\n]*?~~|(?<!~)~~(?=\S)", "take out what is struck; a draft shows what has changed"),
    _of(r"==(?=[^\s=])[^\n=]*?==|\+\+(?=[^\s+])[^\n+]*?\+\+", f"nothing is marked so; {_EMPHASIS}"),
    _of(r"(?<=\w)~[^\s~]+~(?!~)", "write the small figure itself: ₂"),
    _of(r"\^[^\s^]+\^", "write the raised figure itself: ²"),
    _of(r"^[ \t>]*:::", "there are no boxes; a side note is > …"),
    _of(r"^[ \t>]*(?:!!!|\?\?\?\+?)[ \t]*\w|\[![A-Za-z]+\]", "there are no boxes; a side note is > …"),
    _of(r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]?\](?=\s|$)", "a list has no boxes to tick: - …"),
    _of(r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])", "a picture sign is written as the sign itself, or in words"),
    _of(r"\$\$|(?<![\w\\$])\$(?![\s$]|\d[^$\n]*[ ])(?:[^$\n]*[^\s$])?\$(?![\w$])", _NO_FORMULAS),
    _of(r"\[-?@[\w:][^\[\]\n]*\]|(?<![\w.+/@-])@\w[\w:-]*",
        "there are no citations; a figure or table is named with {{ ref(\"name\") }}, a source with [words](https://…)"),
    _of(r"\\(?:[A-Za-z]+\*?(?:\[[^\[\]\n]*\])?(?:\{[^{}\n]*\})*)",
        "there are no commands with a backslash; write it in Markdown"),
    _of(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<[!?][^<>]*>", "there is no HTML in a text; write it in Markdown"),
    _of(r"(?<=[\]\w*)" + _HIDDEN + r"])\{[^{}\n]*\}|\{[.#:][^{}\n]*\}|^[ \t]*\{[^{}\n]*=[^{}\n]*\}[ \t]*$",
        "there are no attributes in a text; its look is in layouts/styles/"),
    _of(r"!?\[\[[^\[\]\n]+\]\]", "a link is written [words](https://…), a figure is named with {{ ref(\"name\") }}"),
    _of(r"^[ \t]*\[_?TOC_?\][ \t]*$|^[ \t]*\{\{?TOC\}?\}[ \t]*$", "the contents are made without being asked for"),
    _of(r"\[[^\[\]\n]+\]\[[^\[\]\n]*\]", "an address stands where it is used: [words](https://…)"),
    _of(r"^\+\+\+[ \t]*$", "what stands in front of a text is written between lines of ---, in YAML"),
    _of(r"(?<!\|)\|\|(?=[^\s|])[^|\n]*\|\|(?!\|)", "nothing is hidden in a text; take it out", _is_in_no_table),
    _of(r"^[ \t]*\|{2,}(?![^\s|][^|\n]*\|\|)[^\n]*",
        "there are no columns; a table has a line of dashes below its head"),
    _of(r"^[ \t]*[:~][ \t]+\S", "there are no lists of terms; write a list, - …, or **the term** and its meaning"),
    _of(r"^[ ]{0,3}#{1,6}(?![\s#])", "a heading has a space after its signs: ## …"),
    _of(r"^[ ]{0,3}#{7,}", "a heading is ## … or ### …"),
    _of(r"^[ \t]*\+(?:[-=]{2,}\+)+[ \t]*$",
        "a table has bars between its cells and a line of dashes below its head: | A | B |, |---|---|"),
    _of(r"^[ \t]*=+[ \t]+\S[^\n]*|^[ \t]*(?:h[1-6]|bq)\.(?=[ \t]+\S)", "a heading is ## … or ### …",
        _begins_a_paragraph),
    _of(r"^[ \t]*\.\.[ \t]+[\w-]+::", "there are no boxes; a side note is > …"),
    _of(r"(?<![:/\w])//(?=[^\s/])[^/\n]*//(?![/\w])", _EMPHASIS),
    _of(r"\[([a-z]{1,8})(?:=[^\[\]\n]*)?\](?!\()[^\n]*?\[/\1\]|\[/[a-z]{1,8}\]", _EMPHASIS),
    _of(r"\(\((?=[^\s()])[^()\n]*\)\)", _NOTE),
    _of(r"^[ \t>]*\[[xX]\](?=\s|$)|\[ \](?![(\[])", "there are no boxes to tick; a list is - …"),
    _of(r"&(?:#[xX]?[\da-fA-F]+|[A-Za-z]\w*)(?:;|(?!\w))",
        "a letter is written itself, or by a name that is known, with a semicolon: &amp;, &shy;; the sign is &",
        _is_no_entity),
    _of(r"<%[^\n]*?%>", "there is no code in a text; {{ name | prosent }} prints a number"),
    _of(r"`+[^`\n]*`*", "there is no code in a text; take the backquotes away"),
    _of(r"\]\((?:[^()\n]*\))?",
        _ADDRESS_APART),
    _of(r"\{[^{}\n]*\}|[{}]+",
        "{2014} marks a number as not statistical, {{ name | prosent }} prints one"),
)  # fmt: skip
_FORMULA = re.compile(r"(?<![\\\]])\\\([^\n]*?\\\)|(?<!\\)\\\[[^\n\]]*[=^_+<>\\][^\n\]]*\\\]")
_ENTITY = re.compile(r"(?<!\\)&#?\w+;")
_ADDRESS = re.compile(r"\]\([ ]*<?([^\s()<>]+)[^)\n]*\)?|<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)>")
_SCHEME = re.compile(r"(?!(?:https?|mailto):|data:image/(?:gif|png|jpeg|webp);)[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_APART = re.compile(r"\][ ]\((?:https?://|www\.|[^\s)]+\.(?:png|jpe?g|svg|gif|webp|pdf)\))[^)\n]*\)?")
"""A link whose address stands apart from its words; looked for where addresses are still seen."""


def foreign_marks(text: str) -> Iterator[Slip]:
    """Every mark of `text` that is not known, in their order, each stretch once.

    `text` is Markdown with its tags already hidden, as `Tags.visible` gives it.
    """
    visible = _LITERAL.sub(lambda match: re.sub(r"[^\n]", _HIDDEN, match[0]), text)
    found = [
        (match.start() + len(match[0]) - len(match[0].lstrip()), match.end(), dialect.instead)
        for dialect in _DIALECTS
        for match in dialect.pattern.finditer(visible)
        if dialect.is_meant(match)
    ]
    found += [(match.start(), match.end(), _ADDRESS_APART) for match in _APART.finditer(text)]
    found += [(match.start(), match.end(), _NO_FORMULAS) for match in _FORMULA.finditer(text)]
    found += [
        (match.start(), match.end(), "an address begins with https://, http:// or mailto:")
        for match in _ADDRESS.finditer(text)
        if has_foreign_scheme(unescape(match[1] or match[2]))
    ]
    last = 0
    for start, end, instead in sorted(found, key=lambda item: (item[0], -item[1])):
        if start >= last:
            yield Slip(start, f"'{_shown(text[start:end])}' is not known here: {instead}")
            last = end


def has_foreign_scheme(address: str) -> bool:
    """Whether an address is of another kind than those that a text links to."""
    return _SCHEME.match(address) is not None


def unprintable_entities(text: str) -> Iterator[Slip]:
    """Each letter that is written by its name or number and cannot be printed; `text` is as in `foreign_marks`."""
    for match in _ENTITY.finditer(text):
        letter = _letter(match[0])
        if letter is None:
            yield Slip(match.start(), f"'{_shown(match[0])}' is the number of no letter; write the letter itself")
        elif odd := FORBIDDEN.search(letter):
            yield Slip(match.start(), f"'{_shown(match[0])}': {described(odd[0])}")


def _letter(entity: str) -> str | None:
    """What an entity stands for; None where its number is that of no letter."""
    if not entity.startswith("&#"):
        return unescape(entity)
    digits = entity[2:-1]
    is_hexadecimal = digits[:1] in ("x", "X")
    try:
        number = int(digits[is_hexadecimal:][:12] or "-", 16 if is_hexadecimal else 10)
    except ValueError:
        return None
    return chr(number) if number <= 0x10FFFF else None


def _shown(mark: str) -> str:
    """A mark as a message shows it: on one line, and not too long."""
    line = " ".join(mark.replace(_HIDDEN, "…").split())
    return line if len(line) <= 40 else f"{line[:39]}…"
