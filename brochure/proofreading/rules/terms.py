"""Terms: words that the field has left for better ones, with the reason why.

Which words, what should stand in their place and why is data (`terms.toml`): a table below `avoid` for each, with its
`reason` and its `forms` as patterns; `where = "running text"` leaves headings, tables and labels alone.
"""

from collections.abc import Iterator

from brochure.proofreading.own_words import own_fits
from brochure.proofreading.patterns import Patterns
from brochure.proofreading.rule import Hit, Reading, Rule
from brochure.proofreading.text import RUNNING

FAMILY = "terms"

_FILE = "terms"
_IN_RUNNING_TEXT = "running text"


def _avoided(reading: Reading) -> Iterator[Hit]:
    lexicon = reading.lexicon
    entries = {name: lexicon.table(_FILE, "avoid", name) for name in lexicon.table(_FILE, "avoid")}
    forms = {name: lexicon.table(_FILE, "avoid", name, "forms") for name in entries}
    names_by_form = {form: name for name in entries for form in forms[name]}
    patterns = Patterns({form: instead for each in forms.values() for form, instead in each.items()})
    for text, fit in own_fits(reading.texts, patterns, lexicon.listed(_FILE, "exceptions", "names")):
        entry = entries[names_by_form[fit.pattern]]
        if entry.get("where") == _IN_RUNNING_TEXT and text.kind not in RUNNING:
            continue
        yield Hit(text.place(fit.start), f"«{fit.content}»: {entry.get('reason', '')}", fit.instead)


RULES: tuple[Rule, ...] = (
    Rule("avoided-term", FAMILY, "A term is one that the field has left for a better one.", _avoided),
)
