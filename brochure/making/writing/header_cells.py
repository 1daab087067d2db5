"""The headers that each cell of a table names to assistive programs (ISO 32000-1, table 349, Headers).

WeasyPrint names a header that spans columns in the first of them only, and never one that heads a group of rows.
Knows the tags of WeasyPrint 70, nothing of what the tables hold.
"""

from typing import Any

from brochure.making.writing.references import Target, target_of


def name_headers(pdf: Any) -> None:
    """Let each data cell name all headers over its column, of its row, and of its group of rows.

    To be called when every table is whole. A table whose cells span rows is left as it is.
    """
    import pydyf

    target = target_of(pdf)
    for table in pdf.objects:
        if not isinstance(table, pydyf.Dictionary) or table.get("S") != "/Table":
            continue
        groups = _kids(table, target)
        heads, rows = (
            [_kids(row, target) for group in groups if group["S"] == tag for row in _kids(group, target)]
            for tag in ("/THead", "/TBody")
        )
        _name_in_rows(rows, _over_columns(heads))


def list_identifiers(pdf: Any, prefix: str = "") -> None:
    """List the tags that have an identifier, as a tree with identifiers must (ISO 32000-1, table 322, IDTree).

    Each begins with `prefix` then. To be called last: what is in no tag any more, such as heads that are repeated, is
    not listed.
    """
    import pydyf

    target = target_of(pdf)
    root = target(pdf.catalog["StructTreeRoot"])
    if prefix:
        _begin_identifiers(pdf, prefix)
    found: dict[str, bytes] = {}
    waiting = list(root["K"])
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, bytes) and isinstance(tag := target(kid), pydyf.Dictionary) and "S" in tag:
            if "ID" in tag:
                found[tag["ID"].string] = kid
            waiting += tag.get("K", [])
    if found:
        names = pydyf.Array(item for name in sorted(found) for item in (pydyf.String(name), found[name]))
        tree = pydyf.Dictionary({"Names": names})
        pdf.add_object(tree)
        root["IDTree"] = tree.reference


def _begin_identifiers(pdf: Any, prefix: str) -> None:
    """Let all identifiers begin with `prefix`, where cells name them too; these may share the object that says it."""
    import pydyf

    tags = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "S" in item]
    said = [tag["ID"] for tag in tags if "ID" in tag]
    said += [name for tag in tags for name in (tag.get("A") or {}).get("Headers", ())]
    for name in {id(each): each for each in said}.values():
        name.string = prefix + name.string


def _over_columns(rows: list[list[Any]]) -> list[list[Any]]:
    """The identifiers of the headers over each column, from the top."""
    over: list[list[Any]] = []
    for row in rows:
        spread = [cell for cell in row for _ in range(int(cell["A"].get("ColSpan", 1)))]
        over += [[] for _ in spread[len(over) :]]
        for column, cell in zip(over, spread, strict=False):
            if "ID" in cell:
                column.append(cell["ID"])
    return over


def _name_in_rows(rows: list[list[Any]], over: list[list[Any]]) -> None:
    import pydyf

    if any("RowSpan" in cell["A"] for row in rows for cell in row):
        return
    group: list[Any] = []
    for row in rows:
        if len(row) == 1 and row[0]["S"] == "/TH":
            group = [row[0]["ID"]]
        elif len(row) == len(over):
            beside = [cell["ID"] for cell in row if cell["S"] == "/TH"]
            for column, cell in zip(over, row, strict=True):
                if cell["S"] == "/TD":
                    cell["A"]["Headers"] = pydyf.Array([*group, *beside, *column])


def _kids(tag: Any, target: Target) -> list[Any]:
    return [target(reference) for reference in tag["K"] if not isinstance(reference, int)]
