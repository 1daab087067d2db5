"""The words and patterns of a language that rules look for, read from `data/proofreading/<language>/`.

Holds no words of its own; a file that is not there leaves its rules without words. Each family of rules has one TOML
file of its own, whose shape is the family's to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brochure.findings import Faults
from brochure.languages import Language
from brochure.sources.document import Document, read_toml
from brochure.sources.project import Project


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The files of a language by name without ending ("typography"), and the words of its own word list.

    `dictionaries` is the folder of the project's own dictionaries of all languages, if it has one.
    """

    language: Language
    files: Mapping[str, Document] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    dictionaries: Path | None = None

    def listed(self, file: str, *keys: str) -> tuple[str, ...]:
        """The list of texts below `keys` of a file; empty where it is not written; raises `Faults` for no list."""
        values = self._below(file, keys)
        if values is not None and not isinstance(values, list):
            raise self._fault(file, keys, 'a list, as in ["one", "two"]')
        return tuple(str(value) for value in values or ())

    def table(self, file: str, *keys: str) -> Mapping[str, str]:
        """The table of texts below `keys` of a file; empty where it is not written; raises `Faults` for no table."""
        values = self._below(file, keys)
        if values is not None and not isinstance(values, dict):
            raise self._fault(file, keys, f"a table, below a line [{'.'.join(keys)}]")
        return {str(key): str(value) for key, value in (values or {}).items()}

    def _below(self, file: str, keys: tuple[str, ...]) -> Any:
        values = self.files[file].values if file in self.files else None
        for at, key in enumerate(keys):
            if values is not None and not isinstance(values, dict):
                raise self._fault(file, keys[:at], f"a table, below a line [{'.'.join(keys[:at])}]")
            values = values.get(key) if values is not None else None
        return values

    def _fault(self, file: str, keys: tuple[str, ...], wanted: str) -> Faults:
        return Faults.one(self.files[file].place(*keys), f"'{'.'.join(keys)}' must be {wanted}")


def read_lexicon(project: Project, language: Language) -> Lexicon:
    """Read the lexicon of a language; raises `Faults` for a file that is broken.

    `words.txt` holds a word a line; what follows `#` is a comment.
    """
    above = project.root / "data" / "proofreading"
    folder, dictionaries = above / language, above / "dictionaries"
    files = {path.stem: read_toml(project, path) for path in sorted(folder.glob("*.toml"))}
    listed = folder / "words.txt"
    lines = project.read_text(listed).splitlines() if listed.is_file() else []
    words = (line.partition("#")[0].strip() for line in lines)
    own = dictionaries if dictionaries.is_dir() else None
    return Lexicon(language, files, frozenset(word for word in words if word), own)
