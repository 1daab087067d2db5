"""Where the pages of a brochure stand in a PDF: all of them its own, or some of a proposition it was joined to.

A brochure that is joined has its attached files associated with its first page (ISO 19005-3, 6.8), not with the
document alone; so it is found again whatever pages are put before it later. Knows nothing of what is on the pages.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from brochure.findings import Faults, Place, quoted
from brochure.manifest.model import FILE_NAME, Manifest
from brochure.manifest.reading import NOT_OURS, attached_content, attached_specs, parse_manifest, plainly
from brochure.pdf import objects
from brochure.pdf.opening import damaged_in
from brochure.pdf.streams import Allowance

_NUMBERED = re.compile(r"-\d+(\.\w+|)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A brochure in a PDF.

    `first` is the position of its first page, from 0, `sheets` how many pages the file has in all, and `is_joined`
    tells that others of them are not its own. `files` are the attached files by the names they had when the brochure
    was made, the manifest among them; those of a proposition are left out.
    """

    manifest: Manifest
    first: int
    sheets: int
    is_joined: bool
    files: Mapping[str, bytes]

    @property
    def own_sheets(self) -> range:
        """The positions, from 0, of the pages to be held against the manifest: of a file that is its own, all."""
        last = self.first + len(self.manifest.pages) if self.is_joined else self.sheets
        return range(self.first, min(last, self.sheets))


def associate(pdf: pikepdf.Pdf) -> None:
    """Associate the files of a brochure, its manifest first, with its first page; to be done before it is joined.

    A PDF without a manifest is left as it is.
    """
    if FILE_NAME in pdf.attachments:
        page = pdf.pages[0].obj
        names = [FILE_NAME, *(name for name in pdf.attachments if name != FILE_NAME)]
        page.AF = pikepdf.Array([*page.get("/AF", ()), *(pdf.attachments[name].obj for name in names)])


def brochures_in(pdf: pikepdf.Pdf, path: Path, allowance: Allowance | None = None) -> tuple[Found, ...]:
    """The brochures in an open PDF, in the order of their pages; raises `Faults` where there is none that can be read.

    A file with none that was joined to it is taken for one itself.
    """
    place, allowance = Place(str(path)), allowance or Allowance()
    specs = attached_specs(pdf, place)
    if joined := tuple(_joined(pdf, place, specs, allowance)):
        return joined
    attached = [name for name in specs if name.lower().endswith(".pdf")]
    if attached and FILE_NAME not in specs:
        names = quoted(map(plainly, attached), "or")
        raise Faults.one(place, f"no brochure is in its pages; save the attached file {names} from it, and give that")
    if FILE_NAME not in specs:
        raise Faults.one(place, NOT_OURS)
    files = {name: attached_content(spec, name, place, allowance) for name, spec in specs.items()}
    return (Found(parse_manifest(files[FILE_NAME], place, allowance.limits), 0, len(pdf.pages), False, files),)


def _joined(pdf: pikepdf.Pdf, place: Place, specs: Mapping[str, Any], allowance: Allowance) -> Iterator[Found]:
    """The brochures whose files are associated with a page, as far as those are still listed as attached."""
    names = {objects.number(spec): name for name, spec in specs.items() if objects.number(spec) != (0, 0)}
    for position, own in enumerate(_associated(pdf, place, names)):
        if own and _recorded(own[0], {FILE_NAME}) == FILE_NAME:
            files = {name: attached_content(specs[name], name, place, allowance) for name in own}
            manifest = parse_manifest(files[own[0]], place, allowance.limits)
            recorded = {FILE_NAME, *(attachment.name for attachment in manifest.attachments)}
            as_made = {_recorded(name, recorded): content for name, content in files.items()}
            yield Found(manifest, position, len(pdf.pages), True, as_made)


def _associated(pdf: pikepdf.Pdf, place: Place, names: Mapping[objects.Number, str]) -> list[list[str]]:
    """The names of the attached files that each page is associated with."""
    with damaged_in(place, "pages"):
        return [
            [names[number] for spec in objects.array(page.obj, "/AF") if (number := objects.number(spec)) in names]
            for page in pdf.pages
        ]


def _recorded(name: str, recorded: Set[str]) -> str:
    """The name that a file had before it was joined: joining makes "tall-2.csv" of one whose name was taken."""
    before = _NUMBERED.sub(r"\1", name)
    return before if name not in recorded and before in recorded else name
