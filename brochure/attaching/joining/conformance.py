"""Which standards a document says it keeps, and which a joined one may say (ISO 19005 and ISO 14289, identification).

Only what is said in the metadata is read; whether it is so, a validator tells.
"""

from dataclasses import dataclass

import pikepdf

_ARCHIVE_PART, _ARCHIVE_LEVEL, _ACCESS_PART = "pdfaid:part", "pdfaid:conformance", "pdfuaid:part"
_LEVELS_OF = {"1": ("A", "B"), "2": ("A", "B", "U"), "3": ("A", "B", "U"), "4": ("", "E", "F")}
"""The parts of ISO 19005, and the levels of conformance that each has."""
_ACCESS = ("1", "2")
"""The parts of ISO 14289."""
_LEVELS = "BUA"
"""Levels of conformance, the weakest first."""
_WITH_FILES = 3
"""The part of ISO 19005 that allows attached files of any kind."""
_CONTAINED = frozenset({2, _WITH_FILES})
"""The parts that only differ in that; part 1 has rules of its own for fonts and annotations, and no object streams."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What is claimed: part and level of PDF/A, part of PDF/UA; None for what is not."""

    archive: tuple[int, str] | None = None
    access: int | None = None

    @property
    def names(self) -> str:
        """In the words of the trade: "PDF/A-3a and PDF/UA-1"."""
        names = [f"PDF/A-{self.archive[0]}{self.archive[1].lower()}"] if self.archive else []
        names += [f"PDF/UA-{self.access}"] if self.access else []
        return " and ".join(names) or "no standard"

    @property
    def flavours(self) -> tuple[str, ...]:
        """As validators call them: "3a", "ua1"."""
        found = [f"{self.archive[0]}{self.archive[1].lower()}"] if self.archive else []
        return (*found, f"ua{self.access}") if self.access else tuple(found)


def claims_of(pdf: pikepdf.Pdf) -> Claims:
    """What a document claims."""
    part, level, access = _written(pdf)
    is_archive = level.upper() in _LEVELS_OF.get(part, ())
    return Claims((int(part), level.upper()) if is_archive else None, int(access) if access in _ACCESS else None)


def unknown_claims(pdf: pikepdf.Pdf) -> str:
    """What a document says it keeps and is no standard, so that it claims nothing; empty for none."""
    part, level, access = _written(pdf)
    known = claims_of(pdf)
    names = [f"PDF/A-{part}{level}"] if part + level and known.archive is None else []
    names += [f"PDF/UA-{access}"] if access and known.access is None else []
    return " and ".join(names)


def _written(pdf: pikepdf.Pdf) -> tuple[str, str, str]:
    """What the metadata say: part and level of PDF/A, part of PDF/UA."""
    data = pdf.open_metadata()  # not in a `with`, which would write it anew
    part, level, access = (str(data.get(name, "")) for name in (_ARCHIVE_PART, _ARCHIVE_LEVEL, _ACCESS_PART))
    return part, level, access


def joined_claims(host: Claims, annex: Claims) -> Claims:
    """What a file may claim that is joined of two: the weaker of both claims, nothing that one of them lacks.

    A document that keeps part 2 of PDF/A keeps part 3, which only allows more. One of part 1 may hold what part 3
    forbids, so that nothing can be claimed. Part 4 is built on another version of PDF and goes with itself alone.
    """
    archive = None
    if host.archive and annex.archive:
        (part, level), (other_part, other_level) = host.archive, annex.archive
        if {part, other_part} <= _CONTAINED:
            archive = max(part, other_part), min(level, other_level, key=_LEVELS.find)
        elif host.archive == annex.archive and part > _WITH_FILES:
            archive = host.archive
    return Claims(archive, host.access if host.access == annex.access else None)


def claims_with_file(host: Claims) -> Claims:
    """What a document may claim that is given an attached file: files of any kind belong to PDF/A-3."""
    if host.archive and host.archive[0] in _CONTAINED:
        return Claims((_WITH_FILES, host.archive[1]), host.access)
    return Claims(None, host.access) if host.archive and host.archive[0] < _WITH_FILES else host


def write_claims(pdf: pikepdf.Pdf, claims: Claims) -> None:
    """Let a document claim this and nothing more; its metadata are not touched when it does already."""
    if claims_of(pdf) == claims and not unknown_claims(pdf):
        return
    wanted = {
        _ARCHIVE_PART: str(claims.archive[0]) if claims.archive else None,
        _ARCHIVE_LEVEL: claims.archive[1] if claims.archive else None,
        _ACCESS_PART: str(claims.access) if claims.access else None,
    }
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
        for name, value in wanted.items():
            if value:
                data[name] = value
            elif name in data:
                del data[name]
