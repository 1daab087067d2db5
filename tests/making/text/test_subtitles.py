"""Subtitles that the program writes, in each language, and what the alt text begins with."""

from pathlib import Path

import pytest

from brochure.making.figures.alt_text import alt_text
from tests.support.projects import SECTION, STATISTIC, Files, gathered, small_edition, small_file

FIGURE = """\
sysselsatte:
  kind: lines
  statistic: arbeid/sysselsatte
  select: { gruppe: Innvandrere }
  x: aar
  title: { nb: A, nn: A, en: A }
"""
MEASURE = """
[measure]
nb = "Sysselsatte i prosent av alle i gruppen"
nn = "Sysselsette i prosent av alle i gruppa"
en = "Employed in per cent of all in the group"
"""


def subtitle(
    folder: Path, language: str = "nb", figure: str = FIGURE, metadata: str = "", **more: str
) -> tuple[str, str]:
    """The subtitle of the figure as plain text, and the beginning of its alt text."""
    files: Files = {
        f"{SECTION}/figures.yaml": figure,
        f"{STATISTIC}.toml": small_file(f"{STATISTIC}.toml").replace("\n[title]", f"{metadata}\n[title]"),
        **more,
    }
    found, findings = gathered(folder, small_edition(files), language)
    assert [finding for finding in findings if "figures.yaml" in finding] == []
    words = found.text.words_of["sysselsatte"]
    alt = alt_text(found.figures["sysselsatte"].chart, words.subtitle, found.formatter)
    return words.subtitle.replace("\u00a0", " ").replace("\u2060", ""), alt.replace("\u00a0", " ").replace("\u2060", "")


WRITTEN = {
    "nb": "Innvandrere. Bosatte 15–74 år, 4. kvartal 2012–2014. Prosent",
    "nn": "Innvandrarar. Busette 15–74 år, 4. kvartal 2012–2014. Prosent",
    "en": "Immigrants. Residents aged 15–74, 4th quarter of 2012–2014. Per cent",
}


@pytest.mark.parametrize("language", WRITTEN)
def test_a_subtitle_says_group_population_time_and_unit(tmp_path: Path, language: str) -> None:
    told, alt = subtitle(tmp_path, language)

    assert told == WRITTEN[language]
    assert WRITTEN[language] in alt


def test_a_measure_stands_where_the_word_for_the_unit_is_not_enough(tmp_path: Path) -> None:
    told, _ = subtitle(tmp_path, metadata=MEASURE)

    assert told == "Sysselsatte i prosent av alle i gruppen. Innvandrere. Bosatte 15–74 år, 4. kvartal 2012–2014"


@pytest.mark.parametrize(("language", "month"), [("nb", "oktober"), ("en", "October")])
def test_a_month_is_written_as_in_the_middle_of_a_sentence(tmp_path: Path, language: str, month: str) -> None:
    metadata = small_file(f"{STATISTIC}.toml")
    for quarter, name in (("4. kvartal", "Oktober"), ("4th quarter", "October")):
        metadata = metadata.replace(f'= "{quarter}"', f'= "{name}"')
    told, _ = subtitle(tmp_path, language, **{f"{STATISTIC}.toml": metadata})

    assert f", {month} 2012–2014. " in told


def test_a_member_that_only_says_what_is_counted_is_left_to_the_unit(tmp_path: Path) -> None:
    """As in tables of shares and counts: "Antall" says less than "Personer"."""
    described = (
        small_file(f"{STATISTIC}.toml")
        + """
[dimensions.maal]
label = { nb = "Mål" }
members."Antall" = { label = { nb = "Antall" }, unit = "persons", decimals = 0 }
members."Andel av alle" = { label = { nb = "Andel av alle" }, unit = "count", decimals = 0 }
"""
    )
    rows = small_file(f"{STATISTIC}.csv").splitlines()
    cells = "".join(f"{m},{row}\n" for m in ("Antall", "Andel av alle") for row in rows[1:])
    files = {f"{STATISTIC}.toml": described, f"{STATISTIC}.csv": f"maal,{rows[0]}\n{cells.replace('.', '')}"}
    figure = FIGURE.replace("Innvandrere }", "Innvandrere, maal: Antall }")

    assert (
        subtitle(tmp_path, figure=figure, **files)[0] == "Innvandrere. Bosatte 15–74 år, 4. kvartal 2012–2014. Personer"
    )


def test_what_stands_for_all_narrows_nothing_and_two_times_are_named(tmp_path: Path) -> None:
    figure = FIGURE.replace("{ gruppe: Innvandrere }", "{ aar: [2012, 2014] }")

    assert subtitle(tmp_path, figure=figure)[0] == "Bosatte 15–74 år, 4. kvartal 2012 og 2014. Prosent"


def test_groups_that_are_shown_are_not_told_twice(tmp_path: Path) -> None:
    figure = FIGURE.replace("{ gruppe: Innvandrere }", '{ gruppe: "*" }') + "  series: gruppe\n"

    assert subtitle(tmp_path, figure=figure)[0] == "Bosatte 15–74 år, 4. kvartal 2012–2014. Prosent"


def test_words_that_the_metadata_lack_in_a_language_are_told(tmp_path: Path) -> None:
    metadata = small_file(f"{STATISTIC}.toml").replace('nn = "Busette 15–74 år"\n', "")
    files: Files = {f"{SECTION}/figures.yaml": FIGURE, f"{STATISTIC}.toml": metadata}
    _, findings = gathered(tmp_path, small_edition(files), "nn")

    assert (
        f"{SECTION}/figures.yaml:3: error: the population of arbeid/sysselsatte has not been written in nn; write it, "
        "or a subtitle here"
    ) in findings
