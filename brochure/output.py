"""Writing files whole or not at all (DESIGN.md, law 8)."""

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def write_whole(path: Path, content: bytes, check: Callable[[Path], None] | None = None) -> None:
    """Write `content` to `path` by way of a temporary file and a rename.

    What stood there before stays until the new file is complete and on the disk. `check` is given the temporary file
    before it gets its name; what it raises stops that. Raises OSError, with the temporary file gone.
    """
    _write(path, content, durable=True, check=check)


def write_new(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all, where no file stands; raises FileExistsError where one does.

    Of several processes that write the same file at once, one succeeds.
    """
    _write(path, content, durable=True, replace=False)


def write_to_cache(path: Path, content: bytes) -> bool:
    """Keep `content` for a later run if that can be done; a cache that cannot be written is no fault.

    Returns whether it was kept.
    """
    try:
        _write(path, content, durable=False)
    except OSError:
        return False
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
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if check is not None:
            check(Path(temporary))
        os.chmod(temporary, 0o644)  # noqa: PTH101 - a name, not a path
        if replace:
            os.replace(temporary, path)  # noqa: PTH105
        else:
            _link(temporary, path)
            Path(temporary).unlink(missing_ok=True)
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise


def _link(temporary: str, path: Path) -> None:
    """Give a finished file its name; unlike a rename this never takes the place of another file."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names, such as a memory stick
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        Path(temporary).rename(path)


def _refuse_other_than_file(path: Path) -> None:
    """Raise OSError for a folder or device that a rename would fail at or, worse, would take the place of."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "this is no file, but a device", str(path))
