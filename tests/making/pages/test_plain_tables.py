"""Tables that a template writes by itself, and styles that would undo tables."""

import pytest

from brochure.findings import Report
from brochure.making.pages.plain_tables import check_tables
from brochure.making.pages.templates import parse_page
from brochure.project.sources.project import Project
from tests.support.projects import ROOT

ROW = '<tr><th scope="row">a</th><td>b</td></tr>'


def told(body: str, styles: str = "") -> list[str]:
    project, report = Project(ROOT), Report()
    check_tables(project, parse_page(project, f"<html><body>{body}</body></html>"), styles, report)
    return [finding.message for finding in report.findings]


def test_rows_get_the_body_that_html_gives_them() -> None:
    root = parse_page(Project(ROOT), f"<table><caption>x</caption>{ROW}{ROW}<tfoot>{ROW}</tfoot></table>")
    assert [child.tag for child in root] == ["caption", "tbody", "tfoot"]
    assert len(root[1]) == 2


@pytest.mark.parametrize("table", [f"<table>{ROW}</table>", f"<table><thead>{ROW}</thead><tbody>{ROW}</tbody></table>"])
def test_a_plain_table_is_a_table(table: str) -> None:
    assert told(table, "td { color: red; display: table-cell } table { float: left }") == []


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<table><tr><td>x</td></tr></table>", "has no header cells"),
        ("<table></table>", "has no cells"),
        ("<table><tr></tr></table>", "has no cells"),
        (f"<table>words{ROW}</table>", "words directly in <table>"),
        (f"<table><tr><p>x</p></tr>{ROW}</table>", "<p> stands directly in <tr>"),
        (f"<table><div>{ROW}</div></table>", "<tr> stands directly in <div>"),
        ("<p><td>x</td></p>", "<td> stands directly in <p>"),
        (f'<table><tr><th scope="row">x</th><td><table>{ROW}</table></td></tr></table>', "within a table"),
        (f'<table>{ROW}<tr><td colspan="0">x</td></tr></table>', "colspan is a whole number"),
        (f'<table>{ROW}<tr><td rowspan="-1">x</td></tr></table>', "rowspan is a whole number"),
    ],
)
def test_what_is_no_table_is_told(table: str, expected: str) -> None:
    assert any(expected in message for message in told(table))


@pytest.mark.parametrize(
    "styles",
    [
        "td { display: block }",
        "th, td { display: inline }",
        "table tr { display: flex }",
        "@media print { tbody { display: grid } }",
        "td { float: left }",
        "tr > td { position: absolute }",
        "table { display: block }",
        "table { position: running(x) }",
        "* { display: block }",
    ],
)
def test_styles_leave_tables_as_they_are(styles: str) -> None:
    (message, *_) = told(f"<table>{ROW}</table>", styles)
    assert "out of its table" in message
