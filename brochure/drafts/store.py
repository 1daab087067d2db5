"""The drafts that were kept: their manifests, in a folder that several builds may write to at once.

Each draft is a small file of its own, `2016-nb-003.json`, which names the manifest by its checksum; manifests are kept
under that name in `objects/`, each once. There is no list that could go out of step: the files are the list. What is
damaged is told with the way to mend it, and hides nothing else.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from brochure.findings import Faults, Place, Report
from brochure.manifest.model import Manifest
from brochure.manifest.reading import parse_manifest
from brochure.project.output import read_regular, write_new, write_whole

_FORMAT = 1
_STRANGE = re.compile(r"[^\w.]+")


class Draft(BaseModel):
    """A draft that was kept: what it is called, a number or a date, and what the editor may know it by.

    `object` is the checksum of its manifest, `content_hash` that of what it says and shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = _FORMAT
    edition: str
    language: str
    name: str
    content_hash: str
    object: str
    pages: int

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Drafts of one edition and language together, numbers first."""
        return self.edition, self.language, int(self.name) if _is_number(self.name) else 10**9, self.name


@dataclass(frozen=True, slots=True)
class DraftStore:
    """A folder of drafts; it need not exist."""

    folder: Path

    def drafts(self, report: Report) -> list[Draft]:
        """All drafts that can be read, in order; what is wrong with others goes to `report`."""
        found: list[Draft] = []
        for path in self._notes(report):
            with report.collecting():
                found.append(self._read(path))
        return sorted(found, key=lambda draft: draft.order)

    def find(self, edition: str, language: str, name: str) -> Draft | None:
        """The draft that is called so, if there is one; raises `Faults` when its file is damaged."""
        path = self._note(edition, language, name)
        return self._read(path) if path.exists() else None

    def next_name(self, edition: str, language: str, after: int = 0) -> str:
        """The number after the highest one of an edition's language, and after `after`, "1" for the first draft.

        The number of a draft whose file is damaged is not given again. Raises `Faults` for an unreadable folder.
        """
        pattern = re.compile(rf"{re.escape(_safe(edition))}-{re.escape(language)}-(\d+)\.json")
        report = Report()
        names = [match for path in self._notes(report) if (match := pattern.fullmatch(path.name))]
        report.stop_on_errors()
        return str(max([after, *(int(match[1]) for match in names)]) + 1)

    def name_for(self, manifest: Manifest, after: int = 0) -> str:
        """What to call a draft: as the newest one when that says and shows the same, else by the next number.

        That is a number after `after`, the highest that is known to be taken besides those of kept drafts.
        Raises `Faults` for a folder that cannot be read.
        """
        mine = (manifest.edition, manifest.language)
        report = Report()
        kept = [draft for draft in self.drafts(report) if (draft.edition, draft.language) == mine]
        same = bool(kept) and kept[-1].content_hash == manifest.content_hash
        return kept[-1].name if same else self.next_name(*mine, after)

    def refuse_taken(self, edition: str, language: str, name: str, content_hash: str, after: int = 0) -> None:
        """Raise `Faults` when a name belongs to a draft that says or shows something else; `after` as in `name_for`."""
        known = self.find(edition, language, name)
        if known is not None and known.content_hash != content_hash:
            path = self._note(edition, language, name)
            message = (
                f"draft {known.name} in {language} is kept already, and says something else; leave out --draft to have "
                f"number {self.next_name(edition, language, after)}, or choose another"
            )
            raise Faults.one(Place(str(path)), message)

    def keep(self, manifest: Manifest) -> Draft:
        """Keep a manifest under the name of its draft, or under the next number.

        Where things stood on its pages is not kept: comparing does not need it, and the PDF itself has it. A draft that
        is made again of the same content takes the place of the first. Raises `Faults` when its name
        belongs to other content, OSError when the folder cannot be written to.
        """
        name = manifest.draft or self.next_name(manifest.edition, manifest.language)
        content = manifest.model_copy(update={"draft": None, "pages": ()}).to_json()
        draft = Draft(
            edition=manifest.edition,
            language=manifest.language,
            name=name,
            content_hash=manifest.content_hash,
            object=hashlib.sha256(content).hexdigest(),
            pages=len(manifest.pages),
        )
        self._keep_object(draft.object, content)
        path, note = self._note(draft.edition, draft.language, name), f"{draft.model_dump_json(indent=1)}\n".encode()
        try:
            write_new(path, note)
        except FileExistsError:
            self.refuse_taken(draft.edition, draft.language, name, draft.content_hash)
            write_whole(path, note)
        return draft

    def load(self, draft: Draft) -> Manifest:
        """The manifest of a draft; raises `Faults` when it is missing or damaged."""
        content = self._content(draft)
        return parse_manifest(content, Place(str(self._object(draft.object)))).model_copy(update={"draft": draft.name})

    def require_whole(self, draft: Draft) -> None:
        """Raise `Faults` when the manifest of a draft is missing or damaged, without looking into it."""
        self._content(draft)

    def _content(self, draft: Draft) -> bytes:
        path = self._object(draft.object)
        content, fault = self._read_object(draft.object)
        if content is None:
            note = self._note(draft.edition, draft.language, draft.name)
            message = (
                f"what draft {draft.name} in {draft.language} said cannot be had: {fault}; name its PDF instead, or "
                f"delete {note.name} if you do not need it: other drafts are not touched"
            )
            raise Faults.one(Place(str(path)), message)
        return content

    def _notes(self, report: Report) -> Iterator[Path]:
        try:
            yield from sorted(path for path in self.folder.iterdir() if path.suffix == ".json")
        except FileNotFoundError:
            return
        except OSError as error:
            message = f"the folder of drafts cannot be read: {error.strerror}; give yourself the right to read it"
            report.error(Place(str(self.folder)), message)

    def _note(self, edition: str, language: str, name: str) -> Path:
        """The file of a draft; numbers are filled up, so that files stand in their order."""
        number = f"{int(name):03}" if _is_number(name) else _safe(name)
        return self.folder / f"{_safe(edition)}-{language}-{number}.json"

    def _read(self, path: Path) -> Draft:
        try:
            return Draft.model_validate_json(read_regular(path))
        except OSError as error:
            cause = f"cannot be read: {error.strerror}"
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            cause = f"is damaged: {first['msg']}"
        message = (
            f"this note of a draft {cause}; delete it, and name the draft's PDF where you would give its number: "
            "other drafts are not touched"
        )
        raise Faults.one(Place(str(path)), message)

    def _object(self, checksum: str) -> Path:
        return self.folder / "objects" / f"{checksum}.json.gz"

    def _keep_object(self, checksum: str, content: bytes) -> None:
        """Write a manifest, unless it is there unharmed."""
        if self._read_object(checksum)[0] is None:
            write_whole(self._object(checksum), gzip.compress(content, mtime=0))

    def _read_object(self, checksum: str) -> tuple[bytes | None, str]:
        """The content of an object, or None and what is wrong with it."""
        try:
            content = gzip.decompress(read_regular(self._object(checksum)))
            if not content:  # an empty file decompresses to nothing
                raise EOFError
        except FileNotFoundError:
            return None, "this file is missing"
        except (EOFError, zlib.error, gzip.BadGzipFile):
            return None, "this file is cut short or damaged"
        except OSError as error:
            return None, f"this file cannot be read: {error.strerror}"
        if hashlib.sha256(content).hexdigest() != checksum:
            return None, "this file has been changed: its checksum is not the one it is named by"
        return content, ""


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _safe(name: str) -> str:
    """A name in letters that every system takes in the name of a file."""
    return _STRANGE.sub("-", name)
