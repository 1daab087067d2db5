"""An author's text as a Jinja template, looked through before it runs.

What can be known without running is told first and all at once: syntax, names that do not exist, tags that authors
may not use, digits typed by hand. Expressions that use a broken or unknown name are taken out, so that the rest of
the text can still be checked. Each format, function and claim learns where its expression stands.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from jinja2 import TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from brochure.findings import Faults, Finding, Place, Report, near
from brochure.making.text.bounds import too_much
from brochure.making.text.commonmark import numbered_items
from brochure.making.text.digits import RULE as TYPED_DIGITS
from brochure.making.text.digits import typed_digits
from brochure.making.text.foreign import RULE as UNKNOWN_MARK
from brochure.making.text.foreign import foreign_marks
from brochure.making.text.frames import TYPED, framed
from brochure.making.text.remarks import unclosed_html_remark
from brochure.making.text.tags import tag_slips
from brochure.project.sandbox.environment import Sandbox
from brochure.statistics.expressions import foreign
from brochure.statistics.numbers.calling import Form

BLANK = "?"
"""Stands for a value that could not be worked out; such a text is never printed."""

NOT_SHOWN = "\ufffc"
"""Stands for each character of an expression or tag in `without_expressions`."""

_MARKS_TOLD = 50
"""Of one text; the rest is summed up."""

NodeT = TypeVar("NodeT", bound=nodes.Node)
_TAGS = frozenset({"claim", "endclaim", "if", "elif", "else", "endif"})
_PLACING = frozenset({"figure", "table", "ref"})
_NOT_PRINTING = frozenset({"absolutt"})


@dataclass(frozen=True, slots=True)
class Known:
    """The names an author may use: sound numbers, broken ones, functions, formats."""

    numbers: Collection[str]
    broken: Collection[str]
    functions: Mapping[str, Form]
    formats: Mapping[str, Form]


class ClaimExtension(Extension):
    """`{% claim condition %}sentence{% endclaim %}`: calls `claim(condition, source, at, names, caller)`."""

    tags = {"claim"}  # noqa: RUF012 - Jinja's own form

    def parse(self, parser: Parser) -> nodes.Node:
        """Read one claim; its condition's source is filled in later by `_with_sources`."""
        line = next(parser.stream).lineno
        condition = parser.parse_expression()
        body = parser.parse_statements(("name:endclaim",), drop_needle=True)
        call = nodes.Call(nodes.Name("claim", "load"), [condition, nodes.Const("")], [], None, None)
        block = nodes.CallBlock(call, [], [], body)
        return block.set_lineno(line)


@dataclass(frozen=True, slots=True)
class AuthorTemplate:
    """A text that has been looked through; `used` lists the sound numbers it names."""

    tree: nodes.Template
    place: Place
    used: frozenset[str]


def prepare(sandbox: Sandbox, source: str, place: Place, known: Known, report: Report) -> AuthorTemplate:
    """Look through `source`, which begins at `place`; raises `Faults` when its syntax cannot be read."""
    if faults := [Finding(_at(place, source, item.start), item.message) for item in too_much(source)]:
        raise Faults(faults)
    try:
        _refuse_tags(sandbox, source, place)
        tree = sandbox.parse(source)
        _with_sources(sandbox, source, tree)
    except TemplateSyntaxError as error:
        if slips := tag_slips(source, is_read=False):
            raise Faults(Finding(_at(place, source, slip.start), slip.message) for slip in slips) from None
        raise Faults.one(_line(place, error.lineno), f"cannot read this: {error.message}") from None
    for slip in tag_slips(source, is_read=True):
        report.error(_at(place, source, slip.start), slip.message)
    _tell_unknown_marks(without_expressions(sandbox, source), place, report)
    for digits, line, column in _typed(sandbox, source):
        message = f"'{digits}' is typed by hand; bind it to a number, or mark it as not statistical: {{{digits}}}"
        report.error(_letter(place, line, column), message, TYPED_DIGITS.name)
    sound = _take_out_unknown(tree, _Where(source, place), known, report)
    _give_places(sandbox, source, tree, known)
    return AuthorTemplate(tree, place, sound)


def pieces(tree: nodes.Template) -> Iterator[nodes.Template]:
    """Every expression and block of a text as a template of its own, so that the fault of one does not hide others."""
    assert tree.environment is not None
    for statement in tree.body:
        if isinstance(statement, nodes.Output):
            alone: list[nodes.Node] = [nodes.Output([child], lineno=child.lineno) for child in statement.nodes]
        else:
            alone = [statement]
        for node in alone:
            piece = nodes.Template([node], lineno=1)
            piece.set_environment(tree.environment)
            yield piece


def _line(place: Place, line: int) -> Place:
    """The place `line` lines into a text that begins at `place`; lines count from 1."""
    return Place(place.path, (place.line or 1) + line - 1)


def _at(place: Place, source: str, offset: int) -> Place:
    """The place of a letter of `source`, counted from 0, that begins at `place`."""
    return _letter(place, source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset))


def _letter(place: Place, line: int, column: int) -> Place:
    """The place of a letter of a text that begins at `place`; its first line may begin at any column, or none known."""
    if line > 1:
        return Place(place.path, _line(place, line).line, column)
    return Place(place.path, place.line, place.column + column - 1 if place.column else None)


@dataclass(frozen=True, slots=True)
class _Where:
    """A source and where it begins."""

    source: str
    begin: Place

    def word(self, word: str, line: int) -> Place:
        """Where a word first stands on a line of the source, counted from 1; its line alone if it is not there."""
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self.source.split("\n")[line - 1])
        return _letter(self.begin, line, found.start() + 1) if found else _line(self.begin, line)


def _refuse_tags(sandbox: Sandbox, source: str, place: Place) -> None:
    """Raise `Faults` for every tag but the few that authors need."""
    faults: list[Finding] = []
    opened = False
    for line, kind, text in sandbox.lex(source):
        if opened and kind == "name" and text not in _TAGS:
            faults.append(Finding(_line(place, line), f"'{text}' cannot be used in a text.{near(text, _TAGS)}"))
        opened = kind == "block_begin" or (opened and kind == "whitespace")
    if faults:
        raise Faults(faults)


def _typed(sandbox: Sandbox, source: str) -> Iterator[tuple[str, int, int]]:
    """Digits typed by hand outside tags and expressions, with their line and column, from 1."""
    visible = without_expressions(sandbox, source)
    for digits, start in typed_digits(visible, numbered_items(visible)):
        yield digits, visible.count("\n", 0, start) + 1, start - visible.rfind("\n", 0, start)


def _tell_unknown_marks(visible: str, place: Place, report: Report) -> None:
    """Report the marks of a text, without its expressions, that would be printed because no one knows them."""
    begun = unclosed_html_remark(visible)
    if begun is not None:
        report.error(
            _at(place, visible, begun), "this remark is not closed; write --> where it ends", UNKNOWN_MARK.name
        )
    slipped = {finding.place.line for finding in report.findings if finding.place.path == place.path}
    marks = list(foreign_marks(visible))
    for mark in marks[:_MARKS_TOLD]:
        at = _at(place, visible, mark.start)
        if at.line not in slipped:  # one slip of a tag leaves several braces behind
            report.error(at, mark.message, UNKNOWN_MARK.name)
    if more := len(marks[_MARKS_TOLD:]):
        at = _at(place, visible, marks[_MARKS_TOLD].start)
        report.error(at, f"and {more} more marks that are not known here, from this one on", UNKNOWN_MARK.name)


def without_expressions(sandbox: Sandbox, source: str) -> str:
    """`source`, line for line, with a sign in place of each character of its tags and expressions."""
    visible: list[str] = []
    line = 1
    for start, kind, text in sandbox.lex(source):
        shown = text if kind == "data" else re.sub(r"[^\n]", NOT_SHOWN, text)
        visible += ["\n" * (start - line), shown]
        line = start + text.count("\n")
    return "".join(visible)


def _with_sources(sandbox: Sandbox, source: str, tree: nodes.Template) -> None:
    """Give every claim the source of its condition, as its second argument."""
    sources: list[str] = []
    tokens = sandbox.lex(source)
    for _, kind, _value in tokens:
        if kind == "block_begin":
            words = []
            for _, inner, text in tokens:
                if inner == "block_end":
                    break
                words.append(text)
            statement = "".join(words).strip()
            if statement.split(maxsplit=1)[:1] == ["claim"]:
                sources.append(" ".join(statement.split()[1:]))
    for block, condition in zip(_claims(tree), sources, strict=True):
        block.call.args[1] = nodes.Const(condition)


def _claims(tree: nodes.Template) -> list[nodes.CallBlock]:
    """The claims in the order of their conditions in the source: outer ones before inner ones."""
    found: list[nodes.CallBlock] = []

    def walk(node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.CallBlock):
                found.append(child)
            walk(child)

    walk(tree)
    return found


def _take_out_unknown(tree: nodes.Template, where: _Where, known: Known, report: Report) -> frozenset[str]:
    """Report unknown names and formats, and replace what uses an unknown or broken one; returns the sound names."""
    sound: set[str] = set()
    names = [*known.numbers, *known.broken, *known.functions]

    def is_sound(expression: nodes.Node) -> bool:
        good = True
        for name in _named(expression):
            if name.name not in names:
                message = f"there is no number '{name.name}'.{near(name.name, names, listed=0)}"
                report.error(where.word(name.name, name.lineno), message)
                good = False
            elif name.name in known.broken:
                good = False
            elif name.name in known.numbers:
                sound.add(name.name)
        for format_ in _all(expression, nodes.Filter):
            if format_.name not in known.formats:
                message = f"there is no format '{format_.name}'.{near(format_.name, known.formats, listed=20)}"
                report.error(where.word(format_.name, format_.lineno), message)
                good = False
        return good

    def is_used_well(expression: nodes.Node) -> bool:
        faults = list(_misused(expression, known))
        for line, fault in faults:
            report.error(_line(where.begin, line), fault)
        return not faults

    for output in tree.find_all(nodes.Output):
        for i, child in enumerate(output.nodes):
            if isinstance(child, nodes.TemplateData):
                continue
            sound_here, fault = is_sound(child), _unprintable(child)
            if sound_here and fault:
                report.error(_line(where.begin, child.lineno), fault)
            if not sound_here or fault or not is_used_well(child):
                output.nodes[i] = nodes.Const(BLANK, lineno=child.lineno)
    for block in tree.find_all(nodes.CallBlock):
        if not (is_sound(block.call.args[0]) and is_used_well(block.call.args[0])):
            block.call.args[0] = nodes.Const(True)
    for branch in tree.find_all(nodes.If):
        if not (is_sound(branch.test) and is_used_well(branch.test)):
            branch.test = nodes.Const(True)
    return frozenset(sound)


def _misused(expression: nodes.Node, known: Known) -> Iterator[tuple[int, str]]:
    """Line and fault of what authors cannot use in an expression, and of options that are not there."""
    for line, told in foreign(expression):
        yield line, f"this cannot be used in an expression: {told}"
        return
    named: list[tuple[nodes.Call | nodes.Filter, str, Mapping[str, Form]]] = [
        *((call, getattr(call.node, "name", ""), known.functions) for call in _all(expression, nodes.Call)),
        *((format_, format_.name, known.formats) for format_ in _all(expression, nodes.Filter)),
    ]
    for node, name, forms in named:
        for option in node.kwargs:
            if name in forms and option.key not in forms[name].options:
                yield node.lineno, f"'{name}' has no option '{option.key}'; write {forms[name].written}"


def _unprintable(expression: nodes.Node) -> str | None:
    """Why an expression cannot be printed, if so: what is printed comes from a format, or places or names a figure."""
    match expression:
        case nodes.Filter() if expression.name not in _NOT_PRINTING:
            return None
        case nodes.Call(node=nodes.Name(name=name)) if name in _PLACING:
            first = expression.args[0] if len(expression.args) == 1 else None
            quoted_name = isinstance(first, nodes.Const) and isinstance(first.value, str)
            return None if quoted_name else f'{name} takes a name in quotes: {name}("…")'
        case nodes.CondExpr(expr1=first, expr2=nodes.Node() as second):
            return _unprintable(first) or _unprintable(second)
    name = next((name.name for name in _named(expression)), "name")
    return f"this does not say how it is printed; end it with a format, such as {{{{ {name} | prosent }}}}"


def _all(expression: nodes.Node, kind: type[NodeT]) -> Iterable[NodeT]:
    if isinstance(expression, kind):
        yield expression
    yield from expression.find_all(kind)


def _named(expression: nodes.Node) -> Iterable[nodes.Name]:
    if isinstance(expression, nodes.Name):
        yield expression
    yield from expression.find_all(nodes.Name)


def _give_places(sandbox: Sandbox, source: str, tree: nodes.Template, known: Known) -> None:
    """Tell every format, function and claim at which letter of the source its expression begins.

    What an expression prints at last also gets `printed=True`; what an author has typed is framed by its own place.
    """
    begins = _Begins(sandbox, source)

    def stamp(expression: nodes.Node, at: int) -> None:
        calls = [node for node in _all(expression, nodes.Call) if isinstance(node.node, nodes.Name)]
        formats_and_calls: list[nodes.Filter | nodes.Call] = [*_all(expression, nodes.Filter), *calls]
        for node in formats_and_calls:
            node.kwargs.append(_keyword("at", at, node.lineno))

    def walk(node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.TemplateData):
                child.data = framed(TYPED, begins.of_typed(child.data), child.data)
            elif isinstance(node, nodes.Output):
                at, written = begins.of_expression()
                stamp(child, at)
                for format_ in _printing(child):
                    format_.kwargs.append(_keyword("printed", written, child.lineno))
            elif isinstance(child, nodes.CallBlock):
                at = begins.of_claim()
                stamp(child.call.args[0], at)
                names = sorted({name.name for name in _named(child.call.args[0])} & set(known.numbers))
                child.call.kwargs += [_keyword("at", at, child.lineno), _keyword("names", tuple(names), child.lineno)]
                walk(child)
            elif isinstance(child, nodes.If):
                stamp(child.test, begins.of_line(child.lineno))
                walk(child)
            elif isinstance(child, nodes.Output):
                walk(child)

    walk(tree)


class _Begins:
    """Hands out, in the order of the source, where typed stretches, expressions and claims begin in it."""

    def __init__(self, sandbox: Sandbox, source: str) -> None:
        self._source = source
        self._typed = 0
        self._expressions: list[tuple[int, str]] = []
        self._claims: list[int] = []
        position, opened = 0, -1
        inside: list[str] = []
        for _, kind, text in sandbox.lex(source):
            begin = source.find(text, position)
            position = begin + len(text)
            if kind in ("variable_begin", "block_begin"):
                opened, inside = begin, []
            elif kind == "variable_end":
                self._expressions.append((opened, " ".join("".join(inside).split())))
            elif kind == "block_end" and inside and "".join(inside).split()[:1] == ["claim"]:
                self._claims.append(opened)
            else:
                inside.append(text)
        self._expressions.reverse()
        self._claims.reverse()

    def of_typed(self, data: str) -> int:
        """Where the next typed stretch begins."""
        begin = self._source.find(data, self._typed)
        self._typed = begin + len(data)
        return begin

    def of_expression(self) -> tuple[int, str]:
        """Where the next printing expression begins, and what is written in it."""
        return self._expressions.pop()

    def of_claim(self) -> int:
        """Where the next claim begins."""
        return self._claims.pop()

    def of_line(self, line: int) -> int:
        """Where a line begins, counted from 1."""
        return sum(len(text) + 1 for text in self._source.split("\n")[: line - 1])


def _keyword(name: str, value: object, line: int) -> Any:  # Jinja calls it a Pair and takes a Keyword
    return nodes.Keyword(name, nodes.Const(value), lineno=line)


def _printing(expression: nodes.Node) -> Iterator[nodes.Filter]:
    """The formats whose outcome an expression prints."""
    match expression:
        case nodes.Filter():
            yield expression
        case nodes.CondExpr(expr1=first, expr2=second):
            yield from _printing(first)
            if second is not None:
                yield from _printing(second)
