"""What findings say, in the language of a draft.

The program speaks English; the catalogues of `layouts/words` hold what rules say, below keys that begin with "found.",
in English and in the other languages. A message is known by the English words around the values in it, and a value may
be a message itself. One that no catalogue has stays in English.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from brochure.project.words import Words

_BEGINNING = "found."
_VALUE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Translator:
    """Says messages in the language of `words`; `english` is the catalogue in which they are looked for."""

    words: Words
    english: Words

    def __call__(self, message: str) -> str | None:
        """A message in the language; None for one that the catalogues do not have."""
        for key, expression in self._expressions.items():
            if (match := expression.fullmatch(message)) is not None and key in self.words.entries:
                return _filled(self.words.entries[key][0], {n: self(v) or v for n, v in match.groupdict().items()})
        return None

    @cached_property
    def _expressions(self) -> Mapping[str, re.Pattern[str]]:
        """What finds each English message, by its key; that with the most words of its own first."""
        found = {key: forms[0] for key, forms in self.english.entries.items() if key.startswith(_BEGINNING)}
        ordered = sorted(found, key=lambda key: -len(_VALUE.sub("", found[key])))
        return {key: re.compile("".join(_parts(found[key])), re.DOTALL) for key in ordered}


def _parts(words: str) -> Iterator[str]:
    """The parts of an expression for words with values in braces."""
    for at, part in enumerate(_VALUE.split(words)):
        yield f"(?P<{part}>.*?)" if at % 2 else re.escape(part)


def _filled(words: str, values: Mapping[str, str]) -> str:
    return _VALUE.sub(lambda match: values.get(match[1], match[0]), words)
