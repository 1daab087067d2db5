"""Everything that can be reached from what a template and an expression are given, walked: plain values alone."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from brochure.findings import Report
from brochure.making.pages.annex import Annex
from brochure.making.pages.templates import given
from brochure.making.text.author import AuthorText
from brochure.project.sandbox import guards
from brochure.project.sandbox.environment import Sandbox
from brochure.project.sandbox.filters import FILTERS, TESTS
from brochure.project.sandbox.values import Helper, Record, fields_of, plain
from brochure.statistics.numbers.number import Number
from tests.project.sandbox.conftest import Stage

SCALARS = {str, Markup, int, float, bool, Decimal, type(None)}
HELPERS = {
    "items()",
    "measure.entry_gap(text)",
    "measure.entry_lines(texts)",
    "measure.head_height(table, width)",
    "measure.key_size(rows)",
    "measure.lead_height(html)",
    "measure.notes_height(html, width)",
    "measure.side_height(html)",
    "measure.side_shift()",
    "measure.stub_width(table, size, width, gap)",
    'words("…", name=value)',
}
"""The functions that templates may call, by how they are called."""


def not_plain(value: Any, path: str) -> Iterator[str]:
    """Where below `value` anything lies that is not plain."""
    kind = type(value)
    if kind in SCALARS or (kind is Helper and value.form in HELPERS):
        return
    if kind is tuple:
        for i, item in enumerate(value):
            yield from not_plain(item, f"{path}[{i}]")
    elif kind is MappingProxyType:
        for key, item in value.items():
            yield from not_plain(key, f"{path} key")
            yield from not_plain(item, f"{path}[{key!r}]")
    elif kind is Record:
        for name, item in fields_of(value).items():
            yield from not_plain(item, f"{path}.{name}")
    else:
        yield f"{path}: {kind.__name__}"


def test_a_template_reaches_plain_values_alone(stage: Stage) -> None:
    annex = Annex("Vedlegg 3", None, "Prop. 1 S", 1)
    for name, value in {**stage.context, "annex": annex}.items():
        assert list(not_plain(given(value), name)) == []


def test_a_sandbox_has_no_names_but_declared_filters_and_tests() -> None:
    sandbox = Sandbox()
    inner = {guards.SPEND, guards.ITERATE, guards.JOIN, guards.COMPARE, guards.SEARCH}
    assert dict(sandbox.globals) == {}
    assert set(sandbox.filters) == set(FILTERS) | inner
    assert set(sandbox.tests) == set(TESTS)
    assert not any(name.isidentifier() for name in inner)
    assert not {"attr", "map", "groupby", "format", "xmlattr", "selectattr", "random"} & set(FILTERS)


def test_every_object_has_but_its_declared_names(stage: Stage) -> None:
    """`dir()` of whatever a template holds, tried name by name."""
    sandbox = Sandbox()
    objects = [given(value) for value in stage.context.values()]
    objects += ["text", Markup("text"), 1, 1.5, True, None, (1,), MappingProxyType({"a": 1}), Helper("f()", len)]
    for value in objects:
        names = {*dir(value), *dir(type(value)), "__class__", "__globals__", "parse_raw", "format", "items"}
        for name in names - set(fields_of(value) if type(value) is Record else ()):
            found = sandbox.getattr(value, name)
            allowed = type(value) is MappingProxyType and name == "items"
            assert sandbox.is_safe_callable(found) is allowed, name
            assert allowed or type(found) is sandbox.undefined, name
            sandbox.begin()


def test_an_expression_reaches_numbers_and_helper_functions_alone(stage: Stage) -> None:
    text = AuthorText(stage.gathered.words, stage.gathered.formatter, stage.gathered.numbers, {}, Report())
    sandbox = text._sandbox
    assert {type(value) for value in sandbox.globals.values()} == {Helper}
    assert set(sandbox.globals) == {
        *("abs", "at", "change", "change_percent", "difference", "max", "min", "rank", "ratio", "share", "total"),
        *("count", "has", "latest", "only", "period"),
        *("spenn", "ref", "figure", "table", "claim"),
    }
    assert {type(value) for value in text.numbers.values.values()} == {Number}


def test_what_has_no_plain_form_is_not_given(stage: Stage) -> None:
    for value in (stage.project.root, stage.gathered.words.locale, stage.project.read_text, open, Stage, print):
        try:
            plain(value)
        except TypeError:
            continue
        raise AssertionError(value)
