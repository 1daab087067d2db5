"""The files that templates and style sheets ask for: only pictures of the project, and nothing that runs or embeds.

Style sheets and pages are looked through as they are set, after their templates have run, so that it does not matter
how an address came together.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from brochure.findings import Place, Report
from brochure.project.sources.project import Project

_EMBEDDING = frozenset({"object", "embed", "iframe", "frame", "applet", "script", "link", "base", "video", "audio"})
_FILES = frozenset({"src", "data", "poster", "background", "href", "srcset"})
_AT_RULES = {
    "import": "write its rules into this style sheet",
    "font-face": "the typefaces are those of fonts/",
    "charset": "style sheets are UTF-8",
    "namespace": "leave it out",
}
_FUNCTIONS = frozenset({"url", "src", "image", "image-set", "element", "attachment"})


def check_page_addresses(project: Project, edition: str, root: ElementTree.Element, report: Report) -> None:
    """Report every element of a page that embeds another document, and every address outside the project."""
    folders = (project.layouts / "templates", project.editions / edition)
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2].lower()
        if tag in _EMBEDDING:
            message = f"<{tag}> cannot be used in a template; pages hold text, tables and pictures of the project"
            report.error(_written(project, f"<{tag}", folders), message)
            continue
        if "attachment" in element.get("rel", "").lower().split():
            told = 'what is attached to the PDF is the edition\'s data, not what a template names: rel="attachment"'
            report.error(_written(project, "attachment", folders), told)
        for name, value in element.attrib.items():
            plain = name.rpartition("}")[2].lower()
            if tag == "a" and plain == "href":
                if not _is_link(value):
                    told = f"the link to '{value:.80}' leads out of the PDF; write a whole address, https://…"
                    report.error(_written(project, value, folders), told)
            elif plain in _FILES:
                for told in _outside(project, value):
                    report.error(_written(project, value, folders), told)
            elif plain == "style" and any(sign in value for sign in "(\\@"):
                for address, told in _in_style(project, f"* {{ {value} }}"):
                    report.error(_written(project, address, folders), told)
        if tag == "style":
            for address, told in _in_style(project, "".join(element.itertext())):
                report.error(_written(project, address, folders), told)


def check_style_addresses(project: Project, styles: str, report: Report) -> None:
    """Report every file that a style sheet asks for outside the project, and every rule that would load another."""
    folder = project.layouts / "styles"
    for address, told in _in_style(project, styles):
        place = project.first_place(address, folder) or project.place(folder / "brochure.css")
        report.error(place, told)


def _is_link(value: str) -> bool:
    return value.strip().lower().startswith(("#", "https://", "http://", "mailto:"))


def _written(project: Project, text: str, folders: Iterable[Path]) -> Place:
    found = project.first_place(text, *folders)
    return found or project.place(project.layouts / "templates" / "brochure.html")


def _outside(project: Project, address: str) -> Iterator[str]:
    """What is wrong with the address of a file, if anything is."""
    written = address.strip()
    if not written or written.startswith("#") or written.lower().startswith("data:"):
        return
    try:
        parts = urlsplit(written)
        path = project.root / unquote(parts.path)
        resolved, is_file = path.resolve(), path.is_file()
    except (ValueError, OSError, RuntimeError):  # no address at all, or links in a circle
        yield f"'{written:.80}' is not the path of a file"
        return
    if parts.scheme or parts.netloc or "\\" in written:
        yield f"'{written:.80}' is not a file of the project; copy it into the project, and write its path from there"
    elif not resolved.is_relative_to(project.root) or unquote(parts.path).startswith("/"):
        yield f"'{written:.80}' lies outside the project; copy it into the project folder"
    elif not is_file:
        yield f"there is no file '{written:.80}' in the project"


def _in_style(project: Project, styles: str) -> Iterator[tuple[str, str]]:
    """Address or rule, and what is wrong with it, of everything in a style sheet that would load something."""
    import tinycss2

    for node in _nodes(tinycss2.parse_stylesheet(styles, skip_comments=True, skip_whitespace=True)):
        if node.type == "at-rule" and node.lower_at_keyword in _AT_RULES:
            rule = node.lower_at_keyword
            yield f"@{rule}", f"@{rule} cannot be used here: {_AT_RULES[rule]}"
        elif node.type == "url":
            yield from ((node.value or "url(", told) for told in _outside(project, node.value))
        elif node.type == "function" and node.lower_name in _FUNCTIONS:
            for address in (item.value for item in node.arguments if item.type in ("string", "url")):
                yield from ((address, told) for told in _outside(project, address))


def _nodes(nodes: Iterable[Any]) -> Iterator[Any]:
    """All nodes of a parsed style sheet, however deep."""
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        for inner in ("prelude", "content", "arguments"):
            waiting += getattr(node, inner, None) or ()
