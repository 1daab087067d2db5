"""A sentence as rules of grammar read it: all that its words may be, alone and where they stand.

Which words belong to a language is data (`grammar.toml`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from brochure.proofreading.analyser import FILE, Analysed
from brochure.proofreading.lexicon import Lexicon

_KEYS = {
    "agreement": ("indefinite", "where", "demonstrative", "definite", "plural", "copulas", "collective", "unbent"),
    "apart": ("measures", "never_last", "linked"),
    "verbs": ("modal", "finite", "before_infinitive", "with_infinitive"),
    "when": ("often",),
    "comma": ("conjunctions", "stops"),
}
"""The lists of the file, by their keys."""


@dataclass(frozen=True, slots=True)
class Fault:
    """From a word to another something is wrong; `why` goes on after the words, `instead` could stand there."""

    first: int
    last: int
    why: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a lexicon: each of their words with the keys of its list; and what stands for "når"."""

    words: frozenset[tuple[tuple[str, ...], str]]
    once: str

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Lists":
        """Those of a language."""
        keys = [(above, key) for above, keys in _KEYS.items() for key in keys]
        words = {(key, word) for key in keys for word in lexicon.listed(FILE, *key)}
        return cls(frozenset(words), lexicon.table(FILE, "when").get("once", ""))


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence: its words with all that they may be, and with what they may be where they stand.

    `joined` tells of two words as one of how many parts that is, 0 where it is no word.
    """

    told: Sequence[Analysed]
    chosen: Sequence[Analysed]
    content: str
    lists: Lists
    joined: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.told)

    def must(self, at: int, *tags: str) -> bool:
        """Whether a word is something, where it stands; there may be no word there."""
        return 0 <= at < len(self.chosen) and self.chosen[at].must_be(*tags)

    def may(self, at: int, *tags: str) -> bool:
        """Whether a word may be something by itself."""
        return 0 <= at < len(self.told) and self.told[at].may_be(*tags)

    def left(self, at: int, *tags: str) -> bool:
        """Whether a word may still be something where it stands."""
        return 0 <= at < len(self.chosen) and self.chosen[at].may_be(*tags)

    def word(self, at: int) -> str:
        """A word in small letters; empty where there is none."""
        return self.told[at].content.lower() if 0 <= at < len(self.told) else ""

    def is_in(self, at: int, *keys: str) -> bool:
        """Whether a word is in a list of the lexicon."""
        return (keys, self.word(at)) in self.lists.words

    def both(self, at: int) -> str:
        """A word and the next one as one."""
        return f"{self.told[at].content}{self.word(at + 1)}"

    def is_next(self, at: int) -> bool:
        """Whether but a space stands between a word and the next."""
        one, other = self.told[at].end, self.told[at + 1].start if at + 1 < len(self.told) else -1
        return self.content[one:other] in (" ", "\u00a0")


Finder = Callable[[Words], Iterator[Fault]]


def is_finite(words: Words, at: int) -> bool:
    """Whether a word is a finite verb for certain, where it stands."""
    return words.must(at, "vblex", "pres") or words.must(at, "vblex", "pret") or words.is_in(at, "verbs", "finite")
