"""The picture files that pages show: judged before pages are set, where an author names them, and read when they are.

Knows where pictures stand in a document; what makes one fit to be printed is told by `brochure.pictures`.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from brochure.findings import Faults, Place, Report, Rule, quoted
from brochure.making.pictures.drawing import check_drawing, drawn_text, looks_drawn
from brochure.making.pictures.raster import UnfitPicture, check_raster, plain_raster
from brochure.making.text.digits import typed_digits
from brochure.project.sources.project import Project
from brochure.project.typefaces import Typefaces

NUMBERS_IN_A_PICTURE = Rule("numbers-in-a-picture", "numbers", "A picture prints numbers that come from no statistic.")
BASE = "file:///"
"""What addresses in a document are told from: the project's folder, wherever it lies."""


def check_pictures(
    project: Project, root: Element, typefaces: Typefaces, report: Report, named: Mapping[str, Place]
) -> None:
    """Report every picture of a document that cannot be printed, where it is named, with the way out.

    `named` are the places of pictures that a setting names; the others are told at the text or template around them.
    """
    judged: dict[tuple[str, Place], None] = {}
    for source, place in _shown(project, root, named):
        if (source, place) in judged:
            continue
        judged[source, place] = None
        try:
            content = read_picture(project, source, place)
            check_picture(content, typefaces)
            if digits := [digits for digits, _ in typed_digits(drawn_text(content))]:
                report.warn(place, _unsourced(_last(source), digits), NUMBERS_IN_A_PICTURE.name)
        except UnfitPicture as unfit:
            report.error(place, f"the picture {_last(source)} {unfit}")
        except Faults:
            continue  # that it is not there is told by `addresses`, and by the text or setting that names it


def _unsourced(name: str, digits: Sequence[str]) -> str:
    shown = quoted(list(dict.fromkeys(digits))[:3], "and")
    more = ", with others," if len(set(digits)) > 3 else ""
    told = f"the picture {name} prints {shown}{more}, and no statistic says where that comes from"
    return f"{told}; make a figure of a statistic instead, or take the numbers out of the picture"


def check_picture(content: bytes, typefaces: Typefaces) -> None:
    """Raise `UnfitPicture` for a file that cannot be printed as it is meant."""
    if not content:
        raise UnfitPicture("is empty; save it anew from its original")
    if looks_drawn(content):
        check_drawing(content, typefaces)
    else:
        check_raster(content)


def read_picture(project: Project, source: str, place: Place | None = None) -> bytes:
    """The file that a document shows as `source`; raises `Faults` at `place` for one that is not in the project."""
    parts = urlsplit(source)
    if parts.scheme not in ("", "file") or parts.netloc:
        told = f"the picture {source} lies outside the project; copy it into the project folder"
        raise Faults.one(place or Place(source), told)
    return project.read_bytes(project.root / unquote(parts.path).lstrip("/"), place)


def as_printed(content: bytes) -> bytes:
    """A picture in the form that stands in the PDF; raises `UnfitPicture` when it cannot."""
    return content if looks_drawn(content) else plain_raster(content)


def _shown(project: Project, root: Element, named: Mapping[str, Place]) -> Iterator[tuple[str, Place]]:
    """Each picture file of a document and the place that names it."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in root.iter("img"):
        source = element.get("src", "")
        around: Element | None = element
        while around is not None and not around.get("data-place"):
            around = parents.get(around)
        if source in named:
            yield source, named[source]
        elif around is not None:
            path, _, line = around.get("data-place", "").rpartition(":")
            yield source, Place(path, int(line))
        else:
            templates = project.layouts / "templates"
            place = project.first_place(source or "<img", templates)
            yield source, place or project.place(templates / "brochure.html")


def _last(source: str) -> str:
    return Path(unquote(source)).name or "without an address"
