"""The sandbox in which templates and authors' expressions run.

Jinja's immutable sandbox, without any of Jinja's own global functions, with strict undefined: a name that does not
exist is an error. Expressions reach the values they are given and nothing else.
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import BaseLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja environment for text that is not trusted to compute."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, loader: BaseLoader | None = None, *, autoescape: bool = False, **options: Any) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=autoescape,
            keep_trailing_newline=True,
            **options,
        )
        self.globals.clear()

    def call_binop(self, context: object, operator: str, left: Any, right: Any) -> Any:
        """Multiply numbers only: a text or list times a large number would fill the memory."""
        if operator != "*" or isinstance(left, str | list | tuple) or isinstance(right, str | list | tuple):
            raise TypeError(f"'{operator}' cannot be used here")
        return left * right


class ClosedSandbox(Sandbox):
    """A sandbox in which values have no attributes and methods at all: for the texts and formulas of authors."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No attribute is in reach."""
        return False


def evaluate(sandbox: Sandbox, expression: str, names: Mapping[str, Any]) -> Any:
    """The value of one expression over `names`; raises what Jinja or the operation raises."""
    compiled = sandbox.compile_expression(expression, undefined_to_none=False)
    return compiled(**names)
