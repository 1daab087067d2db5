"""Damage to a file that people write: to its tokens, its lines, its values and its cells; seldom to its bytes."""

import random
import re
from collections.abc import Callable

from tests.fuzz import odd

Damage = Callable[[random.Random, str], str]

_TOKEN = re.compile(r"\{\{|\}\}|\{%|%\}|\w+|[^\w\s]|\s+")
_VALUE = re.compile(r"(?m)^(\s*(?:- )?[\w.\"-]+\s*[:=]\s*)(\S.*)$")
_INSIDE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def damaged(rng: random.Random, name: str, text: str) -> str:
    """The text of the file `name` with one damage done to it."""
    kinds = [*_ANY]
    if name.endswith((".yaml", ".toml", ".po")):
        kinds += _OF_VALUES * 3
    if name.endswith(".csv"):
        kinds += _OF_CELLS * 3
    if name.endswith((".md", ".html")):
        kinds += _OF_EXPRESSIONS * 3
    return rng.choice(kinds)(rng, text)


def _in_tokens(change: Callable[[random.Random, list[str], int], None]) -> Damage:
    def damage(rng: random.Random, text: str) -> str:
        tokens = _TOKEN.findall(text)
        seen = [place for place, token in enumerate(tokens) if not token.isspace()]
        if not seen:
            return odd.word(rng)
        change(rng, tokens, rng.choice(seen))
        return "".join(tokens)

    return damage


def _replace(rng: random.Random, tokens: list[str], at: int) -> None:
    tokens[at] = odd.word(rng)


def _insert(rng: random.Random, tokens: list[str], at: int) -> None:
    tokens.insert(at, odd.word(rng))


def _remove(rng: random.Random, tokens: list[str], at: int) -> None:
    del tokens[at]


def _double(rng: random.Random, tokens: list[str], at: int) -> None:
    tokens[at] *= rng.choice((2, 2, 2, 3000))


def _swap(rng: random.Random, tokens: list[str], at: int) -> None:
    other = rng.randrange(len(tokens))
    tokens[at], tokens[other] = tokens[other], tokens[at]


def _in_lines(change: Callable[[random.Random, list[str], int], None]) -> Damage:
    def damage(rng: random.Random, text: str) -> str:
        lines = text.split("\n")
        change(rng, lines, rng.randrange(len(lines)))
        return "\n".join(lines)

    return damage


def _indent(rng: random.Random, lines: list[str], at: int) -> None:
    lines[at] = rng.choice(("  ", "\t", "    ", "- ")) + lines[at]


def _dedent(rng: random.Random, lines: list[str], at: int) -> None:
    lines[at] = lines[at].lstrip()


def _repeat_line(rng: random.Random, lines: list[str], at: int) -> None:
    lines[at : at + 1] = [lines[at]] * rng.choice((2, 2, 3, 500))


def _odd_line(rng: random.Random, lines: list[str], at: int) -> None:
    lines.insert(at, odd.word(rng))


def _cut_lines(rng: random.Random, lines: list[str], at: int) -> None:
    del lines[at : at + rng.choice((1, 1, 3, 1000))]


def _value(rng: random.Random, text: str) -> str:
    """Another value behind a key: an odd one, one in brackets, none, or that of another key."""
    found = list(_VALUE.finditer(text))
    if not found:
        return text + odd.word(rng)
    match = rng.choice(found)
    other = rng.choice(found)
    new = rng.choice(
        (
            odd.word(rng),
            odd.word(rng),
            f"[{match[2]}]",
            f"{{x: {match[2]}}}",
            "",
            other[2],
            f'"{match[2]}"',
            f"{match[2]} {other[2]}",
        )
    )
    return f"{text[: match.start(2)]}{new}{text[match.end(2) :]}"


def _key(rng: random.Random, text: str) -> str:
    """Another name of a key: a doubled, odd or wrong one."""
    found = list(_VALUE.finditer(text))
    if not found:
        return odd.word(rng) + text
    match, other = rng.choice(found), rng.choice(found)
    new = rng.choice((other[1], f"{odd.word(rng)}: ", match[1].upper(), match[1].strip()[:-1]))
    return f"{text[: match.start(1)]}{new}{text[match.end(1) :]}"


def _cell(rng: random.Random, text: str) -> str:
    """Another value in one cell of a table, or in a whole column."""
    rows = [line.split(",") for line in text.split("\n")]
    row = rng.choice(rows)
    at, new = rng.randrange(len(row)), odd.word(rng)
    for each in rows[1:] if rng.random() < 0.2 else (row,):
        if at < len(each):
            each[at] = new
    return "\n".join(",".join(each) for each in rows)


def _column(rng: random.Random, text: str) -> str:
    """A column less, one twice, or two exchanged."""
    rows = [line.split(",") for line in text.split("\n")]
    at, how = rng.randrange(len(rows[0])), rng.randrange(3)
    for each in (row for row in rows if at < len(row)):
        if how == 0:
            del each[at]
        elif how == 1:
            each.insert(at, each[at])
        else:
            each[at], each[0] = each[0], each[at]
    return "\n".join(",".join(each) for each in rows)


def _expression(rng: random.Random, text: str) -> str:
    """Damage inside of braces, where authors write expressions."""
    found = list(_INSIDE.finditer(text))
    if not found:
        return f"{text}\n{{{{ {odd.word(rng)} }}}}\n"
    match = rng.choice(found)
    change = rng.choice((_replace, _replace, _insert, _remove, _double, _swap))
    return text[: match.start(1)] + _in_tokens(change)(rng, match[1]) + text[match.end(1) :]


def _argument(rng: random.Random, text: str) -> str:
    """Another option of a function."""
    option = rng.choice(
        ("at=", "printed=", "capital=", "of=", "decimals=", "x=", "language=", "period=", "", "*", "**")
    )
    return re.sub(r"\)(\s*\}\})", lambda match: f", {option}{odd.word(rng)}){match[1]}", text, count=rng.choice((1, 2)))


_ANY: list[Damage] = [
    *map(_in_tokens, (_replace, _replace, _insert, _remove, _double, _swap)),
    *map(_in_lines, (_indent, _dedent, _repeat_line, _odd_line, _cut_lines)),
]
_OF_VALUES: list[Damage] = [_value, _value, _key]
_OF_CELLS: list[Damage] = [_cell, _cell, _column]
_OF_EXPRESSIONS: list[Damage] = [_expression, _expression, _argument]
