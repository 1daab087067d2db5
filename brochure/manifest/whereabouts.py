"""Where the pages of a brochure stand in a PDF: all of them its own, or some of a proposition it was joined to.

A brochure that is joined has its attached files associated with its first page (ISO 19005-3, 6.8), not with the
document alone; so it is found again whatever pages are put before it later. Knows nothing of what is on the pages.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from brochure.findings import Faults, Place, quoted
from brochure.manifest.model import FILE_NAME, Manifest
from brochure.manifest.reading import attached_files, manifest_in, parse_manifest

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


def brochures_in(pdf: pikepdf.Pdf, path: Path) -> tuple[Found, ...]:
    """The brochures in an open PDF, in the order of their pages; raises `Faults` where there is none that can be read.

    A file with none that was joined to it is taken for one itself.
    """
    if joined := tuple(_joined(pdf, path)):
        return joined
    files = attached_files(pdf)
    attached = [name for name in files if name.lower().endswith(".pdf")]
    if attached and FILE_NAME not in files:
        message = f"no brochure is in its pages; save the attached file {quoted(attached, 'or')} from it, and give that"
        raise Faults.one(Place(str(path)), message)
    return (Found(manifest_in(pdf, path), 0, len(pdf.pages), False, files),)


def _joined(pdf: pikepdf.Pdf, path: Path) -> Iterator[Found]:
    """The brochures whose files are associated with a page, as far as those are still listed as attached."""
    names = {spec.obj.objgen: name for name, spec in pdf.attachments.items()}
    for position, page in enumerate(pdf.pages):
        own = [names[spec.objgen] for spec in page.obj.get("/AF", ()) if spec.objgen in names]
        if own and _recorded(own[0], {FILE_NAME}) == FILE_NAME:
            files = {name: pdf.attachments[name].get_file().read_bytes() for name in own}
            manifest = parse_manifest(files[own[0]], Place(str(path)))
            recorded = {FILE_NAME, *(attachment.name for attachment in manifest.attachments)}
            as_made = {_recorded(name, recorded): content for name, content in files.items()}
            yield Found(manifest, position, len(pdf.pages), True, as_made)


def _recorded(name: str, recorded: Set[str]) -> str:
    """The name that a file had before it was joined: joining makes "tall-2.csv" of one whose name was taken."""
    before = _NUMBERED.sub(r"\1", name)
    return before if name not in recorded and before in recorded else name
