"""Templates print all that an edition says, or are told what they leave out."""

from pathlib import Path

import pytest

from tests.support.pages import composed
from tests.support.projects import EDITION, ROOT, SECTION, TEXT


@pytest.mark.parametrize(
    ("template", "old", "new", "place", "told"),
    [
        ("brochure.html", '{% include "front.html" %}', "", f"{EDITION}/innledning/text.nb.md:4", "the text «Tallene"),
        ("brochure.html", '{% include "tables.html" %}', "", f"{SECTION}/figures.yaml:1", "the row «2012 62,9"),
        ("parts.html", "{{ item.change }}", "", f"{TEXT}:5", "the key figure «"),
        ("parts.html", "<td>{{ cell }}</td>", "", f"{SECTION}/tables.yaml:1", "the row «"),
        ("sections.html", "{{ section.lead }}</p>", "</p>", f"{TEXT}:2", "the lead «De fleste er i arbeid.»"),
    ],
)
def test_what_a_template_leaves_out_is_told_where_it_was_written(
    template: str, old: str, new: str, place: str, told: str, tmp_path: Path
) -> None:
    path = f"layouts/templates/{template}"
    text = (ROOT / path).read_text("utf-8")
    assert old in text
    errors = [str(error) for error in composed(tmp_path, {path: text.replace(old, new)})[1].errors]
    assert any(error.startswith(place) and f"error: {told}" in error for error in errors), errors
    assert all("is printed nowhere; a template leaves it out, see layouts/templates/" in error for error in errors)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ item.title_html }}", "{{ item.title_html | upper }}"),
        ("<td>{{ cell }}</td>", "<td>{{ cell }}</td><td> (se nedenfor) </td>"),
        ('<p class="key-text"', '<p class="gjentatt">{{ item.text }}</p><p class="key-text"'),
    ],
)
def test_a_template_may_set_words_as_it_likes(old: str, new: str, tmp_path: Path) -> None:
    path = "layouts/templates/parts.html"
    text = (ROOT / path).read_text("utf-8")
    assert old in text
    assert composed(tmp_path, {path: text.replace(old, new)})[1].errors == ()
