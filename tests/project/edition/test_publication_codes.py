"""Publication codes as an editor writes them: each belongs to its language, and what is none is told with its line."""

from pathlib import Path
from typing import Any

import pytest

from brochure.findings import Faults
from brochure.project.edition.reading import read_settings
from brochure.project.languages import Language
from tests.support.cases import cases
from tests.support.projects import EDITION, make_project, small_file

SETTINGS = f"{EDITION}/edition.toml"
CASES = cases(Path(__file__).with_name("cases") / "publication_codes.yaml")


def written(code: Any) -> tuple[str, int]:
    """The settings of the small edition with a code, and the line of the code that is written last."""
    first = small_file(SETTINGS).split("\n\n", 1)[0].count("\n") + 2
    if isinstance(code, str):
        lines = [f'publication_code = "{code}"']
    else:
        lines = [f'publication_code.{language} = "{each}"' for language, each in code.items()]
    before, after = small_file(SETTINGS).split("\n\n", 1)
    return "\n".join([before, *lines, "", after]), first + len(lines) - 1


@pytest.mark.parametrize("case", CASES)
def test_a_code_belongs_to_its_language_or_is_told(case: dict[str, Any], tmp_path: Path) -> None:
    settings, line = written(case["written"])
    project = make_project(tmp_path, {SETTINGS: settings})
    if "read" in case:
        codes = read_settings(project, "2016")[0].publication_code
        assert {language: codes.get(Language(language)) for language in case["read"]} == case["read"]
        return
    with pytest.raises(Faults) as caught:
        read_settings(project, "2016")
    (told,) = map(str, caught.value.findings)
    assert told.startswith(f"{SETTINGS}:{line}: error: {case['says']}"), told


def test_an_edition_may_have_no_code(tmp_path: Path) -> None:
    project = make_project(tmp_path, {SETTINGS: small_file(SETTINGS)})
    assert read_settings(project, "2016")[0].publication_code.get(Language.BOKMAAL) is None
