"""Dictionaries of Hunspell, asked through the library of the operating system.

Hunspell is the reference for its own format, and compounds are what its copies in other languages are slow or wrong
at; of its interface only these few C functions are needed, which have stayed the same since version 1.3. The library
and the dictionaries come from one place, the packages of the system. Knows nothing of texts and rules.
"""

import codecs
import ctypes
import ctypes.util
import os
import re
import weakref
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from brochure.project.advice import advice
from brochure.project.sources.files import UnfitError, is_there, read_file

FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
"""Where packages of the system put dictionaries."""
LIBRARY = "hunspell-1.7"
LIBRARY_PACKAGE = "hunspell"
"""The package that brings the library, whatever its version."""
_Texts = ctypes.POINTER(ctypes.c_char_p)


class Dictionary:
    """A dictionary with its rules for inflection and compounds."""

    __slots__ = ("__weakref__", "_encoding", "_handle", "_library")

    def __init__(self, library: ctypes.CDLL, path: Path) -> None:
        """Load `path`, a file ".dic" beside which its file ".aff" stands."""
        self._library = library
        self._handle = library.Hunspell_create(os.fsencode(path.with_suffix(".aff")), os.fsencode(path))
        self._encoding = _codec(library.Hunspell_get_dic_encoding(self._handle))
        weakref.finalize(self, library.Hunspell_destroy, self._handle)

    def knows(self, word: str) -> bool:
        """Whether a word is right, with a capital or in capitals too; one with letters it cannot write is not."""
        try:
            return bool(self._library.Hunspell_spell(self._handle, self._encoded(word)))
        except UnicodeEncodeError:
            return False

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What may have been meant by a word it does not know, the likeliest first; takes about 0.1 s."""
        found = _Texts()
        try:
            count = self._library.Hunspell_suggest(self._handle, ctypes.byref(found), self._encoded(word))
        except UnicodeEncodeError:
            return ()
        told = tuple((found[i] or b"").decode(self._encoding, errors="replace") for i in range(count))
        self._library.Hunspell_free_list(self._handle, ctypes.byref(found), count)
        return told

    def _encoded(self, word: str) -> bytes:
        return word.replace("’", "'").encode(self._encoding)


def find_dictionary(names: Iterable[str], folders: Iterable[Path]) -> Path | None:
    """The file ".dic" of the first of `names`, such as "nb_NO", that stands in one of `folders`; None if none does."""
    plain = [name for name in names if re.fullmatch(r"[\w-]+", name)]
    files = (folder / f"{name}.dic" for name in plain for folder in folders)
    return next((file for file in files if is_there(file) and is_there(file.with_suffix(".aff"))), None)


@lru_cache(maxsize=8)
def fault_of(path: Path) -> str:
    """Why the dictionary at `path` cannot be used; nothing when it can.

    The library takes what it can of a broken file, in silence, and knows no word then.
    """
    try:
        rules, listed = read_file(path.with_suffix(".aff")), read_file(path)
        encoding = next((line.split()[1] for line in rules.splitlines() if re.match(rb"\s*SET\s+\S", line)), b"")
        codec = _codec(encoding or b"ISO8859-1")
        rules.decode(codec)
        first, *words = listed.decode(codec).split("\n")
    except UnfitError as error:
        return f"it {error}"
    except OSError as error:
        return advice(error, writing=False)
    except UnicodeDecodeError as error:
        return f"it is not {error.encoding} text"
    except LookupError:
        return "its SET names an encoding that is not known"
    if not re.fullmatch(r"\ufeff?\s*[1-9][0-9]{0,8}\s*(?:[#\t ].*)?", first):
        return "its first line is not the number of its words"
    return "" if any(word.strip() for word in words) else "it has no words"


def _codec(encoding: bytes) -> str:
    """Python's name for an encoding as Hunspell writes it; raises LookupError for one it does not know."""
    return codecs.lookup(encoding.decode("ascii", errors="replace").removeprefix("microsoft-")).name


@lru_cache(maxsize=8)
def load_dictionary(library: str, path: Path) -> Dictionary | None:
    """The dictionary at `path`, loaded once (about 0.1 s); None without the library, and for one that is broken."""
    loaded = load_library(library)
    return None if loaded is None or fault_of(path) else Dictionary(loaded, path)


@lru_cache(maxsize=2)
def load_library(name: str) -> ctypes.CDLL | None:
    """Hunspell's library by its name without "lib" and ending; None where it is not installed."""
    library = _open(f"lib{name}.so.0") or _open(ctypes.util.find_library(name))
    if library is None:
        return None
    handle, text = ctypes.c_void_p, ctypes.c_char_p
    functions = {
        "Hunspell_create": (handle, [text, text]),
        "Hunspell_destroy": (None, [handle]),
        "Hunspell_get_dic_encoding": (text, [handle]),
        "Hunspell_spell": (ctypes.c_int, [handle, text]),
        "Hunspell_suggest": (ctypes.c_int, [handle, ctypes.POINTER(_Texts), text]),
        "Hunspell_free_list": (None, [handle, ctypes.POINTER(_Texts), ctypes.c_int]),
    }
    for called, (result, arguments) in functions.items():
        function = getattr(library, called)
        function.restype, function.argtypes = result, arguments
    return library


def _open(file: str | None) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(file) if file else None
    except OSError:
        return None
