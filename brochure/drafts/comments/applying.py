"""Comments carried into the project's files: what changes where, what is done already, what is left to a person.

Nothing is written before all of it is known, and then all files or none.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from brochure.drafts.comments.edits import CHANGES, Edit, edit_of, is_wanted
from brochure.drafts.comments.model import Comment, DraftId, Status
from brochure.drafts.comments.typed import Letters, block_with, in_file, locate, what_binds
from brochure.findings import Faults, Place, Report
from brochure.making.stages import gather_common, gather_language
from brochure.making.text.document import Bound, Claimed, Linked, Marked, TextBlock
from brochure.manifest.model import Manifest
from brochure.project.edition.reading import choose_language, read_settings
from brochure.project.output import write_whole
from brochure.project.sources.project import Project

_CHANGED = "what stands there has changed since the draft"


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of a comment: it is carried out at a place, was so before, or is left with a reason."""

    comment: Comment
    place: str
    reason: str = ""
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: files by their path as they stand and are to be, and what becomes of each comment."""

    before: Mapping[Path, str]
    after: Mapping[Path, str]
    carried: tuple[Carried, ...]

    def difference(self, project: Project) -> Iterator[str]:
        """The lines that change, as a unified difference."""
        for path, text in self.after.items():
            name = project.name(path)
            old, new = (written.splitlines(keepends=True) for written in (self.before[path], text))
            for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
                yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def plan(project: Project, comments: Sequence[Comment], drafts: Mapping[DraftId, Manifest], *, with_all: bool) -> Plan:
    """What carrying out comments comes to; nothing is written.

    Raises `Faults` for a project that cannot be read, `UsageError` for an edition that is not there.
    """
    planner = _Planner(project)
    for draft, manifest in drafts.items():
        planner.take([comment for comment in comments if comment.draft == draft], manifest, with_all=with_all)
    return planner.plan()


def write(planned: Plan, project: Project) -> None:
    """Write all files of a plan; raises `Faults` when one has changed meanwhile or cannot be written, and none is."""
    for path, text in planned.before.items():
        if _read(path) != text:
            raise Faults.one(project.place(path), "it has been changed meanwhile; nothing was written")
    written: list[Path] = []
    try:
        for path, text in planned.after.items():
            write_whole(path, text.encode("utf-8"))
            written.append(path)
    except OSError as error:
        for done in written:
            write_whole(done, planned.before[done].encode("utf-8"))
        message = f"it cannot be written: {error.strerror}; no file was changed"
        raise Faults.one(project.place(path), message) from None


@dataclass(slots=True)
class _Planner:
    """Gathers the changes of each file."""

    project: Project
    texts: dict[tuple[str, str], dict[str, list[TextBlock]]] = field(default_factory=dict)
    before: dict[Path, str] = field(default_factory=dict)
    changes: dict[Path, dict[tuple[int, int], str]] = field(default_factory=dict)
    carried: list[Carried] = field(default_factory=list)

    def take(self, comments: Sequence[Comment], manifest: Manifest, *, with_all: bool) -> None:
        """Look at the comments of one draft."""
        texts = tuple(block.text for block in manifest.blocks)
        edits: dict[int, list[Edit]] = {}
        for comment in comments:
            if not is_wanted(comment, with_all=with_all):
                if comment.kind in CHANGES and comment.status is None:
                    self._leave(comment, "nobody has accepted it; accept it in a PDF reader, or give --all")
                elif comment.kind not in CHANGES and comment.status not in (Status.COMPLETED, Status.REJECTED):
                    self._leave(comment, "it does not say which words are to stand instead")
                continue
            edit = edit_of(comment, texts)
            if isinstance(edit, str):
                self._leave(comment, edit)
            else:
                edits.setdefault(edit.block, []).append(edit)
        for block, of_block in edits.items():
            self._take_block(of_block, texts[block], manifest)

    def plan(self) -> Plan:
        after = {path: _changed(self.before[path], changes) for path, changes in sorted(self.changes.items())}
        return Plan({path: self.before[path] for path in after}, after, tuple(self.carried))

    def _take_block(self, edits: Sequence[Edit], text: str, manifest: Manifest) -> None:
        letters = Letters.of(text)
        expected, places = _expected(letters, edits)
        for edit in edits:
            start, end = letters.span(edit.start, edit.end)
            blocks = self._blocks(manifest, edit.file)
            block = block_with(letters.text, (letters.text[start:end].strip(), edit.text.strip()), blocks)
            if block is None:
                self._leave(edit.comment, f"{edit.file}:{edit.line} has no typed text that it was set from")
                continue
            now = Letters.of(block.content)
            found = locate(letters.text, start, end, now.text)
            done = None if now.text == letters.text else locate(expected, *places[edit], now.text)
            if done is not None and (edit.text or found is None):
                self.carried.append(Carried(edit.comment, _place(block, now.at[done[0]], edit.file), is_before=True))
            elif found is None:
                self._leave(edit.comment, f"{_CHANGED}, in {edit.file}:{edit.line}")
            else:
                self._take(edit, block, now.at[found[0]], now.at[found[1]], manifest)

    def _take(self, edit: Edit, block: TextBlock, start: int, end: int, manifest: Manifest) -> None:
        place = _place(block, start, edit.file)
        binds = what_binds(block, start, end)
        path = self.project.root / edit.file
        if path not in self.before:
            self.before[path] = _read(path)
        span = in_file(block, start, end, self.before[path])
        if binds is not None:
            self._leave(edit.comment, _refusal(binds, place, manifest))
        elif span is None or not f"{block.content[:start]}{edit.text}{block.content[end:]}".strip():
            self._leave(edit.comment, f"it is not typed in {place} as it is printed; change it there")
        elif path.suffix != ".md" and not edit.text.replace(" ", "").replace("-", "").isalpha() and edit.text:
            self._leave(edit.comment, f"its signs may mean something in this file; change it in {place}")
        else:
            changes = self.changes.setdefault(path, {})
            if any(_touch(span, other) and (span, edit.text) != (other, changes[other]) for other in changes):
                self._leave(edit.comment, f"another comment changes the same words of {place}")
                return
            changes[span] = edit.text
            self.carried.append(Carried(edit.comment, place))

    def _blocks(self, manifest: Manifest, file: str) -> Sequence[TextBlock]:
        """The blocks that are typed in a file, as the project stands."""
        key = manifest.edition, manifest.language
        if key not in self.texts:
            settings, _ = read_settings(self.project, manifest.edition)
            common = gather_common(self.project, manifest.edition)
            gathered = gather_language(common, choose_language(settings, manifest.language), Report())
            files = self.texts[key] = {}
            for source in gathered.text.sources:
                files.setdefault(source.document.written.begin.path, []).extend(source.document.blocks)
        return self.texts[key].get(file, [])

    def _leave(self, comment: Comment, reason: str) -> None:
        self.carried.append(Carried(comment, "", reason))


def _expected(letters: Letters, edits: Sequence[Edit]) -> tuple[str, dict[Edit, tuple[int, int]]]:
    """The text with all edits carried out, and where each of them stands in it."""
    text, places, reached = "", {}, 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start, end = letters.span(edit.start, edit.end)
        text += letters.text[reached:start]
        places[edit] = (len(text), len(text) + len(edit.text))
        text += edit.text
        reached = max(end, reached)
    return text + letters.text[reached:], places


def _refusal(binds: Bound | Claimed | Linked | Marked, place: str, manifest: Manifest) -> str:
    match binds:
        case Bound():
            sources = {number.name: number.source for number in manifest.numbers}
            known = [f"{n.name} in {sources[n.name]}" for n in binds.numbers if n.name in sources]
            defined = f", or what it is, {' and '.join(known)}" if known else ""
            return f"it lies on a number from a statistic: change what is printed in {place}{defined}"
        case Claimed():
            condition = f"its condition «{binds.condition}»"
            return f"it lies in a claim, and {condition} has to say the same: change both in {place}"
        case Marked():
            return f"it lies on a mark in braces: change that in {place}"
        case Linked():
            return f"it lies on a reference or link: change that in {place}"


def _place(block: TextBlock, letter: int, file: str) -> str:
    line = block.places[min(letter, len(block.places) - 1)][0]
    return f"{file}:{line}"


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1] if one[0] < one[1] and other[0] < other[1] else one == other


def _changed(text: str, changes: Mapping[tuple[int, int], str]) -> str:
    for (start, end), new in sorted(changes.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise Faults.one(Place(str(path)), "this file cannot be read; nothing was written") from None
