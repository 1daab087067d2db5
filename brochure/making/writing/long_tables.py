"""One logical table of what the pages have parted.

WeasyPrint repeats the heads of a table on each page that it runs on to, and makes a `Table` tag of every stretch.
The heads of long tables begin with a line that says that the table continues (class "again"): here it is taken away
where the table begins, and in the finished file the stretches become one table whose repeated heads are artifacts.
Knows the boxes and objects of WeasyPrint 70, nothing of what the tables hold.
"""

from collections.abc import Iterator
from typing import Any

from brochure.findings import Faults, Place
from brochure.making.writing.artifacts import Marked, make_artifacts
from brochure.making.writing.references import target_of

AGAIN = "again"


def drop_first_continuations(document: Any) -> None:
    """Empty the line "(cont.)" in the first stretch of every table of a laid-out document."""
    seen: set[int] = set()
    for table in _tables(document):
        rows = list(_again(table))
        if rows and id(table.element) not in seen:  # a caption may stand alone at the foot of a page
            seen.add(id(table.element))
            for row in rows:
                row.children = [cell.copy_with_children([]) for cell in row.children]


def join_stretches(document: Any, pdf: Any) -> None:
    """Join the `Table` tags of each parted table; to be called when all objects are there, before they are written.

    Cells of later stretches refer to the headers of the first one (ISO 32000-1, table 349, Headers).
    """
    import pydyf

    target = target_of(pdf)
    tags = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("S") == "/Table"]
    first: dict[int, Any] = {}
    boxes = list(_tables(document))
    if len(boxes) != len(tags):
        told = "a template or style sheet sets a table within another, in a margin, or displays it as something else"
        raise Faults.one(Place("layouts/templates/brochure.html", 1), f"the tables cannot be told in the PDF: {told}")
    for box, tag in zip(boxes, tags, strict=True):
        _drop_empty_rows(tag, target)
        whole = first.setdefault(id(box.element), tag)
        if whole is tag:
            continue
        has_head = any(target(reference)["S"] == "/THead" for reference in whole["K"])
        for reference in list(tag["K"]):
            group = target(reference)
            if group["S"] == "/THead" and has_head:
                _rename_heads(group, tag.number, whole.number, target)
                make_artifacts(pdf, _contents(group, target))
            else:
                group["P"] = whole.reference
                whole["K"].append(reference)
        above = target(tag["P"])
        above["K"].remove(tag.reference)


def _tables(document: Any) -> Iterator[Any]:
    """The stretches of tables, page by page, in the order in which WeasyPrint tags them."""
    for page in document.pages:
        yield from _tables_in(page._page_box)


def _tables_in(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    if getattr(box, "is_table_wrapper", False) and box.element_tag == "table":
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _tables_in(child)


def _again(box: Any) -> Iterator[Any]:
    """The rows that say that a table continues."""
    for child in getattr(box, "children", ()):
        if child.element_tag == "tr" and child.element is not None and child.element.get("class") == AGAIN:
            yield child
        else:
            yield from _again(child)


def _drop_empty_rows(table: Any, target: Any) -> None:
    """Take rows of heads without content out of the tag tree."""
    for reference in table["K"]:
        group = target(reference)
        if group["S"] == "/THead":
            full = [row for row in group["K"] if any(target(cell)["K"] for cell in target(row)["K"])]
            group["K"][:] = full


def _contents(tag: Any, target: Any) -> Iterator[Marked]:
    """Page and number of each piece of marked content below a tag."""
    for kid in tag["K"]:
        if isinstance(kid, int):
            yield tag["Pg"], kid
        else:
            yield from _contents(target(kid), target)


def _rename_heads(tag: Any, number: int, whole: int, target: Any) -> None:
    """Give repeated headers the ids of those in the first stretch; cells share these ids with their headers."""
    for kid in tag["K"]:
        if not isinstance(kid, int):
            cell = target(kid)
            if "ID" in cell:
                cell["ID"].string = cell["ID"].string.replace(f"{number}-", f"{whole}-", 1)
            _rename_heads(cell, number, whole, target)
