"""Notes what Python itself reports of files, processes and the network while a stretch of code runs."""

import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2

_SEEN: list[tuple[str, str]] = []
_LISTENS = [False]
_DOING = ("os.", "shutil.", "subprocess.", "socket.", "pathlib.", "pickle.", "ctypes.", "urllib.", "webbrowser.")
_HARMLESS = ("os.listdir", "os.scandir", "os.walk", "pathlib.Path.glob", "pathlib.Path.rglob")


_INSTALLED = tuple({sysconfig.get_path("purelib"), str(Path(jinja2.__file__).parents[1])})


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if arguments and isinstance(arguments[0], int):
        return  # a file that is open already, which has been seen by its path
    if _LISTENS[0] and (event == "open" or event.startswith(_DOING)) and event not in _HARMLESS:
        _SEEN.append((event, str(arguments[0]) if arguments else ""))


sys.addaudithook(_hook)


@contextmanager
def watched(*allowed: Path) -> Iterator[list[tuple[str, str]]]:
    """What was done while the block ran, but for opening files below the `allowed` folders and Python's own."""
    _SEEN.clear()
    found: list[tuple[str, str]] = []
    _LISTENS[0] = True
    try:
        yield found
    finally:
        _LISTENS[0] = False
        kept = (*map(str, allowed), sys.base_prefix, *_INSTALLED)
        found += [(event, what) for event, what in _SEEN if event != "open" or not what.startswith(kept)]
