"""Sparklines beside key figures, as texts name them."""

from pathlib import Path

import pytest

from tests.support.projects import SECTION, TEXT, gathered, small_edition, small_file

FIGURES = f"{SECTION}/figures.yaml"
SPARKLINE = """
kurve:
  kind: sparkline
  statistic: arbeid/sysselsatte
  select: { gruppe: Innvandrere }
  x: aar
  subtitle: { nb: "Sysselsatte innvandrere i prosent", nn: "Sysselsette i prosent", en: "Employed in per cent" }
"""


def with_sparkline(name: str | None, text: str = "") -> dict[str, str | bytes]:
    """The small edition with a sparkline called `kurve`, a key figure that names `name`, and `text` at its end."""
    source = small_file(TEXT)
    if name:
        source = source.replace("    text: av", f"    sparkline: {name}\n    text: av")
    return small_edition({FIGURES: small_file(FIGURES) + SPARKLINE, TEXT: f"{source}\n{text}\n"})


def test_a_key_figure_names_its_sparkline(tmp_path: Path) -> None:
    edition, findings = gathered(tmp_path, with_sparkline("kurve"))

    assert findings == []
    assert edition.text.sparklines == ("kurve",)
    assert edition.text.parts["arbeid"].key_figures[0].sparkline == "kurve"
    assert edition.text.words_of["kurve"].subtitle == "Sysselsatte innvandrere i prosent"
    assert "kurve" not in edition.text.numbered
    assert "kurve" not in edition.behind


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("kurven", "there is no sparkline 'kurven'. Did you mean 'kurve'?"),
        ("sysselsatte", "the figure 'sysselsatte' is no sparkline; beside a key figure there is room for one only."),
    ],
)
def test_a_name_that_is_no_sparkline_is_told_in_its_line(name: str, told: str, tmp_path: Path) -> None:
    _, findings = gathered(tmp_path, with_sparkline(name))

    (error,) = (finding for finding in findings if ": error: " in finding)
    assert error.startswith(f"{TEXT}:6: error: {told}")
    assert "'kurve'" in error


def test_a_sparkline_that_no_key_figure_shows_is_told_as_a_warning(tmp_path: Path) -> None:
    _, findings = gathered(tmp_path, with_sparkline(None))

    assert findings == [f"{FIGURES}:10: warning: 'kurve' is described, but no key figure shows it [unused-figure]"]


def test_a_sparkline_cannot_be_placed_as_a_figure(tmp_path: Path) -> None:
    _, findings = gathered(tmp_path, with_sparkline("kurve", '{{ figure("kurve") }}'))

    (error,) = findings
    assert error.endswith(
        "error: 'kurve' is a sparkline, which stands beside a key figure; name it in the front matter: sparkline: kurve"
    )


def test_a_broken_sparkline_is_told_once(tmp_path: Path) -> None:
    files = with_sparkline("kurve")
    broken = str(files[FIGURES]).replace("kind: sparkline", "kind: sparkline\n  height: 40")
    _, findings = gathered(tmp_path, {**files, FIGURES: broken})

    (error,) = findings
    assert "a sparkline has no 'height'" in error


def test_the_words_of_a_sparkline_hold_no_number_without_a_source(tmp_path: Path) -> None:
    files = with_sparkline("kurve")
    typed = str(files[FIGURES]).replace("Sysselsatte innvandrere i prosent", "Sysselsatte 15 innvandrere")
    _, findings = gathered(tmp_path, {**files, FIGURES: typed})

    assert any(finding.startswith(f"{FIGURES}:") and ": error: " in finding for finding in findings), findings
