"""What a newer table changes against an older one."""

import json
from pathlib import Path
from typing import Any

from brochure.statistics.json_stat_said import describe
from brochure.updating.comparing import Changes, Renamed, compare
from tests.support.offices import OfficeTable, employed
from tests.support.statistics import GROUP_AND_YEAR, JSON, load, metadata

OLD = employed(2012, 2013, 2014)


def changes(folder: Path, new: OfficeTable, old: OfficeTable = OLD) -> Changes:
    """What `new` changes against `old`, both read as files."""
    texts: list[dict[str, Any]] = [
        table.dataset({axis.code: [*axis.labels] for axis in table.axes}) for table in (old, new)
    ]
    described_so = metadata(GROUP_AND_YEAR, unit="percent", decimals=1)
    before, after = (load(folder / str(i), json.dumps(text), described_so, path=JSON) for i, text in enumerate(texts))
    return compare(before, after, *map(describe, texts))


def with_axis(table: OfficeTable, **labels: str) -> OfficeTable:
    """The table with other labels of groups: `A="B"` for the first that is called A, with underscores for spaces."""
    group, *others = table.axes
    renamed = {code: labels.get(code.replace(" ", "_"), label) for code, label in group.labels.items()}
    return table.changed(axes=(type(group)(group.code, renamed, notes=group.notes), *others))


def recoded(table: OfficeTable, old: str, new: str) -> OfficeTable:
    """The table with another code for a group whose label stays."""
    group, *others = table.axes
    labels = {new if code == old else code: label for code, label in group.labels.items()}
    values = {tuple(new if code == old else code for code in cell): value for cell, value in table.values.items()}
    return table.changed(axes=(type(group)(group.code, labels), *others), values=values)


def test_the_same_table_changes_nothing(tmp_path: Path) -> None:
    assert changes(tmp_path, OLD.changed(updated="2027-01-01T00:00:00Z")).is_empty


def test_new_and_vanished_periods_stand_in_order_of_time(tmp_path: Path) -> None:
    found = changes(tmp_path, employed(2013, 2014, 2015, 2016))
    assert found.new_periods == ("2015", "2016")
    assert found.vanished_periods == ("2012",)
    assert len(found.vanished) == 4
    assert found.revisions == ()


def test_revised_values_are_told_old_and_new(tmp_path: Path) -> None:
    new = employed(2012, 2013, 2014, Innvandrere_2014=63.9)
    (revision,) = changes(tmp_path, new).revisions
    assert revision.key == ("Innvandrere", "2014")
    assert (str(revision.old.value), str(revision.new.value)) == ("63.7", "63.9")


def test_a_value_in_the_place_of_a_symbol_and_a_new_status_are_revisions(tmp_path: Path) -> None:
    cell, other = ("Innvandrere", "2014"), ("Innvandrere", "2013")
    old = OLD.changed(values={**OLD.values, cell: None}, statuses={cell: ":"})
    found = changes(tmp_path, OLD.changed(statuses={other: "p"}), old)
    assert [(each.key, each.old.symbol, each.new.status) for each in found.revisions] == [
        (other, None, "p"),
        (cell, ":", ""),
    ]


def test_another_order_of_dimensions_changes_nothing(tmp_path: Path) -> None:
    turned = OLD.changed(axes=OLD.axes[::-1], values={cell[::-1]: value for cell, value in OLD.values.items()})
    assert changes(tmp_path, turned).is_empty
    (revision,) = changes(
        tmp_path / "x", turned.changed(values={**turned.values, ("2014", "Innvandrere"): 1.0})
    ).revisions
    assert revision.key == ("Innvandrere", "2014")


def test_members_come_and_go(tmp_path: Path) -> None:
    group, time = OLD.axes
    fewer = {code: label for code, label in group.labels.items() if code != "Innvandrere"}
    new = OLD.changed(
        axes=(type(group)(group.code, {**fewer, "Flyktninger": "Flyktninger"}), time),
        values={**OLD.values, **{("Flyktninger", str(year)): 50.0 for year in (2012, 2013, 2014)}},
    )
    found = changes(tmp_path, new)
    assert [each.code for each in found.new_members] == ["Flyktninger"]
    assert [each.code for each in found.vanished_members] == ["Innvandrere"]
    assert found.renamed == ()


def test_another_label_and_another_code_are_told_as_renamed(tmp_path: Path) -> None:
    assert changes(tmp_path / "a", with_axis(OLD, Innvandrere="Innvandrere i alt")).renamed == (
        Renamed("gruppe", "Innvandrere", "Innvandrere i alt", "Innvandrere"),
    )
    found = changes(tmp_path / "b", recoded(OLD, "Innvandrere", "1"))
    assert found.renamed == (Renamed("gruppe", "Innvandrere", "1"),)
    assert (found.new_members, found.vanished_members) == ((), ())


def test_changed_notes_and_words_are_told(tmp_path: Path) -> None:
    old = OLD.changed(notes=("Gammel note.", "Felles note."))
    new = OLD.changed(notes=("Felles note.", "Ny note."), label="Sysselsatte etter gruppe")
    found = changes(tmp_path, new, old)
    assert (found.new_notes, found.vanished_notes) == (("Ny note.",), ("Gammel note.",))
    assert found.words == (("title", "Sysselsatte", "Sysselsatte etter gruppe"),)


def test_another_meaning_is_another_unit_name_or_count_of_decimals(tmp_path: Path) -> None:
    """A letter in another case is none, nor is what was not said before."""
    group, time = OLD.axes
    labels = {**group.labels, "Innvandrere": "Innvandrere i alt", "Befolkningen ellers": "befolkningen  ellers"}
    units = {"Innvandrere": {"base": "prosent", "decimals": 1}, "Hele befolkningen": {"base": "prosent", "decimals": 1}}
    old = OLD.changed(axes=(type(group)(group.code, group.labels, units=units), time))
    units = {**units, "Innvandrere": {"base": "andel", "decimals": 2}, "Befolkningen ellers": {"base": "andel"}}
    found = changes(tmp_path, OLD.changed(axes=(type(group)(group.code, labels, units=units), time)), old)
    assert found.meanings == (
        ("unit of gruppe=Innvandrere", "prosent", "andel"),
        ("decimals of gruppe=Innvandrere", "1", "2"),
        ("gruppe=Innvandrere", "Innvandrere", "Innvandrere i alt"),
    )
