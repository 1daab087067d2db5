"""What a process that sets parts needs, loaded before it is forked."""

from contextlib import suppress

import brochure.making.parts.setting  # noqa: F401 - to be loaded, not used
from brochure.findings import Faults
from brochure.making.writing.writing import import_weasyprint

with suppress(Faults):  # what is missing is told by whoever needs it
    import_weasyprint()
