"""`brochure check --looks`: which colour, line and mark stands for what, over all figures of an edition."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from brochure.findings import Faults, Report
from brochure.making.figures.looks import Look, alike_in_grey, looks_of, shared_looks, table_of_looks
from brochure.making.stages import Gathered, gather_common, gather_language
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from brochure.project.words import Words

_OTHERS: Mapping[str, str] = MappingProxyType(
    {"palette": "no meaning of its own", "highlight": "highlighted", "context": "beside what is highlighted"}
)


def tell_looks(project: Project, name: str, language: Language) -> int:
    """Print the looks of an edition, and what is wrong with them; returns 1 if something is.

    Raises `Faults` where the edition cannot be read.
    """
    report = Report()
    common = gather_common(project, name, with_look=True)
    gathered = gather_language(common, language, report)
    if common.look is None or report.errors:
        raise Faults(report.findings)
    looks = looks_of({figure: each.chart for figure, each in gathered.figures.items()}, common.look[0])
    faults = [
        *(f"{_told(a)} looks as {_told(b)}" for a, b in shared_looks(looks)),
        *(f"{_told(a)} and {_told(b)} are alike in grey" for a, b in alike_in_grey(looks)),
    ]
    print("\n".join(_table(looks, gathered)))
    sound = "A look that has a meaning has no other, and any two of one figure are told apart in grey."
    print("\n".join(faults) or sound)
    return 1 if faults else 0


def _table(looks: list[Look], gathered: Gathered) -> Iterator[str]:
    numbers = {item.name: str(item.number) for item in gathered.text.numbered.values() if item.kind == "figure"}
    rows = [("Stands for", "Colour", "Line", "Mark", "Figures")]
    for look, figures in table_of_looks(looks):
        placed = [numbers[figure] for figure in figures if figure in numbers]
        small = len(figures) - len(placed)
        told = ", ".join(placed) + (f"{' and ' if placed else ''}{small} beside key figures" if small else "")
        style = look.style
        rows.append((_name(look, gathered.words), style.colour.rgb, style.line, style.marker, told))
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    for row in rows:
        yield "  ".join((*(cell.ljust(width) for cell, width in zip(row[:4], widths, strict=True)), row[4])).rstrip()


def _name(look: Look, words: Words) -> str:
    if look.stands_for == "value":
        return f"step {look.step} of values"
    if look.step:
        return f"step {look.step}, {look.stands_for}: {look.name}"
    if look.stands_for in _OTHERS:
        return f"{_OTHERS[look.stands_for]}{': ' if look.name else ''}{look.name}"
    return words(f"group.{look.stands_for}")


def _told(look: Look) -> str:
    return f"'{look.name or look.stands_for}' in {look.figure}"
