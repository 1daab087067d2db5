"""Arguments that several commands have."""

import argparse
from pathlib import Path

from brochure.pdf.limits import DEFAULT, Limits


class StoredOnce(argparse.Action):
    """Keeps the value of an option, and refuses a second one, of which the first would be lost in silence."""

    _is_given = False

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, option: str | None = None
    ) -> None:
        """Keep `values`; raises `ArgumentError` for an option that is given twice."""
        if self._is_given and option is not None:
            raise argparse.ArgumentError(self, "it can be given once; run the command again for the other")
        self._is_given = True
        setattr(namespace, self.dest, values)


def add_edition(
    command: argparse.ArgumentParser, language: str = "the edition's first"
) -> "argparse._MutuallyExclusiveGroup":
    """An edition and its language; returns the group of those that choose languages, of which one may be given."""
    command.add_argument("edition", nargs="?", metavar="EDITION", help="folder in data/editions (default: the newest)")
    add_project(command)
    languages = command.add_mutually_exclusive_group()
    languages.add_argument("--language", metavar="LANG", help=f"nb, nn or en (default: {language})")
    return languages


def add_drafts(command: argparse.ArgumentParser) -> None:
    """Where drafts are kept."""
    command.add_argument("--drafts", type=Path, metavar="DIR", help="folder of drafts (default: output/drafts/)")
    add_project(command)


def add_project(command: argparse.ArgumentParser) -> None:
    """The project folder."""
    command.add_argument("--project", type=Path, metavar="DIR", help="project folder (default: the one you are in)")


def add_format(command: argparse.ArgumentParser) -> None:
    """The form of a list of findings."""
    command.add_argument(
        "--format",
        choices=("text", "json", "sarif"),
        default="text",
        help="how to tell it: text (default), or json or sarif for editors and other programs",
    )


def add_limits(command: argparse.ArgumentParser) -> None:
    """The option that raises the limits of reading a PDF; the value is a `Limits`."""
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
