"""The sandbox in which templates and style sheets run: names are allowed, one by one, and nothing else is there.

No attribute of a Python object is ever looked up for a template. It reaches the fields of the records that it is given
(`values`), the items of lists and mappings, what a loop tells of itself, and the macros of other templates; it calls
helper functions and macros, and uses the filters and tests of `filters`.
"""

import operator
import re
from collections.abc import Callable, Mapping
from types import CodeType, MappingProxyType
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.parser import Parser
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, Undefined, markup_join, str_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import pass_context, pass_environment, pass_eval_context
from markupsafe import Markup

from brochure.findings import near
from brochure.project.sandbox import guards
from brochure.project.sandbox.filters import FILTERS, TESTS, joined, listed, named, scalar, str_or_markup
from brochure.project.sandbox.limits import (
    LARGEST_NUMBER,
    MACRO_DEPTH,
    MEASURED_LETTERS,
    SOURCE_LETTERS,
    LimitError,
    Spent,
    require_length,
)
from brochure.project.sandbox.values import Helper, Record, fields_of, is_plain, kind_of, plain

LOOP = frozenset(
    {"depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem", "revindex", "revindex0"}
)
"""What a loop tells of itself."""
_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
}
_MISSED = 2_000
"""The steps that it takes to say what a missing name could have been."""
_CONTEXT = ("_loop_vars", "_block_vars")
"""Options that Jinja itself adds to a call."""
NESTED = "this is nested too deeply to be read; divide it into steps with names of their own"


_MISSING = {
    "unexpected 'end of template'": "something is missing at its end",
    "unexpected 'end of statement block'": "something is missing before %}",
    "unexpected 'end of print statement'": "something is missing before }}",
}
_EXPECTED = re.compile(r"expected token '(?P<wanted>.+?)', got '(?P<got>.+?)'")
_BRACKET = re.compile(r"unexpected '(?P<got>.+?)', expected '(?P<wanted>.+?)'")


def said(error: TemplateSyntaxError) -> str:
    """What keeps a template or expression from being read, in words of its author."""
    message = error.message or ""
    if (found := _EXPECTED.fullmatch(message) or _BRACKET.fullmatch(message)) is None:
        return _MISSING.get(message, message)
    wanted, got = found["wanted"], found["got"]
    missing = _MISSING.get(f"unexpected '{got}'")
    return missing or (
        f"'{got}' cannot stand here" if wanted.startswith("end of") else f"'{wanted}' is missing before '{got}'"
    )


@pass_context
def _printable(context: Context, value: Any) -> Any:
    """What an expression prints: a text, a number or the like."""
    sandbox: Sandbox = context.environment  # type: ignore[assignment]
    sandbox.spent.step()
    text = scalar(value)
    sandbox.spent.print(len(text) if isinstance(text, str) else 1)
    return text


class Sandbox(SandboxedEnvironment):
    """A Jinja environment for text that is not trusted; begin each rendering with `begin`."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})
    intercepted_unops = frozenset({"+", "-"})
    concat = staticmethod(joined)

    def __init__(self, loader: BaseLoader | None = None, *, autoescape: bool = False, **options: Any) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=autoescape,
            keep_trailing_newline=True,
            optimized=False,
            finalize=_printable,
            **options,
        )
        self.spent = Spent()
        self.globals.clear()
        self.filters = {**FILTERS, **_GUARDS}
        self.tests = dict(TESTS)

    def begin(self) -> None:
        """Count anew."""
        self.spent = Spent()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No attribute of any object is in reach."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Helper functions, macros and blocks can be called."""
        return type(obj) in (Helper, Macro, BlockReference)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` in a template."""
        self.spent.step()
        if isinstance(obj, Undefined):
            str(obj)  # raises, saying what there is not
        match obj:
            case Record() if attribute in fields_of(obj):
                return fields_of(obj)[attribute]
            case LoopContext() if attribute in LOOP:
                return getattr(obj, attribute)
            case TemplateModule() if attribute in _exported(obj):
                return _exported(obj)[attribute]
            case dict() | MappingProxyType() if attribute in obj:
                return obj[attribute]
            case dict() | MappingProxyType() if attribute == "items":
                return Helper("items()", lambda: tuple(obj.items()))
        return self._missing(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]` in a template."""
        self.spent.step()
        if isinstance(obj, Undefined):
            str(obj)
        key = scalar(argument)
        if type(obj) in (dict, MappingProxyType):
            return obj[key] if key in obj else self._missing(obj, key)
        if type(key) is int and type(obj) in (tuple, list, str, Markup):
            return obj[key] if -len(obj) <= key < len(obj) else self._missing(obj, key)
        return self.getattr(obj, key) if type(key) is str else self._missing(obj, key)

    def _missing(self, obj: Any, name: object) -> Undefined:
        self.spent.step(_MISSED)
        kind = f"a {kind_of(obj)}" if type(obj) is Record else named(obj)
        hint = near(str(name), _names_of(obj), listed=12)
        told = f"'{name!s:.60}' is not a name that can be used of {kind}.{hint}"
        return self.undefined(told, name=str(name), exc=SecurityError)

    def call(self, context: Context, called: Any, /, *arguments: Any, **options: Any) -> Any:
        """`called(…)` in a template."""
        self.spent.step()
        if isinstance(called, Undefined):
            str(called)
        if not self.is_safe_callable(called):
            raise SecurityError(
                f"{named(called)} cannot be called; a template calls macros and declared functions only"
            )
        if type(called) is Helper:
            written = {name: value for name, value in options.items() if name not in _CONTEXT}
            return self._helped(called, arguments, written)
        self.spent.macros += 1
        try:
            if self.spent.macros > MACRO_DEPTH:
                raise LimitError(f"macros call one another more than {MACRO_DEPTH} deep; does one call itself?")
            return context.call(called, *arguments, **options)
        finally:
            self.spent.macros -= 1

    def _helped(self, helper: Helper, arguments: tuple[Any, ...], options: Mapping[str, Any]) -> Any:
        """What a helper function answers; raises TypeError where it cannot be called so."""
        for value in (*arguments, *options.values()):
            if isinstance(value, Undefined):
                str(value)
            self._measured(value)
        try:
            return plain(helper.function(*arguments, **options))
        except (TypeError, AttributeError, LookupError, ArithmeticError, RecursionError) as error:
            raise TypeError(f"the function is not used as {helper.form}: {_reason(error)}") from None

    def _measured(self, value: Any) -> None:
        """Note the work that a value makes for a function; raises where it is too much, or not a plain one."""
        self.spent.step()
        if not is_plain(value):
            raise SecurityError(f"{named(value)} cannot be given to a function")
        if type(value) is tuple:
            for item in value:
                self._measured(item)
        elif isinstance(value, str):
            if len(value) > MEASURED_LETTERS:
                told = f"a function is given a text of {len(value):,} letters; the most is {MEASURED_LETTERS:,}"
                raise LimitError(told)
            self.spent.step(len(value) ** 2 // 4000)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic between numbers; texts are joined with ~."""
        self.spent.step()
        if operator not in _ARITHMETIC:
            raise TypeError(f"'{operator}' cannot be used here")
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)
            if type(value) not in (int, float):
                raise TypeError(f"'{operator}' cannot be used here: {named(value)} is not a number; join texts with ~")
        result = _ARITHMETIC[operator](left, right)
        if not abs(result) <= LARGEST_NUMBER:
            raise LimitError(f"this number is too large; a template reckons up to {LARGEST_NUMBER:,}")
        return result

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """The sign before a number."""
        if isinstance(arg, Undefined):
            str(arg)
        if type(arg) not in (int, float):
            raise TypeError(f"'{operator}' cannot be used here: {named(arg)} is not a number")
        return -arg if operator == "-" else arg

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Read a template; raises `TemplateSyntaxError` also where Python itself would give up."""
        if len(source) > SOURCE_LETTERS:
            told = f"a template has at most {SOURCE_LETTERS:,} letters, not {len(source):,}"
            raise TemplateSyntaxError(told, 1, name, filename)
        parser = Parser(self, source, name, filename)
        try:
            tree = parser.parse()
            guards.refuse_excess(tree)
        except TemplateSyntaxError as error:
            error.name, error.filename = error.name or name, error.filename or filename
            raise
        except RecursionError:
            raise TemplateSyntaxError(NESTED, parser.stream.current.lineno, name, filename) from None
        except ValueError:  # Python reads whole numbers of up to 4,300 digits
            told = "a number on this line has too many digits"
            raise TemplateSyntaxError(told, parser.stream.current.lineno, name, filename) from None
        return tree

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return super()._generate(self._guarded(source, name, filename), name, filename, defer_init)

    def _guarded(self, tree: nodes.Template, name: str | None, filename: str | None) -> nodes.Template:
        return guards.guard(tree, self, name, filename)

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError, ValueError):
            raise TemplateSyntaxError(NESTED, 1, None, filename) from None


def _exported(module: TemplateModule) -> Mapping[str, Any]:
    """The macros and values that an imported template makes known."""
    found = vars(module)
    return {
        name: value
        for name, value in found.items()
        if not name.startswith("_") and (type(value) is Macro or is_plain(value))
    }


def _names_of(obj: Any) -> tuple[str, ...]:
    match obj:
        case Record():
            return tuple(fields_of(obj))
        case LoopContext():
            return tuple(LOOP)
        case TemplateModule():
            return tuple(_exported(obj))
        case dict() | MappingProxyType():
            return (*map(str, obj), "items")
    return ()


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


@pass_environment
def _spend(sandbox: Sandbox, weight: int) -> None:
    sandbox.spent.step(weight)


@pass_environment
def _iterate(sandbox: Sandbox, value: Any) -> Any:
    items = listed(value)
    sandbox.spent.step(len(items))
    return items


@pass_environment
def _compare(sandbox: Sandbox, value: Any) -> Any:
    sandbox.spent.step()
    return scalar(value)


@pass_environment
def _search(sandbox: Sandbox, value: Any) -> Any:
    items = listed(value)
    sandbox.spent.step(len(items))
    if type(value) not in (str, Markup):
        for item in items:
            scalar(item)
    return value


@pass_eval_context
def _join(eval_context: EvalContext, pieces: tuple[Any, ...]) -> str:
    texts = [scalar(piece) for piece in pieces]
    require_length(sum(len(text) if isinstance(text, str) else 20 for text in texts))
    return str_or_markup((markup_join if eval_context.autoescape else str_join)(texts))


_GUARDS: Mapping[str, Callable[..., Any]] = {
    guards.SPEND: _spend,
    guards.ITERATE: _iterate,
    guards.JOIN: _join,
    guards.COMPARE: _compare,
    guards.SEARCH: _search,
}
