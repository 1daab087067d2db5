"""A PDF's inventory: everything that the modules beside this one can tell of it."""

from pathlib import Path

from tests.support.joined import parts
from tests.support.joined.claims import metadata
from tests.support.joined.inventory import Fault, Inventory
from tests.support.joined.navigation import Navigation
from tests.support.joined.soundness import structure_faults
from tests.support.joined.source import Source
from tests.support.joined.structure import read_structure


def read(path: Path) -> Inventory:
    """All that a PDF holds; raises pypdf's errors for a file that cannot be read at all."""
    source = Source(path)
    structure, navigation = read_structure(source), Navigation(source)
    fonts, images, profiles = parts.programs_and_pictures(source)
    found = Inventory(
        pages=list(parts.pages(source)),
        labels=source.reader.page_labels,
        links=navigation.links,
        annotations=navigation.annotations,
        bookmarks=navigation.bookmarks,
        destinations=navigation.destinations,
        elements=structure.tops,
        role_map=structure.role_map,
        class_map=structure.class_map,
        namespaces=structure.namespaces,
        attachments=list(parts.attachments(source)),
        associated=list(parts.associated(source)),
        form_fields=list(parts.form_fields(source)),
        form=parts.form_settings(source),
        fonts=fonts,
        images=images,
        profiles=profiles,
        layers=list(parts.layers(source)),
        threads=navigation.threads,
        intents=list(parts.intents(source)),
        catalog=parts.catalog(source),
        opens_at=navigation.opens_at,
        metadata=metadata(source),
        faults=[*navigation.faults, *structure_faults(source, structure)],
    )
    found.faults += [
        Fault("a field of the form is on no page", field.name) for field in found.form_fields if None in field.pages
    ]
    return found
