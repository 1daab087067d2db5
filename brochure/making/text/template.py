"""An author's text as a Jinja template, looked through before it runs.

What can be known without running is told first and all at once: syntax, names that do not exist, tags that authors
may not use, digits typed by hand. Expressions that use a broken or unknown name are taken out, so that the rest of
the text can still be checked. Each format, function and claim learns where its expression stands.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
from brochure.making.text.foreign import foreign_marks, unprintable_entities
from brochure.making.text.frames import TYPED, framed
from brochure.making.text.remarks import unclosed_html_remark
from brochure.making.text.tags import tag_slips
from brochure.making.text.written import Tags, Written, read_tags
from brochure.project.sandbox.environment import Sandbox, said
from brochure.statistics.expressions import comparing, foreign
from brochure.statistics.numbers.calling import Form
from brochure.statistics.numbers.tautologies import Limits, emptiness

BLANK = "?"
"""Stands for a value that could not be worked out; such a text is never printed."""

_MARKS_TOLD = 50
"""Of one text; the rest is summed up."""
_MARKS_READ = 1_000
"""A text with more is in another language of marks, and is not looked at further."""

NodeT = TypeVar("NodeT", bound=nodes.Node)
_TAGS = frozenset({"claim", "endclaim", "if", "elif", "else", "endif"})
_PLACING = frozenset({"figure", "table", "ref"})
_NOT_PRINTING = frozenset({"absolutt"})


@dataclass(frozen=True, slots=True)
class Known:
    """The names an author may use: sound numbers, broken ones, functions, formats, claims and periods."""

    numbers: Collection[str]
    broken: Collection[str]
    functions: Mapping[str, Form]
    formats: Mapping[str, Form]
    claims: Collection[str] = ()
    periods: Collection[str] = ()
    limits: Limits = field(default_factory=dict)

    @property
    def values(self) -> tuple[str, ...]:
        """The names that follow the data."""
        return (*self.numbers, *self.claims, *self.periods)


class ClaimExtension(Extension):
    """`{% claim condition %}sentence{% endclaim %}`: calls `claim(condition, source, at, names, caller)`."""

    tags = {"claim"}  # noqa: RUF012 - Jinja's own form

    def parse(self, parser: Parser) -> nodes.Node:
        """Read one claim; its condition's source is filled in later by `_give_places`."""
        line = next(parser.stream).lineno
        condition = parser.parse_expression()
        body = parser.parse_statements(("name:endclaim",), drop_needle=True)
        call = nodes.Call(nodes.Name("claim", "load"), [condition, nodes.Const("")], [], None, None)
        block = nodes.CallBlock(call, [], [], body)
        return block.set_lineno(line)


def prepare(sandbox: Sandbox, written: Written, known: Known, report: Report) -> nodes.Template:
    """A text that has been looked through; raises `Faults` when its syntax cannot be read."""
    source = written.source
    if faults := [written.finding(slip) for slip in too_much(source)]:
        raise Faults(faults)
    try:
        tags = read_tags(sandbox, source)
        _refuse_tags(tags, written)
        tree = sandbox.parse(source)
    except TemplateSyntaxError as error:
        if slips := tag_slips(source, is_read=False):
            raise Faults(map(written.finding, slips)) from None
        raise Faults.one(written.on_line(error.lineno), f"cannot read this: {said(error)}") from None
    for slip in tag_slips(source, is_read=True):
        report.add(written.finding(slip))
    _report_unknown_marks(tags.visible, written, report)
    for digits, start in typed_digits(tags.visible, numbered_items(tags.visible)):
        message = f"'{digits}' is typed by hand; bind it to a number, or mark it as not statistical: {{{digits}}}"
        report.error(written.place(start), message, TYPED_DIGITS.name)
    _take_out_unknown(tree, written, known, report)
    _give_places(tags, source, tree, known)
    return tree


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


def _word(written: Written, word: str, line: int) -> Place:
    """Where a word first stands on a line, counted from 1; the line alone if it is not there."""
    start = sum(len(above) + 1 for above in written.source.split("\n")[: line - 1])
    found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(written.source, start)
    is_there = found is not None and written.line(found.start()) == line
    return written.place(found.start()) if found and is_there else written.on_line(line)


def _refuse_tags(tags: Tags, written: Written) -> None:
    """Raise `Faults` for every tag but the few that authors need."""
    if faults := [
        Finding(
            written.on_line(written.line(tag.start)), f"'{tag.name}' cannot be used in a text.{near(tag.name, _TAGS)}"
        )
        for tag in tags.tags
        if tag.name and tag.name not in _TAGS
    ]:
        raise Faults(faults)


def _report_unknown_marks(visible: str, written: Written, report: Report) -> None:
    """Report the marks of a text, without its tags, that would be printed because no one knows them."""
    begun = unclosed_html_remark(visible)
    if begun is not None:
        report.error(written.place(begun), "this remark is not closed; write --> where it ends", UNKNOWN_MARK.name)
    slipped = {finding.place.line for finding in report.findings if finding.place.path == written.begin.path}
    marks = sorted([*foreign_marks(visible), *unprintable_entities(visible)], key=lambda mark: mark.start)
    for mark in marks[:_MARKS_TOLD]:
        if written.place(mark.start).line not in slipped:  # one slip of a tag leaves several braces behind
            report.add(written.finding(mark, UNKNOWN_MARK.name))
    if more := len(marks[_MARKS_TOLD:]):
        at = written.place(marks[_MARKS_TOLD].start)
        report.error(at, f"and {more} more marks that are not known here, from this one on", UNKNOWN_MARK.name)
    if len(marks) > _MARKS_READ:
        message = f"this text has more than {_MARKS_READ:,} marks that are not known here; it is not read further"
        raise Faults.one(written.begin, message)


def _take_out_unknown(tree: nodes.Template, written: Written, known: Known, report: Report) -> None:
    """Report unknown names and formats, and replace what uses an unknown or broken one."""
    names = [*known.values, *known.broken, *known.functions]
    conditions = [block.call.args[0] for block in tree.find_all(nodes.CallBlock)]
    claimed = {id(name) for condition in conditions for name in _named(condition)}

    def is_sound(expression: nodes.Node) -> bool:
        good = True
        for name in _named(expression):
            if name.name not in names:
                what = "claim or number" if id(name) in claimed else "number"
                message = f"there is no {what} '{name.name}'.{near(name.name, names, listed=0)}"
                report.error(_word(written, name.name, name.lineno), message)
                good = False
            elif name.name in known.broken:
                good = False
        for format_ in _all(expression, nodes.Filter):
            if format_.name not in known.formats:
                message = f"there is no format '{format_.name}'.{near(format_.name, known.formats, listed=20)}"
                report.error(_word(written, format_.name, format_.lineno), message)
                good = False
        return good

    def is_used_well(expression: nodes.Node) -> bool:
        faults = list(_misused(expression, known))
        for line, fault in faults:
            report.error(written.on_line(line), fault)
        return not faults

    for output in tree.find_all(nodes.Output):
        for i, child in enumerate(output.nodes):
            if isinstance(child, nodes.TemplateData):
                continue
            sound_here, fault = is_sound(child), _unprintable(child)
            if sound_here and fault:
                report.error(written.on_line(child.lineno), fault)
            if not sound_here or fault or not is_used_well(child):
                output.nodes[i] = nodes.Const(BLANK, lineno=child.lineno)
    for block in tree.find_all(nodes.CallBlock):
        condition = block.call.args[0]
        if not (is_sound(condition) and is_used_well(condition)):
            block.call.args[0] = nodes.Const(True)
        elif fault := emptiness(condition, known.values, known.limits):
            report.error(written.on_line(condition.lineno), fault)
            block.call.args[0] = nodes.Const(True)
    for branch in tree.find_all(nodes.If):
        if not (is_sound(branch.test) and is_used_well(branch.test)):
            branch.test = nodes.Const(True)


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
    how = f"{{{{ {name} | prosent }}}}, or prosentpoeng for a difference of percentages"
    return f"this does not say how it is printed; end it with a format, such as {how}"


def _all(expression: nodes.Node, kind: type[NodeT]) -> Iterable[NodeT]:
    if isinstance(expression, kind):
        yield expression
    yield from expression.find_all(kind)


def _named(expression: nodes.Node) -> Iterable[nodes.Name]:
    if isinstance(expression, nodes.Name):
        yield expression
    yield from expression.find_all(nodes.Name)


def _give_places(tags: Tags, source: str, tree: nodes.Template, known: Known) -> None:
    """Tell every format, function and claim at which letter of the source its expression begins.

    What an expression prints at last also gets `printed=True`, a claim the source of its condition; what an author has
    typed is framed by its own place.
    """
    printed, claims, conditions = (iter(tags.named(*names)) for names in (("",), ("claim",), ("if", "elif")))
    reached = 0

    def stamp(expression: nodes.Node, at: int) -> None:
        calls = [node for node in _all(expression, nodes.Call) if isinstance(node.node, nodes.Name)]
        formats_and_calls: list[nodes.Filter | nodes.Call] = [*_all(expression, nodes.Filter), *calls]
        for node in formats_and_calls:
            node.kwargs.append(_keyword("at", at, node.lineno))

    def walk(node: nodes.Node) -> None:
        nonlocal reached
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.TemplateData):
                begin = source.find(child.data, reached)
                reached = begin + len(child.data)
                child.data = framed(TYPED, begin, child.data)
            elif isinstance(node, nodes.Output):
                tag = next(printed)
                stamp(child, tag.start)
                for format_ in _printing(child):
                    format_.kwargs.append(_keyword("printed", tag.shown, child.lineno))
            elif isinstance(child, nodes.CallBlock):
                tag, call = next(claims), child.call
                call.args[0] = comparing(call.args[0])
                stamp(call.args[0], tag.start)
                names = sorted({name.name for name in _named(call.args[0])} & set(known.numbers))
                call.args[1] = nodes.Const(tag.shown)
                call.kwargs += [_keyword("at", tag.start, child.lineno), _keyword("names", tuple(names), child.lineno)]
                walk(child)
            elif isinstance(child, nodes.If):
                stamp(child.test, next(conditions).start)
                walk(child)
            elif isinstance(child, nodes.Output):
                walk(child)

    walk(tree)


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
