"""Lists of a text in print: numbers as they were written, and one body in each item for screen readers."""

from typing import Any

import pydyf

from brochure.making.text.markdown import html_blocks
from brochure.making.writing.list_items import give_bodies
from brochure.proofreading.inspection.paragraphs import find_holes, find_scraps
from tests.support.documents import document_of
from tests.support.laid_out import laid_out

NUMBERED = "@counter-style numbered { system: extends decimal; suffix: '. ' } .prose ol { list-style-type: numbered }"
DASHED = ".prose ul { list-style-type: '– '; padding-left: 4mm }"


def printed(text: str, styles: str) -> list[str]:
    """The lines of a text on its page, the marks of items included."""
    (block,) = html_blocks(document_of(text), "part-a")
    pages = laid_out(f"<div class='prose'>{block.content}</div>", styles)
    return [line.text for page in pages for line, item in page.lines() if not item.is_in_margin]


def test_numbers_are_printed_as_they_were_written() -> None:
    assert printed("4. Fire\n5. Fem\n9. Ni", NUMBERED) == ["4.", "Fire", "5.", "Fem", "9.", "Ni"]


def test_the_same_number_at_every_item_counts_on() -> None:
    assert printed("1. En\n1. To", NUMBERED) == ["1.", "En", "2.", "To"]


def test_the_mark_of_an_item_is_no_line_of_a_paragraph() -> None:
    text = "- Første\n  - Under\n    - Dypt\n- To\n\n  Løst avsnitt."
    (block,) = html_blocks(document_of(text), "part-a")
    pages = laid_out(f"<div class='prose'>{block.content}</div>", DASHED)

    assert [*find_holes(pages), *find_scraps(pages)] == []


def test_an_item_has_its_label_and_one_body_with_the_lists_inside_it_in_their_order() -> None:
    pdf = pydyf.PDF()
    page = pydyf.Dictionary({"Type": "/Page"})
    pdf.add_object(page)

    def tag(kind: str, *kids: Any) -> Any:
        made = pydyf.Dictionary({"S": f"/{kind}", "K": pydyf.Array(kids), "Pg": page.reference, "P": b"0 0 R"})
        pdf.add_object(made)
        return made

    first, second = tag("P", 0), tag("P", 2)
    label = tag("Lbl", 9)
    item = tag("LI", label.reference, first.reference, second.reference)
    inner = tag("L", tag("LI", tag("Lbl", 8).reference, tag("LBody", 1).reference).reference)
    outer = tag("L", item.reference, inner.reference)

    give_bodies(pdf)

    (kept,) = outer["K"]
    body = pdf.objects[int(item["K"][1].split()[0])]
    assert kept == item.reference
    assert (item["K"][0], body["S"]) == (label.reference, "/LBody")
    assert body["K"] == [first.reference, inner.reference, second.reference]
    assert {first["P"], second["P"], inner["P"]} == {body.reference}
