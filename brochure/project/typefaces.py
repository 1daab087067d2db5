"""The typefaces in `fonts/`: which families there are, whether the files are unchanged, which glyphs they have.

System fonts are never looked at (DESIGN.md, law 6).
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from fontTools.ttLib import TTFont
from pydantic import BaseModel, ConfigDict

from brochure.findings import Faults, Finding, Place, near
from brochure.project.sources.document import read_toml
from brochure.project.sources.project import Project
from brochure.project.theme import Theme

_UNPRINTED = {0x09, 0x0A, 0x0D, 0xAD, 0x200B, 0x2060}
"""Characters that need no glyph: white space of the source, soft hyphen, zero-width joints."""


class _Face(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    family: str
    stands_in_for: str | None = None
    weight: int
    style: Literal["normal", "italic"]
    version: str
    origin: str
    licence: str
    sha256: str


class _FaceList(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    font: tuple[_Face, ...]


@dataclass(frozen=True, slots=True)
class FaceMeasure:
    """The measures of one font file, as parts of its size; `widths` has every character that it has a glyph for."""

    widths: Mapping[int, float]
    ascent: float
    descent: float

    def width(self, text: str, size: float) -> float:
        """The width of a line of text in points."""
        return size * sum(self.widths.get(ord(character), 0.5) for character in text)


@cache
def measures_of(content: bytes) -> FaceMeasure:
    """The measures of a font file by what is in it, each read once: fontTools takes its time over them."""
    with TTFont(io.BytesIO(content), lazy=True) as font:
        units = float(font["head"].unitsPerEm)
        glyphs, advances = font.getBestCmap(), font["hmtx"].metrics
        widths = {code: advances[glyph][0] / units for code, glyph in glyphs.items()}
        return FaceMeasure(widths, font["hhea"].ascent / units, -font["hhea"].descent / units)


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font file of a family; one that stands in for another family shows only the letters that it lacks."""

    path: Path
    family: str
    weight: int
    style: str
    stands_in_for: str | None = None

    @property
    def measures(self) -> FaceMeasure:
        """What is measured in it."""
        return measures_of(self.path.read_bytes())


@dataclass(frozen=True)
class Typefaces:
    """All typefaces of the project."""

    faces: tuple[Typeface, ...]
    place: str

    @property
    def families(self) -> list[str]:
        """The names of the families that text can be set in."""
        return sorted({face.family for face in self.faces if face.stands_in_for is None})

    def regular(self, family: str) -> Typeface:
        """The upright regular face of a family."""
        return self._face(family, 400)

    def strong(self, family: str) -> Typeface:
        """The upright semibold face of a family."""
        return self._face(family, 600)

    def _face(self, family: str, weight: int) -> Typeface:
        found = next((f for f in self.faces if (f.family, f.weight, f.style) == (family, weight, "normal")), None)
        if found is None:
            raise Faults.one(Place(self.place, 1), f"'{family}' has no upright face of weight {weight}; list one")
        return found

    @cached_property
    def covered(self) -> frozenset[int]:
        """The characters that every face of every family can show, itself or by those that stand in for it."""
        shown = {face: frozenset(face.measures.widths) for face in self.faces}
        sets = []
        for face in (face for face in self.faces if face.stands_in_for is None):
            stand_ins = [shown[other] for other in self.faces if other.stands_in_for == face.family]
            lent = frozenset.intersection(*stand_ins) if stand_ins else frozenset()
            sets.append(shown[face] | lent)
        return frozenset.intersection(*sets)

    def missing(self, text: str) -> list[str]:
        """The characters of `text` that some face has no glyph for."""
        return sorted(c for c in set(text) if ord(c) not in self.covered and ord(c) not in _UNPRINTED)


def read_typefaces(project: Project) -> Typefaces:
    """The typefaces listed in `fonts/fonts.toml`; raises `Faults` for files that are missing or have changed."""
    document = read_toml(project, project.fonts / "fonts.toml")
    listed = document.read_as(_FaceList)
    faults: list[Finding] = []
    faces: list[Typeface] = []
    for i, face in enumerate(listed.font):
        path = project.fonts / face.file
        try:
            _require_inside(project, path, face.file, document.place("font", i, "file"))
            raw = project.read_bytes(path, document.place("font", i, "file"))
        except Faults as missing:
            faults += missing.findings
            continue
        if hashlib.sha256(raw).hexdigest() != face.sha256:
            message = f"fonts/{face.file} is not the file that is listed here; restore it, or list its new checksum"
            faults.append(Finding(document.place("font", i, "sha256"), message))
        elif not _can_be_read(raw):
            faults.append(
                Finding(document.place("font", i, "file"), f"fonts/{face.file} is not a typeface, or damaged")
            )
        faces.append(Typeface(path, face.family, face.weight, face.style, face.stands_in_for))
    if faults:
        raise Faults(faults)
    return Typefaces(tuple(faces), document.path)


def stand_ins(project: Project) -> dict[str, tuple[str, ...]]:
    """The families that stand in for each family, by its name; none when the list cannot be read."""
    found: dict[str, dict[str, None]] = {}
    try:
        listed = read_toml(project, project.fonts / "fonts.toml").read_as(_FaceList)
    except Faults:
        return {}  # told when the typefaces are read
    for face in listed.font:
        if face.stands_in_for is not None:
            found.setdefault(face.stands_in_for, {})[face.family] = None
    return {family: tuple(names) for family, names in found.items()}


def _require_inside(project: Project, path: Path, written: str, place: Place) -> None:
    """Raise `Faults` for a typeface that is not a file of `fonts/`."""
    is_path = written.isprintable() and "\\" not in written and not Path(written).is_absolute()
    if not is_path or ".." in Path(written).parts or not path.resolve().is_relative_to(project.fonts.resolve()):
        raise Faults.one(place, f"'{written:.80}' is not in fonts/; copy the typeface there")


def _can_be_read(content: bytes) -> bool:
    """Whether a file is a typeface with all that is measured in it."""
    try:
        return bool(measures_of(content).widths)
    except Exception:  # fontTools raises whatever the damage leads to
        return False


def check_families(project: Project, theme: Theme, theme_name: str, typefaces: Typefaces) -> None:
    """Raise `Faults` when the theme names a family that is not in `fonts/`."""
    document = read_toml(project, project.layouts / "themes" / f"{theme_name}.toml")
    faults = [
        Finding(
            document.place("type", key), f"there is no typeface '{name}' in fonts/.{near(name, typefaces.families)}"
        )
        for key, name in (("text", theme.type.text), ("display", theme.type.display))
        if name not in typefaces.families
    ]
    if faults:
        raise Faults(faults)
