"""The shipped edition passes, in every language, the reference validator for archiving and accessibility."""

import pytest

from tests.support.shipped import Shipped
from tests.support.verapdf import FLAVOURS, Flavour, need_validator, validate

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_shipped_pdf_conforms(flavour: Flavour, edition: Shipped) -> None:
    need_validator()
    assert [str(failure) for failure in validate(edition.path, flavour)] == []
