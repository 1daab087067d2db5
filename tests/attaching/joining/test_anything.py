"""Any two tagged PDFs are joined at any place, and nothing of either is lost."""

import io
from pathlib import Path
from typing import Any

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.attaching.joining.join import Wanted, join, joined_bytes
from tests.support.joined import lost, read
from tests.support.random_pdfs import tagged_pdfs


def _joined(host: bytes, annex: bytes, at: int) -> bytes:
    with pikepdf.open(io.BytesIO(host)) as one, pikepdf.open(io.BytesIO(annex)) as other:
        join(one, other, Wanted(at, "Vedlegg 3"))
        return joined_bytes(one, other)


@settings(max_examples=40)
@given(tagged_pdfs(), tagged_pdfs(), st.data())
def test_nothing_is_lost(tmp_path: Path, host: bytes, annex: bytes, data: Any) -> None:
    paths = [tmp_path / name for name in ("host.pdf", "annex.pdf", "joined.pdf")]
    paths[0].write_bytes(host)
    paths[1].write_bytes(annex)
    before = read(paths[0]), read(paths[1])
    assert [str(fault) for each in before for fault in each.faults] == []
    at = data.draw(st.integers(0, len(before[0].pages)))
    paths[2].write_bytes(_joined(host, annex, at))
    after = read(paths[2])
    assert lost(*before, after, at=at) == []
    assert [str(fault) for fault in after.faults] == []
    assert _joined(host, annex, at) == paths[2].read_bytes()
