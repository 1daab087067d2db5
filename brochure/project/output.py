"""Writing files whole or not at all (DESIGN.md, law 8), and keeping what a later run may use."""

import errno
import hashlib
import os
import platform
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from brochure.project.signals import recall_ends

_TEMPORARY = re.compile(r"(?:\..+\.)?brochure-([0-9a-f]{8})-(\d+)-\w+~?")
"""The name of something temporary: of the whole file, the machine, the process, and a number."""
_LONGEST = 200
"""So many bytes of a file's name go into that of its temporary file, so that the latter is not too long."""


def write_whole(path: Path, content: bytes, check: Callable[[Path], None] | None = None) -> None:
    """Write `content` to `path` by way of a temporary file and a rename.

    What stood there before stays until the new file is complete and on the disk. `check` is given the temporary file
    before it gets its name; what it raises stops that. Raises OSError, with the temporary file gone; those that killed
    runs have left beside it go too.
    """
    recall_ends()
    _write(path, content, durable=True, check=check)


def write_new(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all, where no file stands; raises FileExistsError where one does.

    Of several processes that write the same file at once, one succeeds.
    """
    recall_ends()
    _write(path, content, durable=True, replace=False)


def write_beside(path: Path, content: bytes) -> Path:
    """Write `content` to a temporary file beside `path`, where a rename can give it that name later; returns it."""
    recall_ends()
    _refuse_other_than_file(path)
    descriptor, temporary = _open_temporary(path)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def write_to_cache(path: Path, content: bytes) -> bool:
    """Keep `content` for a later run if that can be done; a cache that cannot be written is no fault.

    Returns whether it was kept.
    """
    try:
        _write(path, content, durable=False)
    except OSError:
        return False
    return True


def keep(path: Path, content: bytes) -> bool:
    """Keep `content` as `write_to_cache` does, with a checksum, to be had again with `kept_in`."""
    return write_to_cache(path, _seal(content) + content)


def kept_in(path: Path) -> bytes | None:
    """What `keep` has put into a file; None when it is not there, not whole, or not as it was written."""
    try:
        whole = read_regular(path)
    except OSError:
        return None
    seal, content = whole[:_SEAL], whole[_SEAL:]
    return content if seal == _seal(content) else None


def read_regular(path: Path) -> bytes:
    """The contents of an ordinary file; raises OSError for any other thing, such as a pipe, and never waits for it."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not an ordinary file", str(path))
        return file.read()


def try_to_write(folder: Path) -> None:
    """Raise OSError for a folder in which no file can be made; it is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = _open_temporary(folder / "probe")
    os.close(descriptor)
    temporary.unlink()


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for the time of the block, in the system's folder for such; those of killed runs are removed."""
    base = Path(tempfile.gettempdir())
    remove_remains(base)
    with tempfile.TemporaryDirectory(prefix=f"{_mark()}-", dir=base, ignore_cleanup_errors=True) as folder:
        yield Path(folder).resolve()


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to be filled in the block, which gets its name at the end: whole, or not at all.

    Raises FileExistsError where something has that name. What killed runs have left beside it goes.
    """
    recall_ends()
    remove_remains(path.parent)
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    temporary = path.with_name(f".{path.name}.{_mark()}-0~")
    try:
        temporary.mkdir()
        yield temporary
        recall_ends()
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        temporary.rename(path)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def is_temporary(name: str) -> bool:
    """Whether a file or folder bears the name of something that this program has half-written."""
    return _TEMPORARY.fullmatch(name) is not None


def remove_remains(*folders: Path) -> None:
    """Remove what killed runs of this program have left half-written in folders, and nothing else.

    That is what bears the mark of a process of this machine that does not run any more.
    """
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                match = _TEMPORARY.fullmatch(entry.name)
                if match and match[1] == _machine() and not _is_running(int(match[2])):
                    _remove(entry)


def _remove(entry: "os.DirEntry[str]") -> None:
    with suppress(OSError):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        elif entry.is_file(follow_symlinks=False):
            Path(entry.path).unlink()


def _mark() -> str:
    """What a temporary name of this process holds."""
    return f"brochure-{_machine()}-{os.getpid()}"


def _machine() -> str:
    """The name of this machine, in a form that fits into any name: a folder may be shared by several machines."""
    return hashlib.sha256(platform.node().encode(errors="replace")).hexdigest()[:8]


def _seal(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode() + b"\n"


_SEAL = len(_seal(b""))


def _is_running(process: int) -> bool:
    """Whether a process runs; where that cannot be told, it may."""
    if sys.platform == "win32":
        return process == os.getpid()  # another one's file cannot be removed there while it is open
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _write(
    path: Path,
    content: bytes,
    *,
    durable: bool,
    replace: bool = True,
    check: Callable[[Path], None] | None = None,
) -> None:
    _refuse_other_than_file(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_remains(path.parent)
    descriptor, temporary = _open_temporary(path)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if check is not None:
            check(temporary)
            recall_ends()
        if replace:
            temporary.replace(path)
        else:
            _link(temporary, path)
            temporary.unlink(missing_ok=True)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise


def _open_temporary(path: Path) -> tuple[int, Path]:
    """A new file beside `path`, with the rights that the user gives to new files (the umask), open for writing."""
    name = path.name.encode()[:_LONGEST].decode(errors="ignore")
    number = 0
    while True:
        temporary = path.with_name(f".{name}.{_mark()}-{number}~")
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            return os.open(temporary, flags, 0o666), temporary
        except FileExistsError:  # of an earlier process with the same number, or of another thread
            number += 1
        except OSError as error:
            error.filename = str(path)
            raise


def _link(temporary: Path, path: Path) -> None:
    """Give a finished file its name; unlike a rename this never takes the place of another file."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names, such as a memory stick
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        temporary.rename(path)


def _refuse_other_than_file(path: Path) -> None:
    """Raise OSError for a folder or device that a rename would fail at or, worse, would take the place of."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "this is no file, but a device", str(path))
