"""What a slow program answers about single texts, kept for the next run by what was asked.

One file holds the answers of one program as it is installed; an answer that is there is not asked for again. Knows
nothing of what is asked.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from brochure.project.output import keep, kept_in

_OLDER = 2_000
"""So many answers of earlier runs are kept besides those of this one."""


class Answers:
    """Answers to texts: those that a file keeps, and those that `ask` gives, which is None where it fails.

    `version` says what gives them: a file with answers of another one is not read. Without a `path` nothing is kept.
    """

    def __init__(self, path: Path | None, version: str, ask: Callable[[Sequence[str]], Sequence[str] | None]) -> None:
        self._path, self._version, self._ask = path, version, ask
        self._older: dict[str, str] = self._read()
        self._known: dict[str, str] = {}
        self.has_failed = False

    def to(self, texts: Sequence[str]) -> list[str | None]:
        """The answer to each of some texts; None for those that are not known where the program fails."""
        self._known |= {text: self._older.pop(text) for text in dict.fromkeys(texts) if text in self._older}
        if missing := [text for text in dict.fromkeys(texts) if text not in self._known]:
            answers = self._ask(missing)
            self.has_failed |= answers is None
            if answers is not None:
                self._known |= zip(missing, answers, strict=True)
                self._keep()
        return [self._known.get(text) for text in texts]

    def _read(self) -> dict[str, str]:
        content = kept_in(self._path) if self._path else None
        version, answers = json.loads(content) if content else ("", {})
        return dict(answers) if version == self._version else {}

    def _keep(self) -> None:
        older = dict(list(self._older.items())[-_OLDER:])
        if self._path:
            keep(self._path, json.dumps([self._version, older | self._known], ensure_ascii=False).encode())
