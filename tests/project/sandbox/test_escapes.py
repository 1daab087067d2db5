"""What a hostile layout or text may try: nothing gets through, and each is told with its file and line.

The cases are those of `tests/cases/escapes.yaml`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

import pytest

from brochure.findings import Faults, Finding, Place, Report
from brochure.making.pages.addresses import check_page_addresses, check_style_addresses
from brochure.making.pages.templates import parse_page, render_style, render_template
from brochure.making.text.author import AuthorText
from brochure.project.edition.naming import Definition
from brochure.statistics.loading import StatisticStore
from brochure.statistics.numbers.definitions import resolve_numbers
from tests.project.sandbox.conftest import Stage
from tests.project.sandbox.watching import watched
from tests.support.cases import read_yaml
from tests.support.projects import ROOT

CASES = read_yaml(ROOT / "tests/cases/escapes.yaml")
MADE = {
    "BRACKETS": "{{ " + "(" * 300 + "1" + ")" * 300 + " }}",
    "CHAIN": "{{ " + " + ".join(["1"] * 3000) + " }}",
    "DIGITS": "{{ " + "9" * 5000 + " }}",
    "IFS": "{% if 1 %}" * 300 + "{% endif %}" * 300,
    "FORS": "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
    "NOTS": "{{ " + "not " * 2000 + "1 }}",
    "DOUBLING": "{% set a = 'x' %}" + "{% set a = a ~ a %}" * 60,
    "GROWING": "{% set a = 7 %}" + "{% set a = a * a %}" * 60,
    "NESTED_LISTS": "{% set a = [1] %}{% set b = [1] %}"
    + "{% set a = [a, a] %}{% set b = [b, b] %}" * 60
    + "{{ a == b }}",
    "LONG": "x" * 600_000,
}
HEAD = "<p>first line</p>\n"
SECONDS = 5.0
"""Of the processor; no case takes a tenth of it."""


@contextmanager
def harmless(stage: Stage) -> Iterator[None]:
    """Nothing of the project changes, nothing else is opened, nothing is run."""
    before = files_of(stage.project.root)
    start = process_time()
    with watched(stage.project.root, ROOT) as done:
        yield
    assert done == []
    assert process_time() - start < SECONDS
    assert files_of(stage.project.root) == before


def files_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.name != "case.html" and path.name != "case.css"
    }


def refused(findings: tuple[Finding, ...], file: str, line: int | None = None) -> None:
    """The findings are there, in this file, on this line, and do not blame the program."""
    assert findings
    assert {finding.place.path for finding in findings} == {file}, findings
    assert all(finding.place.line for finding in findings), findings
    assert line is None or findings[0].place.line == line, findings


@pytest.mark.parametrize("source", [*CASES["templates"], *CASES["limits"]])
def test_a_template_gets_nothing_but_what_it_is_given(source: str, stage: Stage) -> None:
    path = stage.project.layouts / "templates" / "case.html"
    path.write_text(HEAD + MADE.get(source, source), "utf-8")
    with harmless(stage), pytest.raises(Faults) as caught:
        render_template(stage.project, "case.html", **stage.context)
    if "outside.html" in source:
        assert "lies outside the project" in str(caught.value)
    else:
        refused(caught.value.findings, "layouts/templates/case.html", None if source in ("LONG", "FORS") else 2)


@pytest.mark.parametrize("source", [*CASES["styles"], "{{ theme.parse_raw('') }}", "{{ measure.typefaces }}"])
def test_a_style_sheet_asks_for_nothing_outside(source: str, stage: Stage) -> None:
    path = stage.project.layouts / "styles" / "case.css"
    path.write_text("p { color: red }\n" + source, "utf-8")
    report = Report()
    with harmless(stage), report.collecting():
        check_style_addresses(stage.project, render_style(stage.project, "case.css", **stage.context), report)
    path.unlink()
    assert report.errors
    assert {finding.place.path.rpartition("/")[0] for finding in report.errors} == {"layouts/styles"}


@pytest.mark.parametrize("source", CASES["pages"])
def test_a_page_embeds_nothing_and_asks_for_nothing_outside(source: str, stage: Stage) -> None:
    path = stage.project.layouts / "templates" / "case.html"
    html = source if source.startswith("<!DOCTYPE") else f"<div>{source}</div>"
    path.write_text(html, "utf-8")
    report = Report()
    with harmless(stage), report.collecting():
        rendered = render_template(stage.project, "case.html", **stage.context)
        check_page_addresses(stage.project, "2016", parse_page(stage.project, rendered), report)
    assert report.errors
    assert all(finding.place.path.startswith("layouts/templates/") for finding in report.errors)


def author(stage: Stage, report: Report) -> AuthorText:
    store = StatisticStore(stage.project)
    written = {"alle": "arbeid/sysselsatte [aar=2014]"}
    definitions = [Definition(name, formula, Place("numbers.yaml", 1)) for name, formula in written.items()]
    numbers = resolve_numbers(definitions, store, report)
    assert not report.errors
    return AuthorText(stage.gathered.words, stage.gathered.formatter, numbers, {}, report)


@pytest.mark.parametrize("expression", CASES["expressions"])
def test_an_expression_uses_nothing_but_what_is_declared(expression: str, stage: Stage) -> None:
    report = Report()
    text = author(stage, report)
    with harmless(stage), report.collecting():
        text.render(f"Tekst.\n{{{{ {expression} }}}}\n", Place("text.md", 10))
    refused(report.errors, "text.md", 11)


@pytest.mark.parametrize("condition", CASES["conditions"])
def test_a_condition_uses_nothing_but_what_is_declared(condition: str, stage: Stage) -> None:
    report = Report()
    text = author(stage, report)
    with harmless(stage), report.collecting():
        text.render(f"Tekst.\n{{% claim {condition} %}}x{{% endclaim %}}\n", Place("text.md", 10))
    refused(report.errors, "text.md", 11)
