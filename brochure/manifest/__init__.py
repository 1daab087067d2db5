"""What every PDF says of itself, as JSON attached to it: where each printed number comes from.

`model` is its shape and `reading` takes it out of a PDF; `where` leads from a stretch of a text to its lines, letters
and areas on the pages, and back, and `whereabouts` finds the pages of a brochure in a PDF it was joined to.
"""
