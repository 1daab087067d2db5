"""The sandboxes of formulas and of templates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError

from brochure.project.sandbox.environment import Sandbox
from brochure.statistics.expressions import ClosedSandbox, evaluate

NAMES = {"a": 7, "text": "abc", "items": (1, 2)}


@pytest.mark.parametrize(("expression", "value"), [("a + 1", 8), ("2 * a", 14), ("a > 3 and a < 10", True), ("-a", -7)])
def test_names_and_arithmetic(expression: str, value: object) -> None:
    assert evaluate(ClosedSandbox(), expression, NAMES) == value


@pytest.mark.parametrize("name", ["range", "lipsum", "dict", "cycler", "joiner", "namespace", "__builtins__"])
def test_no_name_is_there_but_those_that_were_given(name: str) -> None:
    with pytest.raises(UndefinedError):
        evaluate(ClosedSandbox(), f"{name} + 1", NAMES)
    with pytest.raises(UndefinedError):
        Sandbox().from_string(f"{{{{ {name}.x }}}}").render(NAMES)


@pytest.mark.parametrize(
    "expression",
    [
        "a.__class__",
        "text.__class__.__mro__",
        "text['__class__']",
        "items.__init__.__globals__",
        "text.format.__globals__",
        "'{0.__class__.__mro__}'.format(a)",
        "items.append(3)",
        "items.clear()",
    ],
)
def test_attributes_and_methods_are_out_of_reach(expression: str) -> None:
    with pytest.raises(SecurityError):
        evaluate(ClosedSandbox(), expression, NAMES)
    with pytest.raises(SecurityError):
        Sandbox().from_string(f"{{{{ {expression} }}}}").render(NAMES)


@pytest.mark.parametrize(
    "expression",
    ["text * 1000000000", "1000000000 * text", "items * 1000000000", "9 ** 999999999", "'%999999999d' % a"],
)
def test_nothing_can_be_blown_up(expression: str) -> None:
    with pytest.raises((TypeError, SecurityError), match="cannot be used "):
        evaluate(ClosedSandbox(), expression, NAMES)
    with pytest.raises(TypeError, match="cannot be used here"):
        Sandbox().from_string(f"{{{{ {expression} }}}}").render(NAMES)


@pytest.mark.parametrize("expression", ["1e999", "9" * 5000, "(" * 400 + "a" + ")" * 400, "a + " * 3000 + "a"])
def test_what_python_itself_cannot_read_is_a_fault_of_syntax(expression: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        evaluate(ClosedSandbox(), expression, NAMES)
    with pytest.raises(TemplateSyntaxError):
        Sandbox().from_string(f"{{{{ {expression} }}}}")


@pytest.mark.parametrize("statement", ["{% include 'x' %}", "{% import 'x' as y %}", "{% extends 'x' %}"])
def test_there_is_nothing_to_include(statement: str) -> None:
    with pytest.raises((TypeError, TemplateRuntimeError)):
        Sandbox().from_string(statement).render()


@given(st.text(st.characters(exclude_characters="{}"), max_size=40))
def test_text_without_braces_is_left_as_it_is(text: str) -> None:
    expected = text.replace("\r\n", "\n").replace("\r", "\n")

    assert Sandbox().from_string(text).render() == expected
