"""One member that figures and tables call by two names: "Vest-Europa utenom Norden" here, "Vest-Europa ellers" there.

Compared are members of the same code in dimensions of the same name and label, in the statistics that an edition shows:
their labels are what readers see. All together, measures, definitions and times are called as each statistic needs.
"""

from collections import defaultdict
from collections.abc import Iterator

from brochure.proofreading.rule import Hit, LanguageRule, Reading
from brochure.statistics.labels import label_of
from brochure.statistics.table import Dimension, Statistic

_Member = tuple[str, str, str]
"""The name and label of a dimension, and the code of a member."""


def _find(reading: Reading) -> Iterator[Hit]:
    called: dict[_Member, dict[str, list[Statistic]]] = defaultdict(lambda: defaultdict(list))
    for statistic, dimension, member in _shown(reading):
        label = label_of(dimension, member, reading.words)
        of_dimension = dimension.metadata.label.get(reading.edition.language)
        if label and of_dimension:
            called[dimension.name, of_dimension, member][label].append(statistic)
    for (name, _, member), labels in called.items():
        usual, *others = sorted(labels, key=lambda label: (-len(labels[label]), label))
        first = labels[usual][0]
        for label in others:
            own = labels[label][0]
            yield Hit(
                own.label_place(name, member),
                f"'{member}' is called «{label}» here, and «{usual}» in {first.label_place(name, member).path}, "
                "which the edition shows too; call it the same in both",
            )


def _shown(reading: Reading) -> Iterator[tuple[Statistic, Dimension, str]]:
    """The members of the statistics that figures and tables show, each once."""
    seen: set[tuple[str, str, str]] = set()
    for cell in (cell for cells in reading.shown.values() for cell in cells):
        for dimension, member in zip(cell.statistic.dimensions, cell.key, strict=True):
            key = cell.statistic.name, dimension.name, member
            is_named = not (dimension.is_time or dimension.is_definition or member == dimension.metadata.elimination)
            if is_named and key not in seen and dimension.member(member).unit is None:
                seen.add(key)
                yield cell.statistic, dimension, member


RULES: tuple[LanguageRule, ...] = (
    LanguageRule("member-labels", "structure", "A member has another label than in another statistic shown.", _find),
)
