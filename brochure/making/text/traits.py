"""What a text of an edition uses, in its order: numbers, years, figures, claims, headings and the like, by line.

Read from the source as it stands, not from what is rendered; so a text can be looked at when its numbers are at fault.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from jinja2 import TemplateSyntaxError, nodes

from brochure.findings import Place
from brochure.making.text.author import author_sandbox
from brochure.making.text.commonmark import parse_blocks
from brochure.making.text.remarks import without_html_remarks
from brochure.making.text.template import NOT_SHOWN, without_expressions
from brochure.project.edition.reading import Part
from brochure.project.sandbox.environment import Sandbox

_STRING = '"…"'
_MARKED = re.compile(r"\{([^{}]*)\}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PLACING = ("figure", "table", "ref")


class Kind(StrEnum):
    """What a trait is."""

    NUMBER = "number"
    YEAR = "year"
    FIGURE = "figure"
    TABLE = "table"
    REFERENCE = "reference"
    CLAIM = "claim"
    HEADING = "heading"
    LEAD = "lead"
    KEY_FIGURE = "key figure"
    CHANGE = "change of a key figure"
    SIDE_NOTE = "side note"


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that a text uses or has.

    `key` is what makes it the same thing in another language: a name, a condition without its words, the level of a
    heading. `shown` is how the author wrote it: of a number the whole expression that prints it, of a heading its
    words. `form` is that expression without spaces and words, for comparing; only numbers have one.
    """

    kind: Kind
    key: str
    place: Place
    shown: str = ""
    form: str = ""


def traits_of_part(part: Part) -> tuple[Trait, ...] | None:
    """The traits of a part: its lead and key figures, then its text; None when it cannot be read."""
    found: list[Trait] = []
    front, document = part.front, part.front_document
    try:
        if front.lead is not None:
            place = document.place("lead")
            found += [Trait(Kind.LEAD, "", place), *_of_expressions(without_html_remarks(front.lead), place)]
        for i, figure in enumerate(front.key_figures):
            found.append(Trait(Kind.KEY_FIGURE, "", document.place("key_figures", i)))
            for key, text in (("value", figure.value), ("text", figure.text), ("change", figure.change)):
                place = document.place("key_figures", i, key)
                if key == "change" and text is not None:
                    found.append(Trait(Kind.CHANGE, "", place))
                found += _of_expressions(without_html_remarks(text or ""), place)
        begin = Place(part.path, part.first_line)
        source = without_html_remarks(part.text)
        body = [*_of_expressions(source, begin), *_of_markdown(source, begin)]
    except (TemplateSyntaxError, RecursionError):
        return None
    return (*found, *sorted(body, key=lambda trait: trait.place.line or 0))


def traits_of_line(source: str, place: Place) -> tuple[Trait, ...] | None:
    """The traits of a text without headings, such as the title of a figure; None when it cannot be read."""
    try:
        return tuple(_of_expressions(without_html_remarks(source), place))
    except (TemplateSyntaxError, RecursionError):
        return None


def _of_markdown(source: str, begin: Place) -> Iterator[Trait]:
    """Headings and side notes."""
    visible = without_expressions(author_sandbox(), source)
    tokens = parse_blocks(visible)
    for token, following in zip_longest(tokens, tokens[1:]):
        place = _line(begin, (token.map or [0])[0] + 1)
        if token.level == 0 and token.type == "heading_open" and following is not None:
            words = re.sub(f"{NOT_SHOWN}+", "…", following.content)
            yield Trait(Kind.HEADING, token.tag[1], place, words)
        elif token.level == 0 and token.type == "blockquote_open":
            yield Trait(Kind.SIDE_NOTE, "", place)


def _of_expressions(source: str, begin: Place) -> Iterator[Trait]:
    """Numbers, figures, tables, references and claims, then the years that are marked as not statistical."""
    sandbox = author_sandbox()
    for line, is_claim, tokens in _expressions(sandbox, source):
        shown = " ".join("".join(text for _, text in tokens).split())
        form = " ".join(_STRING if kind == "string" else text for kind, text in tokens if kind != "whitespace")
        if is_claim:
            yield Trait(Kind.CLAIM, form, _line(begin, line), shown)
        else:
            yield from _printed(sandbox, shown, form, _line(begin, line))
    for line, written in enumerate(without_expressions(sandbox, source).split("\n"), start=1):
        for marked in _MARKED.findall(written):
            yield from (Trait(Kind.YEAR, year, _line(begin, line)) for year in _YEAR.findall(marked))


def _expressions(sandbox: Sandbox, source: str) -> Iterator[tuple[int, bool, list[tuple[str, str]]]]:
    """Line, whether it is a claim's condition, and tokens of every expression that prints or claims something."""
    tokens = iter(sandbox.lex(source))
    for line, kind, _ in tokens:
        if kind not in ("variable_begin", "block_begin"):
            continue
        inside: list[tuple[str, str]] = []
        for _, inner, text in tokens:
            if inner in ("variable_end", "block_end"):
                break
            inside.append((inner, text))
        if kind == "variable_begin":
            yield line, False, inside
            continue
        words = [(i, text) for i, (inner, text) in enumerate(inside) if inner == "name"]
        if words and words[0][1] == "claim":
            yield line, True, inside[words[0][0] + 1 :]


def _printed(sandbox: Sandbox, shown: str, form: str, place: Place) -> Iterator[Trait]:
    """What one printing expression uses."""
    tree = sandbox.parse(f"{{{{ {shown} }}}}")
    functions = {id(call.node) for call in tree.find_all(nodes.Call)}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in _PLACING and call.args:
            name = call.args[0]
            kind = Kind.REFERENCE if call.node.name == "ref" else Kind(call.node.name)
            yield Trait(kind, str(name.value) if isinstance(name, nodes.Const) else "", place)
    names = (node.name for node in tree.find_all(nodes.Name) if id(node) not in functions)
    for found in dict.fromkeys(names):
        yield Trait(Kind.NUMBER, found, place, shown, form)


def _line(begin: Place, line: int) -> Place:
    """The place `line` lines into a text that begins at `begin`; lines count from 1."""
    return Place(begin.path, (begin.line or 1) + line - 1)
