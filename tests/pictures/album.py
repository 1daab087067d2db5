"""The pictures there are, how each is made, where the accepted ones lie, and the comparison with them."""

import tempfile
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from PIL import Image

from brochure.making.figures.rendering import draw_chart
from brochure.project.edition.kinds import Kind
from tests.pictures.comparing import compare
from tests.pictures.printing import figure_pdf, load, picture_of, save
from tests.pictures.samples import SAMPLES
from tests.support.charts import look
from tests.support.pdf import ReadPdf
from tests.support.projects import ROOT

EXPECTED = Path(__file__).parent / "expected"
FOUND = ROOT / "output" / "pictures"
"""Where a picture that is not as expected is put, beside one of the difference."""

PAGES = {
    "page-cover": "cover",
    "page-key-figures": "key-figures",
    "page-section": "part-arbeid",
    "page-tables-behind": "tables-behind",
}
"""Pages of the small edition, and the destination each is found by. The section has its figure and table below."""

ANNEX_PAGES = {"page-annex-title": "annex", "page-annex-contents": "contents"}
"""Pages of the annex of the small edition."""


@cache
def figure_svg(kind: Kind) -> str:
    """The drawing of the sample of a kind."""
    with tempfile.TemporaryDirectory() as folder:
        return draw_chart(SAMPLES[kind].chart(Path(folder)), f"figure-{kind}", look()).svg


@cache
def printed_figure(kind: Kind) -> bytes:
    """The PDF of the sample of a kind."""
    return figure_pdf(figure_svg(kind))


def figure_picture(kind: Kind) -> Image.Image:
    """The sample of a kind, printed."""
    return picture_of(printed_figure(kind))


def page_picture(name: str, pdf: Path) -> Image.Image:
    """A page of the small edition or of its annex, printed."""
    return picture_of(pdf.read_bytes(), ReadPdf(pdf).page_at({**PAGES, **ANNEX_PAGES}[name]))


def makers(small_pdf: Callable[[], Path], small_annex: Callable[[], Path]) -> Mapping[str, Callable[[], Image.Image]]:
    """How each picture is made, by name.

    `small_pdf` builds the small edition, `small_annex` its annex; each is asked for only when needed.
    """
    figures = {f"figure-{kind}": partial(figure_picture, kind) for kind in SAMPLES}
    pages = {name: partial(lambda page: page_picture(page, small_pdf()), name) for name in PAGES}
    annex = {name: partial(lambda page: page_picture(page, small_annex()), name) for name in ANNEX_PAGES}
    return {**figures, **pages, **annex}


def expected_path(name: str) -> Path:
    """Where the accepted picture of a name lies."""
    return EXPECTED / f"{name}.png"


def fault_of(name: str, actual: Image.Image, found: Path = FOUND, expected: Path | None = None) -> str:
    """What is wrong with a picture and what to do about it; nothing when it is as accepted.

    A picture that is not is written to the folder `found`.
    """
    accepted = expected or expected_path(name)
    shown, marked = found / f"{name}.png", found / f"{name}-difference.png"
    for path in (shown, marked):
        path.unlink(missing_ok=True)
    command = f"python -m tests.pictures.accept {name}"
    if not accepted.is_file():
        save(actual, shown)
        return f"{name} has no accepted picture. Look at {shown}; if it is right: {command}"
    difference = compare(actual, load(accepted))
    if not difference.why:
        return ""
    save(actual, shown)
    save(difference.picture, marked)
    return (
        f"{name} does not look as it did: {difference.why}.\nLook at {shown}\nbeside  {accepted};\n"
        f"{marked} shows where they differ. If it is right: {command}"
    )
