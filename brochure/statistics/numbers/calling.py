"""How a function or format that authors use is called, checked before it is.

What it takes is read from its own signature, so that a wrong call is told with its right form, whatever is wrong.
"""

import functools
import inspect
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from brochure.statistics.numbers.moment import Moment
from brochure.statistics.numbers.number import Number
from brochure.statistics.selection import Cell

_OPTIONS: Mapping[str, str] = {
    "sign": "fortegn",
    "decimals": "desimaler",
    "of": "av",
    "capital": "stor",
    "reference": "referanse",
}
"""The names of the options of formats in Python, and those that authors use."""
_SHOWN = 60


class CallError(ValueError):
    """A function is called in another way than it can be; the message says how it can."""


@dataclass(frozen=True, slots=True)
class Form:
    """How something is called: `options` are the names that can be written before a `=`, `written` shows the whole."""

    options: tuple[str, ...]
    written: str


def form_of_function(name: str, function: Callable[..., Any]) -> Form:
    """How authors call a function, such as "change(number, since=…)"."""
    parameters = inspect.signature(function).parameters.values()
    return Form(tuple(each.name for each in parameters), f"{name}({', '.join(map(_parameter, parameters))})")


def form_of_format(name: str, function: Callable[..., Any]) -> Form:
    """How authors use a format; the first two parameters of the function are not theirs to write."""
    parameters = list(inspect.signature(function).parameters.values())[2:]
    renamed = [each.replace(name=_OPTIONS.get(each.name, each.name)) for each in parameters]
    options = {option for each in parameters for option in (each.name, _OPTIONS.get(each.name, each.name))}
    told = f"({', '.join(map(_parameter, renamed))})" if renamed else ""
    return Form(tuple(sorted(options)), f"{{{{ … | {name}{told} }}}}")


def checked(form: Form, function: Callable[..., Any], *, given: int = 0) -> Callable[..., Any]:
    """`function`, which raises `CallError` for anything that it does not take.

    The first `given` arguments, which authors do not write, are passed on as they are; a function that has some is a
    format, and its options have the names that authors know.
    """

    @functools.cache
    def taken() -> tuple[inspect.Signature, Mapping[str, Any]]:
        """What the function takes, read when it is first called: most are called in no text."""
        return inspect.signature(function), typing.get_type_hints(getattr(function, "func", function))

    @functools.wraps(function)
    def call(*arguments: Any, **options: Any) -> Any:
        signature, kinds = taken()
        authors_names = {name: authors for name, authors in _OPTIONS.items() if given and name in signature.parameters}
        python_names = {authors: name for name, authors in authors_names.items()}
        renamed = {python_names.get(name, name): value for name, value in options.items()}
        try:
            bound = signature.bind(*arguments, **renamed)
        except TypeError as error:
            raise CallError(f"this cannot be used so: {error}; write {form.written}") from None
        for position, (name, value) in enumerate(bound.arguments.items()):
            if signature.parameters[name].kind is inspect.Parameter.VAR_POSITIONAL:
                value = value[0] if value else ""
            if position >= given and not _fits(value, kinds.get(name, object)):
                told = f"{authors_names.get(name, name)} takes {_kind(kinds[name])}, not {_told(value)}"
                raise CallError(f"{told}; write {form.written}")
        return function(*bound.args, **bound.kwargs)

    return call


def _parameter(parameter: inspect.Parameter) -> str:
    if parameter.kind is parameter.VAR_POSITIONAL:
        return '"…", "…"'
    if parameter.kind is not parameter.KEYWORD_ONLY and parameter.default is parameter.empty:
        return parameter.name
    default = parameter.default
    shown = "…" if default in (None, parameter.empty) else str(default).lower()
    return f"{parameter.name}={shown}"


def _fits(value: object, kind: Any) -> bool:
    """Whether a value is of a kind that a parameter is declared with."""
    if kind is Any or kind is None or kind is type(None):
        return kind is Any or value is None
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return any(_fits(value, each) for each in typing.get_args(kind))
    if typing.get_origin(kind) is not None:  # a selection
        return isinstance(value, list) and all(isinstance(cell, Cell) for cell in value)
    if kind is Number:
        return isinstance(value, Number) or type(value) in (int, float)
    if kind is object:  # a member, such as a year, or the name of a period
        return type(value) in (str, int, Moment)
    if kind in (bool, int, str):
        return type(value) is kind
    return isinstance(value, kind)


def _kind(kind: Any) -> str:
    """A kind of value in words."""
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return " or ".join(_kind(each) for each in typing.get_args(kind) if each is not type(None))
    if typing.get_origin(kind) is not None:
        return "a selection of several cells, such as max(arbeid/sysselsatte [aar=2014, gruppe=*])"
    kinds = {Number: "a number", object: "a member in quotes or a year", bool: "true or false"}
    return {**kinds, int: "a whole number", str: "a name in quotes"}.get(kind, "a range")


def _told(value: object) -> str:
    if isinstance(value, list):
        return "a selection"
    if value is None or isinstance(value, bool):
        return str(value).lower()
    return f"{value!r:.{_SHOWN}}"
