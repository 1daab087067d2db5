"""Texts in sheets for people: no cell is worked out as a formula, and the true text can be had back.

A text that a spreadsheet would work out gets an apostrophe before it, and so does one that begins with an apostrophe:
whoever reads such a sheet takes one leading apostrophe off every text (`as_written`). Numbers are left alone.
"""

_WORKED_OUT = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What begins a formula; the wide forms do so in East Asian versions."""
_MARK = "'"


def harmless(text: str) -> str:
    """A text as it stands in a cell of a sheet."""
    return _MARK + text if text.startswith((*_WORKED_OUT, _MARK)) else text


def as_written(cell: str) -> str:
    """The text that `harmless` was given."""
    return cell.removeprefix(_MARK)
