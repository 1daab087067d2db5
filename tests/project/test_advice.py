"""What is said of an error of the operating system fits it."""

import errno
import os

import pytest

from brochure.project.advice import advice

ELSEWHERE = "or choose another folder with --output"


@pytest.mark.parametrize(
    ("code", "mend", "is_of_the_place"),
    [
        (errno.ENOSPC, "free some space", True),
        (errno.EFBIG, "free some space", True),
        (errno.EACCES, "ask its owner for leave", True),
        (errno.EROFS, "nothing can be written there", True),
        (errno.ENOTDIR, "a file stands where a folder should be", True),
        (errno.EISDIR, "a folder stands where a file should be", False),
        (errno.ENAMETOOLONG, "give it a shorter name", False),
        (errno.ELOOP, "its links lead in a circle", False),
        (errno.EIO, "the disk or the network drive fails; copy the project to another disk", False),
        (errno.EINTR, "try again", False),
    ],
)
def test_the_mend_fits_the_error(code: int, mend: str, is_of_the_place: bool) -> None:
    error = OSError(code, os.strerror(code), "a.csv")

    assert advice(error, writing=False).startswith(f"{os.strerror(code)}; {mend}")
    assert ELSEWHERE not in advice(error, writing=False)
    assert (ELSEWHERE in advice(error, writing=True)) is is_of_the_place


def test_an_error_without_a_number_says_what_it_is() -> None:
    assert advice(OSError("gone"), writing=False).startswith("gone; try again")
