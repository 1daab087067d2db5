"""A join can be taken back to the last object, so that a corrected annex takes the place of the old one."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import String

from brochure.attaching.joining.join import Wanted, join, joined_bytes, saved_bytes
from brochure.attaching.joining.journal import Mark, last_mark, take_back
from brochure.pdf.walking import DamagedError
from tests.support.joined import lost, read
from tests.support.propositions import proposition, sample

_HOSTS = ("typst", "libreoffice-form", "weasyprint-ua2", "pdftex")


def _joined(host: bytes, annex: str, at: int = 3, key: str = "a") -> bytes:
    with pikepdf.open(io.BytesIO(host)) as one, pikepdf.open(proposition(annex)) as other:
        join(one, other, Wanted(at, annex, key=key))
        return joined_bytes(one, other)


def _taken_back(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        take_back(pdf)
        return saved_bytes(pdf)


def _objects(content: bytes) -> bytes:
    """All objects of a file, numbered from its catalog on and unpacked, so that two files can be compared."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            target := io.BytesIO(),
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
            fix_metadata_version=False,
        )
        return target.getvalue().rpartition(b"/ID")[0]  # a file without an identifier gets one when it is written


@pytest.mark.parametrize("host", _HOSTS)
def test_replacing_is_joining_afresh(host: str, tmp_path: Path) -> None:
    before = proposition(host).read_bytes()
    back = _taken_back(_joined(before, "chromium"))
    (tmp_path / "back.pdf").write_bytes(back)
    assert lost(sample(host), None, read(tmp_path / "back.pdf"), at=0) == []
    assert _objects(_joined(back, "libreoffice")) == _objects(_joined(before, "libreoffice"))


def test_of_two_joins_the_last_is_taken_back_first() -> None:
    once = _joined(proposition("typst").read_bytes(), "chromium", key="a")
    twice = _joined(once, "libreoffice", at=8, key="b")
    with pikepdf.open(io.BytesIO(twice)) as pdf:
        assert last_mark(pdf) == Mark("libreoffice", 8, 5, None, "b")
    back = _taken_back(twice)
    assert _objects(_joined(back, "libreoffice", at=8, key="b")) == _objects(twice)
    with pikepdf.open(io.BytesIO(back)) as pdf:
        assert last_mark(pdf) == Mark("chromium", 3, 5, None, "a")
    with pikepdf.open(io.BytesIO(_taken_back(back))) as pdf:
        assert (last_mark(pdf), len(pdf.pages)) == (None, 5)


def test_what_another_program_has_changed_since_is_not_taken_back() -> None:
    with pikepdf.open(io.BytesIO(_joined(proposition("typst").read_bytes(), "chromium"))) as pdf:
        pdf.Root.Lang = String("en")
        with pytest.raises(DamagedError, match="another program has changed it since"):
            take_back(pdf)
