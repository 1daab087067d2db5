"""What is known of each kind of figure is known everywhere: both records, the words, the manual page."""

import re
from dataclasses import MISSING, fields
from importlib import import_module
from typing import get_args

import pytest

from brochure.command.help import page
from brochure.making.figures.kinds import WORK, Work
from brochure.project.edition.kinds import KINDS, Axis, Kind, KindOfFigure
from brochure.project.languages import Language
from tests.support.charts import words

KIND = re.compile(r"`(\w+)`")


def manual_rows() -> dict[str, tuple[str, str]]:
    """What the page on figures says that each kind needs and may have."""
    rows = [line.strip("| ").split("|") for line in page("figures").split("\n") if line.startswith("| `")]
    return {kind: (row[1], row[2] if len(row) > 2 else "") for row in rows for kind in KIND.findall(row[0])}


def test_the_records_are_of_the_same_kinds() -> None:
    assert set(get_args(Kind)) == set(KINDS) == set(WORK)


@pytest.mark.parametrize("record", [KindOfFigure, Work])
def test_no_field_of_a_record_can_be_forgotten(record: type[KindOfFigure | Work]) -> None:
    assert all(field.default is MISSING and field.default_factory is MISSING for field in fields(record))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_holds_together(kind: Kind) -> None:
    what = KINDS[kind]
    assert not set(what.needs) & set(what.may_have)
    assert what.across is None or what.across in what.needs + what.may_have
    assert {"x", "category"} & set(what.needs), "something runs along it"
    assert callable(import_module(WORK[kind].drawn_by).draw)


@pytest.mark.parametrize("language", [Language.BOKMAAL, Language.NYNORSK, Language.ENGLISH])
def test_every_kind_is_named_in_the_alt_text_of_every_language(language: Language) -> None:
    entries = words(language).entries.items()
    named = {key.removeprefix("alt.") for key, (form, _) in entries if key.startswith("alt.") and form}
    assert named >= set(KINDS)


def test_the_manual_tells_what_each_kind_takes() -> None:
    rows = manual_rows()
    assert set(rows) == set(KINDS)
    for kind, what in KINDS.items():
        axes = [tuple(axis for axis in KIND.findall(text) if axis in get_args(Axis)) for text in rows[kind]]
        assert axes == [what.needs, what.may_have], kind
