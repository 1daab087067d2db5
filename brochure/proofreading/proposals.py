"""The claim that a sentence could stand in, where the numbers in it, or in the sentences around it, know one.

A change is above or below nothing, of two numbers that differ in one thing the one is above the other, and "de fleste"
is more than half. Proposed is only what holds today. Knows no rule.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from brochure.proofreading.against import naming
from brochure.proofreading.naming import Naming, cells_named
from brochure.proofreading.over_time import differ_in_one
from brochure.proofreading.text import Text
from brochure.statistics.numbers.number import Number

_HALF = 50


def proposed(text: Text, around: Sequence[Text], names: Naming, *, of_half: bool = False) -> str:
    """The words that propose a claim for a sentence, to end a message with; empty where no number knows one.

    `around` are the sentences near it, the nearest first; `of_half` says that it speaks of more than half.
    """
    named = [number for number in _printed(around) if _is_spoken_of(number, text, names)]
    choices = (list(_printed([text])), named)
    condition = next((each for numbers in choices for each in _conditions(numbers, of_half=of_half)), "")
    return f", such as {{% claim {condition} %}}" if condition else ""


def _printed(texts: Sequence[Text]) -> Iterator[Number]:
    """The numbers that texts print, if they have a name."""
    for text in texts:
        for span in text.bound:
            if len(span.numbers) == 1 and span.numbers[0].name and not naming(span):
                yield span.numbers[0]


def _is_spoken_of(number: Number, text: Text, names: Naming) -> bool:
    """Whether a sentence names all that a number is of, but for all together, and on no axis something else."""
    mentions = [(axis, axis.mentions(text.content)) for axis in names.axes(cells_named(number))]
    told = any(found for _, found in mentions)
    return told and all(axis.is_own(found) if found else axis.is_total for axis, found in mentions)


def _conditions(numbers: Sequence[Number], *, of_half: bool) -> Iterator[str]:
    """What holds of some numbers."""
    if of_half:
        yield from (f"{n.name} > {_HALF}" for n in numbers if n.unit.is_in_per_cent and n.value > _HALF)
        return
    yield from (f"{n.name} {'>' if n.value > 0 else '<'} 0" for n in numbers if n.terms is not None and n.value)
    for one, other in combinations(numbers, 2):
        if differ_in_one(one, other) and one.value != other.value:
            higher, lower = (one, other) if one.value > other.value else (other, one)
            yield f"{higher.name} > {lower.name}"
