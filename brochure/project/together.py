"""Several files changed together: all of them, or none."""

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from brochure.project.output import read_regular, remove_remains, write_beside, write_whole
from brochure.project.signals import without_interrupts


def change_together(contents: Mapping[Path, bytes], names: Mapping[Path, Path]) -> None:
    """Give files new contents, then files new names.

    New contents are on the disk before the first file changes. Raises OSError where something cannot be done, with all
    as it was; Ctrl-C is heard before the first change or after the last one.
    """
    for new in names.values():
        if os.path.lexists(new):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new))
    remove_remains(*{path.parent for path in contents})
    before = {path: read_regular(path) for path in contents}
    written: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            written[path] = write_beside(path, content)
        with without_interrupts():
            _change(written, before, names)
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def _replace(temporary: Path, path: Path) -> None:
    """Put a finished file in the place of another; an error names that one, which people know."""
    try:
        temporary.replace(path)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _change(written: Mapping[Path, Path], before: Mapping[Path, bytes], names: Mapping[Path, Path]) -> None:
    """The changes themselves; what was done is undone when one of them fails."""
    changed: list[Path] = []
    renamed: list[tuple[Path, Path]] = []
    try:
        for path, temporary in written.items():
            _replace(temporary, path)
            changed.append(path)
        for old, new in names.items():
            new.parent.mkdir(parents=True, exist_ok=True)
            old.rename(new)
            renamed.append((old, new))
    except OSError:
        for old, new in reversed(renamed):
            with suppress(OSError):
                new.rename(old)
        for path in changed:
            with suppress(OSError):
                write_whole(path, before[path])
        raise
