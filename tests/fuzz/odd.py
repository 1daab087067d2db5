"""Values that programs stumble over: as text in files that people write, and as values in JSON."""

import random
from typing import Any

NUMBERS = (
    "0", "-1", "1", "-0.0", "1e400", "-1e400", "nan", "inf", "-inf", "9" * 30,
    "0." + "0" * 40 + "1", "1e-400", "0x10",
    "1_000", "1,5", "1.5.2", "²", "٣", "½", "1e3", "+5", "00012", "\u22125", "5 %", "1 000", "9" * 5000,
)  # fmt: skip
WORDS = (
    "", " ", "''", '""', "null", "true", "false", "no", "~", "[]", "{}", "[[]]", "[{}]",
    "{a: {b: {c: 1}}}", "[1, [2, [3]]]",
    "- a", "* b", "a: b", "...", "---", "*a", "&a x", "!!python/name:os.system",
    "!!binary x", "|", ">", "%", "@x", "`x`",
    "2013K2", "2014-02-30", "2014/15", "1. kvartal", "..", ":", ".", "-",
    "../../etc/passwd", "/etc/passwd", "C:\\x", "a/b",
    "æøå", "ŧŋ", "한", "\U0001f600", "e\u0301", "\u202e", "\u200b", "\u00ad", "\ufeff",
    "\x0b", "\x0c", "\x00", "\x1b[31m",
    "{{", "}}", "{%", "%}", "{#", "{{ x }}", "{{ ref(5) }}", "{% for x in y %}", "{{ ''.__class__ }}", "{{ 1/0 }}",
    "{{ 9**9**9 }}", '{{ "x" | center(99999999) }}', "&amp;", "&#0;", "&nope;", "<b>",
    "</p>", "<!-- x", "<table>", "<div>",
    "![](x.png)", "[a](b", "[^1]", "```", "    x", "| a | b |", "|---|", "# x", "1. x",
    "- - - x", "\\", "\\u0000", "'", '"',
    "a, a", "a * 1e400", "cell(99)", "endring > ", "((((", "))))",
    "(" * 300 + "1" + ")" * 300, "[" * 3000, "x" * 20_000,
    "title: x", "value", "alle", "None", "__class__", "self", "0 if", "lambda: 0", "a if b else c", "not not not x",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**63, 10**400, -0.0, 1e308, "", " ", "x", "9" * 5000,
    "nan", "Infinity", "1e400", "²",
    "1e999999999", "-1e999999999", "..", ":", [], {}, [[]], [{}], [None], {"": 0}, {"x": []}, "../x", "\x00", "æ",
    "\U0001f600", "\u202e", "x" * 50_000, [0] * 5000, "nb", "data/x.csv", "endring > 0",
    "a * 1e400", "((((", "2014", "2013K2",
)  # fmt: skip


def word(rng: random.Random) -> str:
    """A value as it may stand in a file."""
    return rng.choice(rng.choice((NUMBERS, WORDS)))


def value(rng: random.Random) -> Any:
    """A value as it may stand in JSON."""
    return nested(rng) if rng.random() < 0.03 else rng.choice(VALUES)


def nested(rng: random.Random) -> Any:
    """Lists or objects in each other, very deep."""
    found: Any = 0
    as_list = rng.random() < 0.5
    for _ in range(rng.choice((20, 200, 900))):
        found = [found] if as_list else {"x": found}
    return found
