"""Slips of the pen that need no grammar: a word that stands twice, a last sentence without its full stop.

Which words may stand twice is data (`grammar.toml`).
"""

import re
from collections.abc import Iterator

from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.rule import Hit, LanguageRule, text_rule
from brochure.proofreading.sentences import sentences
from brochure.proofreading.text import RUNNING, Text

FAMILY = "grammar"

_FILE = "grammar"
_TWICE = re.compile(r"(?<![\w-])([^\W\d_]+)\s+(\1)(?![\w-]|\.\w)", re.IGNORECASE)
_CLOSING = "»”\"'’)]*"
_ENDS = ".!?:…;"
_LONG = 4
"""So many words at least make a sentence that lacks its stop."""


def _doubled(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    """Words that stand twice; a name may ("Duran Duran"), and what an author has not typed."""
    passed_over = lexicon.listed(_FILE, "slips", "twice")
    for match in _TWICE.finditer(text.content):
        is_name = match[2][:1].isupper()
        if not is_name and match[1].lower() not in passed_over and text.is_typed(*match.span()):
            yield Hit(text.place(match.start(2)), f"«{match[0]}»: the word stands twice; take one away", match[1])


def _without_stop(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    """Texts of several sentences the last of which has no full stop."""
    if text.kind not in RUNNING:
        return
    found = sentences(text.content, lexicon)
    content = text.content.rstrip().rstrip(_CLOSING)
    is_several = len(found) > 1 and found[0].content.rstrip(_CLOSING)[-1:] in ".!?"
    if not is_several or len(found[-1].words) < _LONG or not content or content[-1] in _ENDS:
        return
    last = found[-1].words[-1]
    yield Hit(text.place(last.start), f"no full stop after «{last.content}», where the text ends; write one")


RULES: tuple[LanguageRule, ...] = (
    text_rule("doubled-word", FAMILY, "A word stands twice, one after the other.", _doubled),
    text_rule("missing-stop", FAMILY, "The last sentence of a text has no full stop.", _without_stop),
)
