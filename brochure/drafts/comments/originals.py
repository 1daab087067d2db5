"""The draft that a reader's copy was made from, where the copy itself does not carry what says so."""

import re
from dataclasses import dataclass
from pathlib import Path

from brochure.drafts.resolving import means_pdf, pdf_state
from brochure.findings import Faults, Place, quoted
from brochure.manifest.model import Manifest
from brochure.pdf.limits import DEFAULT, Limits
from brochure.project.sources.project import find_project

_FILE = re.compile(r".+-(?P<language>[a-z]{2,3})-draft-(?P<name>[^-]+(?:-\d\d-\d\d)?)(?P<reader>-language)?")


@dataclass(frozen=True, slots=True)
class Original:
    """A draft as it was built: its PDF, and what that says of itself."""

    path: Path
    manifest: Manifest


def original_of(reference: str, folder: Path | None, limits: Limits = DEFAULT) -> Original:
    """The draft that `reference` names: a PDF, or the number of one that lies in the project's `output/` ("2", "nn-2").

    Raises `Faults` where there is none or several, `UsageError` for a number outside a project.
    """
    if means_pdf(reference) or Path(reference).is_file():
        return read_original(Path(reference), limits)
    output = find_project(folder or Path.cwd()).output
    kept = [(path, match) for path in sorted(output.glob("*.pdf")) if (match := _FILE.fullmatch(path.stem))]
    named_so = [each for each in kept if reference in (each[1]["name"], f"{each[1]['language']}-{each[1]['name']}")]
    found = [path for path, match in named_so if match["reader"] is None] or [path for path, _ in named_so]
    if len(found) == 1:
        return read_original(found[0], limits)
    if found:
        named = quoted([path.name for path in found], "and")
        message = f"several drafts are called '{reference}': {named}; give the name of its PDF"
    else:
        named = quoted([f"{match['language']}-{match['name']}" for _, match in kept], "and")
        there = f"there are {named}" if kept else "there is none; give the name of its PDF"
        message = f"no draft '{reference}' lies in this folder; {there}"
    raise Faults.one(Place(str(output)), message)


def read_original(path: Path, limits: Limits = DEFAULT) -> Original:
    """The draft that a PDF is; raises `Faults` for a file that is none."""
    return Original(path, pdf_state(path, limits).manifest)
