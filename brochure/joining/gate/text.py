"""The words on each page, as PDFium reads them: a program of another making than the one that joins.

PDFium can be brought to crash by a hostile file, so that it reads in a process of its own, which may die.
"""

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_MODULE = "brochure.joining.gate.text"


@dataclass(frozen=True, slots=True)
class Words:
    """The number of pages of a file, and for each that could be read what stands for its words.

    `fault` says why not all were read; it is empty when they were.
    """

    pages: int
    digests: tuple[str, ...]
    fault: str = ""


def words_of(path: Path, *, seconds: float) -> Words:
    """The words of the PDF at `path`, read by a process that is given so many seconds."""
    command = [sys.executable, "-m", _MODULE, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        lines = _lines(error.stdout)
        return _words(lines, f"page #{max(len(lines), 1)} takes too long to read")
    lines = _lines(done.stdout)
    if done.returncode:
        return _words(lines, f"page #{max(len(lines), 1)} cannot be read")
    return _words(lines, "")


def _lines(output: object) -> list[str]:
    text = output.decode() if isinstance(output, bytes) else str(output or "")
    return text.split("\n")[:-1]


def _words(lines: Sequence[str], fault: str) -> Words:
    return Words(int(lines[0]) if lines else 0, tuple(lines[1:]), fault)


def _read(path: str) -> None:
    """Print the number of pages, and a line for each."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        print(len(document), flush=True)
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            text = words.get_text_range() if words.count_chars() else ""
            print(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), flush=True)
            words.close()
            page.close()


if __name__ == "__main__":
    _read(sys.argv[1])
