"""Two tagged PDFs as one that has lost nothing of either: a host document, and an annex that is put into it.

The steps stand in the order in which `join` takes them::

    hosts         whether a document may be joined, and why not
    placing       before which page the annex goes
    renaming      names of the annex that the host has given already
    pages         the annex's pages, and all that they reach, in the host
    structure     one structure tree
    the rest      bookmarks, destinations, labels, files, forms, layers, colours
    claims        which standards the joined file may claim

The host is what is kept: its metadata, its first page, what it does when it is opened. The annex, held in memory, is
changed until nothing in it clashes with the host, and then carried over. Nothing here knows what a brochure is.
"""
