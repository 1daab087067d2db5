"""The closed sandbox: what authors may write in formulas, conditions and the expressions of their texts.

Names, quoted texts, typed numbers, formats, calls of declared functions, + - * /, comparisons, `and`, `or`, `not` and
`… if … else …`; whatever else Jinja can read is refused before it runs.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser
from jinja2.runtime import Context, Undefined
from jinja2.visitor import NodeTransformer

from brochure.project.sandbox.environment import NESTED, Sandbox
from brochure.project.sandbox.filters import named
from brochure.project.sandbox.guards import refuse_excess
from brochure.project.sandbox.values import Helper
from brochure.statistics.numbers.number import Number

_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
COMPARE = "compare_"
"""What stands for a comparison in a tree; nobody writes it."""
COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}
"""What comparisons do, by the names that Jinja gives them."""
_ALLOWED: tuple[type[nodes.Node], ...] = (
    *(nodes.Name, nodes.Const, nodes.Filter, nodes.Call, nodes.Keyword, nodes.Compare, nodes.Operand),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Neg, nodes.Pos, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr),
)
_NAMED: Mapping[type[nodes.Node], str] = {
    nodes.Concat: "~ joins texts; write them side by side",
    nodes.Dict: "braces within an expression",
    nodes.FloorDiv: "//",
    nodes.Getattr: "a full stop after a name",
    nodes.Getitem: "brackets after a name; give the selection a name in numbers.yaml",
    nodes.List: "brackets; give the selection a name in numbers.yaml",
    nodes.Mod: "%",
    nodes.Pow: "**",
    nodes.Test: "'is'; compare with ==, !=, <, <=, > or >=",
    nodes.Tuple: "a comma between values; write each in an expression of its own",
}


class ClosedSandbox(Sandbox):
    """A sandbox in which values have no attributes, items or methods, and only helper functions are called."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """No attribute is in reach."""
        raise SecurityError(f"'.{attribute}' cannot be used in an expression")

    def getitem(self, obj: Any, argument: Any) -> Any:
        """No item is in reach."""
        raise SecurityError("brackets cannot be used in an expression")

    def call(self, context: Context, called: Any, /, *arguments: Any, **options: Any) -> Any:
        """Call a helper function."""
        if isinstance(called, Undefined):
            str(called)  # raises, saying what there is not
        if type(called) is not Helper:
            raise SecurityError(f"{named(called)} is not a function")
        return called.function(*arguments, **options)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic between numbers."""
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)
            if not isinstance(value, Number) and type(value) not in (int, float, Decimal):
                raise TypeError(f"'{operator}' cannot be used here: {named(value)} is not a number")
        if operator not in _ARITHMETIC:
            raise TypeError(f"'{operator}' cannot be used here")
        return _ARITHMETIC[operator](left, right)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """The sign before a number."""
        self.call_binop(context, "*", arg, 1)  # tells what is not a number
        return -arg if operator == "-" else arg

    def _guarded(self, tree: nodes.Template, name: str | None, filename: str | None) -> nodes.Template:
        return tree  # holds nothing that needs a guard: see `foreign`


def foreign(expression: nodes.Node) -> Iterator[tuple[int, str]]:
    """Line and name of everything in an expression that authors cannot use."""
    for node in (expression, *expression.find_all(nodes.Node)):
        if isinstance(node, nodes.Operand) and node.op not in COMPARISONS:
            yield node.lineno or expression.lineno, "'in'; compare with ==, !=, <, <=, > or >="
        elif isinstance(node, nodes.Call) and (
            not isinstance(node.node, nodes.Name) or node.dyn_args is not None or node.dyn_kwargs is not None
        ):
            yield node.lineno, "a call that does not name its function and options one by one"
        elif isinstance(node, nodes.Filter) and (node.dyn_args is not None or node.dyn_kwargs is not None):
            yield node.lineno, "* and ** before an option"
        elif not isinstance(node, _ALLOWED):
            told = next((told for kind, told in _NAMED.items() if isinstance(node, kind)), type(node).__name__)
            yield node.lineno, told


def evaluate(
    sandbox: Sandbox, expression: str, names: Mapping[str, Any], compare: Callable[[str, Any, Any], bool] | None = None
) -> Any:
    """The value of one expression over `names`; values are compared with `compare` where it is given ("lt", a, b).

    Raises `TemplateSyntaxError` for what cannot be read or used, else what Jinja or the operation raises.
    """
    tree = read(sandbox, expression)
    for _, told in foreign(tree):
        raise SecurityError(f"this cannot be used in a formula: {told}")
    if compare is not None:
        tree = comparing(tree)
        names = {**names, COMPARE: Helper("a < b", compare)}
    body = [nodes.Assign(nodes.Name("result", "store", lineno=1), tree, lineno=1)]
    template = nodes.Template(body, lineno=1)
    template.set_environment(sandbox)
    module = sandbox.from_string(template).make_module(dict(names))
    return vars(module)["result"]


def comparing(expression: nodes.Expr) -> nodes.Expr:
    """An expression with calls of `COMPARE` in place of its comparisons: how ("lt"), and both sides."""
    found: nodes.Expr = _Comparing().visit(expression)
    return found


class _Comparing(NodeTransformer):
    """Puts calls in place of comparisons."""

    def visit_Compare(self, node: nodes.Compare) -> nodes.Expr:
        self.generic_visit(node)
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        calls: list[nodes.Expr] = [
            nodes.Call(nodes.Name(COMPARE, "load"), [nodes.Const(operand.op), left, right], [], None, None)
            for operand, (left, right) in zip(node.ops, pairwise(sides), strict=True)
        ]
        whole = reduce(nodes.And, calls)
        whole.set_lineno(node.lineno)
        return whole


def read(sandbox: Sandbox, expression: str) -> nodes.Expr:
    """One expression as a tree; raises `TemplateSyntaxError` when it cannot be read."""
    try:
        parser = Parser(sandbox, expression, state="variable")
        tree = parser.parse_expression()
    except RecursionError:
        raise TemplateSyntaxError(NESTED, 1) from None
    except ValueError:  # Python reads whole numbers of up to 4,300 digits
        raise TemplateSyntaxError("a number has too many digits", 1) from None
    if not parser.stream.eos:
        raise TemplateSyntaxError(f"there is more after its end: '{parser.stream.current.value!s:.40}'", 1)
    refuse_excess(tree)
    return tree
