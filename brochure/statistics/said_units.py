"""What offices write for units, in the Nordic languages and English, and which of ours they may mean."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from brochure.statistics.units import Unit

_PERSONS = frozenset({Unit.PERSONS, Unit.PERSONS_CHANGE, Unit.COUNT})
_MEANT: Mapping[str, frozenset[Unit]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("percent", "per cent", "prosent", "procent", "pct", "pct.", "%", "percentage"),
            frozenset({Unit.PERCENT, Unit.PERCENT_CHANGE, Unit.PERCENT_RATE}),
        ),
        **dict.fromkeys(
            (
                *("persons", "people", "person", "personer", "personar", "number of persons"),
                *("antall personer", "talet på personar", "antal personer"),
            ),
            _PERSONS,
        ),
        **dict.fromkeys(("percentage points", "prosentpoeng", "procentenheter"), frozenset({Unit.PERCENTAGE_POINTS})),
        **dict.fromkeys(("nok", "kr", "kroner"), frozenset({Unit.KRONER})),
        **dict.fromkeys(
            ("mill. kr", "mill. kroner", "millioner kroner", "nok million", "million nok", "mnok"),
            frozenset({Unit.MILLION_KRONER}),
        ),
        **dict.fromkeys(("antall", "antal", "number", "talet"), frozenset({Unit.COUNT, *_PERSONS})),
        **dict.fromkeys(
            ("1 000 personer", "1 000 persons", "1 000 personar", "1000 personer", "tusen", "thousands", "1 000"),
            frozenset({Unit.THOUSANDS}),
        ),
        **dict.fromkeys(("per 1 000", "per 1000", "promille", "per mille"), frozenset({Unit.PER_THOUSAND})),
        **dict.fromkeys(("per 100 000", "per 100000"), frozenset({Unit.PER_HUNDRED_THOUSAND})),
        **dict.fromkeys(("år", "years", "year"), frozenset({Unit.YEARS})),
        **dict.fromkeys(("kvm", "m2", "m²", "kvadratmeter", "square metres"), frozenset({Unit.SQUARE_METRES})),
        **dict.fromkeys(("euro", "euros", "eur"), frozenset({Unit.EUROS})),
        **dict.fromkeys(("dager", "dagar", "days"), frozenset({Unit.DAYS})),
        **dict.fromkeys(("indeks", "index"), frozenset({Unit.INDEX})),
    }
)
_FIRST = (Unit.PERCENT, Unit.PERSONS)
"""What words for several units mean, where nothing else is said."""


def meant_by(words: str) -> frozenset[Unit]:
    """The units that a source may mean by its words; none where they are not known."""
    return _MEANT.get(re.sub(r"[\s\u00a0]+", " ", words).strip().casefold(), frozenset())


def unit_said(words: str) -> str | None:
    """The unit that a source's words name; None where they name none, or one that needs more (the base of an index)."""
    units = meant_by(words) - {Unit.INDEX}
    if Unit.COUNT in units and words.strip().casefold() in ("antall", "antal", "number", "talet"):
        return Unit.COUNT.value
    return next((unit.value for unit in (*_FIRST, *sorted(units)) if unit in units), None)
