"""Texts of an edition as rules read them: their words, and where each letter was written."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.proofreading.lexicon import read_lexicon
from brochure.proofreading.reading import read_edition_texts
from brochure.proofreading.registry import all_rules
from brochure.proofreading.rule import LanguageRule, Reading
from brochure.proofreading.text import Kind, Text
from tests.support.projects import LANGUAGES, ROOT, SECTION, TEXT, gathered, small_edition, small_file
from tests.support.shipped import gather_shipped

FRONT = small_file(TEXT).rpartition("---\n")[0]


def read(folder: Path, body: str, changes: Mapping[str, str] | None = None) -> Reading:
    """The reading of the small edition whose section has this text."""
    files = small_edition({TEXT: f"{FRONT}---\n{body}", **(changes or {})})
    edition, _ = gathered(folder, files)
    return read_edition_texts(Project((folder).resolve()), edition)


def in_section(reading: Reading, kind: Kind) -> list[Text]:
    return [text for text in reading.texts if text.part == "arbeid" and text.path == TEXT and text.kind is kind]


def test_a_paragraph_is_read_as_it_is_printed(tmp_path: Path) -> None:
    body = (
        "I {4. kvartal} var **{{ innvandrere | prosent }}** av\n"
        'dem i [arbeid](https://ssb.no) ({{ ref("sysselsatte") }}).\n\n{{ figure("sysselsatte") }}\n'
    )
    (text,) = in_section(read(tmp_path, body), Kind.PARAGRAPH)
    assert text.content == "I 4.\u00a0kvartal var 63,7\u00a0prosent av dem i arbeid (figur\u00a01)."
    (bound,) = text.bound
    assert text.content[bound.start : bound.end] == "63,7\u00a0prosent"
    assert [number.name for number in bound.numbers] == ["innvandrere"]
    (marked,) = text.marked
    assert text.content[marked.start : marked.end] == "4.\u00a0kvartal"
    (reference,) = text.references
    assert reference.exhibit == "sysselsatte"


def test_a_letter_after_tags_and_line_ends_knows_its_line_and_column(tmp_path: Path) -> None:
    body = "Her er {{ innvandrere\n | prosent }} av\n*dem* i arbeid.\n"
    (text,) = in_section(read(tmp_path, body), Kind.PARAGRAPH)
    first = FRONT.count("\n") + 2
    for word, line, column in (
        ("Her", first, 1),
        ("av", first + 1, 15),
        ("dem", first + 2, 2),
        ("arbeid", first + 2, 9),
    ):
        place = text.place(text.content.index(word))
        assert (place.line, place.column) == (line, column), word


def test_headings_items_notes_cells_and_claims_are_told_apart(tmp_path: Path) -> None:
    body = (
        "## Et hode\n\n- et punkt\n\n> en margnote\n\n| a | b |\n|---|---|\n| c | d |\n\n"
        "{% claim alle > 3 %}Mange er i jobb.{% endclaim %}\n"
    )
    reading = read(tmp_path, body)
    said = {kind: [text.content for text in in_section(reading, kind)] for kind in Kind}
    assert said[Kind.HEADING] == ["Et hode"]
    assert said[Kind.ITEM] == ["et punkt"]
    assert said[Kind.SIDE_NOTE] == ["en margnote"]
    assert said[Kind.CELL] == ["a", "b", "c", "d"]
    (claimed,) = [text for text in in_section(reading, Kind.PARAGRAPH) if text.claims]
    assert claimed.claims[0].condition == "alle > 3"


def test_words_of_figures_key_figures_and_settings_are_read_too(tmp_path: Path) -> None:
    reading = read(tmp_path, small_file(TEXT).rpartition("---\n")[2])
    said = {(text.kind, text.content) for text in reading.texts}
    assert (Kind.TITLE, "Flere innvandrere er i jobb") in said
    assert (Kind.VALUE, "64\u00a0%") in said or (Kind.VALUE, "63,7\u00a0%") in said
    assert (Kind.SETTING, "Flere skal i arbeid.") in said
    title = next(text for text in reading.texts if text.content == "Flere innvandrere er i jobb")
    place = title.place(title.content.index("jobb"))
    written = small_file(f"{SECTION}/figures.yaml").splitlines()[(place.line or 0) - 1]
    assert written[(place.column or 0) - 1 :].startswith("jobb")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_every_letter_of_the_shipped_texts_knows_its_place(language: Language) -> None:
    reading = read_edition_texts(Project(ROOT), gather_shipped(language))
    lines: dict[str, list[str]] = {}
    typed = wrong = 0
    for text in reading.texts:
        for i, letter in enumerate(text.content):
            if letter.isspace() or not text.is_typed(i, i + 1) or any(r.start <= i < r.end for r in text.references):
                continue
            place = text.place(i)
            written = lines.setdefault(place.path, (ROOT / place.path).read_text("utf-8").split("\n"))
            line, column = written[(place.line or 1) - 1], (place.column or 1) - 1
            typed += 1
            wrong += letter != line[column : column + 1]
    assert typed > 20_000
    assert wrong / typed < 0.01


def test_rules_find_nothing_in_entities_that_they_would_not_find_in_the_letters(tmp_path: Path) -> None:
    def found(name: str, words: str) -> list[str]:
        reading = replace(read(tmp_path / name, f"{words}\n"), lexicon=read_lexicon(Project(ROOT), Language.BOKMAAL))
        rules = [rule for rule in all_rules() if isinstance(rule, LanguageRule)]
        return [f"{item.rule}: {item.message}" for rule in rules for item in rule.findings(reading)]

    plain = found("plain", "Arbeid & lønn\u00a0\u2013  og < mer...")
    assert found("entities", "Ar&shy;beid &amp; l&oslash;nn&nbsp;&ndash;  og &lt; mer...") == plain != []
