"""Numbers as a person reads them from paper and types them, and as they are printed, brought to one form.

In that form no digits are grouped, a space is a space, and a minus is U+2212.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from babel.core import Locale

from brochure.manifest.model import Manifest

_MINUS = "\u2212"
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_WITHOUT_WIDTH = str.maketrans("", "", "\u00ad\u200b\u2060")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: as it is written there in its one form, and its value with as many decimals."""

    text: str
    value: Decimal

    @property
    def decimals(self) -> int:
        """How many digits stand after the decimal sign."""
        return max(0, -int(self.value.as_tuple().exponent))


@dataclass(frozen=True, slots=True)
class Signs:
    """The decimal sign and the group sign of a language."""

    decimal: str
    group: str

    def one_form(self, text: str) -> str:
        """A text with its numbers in one form."""
        spaced = _SPACES.sub(" ", text.translate(_WITHOUT_WIDTH)).strip()
        group = " " if not self.group.strip() else re.escape(self.group)
        joined = re.sub(rf"(?<=\d){group}(?=\d{{3}}(?!\d))", "", spaced)
        return re.sub(r"(?<![\w.,])-(?=\d)", _MINUS, joined)

    def figures_in(self, text: str) -> Iterator[Figure]:
        """The numbers in a text, in any form."""
        for match in re.finditer(rf"[+{_MINUS}]?\d+(?:{re.escape(self.decimal)}\d+)?", self.one_form(text)):
            plain = match[0].replace(_MINUS, "-").replace(self.decimal, ".")
            yield Figure(match[0], Decimal(plain))

    def finds(self, query: str, text: str) -> bool:
        """Whether `query`, as a person types it, stands in `text` by itself: "5 %" in "2,5 %" does not.

        A hyphen in it may be typed for an en dash between numbers.
        """
        wanted = re.sub(r"(?<=\d)\\-(?=\d)", "[-\u2013]", re.escape(self.one_form(query)))
        decimal = re.escape(self.decimal)
        alone = rf"(?<![\w{_MINUS}])(?<!\d{decimal}){wanted}(?!\w)(?!{decimal}\d)"
        return bool(re.search(alone, self.one_form(text), re.IGNORECASE))


def signs_of(manifest: Manifest) -> Signs:
    """The signs of an edition's language."""
    locale = Locale.parse(manifest.printing.locale if manifest.printing else manifest.language)
    symbols = locale.number_symbols["latn"]
    return Signs(symbols["decimal"], symbols["group"])


def near_figures(query: str, texts: Iterable[str], signs: Signs, *, listed: int = 5) -> list[str]:
    """The numbers in `texts` that are nearest to the first one in `query`, the nearest first.

    A decimal sign of another language is taken for what was meant. None where `query` has no number.
    """
    meant = re.sub(r"(?<=\d)[.,](?=\d{1,2}\b)", signs.decimal, query)
    wanted = next(signs.figures_in(meant), None)
    if wanted is None:
        return []
    found = {figure.text: figure.value for text in texts for figure in signs.figures_in(text)}
    return sorted(found, key=lambda text: (abs(found[text] - wanted.value), text))[:listed]
