"""The shipped edition passes the reference validator for archiving and accessibility."""

import os
from pathlib import Path

import pytest

from tests.support.verapdf import FLAVOURS, Flavour, unavailable_reason, validate

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_shipped_pdf_conforms(flavour: Flavour, shipped: Path) -> None:
    if reason := unavailable_reason():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    assert [str(failure) for failure in validate(shipped, flavour)] == []
