"""How much is read of a PDF at the most: beyond this it is refused, since it is made to use up the machine, or broken.

All limits stand here. They are far above what the longest propositions have.
"""

import argparse
from dataclasses import dataclass, fields, replace

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file: bytes of the file, of one unpacked stream and of all, objects, pages, and depths.

    `seconds` of the processor and `memory` in bytes are those of the process that reads it.
    """

    file: int = 300 * MEGABYTE
    stream: int = 100 * MEGABYTE
    streams: int = 300 * MEGABYTE
    manifest: int = 50 * MEGABYTE
    values: int = 500_000
    """Values of a manifest, at the most so many of which are wrong; each takes a kilobyte to be told."""
    objects: int = 2_000_000
    pages: int = 20_000
    items: int = 2_000_000
    """Entries of one tree: bookmarks, fields, names, structure elements."""
    depth: int = 256
    """How deep the tree of pages may be, and arrays in arrays."""
    seconds: float = 15.0
    memory: int = 900 * MEGABYTE

    def times(self, factor: int) -> "Limits":
        """All limits, so many times as high."""
        return replace(self, **{each.name: getattr(self, each.name) * factor for each in fields(self)})


DEFAULT = Limits()
HOW_TO_RAISE = "if you trust the file, raise the limits with --limits 10"


def add_option(command: argparse.ArgumentParser) -> None:
    """The option that raises the limits; the value is a `Limits`."""
    command.add_argument(
        "--limits",
        type=_raised,
        default=DEFAULT,
        metavar="N",
        help="read files that are N times as large or take N times as long as is allowed otherwise (default: 1)",
    )


def _raised(written: str) -> Limits:
    if not (written.isascii() and written.isdigit() and 1 <= int(written[:7]) <= 1000):
        raise argparse.ArgumentTypeError(f"'{written}' is not a whole number from 1 to 1000")
    return DEFAULT.times(int(written))
