"""What our own checks and the reference validator both find is told once, by both names."""

import pytest

from brochure.attaching.validation.merging import merged_findings
from brochure.attaching.validation.registry import all_checks
from brochure.findings import Finding, Place


def found(page: int, rule: str) -> tuple[int, Finding]:
    return page, Finding(Place("a.pdf"), f"words of {rule}", rule=rule)


def rules(own: list[tuple[int, Finding]], by_validator: list[tuple[int, Finding]]) -> list[tuple[int, str]]:
    return [(page, finding.rule) for page, finding in merged_findings(own, by_validator)]


@pytest.mark.parametrize(
    ("own", "validator", "both"),
    [
        ("pdf-no-alt-text", "ua1-7.3-1", "pdf-no-alt-text, ua1-7.3-1"),
        ("pdf-no-alt-text", "ua2-8.2.5.28.2-1", "pdf-no-alt-text, ua2-8.2.5.28.2-1"),
        ("pdf-font-embedded", "3a-6.2.11.4.1-1", "pdf-font-embedded, 3a-6.2.11.4.1-1"),
        ("pdf-font-embedded", "2b-6.2.11.4.1-1", "pdf-font-embedded, 2b-6.2.11.4.1-1"),
        ("pdf-font-embedded", "4f-6.2.10.4.1-1", "pdf-font-embedded, 4f-6.2.10.4.1-1"),
    ],
)
def test_the_same_fault_of_one_page_is_told_once(own: str, validator: str, both: str) -> None:
    assert rules([found(3, own)], [found(3, validator)]) == [(3, both)]


def test_the_same_fault_of_other_pages_is_told_too() -> None:
    assert rules([found(3, "pdf-no-alt-text")], [found(4, "ua1-7.3-1")]) == [(3, "pdf-no-alt-text"), (4, "ua1-7.3-1")]


def test_what_one_of_both_tells_of_the_whole_file_is_the_same() -> None:
    assert rules([found(-1, "pdf-title-hidden")], [found(0, "ua1-7.1-10")]) == [(-1, "pdf-title-hidden, ua1-7.1-10")]
    assert rules([found(2, "pdf-tab-order")], [found(-1, "ua1-7.18.3-1")]) == [(2, "pdf-tab-order, ua1-7.18.3-1")]


def test_other_faults_stay_apart() -> None:
    assert rules([found(3, "pdf-no-alt-text")], [found(3, "ua1-7.1-3")]) == [(3, "pdf-no-alt-text"), (3, "ua1-7.1-3")]


def test_the_table_names_checks_that_there_are() -> None:
    import tomllib
    from pathlib import Path

    import brochure.attaching.validation.merging as merging

    table = tomllib.loads(Path(merging.__file__).with_name("same.toml").read_text("utf-8"))
    assert set(table) <= {check.name for check in all_checks()}
