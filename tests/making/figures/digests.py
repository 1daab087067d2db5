"""Prints a checksum of the drawing of each kind of figure, for a comparison between processes."""

import hashlib
import tempfile
from pathlib import Path

from brochure.making.figures.rendering import draw_chart
from tests.making.figures.test_drawing import FIGURES
from tests.support.charts import chart_of, look

for kind, source in FIGURES.items():
    with tempfile.TemporaryDirectory() as folder:
        svg = draw_chart(chart_of(Path(folder), *source), f"figure-{kind}", look()).svg
    print(kind, hashlib.sha256(svg.encode()).hexdigest())
