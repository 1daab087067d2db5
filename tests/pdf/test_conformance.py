"""The shipped edition passes, in every language, the reference validator for archiving and accessibility."""

import os

import pytest

from tests.support.shipped import Shipped
from tests.support.verapdf import FLAVOURS, Flavour, unavailable_reason, validate

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_shipped_pdf_conforms(flavour: Flavour, edition: Shipped) -> None:
    if reason := unavailable_reason():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    assert [str(failure) for failure in validate(edition.path, flavour)] == []
