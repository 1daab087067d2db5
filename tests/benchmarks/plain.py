"""The yardstick: the same brochure as a plain script would make it.

Figures one by one with pyplot and its own axes, then one call of WeasyPrint. Text, tables and templates are the
program's own, so that both make the same pages; nothing is cached, drawn at once or spared.

    python -m tests.benchmarks.plain PROJECT OUT.pdf
"""

import io
import re
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt
from matplotlib import font_manager
from matplotlib.axes import Axes

from brochure.findings import Place, Report
from brochure.making.figures.chart import Chart, Panel
from brochure.making.pages.assembling import put_together
from brochure.making.pages.measuring import Measure
from brochure.making.pages.templates import render_pages, render_styles
from brochure.making.writing.fontconfig import restrict_fonts
from brochure.project.edition.reading import newest_edition, read_settings
from brochure.project.profiles import SCREEN
from brochure.project.sources.project import Project
from brochure.project.theme import Theme, read_theme
from brochure.project.typefaces import read_typefaces
from tests.support.gathering import gather

_MM = 1 / 25.4


def main(root: Path, target: Path) -> None:
    """Make the brochure of the newest edition in its first language."""
    project = Project(root.resolve())
    edition = newest_edition(project)
    settings, _ = read_settings(project, edition)
    report = Report()
    gathered = gather(project, edition, settings.languages[0], report)
    report.stop_on_errors()
    theme = read_theme(project, settings.theme, Place(""))
    typefaces = read_typefaces(project)
    for face in typefaces.faces:
        font_manager.fontManager.addfont(face.path)
    plt.rcParams.update({"svg.fonttype": "none", "font.family": theme.type.display, "font.size": theme.figures.label})
    drawings = {name: _inline(draw(item.chart, theme), name) for name, item in gathered.figures.items()}
    brochure = put_together(gathered, theme, drawings)
    measure = Measure(theme, typefaces)
    html = render_pages(project, SCREEN.template, theme, brochure, gathered.words, measure)
    styles = render_styles(project, theme, brochure, gathered.words, measure)
    restrict_fonts(project)
    import weasyprint

    document = weasyprint.HTML(string=html, base_url=str(root))
    document.write_pdf(target, stylesheets=[weasyprint.CSS(string=styles)], pdf_variant="pdf/a-3a")


def draw(chart: Chart, theme: Theme) -> str:
    """A chart as pyplot draws it by itself; returns its SVG."""
    columns = min(4, len(chart.panels))
    rows = -(-len(chart.panels) // columns)
    height = chart.height or (60 if len(chart.panels) == 1 else 32 * rows)
    size = (theme.figures.width * _MM, height * _MM)
    figure, axes = plt.subplots(rows, columns, figsize=size, squeeze=False, sharey=True, layout="constrained")
    for axis, panel in zip(axes.flat, chart.panels, strict=False):
        if chart.kind in ("lines", "small_multiples"):
            for series in panel.series:
                known = [p for p in series.points if p.value is not None]
                axis.plot(
                    [p.position for p in known], [float(p.value or 0) for p in known], marker="o", label=series.label
                )
        else:
            _bars(axis, chart, panel)
        axis.set_title(panel.label)
        axis.grid(True, axis="both", linewidth=0.4)
    if len(chart.series) > 1:
        axes.flat[0].legend()
    buffer = io.BytesIO()
    plt.savefig(buffer, format="svg")
    plt.close(figure)
    return buffer.getvalue().decode()


def _bars(axis: Axes, chart: Chart, panel: Panel) -> None:
    labels = [point.label for point in panel.series[0].points]
    left = [0.0] * len(labels)
    height = 0.8 / len(panel.series)
    for k, series in enumerate(panel.series):
        values = [float(point.value or 0) for point in series.points]
        if chart.kind == "stacked":
            bars = axis.barh(labels, values, left=left, label=series.label)
            left = [a + b for a, b in zip(left, values, strict=True)]
        else:
            bars = axis.barh([i + k * height for i in range(len(labels))], values, height=height, label=series.label)
            axis.set_yticks(range(len(labels)), labels)
        axis.bar_label(bars)
    axis.invert_yaxis()


def _inline(svg: str, name: str) -> str:
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", svg)
    return re.sub(r'href="#([^"]+)"', rf'href="#{name}-\1"', svg)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
