"""Tables that a template or text writes by itself: made whole as HTML has them, and refused where they are none.

What the PDF's tags say of a table follows from its elements and from how they are displayed, so a table must be built
of its own elements, and styles must leave their display alone.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from brochure.findings import Place, Report
from brochure.project.sources.project import Project

_DISPLAYS: Mapping[str, frozenset[str]] = {
    "table": frozenset({"table", "inline-table"}),
    "caption": frozenset({"table-caption"}),
    "colgroup": frozenset({"table-column-group"}),
    "col": frozenset({"table-column"}),
    "thead": frozenset({"table-header-group"}),
    "tbody": frozenset({"table-row-group"}),
    "tfoot": frozenset({"table-footer-group"}),
    "tr": frozenset({"table-row"}),
    "th": frozenset({"table-cell"}),
    "td": frozenset({"table-cell"}),
}
"""The elements of a table, and how each is displayed."""
_KEEPING = frozenset({"none", "inherit", "initial", "unset", "revert"})
_GROUPS = ("thead", "tbody", "tfoot")
_INSIDE: Mapping[str, tuple[str, ...]] = {
    "table": ("caption", "colgroup", "col", *_GROUPS),
    "colgroup": ("col",),
    **dict.fromkeys(_GROUPS, ("tr",)),
    "tr": ("th", "td"),
}
"""What may stand directly in each."""


def complete_tables(root: Element) -> None:
    """Put rows that stand directly in a table into a `tbody`, as readers of HTML do."""
    for table in list(root.iter("table")):
        body: Element | None = None
        children = list(table)
        if not any(child.tag == "tr" for child in children):
            continue
        table[:] = []
        for child in children:
            if child.tag != "tr":
                table.append(child)
                body = None
                continue
            if body is None:
                body = Element("tbody")
                table.append(body)
            body.append(child)


def check_tables(project: Project, root: Element, styles: str, report: Report) -> None:
    """Report tables that are not built as tables, and rules of the style sheet that display their parts otherwise."""
    templates, sheets = project.layouts / "templates", project.layouts / "styles"
    for told, text in _misbuilt(root):
        report.error(_found(project, templates, "brochure.html", text), told)
    for told, selected in _displayed(root, styles):
        report.error(_found(project, sheets, "brochure.css", f"\n{selected} {{", f"\n{selected}", selected), told)


def _found(project: Project, folder: Path, first: str, *texts: str) -> Place:
    """Where the first of some texts that is there stands in the files of a folder, the file `first` before others."""
    paths = [folder / first, *sorted(path for path in folder.glob(f"*{Path(first).suffix}") if path.name != first)]
    for text in texts:
        for path in paths:
            content = "\n" + project.read_text(path) if path.is_file() else ""
            if (position := content.find(text)) >= 0:
                line = content.count("\n", 0, position + len(text) - len(text.lstrip()))
                return project.place(path, line)
    return project.place(folder / first, 1)


def _misbuilt(root: Element) -> Iterator[tuple[str, str]]:
    """What is wrong in the build of tables, and what to look for in the templates."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in root.iter():
        tag = str(element.tag)
        if tag in _DISPLAYS and tag != "table":
            above = parents.get(element)
            if above is None or tag not in _INSIDE.get(str(above.tag), ()):
                where = above.tag if above is not None else "the page"
                yield f"<{tag}> stands directly in <{where}>; a table is built of table, tbody, tr and td", f"<{tag}"
        if tag in _INSIDE:
            for child in element:
                if child.tag not in _INSIDE[tag] and child.tag not in _DISPLAYS:
                    yield f"<{child.tag}> stands directly in <{tag}>, where only cells and rows can", f"<{child.tag}"
            if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
                yield f"there are words directly in <{tag}>; put them into a cell", f"<{tag}"
        if tag == "table":
            if any(inner is not element for inner in element.iter("table")):
                yield "a table stands within a table; set them one after the other", "<table"
            if not any(cell.tag in ("td", "th") for cell in element.iter()):
                yield "this table has no cells", "<table"
            elif not any(cell.tag == "th" for cell in element.iter()):
                told = 'this table has no header cells; write those of its first row as <th scope="col">'
                yield f'{told}, or the first of each row as <th scope="row">', _opening(element)
        if tag in ("td", "th"):
            for span in ("colspan", "rowspan"):
                written = element.get(span, "1")
                if not (written.isascii() and written.isdigit() and 1 <= int(written[:6]) <= 1000):
                    yield f'{span} is a whole number from 1 to 1000, not "{written:.20}"', f'{span}="{written:.20}'


def _opening(element: Element) -> str:
    """How the tag of an element begins in its template, as far as it can be told."""
    return f"<{element.tag}>" if not element.attrib else f"<{element.tag} {next(iter(element.attrib))}="


def _displayed(root: Element, styles: str) -> Iterator[tuple[str, str]]:
    """Rules that display a part of a table as something else, and what to look for in the style sheets."""
    import tinycss2
    from cssselect2 import ElementWrapper, SelectorError, compile_selector_list

    parts: list[Any] | None = None
    for rule in _rules(tinycss2.parse_stylesheet(styles, skip_comments=True, skip_whitespace=True)):
        written = {name: value for name, value in _declared(rule.content) if name in ("display", "float", "position")}
        if not written:
            continue
        try:
            selectors = compile_selector_list(rule.prelude)
        except SelectorError:
            continue
        if parts is None:
            whole = ElementWrapper.from_html_root(root, content_language=None)
            parts = [each for each in whole.iter_subtree() if each.local_name in _DISPLAYS]
        selected = tinycss2.serialize(rule.prelude).strip()
        for part in parts:
            fault = next((f"{n}: {v}" for n, v in written.items() if not _keeps(part.local_name, n, v)), None)
            if fault and any(each.pseudo_element is None and each.test(part) for each in selectors):
                told = f"«{fault}» takes <{part.local_name}> out of its table, which could then not be read as one"
                yield f"{told}; leave the display of tables as it is", selected.split("\n")[0].strip()
                break


def _keeps(tag: str, name: str, value: str) -> bool:
    """Whether a declaration leaves a part of a table what it is."""
    if value in _KEEPING:
        return True
    if name == "display":
        return value in _DISPLAYS[tag]
    if tag == "table":
        return name == "float" or value in ("static", "relative")
    return name == "position" and value in ("static", "relative")


def _rules(nodes: Any) -> Iterator[Any]:
    """The rules of a style sheet, those within @media too."""
    import tinycss2

    for node in nodes:
        if node.type == "qualified-rule":
            yield node
        elif node.type == "at-rule" and node.lower_at_keyword in ("media", "supports") and node.content:
            yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


def _declared(content: Any) -> Iterator[tuple[str, str]]:
    import tinycss2

    for item in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            yield item.lower_name, tinycss2.serialize(item.value).strip().lower()
