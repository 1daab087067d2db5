"""Files attached to two documents as those of one (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8)."""

from pathlib import PurePosixPath
from typing import Any

import pikepdf

from brochure.attaching.joining.carrying import Carrier
from brochure.attaching.joining.trees import name_tree, names_in
from brochure.attaching.joining.walking import as_list, ensured
from brochure.pdf import objects
from brochure.project.file_names import plain_name


def rename_files(annex: pikepdf.Pdf, host: pikepdf.Pdf) -> int:
    """Give another name to each attached file of `annex` whose name `host` has too; returns how many."""
    of_annex, of_host = files_of(annex), files_of(host)
    taken = {_name(key, spec) for files in (of_annex, of_host) for key, spec in files.items()} | {
        key.decode("utf-8", "replace") for files in (of_annex, of_host) for key in files
    }
    shown = {_name(key, spec) for key, spec in of_host.items()}
    files: dict[bytes, Any] = {}
    renamed = 0
    for key, spec in of_annex.items():
        name = _name(key, spec)
        if key in of_host or name in shown:
            name = free_name(name, taken)
            taken.add(name)
            spec.UF = pikepdf.String(name)
            spec.F = pikepdf.String(plain_name(name))
            key = bytes(pikepdf.String(plain_name(name, {known.decode("latin-1") for known in (*of_host, *files)})))
            renamed += 1
        files[key] = spec
    if renamed:
        annex.Root.Names.EmbeddedFiles = name_tree(annex, files)
    return renamed


def join_files(carrier: Carrier) -> None:
    """Add the attached files of the annex, which clash with none of the host's, and what it associates with itself."""
    host, annex = carrier.host, carrier.annex
    if of_annex := files_of(annex):
        carried = {key: carrier.carry(spec) for key, spec in of_annex.items()}
        names = ensured(host.Root, "/Names", pikepdf.Dictionary())
        names.EmbeddedFiles = name_tree(host, {**files_of(host), **carried})
    if "/AF" in annex.Root:
        own = as_list(host.Root.get("/AF"))
        host.Root.AF = pikepdf.Array([*own, *(carrier.carry(spec) for spec in as_list(annex.Root.AF))])


def free_name(name: str, taken: "set[str]") -> str:
    """A file name near `name` that is not taken: "tall.csv" as "tall-2.csv"."""
    path, number = PurePosixPath(name), 2
    while (other := f"{path.stem}-{number}{path.suffix}") in taken:
        number += 1
    return other


def files_of(pdf: pikepdf.Pdf) -> dict[bytes, Any]:
    """The file specifications of a document's attached files by the names they are listed under."""
    return names_in(objects.below(pdf.Root, "/Names", "/EmbeddedFiles"))


def _name(key: bytes, spec: Any) -> str:
    """The name that a reader of the PDF is shown for an attached file."""
    return objects.text(spec.get("/UF")) or objects.text(spec.get("/F")) or key.decode("utf-8", "replace")
