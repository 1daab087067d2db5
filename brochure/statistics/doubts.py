"""What is worth a person's look in a sound statistic: members that look alike, statuses that nobody explains.

None of it keeps the statistic from being used.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from brochure.findings import Finding, Level, Place, Rule, Subject, near
from brochure.project.sources.document import Document
from brochure.statistics.alike import look_alikes
from brochure.statistics.raw_table import Said
from brochure.statistics.said_units import meant_by
from brochure.statistics.statuses import CODES, SUPPRESSED, parts_of
from brochure.statistics.table import Dimension, Statistic
from brochure.statistics.units import Unit

FAMILY = "statistics"
_MOST_COMPARED = 500
LOOK_ALIKE = Rule(
    "look-alike-members", FAMILY, "Two members of a dimension look alike, or are printed alike.", looks_at=Subject.DATA
)
UNKNOWN_STATUS = Rule(
    "unknown-status", FAMILY, "Nothing says what the status of a value means.", looks_at=Subject.DATA, has_place=False
)
CONFIDENTIAL = Rule(
    "confidential-value",
    FAMILY,
    "A value stands beside a status that says it is confidential.",
    looks_at=Subject.DATA,
    has_place=False,
)
OTHER_UNIT = Rule(
    "other-unit",
    FAMILY,
    "The file of a statistic says another unit, or fewer decimals, than its metadata.",
    looks_at=Subject.DATA,
)
NEW_MEMBER = Rule(
    "new-member", FAMILY, "The file of a statistic has a member that its metadata do not know.", looks_at=Subject.DATA
)
OF_ONE = Rule(
    "share-of-one",
    FAMILY,
    "Values in per cent are all between 0 and 1, with more decimals than are published.",
    looks_at=Subject.DATA,
)
RULES = (OF_ONE, LOOK_ALIKE, NEW_MEMBER, UNKNOWN_STATUS, CONFIDENTIAL, OTHER_UNIT)


def doubts_of(statistic: Statistic, document: Document) -> Iterator[Finding]:
    """Warnings about a statistic; `document` is its metadata."""
    for position, dimension in enumerate(statistic.dimensions):
        yield from _alike(statistic, position, dimension)
        yield from _printed_alike(dimension, document)
        yield from _new_members(statistic, position, dimension, document)
    yield from _statuses(statistic)
    yield from _shares_of_one(statistic, document)


def contradictions(statistic: Statistic, said: Said, document: Document) -> Iterator[Finding]:
    """Units and decimals that a file gives and that its metadata give otherwise, each once."""
    told: set[str] = set()
    for name, members in said.units.items():
        for member, words in members.items():
            described = statistic.dimension(name).member(member).unit
            unit = described or statistic.metadata.unit
            message = f"the unit of '{member}' is '{unit}' here, but {statistic.path} says '{words:.40}'"
            if unit not in (meant_by(words) or {unit}) and words not in told:
                told.add(words)
                keys = ("dimensions", name, "members", member, "unit") if described else ("unit",)
                yield Finding(document.place(*keys), f"{message}; which is right?", Level.WARNING, rule=OTHER_UNIT.name)
    whole = {} if said.decimals is None else {"": {"": said.decimals}}
    counts = {count for members in (said.member_decimals or whole).values() for count in members.values()}
    if counts and "decimals" in document.values and statistic.metadata.decimals > max(counts):
        message = f"'decimals' is {statistic.metadata.decimals} here, but {statistic.path} says {max(counts)}"
        place = document.place("decimals")
        yield Finding(place, f"{message}; which is right?", Level.WARNING, rule=OTHER_UNIT.name)


def _alike(statistic: Statistic, position: int, dimension: Dimension) -> Iterator[Finding]:
    for member, earlier, difference in look_alikes(dimension.members):
        line = next(cell.line for key, cell in statistic.cells.items() if key[position] == member)
        message = f"'{member}' and '{earlier}' of '{dimension.name}' look alike and differ only {difference}"
        message += "; if they are one, write them alike, else give each a name of its own in the metadata"
        yield Finding(Place(statistic.path, line), message, Level.WARNING, rule=LOOK_ALIKE.name)


def _printed_alike(dimension: Dimension, document: Document) -> Iterator[Finding]:
    """Members of one printed name, by the names that the metadata or the file give them."""
    names: dict[tuple[str, str], str] = {}
    for member, described in dimension.metadata.members.items():
        for language in described.label.languages if described.label else ():
            printed = (described.label.model_extra or {})[language]  # type: ignore[union-attr]
            earlier = names.setdefault((language, printed), member)
            if earlier != member:
                message = (
                    f"'{member}' and '{earlier}' of '{dimension.name}' are both printed as '{printed}' ({language})"
                )
                place = document.place("dimensions", dimension.name, "members", member)
                yield Finding(place, message, Level.WARNING, rule=LOOK_ALIKE.name)


def _new_members(statistic: Statistic, position: int, dimension: Dimension, document: Document) -> Iterator[Finding]:
    """Members that the metadata file does not list, where it says to be complete."""
    listed = document.values.get("dimensions", {}).get(dimension.name, {}).get("members", {})
    if not dimension.metadata.complete or len(dimension.members) > _MOST_COMPARED:
        return
    lines: dict[str, int | None] = {}
    for key, cell in statistic.cells.items():
        lines.setdefault(key[position], cell.line)
    for member in dimension.members:
        if member in listed or member == dimension.metadata.elimination:
            continue
        message = f"'{dimension.spoken(member)}' is a member of '{dimension.name}' that {document.path} does not know; "
        mend = f'describe it there: [dimensions.{dimension.name}.members."{member}"]'
        hint = near(member, (each for each in listed if each not in dimension.positions), listed=0)
        yield Finding(
            Place(statistic.path, lines[member]), f"{message}{mend}.{hint}", Level.WARNING, rule=NEW_MEMBER.name
        )


def _statuses(statistic: Statistic) -> Iterator[Finding]:
    """The first cell of each status that neither the program nor the metadata nor the file knows."""
    known = {*statistic.meanings, *statistic.metadata.statuses}
    seen: set[str] = set()
    for key, cell in statistic.cells.items():
        if not cell.status or cell.status in seen:
            continue
        seen.add(cell.status)
        place, told = Place(statistic.path, cell.line), ", ".join(key)
        for part in parts_of(cell.status, known):
            if part not in known and part not in CODES and not SUPPRESSED.fullmatch(part):
                message = (
                    f"{told}: the status '{part}' is not known; the value is marked, but nothing says what it means; "
                    f'write it in {statistic.name}.toml: [statuses."{part}"] label = {{ nb = "…" }}'
                )
                yield Finding(place, message, Level.WARNING, rule=UNKNOWN_STATUS.name)
            if CODES.get(part) == "confidential" and cell.value is not None:
                message = (
                    f"{told}: the value has the status '{part}', which says that it is confidential; may it be printed?"
                )
                yield Finding(place, message, Level.WARNING, rule=CONFIDENTIAL.name)


def _shares_of_one(statistic: Statistic, document: Document) -> Iterator[Finding]:
    """What Excel shows as 63.7 %, and keeps as 0.637; a share below one per cent has no more decimals than others."""
    found = [
        (key, cell)
        for key, cell in statistic.cells.items()
        if cell.value is not None and statistic.unit(key) is Unit.PERCENT
    ]
    if not found or any(cell.value > 1 for _, cell in found if cell.value is not None):
        return
    finer = ((key, cell) for key, cell in found if _decimals(cell.value) > statistic.decimals(key))
    for key, cell in islice(finer, 1):
        message = (
            f"the values in per cent all lie between 0 and 1, such as {cell.value} ({', '.join(key)}); workbooks keep "
            "63.7 % as 0.637: multiply them by 100, or give all their decimals in the metadata if they are right"
        )
        yield Finding(document.place("unit"), message, Level.WARNING, rule=OF_ONE.name)


def _decimals(value: Decimal | None) -> int:
    exponent = value.normalize().as_tuple().exponent if value else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
