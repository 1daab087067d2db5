"""Periods, claims by name and words from cells in a manifest: what is kept of them, and worked out again from it."""

from pathlib import Path

from brochure.manifest.model import Manifest
from brochure.project.languages import Language
from brochure.tracing.rebuilt import Printing, RecordedStatistics
from brochure.tracing.recomputed import check_numbers
from tests.support.manifests import small_manifest
from tests.support.projects import SECTION, small_file

NUMBERS = """\
periods:
  naa: latest arbeid/sysselsatte
  foer: naa - 2
numbers:
  innvandrere: arbeid/sysselsatte [gruppe=Innvandrere, aar=naa]
  alle: arbeid/sysselsatte [aar=naa]
  avstand: alle - innvandrere
  avstand_foer: at(avstand, foer)
  endring: change(innvandrere, since=foer)
  grupper: count(arbeid/sysselsatte [aar=naa, gruppe=*])
claims:
  mindre: avstand < avstand_foer
  nyest: latest(arbeid/sysselsatte [gruppe=Innvandrere]) == naa and not has(arbeid/sysselsatte [aar=2015])
  tre: mindre and grupper == 3 and only(arbeid/sysselsatte [aar=naa, gruppe=Innvandrere], "Innvandrere")
"""
BEFORE = "{% claim endring > 0 %}"
AFTER = (
    "Tall for {{ naa | periode }}, {{ endring | periode(referanse=true) }}, {{ grupper | i_ord }} grupper, "
    "{{ grupper | navn }}, {{ change(alle, since=foer) | prosentpoeng }}. {% claim nyest %}A.{% endclaim %} "
    "{% claim tre %}B.{% endclaim %} {% claim naa > foer and endring > 0 %}"
)


def manifest(folder: Path) -> Manifest:
    numbers = f"{SECTION}/numbers.yaml"
    return small_manifest(folder, (numbers, small_file(numbers), NUMBERS), (f"{SECTION}/text.nb.md", BEFORE, AFTER))


def told(found: Manifest) -> list[str]:
    assert found.printing is not None
    printing = Printing(found.printing, Language.BOKMAAL)
    return [str(each) for each in check_numbers(found, RecordedStatistics(found), printing)]


def test_all_is_worked_out_again_from_the_recorded_cells(tmp_path: Path) -> None:
    found = manifest(tmp_path)

    assert told(found) == []
    assert [(claim.name, claim.told) for claim in found.claims if claim.name] == [
        ("nyest", f"nyest: {found.claims[0].condition}"),
        ("tre", f"tre: {found.claims[1].condition}"),
    ]
    assert 'latest(arbeid/sysselsatte [gruppe=Innvandrere]) == period("2014")' in found.claims[0].condition


def test_a_claim_over_cells_that_does_not_follow_from_them_is_told(tmp_path: Path) -> None:
    found = manifest(tmp_path)
    claims = tuple(
        claim.model_copy(update={"condition": claim.condition.replace('"2014"', '"2015"')}) for claim in found.claims
    )

    (one,) = told(found.model_copy(update={"claims": claims}))
    assert "the claim «A.» needs latest(" in one
