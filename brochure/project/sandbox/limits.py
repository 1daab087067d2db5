"""The limits of what one template, style sheet or expression may ask for, all in one place.

They lie far above what pages of a brochure need, and low enough that whatever is written in a template ends within a
few seconds and a few hundred megabytes.
"""

from dataclasses import dataclass

from jinja2.exceptions import TemplateRuntimeError

SOURCE_LETTERS = 500_000
"""Letters of one template or style sheet."""
NESTING = 60
"""Levels of tags, brackets and operators within one another."""
LOOP_NESTING = 12
"""Loops within one another; Python allows 20 blocks."""
MACRO_DEPTH = 30
"""Macros that call one another without having ended."""
STEPS = 3_000_000
"""What one rendering may do: each name that is looked up, each operation, turn of a loop and call is a step."""
TEXT_LETTERS = 20_000_000
"""Letters of one text that a template makes."""
PRINTED_LETTERS = 80_000_000
"""Letters that one rendering prints in all."""
MEASURED_LETTERS = 20_000
"""Letters of a text that a helper function is given to work on."""
LARGEST_NUMBER = 10**15
"""The largest number that a template may reckon with."""
LARGEST_VALUE = 10**30
"""The largest number that an author's formula may come to."""
MOST_DECIMALS = 10
"""The most decimals that a number is rounded to."""


class LimitError(TemplateRuntimeError):
    """A template asks for more than it may; the message says what, and how much there is."""


@dataclass(slots=True)
class Spent:
    """What one rendering has used so far."""

    steps: int = 0
    printed: int = 0
    macros: int = 0

    def step(self, count: int = 1) -> None:
        """Note steps; raises `LimitError` past the limit."""
        self.steps += count
        if self.steps > STEPS:
            raise LimitError(f"this does not end within {STEPS:,} steps; look for loops and macros that go round")

    def print(self, letters: int) -> None:
        """Note printed letters; raises `LimitError` past the limit."""
        self.printed += letters
        if self.printed > PRINTED_LETTERS:
            raise LimitError(f"this prints more than {PRINTED_LETTERS:,} letters")


def require_length(letters: int) -> None:
    """Raise `LimitError` for a text that would be longer than a text may be."""
    if letters > TEXT_LETTERS:
        raise LimitError(f"this makes a text of {letters:,} letters; the most is {TEXT_LETTERS:,}")
