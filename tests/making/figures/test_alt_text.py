"""Figures in words."""

from pathlib import Path
from typing import Any

import pytest

from brochure.making.figures.alt_text import alt_text
from brochure.statistics.numbers.formats import Formatter
from tests.support.cases import read_yaml
from tests.support.charts import GROUPS, REGIONS, YEARS, chart_of, per_cent, words

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
