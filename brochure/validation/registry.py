"""All checks of a PDF, in the order in which they are told."""

from collections.abc import Iterator, Mapping

from brochure.findings import Finding
from brochure.validation.check import Check
from brochure.validation.opened import OpenedPdf
from brochure.validation.rules import (
    access,
    alt_texts,
    attachments,
    bookmarks,
    fonts,
    headings,
    images,
    language,
    links,
    page_labels,
    reading_order,
    running_heads,
    tables,
    tagging,
    title,
)

_MODULES = (
    tagging,
    reading_order,
    running_heads,
    headings,
    alt_texts,
    tables,
    language,
    links,
    bookmarks,
    title,
    images,
    fonts,
    page_labels,
    attachments,
    access,
)


def all_checks() -> tuple[Check, ...]:
    """Every check, in order."""
    return tuple(check for module in _MODULES for check in module.CHECKS)


def described_checks() -> Mapping[str, str]:
    """What each check tells, in a sentence, by its name."""
    return {check.name: check.summary for check in all_checks()}


def run_checks(opened: OpenedPdf) -> Iterator[tuple[int, Finding]]:
    """What the checks find, each with its page from 0 (-1 for what concerns the file)."""
    for check in all_checks():
        yield from check.findings(opened)
