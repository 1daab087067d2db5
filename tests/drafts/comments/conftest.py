"""A draft of the small edition, and what reads a marked copy of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.drafts.comments.collecting import collect
from brochure.drafts.comments.merging import merge
from brochure.drafts.comments.model import Comment
from brochure.findings import Report
from tests.support.annotating import Annotator
from tests.support.drafts import DRAFT

SECTION_PAGE = 7
"""Position of the page with the section: text, a figure and a table."""
TABLES_PAGE = 8
"""Position of the page with the tables behind the figures."""

ReadBack = Callable[[Annotator], list[Comment]]


@pytest.fixture(scope="session")
def draft(drafted: Path) -> Path:
    """The PDF of the draft, unmarked."""
    return drafted / DRAFT.format("1")


@pytest.fixture
def marked(draft: Path) -> Annotator:
    """The draft, open to be marked."""
    return Annotator(draft)


@pytest.fixture
def read_back(tmp_path: Path) -> ReadBack:
    """Saves a marked draft and reads it, on its own; there must be no fault."""

    def read(marked: Annotator) -> list[Comment]:
        report = Report()
        comments = merge(collect([marked.save(tmp_path / "marked.pdf")], report))
        assert report.findings == []
        return list(comments)

    return read
