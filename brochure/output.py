"""Writing files whole or not at all (DESIGN.md, law 8)."""

import os
import tempfile
from pathlib import Path

DISK_HELP = "free some space, or choose another folder with --output"
"""What to do when a file cannot be written."""


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` by way of a temporary file and a rename.

    What stood there before stays until the new file is complete and on the disk. Raises OSError, with the temporary
    file gone.
    """
    _write(path, content, durable=True)


def write_to_cache(path: Path, content: bytes) -> bool:
    """Keep `content` for a later run if that can be done; a cache that cannot be written is no fault.

    Returns whether it was kept.
    """
    try:
        _write(path, content, durable=False)
    except OSError:
        return False
    return True


def _write(path: Path, content: bytes, *, durable: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.chmod(temporary, 0o644)  # noqa: PTH101 - a name, not a path
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise
