"""The shipped edition passes the reference validator: for accessibility in every language, for archiving in bokmål.

What archiving asks for (fonts, colours, metadata, attached files) is the same in each.
"""

from collections.abc import Mapping

import pytest

from brochure.project.languages import Language
from tests.support.shipped import Shipped
from tests.support.verapdf import need_validator, validate

pytestmark = pytest.mark.slow


def test_the_shipped_pdf_can_be_read_aloud(edition: Shipped) -> None:
    need_validator()
    assert [str(failure) for failure in validate(edition.path, "ua1")] == []


def test_the_shipped_pdf_can_be_archived(shipped_editions: Mapping[Language, Shipped]) -> None:
    need_validator()
    assert [str(failure) for failure in validate(shipped_editions[Language.BOKMAAL].path, "3a")] == []
