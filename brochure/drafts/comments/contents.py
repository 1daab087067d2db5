"""What an annotation says, as plain text: control signs and the marking of rich text taken out."""

import re
from html.parser import HTMLParser

_LANGUAGE = re.compile("\x1b[^\x1b]{2,10}\x1b")
"""A language code inside a text string (ISO 32000-1, 7.9.2.2)."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff]")
_BLOCKS = ("p", "div", "br", "li")


def plain_text(written: str) -> str:
    """A text with line ends as LF, and without control signs and spaces around it."""
    text = re.sub(r"\r\n?|\u2028|\u2029", "\n", _LANGUAGE.sub("", written))
    return "\n".join(line.rstrip() for line in _CONTROL.sub("", text).split("\n")).strip()


def one_line(written: str) -> str:
    """A text with a single space wherever it has several, or a line end."""
    return " ".join(plain_text(written).split())


def text_of_rich(written: str) -> str:
    """The text of an annotation's rich contents, XHTML (ISO 32000-1, 12.7.3.4)."""
    reader = _RichText()
    reader.feed(written)
    reader.close()
    return plain_text("".join(reader.parts))


class _RichText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS and self.parts:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data if data.strip() else " " if self.parts else "")
