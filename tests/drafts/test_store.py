"""The folder of drafts: what is kept is found again, and what is damaged hides nothing else."""

from pathlib import Path

import pytest

from brochure.drafts.store import Draft, DraftStore
from brochure.findings import Faults, Report
from brochure.manifest.model import Manifest

EMPTY_NOTE, STRANGE_NOTE = b"", b'{"edition": "2016"}'


@pytest.fixture
def store(tmp_path: Path) -> DraftStore:
    return DraftStore(tmp_path / "drafts")


def named(manifest: Manifest, name: str | None, content: str = "a") -> Manifest:
    """A draft that is called so; drafts with other `content` say something else."""
    return manifest.model_copy(update={"draft": name, "title": content, "content_hash": content * 64})


def names(store: DraftStore) -> list[str]:
    report = Report()
    kept = [draft.name for draft in store.drafts(report)]
    assert not report.findings
    return kept


def loaded(store: DraftStore, draft: Draft) -> Manifest:
    """What a draft said, without the seal that it was written under."""
    return store.load(draft).model_copy(update={"seal": ""})


def object_of(store: DraftStore, draft: Draft) -> Path:
    return store.folder / "objects" / f"{draft.object}.json.gz"


def test_a_folder_that_is_not_there_has_no_drafts(store: DraftStore) -> None:
    assert names(store) == []
    assert store.find("2016", "nb", "1") is None
    assert store.next_name("2016", "nb") == "1"


def test_a_draft_is_given_back_as_it_was_kept(store: DraftStore, unchanged: Manifest) -> None:
    draft = store.keep(named(unchanged, None))

    assert draft.name == "1"
    assert store.find("2016", "nb", "1") == draft
    assert loaded(store, draft) == named(unchanged, "1")


def test_drafts_are_numbered_by_edition_and_language(store: DraftStore, unchanged: Manifest) -> None:
    for content in "abc":
        store.keep(named(unchanged, None, content))
    store.keep(named(unchanged, None).model_copy(update={"language": "nn"}))

    report = Report()
    assert [(draft.language, draft.name) for draft in store.drafts(report)] == [
        ("nb", "1"),
        ("nb", "2"),
        ("nb", "3"),
        ("nn", "1"),
    ]
    assert store.next_name("2016", "nb") == "4"
    assert store.next_name("2015", "nb") == "1"


def test_numbers_stand_before_dates_and_in_their_order(store: DraftStore, unchanged: Manifest) -> None:
    for name, content in (("2015-09-14", "a"), ("10", "b"), ("9", "c")):
        store.keep(named(unchanged, name, content))

    assert names(store) == ["9", "10", "2015-09-14"]
    assert store.next_name("2016", "nb") == "11"


def test_the_same_content_is_kept_once(store: DraftStore, unchanged: Manifest) -> None:
    first = store.keep(named(unchanged, "1"))
    second = store.keep(named(unchanged, "14. september"))

    assert first.object == second.object
    assert len(list((store.folder / "objects").iterdir())) == 1
    assert store.keep(named(unchanged, "1")) == first


def test_what_says_the_same_as_the_newest_draft_has_its_name(store: DraftStore, unchanged: Manifest) -> None:
    store.keep(named(unchanged, "1", "a"))
    store.keep(named(unchanged, "2", "b"))

    assert store.name_for(named(unchanged, None, "b")) == "2"
    assert store.name_for(named(unchanged, None, "a")) == "3"


def test_a_name_is_not_given_to_other_content(store: DraftStore, unchanged: Manifest) -> None:
    first = store.keep(named(unchanged, "1", "a"))

    with pytest.raises(Faults, match="draft 1 in nb is kept already, and says something else; leave out --draft"):
        store.keep(named(unchanged, "1", "b"))
    assert loaded(store, first) == named(unchanged, "1", "a")


@pytest.mark.parametrize("note", [EMPTY_NOTE, STRANGE_NOTE], ids=["empty", "strange"])
def test_a_damaged_note_hides_no_other_draft(note: bytes, store: DraftStore, unchanged: Manifest) -> None:
    for content in "abc":
        store.keep(named(unchanged, None, content))
    (store.folder / "2016-nb-003.json").write_bytes(note)

    report = Report()
    assert [draft.name for draft in store.drafts(report)] == ["1", "2"]
    (finding,) = report.findings
    assert finding.place.path.endswith("2016-nb-003.json")
    assert "this note of a draft is damaged" in finding.message
    assert "other drafts are not touched" in finding.message
    assert store.next_name("2016", "nb") == "4"
    with pytest.raises(Faults, match="is damaged"):
        store.find("2016", "nb", "3")


DAMAGE = {
    "missing": (None, "this file is missing"),
    "cut short": (slice(0, 60), "this file is cut short or damaged"),
    "empty": (slice(0, 0), "this file is cut short or damaged"),
}


@pytest.mark.parametrize(("kept", "message"), DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_object_is_told_with_its_file_and_mended_by_keeping_it_again(
    kept: slice | None, message: str, store: DraftStore, unchanged: Manifest
) -> None:
    draft = store.keep(named(unchanged, "1"))
    path = object_of(store, draft)
    if kept is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[kept])

    for look in (store.load, store.require_whole):
        with pytest.raises(Faults, match=message) as told:
            look(draft)
        assert str(path) in str(told.value)
        assert "name its PDF instead" in str(told.value)
    store.keep(named(unchanged, "1"))
    assert loaded(store, draft) == named(unchanged, "1")


def test_an_object_that_somebody_has_changed_is_not_believed(store: DraftStore, unchanged: Manifest) -> None:
    one, two = store.keep(named(unchanged, "1", "a")), store.keep(named(unchanged, "2", "b"))
    object_of(store, one).write_bytes(object_of(store, two).read_bytes())

    with pytest.raises(Faults, match="its checksum is not the one it is named by"):
        store.load(one)
    assert loaded(store, two) == named(unchanged, "2", "b")
