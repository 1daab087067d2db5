"""A PDF as an attached file of another (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8), whose pages stay as they are."""

import hashlib
import io

import pikepdf

from brochure.attaching.joining.files import files_of, free_name
from brochure.attaching.joining.trees import name_tree
from brochure.attaching.joining.walking import as_list, ensured


def attach_file(host: pikepdf.Pdf, name: str, content: bytes, description: str, relationship: str) -> str:
    """Attach a PDF to `host`; returns its name there, another when the host has a file of the same name.

    Its date is that of the attached PDF itself, so that the joined file is the same each time.
    """
    taken = {str(spec.get("/UF", spec.get("/F", ""))) for spec in files_of(host).values()}
    name = free_name(name, taken) if name in taken else name
    parameters = pikepdf.Dictionary(
        Size=len(content), CheckSum=pikepdf.String(hashlib.md5(content, usedforsecurity=False).digest())
    )
    with pikepdf.open(io.BytesIO(content)) as attached:
        for key in ("/CreationDate", "/ModDate"):
            if key in attached.docinfo:
                parameters[key] = pikepdf.String(str(attached.docinfo[key]))
    stream = pikepdf.Stream(host, content, Type=pikepdf.Name.EmbeddedFile, Subtype=pikepdf.Name("/application/pdf"))
    stream.Params = parameters
    specification = host.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=pikepdf.String(name),
            UF=pikepdf.String(name),
            Desc=pikepdf.String(description),
            AFRelationship=pikepdf.Name(f"/{relationship}"),
            EF=pikepdf.Dictionary(F=stream, UF=stream),
        )
    )
    names = ensured(host.Root, "/Names", pikepdf.Dictionary())
    names.EmbeddedFiles = name_tree(host, {**files_of(host), bytes(pikepdf.String(name)): specification})
    host.Root.AF = pikepdf.Array([*as_list(host.Root.get("/AF")), specification])
    return name
