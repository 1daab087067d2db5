"""The form fields of two documents as those of one form (ISO 32000-1, 12.7)."""

import re
from typing import Any

import pikepdf

from brochure.attaching.joining.carrying import Carrier
from brochure.attaching.joining.walking import as_list, dictionaries, ensured, unique
from brochure.pdf import objects


def rename_fields(annex: pikepdf.Pdf, host: pikepdf.Pdf) -> int:
    """Give another name to each field of `annex` that `host` has too, as to the fonts it is filled in with.

    Fields of one name would be one field, and take each other's values. Returns how many were renamed.
    """
    form, of_host = annex.Root.get("/AcroForm"), host.Root.get("/AcroForm")
    if form is None or of_host is None:
        return 0
    taken = {str(field.get("/T", "")) for field in as_list(of_host.get("/Fields"))}
    known, renamed = taken | {str(field.get("/T", "")) for field in as_list(form.get("/Fields"))}, 0
    for field in as_list(form.get("/Fields")):
        if (name := str(field.get("/T", ""))) in taken and name:
            field.T = pikepdf.String(unique(name, known))
            known.add(str(field.T))
            renamed += 1
    _rename_fonts(annex, form, of_host)
    return renamed


def join_forms(carrier: Carrier) -> None:
    """Add the fields of the annex, which clash with none of the host's, to the host's form."""
    host, annex = carrier.host, carrier.annex
    if "/AcroForm" not in annex.Root:
        return
    carried = carrier.carry(annex.Root.AcroForm)
    if "/AcroForm" not in host.Root:
        host.Root.AcroForm = carried
        return
    form = host.Root.AcroForm
    for key in ("/Fields", "/CO"):
        if key in carried:
            form[key] = pikepdf.Array([*as_list(form.get(key)), *as_list(carried[key])])
    _keep_defaults(form, carried)
    if carried.get("/NeedAppearances"):
        form.NeedAppearances = True
    resources = form.DR = _copied(form, "/DR")
    for kind, table in objects.entries(carried, "/DR"):
        if isinstance(table, pikepdf.Dictionary):
            own = resources[kind] = _copied(resources, kind)
            for name, value in table.items():
                ensured(own, name, value)


def _copied(holder: Any, key: str) -> Any:
    """A dictionary that belongs to its holder alone: pages may share the resources of a form."""
    return pikepdf.Dictionary(dict(objects.entries(holder, key)))


def _keep_defaults(form: Any, carried: Any) -> None:
    """Write into fields what the form said for all of them, where the host's form says otherwise."""
    for key in ("/DA", "/Q"):
        if key in carried and carried[key] != form.get(key):
            for field in as_list(carried.get("/Fields")):
                ensured(field, key, carried[key])


def _rename_fonts(annex: pikepdf.Pdf, form: Any, of_host: Any) -> None:
    """Give another name to each font of the form that the host's form has too, in all that is set in it."""
    fonts = objects.dictionary(form, "/DR", "/Font")
    of_host = objects.dictionary(of_host, "/DR", "/Font")
    renamed: dict[str, str] = {}
    for name in set(fonts.keys()) & set(of_host.keys()):
        renamed[name] = unique(name, {*fonts.keys(), *of_host.keys(), *renamed.values()})
    if not renamed:
        return
    form.DR = _copied(form, "/DR")  # pages may use the same fonts by their old names
    form.DR.Font = pikepdf.Dictionary({renamed.get(name, name): font for name, font in fonts.items()})
    pattern = re.compile(b"|".join(re.escape(old.encode()) + rb"(?=[\s/\[(<]|$)" for old in renamed))
    for item in dictionaries(annex):
        if isinstance(appearance := item.get("/DA"), pikepdf.String):
            replaced = pattern.sub(lambda match: renamed[match[0].decode()].encode(), bytes(appearance))
            item.DA = pikepdf.String(replaced)
