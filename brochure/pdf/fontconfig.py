"""Keeps system fonts out of reach: Fontconfig is shown a configuration that lists `fonts/` alone.

Must be called before WeasyPrint is imported, which is why nothing here imports it.
"""

import os
from pathlib import Path
from xml.sax.saxutils import escape

from brochure.output import write_whole
from brochure.sources.project import Project


def restrict_fonts(project: Project) -> Path:
    """Write the configuration and point Fontconfig at it; returns its path."""
    path = project.cache / "fontconfig" / "fonts.conf"
    content = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{escape(str(project.fonts))}</dir><cachedir>{escape(str(path.parent / 'cache'))}</cachedir>"
        "</fontconfig>\n"
    ).encode()
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)
    os.environ["FONTCONFIG_FILE"] = str(path)
    return path
