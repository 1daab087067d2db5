"""A case: what is damaged, and the commands that are tried on it, both decided by a kind and a seed."""

import os
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf

from tests.fuzz.pdfs import damaged_bytes, damaged_manifest, damaged_objects
from tests.fuzz.texts import damaged
from tests.fuzz.watching import Outcome, watch

KINDS = ("projects", "manifests", "pdfs")
_TRIED = 4
"""So many of the commands for PDFs are tried on each."""
_CAN_BE_DAMAGED = (".md", ".yaml", ".toml", ".csv", ".po", ".html", ".css", ".json")


@dataclass(frozen=True, slots=True)
class Sound:
    """What is damaged: a small project that has been built, its PDF, a draft, an annex, and propositions."""

    project: Path
    pdf: Path
    draft: Path
    annex: Path
    hosts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A case; of its damages those that are in `edits` are done, all of them where it is None."""

    kind: str
    seed: int
    edits: tuple[int, ...] | None = None

    @property
    def rng(self) -> random.Random:
        """What decides about the case as a whole."""
        return random.Random(f"{self.kind} {self.seed}")

    @property
    def done(self) -> tuple[int, ...]:
        """The numbers of the damages that are done."""
        return tuple(range(self.rng.choice((1, 1, 2, 3)))) if self.edits is None else self.edits

    def smaller(self) -> Iterator["Case"]:
        """The same case with fewer damages, the smallest first."""
        if len(self.done) > 1:
            yield from (replace(self, edits=(each,)) for each in self.done)
            yield from (replace(self, edits=tuple(set(self.done) - {each})) for each in self.done if len(self.done) > 2)

    def _edit(self, number: int) -> random.Random:
        return random.Random(f"{self.kind} {self.seed} {number}")

    def files(self, sound: Sound) -> dict[str, bytes]:
        """The damaged files by name, those of a project relative to its folder."""
        return self._project_files(sound) if self.kind == "projects" else {"damaged.pdf": self._pdf(sound)}

    def _project_files(self, sound: Sound) -> dict[str, bytes]:
        files = sorted(
            path
            for path in sound.project.rglob("*")
            if path.suffix in _CAN_BE_DAMAGED and "output" not in path.parts and path.is_file()
        )
        own = [path for path in files if "layouts" not in path.parts]
        changed: dict[str, bytes] = {}
        for number in self.done:
            rng = self._edit(number)
            path = rng.choice(own if rng.random() < 0.8 else files)
            name = path.relative_to(sound.project).as_posix()
            text = changed.get(name, path.read_bytes()).decode()
            changed[name] = damaged(rng, name, text).encode("utf-8", "replace")
        return changed

    def _pdf(self, sound: Sound) -> bytes:
        damage = damaged_manifest
        source = self.rng.choice((sound.pdf, sound.draft, sound.annex))
        if self.kind == "pdfs":
            source = self.rng.choice((sound.pdf, sound.draft, sound.annex, *sound.hosts))
            damage = self.rng.choice((damaged_objects, damaged_objects, damaged_objects, damaged_bytes))
        content = source.read_bytes()
        for number in self.done:
            try:
                content = damage(self._edit(number), content)
            except (pikepdf.PdfError, ValueError, KeyError):
                content = damaged_bytes(self._edit(number), content)  # so damaged that it cannot be opened
        return content

    def commands(self, sound: Sound) -> list[list[str]]:
        """The commands that are tried, in a folder with the damaged files; the first that fails ends the case."""
        rng = random.Random(f"{self.kind} {self.seed} commands")
        if self.kind == "projects":
            check = ["check", "--project", "project", *(() if rng.random() < 0.3 else ("--language", "nb"))]
            return [check, *([["build", "--project", "project"]] if rng.random() < 0.15 else [])]
        pdf, out = "damaged.pdf", ["-o", "joined.pdf"]
        host = str(rng.choice(sound.hosts))
        commands = [
            ["verify", pdf],
            ["trace", pdf],
            ["trace", pdf, rng.choice(("63,7", "innvandrere", "x"))],
            ["trace", pdf, "--page", "3"],
            ["validate", pdf],
            ["comments", pdf, "--format", rng.choice(("text", "csv", "json", "md"))],
            ["diff", *rng.sample([pdf, str(sound.draft)], 2), "--format", rng.choice(("text", "json"))],
            ["attach", pdf, host, *out],
            ["attach", str(sound.annex), pdf, *out],
            ["attach", str(sound.annex), pdf, "--as-attachment", *out],
        ]
        return rng.sample(commands, _TRIED)


def try_case(case: Case, sound: Sound, folder: Path) -> tuple[list[str], Outcome] | None:
    """The first command that fails on a case and how, None when all of them answer in words."""
    return try_files(case.files(sound), case.commands(sound), sound, folder)


def try_files(
    files: dict[str, bytes], commands: Sequence[list[str]], sound: Sound, folder: Path
) -> tuple[list[str], Outcome] | None:
    """The first of `commands` that fails on `files`, laid over the sound project where they belong to one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _lay_out(files, sound, folder)
    before = _names(folder)
    for command in commands:
        outcome = watch(command, folder)
        if not outcome.wrong and (half := _half(folder, before, outcome, sound)):
            outcome = replace(outcome, wrong="half file", where=half)
        if outcome.wrong:
            return command, outcome
        for name in _names(folder) - before:
            (folder / name).unlink()
    return None


def _lay_out(files: dict[str, bytes], sound: Sound, folder: Path) -> None:
    if "damaged.pdf" in files:
        (folder / "damaged.pdf").write_bytes(files["damaged.pdf"])
        return
    shutil.copytree(sound.project, folder / "project", copy_function=os.link)
    for name, content in files.items():
        path = folder / "project" / name
        path.unlink()  # the file is shared with the sound project
        path.write_bytes(content)


def _names(folder: Path) -> set[str]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {str(path) for path in found if ".cache" not in path.parts and path.name != "printed.txt"}


def _half(folder: Path, before: set[str], outcome: Outcome, sound: Sound) -> str:
    """What a command has left that it should not have: a file in spite of an error, or one that is not whole."""
    last = folder / "project" / "output" / sound.pdf.name
    if outcome.status and last.parent.parent.exists() and last.read_bytes() != sound.pdf.read_bytes():
        return str(last.relative_to(folder))
    for name in sorted(_names(folder) - before):
        if outcome.status or not name.endswith(".pdf"):
            return name
        try:
            with pikepdf.open(folder / name) as pdf:
                len(pdf.pages)
        except pikepdf.PdfError as error:
            return f"{name}: {error}"
    return ""
