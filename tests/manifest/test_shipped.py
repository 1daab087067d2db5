"""The manifests of the shipped editions: every digit on every page is accounted for, and stands where it says."""

import json

import pypdfium2
import pytest

from brochure.manifest.model import Account
from brochure.manifest.reading import read_manifest
from tests.support.shipped import Shipped

pytestmark = pytest.mark.slow


def test_every_digit_is_accounted_for(edition: Shipped) -> None:
    tokens = [token for page in read_manifest(edition.path).pages for token in page.tokens]

    assert [token for token in tokens if token.account is Account.UNACCOUNTED] == []
    assert sum(token.account is Account.NUMBER for token in tokens) > 250
    assert sum(token.account is Account.CELL for token in tokens) > 900


def test_every_use_and_claim_is_found_on_a_page(edition: Shipped) -> None:
    manifest = read_manifest(edition.path)
    uses = {token.of for page in manifest.pages for token in page.tokens if token.account is Account.NUMBER}
    claims = {claim for page in manifest.pages for line in page.lines for claim in line.claims}

    heard = set(range(len(manifest.uses))) - uses
    assert len(heard) < 10
    assert all(manifest.uses[use].source.file.endswith("figures.yaml") for use in heard)  # the words of small lines
    assert uses >= {i for block in manifest.blocks for i in block.uses}
    assert claims >= {i for block in manifest.blocks for i in block.claims}


def test_what_the_manifest_says_stands_at_its_place_in_the_pdf(edition: Shipped) -> None:
    manifest = read_manifest(edition.path)
    document = pypdfium2.PdfDocument(edition.path)
    try:
        wrong = []
        for page, record in zip(document, manifest.pages, strict=True):
            text = page.get_textpage()
            for token in record.tokens:
                if token.account in (Account.NUMBER, Account.CELL):
                    area = token.area
                    found = text.get_text_bounded(
                        area.left - 1, record.height - area.bottom - 2, area.right + 1, record.height - area.top + 2
                    )
                    digits = [letter for letter in token.text if letter.isdigit()]
                    if [letter for letter in found if letter.isdigit()] != digits:
                        wrong.append((record.label, token.text, found))
    finally:
        document.close()
    assert wrong == []


def test_a_cell_names_the_line_of_its_file(edition: Shipped) -> None:
    manifest = read_manifest(edition.path)
    files = {statistic.name: statistic.file for statistic in manifest.statistics}
    root = edition.gathered.edition.document
    assert root.path.endswith("edition.toml")
    for cell in manifest.cells:
        statistic = edition.gathered.statistics[cell.statistic]
        assert files[cell.statistic] == statistic.path
        key = tuple(cell.members.values())
        seen = statistic.cells[key]
        assert (cell.line, cell.symbol) == (seen.line, seen.symbol)
        assert cell.value == (None if seen.value is None else f"{seen.value:f}")


def test_the_manifest_is_small_beside_the_brochure(edition: Shipped) -> None:
    content = edition.pdf.attachments["manifest.json"]

    assert json.loads(content)["format"] == 1
    assert b'"cell":null' not in content
