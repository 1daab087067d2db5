"""What the columns of a grid may be, where no metadata describe it yet: a proposal that a person looks over."""

from collections.abc import Sequence

from brochure.statistics.headings import title_of_time
from brochure.statistics.metadata import FileOptions
from brochure.statistics.period import PeriodError, parse_period
from brochure.statistics.values_like import is_like_value

TIME, MEASURE = "aar", "maal"
"""What dimensions are called whose members stand in headings."""
_LOOKED_AT = 200


class Undescribed(FileOptions):
    """How to read a file that nothing describes: its dimensions are guessed."""


def guessed(rows: Sequence[Sequence[str]], statuses: frozenset[str], options: FileOptions) -> FileOptions:
    """How to read rows that begin with headings; dimensions that run along time have that role.

    `statuses` are the names of columns that say something of each value.
    """
    width = len(rows[0])
    labels = next((i for i, text in enumerate(rows[0]) if text), 0)
    named = rows[0][labels:]
    count = options.headings or (1 if "" not in named and len(set(named)) == len(named) else 2)
    headings = [[*row, *[""] * (width - len(row))] for row in rows[:count]]
    body = [row for row in rows[count : count + _LOOKED_AT] if len(row) == width]
    columns = [[row[i].strip() for row in body if row[i].strip()] for i in range(width)]
    own = [next((line[i] for line in reversed(headings) if line[i]), "") for i in range(width)]
    values: list[int] = []
    for i in reversed(range(width)):
        if own[i].casefold() in statuses:
            continue
        is_time = _are_times(columns[i]) and title_of_time(own[i]) is None
        if not columns[i] or not all(map(is_like_value, columns[i])) or (is_time and values):
            break
        values.insert(0, i)
    fixed = [i for i in range(width) if i not in values and own[i].casefold() not in statuses]
    is_wide = len(values) > 1 or any(title_of_time(own[i]) for i in values)
    spread = _spread([[line[i] for i in values] for line in headings]) if is_wide else ()
    dimensions = {own[i] or f"kolonne{i + 1}": {"role": "time"} if _are_times(columns[i]) else {} for i in fixed}
    dimensions |= {name: {"role": "time"} if name == TIME else {} for name in spread}
    return options.model_copy(update={"dimensions": dimensions, "spread": spread, "headings": count})


def _spread(lines: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The dimensions whose members stand in headings, the upper line first."""
    parts = [[title_of_time(text) for text in line] for line in lines]
    if len(lines) > 1:
        return tuple(TIME if all(line) else MEASURE if i == 0 else f"{MEASURE}{i + 1}" for i, line in enumerate(parts))
    if not all(parts[0]):
        return (MEASURE,)
    return (MEASURE, TIME) if len({part[0] for part in parts[0] if part}) > 1 else (TIME,)


def _are_times(texts: Sequence[str]) -> bool:
    try:
        return bool(texts) and all(parse_period(text) for text in dict.fromkeys(texts))
    except PeriodError:
        return False
