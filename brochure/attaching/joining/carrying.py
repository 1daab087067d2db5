"""Carries what an annex holds over into the host, each object once, however many ways lead to it."""

from dataclasses import dataclass
from typing import Any

import pikepdf


@dataclass(frozen=True, slots=True)
class Carrier:
    """Two open documents, and the page of the host before which the annex goes, counted from 0.

    qpdf remembers what it has copied, so that a page, and what refers to it, stay together: pages must be put in by
    `insert_pages` before the joined file is written, before or after the rest.
    """

    host: pikepdf.Pdf
    annex: pikepdf.Pdf
    at: int
    pages: int
    """How many pages the annex has."""

    def carry(self, item: Any) -> Any:
        """An object of the annex, and all that it refers to, as an object of the host."""
        if not isinstance(item, pikepdf.Object) or isinstance(item, pikepdf.Name | pikepdf.String):
            return item
        return self.host.copy_foreign(item if item.is_indirect else self.annex.make_indirect(item))

    def insert_pages(self) -> None:
        """Put the pages of the annex into the host."""
        for number, page in enumerate(list(self.annex.pages)):
            self.host.pages.insert(self.at + number, page)
