"""What conditions of claims compare: the comparisons that must all be true for a condition to be.

Only comparisons joined by `and` are read; what stands in `or`, `not` or a choice is left out, and so are sides that
are reckoned. Knows numbers by name, and nothing of texts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from jinja2 import TemplateSyntaxError, nodes

from brochure.statistics.expressions import ClosedSandbox, read
from brochure.statistics.numbers.selections import replace_selections

_TURNED = {"gt": "lt", "gteq": "lteq", "lt": "gt", "lteq": "gteq"}
UP = frozenset({"gt", "gteq"})
DOWN = frozenset({"lt", "lteq"})


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: the `name` of a number, a typed `value` or `text`; none of them where it is reckoned.

    `is_called` says that the number's own name in the text (`navn`) is compared.
    """

    name: str = ""
    value: Decimal | None = None
    text: str = ""
    is_called: bool = False

    @property
    def is_reckoned(self) -> bool:
        """Whether it is neither a name nor typed."""
        return not self.name and self.value is None and not self.text


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and how the left is to the right: "gt", "gteq", "lt", "lteq", "eq", "ne"."""

    left: Side
    how: str
    right: Side

    @property
    def turned(self) -> "Comparison":
        """The same with the sides the other way round."""
        return Comparison(self.right, _TURNED.get(self.how, self.how), self.left)


@dataclass(frozen=True, slots=True)
class Condition:
    """The comparisons of a condition; `is_whole` says that they are all there is to it."""

    comparisons: tuple[Comparison, ...]
    is_whole: bool

    @property
    def is_reckoned(self) -> bool:
        """Whether some side of it is reckoned, so that words may speak of that."""
        return any(side.is_reckoned for each in self.comparisons for side in (each.left, each.right))


@lru_cache(maxsize=2_000)
def condition_of(written: str) -> Condition:
    """The comparisons in what an author wrote; none where it cannot be read."""
    try:
        tree = read(_sandbox(), replace_selections(written)[0])
    except TemplateSyntaxError:
        return Condition((), is_whole=False)
    found: list[Comparison] = []
    others = [node for node in _joined(tree) if not isinstance(node, nodes.Compare)]
    for node in _joined(tree):
        if isinstance(node, nodes.Compare):
            sides = [node.expr, *(operand.expr for operand in node.ops)]
            found += [
                Comparison(_side(left), operand.op, _side(right))
                for operand, (left, right) in zip(node.ops, pairwise(sides), strict=True)
            ]
    return Condition(tuple(found), is_whole=not others)


@cache
def _sandbox() -> ClosedSandbox:
    return ClosedSandbox()


def _joined(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, nodes.And):
        yield from _joined(node.left)
        yield from _joined(node.right)
    else:
        yield node


def _side(node: nodes.Node) -> Side:
    match node:
        case nodes.Name():
            return Side(name=node.name)
        case nodes.Const() if isinstance(node.value, str):
            return Side(text=node.value)
        case nodes.Const() if isinstance(node.value, int | float):
            return Side(value=Decimal(str(node.value)))
        case nodes.Neg() if (inner := _side(node.node)).value is not None:
            return Side(value=-inner.value)
        case nodes.Filter() if node.name == "navn" and isinstance(node.node, nodes.Name):
            return Side(name=node.node.name, is_called=True)
    return Side()
