"""What is put into the tree of a template before it runs: counting, and checks of what Jinja does by itself.

Jinja lets a sandbox decide on attributes, calls and arithmetic. Loops, `~`, comparisons and keys of mappings are
compiled straight into Python; here each is led through a filter, under a name that no template can write.
"""

import math
from collections.abc import Collection, Iterator
from typing import Any, TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from brochure.findings import near
from brochure.project.sandbox.limits import LOOP_NESTING, NESTING

SPEND, ITERATE, JOIN, COMPARE, SEARCH = "spend steps", "iterate over", "join pieces", "compare with", "search in"
NodeT = TypeVar("NodeT", bound=nodes.Node)


def guard(tree: nodes.Template, environment: Environment, name: str | None, filename: str | None) -> nodes.Template:
    """The tree with its guards; raises `TemplateSyntaxError` for filters and tests that are not there."""
    try:
        _refuse_unknown(tree, environment.filters.keys(), environment.tests.keys())
    except TemplateSyntaxError as error:
        error.name, error.filename = name, filename
        raise
    guarded: nodes.Template = _Guards().visit(tree)
    guarded.set_environment(environment)
    return guarded


def refuse_excess(tree: nodes.Node) -> None:
    """Raise `TemplateSyntaxError` for tags and operators nested more deeply than may be, and for endless numbers."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, depth, loops = waiting.pop()
        if depth > NESTING:
            told = f"this is nested more than {NESTING} levels deep; divide it into steps with names of their own"
            raise TemplateSyntaxError(told, node.lineno or 1)
        if isinstance(node, nodes.Const) and isinstance(node.value, float) and not math.isfinite(node.value):
            raise TemplateSyntaxError("a number on this line is too large", node.lineno or 1)
        if loops > LOOP_NESTING:
            told = f"there are more than {LOOP_NESTING} loops within one another"
            raise TemplateSyntaxError(told, node.lineno or 1)
        for child in node.iter_child_nodes():
            waiting.append((child, depth + 1, loops + isinstance(child, nodes.For)))


def _refuse_unknown(tree: nodes.Node, filters: Collection[str], tests: Collection[str]) -> None:
    for node in _all(tree):
        if isinstance(node, nodes.NSRef):
            raise TemplateSyntaxError(f"'{node.name}.{node.attr}' cannot be set; set a name of its own", node.lineno)
        if isinstance(node, nodes.Filter) and node.name not in filters:
            raise TemplateSyntaxError(f"there is no filter '{node.name}'.{_near(node.name, filters)}", node.lineno)
        if isinstance(node, nodes.Test) and node.name not in tests:
            raise TemplateSyntaxError(f"there is no test '{node.name}'.{_near(node.name, tests)}", node.lineno)


def _near(name: str, known: Collection[str]) -> str:
    return near(name, [item for item in known if item.isidentifier()], listed=30)


def _all(tree: nodes.Node) -> Iterator[nodes.Node]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(list(node.iter_child_nodes()))


class _Guards(NodeTransformer):
    """Puts the guards into a tree."""

    def visit_Template(self, node: nodes.Template) -> nodes.Template:
        return _counted(self._inside(node))

    def visit_Block(self, node: nodes.Block) -> nodes.Block:
        return _counted(self._inside(node))

    def visit_Macro(self, node: nodes.Macro) -> nodes.Macro:
        return _counted(self._inside(node))

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.CallBlock:
        return _counted(self._inside(node))

    def visit_For(self, node: nodes.For) -> nodes.For:
        node = _counted(self._inside(node))
        node.iter = _filtered(node.iter, ITERATE)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:
        node = self._inside(node)
        return _filtered(nodes.Tuple(node.nodes, "load", lineno=node.lineno), JOIN)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:
        node = self._inside(node)
        node.expr = _filtered(node.expr, COMPARE)
        for operand in node.ops:
            operand.expr = _filtered(operand.expr, SEARCH if operand.op in ("in", "notin") else COMPARE)
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Pair:
        node = self._inside(node)
        node.key = _filtered(node.key, COMPARE)
        return node

    def _inside(self, node: NodeT) -> NodeT:
        self.generic_visit(node)
        return node


def _filtered(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _counted(node: NodeT) -> NodeT:
    """A node whose body begins by noting how much there is in it to do."""
    weight = nodes.Const(sum(1 for _ in _all(node)), lineno=node.lineno)
    spend = nodes.ExprStmt(_filtered(weight, SPEND), lineno=node.lineno)
    node.body.insert(0, spend)  # type: ignore[attr-defined]
    return node
