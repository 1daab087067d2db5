"""What templates and style sheets say by themselves: no number without a source, and no word outside the catalogue.

Looks at layouts as they are written, since a page does not show whether a word on it comes from the edition.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from jinja2 import TemplateSyntaxError

from brochure.findings import Report
from brochure.making.pages.passed_over import blanked
from brochure.making.text.digits import RULE, typed_digits
from brochure.making.text.written import NOT_SHOWN, Tag, Tags, read_tags
from brochure.project.sandbox.environment import Sandbox
from brochure.project.sources.project import Project

_MARKUP = re.compile(
    r"<(\w++)(?=[^<>]*\sdata-marked\b)(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*+(?<!/)>[^<]*+(?=</\1\s*>)"
    r"|<[/!?]?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^<>\"'])*+>",
)
"""Tags of HTML, with what is marked as not statistical."""
_PASSED_OVER = (("<!--", "-->"), ("<style", "</style"))
_ALL_MARKED = re.compile(r"<body\s[^>]*\bdata-marked\b")
"""A page none of whose digits are statistical, such as the lists of a draft."""
_SAID = re.compile(
    r"\b(?:alt|title|aria-label|data-(?!place\b|lines\b|marked\b)[\w-]+)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE
)
"""Attributes that are printed or read aloud, or that a style sheet can print."""
_WAY_OUT = (
    "a number belongs into a text of the edition, where it comes from a statistic; mark one that is not statistical: "
    '<span data-marked="law">§ 17</span>'
)
_NOT_PRINTED = ("font", "grid", "-weasy-grid", "src", "lang", "hyphenate-limit")
"""How the names of declarations begin whose texts are names, not words of the page."""
_COUNTING = frozenset({"symbols", "additive-symbols", "prefix", "suffix", "negative", "pad"})
_WORDS = re.compile(r"[^\W_]")
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")


def check_typed(project: Project, root: Element, styles: str, report: Report) -> None:
    """Report digits that a template types, and words and digits that `styles`, or those of the page, would print."""
    sources = _layouts(project)
    for path, tags in sources.items():
        if path.suffix != ".html" or _ALL_MARKED.search(tags.visible):
            continue
        for digits, line in _typed_in_template(tags):
            told = f"'{digits}' is typed in a template"
            report.error(project.place(path, line), f"{told}; {_WAY_OUT}", RULE.name)
    for said in dict.fromkeys(_printed_by("".join([styles, *_own_styles(root)]))):
        if found := _typed_in_style(sources, said):
            told = f"the style sheet prints «{said:.60}»; words and numbers do not belong into a style sheet"
            report.error(project.place(*found), f"{told}: take them from layouts/words, or set them in a template")


def _layouts(project: Project) -> dict[Path, Tags]:
    """The style sheets and templates as they are written; without those that Jinja cannot read, which are told."""
    read: dict[Path, Tags] = {}
    for folder, kind in (("styles", ".css"), ("templates", ".html")):
        for path in (each for each in project.files_in(project.layouts / folder) if each.suffix == kind):
            with contextlib.suppress(TemplateSyntaxError):
                read[path] = _tags(project.read_text(path))
    return read


@cache
def _tags(source: str) -> Tags:
    """The tags of a layout, which all languages of an edition have in common."""
    return read_tags(Sandbox(), source)


def _own_styles(root: Element) -> Iterator[str]:
    """The styles that stand in a page itself."""
    for element in root.iter():
        if element.tag == "style":
            yield "".join(element.itertext())
        elif any(quote in element.get("style", "") for quote in "\"'"):
            yield f"* {{ {element.get('style')} }}"


def _typed_in_template(tags: Tags) -> Iterator[tuple[str, int]]:
    """Digits that stand in the words of a template, and the line of each."""
    shown = _MARKUP.sub(_what_is_said, blanked(tags.visible, _PASSED_OVER))
    for number, words in enumerate(shown.split("\n"), start=1):
        yield from ((digits, number) for digits, _ in typed_digits(unescape(words)))
    for tag in tags.tags:
        if (not tag.name and shown[tag.start] == NOT_SHOWN) or tag.name == "set":
            line = tags.visible.count("\n", 0, tag.start) + 1
            kinds = ("string",) if tag.name else ("string", "integer", "float")
            for constant in _constants(tag, kinds):
                yield from ((digits, line) for digits, _ in typed_digits(constant))


def _what_is_said(markup: re.Match[str]) -> str:
    """As many letters as the markup has: blanks, but for what it says and its ends of lines."""
    letters = list(re.sub(r"[^\n]", " ", markup[0]))
    for said in _SAID.finditer(markup[0]):
        letters[said.start(1) + 1 : said.end(1) - 1] = said[1][1:-1]
    return "".join(letters)


def _constants(tag: Tag, kinds: Iterable[str]) -> Iterator[str]:
    """What a tag itself says, outside the brackets of what it asks for."""
    depth = 0
    for kind, text in tag.inside:
        if kind == "operator":
            depth += (text in _OPENING) - (text in _CLOSING)
        elif depth == 0 and kind in kinds:
            yield text.strip("\"'")


def _printed_by(styles: str) -> Iterator[str]:
    """The texts with letters or digits that a style sheet puts on pages."""
    import tinycss2

    waiting: list[Any] = tinycss2.parse_stylesheet(styles, skip_comments=True, skip_whitespace=True)[::-1]
    while waiting:
        rule = waiting.pop()
        for item in tinycss2.parse_blocks_contents(rule.content or (), skip_comments=True, skip_whitespace=True):
            if item.type in ("qualified-rule", "at-rule"):
                waiting.append(item)
            elif item.type == "declaration" and not item.lower_name.startswith(_NOT_PRINTED):
                names = ("string", "ident", "number") if item.lower_name in _COUNTING else ("string",)
                yield from filter(_WORDS.search, _texts(item.value, names))


def _texts(nodes: Iterable[Any], kinds: Iterable[str]) -> Iterator[str]:
    for node in nodes:
        if node.type in kinds:
            yield str(node.value)
        elif node.type == "function" and node.lower_name not in ("url", "src", "image", "image-set", "format"):
            yield from _texts(node.arguments, kinds)
        elif node.type.endswith(" block"):
            yield from _texts(node.content, kinds)


def _typed_in_style(sources: Mapping[Path, Tags], said: str) -> tuple[Path, int] | None:
    """File and line that type a text that a style prints; None for one of the catalogue or the edition."""
    for path, tags in sources.items():
        for match in _STRING.finditer(tags.visible):
            parts = re.split(f"{NOT_SHOWN}+", _ESCAPE.sub(_escaped, match[1] or match[2] or ""))
            if re.fullmatch(".*".join(map(re.escape, parts)), said, re.DOTALL):
                inner = [tag for tag in tags.tags if match.start() < tag.start < match.end()]
                whole = (word for tag in inner for word in _whole(tag) if word in said)
                if any(map(_WORDS.search, (*parts, *whole))):
                    return path, tags.visible.count("\n", 0, match.start()) + 1
        for tag in tags.tags if path.suffix == ".css" else ():
            if any(len(each) > 1 and each in said for each in _constants(tag, ("string",))):
                return path, tags.visible.count("\n", 0, tag.start) + 1
        if path.suffix == ".css" and (bare := re.search(rf"(?<![\w-]){re.escape(said)}(?![\w-])", tags.visible)):
            return path, tags.visible.count("\n", 0, bare.start()) + 1
    return None


def _whole(tag: Tag) -> Iterator[str]:
    """What a tag says that asks for nothing."""
    if not any(kind == "name" for kind, _ in tag.inside):
        yield from _constants(tag, ("string", "integer", "float"))


def _escaped(match: re.Match[str]) -> str:
    return chr(min(int(match[1], 16), 0x10FFFF)) if match[1] else match[2]
