"""Loads, when it is imported, the libraries that PDFs are made with: for processes that are to begin with them."""

from contextlib import suppress

import brochure.building.making
import brochure.building.several
import brochure.making.figures.loaded  # noqa: F401 - as the lines above
from brochure.findings import Faults
from brochure.making.writing.writing import import_weasyprint

with suppress(Faults):  # what is missing is told by whoever needs it
    import_weasyprint()
