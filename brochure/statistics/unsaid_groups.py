"""Members that are a group with a look of its own elsewhere, but are not said to be it where they stand."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from brochure.findings import Finding, Level, Place, Rule, Subject
from brochure.project.meanings import Group
from brochure.statistics.table import Statistic
from brochure.statistics.unread import METADATA

RULE = Rule(
    "unsaid-group",
    "statistics",
    "A member is a group with a look of its own in another statistic, and not in this one.",
    looks_at=Subject.DATA,
    has_place=False,
)


def unsaid_groups(statistics: Iterable[Statistic]) -> Iterator[Finding]:
    """A warning for each such member: figures would give it another look than elsewhere."""
    known: dict[tuple[str, str], tuple[Group, str]] = {}
    unsaid: list[tuple[Statistic, str, str]] = []
    for statistic in statistics:
        for dimension in statistic.dimensions:
            for member, described in dimension.metadata.members.items():
                if described.group is not None:
                    known.setdefault((dimension.name, member), (described.group, statistic.name))
                elif not dimension.is_time:
                    unsaid.append((statistic, dimension.name, member))
    for statistic, name, member in unsaid:
        if (name, member) in known:
            group, other = known[name, member]
            told = f"'{member}' of '{name}' is the group '{group}' in {other}, and has no group here; write group ="
            place = Place(str(PurePosixPath(statistic.path).with_suffix(METADATA)), 1)
            message = f'{told} "{group}", so that it looks the same in every figure'
            yield Finding(place, message, Level.WARNING, rule=RULE.name)
