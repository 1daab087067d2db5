"""What a person means by the name of an earlier state: a draft first, then a file, then a revision in git."""

import shutil
import subprocess
from pathlib import Path

import pytest

from brochure.drafts.resolving import State, Surroundings, resolve
from brochure.drafts.revisions import find_revision, taken_out
from brochure.drafts.store import DraftStore
from brochure.findings import Faults
from brochure.manifest.model import Manifest
from brochure.project.sources.project import Project
from tests.support.command import replace_in
from tests.support.projects import SECTION, TEXT, make_project, small_edition


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody who has no settings of their own."""
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", *who, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with three commits: no project yet, the small edition, other words in it; to be read only."""
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Nothing yet")
    make_project(folder, small_edition(), layouts=True, fonts=True)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "First edition")
    git(folder, "tag", "forste")
    replace_in(folder / TEXT, "Andelen økte.", "Andelen har vokst.")
    git(folder, "commit", "--quiet", "--all", "--message", "Other words")
    replace_in(folder / TEXT, "De fleste er i arbeid.", "De aller fleste er i arbeid.")
    return folder


@pytest.fixture
def around(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Surroundings:
    monkeypatch.chdir(tmp_path)
    return Surroundings(Project(repository.resolve()), "2016", "nb", DraftStore(tmp_path / "drafts"))


def says(state: State, words: str) -> bool:
    return any(words in block.text for block in state.manifest.blocks)


@pytest.mark.parametrize("name", ["HEAD~1", "forste", "main~1"])
def test_a_revision_says_what_the_edition_said_then(name: str, around: Surroundings) -> None:
    state = resolve(name, around)

    assert state.label.startswith(f"{name} (")
    assert state.pdf is None
    assert says(state, "Andelen økte.")


def test_what_is_not_committed_is_no_part_of_a_revision(around: Surroundings) -> None:
    state = resolve("HEAD", around)

    assert says(state, "Andelen har vokst.")
    assert not says(state, "De aller fleste")


def test_a_commit_is_named_by_the_beginning_of_its_name(around: Surroundings, repository: Path) -> None:
    commit = git(repository, "rev-parse", "--short", "HEAD~1")

    assert resolve(commit, around).label == commit


def test_reading_a_revision_touches_neither_files_nor_index(around: Surroundings, repository: Path) -> None:
    before = git(repository, "status", "--porcelain"), (repository / TEXT).read_bytes()
    with taken_out(around.project, find_revision(around.project, "HEAD~1")) as then:
        assert "Andelen økte." in (then.root / TEXT).read_text("utf-8")
        assert then.root != repository
    assert not then.root.exists()
    assert (git(repository, "status", "--porcelain"), (repository / TEXT).read_bytes()) == before


FAULTS = {
    "no such revision": ("forrste", "there is no revision 'forrste' in this repository. Did you mean 'forste'?"),
    "before the first": ("HEAD~9", "there is no revision 'HEAD~9' in this repository."),
    "no project then": ("HEAD~2", "has no brochure project in this folder"),
    "an option of git": ("--all", "there is no revision '--all' in this repository."),
    "a file that is gone": ("gone.pdf", "gone.pdf:1: error: there is no such file"),
    "no drafts": ("1", "'1' is no draft of 2016 in nb; none is kept in this folder. A draft is known by its number"),
    "no drafts in the language": ("nb-1", "'nb-1' is no draft of 2016 in nb; none is kept in this folder."),
}


@pytest.mark.parametrize(("name", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_what_cannot_be_had_is_told(name: str, message: str, around: Surroundings) -> None:
    with pytest.raises(Faults) as told:
        resolve(name, around)
    assert message in str(told.value)


def test_a_project_that_git_does_not_know(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", small_edition())
    with pytest.raises(Faults, match="'HEAD' is no draft and no PDF, and git does not know this folder"):
        resolve("HEAD", Surroundings(project, "2016", "nb", DraftStore(tmp_path / "drafts")))


@pytest.mark.parametrize(
    ("name", "messages"),
    [
        ("7", ["'7' is no draft of 2016 in nb; kept are '1'"]),
        ("HEAD~9", ["no revision 'HEAD~9'", "'HEAD~9' is no draft of 2016 in nb either; kept are '1'"]),
    ],
)
def test_a_name_that_is_nothing_is_told_with_the_drafts_there_are(
    name: str, messages: list[str], around: Surroundings, unchanged: Manifest
) -> None:
    around.store.keep(unchanged.model_copy(update={"draft": "1"}))
    with pytest.raises(Faults) as told:
        resolve(name, around)
    lines = str(told.value).splitlines()
    assert len(lines) == len(messages)
    assert all(message in line for message, line in zip(messages, lines, strict=True))


def test_a_revision_with_faults_is_told_with_its_places(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(repository, folder)
    replace_in(folder / TEXT, "innvandrere | prosent }}", "innvandrene | prosent }}")
    git(folder, "commit", "--quiet", "--all", "--message", "A slip")
    around = Surroundings(Project(folder.resolve()), "2016", "nb", DraftStore(tmp_path / "drafts"))

    with pytest.raises(Faults) as told:
        resolve("HEAD", around)
    first, second = str(told.value).splitlines()
    assert "cannot be read by this version of the program: 1 error" in first
    assert second.startswith(f"HEAD:{SECTION}/text.nb.md:11:")
    assert "Did you mean 'innvandrere'" in second


def test_an_edition_that_was_not_there_at_a_revision(around: Surroundings) -> None:
    later = Surroundings(around.project, "2017", "nb", around.store)
    with pytest.raises(Faults, match="at this revision it cannot be compared: there is no edition '2017'"):
        resolve("HEAD", later)


def test_a_draft_comes_before_a_file_and_a_file_before_a_revision(
    around: Surroundings, unchanged: Manifest, small_built: Path, tmp_path: Path
) -> None:
    shutil.copy(small_built / "output/liten-utgave-nb.pdf", tmp_path / "forste")
    assert resolve("forste", around).pdf == Path("forste")

    around.store.keep(unchanged.model_copy(update={"draft": "forste", "title": "As kept"}))
    state = resolve("forste", around)
    assert (state.label, state.manifest.title, state.pdf) == ("draft forste", "As kept", None)


def test_a_draft_is_named_with_its_language_or_without(around: Surroundings, unchanged: Manifest) -> None:
    for language in ("nb", "nn"):
        around.store.keep(unchanged.model_copy(update={"draft": "3", "language": language}))

    assert resolve("3", around).manifest.language == "nb"
    assert resolve("nb-3", around).manifest.language == "nb"
    assert resolve("nn-3", around).manifest.language == "nn"
