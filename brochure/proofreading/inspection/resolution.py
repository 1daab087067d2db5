"""Pictures with too few pixels for the size they are printed in."""

import math
from collections.abc import Iterator, Sequence

from brochure.findings import Finding
from brochure.making.laid_out.model import LaidOutPage
from brochure.proofreading.inspection.wording import finding_about

LEAST = 150
"""Pixels an inch below which a reader sees them on paper; printers ask for 300."""
_MM = 25.4


def find_coarse_pictures(pages: Sequence[LaidOutPage]) -> Iterator[Finding]:
    """Pictures that are printed with fewer than 150 pixels an inch."""
    for page in pages:
        for item in page.standing():
            picture, area = item.box.picture, item.box.content
            if picture is None or picture.pixels is None or min(area.width, area.height) <= 0:
                continue
            (across, down), (width, height) = picture.pixels, (area.width / _MM, area.height / _MM)
            if (found := min(across / width, down / height)) < LEAST - 0.5:
                enough = f"{math.ceil(width * LEAST)} × {math.ceil(height * LEAST)}"
                message = (
                    f"a picture of {across} × {down} pixels is {area.width:.0f} mm wide, {found:.0f} pixels an inch"
                )
                yield finding_about(item, f"{message}, and looks coarse on paper; take one of {enough} pixels or more")
