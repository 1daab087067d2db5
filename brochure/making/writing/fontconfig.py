"""Keeps system fonts out of reach: Fontconfig is shown a configuration that lists `fonts/` alone.

Must be called before WeasyPrint is imported, which is why nothing here imports it.
"""

import atexit
import os
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from xml.sax.saxutils import escape

from brochure.project.output import read_regular, temporary_folder, write_to_cache
from brochure.project.sources.project import Project
from brochure.project.typefaces import stand_ins


def restrict_fonts(project: Project) -> Path:
    """Write the configuration and point Fontconfig at it; returns its path.

    It lies in the project's cache, or in a temporary folder when that cannot be written.
    """
    path = project.cache / "fontconfig" / "fonts.conf"
    if not _write_configuration(project, path):
        held = ExitStack()
        path = held.enter_context(temporary_folder()) / "fonts.conf"
        atexit.register(held.close)
        _write_configuration(project, path)
    os.environ["FONTCONFIG_FILE"] = str(path)
    return path


def _write_configuration(project: Project, path: Path) -> bool:
    content = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{escape(str(project.fonts))}</dir><cachedir>{escape(str(path.parent / 'cache'))}</cachedir>"
        f"{''.join(_alias(family, names) for family, names in stand_ins(project).items())}"
        "</fontconfig>\n"
    ).encode(errors="surrogateescape")  # Fontconfig takes the bytes of a path as they are
    with suppress(OSError):
        if read_regular(path) == content:
            return True
    return write_to_cache(path, content)


def _alias(family: str, names: Iterable[str]) -> str:
    """Lets families show the letters that `family` lacks."""
    accepted = "".join(f"<family>{escape(name)}</family>" for name in names)
    return f'<alias binding="same"><family>{escape(family)}</family><accept>{accepted}</accept></alias>'
