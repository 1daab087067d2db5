"""Figures in words."""

from pathlib import Path
from typing import Any

import pytest

from brochure.making.figures.alt_text import alt_text
from brochure.making.figures.told import MOST_LETTERS
from brochure.project.languages import Language
from brochure.statistics.numbers.formats import Formatter
from tests.support.cases import read_yaml
from tests.support.charts import GROUPS, REGIONS, YEARS, chart_of, per_cent, words
from tests.support.shipped import gather_shipped, languages

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("cases") / "alt_texts.yaml")
SUBTITLES = {"nb": "Sysselsatte i prosent", "nn": "Sysselsette i prosent", "en": "Employed in per cent"}
DIMENSIONS = {"gruppe": GROUPS, "aar": YEARS, "region": REGIONS}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_a_figure_is_told_in_words(case: dict[str, Any], language: str, tmp_path: Path) -> None:
    described = per_cent(*(DIMENSIONS[name] for name in case["dimensions"])) + case.get("more", "")
    chart = chart_of(tmp_path, case["cells"], described, case["figure"], language)
    told = alt_text(chart, SUBTITLES[language], Formatter(words(language)))
    assert told.replace("\u00a0", " ") == " ".join(case[language].split())


def test_a_value_keeps_its_unit_beside_it(tmp_path: Path) -> None:
    chart = chart_of(tmp_path, CASES[0]["cells"], per_cent(GROUPS, YEARS), CASES[0]["figure"])
    assert "63,7\u00a0%" in alt_text(chart, "Sysselsatte", Formatter(words("nb")))


@pytest.mark.parametrize("language", languages())
def test_no_figure_of_the_edition_takes_long_to_hear(language: Language) -> None:
    gathered = gather_shipped(language)
    told = {
        name: alt_text(figure.chart, gathered.text.words_of[name].subtitle, gathered.formatter)
        for name, figure in gathered.figures.items()
    }
    assert {name: text for name, text in told.items() if not 20 < len(text) <= MOST_LETTERS} == {}


@pytest.mark.parametrize("kind", ["grouped_bars", "lines"])
def test_what_there_is_no_room_for_is_left_to_the_table(kind: str, tmp_path: Path) -> None:
    years, regions = range(2000, 2015), [f"Et {'svært ' * 3}langt navn {i}" for i in range(3)]
    values = {
        (region, year): ":" if i == 0 else f"{i + year % 7}.5" for i, region in enumerate(regions) for year in years
    }
    cells = "region,aar,verdi\n" + "".join(f"{region},{year},{value}\n" for (region, year), value in values.items())
    across = "x: aar\nseries: region" if kind == "lines" else "category: aar\nseries: region"
    figure = f"kind: {kind}\nselect: {{region: '*', aar: '*'}}\n{across}"
    chart = chart_of(tmp_path, cells, per_cent(YEARS, '[dimensions.region]\nlabel = { nb = "Region" }'), figure)
    text = alt_text(chart, "Sysselsatte i prosent", Formatter(words("nb")))
    assert len(text) <= MOST_LETTERS
    assert "Høyest" in text
    assert "15 tall mangler." in text
    assert text.endswith("Alle tall står i tabellen bak figuren.")
