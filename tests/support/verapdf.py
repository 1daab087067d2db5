"""The reference validator for tests: files held against the two standards that a brochure keeps.

It runs in a process of its own: once Java runs in a process, the processes that are forked from it to read a PDF can
come to a standstill.

From the shell, in the project's folder::

    python -m tests.support.verapdf FILE [FLAVOUR...]
"""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import pytest

from brochure.attaching.validation.reference import RuleFailure, VeraPdfError, unavailable_reason, validate_content

Flavour = Literal["3a", "ua1"]
FLAVOURS: tuple[Flavour, ...] = get_args(Flavour)

_USAGE = f"usage: python -m tests.support.verapdf FILE [{'|'.join(FLAVOURS)} ...]\n"


def validate(pdf: Path, flavour: Flavour) -> list[RuleFailure]:
    """The rules of the flavour that the file breaks; raises `VeraPdfError` when this cannot be found out."""
    return _judge().submit(validate_content, pdf.read_bytes(), str(pdf), flavour).result()


def need_validator() -> None:
    """Skip a test where the validator cannot run; fail it there in continuous integration."""
    if reason := unavailable_reason():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@cache
def _judge() -> ProcessPoolExecutor:
    """One process with Java in it, which is used by all tests of this process and ends with it."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def main(arguments: Sequence[str]) -> int:
    """Print each broken rule on a line; 1 when there are any, 2 when nothing could be validated."""
    flavours = [each for each in FLAVOURS if each in arguments[1:]] or list(FLAVOURS)
    if not arguments or set(arguments[1:]) - set(FLAVOURS):
        sys.stderr.write(_USAGE)
        return 2
    broken = False
    for flavour in flavours:
        try:
            failures = validate(Path(arguments[0]), flavour)
        except (VeraPdfError, OSError) as error:
            sys.stderr.write(f"{error}\n")
            return 2
        for failure in failures:
            sys.stdout.write(f"{flavour}: {failure}\n")
        broken = broken or bool(failures)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
