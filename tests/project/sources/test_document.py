"""TOML and YAML files: their values, their lines, their faults."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from brochure.findings import Faults, Place
from brochure.project.sources.document import Document, parse_yaml, read_toml, read_yaml
from tests.support.projects import make_project


def toml(tmp_path: Path, text: str) -> Document:
    project = make_project(tmp_path, {"a.toml": text})
    return read_toml(project, project.root / "a.toml")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("ja", "ja"),
        ("no", "no"),
        ("on", "on"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("2014", 2014),
        ("-3", -3),
        ("0123", "0123"),
        ("3.10", "3.10"),
        ("1e3", "1e3"),
        ("0x10", "0x10"),
        ("12_000", "12_000"),
        ("2014-10-04", "2014-10-04"),
        ("12:30", "12:30"),
        ('"2014"', "2014"),
        ("", None),
        ("~", None),
        ("[a, 2, true]", ["a", 2, True]),
    ],
)
def test_yaml_values_are_what_they_look_like(typed: str, value: Any) -> None:
    assert parse_yaml(f"key: {typed}\n", "a.yaml").values == {"key": value}


def test_yaml_keys_know_their_line() -> None:
    document = parse_yaml("a:\n  b: 1\n  c:\n    - x\n    - y: 2\n", "a.yaml", first_line=10)

    assert document.place("a") == Place("a.yaml", 10)
    assert document.place("a", "c") == Place("a.yaml", 12)
    assert document.place("a", "c", 1, "y") == Place("a.yaml", 14)


def test_a_key_without_a_line_has_that_of_the_one_above() -> None:
    document = parse_yaml("a:\n  b: 1\n", "a.yaml")

    assert document.place("a", "b", "nowhere") == Place("a.yaml", 2)
    assert document.place("nowhere") == Place("a.yaml", 1)


def test_toml_keys_know_their_line(tmp_path: Path) -> None:
    text = 'a = 1\n\n[b]\n# [c]\nd.e = 2\n\n[[f]]\n"g h" = 3\n[[f]]\n"g h" = 4\n\n[i."j.k"]\nl = 5\n'
    document = toml(tmp_path, text)

    lines = {
        keys: document.place(*keys).line
        for keys in [("a",), ("b",), ("b", "d", "e"), ("f", 0, "g h"), ("f", 1), ("f", 1, "g h"), ("i", "j.k", "l")]
    }
    assert list(lines.values()) == [1, 3, 5, 8, 9, 10, 13]


@given(st.dictionaries(st.from_regex(r"[a-zæøå_]{1,8}", fullmatch=True), st.integers(-(2**63), 2**63), min_size=1))
def test_every_yaml_key_stands_on_its_own_line(values: dict[str, int]) -> None:
    document = parse_yaml("".join(f"{key}: {value}\n" for key, value in values.items()), "a.yaml")

    assert document.values == values
    assert [document.place(key).line for key in values] == list(range(1, len(values) + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3: error: 'a' stands twice; keep one of them"),
        ("a:\n  b: 1\n  b: 2\n", "a.yaml:3: error: 'b' stands twice; keep one of them"),
        ("a: 1\n b: 2\n", "a.yaml:2: error: this line is indented further than the one above it"),
        ("a: [1, 2\nb: 3\n", "a.yaml:1: error: a bracket on this line is not closed"),
        ('a: "en\n', "a.yaml:1: error: a quotation mark on this line is not closed"),
        ("a: 1\n\tb: 2\n", "a.yaml:2: error: a tab stands at the beginning of this line"),
        ("a: \x07\n", "a.yaml:1: error: this is not valid YAML"),
    ],
)
def test_broken_yaml_is_told_with_its_line(text: str, expected: str) -> None:
    with pytest.raises(Faults) as caught:
        parse_yaml(text, "a.yaml")

    assert str(caught.value).startswith(expected)


@pytest.mark.parametrize("text", ["{2014} var et godt år", "{{ andel | prosent }}", "{{ a }} av {{ b }}"])
def test_a_text_that_begins_with_a_brace_is_told_to_be_quoted(text: str) -> None:
    with pytest.raises(
        Faults, match=r"^a\.yaml:2: error: .*put the text in quotation marks if .* begins with a .*brace"
    ):
        parse_yaml(f"lead: Ja\ntitle: {text}\n", "a.yaml")


def test_an_empty_yaml_file_has_no_values(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"a.yaml": "# bare en merknad\n"})

    assert read_yaml(project, project.root / "a.yaml").values == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\nb = ja\n", "a.toml:2: error: yes and no are written true and false"),
        ("a = 1\na = 2\n", "a.toml:2: error: this stands here for the second time"),
        ("[a]\nb = 1\n[a]\n", "a.toml:3: error: this stands here for the second time"),
        ('a = "en\n', "a.toml:1: error: this is not valid TOML"),
        ("a = [1,\n2\n", "a.toml:3: error: this is not valid TOML"),
    ],
)
def test_broken_toml_is_told_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(Faults) as caught:
        toml(tmp_path, text)

    assert str(caught.value).startswith(expected)


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    width: int = Field(ge=1)
    height: int | None = None


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    inner: Inner
    inners: tuple[Inner, ...] = Field(default=(), min_length=1)


def test_values_are_read_into_a_model(tmp_path: Path) -> None:
    model = toml(tmp_path, 'name = "a"\n[inner]\nwidth = 3\n').read_as(Model)

    assert (model.name, model.inner.width) == ("a", 3)


def test_every_mismatch_is_told_with_its_line_and_near_names(tmp_path: Path) -> None:
    text = 'nam = "a"\n\n[inner]\nwidth = 0\nheigth = 2\n\n[[inners]]\nwidth = 2\n[[inners]]\nwidth = "x"\n'
    with pytest.raises(Faults) as caught:
        toml(tmp_path, text).read_as(Model)

    assert sorted(str(finding) for finding in caught.value.findings) == [
        "a.toml:10: error: width: this takes a whole number; found 'x'",
        "a.toml:1: error: 'nam' is not a known setting here. Did you mean 'name'?",
        "a.toml:1: error: 'name' is missing",
        "a.toml:4: error: width: this must be 1 or more; found 0",
        "a.toml:5: error: 'heigth' is not a known setting here. Did you mean 'height'?",
    ]


def test_items_with_faults_are_not_told_to_be_too_few(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        toml(tmp_path, 'name = "a"\ninner.width = 1\n[[inners]]\nwidth = 0\n').read_as(Model)

    assert [finding.place.line for finding in caught.value.findings] == [4]
