"""JSON-stat that is damaged or hostile is told, without the cells that it claims to have being made."""

import json
from typing import Any

import pytest

from brochure.findings import Faults
from brochure.statistics.json_stat import read_json_stat
from brochure.statistics.raw_table import MOST_CELLS


def dataset(**changes: Any) -> str:
    """A sound table of two cells, with changes."""
    dimensions = {"a": {"category": {"index": ["x", "y"], "label": {"x": "X", "y": "Y"}}}}
    sound = {"version": "2.0", "class": "dataset", "id": ["a"], "size": [2], "dimension": dimensions, "value": [1, 2]}
    return json.dumps({**sound, **changes})


def many(count: int) -> dict[str, Any]:
    return {"category": {"index": [str(n) for n in range(count)]}}


def category(**changes: Any) -> str:
    return dataset(dimension={"a": {"category": changes}})


HOSTILE = {
    "sizes that multiply": (
        dataset(id=["a", "b"], size=[9000, 9000], dimension={"a": many(9000), "b": many(9000)}, value={}),
        f"it has 81,000,000 cells, and {MOST_CELLS:,} are read; select fewer members",
    ),
    "cell that is not there": (dataset(value={"0": 1, "999999999": 2}), "there is a cell '999999999'"),
    "cell without a number": (
        dataset(value={"zero": 1}),
        "there is a cell 'zero', but the table has those from 0 to 1",
    ),
    "control character": (
        dataset(dimension={"a": {"category": {"index": ["x\x0b", "y"]}}}),
        "a line break from a word processor",
    ),
    "members that are no texts": (category(index=[1, 2]), "is 1, and must be a text in quotation marks"),
    "dimension is a list": (dataset(dimension=[]), "'dimension' is a list, and must be an object, {…}"),
    "no category": (dataset(dimension={"a": {}}), "'category' of 'a' is nothing, and must be an object"),
    "unknown dimension": (dataset(dimension={"b": {}}), "'id' names 'a', which is not in 'dimension'"),
    "dimension twice": (dataset(id=["a", "a"], size=[2, 2]), "'id' names the dimension 'a' twice"),
    "fewer sizes": (dataset(size=[]), "'id' names 1 dimensions, but 'size' has 0 numbers"),
    "size is a text": (dataset(size=["2"]), "'size' holds '2'; it takes whole numbers"),
    "position is a text": (category(index={"x": 0, "y": "1"}), "gives 'y' the position '1'; positions are whole"),
    "gap in the positions": (
        category(index={"x": 0, "y": 9}),
        "gives 'y' the position 9, where 1 is due; its 2 members are counted from 0 to 1, each once",
    ),
    "position twice": (category(index={"x": 0, "y": 0}), "gives 'y' the position 0, where 1 is due"),
    "member twice": (category(index=["x", "x"]), "'x' stands twice among the members of 'a'"),
    "label of nobody": (category(index=["x", "y"], label={"z": "Z"}), "a label for 'z', which is no member of 'a'"),
    "label is a number": (category(index=["x", "y"], label={"x": 5}), "the label of 'x' in 'a' is 5, and must be a"),
    "key twice": ('{"size": [1], "size": [2]}', "'size' stands twice in one object; keep one of them"),
    "too few statuses": (dataset(status=["p"]), "there are 1 statuses for 2 cells"),
    "value is a text": (dataset(value="12"), "'value' must be a list"),
    "answer of a server": ('{"title": "Not Found", "status": 404}', "this is what the server answered in place of th"),
    "list": ("[]", "it must be an object"),
    "depth": ("[" * 100_000, "more than 40 lists or tables lie in each other"),
    "digits": ('{"version": ' + "9" * 5000 + "}", "a number has more digits than a statistic can have"),
    "no number": ('{"value": [NaN]}', "NaN is not a number; write null for what is missing"),
    "status with a control character": (dataset(status={"0": "p\x0bq"}), "a line break from a word processor"),
    "meaning that turns the direction": (
        dataset(extension={"status": {"label": {"p": "a\u202eb"}}}),
        "turns the direction of reading",
    ),
    "status of a cell that is not there": (dataset(status={"2": "p"}), "there is a cell '2'"),
    "id is a number": (dataset(id=5), "this is not a JSON-stat 2.0 dataset"),
}


@pytest.mark.parametrize(("text", "told"), HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_told_with_its_file(text: str, told: str) -> None:
    with pytest.raises(Faults) as caught:
        read_json_stat(text, "a.json")

    assert str(caught.value).startswith("a.json:1: error: ")
    assert told in str(caught.value)


def test_the_sound_table_is_read() -> None:
    assert read_json_stat(dataset(), "a.json").values == ["1", "2"]
