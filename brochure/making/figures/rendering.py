"""Charts to SVG: from the cache where nothing has changed, else drawn, several at once on several cores.

A drawing depends on its chart, the theme, the words, the typefaces, matplotlib and this package's own source; the
key of the cache is a checksum of all of them.
"""

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, Future
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

from brochure.findings import Faults, Place
from brochure.making.figures.chart import Chart
from brochure.making.figures.kinds import WORK
from brochure.project.output import keep, kept_in
from brochure.project.processes import Pool, cores
from brochure.project.surroundings import load_matplotlib
from brochure.project.theme import Theme
from brochure.project.typefaces import Typefaces
from brochure.project.words import Words
from brochure.statistics.numbers.formats import Formatter
from brochure.statistics.table import Key

_SOURCES = ("making/figures", "statistics/numbers")


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A text of a drawing, and the keys of the cells whose value it prints; of two, the first less the second."""

    words: str
    cells: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """Where in a drawing the value of a cell is seen: left, top, right and bottom in shares of its width and height."""

    cell: Key
    place: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as SVG, and a sentence for each text in it that collides with something.

    `texts` are those in the SVG, in its order.
    """

    svg: str
    problems: tuple[str, ...] = ()
    texts: tuple[DrawnText, ...] = ()
    marks: tuple[DrawnMark, ...] = ()

    def to_json(self) -> bytes:
        """The drawing as it is kept in the cache."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, kept: bytes) -> "Drawn":
        """The drawing that was kept; raises ValueError, KeyError or TypeError when it cannot be read."""
        found = json.loads(kept)
        texts = (DrawnText(text["words"], tuple(map(tuple, text["cells"]))) for text in found["texts"])
        marks = (DrawnMark(tuple(mark["cell"]), tuple(mark["place"])) for mark in found["marks"])
        return cls(found["svg"], tuple(found["problems"]), tuple(texts), tuple(marks))


@dataclass(frozen=True, slots=True)
class Rendered:
    """The drawings of figures by name, and how many had to be drawn."""

    drawings: Mapping[str, Drawn]
    drawn: int

    @property
    def svgs(self) -> dict[str, str]:
        """The SVG of each figure."""
        return {name: drawing.svg for name, drawing in self.drawings.items()}

    @property
    def problems(self) -> dict[str, tuple[str, ...]]:
        """What is wrong with the figures in whose drawing something collides."""
        return {name: drawing.problems for name, drawing in self.drawings.items() if drawing.problems}


NOTHING_RENDERED = Rendered({}, 0)


@dataclass(frozen=True, slots=True)
class Look:
    """All that a drawing depends on besides its chart."""

    theme: Theme
    words: Words
    thousands_from: int
    typefaces: Typefaces

    def key(self) -> str:
        """A checksum of the look, of matplotlib's version and of the source of the drawing code."""
        digest = hashlib.sha256(version("matplotlib").encode())
        for part in (self.theme, self.words, self.thousands_from):
            digest.update(repr(part).encode())
        for face in self.typefaces.faces:
            digest.update(face.path.read_bytes())
        package = Path(__file__).parents[2]
        for name in _SOURCES:
            for path in sorted((package / name).glob("*.py")):
                digest.update(path.read_bytes())
        return digest.hexdigest()


DRAWING = ("brochure.making.figures.loaded",)
"""The module to be loaded before drawing; it loads what all kinds need."""


class Studio:
    """Draws charts in processes that have matplotlib loaded.

    They begin to load as soon as the studio is opened, while the caller goes on.
    """

    def __init__(self, workers: int | None = None) -> None:
        self._pool = Pool(workers or cores(), DRAWING)

    def draw(self, chart: Chart, identity: str, look: Look) -> "Future[Drawn]":
        """The drawing of a chart, when it is ready; ids in it begin with `identity`."""
        return self._pool.submit(draw_chart, chart, identity, look)

    def close(self) -> None:
        """End the processes, waiting for nothing."""
        self._pool.close()

    def __enter__(self) -> "Studio":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.__exit__(kind, error, trace)


class Desk:
    """Draws charts in this process, one after another: for a process that is one of several at work already."""

    def draw(self, chart: Chart, identity: str, look: Look) -> "Future[Drawn]":
        """The drawing of a chart, ready; ids in it begin with `identity`."""
        drawn: Future[Drawn] = Future()
        drawn.set_result(draw_chart(chart, identity, look))
        return drawn

    def close(self) -> None:
        """Nothing is to be ended."""


@dataclass(slots=True)
class FigureCache:
    """Drawn figures in a folder, by the checksum of all they depend on."""

    folder: Path

    def path(self, chart: Chart, identity: str, look_key: str) -> Path:
        """The file of a drawing, whether it exists or not."""
        digest = hashlib.sha256(f"{look_key}\n{identity}\n{chart!r}".encode()).hexdigest()
        return self.folder / f"{digest}.json"

    def read(self, path: Path) -> Drawn | None:
        """The drawing kept in a file; None where there is none that can be read."""
        kept = kept_in(path)
        try:
            return Drawn.from_json(kept) if kept is not None else None
        except (ValueError, KeyError, TypeError):
            return None  # another version's

    def is_empty(self) -> bool:
        """Whether nothing has been drawn yet."""
        try:
            return not any(self.folder.iterdir())
        except OSError:  # it is missing, no folder, or cannot be read
            return True


def render_figures(
    charts: Mapping[str, Chart], look: Look, cache: FigureCache, studio: Studio | Desk | None = None
) -> Rendered:
    """The drawing of each chart by name; what had to be drawn goes to the cache.

    Without a `studio` one is opened when something must be drawn, and closed again.
    """
    look_key = look.key()
    paths = {name: cache.path(chart, f"figure-{name}", look_key) for name, chart in charts.items()}
    drawn = {name: kept for name, path in paths.items() if (kept := cache.read(path))}
    missing = [name for name in charts if name not in drawn]
    if missing:
        with Studio() if studio is None else nullcontext(studio) as own:
            waiting = {name: own.draw(charts[name], f"figure-{name}", look) for name in missing}
            for name, future in waiting.items():
                drawn[name] = _drawing_of(future)
                keep(paths[name], drawn[name].to_json())
    return Rendered({name: drawn[name] for name in charts}, len(missing))


def _drawing_of(future: "Future[Drawn]") -> Drawn:
    """The drawing, when it is ready; raises `Faults` when its process was ended by something else."""
    try:
        return future.result()
    except BrokenExecutor:
        message = "a process that drew figures was ended, perhaps for want of memory; try again"
        raise Faults.one(Place("figures"), message) from None


def draw_chart(chart: Chart, identity: str, look: Look) -> Drawn:
    """Draw one chart, in this process; ids in the SVG begin with `identity`."""
    load_matplotlib()
    from brochure.making.figures.canvas import house_style
    from brochure.making.figures.drawing import Drawing

    drawing = Drawing(chart, look.theme, look.typefaces, Formatter(look.words, look.thousands_from))
    with house_style(drawing.style, drawing.ink):
        canvas = import_module(WORK[chart.kind].drawn_by).draw(drawing)
        svg = canvas.svg(identity)
    texts = (DrawnText(text.words, text.cells) for text in canvas.texts if text.words.strip())
    marks = (DrawnMark(cell, canvas.share(box)) for cell, box in canvas.marked)
    return Drawn(svg, canvas.problems(), tuple(texts), tuple(marks))
