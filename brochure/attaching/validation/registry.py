"""All checks of a PDF, in the order in which they are told."""

from collections.abc import Iterator
from pathlib import Path

from brochure.attaching.validation.check import Check
from brochure.attaching.validation.opened import OpenedPdf, opened_bytes
from brochure.attaching.validation.rules import (
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
from brochure.findings import Finding
from brochure.manifest.model import Manifest

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


def run_checks(opened: OpenedPdf, *, quick: bool = False) -> Iterator[tuple[int, Finding]]:
    """What the checks find, each with its page from 0 (-1 for what concerns the file).

    The `quick` ones are those that need not read what stands on the pages.
    """
    for check in all_checks():
        if not (quick and check.needs_pages):
            yield from check.findings(opened)


def check_built(path: Path, content: bytes, manifest: Manifest) -> tuple[Finding, ...]:
    """What the quick checks find in a PDF that has been made and is to be saved at `path`."""
    opened = opened_bytes(path, content, manifest)
    with opened.file:
        return tuple(finding for _, finding in run_checks(opened, quick=True))
