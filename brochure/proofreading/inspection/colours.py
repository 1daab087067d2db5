"""Colours on the pages that are not those of the theme."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from brochure.findings import Finding, Level
from brochure.making.laid_out.model import LaidOutPage, Standing, Use
from brochure.project.theme import Colour, Theme
from brochure.proofreading.inspection.wording import finding_about, others

_NOTHING = frozenset({"transparent", "none"})


def find_strange_colours(pages: Sequence[LaidOutPage], theme: Theme) -> Iterator[Finding]:
    """Colours of text, rules, backgrounds and inline drawings outside the theme; each told once for a use."""
    known = colours_of(theme) | _NOTHING
    found: dict[tuple[str, Use], list[Standing]] = defaultdict(list)
    for page in pages:
        for item in page.standing():
            for use, colour in dict.fromkeys(_painted(item)):
                if colour not in known:
                    found[colour, use].append(item)
    for (colour, use), items in found.items():
        message = f"{colour}, the colour of {use} in {items[0].box.name}, is not in the theme; take one of the theme's"
        yield finding_about(items[0], message + others(len(items)), Level.ERROR)


def colours_of(theme: Theme) -> frozenset[str]:
    """All colours of a theme as "#RRGGBB", wherever in it they stand."""
    return frozenset(_colours(theme))


def _colours(value: Any) -> Iterator[str]:
    if isinstance(value, Colour):
        yield value.rgb
    elif isinstance(value, BaseModel):
        yield from _colours([getattr(value, name) for name in type(value).model_fields])
    elif isinstance(value, dict):
        yield from _colours(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _colours(item)


def _painted(item: Standing) -> Iterator[tuple[Use, str]]:
    for paint in item.box.paints:
        yield paint.use, paint.colour
    for line in item.box.lines:
        for run in line.runs:
            if run.text.strip():
                yield Use.TEXT, run.colour
    if item.box.picture is not None:
        for colour in item.box.picture.colours:
            yield Use.DRAWING, colour
