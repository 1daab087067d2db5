"""The editor's list: each kind of entry, where it stands, and that it is empty when there is nothing to do."""

from pathlib import Path

import pytest

from brochure.project.sources.project import Project
from brochure.updating.work.entries import Entry, Kind, WorkList
from brochure.updating.work.listing import work_list
from tests.support.next_years import CSV, FIGURES, NUMBERS, SETTINGS, TABLES, TOML, named_edition, next_table
from tests.support.projects import LANGUAGES, SECTION, STATISTIC, Files, make_project, small_edition, small_file

LATER = {SETTINGS: small_file(SETTINGS).replace("2015-10-07", "2016-06-30")}
"""A date within the session of the edition at which the next year has been published."""


def listed(folder: Path, files: Files, languages: int = 1) -> WorkList:
    found = work_list(make_project(folder, files, layouts=True), "2016", LANGUAGES[:languages])
    assert not found.faults, found.faults
    return found


def only(found: WorkList, kind: Kind) -> Entry:
    """The one entry there is, which is of that kind."""
    assert [entry.kind for entry in found.entries] == [kind], [entry.message for entry in found.entries]
    return found.entries[0]


def places(entry: Entry) -> list[str]:
    return [f"{spot.place.path.removeprefix('data/editions/2016/')}:{spot.place.line}" for spot in entry.spots]


def test_nothing_is_left_where_the_edition_says_what_its_data_say(tmp_path: Path) -> None:
    assert listed(tmp_path, named_edition(), 3).entries == ()


def test_newer_data_that_were_published_later_are_no_work(tmp_path: Path) -> None:
    assert listed(tmp_path, named_edition(next_table())).entries == ()


def test_newer_periods_are_told_with_all_that_stands_at_an_older_one(tmp_path: Path) -> None:
    """The form with typed years: what only compares with an earlier one is not behind."""
    entry = only(listed(tmp_path, small_edition({CSV: next_table()[CSV]}), 2), Kind.NEWER)
    assert entry.statistic == "arbeid/sysselsatte"
    assert entry.values == {
        "latest": "2015",
        "used": "2014",
        "numbers": ["innvandrere", "alle"],
        "tables": ["sysselsatte-gruppe"],
    }
    assert places(entry)[:3] == ["arbeid/numbers.yaml:1", "arbeid/numbers.yaml:2", "arbeid/tables.yaml:1"]
    assert {"arbeid/text.nb.md:5", "arbeid/text.nb.md:11", "arbeid/text.nn.md:11"} < set(places(entry))


def test_a_fixed_period_is_work_only_where_nothing_says_why(tmp_path: Path) -> None:
    fixed = str(named_edition()[NUMBERS]).replace("latest arbeid/sysselsatte\n", "{}\n")
    files = named_edition({**next_table(), **LATER, NUMBERS: fixed.replace("{}", "2014")})
    (entry,) = listed(tmp_path / "a", files).of(Kind.NEWER)
    assert entry.values["periods"] == ["naa"]
    assert places(entry)[0] == "arbeid/numbers.yaml:3"
    reasoned = fixed.replace("{}", "{period: 2014, reason: Tallene for 2015 er foreløpige.}")
    assert listed(tmp_path / "b", named_edition({**next_table(), **LATER, NUMBERS: reasoned})).of(Kind.NEWER) == ()


def test_the_span_of_a_figure_is_behind_by_its_end(tmp_path: Path) -> None:
    figure = str(named_edition()[FIGURES]).replace("start..naa", "2012..2014")
    found = listed(tmp_path, named_edition({**next_table(), **LATER, FIGURES: figure}))
    (entry,) = found.of(Kind.NEWER)
    assert entry.values["figures"] == ["sysselsatte"]


def test_a_false_claim_is_one_entry_for_all_languages_with_both_sides_and_the_new_leader(tmp_path: Path) -> None:
    rows = next_table()
    found = listed(tmp_path, named_edition({**rows, CSV: rows[CSV].replace("69.9", "60.0"), **LATER}), 3)
    claims = {entry.values["name"]: entry for entry in found.of(Kind.CLAIM)}
    assert set(claims) == {"okte", "mindre"}
    assert places(claims["okte"]) == [
        "arbeid/numbers.yaml:14",
        *(f"arbeid/text.{language}.md:12" for language in LANGUAGES),
    ]
    assert claims["mindre"].values["compared"] == [
        "avstand (8 percentage points) < avstand_start (6 percentage points)"
    ]
    assert "avstand (8 percentage points) < avstand_start (6 percentage points) is not so" in claims["mindre"].message


def test_a_false_claim_tells_what_is_not_so_in_few_digits(tmp_path: Path) -> None:
    """Not told are numbers that are compared as they should be; values that would look alike are told whole."""
    named = str(named_edition()[NUMBERS])
    named = named.replace("claims:", "  tredel: share(innvandrere, alle)\n  ellers: tredel * 0.999\nclaims:")
    named = named.replace("okte: endring > 0", "okte: innvandrere < alle and tredel < ellers")
    told = listed(tmp_path, named_edition({NUMBERS: named})).of(Kind.CLAIM)[0].message
    assert told.partition(", but ")[2] == "tredel (93.13 percent) < ellers (93.04 percent) is not so"
    named = named.replace("0.999", "0.9999999")
    told = listed(tmp_path / "b", named_edition({NUMBERS: named})).of(Kind.CLAIM)[0].message
    assert "tredel (93.128" in told
    assert "< ellers (93.128" in told


def test_words_in_a_sentence_that_is_to_be_rewritten_are_told_with_it_alone(tmp_path: Path) -> None:
    path = f"{SECTION}/text.nb.md"
    text = str(named_edition()[path]).replace(
        "Andelen økte.", "Andelen økte,\nog det i {2011} {{ endring | prosentpoeng }}."
    )
    files = {path: text, NUMBERS: str(named_edition()[NUMBERS])}
    assert [each.kind for each in listed(tmp_path / "a", named_edition(files)).entries] == [Kind.WORDS]
    files[NUMBERS] = files[NUMBERS].replace("endring > 0", "endring > 9")
    assert [each.kind for each in listed(tmp_path / "b", named_edition(files)).entries] == [Kind.CLAIM]


def test_a_setting_that_waits_for_an_answer_is_told_once(tmp_path: Path) -> None:
    code = 'publication_code = "A-0010 B"'
    other = {name.replace("/2016/", "/2015/"): text for name, text in named_edition().items() if "/2016/" in name}
    files = {**named_edition(), **other, SETTINGS: f"{code}  # to confirm: the code\n{small_file(SETTINGS)}"}
    older = small_file(SETTINGS).replace("budget_year = 2016", "budget_year = 2015").replace("liten", "mindre")
    files[SETTINGS.replace("2016", "2015")] = f"{code}\n{older}"
    told = [entry.message for entry in listed(tmp_path, files).of(Kind.SETTING)]
    assert told == ["to be confirmed: the code; take the comment away when it is right"]


def test_the_leader_is_told_by_name(tmp_path: Path) -> None:
    found = listed(tmp_path, named_edition({**next_table(), **LATER}))
    (entry,) = (entry for entry in found.of(Kind.CLAIM) if "hoyest" in entry.message)
    assert entry.values["leaders"] == {"hoyest": "«Innvandrere»"}
    assert "«Innvandrere» == «Resten av befolkningen» is not so; hoyest is now «Innvandrere»" in entry.message


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (
            "not has(arbeid/sysselsatte [aar=2015])",
            "there is a value: arbeid/sysselsatte [gruppe=Hele befolkningen, aar=2015] = 68.0",
        ),
        ("count(arbeid/sysselsatte [gruppe=Innvandrere, aar=2012..2015]) == 3", "the count is 4 count"),
        ("latest(arbeid/sysselsatte [gruppe=Innvandrere]) == 2014", "the latest is 2015"),
    ],
)
def test_what_was_missing_and_has_come_is_told(condition: str, told: str, tmp_path: Path) -> None:
    named = str(named_edition()[NUMBERS]).replace("latest(arbeid/sysselsatte [gruppe=*]) == 2014", condition)
    found = listed(tmp_path, named_edition({**next_table(), **LATER, NUMBERS: named}))
    (entry,) = found.of(Kind.MISSING)
    assert entry.values["name"] == "ikke_nyere"
    assert told in entry.message


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (
            'only(arbeid/sysselsatte [gruppe=*, aar=naa], "Innvandrere")',
            "values are there for Innvandrere, Norskfødte med innvandrerforeldre, Resten av befolkningen",
        ),
        (
            "rank(arbeid/sysselsatte [gruppe=Innvandrere|Befolkningen ellers, aar=naa], of=Befolkningen ellers) == 1",
            "the first of those ranked is now «Innvandrere»",
        ),
    ],
)
def test_members_and_ranks_are_told_by_name(condition: str, told: str, tmp_path: Path) -> None:
    named = str(named_edition()[NUMBERS]).replace("endring > 0", condition)
    found = listed(tmp_path, named_edition({**next_table(), **LATER, NUMBERS: named}))
    (entry,) = (entry for entry in found.of(Kind.CLAIM) if entry.values["name"] == "okte")
    assert told in entry.message


def test_rows_of_no_published_table_are_told(tmp_path: Path) -> None:
    found = listed(tmp_path, named_edition(next_table(named=False)))
    (entry,) = found.of(Kind.METADATA)
    assert entry.values == {"rows": 4}
    assert "such as gruppe=Innvandrere, aar=2015" in entry.message


def test_numbers_published_after_the_date_are_told(tmp_path: Path) -> None:
    typed = str(named_edition()[NUMBERS]).replace(
        "alle: arbeid/sysselsatte [aar=naa]",
        "nytt: arbeid/sysselsatte [aar=2015]\n  alle: arbeid/sysselsatte [aar=naa]",
    )
    found = listed(tmp_path, named_edition({**next_table(), NUMBERS: typed}))
    (entry,) = found.of(Kind.METADATA)
    assert entry.values == {"used_by": ["nytt"]}
    assert "published after 2015-10-07" in entry.message


def test_metadata_that_are_still_open_are_told_by_their_key(tmp_path: Path) -> None:
    described = small_file(TOML).replace('publisher = "Statistisk sentralbyrå"', 'publisher = "?"')
    stem = STATISTIC.replace("sysselsatte", "ny")
    found = listed(tmp_path, named_edition({f"{stem}.toml": described, f"{stem}.csv": small_file(CSV)}))
    entry = only(found, Kind.METADATA)
    assert entry.statistic == "arbeid/ny"
    assert [spot.text for spot in entry.spots] == ["publisher"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("(2015–2016)", "(2014–2015)", "is of another session than that of the budget year 2016, 2015–2016"),
        ("2015-10-07", "2016-10-07", "date 2016-10-07 is not when the budget of 2016 is made"),
        ("budget_year = 2016", "budget_year = 2017", "the folder '2016' says 2016, budget_year 2017"),
        ('"liten-utgave"', '"liten-2015"', "file_name 'liten-2015' says 2015, budget_year 2016"),
        ('["arbeid"]', '["arbeid"]  # to confirm: kapitlene', "to be confirmed: kapitlene"),
    ],
)
def test_settings_that_contradict_each_other_are_told(old: str, new: str, told: str, tmp_path: Path) -> None:
    settings = small_file(SETTINGS).replace(old, new)
    found = listed(tmp_path, named_edition({SETTINGS: settings}))
    assert any(told in entry.message for entry in found.of(Kind.SETTING)), found.of(Kind.SETTING)
    assert {entry.kind for entry in found.entries} == {Kind.SETTING}


def test_what_two_editions_may_not_share_is_told(tmp_path: Path) -> None:
    code = 'publication_code = "A-0010 B"\n'
    other = {name.replace("/2016/", "/2017/"): text for name, text in named_edition().items() if "/2016/" in name}
    files = {**named_edition(), **other}
    for name in (SETTINGS, SETTINGS.replace("2016", "2017")):
        files[name] = code + str(files[name])
    told = " ".join(entry.message for entry in listed(tmp_path, files).of(Kind.SETTING))
    assert "budget_year 2016 is that of the edition '2017' too" in told
    assert "file_name 'liten-2016' is that of the edition '2017' too" in told
    assert "publication_code A-0010 B is that of the edition '2017' too" in told


def test_typed_words_that_no_longer_fit_are_told_unless_excused(tmp_path: Path) -> None:
    path = f"{SECTION}/text.nb.md"
    typed = str(named_edition()[path]).replace("{{ endring | fra }}", "{2011}")
    figure = str(named_edition()[FIGURES]).replace('{15–74 år}", nn', '{15–74 år}, {2012–2013}", nn')
    found = listed(tmp_path / "a", named_edition({path: typed, FIGURES: figure}))
    told = {entry.values["rule"]: entry for entry in found.of(Kind.WORDS)}
    assert found.entries == (told["typed-time"], told["year-misfit"])
    assert places(told["typed-time"]) == ["arbeid/figures.yaml:8"]
    assert "speaks of 2011" in told["year-misfit"].message
    excused = typed.replace("    change:", "    # excuse year-misfit: slik ble det sagt da\n    change:")
    assert listed(tmp_path / "b", named_edition({path: excused})).entries == ()


def test_typed_words_of_all_languages_are_one_entry(tmp_path: Path) -> None:
    changes = {
        path: str(named_edition()[path]).replace("{{ endring | fra }}", "{2011}")
        for path in (f"{SECTION}/text.{language}.md" for language in LANGUAGES)
    }
    entry = only(listed(tmp_path, named_edition(changes), 3), Kind.WORDS)
    assert places(entry) == [f"arbeid/text.{language}.md:7" for language in sorted(LANGUAGES)]
    assert [spot.text for spot in entry.spots][1:] == ["«+0,8\u00a0prosentpoeng»"] * 2


def test_what_is_broken_is_a_fault_beside_the_list(tmp_path: Path) -> None:
    broken = str(named_edition()[TABLES]).replace("rows: gruppe", "rows: grupe")
    project = make_project(tmp_path, named_edition({TABLES: broken, **next_table(), **LATER}), layouts=True)
    found = _of(project)
    assert [fault.place.path for fault in found.faults] == [TABLES]
    assert found.of(Kind.CLAIM)


def _of(project: Project) -> WorkList:
    return work_list(project, "2016", LANGUAGES[:1])
