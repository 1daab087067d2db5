"""Charts to SVG: from the cache where nothing has changed, else drawn, several at once on several cores.

A drawing depends on its chart, the theme, the words, the typefaces, matplotlib and this package's own source; the
key of the cache is a checksum of all of them.
"""

import hashlib
import json
import multiprocessing
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from multiprocessing import resource_tracker
from pathlib import Path

from brochure.figures.chart import Chart
from brochure.numbers.formats import Formatter
from brochure.output import write_to_cache
from brochure.processes import cores, single_threaded, without_interrupts
from brochure.surroundings import load_matplotlib
from brochure.theme import Theme
from brochure.typefaces import Typefaces
from brochure.words import Words

_SOURCES = ("figures", "numbers")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as SVG, and a sentence for each text in it that collides with something."""

    svg: str
    problems: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        """The drawing as it is kept in the cache."""
        return json.dumps({"svg": self.svg, "problems": self.problems}, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, kept: bytes) -> "Drawn":
        """The drawing that was kept; raises ValueError or KeyError when it cannot be read."""
        found = json.loads(kept)
        return cls(found["svg"], tuple(found["problems"]))


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
        package = Path(__file__).parent.parent
        for name in _SOURCES:
            for path in sorted((package / name).glob("*.py")):
                digest.update(path.read_bytes())
        return digest.hexdigest()


class Studio:
    """Draws charts in worker processes, forked from one that has matplotlib loaded.

    It begins to load as soon as the studio is opened, while the caller goes on.
    """

    def __init__(self, workers: int | None = None) -> None:
        single_threaded()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["brochure.figures.loaded"])
        resource_tracker.ensure_running()  # first, as it would let interrupts through again
        with without_interrupts():
            self._pool = ProcessPoolExecutor(workers or cores(), mp_context=context)
            self._pool.submit(load_drawing)

    def draw(self, chart: Chart, identity: str, look: Look) -> "Future[Drawn]":
        """The drawing of a chart, when it is ready; ids in it begin with `identity`."""
        return self._pool.submit(draw_chart, chart, identity, look)

    def close(self) -> None:
        """End the workers, waiting for nothing."""
        self._pool.shutdown(wait=True, cancel_futures=True)


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
        try:
            return Drawn.from_json(path.read_bytes())
        except (OSError, ValueError, KeyError):
            return None

    def is_empty(self) -> bool:
        """Whether nothing has been drawn yet."""
        return not self.folder.is_dir() or not any(self.folder.iterdir())


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
        own = Studio() if studio is None else studio
        try:
            waiting = {name: own.draw(charts[name], f"figure-{name}", look) for name in missing}
            for name, future in waiting.items():
                drawn[name] = future.result()
                write_to_cache(paths[name], drawn[name].to_json())
        finally:
            if studio is None:
                own.close()
    return Rendered({name: drawn[name] for name in charts}, len(missing))


def draw_chart(chart: Chart, identity: str, look: Look) -> Drawn:
    """Draw one chart, in this process; ids in the SVG begin with `identity`."""
    load_matplotlib()
    from brochure.figures.canvas import use_fonts
    from brochure.figures.drawing import Drawing

    use_fonts(look.typefaces)
    drawing = Drawing(chart, look.theme, Formatter(look.words, look.thousands_from))
    kind = import_module(f"brochure.figures.{chart.kind}")
    canvas = kind.draw(drawing)
    return Drawn(canvas.svg(identity), canvas.problems())


def load_drawing() -> None:
    """Load what drawing needs."""
    import_module("brochure.figures.loaded")
