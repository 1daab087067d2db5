"""The filters and tests that templates may use; whatever is not listed here does not exist for them."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from jinja2 import filters, tests
from jinja2.exceptions import FilterArgumentError
from jinja2.nodes import EvalContext
from jinja2.runtime import Undefined
from jinja2.utils import pass_eval_context
from markupsafe import Markup, escape

from brochure.project.sandbox.limits import MOST_DECIMALS, require_length
from brochure.project.sandbox.values import SCALARS


def listed(value: Any) -> tuple[Any, ...]:
    """The items of a list, the keys of a mapping or the letters of a text; raises TypeError for anything else."""
    if isinstance(value, Undefined):
        str(value)  # raises, saying what there is not
    if type(value) in (tuple, list, str, Markup, dict, MappingProxyType):
        return tuple(value)
    raise TypeError(f"{named(value)} is not a list")


def scalar(value: Any) -> Any:
    """`value`, if it is a text, a number, true, false or none; raises TypeError for anything else."""
    if isinstance(value, Undefined):
        str(value)
    if type(value) not in SCALARS:
        raise TypeError(f"{named(value)} cannot be printed or compared; name what is in it")
    return value


def named(value: Any) -> str:
    """What a value is, in words."""
    kinds: Mapping[type, str] = {tuple: "a list", list: "a list", dict: "a mapping", MappingProxyType: "a mapping"}
    kinds = {**kinds, str: "a text", Markup: "a text", int: "a number", float: "a number", bool: "true or false"}
    return kinds.get(type(value)) or ("none" if value is None else f"{value!r:.60}")


def _scalars(value: Any) -> tuple[Any, ...]:
    return tuple(map(scalar, listed(value)))


def _number(value: Any) -> Any:
    if type(value) not in (int, float):
        raise TypeError(f"{named(value)} is not a number")
    return value


@pass_eval_context
def join_texts(eval_context: EvalContext, value: Any, separator: Any = "") -> str:
    """`join`: the items of a list as one text, with `separator` between them."""
    items, between = _scalars(value), scalar(separator)
    require_length(sum(len(str(item)) for item in items) + len(str(between)) * len(items))
    return str_or_markup(filters.sync_do_join(eval_context, items, between))


def str_or_markup(text: Any) -> str:
    """A text that is exactly a `str` or `Markup`."""
    return text if type(text) in (str, Markup) else str(text)


def _batch(value: Any, count: Any) -> tuple[tuple[Any, ...], ...]:
    """`batch`: the items of a list in lists of `count`, the last of which may be shorter."""
    if type(count) is not int or count < 1:
        raise TypeError(f"batch takes a whole number from 1 on, not {named(count)}")
    items = listed(value)
    return tuple(items[start : start + count] for start in range(0, len(items), count))


def _round(value: Any, precision: Any = 0, method: Any = "common") -> float:
    """`round`: a number with `precision` decimals; `method` is "common", "ceil" or "floor"."""
    if type(precision) is not int or not -MOST_DECIMALS <= precision <= MOST_DECIMALS:
        raise TypeError(f"round takes a number of decimals up to {MOST_DECIMALS}, not {precision!r:.40}")
    try:
        return filters.do_round(_number(value), precision, scalar(method))
    except FilterArgumentError as error:
        raise TypeError(str(error)) from None


def _length(value: Any) -> int:
    return len(listed(value))


def _first(value: Any) -> Any:
    return _end(value, 0)


def _last(value: Any) -> Any:
    return _end(value, -1)


def _end(value: Any, position: int) -> Any:
    items = listed(value)
    if not items:
        raise ValueError("an empty list has no first or last item")
    return items[position]


def _default(value: Any, instead: Any = "", boolean: Any = False) -> Any:
    return instead if isinstance(value, Undefined) or (boolean and not value) else value


def _of_text(change: Callable[[str], Any]) -> Callable[[Any], str]:
    def changed(value: Any) -> str:
        text = scalar(value)
        return str_or_markup(change(text if isinstance(text, str) else str(text)))

    return changed


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "abs": lambda value: abs(_number(value)),
        "batch": _batch,
        "capitalize": _of_text(filters.do_capitalize),
        "count": _length,
        "d": _default,
        "default": _default,
        "e": lambda value: escape(scalar(value)),
        "escape": lambda value: escape(scalar(value)),
        "first": _first,
        "join": join_texts,
        "last": _last,
        "length": _length,
        "list": listed,
        "lower": _of_text(filters.do_lower),
        "max": lambda value: max(_scalars(value)),
        "min": lambda value: min(_scalars(value)),
        "reverse": lambda value: listed(value)[::-1],
        "round": _round,
        "safe": lambda value: Markup(scalar(value)),
        "sort": lambda value: tuple(sorted(_scalars(value))),
        "string": _of_text(lambda text: text),
        "sum": lambda value: sum(map(_number, listed(value))),
        "title": _of_text(filters.do_title),
        "trim": _of_text(filters.do_trim),
        "upper": _of_text(filters.do_upper),
    }
)
"""The filters of templates by their names."""


def _parity(value: Any, rest: int) -> bool:
    if type(value) is not int:
        raise TypeError(f"{named(value)} is neither odd nor even")
    return value % 2 == rest


TESTS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "defined": tests.test_defined,
        "even": lambda value: _parity(value, 0),
        "false": tests.test_false,
        "mapping": lambda value: type(value) in (dict, MappingProxyType),
        "none": tests.test_none,
        "number": lambda value: type(value) in (int, float),
        "odd": lambda value: _parity(value, 1),
        "sequence": lambda value: type(value) in (tuple, list, str, Markup),
        "string": lambda value: type(value) in (str, Markup),
        "true": tests.test_true,
        "undefined": tests.test_undefined,
    }
)
"""The tests of templates (`x is odd`) by their names."""


def joined(parts: Iterable[str]) -> str:
    """Parts of a text put together; raises `LimitError` before it becomes longer than a text may be."""
    found: list[str] = []
    letters = 0
    for part in parts:
        letters += len(part)
        require_length(letters)
        found.append(part)
    return "".join(found)
