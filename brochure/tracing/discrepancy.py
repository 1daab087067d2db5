"""What differs between what a PDF says of itself and what it is."""

from dataclasses import dataclass

from brochure.manifest.model import Account, Manifest, Token, UseRecord


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that is not as it was made: on a page, by its printed number, and line, or in an attached file."""

    message: str
    page: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        if self.page is None:
            return self.message
        line = f", line {self.line}" if self.line else ""
        return f"page {self.page}{line}: {self.message}"


def account_of(manifest: Manifest, token: Token) -> str:
    """What accounts for a token, in a few words."""
    match token.account:
        case Account.NUMBER if token.of is not None:
            use = manifest.uses[token.of]
            return f"the number {name_of(use)}, {use.source}"
        case Account.MARKED:
            return "marked as not statistical" + (f" at {token.source}" if token.source else "")
        case Account.CELL | Account.LABEL | Account.DRAWING if token.of is not None:
            what = {"cell": "a cell of ", "label": "a label of "}.get(token.account, "")
            return what + exhibit_of(manifest, token.of)
        case Account.APPARATUS:
            return token.what or "set by the layout"
    return "not accounted for"


def name_of(use: UseRecord) -> str:
    """The names of the numbers that are printed, or what the author wrote."""
    return " and ".join(use.numbers) or use.expression


def exhibit_of(manifest: Manifest, position: int) -> str:
    """A figure or table as a reader knows it."""
    exhibit = manifest.exhibits[position]
    return f"{exhibit.kind} {exhibit.number}" if exhibit.number else f"the {exhibit.kind} '{exhibit.name}'"
