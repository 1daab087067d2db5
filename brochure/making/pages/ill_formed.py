"""Why a page that the templates have made is not well-formed, told at the line of the template that was written so.

A page must be XML, as XHTML is: every element is closed, every attribute has a value in quotation marks.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from pathlib import Path
from typing import NamedTuple

from jinja2 import TemplateSyntaxError

from brochure.findings import Finding
from brochure.making.pages.passed_over import blanked
from brochure.making.text.written import NOT_SHOWN, read_tags
from brochure.project.sandbox.environment import Sandbox
from brochure.project.sources.project import Project

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
"""Elements that HTML never closes."""
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*+)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*+)>")
_ATTRIBUTES = re.compile(rf"(?:\s*+(?:[\w:.-]++\s*+=\s*+(?:\"[^\"]*\"|'[^']*')|{NOT_SHOWN}++))*+\s*+/?\s*+")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))


class _Slip(NamedTuple):
    start: int
    message: str


def find_slips(project: Project) -> Iterator[Finding]:
    """The first slip of each template, for a page that is not well-formed."""
    for path in project.files_in(project.layouts / "templates"):
        if path.suffix == ".html" and (found := _first_slip(project, path)):
            yield found


def _first_slip(project: Project, path: Path) -> Finding | None:
    source = project.read_text(path)
    try:
        visible = read_tags(Sandbox(), source).visible
    except TemplateSyntaxError:
        return None  # told where it is rendered
    visible = blanked(visible)
    slip = min((*_in_tags(visible), *_in_words(visible)), default=None)
    return Finding(project.place(path, source.count("\n", 0, slip.start) + 1), slip.message) if slip else None


def _in_tags(visible: str) -> Iterator[_Slip]:
    """Elements that are not closed, or not in turn, and attributes that XML does not know."""
    opened: list[tuple[str, int]] = []
    for match in _TAG.finditer(visible):
        closing, name, rest = match.groups()
        start = match.start()
        if not closing and not _ATTRIBUTES.fullmatch(rest):
            yield _Slip(start, f'an attribute of <{name}> has no value in quotation marks; write name="value"')
        if not closing and name.lower() in _VOID and not rest.rstrip().endswith("/"):
            yield _Slip(start, f"<{name}> is not closed; write <{name}{' …' if rest.strip() else ''}/>")
        elif closing and name.lower() in _VOID:
            continue
        elif not closing and not rest.rstrip().endswith("/"):
            opened.append((name, start))
        elif closing:
            if opened and opened[-1][0] == name:
                opened.pop()
            elif any(name == each for each, _ in opened):
                inner, at = opened[-1]
                yield _Slip(at, f"<{inner}> is not closed before </{name}>; write </{inner}> where it ends")
                return
            else:
                yield _Slip(start, f"</{name}> closes nothing; take it away, or write <{name}> where it begins")
                return
    if opened:
        name, start = opened[-1]
        yield _Slip(start, f"<{name}> is not closed; write </{name}> where it ends")


def _in_words(visible: str) -> Iterator[_Slip]:
    """Signs that stand for themselves in HTML alone."""
    for match in re.finditer(r"&(#?\w+;)?|<", _TAG.sub(lambda tag: " " * len(tag[0]), visible)):
        name = (match[1] or "").rstrip(";")
        if match[0] == "<":
            yield _Slip(match.start(), "a '<' begins no element here; write &lt; for the sign")
        elif not match[1]:
            yield _Slip(match.start(), "an '&' stands alone; write &amp;")
        elif not name.startswith("#") and name not in _OF_XML:
            code = "".join(f"&#{ord(letter)};" for letter in html5.get(match[1], ""))
            way_out = f"write the character itself, or {code}" if code else "write the character itself"
            yield _Slip(match.start(), f"&{name}; is not known in XML; {way_out}")
