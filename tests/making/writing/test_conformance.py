"""The shipped edition passes the reference validator for archiving and accessibility.

Bokmål is held against both standards, each other language against one of them: what makes a file break a standard
is of all languages, and to validate one takes ten seconds. `python -m tests.support.verapdf FILE` holds any file
against both.
"""

from collections.abc import Mapping

import pytest

from brochure.project.languages import Language
from tests.support.shipped import Shipped
from tests.support.verapdf import Flavour, need_validator, validate

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("language", "flavour"),
    [(Language.BOKMAAL, "3a"), (Language.BOKMAAL, "ua1"), (Language.NYNORSK, "ua1"), (Language.ENGLISH, "3a")],
)
def test_the_shipped_pdf_conforms(
    language: Language, flavour: Flavour, shipped_editions: Mapping[Language, Shipped]
) -> None:
    need_validator()
    assert [str(failure) for failure in validate(shipped_editions[language].path, flavour)] == []
