"""Printed names of the dimensions and members of a statistic, in one language."""

import re

from brochure.findings import Faults, Finding, Place
from brochure.project.languages import Language
from brochure.project.words import Words
from brochure.statistics.floods import summed_up
from brochure.statistics.period import parse_period
from brochure.statistics.period_names import period_name
from brochure.statistics.table import Dimension, Statistic


class Labels:
    """Printed names of a statistic's dimensions and members in one language; what has none is gathered, not raised."""

    def __init__(self, statistic: Statistic, words: Words) -> None:
        self.statistic, self.words = statistic, words
        self._faults: list[Finding] = []

    def member(self, axis: str | None, member: str | None) -> str:
        """The name of a member of the dimension `axis`; empty where there is no axis."""
        if axis is None or member is None:
            return ""
        label = label_of(self.statistic.dimension(axis), member, self.words)
        return label if label is not None else self._lacking(f"'{member}' of the dimension '{axis}'")

    def dimension(self, axis: str | None) -> str:
        """The name of a dimension; empty where there is no axis."""
        if axis is None:
            return ""
        label = self.statistic.dimension(axis).metadata.label.get(self.words.language)
        return label if label is not None else self._lacking(f"the dimension '{axis}'")

    def stop(self) -> None:
        """Raise `Faults` for every name that was asked for in vain."""
        if self._faults:
            raise Faults(summed_up(self._faults))

    def _lacking(self, what: str) -> str:
        place = Place(f"data/statistics/{self.statistic.name}.toml")
        self._faults.append(Finding(place, f"{what} has no name in {self.words.language}"))
        return "?"


def label_of(dimension: Dimension, member: str, words: Words) -> str | None:
    """The printed name of a member; None where the language has none.

    Where the metadata give none, a period has its name in every language, in bokmål the file's own word serves, and a
    member without letters ("16–19") prints as itself.
    """
    given = own_label(dimension, member, words)
    if given is not None:
        return given
    if dimension.is_time:
        return period_name(parse_period(member), words)
    return member if words.language == Language.BOKMAAL or not re.search(r"[^\W\d_]", member) else None


def own_label(dimension: Dimension, member: str, words: Words) -> str | None:
    """The name that the metadata give a member in a language, if any."""
    label = dimension.member(member).label
    return label.get(words.language) if label else None
