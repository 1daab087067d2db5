"""The metadata file of a new statistic: what its file says is filled in, the rest is marked as open.

An open value ("?") is refused wherever the statistic is used, with the plain request to fill it in.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from brochure.project.languages import Language
from brochure.statistics.fetch_metadata import STATISTICS_NORWAY, FetchMetadata
from brochure.statistics.filling import OPEN, language_of
from brochure.statistics.metadata import FileOptions
from brochure.statistics.number_signs import AmbiguousError, plain_numbers
from brochure.statistics.raw_table import RawTable
from brochure.statistics.said_units import unit_said
from brochure.statistics.units import Unit

_MOST_MEMBERS = 300
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def description(
    raw: RawTable, options: FileOptions, languages: Sequence[Language], fetch: FetchMetadata | None = None
) -> str:
    """The text of a metadata file for a table, in the languages of an edition; `fetch` says where its cells are."""
    lines = [*_whole(raw, options, languages)]
    if fetch is not None:
        lines += ["", *_fetch(fetch)]
    for name in raw.dimensions:
        lines += ["", *_dimension(raw, name, languages)]
    return "\n".join(lines) + "\n"


def _whole(raw: RawTable, options: FileOptions, languages: Sequence[Language]) -> Iterator[str]:
    said, own = raw.said, language_of(raw.said)
    yield f'# What is still open is marked "{OPEN}"; "brochure check" lists it.'
    for key in ("encoding", "dataset", "sheet", "range", "decimal_sign"):
        if key in options.model_fields_set and getattr(options, key):
            yield f"{key} = {_text(getattr(options, key))}"
    if raw.spread:
        yield f"spread = [{', '.join(map(_text, raw.spread))}]"
    if options.headings and options.headings > 1:
        yield f"headings = {options.headings}"
    decimals, is_plain = _decimals(raw, options)
    if not is_plain:
        yield f'decimal_sign = "{OPEN}"  # "," or ".": what stands before the decimals of its numbers'
    yield f"title = {_translated({**said.titles, own: said.title}, languages)}"
    units = {unit for unit in _units(raw) if unit}
    if len(units) == 1 and not said.unit.startswith(OPEN):
        yield f"unit = {_text(units.pop())}"
    else:
        words = said.unit or ", ".join(dict.fromkeys(w for each in said.units.values() for w in each.values()))
        shown = f"; the file says {_text(words)}" if words else ""
        yield f'unit = "{OPEN}"  # one of {", ".join(unit.value for unit in Unit if unit is not Unit.PERIOD)}{shown}'
    yield f"decimals = {decimals}"
    for key in ("population", "reference"):
        yield f"{key} = {_translated({}, languages)}"
    yield f"publisher = {_text(said.publisher or OPEN)}"
    table = f"title = {_text(said.table)}, " if said.table else ""
    yield f'tables = [{{ {table}address = "https://{OPEN}" }}]'
    for key, text in (("updated", said.updated), ("contact", said.contact)):
        if text:
            yield f"{key} = {_text(text)}"
    if said.notes:
        given = {each: ", ".join(map(_text, said.notes)) if each == own else f'"{OPEN}"' for each in languages}
        yield f"notes = {{ {', '.join(f'{each} = [{texts}]' for each, texts in given.items())} }}"


def _fetch(fetch: FetchMetadata) -> Iterator[str]:
    yield "[fetch]"
    yield f"table = {_text(fetch.table or OPEN)}"
    for key in ("service", "language"):
        if (value := getattr(fetch, key)) and value != STATISTICS_NORWAY:
            yield f"{key} = {_text(value)}"
    items = (f"{_key(name)} = {_text(', '.join(chosen))}" for name, chosen in fetch.select.items())
    yield f"select = {{ {', '.join(items)} }}"


def _units(raw: RawTable) -> list[str | None]:
    if raw.said.unit:
        return [unit_said(raw.said.unit)]
    return [unit_said(words) for each in raw.said.units.values() for words in each.values()]


def _decimals(raw: RawTable, options: FileOptions) -> tuple[str, bool]:
    """The number of decimals as it is written in the file, and whether its numbers can be read at all."""
    said = raw.said
    counts = [count for each in said.member_decimals.values() for count in each.values()]
    if said.decimals is not None or counts:
        return str(said.decimals if said.decimals is not None else max(counts)), True
    values = raw.values
    if raw.decimal_sign:
        try:
            values = plain_numbers(values, raw.decimal_sign, options.decimal_sign, lambda _: None)
        except AmbiguousError:
            return f'"{OPEN}"', False
    found = [re.match(r"[^\d]*\d+(?:\.(\d+))?", value) for value in dict.fromkeys(values)]
    return str(min(6, max((len(match[1] or "") for match in found if match), default=0))), True


def _dimension(raw: RawTable, name: str, languages: Sequence[Language]) -> Iterator[str]:
    said, own = raw.said, language_of(raw.said)
    others = {code: each[name] for code, each in raw.translations.items() if name in each}
    yield f"[dimensions.{_key(name)}]"
    label = {own: said.labels.get(name, ""), **{code: called for code, (called, _) in others.items()}}
    yield f"label = {_translated(label, languages)}"
    if name in said.times:
        yield 'role = "time"'
        return
    if name in said.elimination:
        yield f"elimination = {_text(said.elimination[name])}"
    at = raw.dimensions.index(name)
    members = list(dict.fromkeys(key[at] for key in raw.keys)) or list(raw.labels.get(name, {}))
    if len(members) > _MOST_MEMBERS:
        return
    yield "complete = true"
    labels, units = raw.labels.get(name, {}), said.units.get(name, {})
    for member in members:
        printed = {
            own: labels.get(member, member),
            **{code: names.get(member, "") for code, (_, names) in others.items()},
        }
        key = f"members.{_key(member)}"
        has_words = any(re.search(r"[^\W\d_]", text) for text in printed.values())
        yield f"{key}.label = {_translated(printed, languages)}" if has_words else f"{key} = {{}}"
        if len(set(_units(raw))) > 1 and member in units:
            yield f"{key}.unit = {_text(unit_said(units[member]) or OPEN)}"
            if member in (counts := said.member_decimals.get(name, {})):
                yield f"{key}.decimals = {counts[member]}"


def _translated(given: Mapping[str, str], languages: Sequence[Language]) -> str:
    """A text in every language, open where it is not known; one of another language is kept too."""
    found = {**{str(each): given.get(each) or OPEN for each in languages}, **{k: v for k, v in given.items() if v}}
    return f"{{ {', '.join(f'{code} = {_text(text)}' for code, text in found.items())} }}"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def open_values(text: str) -> int:
    """How many values of a metadata file are open."""
    return len(
        re.findall(rf'"(?:https://)?\{OPEN}"', "\n".join(line.split("  # ")[0] for line in text.splitlines()[1:]))
    )
