"""Mixing: forms of the other written standard, and two allowed forms of a word in one edition.

Norwegian has two written standards, each with words, endings and choices of its own. The forms are data
(`mixing.toml`), as patterns; quotations, addresses and listed names are nobody's choice, and are passed over.
"""

import re
from collections import Counter
from collections.abc import Iterator

from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.own_words import own_fits
from brochure.proofreading.replacements import Fit, Replacements
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.text import Text

FAMILY = "mixing"

_FILE = "mixing"


def other_standard(lexicon: Lexicon) -> Replacements:
    """The forms of the other standard, each with that of this one; words of this one that look alike stay."""
    own = {word: word for word in lexicon.listed(_FILE, "exceptions", "words")}
    return Replacements({**lexicon.table(_FILE, "other_standard", "forms"), **own})


def _of_other_standard(reading: Reading) -> Iterator[Hit]:
    name = reading.lexicon.table(_FILE, "other_standard").get("name", "")
    for text, fit in own_fits(reading.texts, other_standard(reading.lexicon), _names(reading.lexicon)):
        yield Hit(text.place(fit.start), f"«{fit.content}» is {name}", fit.instead)


def _two_forms(reading: Reading) -> Iterator[Hit]:
    """The rarer of two forms, wherever it stands; of two that are equally many, the one that is met last."""
    pairs = reading.lexicon.table(_FILE, "two_forms")
    other = {**pairs, **{second: first for first, second in pairs.items()}}
    fits = own_fits(reading.texts, Replacements(other), _names(reading.lexicon))
    found = [(text, fit) for text, fit in fits if not _is_name(text, fit)]
    counts = Counter(fit.pattern for _, fit in found)
    met = list(counts)
    for text, fit in found:
        mine, theirs = fit.pattern, other[fit.pattern]
        if theirs in counts and (counts[mine], -met.index(mine)) < (counts[theirs], -met.index(theirs)):
            times = f"{counts[theirs]} time{'' if counts[theirs] == 1 else 's'}"
            message = f"«{fit.content}» is allowed, but the edition has the form of «{fit.instead}» elsewhere, {times}"
            yield Hit(text.place(fit.start), message, fit.instead)


def _is_name(text: Text, fit: Fit) -> bool:
    """Whether a word has a capital where no sentence begins."""
    goes_on = re.search(r"[\w,;)]$", text.content[: fit.start].rstrip())
    return fit.content[:1].isupper() and not fit.content.isupper() and goes_on is not None


def _names(lexicon: Lexicon) -> tuple[str, ...]:
    return lexicon.listed(_FILE, "exceptions", "names")


RULES: tuple[LanguageRule, ...] = (
    LanguageRule("other-standard", FAMILY, "A form belongs to the other written standard.", _of_other_standard),
    LanguageRule(
        "two-forms", FAMILY, "Two allowed forms of a word stand in one edition; the rarer is told.", _two_forms
    ),
)
