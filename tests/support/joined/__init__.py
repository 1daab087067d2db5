"""Says what a PDF holds, and whether a PDF joined from two has lost anything of either.

Written on pypdf alone, apart from the library with which files are joined, so that a fault in the one does not hide in
the other. `read` gives the inventory of a file; its `faults` tell where the file contradicts itself. `lost` compares
the inventories of a host, an annex and what they were joined to::

    from tests.support.joined import lost, read

    assert lost(read(proposition), read(annex), read(joined), at=12) == []

The modules, from what is read to what is said::

    source      the file, its pages and a fingerprint of any object
    content     marked content of pages and forms
    inventory   what a file holds, as values
    structure   the structure tree
    soundness   whether structure tree, parent tree and content agree
    navigation  links, bookmarks, named destinations, page labels
    parts       pages, attachments, form fields, fonts, pictures, layers
    claims      metadata and what it claims
    reading     all of it, as one inventory
    comparing   what of two inventories a third lacks, in words
    comparing_tags  the same for structure trees
"""

from tests.support.joined.comparing import lost
from tests.support.joined.inventory import Inventory
from tests.support.joined.reading import read

__all__ = ["Inventory", "lost", "read"]
