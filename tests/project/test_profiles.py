"""What a PDF can be for: each profile is whole, and the command knows it by its record alone."""

import dataclasses

import pytest

from brochure.command.main import parse
from brochure.making.request import Details
from brochure.project.profiles import PROFILES, Profile
from tests.support.projects import ROOT

_DETAILS = {field.name for field in dataclasses.fields(Details)}


def test_no_field_of_a_profile_can_be_left_out() -> None:
    for field in dataclasses.fields(Profile):
        assert field.default is field.default_factory is dataclasses.MISSING, field.name


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES.keys())
def test_a_profile_has_its_files_and_options(profile: Profile) -> None:
    assert (ROOT / "layouts/templates" / profile.template).is_file()
    assert [name for name in profile.styles if not (ROOT / "layouts/styles" / name).is_file()] == []
    assert set(profile.options) <= _DETAILS
    assert parse(["build", "--profile", profile.name]).profile == profile.name


def test_every_detail_is_taken_by_one_profile() -> None:
    assert sorted(name for each in PROFILES.values() for name in each.options) == sorted(_DETAILS)


def test_profiles_make_files_of_different_names() -> None:
    assert len({each.suffix for each in PROFILES.values()}) == len(PROFILES)
