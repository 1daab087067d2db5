"""What the comparison of pictures sees: changes of the drawing, and not how edges are smoothed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from brochure.making.figures.rendering import draw_chart
from brochure.project.edition.kinds import Kind
from tests.pictures.accept import accept
from tests.pictures.album import expected_path, fault_of, figure_svg, page_picture, printed_figure
from tests.pictures.comparing import AREA_MOST, MEAN_MOST, compare
from tests.pictures.printing import DPI, OVERSIZE, figure_pdf, load, picture_of
from tests.pictures.samples import SAMPLES
from tests.support.charts import look, theme

MILLIMETRE = 72 / 25.4
SYMBOLS = (":", "..", "")
_SVG = "{http://www.w3.org/2000/svg}"
Change = Callable[[ElementTree.Element], None]


def accepted(kind: Kind) -> Image.Image:
    return load(expected_path(f"figure-{kind}"))


def changed(kind: Kind, change: Change) -> Image.Image:
    """The picture of a kind after a change of its drawing."""
    root = ElementTree.fromstring(figure_svg(kind))
    change(root)
    return picture_of(figure_pdf(ElementTree.tostring(root, encoding="unicode")))


def lanczos(pdf: bytes) -> Image.Image:
    """The picture made smaller by a filter that sharpens edges."""
    width, height = picture_of(pdf).size
    whole = Image.new("RGB", (width * OVERSIZE, height * OVERSIZE), "white")
    whole.paste(picture_of(pdf, dpi=DPI * OVERSIZE, oversize=1))
    return whole.resize((width, height), Image.Resampling.LANCZOS)


def shifted(picture: Image.Image, right: float, down: float) -> Image.Image:
    matrix = (1, 0, -right, 0, 1, -down)
    return picture.transform(picture.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor="white")


def shortest_label(root: ElementTree.Element) -> ElementTree.Element:
    """The shortest text but a standard symbol, whose move changes least."""
    labels = [label for label in root.iter(f"{_SVG}text") if "".join(label.itertext()) not in SYMBOLS]
    return min(labels, key=lambda label: len("".join(label.itertext())))


@pytest.mark.parametrize(("axis", "kind"), [*(("x", kind) for kind in SAMPLES), ("y", "bars"), ("y", "lines")])
def test_a_label_moved_by_a_millimetre_is_seen(axis: str, kind: Kind) -> None:
    def move(root: ElementTree.Element) -> None:
        label = shortest_label(root)
        label.set(axis, str(float(label.attrib[axis]) + MILLIMETRE))

    assert "differ strongly" in compare(changed(kind, move), accepted(kind)).why


@pytest.mark.parametrize("kind", ["lines", "grouped_bars", "dumbbell", "stacked"])
def test_another_colour_of_one_series_is_seen(kind: Kind, tmp_path: Path) -> None:
    groups = theme().groups
    other = groups["norskfodte"].model_copy(update={"colour": theme().series[1].colour})
    altered = theme().model_copy(update={"groups": {**groups, "norskfodte": other}})
    drawing = draw_chart(SAMPLES[kind].chart(tmp_path), f"figure-{kind}", replace(look(), theme=altered))
    assert "differ strongly" in compare(picture_of(figure_pdf(drawing.svg)), accepted(kind)).why


@pytest.mark.parametrize("kind", ["bars", "grouped_bars", "stacked", "population_pyramid", "heat_table"])
def test_a_missing_bar_is_seen(kind: Kind) -> None:
    def remove(root: ElementTree.Element) -> None:
        inside = {id(path) for hidden in ("defs", "clipPath") for each in root.iter(_SVG + hidden) for path in each}
        paper = (None, "none", "#ffffff")
        bars = [
            (parent, path)
            for parent in root.iter()
            for path in parent.findall(f"{_SVG}path")
            if id(path) not in inside and path.get("fill") not in paper
        ]
        parent, last = bars[-1]
        parent.remove(last)

    assert "differ strongly" in compare(changed(kind, remove), accepted(kind)).why


def test_a_faint_tint_of_the_paper_is_seen() -> None:
    picture = accepted("lines")
    tinted = picture.point([min(level, 252) for level in range(256)] * 3)
    difference = compare(tinted, picture)
    assert difference.area == 0
    assert difference.mean > MEAN_MOST
    assert "in the mean" in difference.why


def test_another_size_is_seen() -> None:
    assert "pixels instead of" in compare(accepted("bars"), accepted("lines")).why


@pytest.mark.parametrize("kind", SAMPLES)
def test_other_smoothing_of_edges_passes(kind: Kind) -> None:
    pdf, expected = printed_figure(kind), accepted(kind)
    others = {
        "finer": picture_of(pdf, oversize=OVERSIZE + 2),
        "sharper": lanczos(pdf),
        "right and down": shifted(picture_of(pdf), 0.2, 0.2),
        "left and down": shifted(picture_of(pdf), -0.2, 0.2),
    }
    differences = {how: compare(other, expected) for how, other in others.items()}
    assert {how: difference.why for how, difference in differences.items() if difference.why} == {}
    assert max(difference.area for difference in differences.values()) < AREA_MOST / 2


def test_other_smoothing_of_a_page_passes(small_built: Path) -> None:
    picture = page_picture("page-section", small_built / "output" / "liten-utgave-nb.pdf")
    assert compare(shifted(picture, 0.2, -0.2), load(expected_path("page-section"))).why == ""


def test_a_fault_shows_both_pictures_and_tells_how_to_accept(tmp_path: Path) -> None:
    wrong = accepted("slope").resize(accepted("lines").size)
    fault = fault_of("figure-lines", wrong, tmp_path)
    assert "python -m tests.pictures.accept figure-lines" in fault
    for name in ("figure-lines.png", "figure-lines-difference.png"):
        assert str(tmp_path / name) in fault
        assert load(tmp_path / name).size == wrong.size
    assert fault_of("figure-lines", accepted("lines"), tmp_path) == ""
    assert list(tmp_path.iterdir()) == [], "what is right again leaves nothing behind"


def test_a_picture_that_was_never_accepted_is_a_fault(tmp_path: Path) -> None:
    fault = fault_of("figure-new", accepted("bars"), tmp_path)
    assert fault.startswith("figure-new has no accepted picture")
    assert (tmp_path / "figure-new.png").is_file()


def test_accepting_writes_what_changed_and_leaves_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "figure-bars.png"
    assert accept("figure-bars", accepted("bars"), tmp_path) == path
    first = path.read_bytes()
    assert accept("figure-bars", shifted(accepted("bars"), 0.1, 0.1), tmp_path) is None
    assert path.read_bytes() == first
    assert accept("figure-bars", accepted("lines"), tmp_path) == path
    assert load(path).size == accepted("lines").size
