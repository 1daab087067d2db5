"""Which of the known languages a text is in, by the common words that it has of each.

Names and numbers say nothing; a text that is short, or about as much of one language as of another, is not judged.
"""

import re

from brochure.attaching.validation.words import read_words

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 8
_LEAST_TELLING = 3
"""So many words must be of one language and not of the runner-up."""


def recognised(text: str) -> str | None:
    """The code of the language that a text is in; None where that cannot be said."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _LEAST_WORDS:
        return None
    known = read_words().languages
    counts = {code: sum(word in common for word in words) for code, common in known.items()}
    first, second = sorted(counts, key=lambda code: -counts[code])[:2]
    only = {
        code: sum(word in known[code] and word not in known[other] for word in words)
        for code, other in ((first, second), (second, first))
    }
    if only[first] < _LEAST_TELLING or only[first] < 3 * only[second]:
        return None
    return first
