"""Every value of a theme, replaced by ones that cannot be meant: each is told with its key, file and line."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from brochure.findings import Faults
from brochure.project.sources.document import Document
from brochure.project.sources.document import _toml_lines as toml_lines
from brochure.project.sources.mismatches import Keys
from brochure.project.theme import FigureStyle, Theme
from tests.support.projects import ROOT

TEXT = (ROOT / "layouts/themes/standard.toml").read_text("utf-8")
VALUES: dict[str, Any] = {
    "nan": float("nan"),
    "infinity": float("inf"),
    "minus": -1,
    "huge": 10**30,
    "beyond floats": 10**400,
    "true": True,
    "empty text": "",
    "text": "bred",
    "list": [[]],
    "table": {"rgb": 1},
}


def leaves(values: Any, keys: Keys = ()) -> Iterator[Keys]:
    """Where every number and text of a theme stands."""
    if isinstance(values, dict):
        for key, value in values.items():
            yield from leaves(value, (*keys, key))
    elif isinstance(values, list) and values:
        for i, value in enumerate(values):
            yield from leaves(value, (*keys, i))
    elif not isinstance(values, list):
        yield keys


LINES = toml_lines(TEXT)
LEAVES = list(leaves(tomllib.loads(TEXT)))


def read_with(*changes: tuple[Keys, Any]) -> list[str]:
    """What is told of the standard theme with other values at some keys."""
    values = tomllib.loads(TEXT)
    for keys, value in changes:
        holder: Any = values
        for key in keys[:-1]:
            holder = holder[key]
        holder[keys[-1]] = value
    return told_of(values)


def told_of(values: Any) -> list[str]:
    try:
        Document("theme.toml", values, LINES, TEXT).read_as(Theme)
    except Faults as faults:
        return [str(finding) for finding in faults.findings]
    return []


def is_told(keys: Keys, told: list[str]) -> bool:
    """Whether one of the findings names a setting, on its own line."""
    name = next(str(key) for key in reversed(keys) if isinstance(key, str))
    line = LINES.get(keys) or next(LINES[keys[:length]] for length in range(len(keys), 0, -1) if keys[:length] in LINES)
    return any(finding.startswith(f"theme.toml:{line}: error: {name}: ") for finding in told)


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_no_setting_takes_what_it_cannot_be(value: Any) -> None:
    tried = [keys for keys in LEAVES if not (keys[-1] in ("text", "display") and isinstance(value, str))]
    told = read_with(*((keys, value) for keys in tried))
    assert [keys for keys in tried if not is_told(keys, told)] == []


def test_no_length_size_or_stroke_is_zero() -> None:
    told = read_with(*((keys, 0) for keys in LEAVES))
    taken = {".".join(map(str, keys)) for keys in LEAVES if not is_told(keys, told)}
    assert {name for name in taken if "cmyk" not in name} == set()


def test_a_range_is_told_with_what_is_allowed() -> None:
    (told,) = read_with((("type", "leading"), 0))
    assert told == "theme.toml:17: error: leading: this takes a number from 5 to 100 points, not 0"


def test_what_is_left_out_or_misspelt_is_told() -> None:
    values = tomllib.loads(TEXT)
    values["page"]["gutterr"] = 3
    (told,) = told_of(values)
    assert told.startswith("theme.toml:4: error: 'gutterr' is not a known setting here. Did you mean 'gutter'")
    del values["page"]["gutterr"], values["colours"]["muted"]
    (told,) = told_of(values)
    assert "'muted' is missing" in told


def test_a_theme_names_what_it_changes_of_figures() -> None:
    """The standard theme lists every setting with its ordinary value, so that designers see what there is."""
    values = tomllib.loads(TEXT)
    whole = Theme.model_validate(values).figures
    kept = {name: values["figures"][name] for name, field in FigureStyle.model_fields.items() if field.is_required()}
    assert set(values["figures"]) == set(FigureStyle.model_fields)
    assert FigureStyle.model_validate(kept) == whole
    changed = FigureStyle.model_validate({**kept, "bar": 4, "dashes": {"dotted": [1, 2]}})
    assert changed == whole.model_copy(update={"bar": 4.0, "dashes": {**whole.dashes, "dotted": (1.0, 2.0)}})


@pytest.mark.parametrize(("key", "value"), [("inner", 150), ("side", 110), ("top", 240)])
def test_a_page_without_room_for_text_is_told(key: str, value: int) -> None:
    assert any("the least is" in told for told in read_with((("page", key), value)))
