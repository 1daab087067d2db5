"""An author's own words in a text: what nobody else has chosen, such as addresses, quotations and names."""

import re
from collections.abc import Iterable, Iterator, Sequence

from brochure.proofreading.replacements import Fit, Replacements
from brochure.proofreading.sentences import Word, words
from brochure.proofreading.text import Text

Stretch = tuple[int, int]
"""Start and end in a text."""

_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?(?![\w.]\w|\w)"  # ssb.no/innvandring, tall.csv
)
QUOTED = re.compile(r"«[^»]*(?:»|$)|“[^”]*”|„[^“]*“|\"[^\"]*\"")


def without_addresses(text: Text) -> list[Word]:
    """The words of a text that are typed, outside addresses of the web and of mail and names of files."""
    return _outside(text, _stretches(_ADDRESS, text.content))


def own_words(text: Text, names: Iterable[str] = ()) -> list[Word]:
    """The words of a text that are typed, outside addresses, quotations and `names` as these are written."""
    content = text.content
    expressions = (r"\s+".join(map(re.escape, name.split())) for name in names)
    alone = "|".join(rf"(?<!\w){expression}(?!\w)" for expression in expressions)
    named = _stretches(re.compile(alone), content) if alone else []
    return _outside(text, [*_stretches(_ADDRESS, content), *_stretches(QUOTED, content), *named])


def own_fits(texts: Iterable[Text], patterns: Replacements, names: Sequence[str]) -> Iterator[tuple[Text, Fit]]:
    """Where patterns fit on the authors' own words, text by text; where the words are as they should be is none."""
    for text in texts:
        for fit in patterns.search(own_words(text, names), text.content):
            if fit.instead.lower() != fit.content.lower():
                yield text, fit


def _stretches(expression: re.Pattern[str], content: str) -> list[Stretch]:
    return [match.span() for match in expression.finditer(content)]


def _outside(text: Text, others: Sequence[Stretch]) -> list[Word]:
    covered = bytearray(len(text.content))
    for start, end in others:
        covered[start:end] = b"\1" * (end - start)
    return [
        word
        for word in words(text.content)
        if text.is_typed(word.start, word.end) and not any(covered[word.start : word.end])
    ]
