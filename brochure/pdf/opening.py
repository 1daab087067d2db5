"""A PDF opened within limits, with what is wrong with it in words.

Uses pikepdf, which tells apart a file that is encrypted, cut short or no PDF at all. Knows nothing of what is in it.
"""

import io
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pikepdf
import pypdfium2

from brochure.findings import Faults, Place
from brochure.pdf.limits import DEFAULT, HOW_TO_RAISE, Limits
from brochure.pdf.streams import Allowance, refuse_bombs_inside
from brochure.pdf.walking import DamagedError, count_pages
from brochure.project.gate import note_reading

_SOURCE = re.compile(r"^(?:stream )?<[^>]*>[:,]?\s*")
_WHERE = re.compile(r"^.*? at offset \d+: ")
_UNREADABLE = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    pypdfium2.PdfiumError,
    ArithmeticError,
    RuntimeError,
)
"""What libraries raise when a file cannot be read, nested too deep or full of numbers that are too large."""
_WRONG_TYPES = (*_UNREADABLE, AttributeError, LookupError, TypeError, ValueError)
"""What they, and we, raise besides when something else stands in a file than should."""


@dataclass(slots=True)
class OpenedFile:
    """A PDF that is open, for a `with`: its bytes, how many pages it has, what was repaired on opening it.

    `allowance` is how much of it may be unpacked.
    """

    path: Path
    content: bytes
    pdf: pikepdf.Pdf
    pages: int
    warnings: tuple[str, ...]
    allowance: Allowance

    @property
    def place(self) -> Place:
        """The file, for findings."""
        return Place(str(self.path))

    def __enter__(self) -> "OpenedFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pdf.close()


def open_file(path: Path, limits: Limits = DEFAULT, *, is_repaired: bool = True) -> OpenedFile:
    """The PDF at `path`; `is_repaired` lets one be opened whose table of places is wrong.

    Raises `Faults` when it is missing, encrypted, cut short, no PDF, or larger than the limits, with what would help.
    """
    return open_content(path, read_bytes(path, limits), limits, is_repaired=is_repaired)


def open_content(path: Path, content: bytes, limits: Limits = DEFAULT, *, is_repaired: bool = True) -> OpenedFile:
    """A PDF by its bytes, which are told to lie at `path`; raises `Faults` as `open_file` does."""
    place = Place(str(path))
    with damaged_in(place, "list of objects"):
        if content.count(b" obj") > limits.objects:
            raise DamagedError(f"it has more than {limits.objects} objects; {HOW_TO_RAISE}")
    with damaged_in(place, "packed objects"):
        refuse_bombs_inside(content, limits)
    pdf = _opened(content, place, is_repaired)
    try:
        with damaged_in(place, "tree of pages"):
            count_pages(pdf, limits)
            pages = len(pdf.pages)  # qpdf has mended the tree
        return OpenedFile(path, content, pdf, pages, warnings_of(pdf), Allowance(limits))
    except BaseException:
        pdf.close()
        raise


def read_bytes(path: Path, limits: Limits = DEFAULT) -> bytes:
    """The bytes of a file; raises `Faults` when there is none, it cannot be read, or it is too large."""
    place = Place(str(path))
    note_reading(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Faults.one(place, "this is a folder; give the name of a PDF in it")
        if not stat.S_ISREG(found.st_mode):
            raise Faults.one(place, "this is not a file that can be read from its beginning to its end; give a PDF")
        if found.st_size > limits.file:
            size, most = found.st_size // 1_000_000, limits.file // 1_000_000
            raise Faults.one(place, f"it has {size} MB, and files of up to {most} MB are read; {HOW_TO_RAISE}")
        return path.read_bytes()
    except FileNotFoundError:
        raise Faults.one(place, "there is no such file") from None
    except OSError as error:
        raise Faults.one(place, f"the file cannot be read: {error.strerror}") from None
    except ValueError:
        raise Faults.one(Place(repr(str(path))), "this is not the name of a file") from None


@contextmanager
def damaged_in(place: Place, part: str, mend: str = "") -> Iterator[None]:
    """Turn whatever libraries raise inside the block into "FILE: it is damaged in its PART (cause)".

    `mend` says what can be done about it. `Faults` pass through.
    """
    try:
        yield
    except DamagedError as error:
        raise Faults.one(place, _damaged(part, str(error), mend)) from None
    except MemoryError:
        raise Faults.one(place, _damaged(part, f"it takes more memory than is allowed; {HOW_TO_RAISE}", mend)) from None
    except pikepdf.PdfError as error:
        raise Faults.one(place, _damaged(part, without_source(str(error)), mend)) from None
    except _WRONG_TYPES as error:
        raise Faults.one(place, _damaged(part, _plain(error), mend)) from None


def without_source(message: str) -> str:
    """What qpdf says of a file, on one line and without the name that it gives one that it was handed as bytes."""
    return _SOURCE.sub("", " ".join(message.split()))


def warnings_of(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """What qpdf has repaired since it was asked last."""
    return tuple(dict.fromkeys(without_source(str(each)) for each in pdf.get_warnings()))


def kind_of(warning: str) -> str:
    """What qpdf says is wrong, without where: the same for two files whose objects are numbered otherwise."""
    return re.sub(r"\d+", "#", _WHERE.sub("", warning))


def _opened(content: bytes, place: Place, is_repaired: bool) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(content), attempt_recovery=is_repaired, suppress_warnings=True)
    except pikepdf.PasswordError:
        message = "this PDF is encrypted and cannot be read; give it as it was built, or saved without a password"
        raise Faults.one(place, message) from None
    except MemoryError:
        raise Faults.one(place, f"to open it takes more memory than is allowed; {HOW_TO_RAISE}") from None
    except (pikepdf.PdfError, ValueError, RuntimeError, OverflowError) as error:
        cause = without_source(str(error))
        message = f"this is not a whole PDF, perhaps it was cut short on its way ({cause}); fetch it again"
        raise Faults.one(place, message) from None


def _damaged(part: str, cause: str, mend: str) -> str:
    return f"it is damaged in its {part} ({cause}){f'; {mend}' if mend else ''}"


def _plain(error: Exception) -> str:
    """The cause in words; Python's own words for a wrong type tell users nothing."""
    match error:
        case pypdfium2.PdfiumError() | pikepdf.DataDecodingError():
            return " ".join(str(error).split())
        case RecursionError():
            return "it is nested too deep"
        case OverflowError() | ArithmeticError():
            return "it has numbers that nothing can be reckoned with"
    return "something else stands in it than should"
