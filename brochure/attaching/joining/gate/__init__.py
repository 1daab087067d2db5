"""Whether a joined file holds all that both documents held: the last gate before it gets its name.

Reads three finished files, the two that were joined and the written one, and compares them. Nothing of the joiner is
used here: a fault in it is to be found, not shared.

::

    likeness      two objects of two files, and all that they refer to, side by side
    pages         what each page is made of: content, boxes, resources, annotations
    catalog       what belongs to the whole document: names, bookmarks, labels, files, fields, tags
    text          the words that a program of another making reads on each page
    compare       all of it
"""
