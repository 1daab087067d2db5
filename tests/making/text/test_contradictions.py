"""Printed differences beside the rounded numbers they come from (law 4)."""

from pathlib import Path

import pytest

from tests.support.projects import gathered, small_edition, small_file

FOLDER = "data/editions/2016/arbeid"
CELLS = small_file("data/statistics/arbeid/sysselsatte.csv").replace("63.7", "56.04").replace("69.1", "63.35")
NUMBERS = """\
innv: arbeid/sysselsatte [aar=2014, gruppe=Innvandrere]
resten: arbeid/sysselsatte [aar=2014, gruppe=Befolkningen ellers]
gap: resten - innv
minus: innv - resten
samme: arbeid/sysselsatte [aar=2014, gruppe=Innvandrere]
"""


def warnings_for(folder: Path, sentence: str) -> list[str]:
    """The warnings of a text over 63.35 and 56.04 per cent, which differ by 7.31."""
    text = f"---\ntitle: Arbeid\n---\n## Avstand\n\n{sentence}\n"
    files = {
        f"{FOLDER}/text.nb.md": text,
        f"{FOLDER}/numbers.yaml": NUMBERS,
        "data/statistics/arbeid/sysselsatte.csv": CELLS,
    }
    _, findings = gathered(folder, small_edition(files, without=f"{FOLDER}/tables"))
    return [finding for finding in findings if "seem to give" in finding]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("{{ resten | prosent(1) }}, {{ innv | prosent(1) }}, {{ gap | prosentpoeng(1) }}", "seem to give 7,4"),
        ("{{ resten | prosent(0) }}, {{ innv | prosent(0) }}, {{ gap | prosentpoeng(0) }}", None),
        ("{{ resten | prosent(2) }}, {{ innv | prosent(2) }}, {{ gap | prosentpoeng(2) }}", None),
        ("{{ resten | prosent(1) }}, {{ gap | prosentpoeng(1) }}", None),
        ("{{ resten | av_ti }}, {{ innv | prosent(1) }}, {{ gap | prosentpoeng(1) }}", None),
    ],
    ids=["contradicts", "agrees when whole", "agrees when exact", "a term is not printed", "a term stands in words"],
)
def test_a_difference_that_contradicts_what_stands_beside_it(tmp_path: Path, sentence: str, told: str | None) -> None:
    found = warnings_for(tmp_path, sentence)

    assert len(found) == (told is not None)
    if told:
        assert f"{FOLDER}/text.nb.md:6:53: warning: «7,3\u00a0prosentpoeng» is right" in found[0]
        assert told in found[0]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "{{ resten | prosent(1) }}, {{ innv | prosent(1) }}, {{ minus | absolutt | prosentpoeng(1) }}",
            "56,0 and 63,4",
        ),
        ("{{ resten | prosent(1) }}, {{ samme | prosent(1) }}, {{ gap | prosentpoeng(1) }}", "63,4 and 56,0"),
        (
            "{{ resten | prosent(0) }}, {{ innv | prosent(0) }}.\n\n"
            "{{ resten | prosent(1) }}, {{ innv | prosent(1) }}, "
            "{{ gap | prosentpoeng(1) }}",
            "63,4 and 56,0",
        ),
        (
            "{{ resten | prosent(1) }}, {{ innv | prosent(1) }}.\n\n"
            "{{ resten | prosent(0) }}, {{ innv | prosent(0) }}, "
            "{{ gap | prosentpoeng(0) }}",
            None,
        ),
    ],
    ids=["without its sign", "a term by another name", "the nearest contradicts", "the nearest agrees"],
)
def test_which_numbers_stand_beside_a_difference(tmp_path: Path, sentence: str, told: str | None) -> None:
    found = warnings_for(tmp_path, sentence)
    assert len(found) == (told is not None)
    assert not told or told in found[0]


def test_a_difference_that_prints_larger_than_it_seems_is_told(tmp_path: Path) -> None:
    """63.4 and 55.6 per cent print as 63 and 56, and differ by 7.8, which prints as 8."""
    files = {
        f"{FOLDER}/text.nb.md": "---\ntitle: Arbeid\n---\n## Avstand\n\n"
        "{{ resten | prosent(0) }}, {{ innv | prosent(0) }}, {{ gap | prosentpoeng(0) }}\n",
        f"{FOLDER}/numbers.yaml": NUMBERS,
        "data/statistics/arbeid/sysselsatte.csv": CELLS.replace("56.04", "55.6").replace("63.35", "63.4"),
    }
    _, findings = gathered(tmp_path, small_edition(files, without=f"{FOLDER}/tables"))
    (told,) = [finding for finding in findings if "seem to give" in finding]
    assert "«8\u00a0prosentpoeng» is right, but 63 and 56 beside it seem to give 7;" in told
