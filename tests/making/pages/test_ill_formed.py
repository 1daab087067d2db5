"""Templates that make no well-formed page are told at their own line, with the way out."""

from pathlib import Path

import pytest

from brochure.findings import Faults
from brochure.making.pages.ill_formed import find_slips
from brochure.making.pages.templates import parse_page
from brochure.project.sources.project import Project
from tests.support.projects import ROOT


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("<p>{{ a }}<br>{{ b }}</p>", "<br> is not closed; write <br/>"),
        ('<img src="{{ x }}" alt="">', "<img> is not closed; write <img …/>"),
        ("<div><p>{{ x }}</div>", "<p> is not closed before </div>; write </p> where it ends"),
        ("<p>{% if x %}{{ x }}{% endif %}</p></div>", "</div> closes nothing; take it away, or write <div> where"),
        ("<section><p></p>", "<section> is not closed; write </section> where it ends"),
        ("<td colspan=2></td>", 'an attribute of <td> has no value in quotation marks; write name="value"'),
        ("<p hidden>{{ x }}</p>", "an attribute of <p> has no value in quotation marks"),
        ("<p>a&nbsp;b</p>", "&nbsp; is not known in XML; write the character itself, or &#160;"),
        ("<p>a & b</p>", "an '&' stands alone; write &amp;"),
        ("<p>a < b</p>", "a '<' begins no element here; write &lt;"),
    ],
)
def test_a_slip_of_a_template_is_told_at_its_line(line: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "layouts/templates/front.html"
    path.parent.mkdir(parents=True)
    path.write_text(
        f'<!DOCTYPE html><!-- <br> -->\n<p{{% if x %}} id="a"{{% endif %}}>x &amp; y</p>\n{line}\n', "utf-8"
    )
    with pytest.raises(Faults) as caught:
        parse_page(Project(tmp_path), "<html><p></html>")
    (finding,) = map(str, caught.value.findings)
    assert finding.startswith(f"layouts/templates/front.html:3: error: {told}")


def test_sound_templates_have_no_slips() -> None:
    assert list(find_slips(Project(ROOT))) == []
