"""The commands of `brochure`, each a module of this package that is called as it is, and loaded when it is typed.

Such a module has `add_arguments(command)`, what can be typed after it, and `run(options)`, which does it and returns
the exit status.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

from brochure import __version__
from brochure.command.arguments import StoredOnce
from brochure.command.ending import ended
from brochure.project.signals import hear_ends
from brochure.project.surroundings import shut_out

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "build": "make the PDF of an edition",
        "check": "find every fault without drawing",
        "next": "make next year's edition from this year's",
        "rename": "give a number, claim, figure or statistic another name everywhere",
        "new": "begin the metadata of a statistic",
        "fetch": "take tables from statistics offices",
        "update": "fetch all tables anew and say what changed",
        "trace": "say where a printed number comes from",
        "verify": "say whether a PDF is as it was made",
        "validate": "say whether a PDF is fit for its readers, the web and the archive",
        "diff": "say what differs between two drafts, PDFs or revisions",
        "drafts": "list the drafts that are kept",
        "comments": "list what proofreaders have marked in drafts",
        "attach": "put a finished brochure into a proposition",
        "help": "print a page of the manual",
    }
)
"""What each is for."""
_MINUS = re.compile(r"^-(?=\d)")
"""A hyphen typed for the minus of a number; no option begins so."""


def run() -> None:
    """Entry point of the command `brochure`."""
    _read_names_as_utf8()
    shut_out()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a strange letter stops nothing
    hear_ends()
    sys.exit(main(sys.argv[1:]))


def _read_names_as_utf8() -> None:
    """Begin again in Python's UTF-8 mode where the locale has names of files read in another way.

    Such names go into the PDF, and no locale may change it. What is printed stays as the terminal wants it.
    """
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        if sys.stdout is not None:
            os.environ.setdefault("PYTHONIOENCODING", f"{sys.stdout.encoding}:backslashreplace")
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` ask; returns the exit status. Only argparse's own usage errors raise SystemExit."""
    return ended(lambda: _answer(arguments))


def _answer(arguments: Sequence[str]) -> int:
    options = parse([_MINUS.sub("\u2212", argument) for argument in arguments])
    if hasattr(options, "limits"):
        from brochure.command.lacking import tell_of_limits

        tell_of_limits()
    status: int = options.run(options)
    return status


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What is typed, with `run`, the function that does it; only the module of the command that is named is loaded."""
    top = argparse.ArgumentParser(
        prog="brochure", description="Makes the yearly brochure «Mål for integrering» from official statistics."
    )
    top.add_argument("--version", action="version", version=f"brochure {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    named = next((argument for argument in arguments if not argument.startswith("-")), None)
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose)
        if name == named:
            command.register("action", None, StoredOnce)
            module = import_module(f"brochure.command.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return top.parse_args(arguments)
