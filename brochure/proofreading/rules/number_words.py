"""Numbers in words where a bound number belongs: "sju av ti", "halvparten", "dobbelt så".

Words outlive their data as digits do; inside a claim they cannot. Digits typed by hand are told when a text is
rendered.
"""

from collections.abc import Iterator

from brochure.proofreading.phrases import masked, pattern
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.rules.statements import Statements
from brochure.proofreading.shared import passages_of
from brochure.proofreading.text import Kind, Text

FILE = "numbers"


class _NumberWords:
    """The number words of a language."""

    def __init__(self, reading: Reading) -> None:
        lexicon = reading.lexicon
        self._statements = reading.once(Statements)
        lists = {"cardinal": tuple(lexicon.table(FILE, "cardinals"))}
        lists |= {name: lexicon.listed(FILE, key) for name, key in (("ordinal", "ordinals"), ("one", "ones"))}
        lists |= {name: lexicon.listed(FILE, "words", name) for name in ("counted", "named")}
        numbers, multiples = (lexicon.listed(FILE, "words", name) for name in ("numbers", "multiples"))
        self._passed_over = pattern(lexicon.listed(FILE, "words", "passed_over"), lists)
        self._numbers = pattern(numbers, lists)
        self._all = pattern((*numbers, *multiples), lists)
        self._percent = pattern(lexicon.listed(FILE, "percent"))
        self._points = pattern(lexicon.listed(FILE, "points"))

    def find(self, text: Text) -> Iterator[tuple[int, int]]:
        """Where the number words of a sentence stand that no claim holds."""
        if self._reckons_with_examples(text):
            return
        expression = self._numbers if text.bound else self._all
        for match in expression.finditer(masked(text.content, self._passed_over)):
            typed = text.is_typed(match.start(), match.end()) and not self._statements.is_part_of_thing(
                text.content, match.start()
            )
            typed = typed and not self._statements.is_unsure(text.content, match.span())
            if typed and not any(True for _ in text.claims_over(match.start(), match.end())):
                yield match.start(), match.end()

    def formats(self, words: str) -> str:
        """The formats that print a number in place of some words."""
        if self._points.search(words):
            return "prosentpoeng"
        return "prosent" if self._percent.search(words) else "av_ti, brok or prosent"

    def _reckons_with_examples(self, text: Text) -> bool:
        """Whether the sentence has percentages that its author has marked as not statistical."""
        return any(self._percent.search(text.content, span.start, span.end) for span in text.marked)


def _find(reading: Reading) -> Iterator[Hit]:
    words = _NumberWords(reading)
    for passage in reading.once(passages_of):
        text = passage.text
        if text.kind is Kind.SETTING:  # a goal says what should be, not what is
            continue
        for start, end in words.find(text):
            yield Hit(
                text.place(start),
                f"«{text.content[start:end]}» is typed by hand and stays when the data change; bind a number with "
                f"{words.formats(text.content[start:end])}, or put the sentence in a claim that holds as long as it is "
                "true",
            )


RULES = (
    LanguageRule(
        "words-for-number",
        "numbers",
        "A share or multiple stands in words that are neither bound to a number nor held by a claim.",
        _find,
    ),
)
