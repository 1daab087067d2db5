"""Files edited at places: where code stands in them, and that all else stays to the letter."""

from pathlib import Path

import pytest

from brochure.updating.editing import Edit, bare, edited, read_source, scalars, tags_of
from tests.support.projects import make_project

YAML = """\
# alle æøå
'blå': "x [år=1]"   # {{ alle }}
liste: [ 2013, "2014" ]
"""
TEXT = """\
---
title: "{{ a | tid }}"   # {{ b }}
---
{{ c | x }} {# {{ d }} #} <!-- {% e %} -->
{% claim f > 1 %}g{% endclaim %}
"""


def test_scalars_stand_where_they_are_written_whatever_letters_are_before_them() -> None:
    found = [(scalar.keys, bare(YAML, scalar), scalar.is_key) for scalar in scalars(YAML)]
    assert sorted(found, key=lambda each: each[1][1]) == [
        (("blå",), ("blå", YAML.index("blå")), True),
        (("blå",), ("x [år=1]", YAML.index("x [")), False),
        (("liste",), ("liste", YAML.index("liste")), True),
        (("liste", 0), ("2013", YAML.index("2013")), False),
        (("liste", 1), ("2014", YAML.index("2014")), False),
    ]


def test_tags_are_found_in_front_matter_and_text_and_not_in_remarks() -> None:
    assert [TEXT[begin:end].strip() for begin, end in tags_of(Path("text.nb.md"), TEXT)] == [
        "a | tid",
        "c | x",
        "claim f > 1",
        "endclaim",
    ]
    assert [*tags_of(Path("numbers.yaml"), YAML)] == []


def test_edits_are_made_at_their_places_once() -> None:
    assert edited("abc", [Edit(2, 3, "C"), Edit(0, 1, "AA"), Edit(2, 3, "C"), Edit(3, 3, "!")]) == "AAbC!"


@pytest.mark.parametrize("content", [b"\xef\xbb\xbfa\r\nb\r\n", "å\n\n".encode(), b""])
def test_a_file_without_edits_is_what_it_was(content: bytes, tmp_path: Path) -> None:
    project = make_project(tmp_path, {"data/a.md": content})
    assert read_source(project, project.root / "data/a.md").with_edits([]) == content
