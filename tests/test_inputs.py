"""Every file of a project, damaged, empty or of the wrong kind, ends in findings; never in another exception.

The edition is read and worked out in this process, up to the text, the figures and the tables, in one language.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from brochure.findings import BrochureError, Faults, Report
from brochure.project.languages import Language
from brochure.project.sources.project import Project
from tests.support.gathering import gather
from tests.support.projects import EDITION, SECTION, STATISTIC, TEXT, make_project, small_edition, small_file

FILES = (
    f"{EDITION}/edition.toml",
    *(f"{SECTION}/{name}" for name in ("numbers.yaml", "figures.yaml", "tables.yaml", "text.nb.md")),
    f"{EDITION}/innledning/text.nb.md",
    f"{STATISTIC}.csv",
    f"{STATISTIC}.toml",
    "layouts/words/nb.po",
)
CONTENTS: dict[str, bytes] = {
    "nothing": b"",
    "blanks": b"  \n\n \n",
    "null": b"null\n",
    "list": b"[]\n",
    "mapping": b"{}\n",
    "number": b"0\n",
    "bytes": bytes(range(256)),
}
KINDS: dict[str, Callable[[Path], object]] = {
    "folder": lambda path: path.mkdir(),
    "pipe": lambda path: os.mkfifo(path),
    "circle": lambda path: path.symlink_to(path.name),
}
MAY_BE_EMPTY = ("numbers.yaml", "figures.yaml", "tables.yaml")
"""What lacks an empty one is told by the texts that use it."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project; each test leaves it as it was."""
    return make_project(tmp_path_factory.mktemp("inputs") / "project", small_edition(), layouts=True)


@contextmanager
def replaced(path: Path) -> Iterator[None]:
    """Take a file away while the block runs."""
    kept = path.read_bytes()
    path.unlink()
    try:
        yield
    finally:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        path.write_bytes(kept)


def found(project: Project) -> list[str]:
    """What is told of the edition; the test fails for any exception that is not meant for the user."""
    report = Report()
    try:
        with report.collecting():
            gather(project, "2016", Language.BOKMAAL, report)
    except BrochureError as error:
        return [str(error)]
    return [str(finding) for finding in report.in_order()]


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_nothing_of_use_in_it_is_told(name: str, project: Project) -> None:
    path = project.root / name
    for kind, content in CONTENTS.items():
        with replaced(path):
            path.write_bytes(content)
            told = found(project)
        assert any(name in each for each in told) or name.endswith(MAY_BE_EMPTY), (kind, told)
        assert told, kind


@pytest.mark.parametrize("name", FILES)
def test_what_stands_in_the_place_of_a_file_is_told(name: str, project: Project) -> None:
    """One kind for each file, in turn: all are opened in one place."""
    path = project.root / name
    kind = list(KINDS)[FILES.index(name) % len(KINDS)]
    with replaced(path):
        KINDS[kind](path)
        told = found(project)
    assert any(name in each and ("not a file" in each or "in a circle" in each) for each in told), (kind, told)


WRONG_IN_TOML = ('""', '" "', "0", "-1", "[]", "{}", "true", "2016-01-01", "nan", '{nb = ""}', "[[]]", '"../x"')
WRONG_IN_YAML = ('""', "0", "-1", "[]", "{}", "true", "2016-01-01", ".nan", "null", '{nb: ""}', "[[]]", "[a, a]")


def wrong_lines(name: str, text: str) -> Iterator[str]:
    """The text with the value of one line after the other replaced by two wrong ones, another pair on each line."""
    joint, wrong = ("= ", WRONG_IN_TOML) if name.endswith(".toml") else (": ", WRONG_IN_YAML)
    lines = text.split("\n")
    for at, line in enumerate(lines):
        key, sign, value = line.partition(joint)
        if sign and value.strip() and not key.lstrip().startswith("#"):
            for chosen in (wrong[2 * at % len(wrong)], wrong[(2 * at + 1) % len(wrong)]):
                yield "\n".join([*lines[:at], f"{key}{sign}{chosen}", *lines[at + 1 :]])


@pytest.mark.parametrize("name", [f"{EDITION}/edition.toml", f"{SECTION}/figures.yaml", f"{SECTION}/numbers.yaml"])
def test_a_value_of_the_wrong_type_is_told_or_sound(name: str, project: Project) -> None:
    path = project.root / name
    for text in wrong_lines(name, small_file(name)):
        with replaced(path):
            path.write_text(text, "utf-8")
            found(project)


SLIPS: dict[str, tuple[dict[str, str | bytes], str]] = {
    "part with a slash": (
        {f"{EDITION}/edition.toml": small_file(f"{EDITION}/edition.toml").replace('"kolofon"', '"kolofon/"')},
        f"{EDITION}/edition.toml:6: error: colophon: write the name of the folder alone, 'kolofon'",
    ),
    "part outside": (
        {f"{EDITION}/edition.toml": small_file(f"{EDITION}/edition.toml").replace('"kolofon"', '"../2015/kolofon"')},
        f"{EDITION}/edition.toml:6: error: colophon: '../2015/kolofon' cannot be the name of a part",
    ),
    "part twice": (
        {f"{EDITION}/edition.toml": small_file(f"{EDITION}/edition.toml").replace('"kolofon"', '"kilder"')},
        "'kilder' is named twice as a part; each part has a folder of its own",
    ),
    "language twice": (
        {f"{EDITION}/edition.toml": small_file(f"{EDITION}/edition.toml").replace('["nb"', '["nb", "nb"')},
        f"{EDITION}/edition.toml:3: error: languages: the language 'nb' is named twice",
    ),
    "date that is a number": (
        {f"{EDITION}/edition.toml": small_file(f"{EDITION}/edition.toml").replace("date = 2015-10-07", "date = 0")},
        f"{EDITION}/edition.toml:4: error: date: write the day of publication, as in 2016-10-06",
    ),
    "front matter alone": (
        {TEXT: "---\ntitle: Arbeid\n---\n"},
        f"{TEXT}:4: error: this part has no text below its front matter",
    ),
    "remark alone": ({TEXT: "---\ntitle: Arbeid\n---\n{# kjem #}\n"}, f"{TEXT}:4: error: this part has no text"),
    "blank title": ({TEXT: '---\ntitle: " "\n---\nHei.\n'}, f"{TEXT}:2: error: title: it is empty; write the words"),
    "vertical tab": (
        {TEXT: f"{small_file(TEXT)}Setning med\x0blinjeskift.\n"},
        f"{TEXT}:{small_file(TEXT).count(chr(10)) + 1}:12: error: there is a character here that cannot be printed",
    ),
    "copy of the figures": (
        {f"{SECTION}/figures – Kopi.yaml": ""},
        f"{SECTION}/figures – Kopi.yaml:1: warning: this file is not read, but figures.yaml beside it",
    ),
    "other spelling of a text": (
        {f"{SECTION}/Text.NB.md": ""},
        f"{SECTION}/Text.NB.md:1: warning: this file is not read, but text.nb.md beside it",
    ),
    "copy of cells": (
        {f"{STATISTIC} – Kopi.csv": "a,verdi\nb,1\n"},
        "which says what sysselsatte – Kopi.csv holds; take sysselsatte – Kopi.csv away, if it is a copy",
    ),
    "metadata alone": (
        {"data/statistics/arbeid/antall.toml": small_file(f"{STATISTIC}.toml")},
        "data/statistics/arbeid/antall.toml:1: error: there are no cells for this statistic",
    ),
    "capitals in the ending": (
        {"data/statistics/arbeid/antall.CSV": "a,verdi\nb,1\n"},
        "data/statistics/arbeid/antall.CSV:1: error: this file is not read; write its ending in small letters",
    ),
    "workbook": (
        {"data/statistics/arbeid/antall.xlsx": b"PK"},
        "data/statistics/arbeid/antall.xlsx:1: warning: this workbook is not read, as nothing describes it",
    ),
    "number of a thousand digits": (
        {f"{STATISTIC}.csv": small_file(f"{STATISTIC}.csv").replace("63.7", "9" * 1000)},
        "has more digits than a statistic can have",
    ),
    "exponent": (
        {f"{STATISTIC}.csv": small_file(f"{STATISTIC}.csv").replace("63.7", "1e999999999")},
        "'1e999999999' has more digits than a statistic can have",
    ),
    "year of many digits": (
        {f"{STATISTIC}.csv": small_file(f"{STATISTIC}.csv").replace("Innvandrere,2014", f"Innvandrere,{'2' * 5000}")},
        "has 5,000 letters, which is more than a name has",
    ),
}


@pytest.mark.parametrize(("changes", "told"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_with_what_would_mend_it(changes: dict[str, str | bytes], told: str, project: Project) -> None:
    kept = {name: (project.root / name).read_bytes() for name in changes if (project.root / name).exists()}
    try:
        for name, content in changes.items():
            (project.root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        assert any(told in each for each in found(project)), found(project)
    finally:
        for name in changes:
            (project.root / name).unlink()
            if name in kept:
                (project.root / name).write_bytes(kept[name])


def test_figures_yml_alone_is_told_its_right_name(tmp_path: Path) -> None:
    files = small_edition({f"{SECTION}/figures.yml": small_file(f"{SECTION}/figures.yaml")})
    project = make_project(tmp_path, {**files}, layouts=True)
    (project.root / SECTION / "figures.yaml").unlink()

    assert f"{SECTION}/figures.yml:1: error: this file is not read; call it figures.yaml" in found(project)


def test_a_folder_without_settings_is_told_as_such(tmp_path: Path) -> None:
    project = make_project(tmp_path, {f"{EDITION}/arbeid/text.nb.md": ""})

    assert found(project) == ["the edition '2016' has no settings; put a file edition.toml into data/editions/2016/"]


def test_faults_are_the_only_exception_of_a_broken_catalogue(tmp_path: Path) -> None:
    """Babel follows some headers blindly: a thousand million plurals, a character set that there is not."""
    words = (make_project(tmp_path, small_edition(), layouts=True).layouts / "words" / "nb.po").read_text("utf-8")
    project = Project(tmp_path.resolve())
    for old, new, told in (
        ("nplurals=2", "nplurals=999999999", "nb.po:7: error: the header says 'nplurals=999999999'; write 2 there"),
        ("charset=UTF-8", "charset=klingon", "the header says 'charset=klingon'; write UTF-8 there"),
        ("Language: nb", "Language: en", "the header says the language 'en', but this is the catalogue of nb"),
        ('msgid "and"', 'msgid "and"\nmsgstr "x"\n\nmsgid "and"', "the key 'and' stands on line"),
    ):
        assert old in words
        (project.layouts / "words" / "nb.po").write_text(words.replace(old, new), "utf-8")
        with pytest.raises(Faults) as caught:
            gather(project, "2016", Language.BOKMAAL, Report())
        assert told in str(caught.value)
