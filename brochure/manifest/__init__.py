"""What every PDF says of itself, as JSON attached to it: where each printed number comes from.

`model` is its shape; `recording` makes it from an edition and its laid-out pages; `reading` takes it out of a PDF.
"""
