"""Loads, when it is imported, the libraries that PDFs are made with: for processes that are to begin with them."""

from contextlib import suppress

import brochure.figures.loaded
import brochure.making
import brochure.several  # noqa: F401 - as the lines above
from brochure.findings import Faults
from brochure.pdf.writing import import_weasyprint

with suppress(Faults):  # what is missing is told by whoever needs it
    import_weasyprint()
