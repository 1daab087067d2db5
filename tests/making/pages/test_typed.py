"""Layouts say nothing by themselves: no number without a source, no word outside the catalogue."""

from pathlib import Path

from tests.support.pages import composed
from tests.support.projects import ROOT

STYLES, FRONT = "layouts/styles/brochure.css", "layouts/templates/front.html"
CSS = (ROOT / STYLES).read_text("utf-8")
HTML = (ROOT / FRONT).read_text("utf-8")
LAST_OF_CSS, LAST_OF_HTML = CSS.count("\n") + 1, HTML.count("\n") + 1


def found(folder: Path, path: str, text: str) -> list[str]:
    return [str(error) for error in composed(folder, {path: text})[1].errors]


STYLE = """\
.introduction p::before { content: "Ledigheten er 99 prosent. " }
.introduction p::before { content: '\\39 9' }
@page { @top-left { content: "– " counter(page) " av 99" } }
p { list-style-type: "nei " }
p { quotes: "Ja" "–" }
p::after { content: attr(class, "uten") }
p::after { content: '{{ 98 }}' }
{% set x = 'Ledig' %} p::after { content: '{{ x }}' }
@counter-style x { system: cyclic; symbols: Folk }
@media print { p { &::after { content: "Arbeid" } } }"""
SAID = ("Ledigheten er 99 prosent. ", "99", " av 99", "nei ", "Ja", "uten", "98", "Ledig", "Folk", "Arbeid")


def test_words_and_digits_typed_in_a_style_sheet_are_told_at_their_line(tmp_path: Path) -> None:
    errors = found(tmp_path, STYLES, f"{CSS}\n{STYLE}")
    assert [error.partition("; words")[0] for error in errors] == [
        f"{STYLES}:{LAST_OF_CSS + line}: error: the style sheet prints «{said}»"
        for line, said in enumerate(SAID, start=1)
    ]


def test_signs_counters_and_words_of_the_catalogue_are_a_matter_of_style(tmp_path: Path) -> None:
    style = """
        a::before { content: "– " attr(href) " · " counter(page) ": " string(part) target-counter(attr(href), page) }
        p { font-family: "Source Sans 3"; font-feature-settings: "tnum" 1 } p[lang="en"] { color: inherit }
        h1::after { content: "{{ words('contents') }}" } h2::after { content: "{{ brochure.title }}" }
    """
    assert found(tmp_path, STYLES, CSS + style) == []


MARKUP = """\
<p>Ledigheten er 99 prosent i landet.</p>
<p>Ledigheten er &#57;&#x38; prosent</p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>97 av hundre</title></svg>
<p title="96 prosent">{{ "95 prosent" }}</p>
<p>{{ 94 + 1 }}</p>
{% set ledige = "93" %}<p>{{ ledige }}</p>"""


def test_digits_typed_in_a_template_are_told_at_their_line(tmp_path: Path) -> None:
    errors = found(tmp_path, FRONT, f"{HTML}\n{MARKUP}")
    assert sorted(error.partition("; a number belongs")[0] for error in errors) == [
        f"{FRONT}:{LAST_OF_HTML + line}: error: '{digits}' is typed in a template"
        for line, digits in ((1, 99), (2, 98), (3, 97), (4, 95), (4, 96), (5, 1), (5, 94), (6, 93))
    ]


def test_digits_of_markup_and_marked_ones_may_stand_in_a_template(tmp_path: Path) -> None:
    markup = """<p class="a2" style="width: 20mm">G20, CO2 {{ theme.page.width | round(2) }}
        <span data-marked="law">§ 17</span> {{ words("figure.label", number=1) }}</p><!-- 99 -->"""
    assert found(tmp_path, FRONT, HTML + markup) == []
