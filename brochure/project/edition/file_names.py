"""Names of files in the folder of a part: one that nothing reads, but that was meant to be read, is told.

Pictures and other files may lie beside the texts; of those that look like lists of the edition it is told that nobody
reads them.
"""

import difflib
import re
from pathlib import Path

from brochure.findings import Report, quoted
from brochure.project.sources.files import is_folder
from brochure.project.sources.project import Project

_LISTS = ("numbers.yaml", "figures.yaml", "tables.yaml")
_OF_LISTS = frozenset({".yaml", ".yml", ".toml"})
_TEXT = re.compile(r"text\.[a-z]{2,3}\.md")
_COPY = re.compile(
    r"\s*(?:[-–]\s*)?\b(?:kopi|copy)\b(?: av | of )?(?:\s*\(\d+\))?|\s*\(\d+\)|~$|\.(?:bak|orig|old|txt)$",
    re.IGNORECASE,
)
"""What programs add to the name of a copy: "figures – Kopi.yaml", "Copy of figures.yaml", "figures (1).yaml"."""
_ALIKE = 0.85


def check_file_names(project: Project, folder: Path, report: Report) -> None:
    """Report the files of a part that look like one that is read and are not read: `figures.yml`, `Text.nb.md`.

    It is an error where the file that was meant is missing, and a warning beside it, as for a list of a name that says
    nothing. Raises `Faults` for a folder
    that cannot be read.
    """
    names = {path.name for path in project.files_in(folder) if path.parent == folder} if is_folder(folder) else set()
    for name in sorted(names):
        meant = None if name in _LISTS or _TEXT.fullmatch(name) else meant_by(name)
        place = project.place(folder / name)
        if meant is None:
            if name not in _LISTS and Path(name).suffix.lower() in _OF_LISTS:
                report.warn(place, f"this file is not read; the lists of a part are {quoted(_LISTS, 'and')}")
            continue
        if meant in names:
            report.warn(place, f"this file is not read, but {meant} beside it; take it away, if it is a copy")
        else:
            report.error(place, f"this file is not read; call it {meant}")


def meant_by(name: str) -> str | None:
    """The name of a file that is read which `name` was meant to be; None where it was not."""
    plain = _COPY.sub("", name).lower().replace(" ", "")
    stem, _, ending = plain.rpartition(".")
    if ending in ("yml", "yaml"):
        plain = f"{stem}.yaml"
    if ending in ("markdown", "mdown", "md"):
        plain = f"{stem}.md"
    if plain in _LISTS or _TEXT.fullmatch(plain):
        return plain
    near = difflib.get_close_matches(plain, _LISTS, n=1, cutoff=_ALIKE)
    return near[0] if near else None
