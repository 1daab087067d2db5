"""Rules of plain language, for and against, in cases."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brochure.findings import Faults
from brochure.project.languages import Language
from brochure.proofreading.lexicon import read_lexicon
from brochure.proofreading.rules.plain_language import RULES
from brochure.proofreading.text import Kind
from tests.support.cases import assert_found, cases
from tests.support.projects import make_project
from tests.support.readings import reading_with
from tests.support.texts import text_of


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("cases") / "plain_language.yaml"))
def test_plain_language(case: dict[str, Any]) -> None:
    kind = Kind(case.get("kind", "paragraph"))
    texts = [text_of(content, case["language"], kind) for content in case["texts"]]
    reading = reading_with(texts, case["language"])
    assert_found((found for rule in RULES for found in rule.findings(reading)), case["finds"])


def test_a_long_sentence_is_told_at_its_first_word() -> None:
    text = text_of(f"Kort setning. Ord {'ord ' * 36}", line=7)
    (found,) = RULES[0].findings(reading_with([text], "nb"))
    assert (found.place.line, found.place.column) == (7, 15)


def test_a_limit_that_is_no_number_is_told_with_its_line(tmp_path: Path) -> None:
    written = {"data/proofreading/nb/plain.toml": '[sentence]\nwords = "mange"\n'}
    lexicon = read_lexicon(make_project(tmp_path, written), Language.BOKMAAL)
    reading = replace(reading_with([text_of("Kort setning.")], "nb"), lexicon=lexicon)
    with pytest.raises(Faults, match=r"'words' must be a whole number, not 'mange'") as raised:
        list(RULES[0].findings(reading))
    assert raised.value.findings[0].place.line == 2


def test_a_language_without_words_of_its_own_has_nothing_to_find(tmp_path: Path) -> None:
    lexicon = read_lexicon(make_project(tmp_path, {}), Language.BOKMAAL)
    reading = replace(
        reading_with([text_of(f"{'ord ' * 60} måles, telles, blir talt. BUFDIR.")], "nb"), lexicon=lexicon
    )
    assert [found for rule in RULES for found in rule.findings(reading)] == []
