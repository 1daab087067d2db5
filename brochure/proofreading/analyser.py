"""Words with their grammar, told by the analyser of the translator Apertium: an extra of the operating system.

`lt-proc` gives every analysis that a word may have, compounds taken apart, and costs next to nothing; `cg-proc` leaves
those that the sentence allows, and takes long: it is asked about single sentences. Each reads all texts of a language
in one process, but for those whose answers are kept. Knows nothing of rules.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from brochure.project.sources.files import is_there
from brochure.proofreading.answers import Answers
from brochure.proofreading.lexicon import Lexicon

FILE = "grammar"
"""The file of the lexicon that names it."""
FOLDER = Path("/usr/share/apertium/apertium-nno-nob")
"""Where the package of the system puts what the analyser knows."""
_PATIENCE = 120
"""Seconds after which a process that does not end is given up."""
_LONGEST = 100
"""No word has more letters; what has more is not taken apart, which would take long."""
_UNIT = re.compile(
    r"(?P<blank>[^^\\]*(?:\\.[^^\\]*)*)\^(?P<word>(?:\\.|[^/\\])*)/(?P<told>(?:\\.|[^$\\])*)\$", re.DOTALL
)
_BLANK = re.compile(r"\[(?:\\.|[^\]\\])*\]")
_END = re.compile(r"\^\./\.[^$]*\$\[(\d+)\]")
_SPECIAL = re.compile(r"[\\\[\]^$/<>{}@]")
_UNFIT = re.compile(rf"[\x00-\x1f\x7f-\xa0\u2028\u2029\u202f]|[^\s]{{{_LONGEST + 1},}}")


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a word may be: base forms of its parts, of which a compound has several, and tags ("n", "m", "sg", "ind").

    `is_of_nouns` tells that all parts before the last are nouns.
    """

    lemmas: tuple[str, ...]
    tags: frozenset[str]
    is_of_nouns: bool = True

    @property
    def lemma(self) -> str:
        """The base form, of a compound that of its last part."""
        return self.lemmas[-1]

    def has(self, *tags: str) -> bool:
        """Whether it has all of some tags."""
        return self.tags.issuperset(tags)


@dataclass(frozen=True, slots=True)
class Analysed:
    """A word or sign from `start` to `end` of its text, and what it may be; nothing for a word that is not known."""

    start: int
    end: int
    content: str
    analyses: tuple[Analysis, ...]

    def may_be(self, *tags: str) -> bool:
        """Whether one of its analyses has all of some tags."""
        return any(analysis.has(*tags) for analysis in self.analyses)

    def must_be(self, *tags: str) -> bool:
        """Whether it is known, and all of its analyses have all of some tags."""
        return bool(self.analyses) and all(analysis.has(*tags) for analysis in self.analyses)


@dataclass(frozen=True, slots=True)
class Analyser:
    """The analyser of a language: the programs, and the files that know it; `pair` is such as "nob-nno".

    Its answers are kept in the folder `kept`, if there is one.
    """

    analyse: str
    choose: str
    translate: str
    folder: Path
    pair: str
    kept: Path | None = None

    def told(self, contents: Sequence[str]) -> tuple[tuple[Analysed, ...], ...]:
        """The words of each of some texts, with all that each may be; of none where the program fails."""
        return _analysed(self, tuple(contents), is_chosen=False)

    def chosen(self, contents: Sequence[str]) -> tuple[tuple[Analysed, ...], ...]:
        """As `told`, with what each word may be in its sentence; a sentence takes some 5 ms."""
        return _analysed(self, tuple(contents), is_chosen=True)

    @property
    def works(self) -> bool:
        """Whether the programs answer: one that is there may have lost its library, or take too long."""
        has_failed = any(_answers(self, is_chosen=is_chosen).has_failed for is_chosen in (False, True))
        return any(self.told(("i",))) and any(self.chosen(("i",))) and not has_failed

    def translated(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words of the other standard for some words; empty where it knows none."""
        return _translated(self, tuple(words))


def analyser_of(lexicon: Lexicon, *, other: bool = False) -> Analyser | None:
    """The analyser of a lexicon's language, or that of the other written standard; None where there is none."""
    return find_analyser(lexicon.table(FILE, "analyser").get("other" if other else "pair", ""), kept=lexicon.kept)


def find_analyser(pair: str, folder: Path = FOLDER, kept: Path | None = None) -> Analyser | None:
    """The analyser of a language by the pair of languages that it translates; None where a part is not installed."""
    programs = [shutil.which(name) for name in ("lt-proc", "cg-proc", "apertium")]
    files = [folder / f"{pair}.{ending}" for ending in ("automorf.bin", "rlx.bin")]
    analyse, choose, translate = programs
    if not pair or analyse is None or choose is None or translate is None or not all(map(is_there, files)):
        return None
    return Analyser(analyse, choose, translate, folder, pair, kept)


@lru_cache(maxsize=16)
def _analysed(analyser: Analyser, contents: tuple[str, ...], *, is_chosen: bool) -> tuple[tuple[Analysed, ...], ...]:
    told = _answers(analyser, is_chosen=is_chosen).to(contents)
    return tuple(tuple(_words(each or "", content)) for each, content in zip(told, contents, strict=True))


@lru_cache(maxsize=16)
def _answers(analyser: Analyser, *, is_chosen: bool) -> Answers:
    """What the analyser has told of texts, as its programs write it."""
    morphology, choice = (analyser.folder / f"{analyser.pair}.{end}" for end in ("automorf.bin", "rlx.bin"))

    def ask(contents: Sequence[str]) -> Sequence[str] | None:
        written = "".join(f"{_fit(content)} .[{at}]\n" for at, content in enumerate(contents))
        read = _run([analyser.analyse, "-w", "-e", str(morphology)], written)
        if is_chosen and read:
            read = _run([analyser.choose, "-w", str(choice)], read)
        parts = _END.split(read)
        return parts[:-1:2] if len(parts) == 2 * len(contents) + 1 else None

    name = f"{analyser.pair}-{'chosen' if is_chosen else 'told'}.json"
    seen = [Path(path).stat() for path in (analyser.analyse, analyser.choose, morphology, choice)]
    version = " ".join(f"{each.st_size}-{each.st_mtime_ns}" for each in seen)
    return Answers(analyser.kept / name if analyser.kept else None, version, ask)


@lru_cache(maxsize=4)
def _translated(analyser: Analyser, words: tuple[str, ...]) -> tuple[str, ...]:
    if not words:
        return ()
    lines = _run([analyser.translate, "-u", analyser.pair], "".join(f"{word}.\n\n" for word in words)).split("\n\n")
    told = [line.strip().removesuffix(".") for line in lines]
    return tuple(told[: len(words)]) if len(told) >= len(words) else tuple("" for _ in words)


def _run(command: Sequence[str], written: str) -> str:
    """What a program makes of a text; nothing where it fails."""
    try:
        done = subprocess.run(command, input=written.encode(), capture_output=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""


def _fit(content: str) -> str:
    """A text as the programs read it, each letter where it was."""
    plain = _UNFIT.sub(lambda match: " " * len(match[0]), content)
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", plain)


def _words(read: str, content: str) -> Iterator[Analysed]:
    at = 0  # every letter of a text comes back, signs between words too
    for unit in _UNIT.finditer(read):
        at += len(_plain(_BLANK.sub("", unit["blank"])))
        word = _plain(unit["word"])
        at = max(content.find(word, at), at) if content[at : at + len(word)] != word else at
        yield Analysed(at, at + len(word), word, _analyses(unit["told"]))
        at += len(word)


def _plain(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", written, flags=re.DOTALL).lstrip("\n")


@lru_cache(maxsize=20_000)
def _analyses(told: str) -> tuple[Analysis, ...]:
    if told.startswith("*"):
        return ()
    return tuple(_analysis(each) for each in told.split("/"))


def _analysis(told: str) -> Analysis:
    *first, last = (re.split(r"[<>]+", part) for part in told.split("+"))
    lemmas = (*(part[0].lower() for part in first), last[0])
    return Analysis(lemmas, frozenset(filter(None, last[1:])), all("n" in part[1:] for part in first))
