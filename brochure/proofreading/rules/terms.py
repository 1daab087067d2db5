"""Terms: words that the field has left for better ones, with the reason why.

Which words, what should stand in their place and why is data (`terms.toml`): a table below `avoid` for each, with its
`reason` and its `forms` as patterns; `where = "running text"` leaves headings, tables and labels alone.
"""

from collections.abc import Iterator, Mapping

from brochure.proofreading.lexicon import Lexicon
from brochure.proofreading.own_words import own_fits
from brochure.proofreading.replacements import Replacements
from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.proofreading.text import RUNNING

FAMILY = "terms"

_FILE = "terms"
_IN_RUNNING_TEXT = "running text"


def avoided(lexicon: Lexicon) -> Replacements:
    """The forms to avoid, of all entries."""
    return Replacements({form: instead for forms in _forms(lexicon).values() for form, instead in forms.items()})


def _avoided(reading: Reading) -> Iterator[Hit]:
    lexicon = reading.lexicon
    entries = {form: lexicon.table(_FILE, "avoid", name) for name, forms in _forms(lexicon).items() for form in forms}
    for text, fit in own_fits(reading.texts, avoided(lexicon), lexicon.listed(_FILE, "exceptions", "names")):
        entry = entries[fit.pattern]
        if entry.get("where") != _IN_RUNNING_TEXT or text.kind in RUNNING:
            yield Hit(text.place(fit.start), f"«{fit.content}»: {entry.get('reason', '')}", fit.instead)


def _forms(lexicon: Lexicon) -> dict[str, Mapping[str, str]]:
    """The forms of each entry, with what should stand in their place."""
    return {name: lexicon.table(_FILE, "avoid", name, "forms") for name in lexicon.table(_FILE, "avoid")}


RULES: tuple[LanguageRule, ...] = (
    LanguageRule("avoided-term", FAMILY, "A term is one that the field has left for a better one.", _avoided),
)
