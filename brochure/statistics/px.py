"""PC-Axis (.px): keywords that describe the table, then its values in one sequence, the last dimension the fastest.

Read in the file's first language; names in its others are kept. Members are called by their codes where it gives them,
times by what TIMEVAL says. Format: https://www.scb.se/en/px-programs ("PX file format").
"""

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from brochure.findings import Faults, Place
from brochure.statistics.px_said import other_languages, read_said
from brochure.statistics.raw_table import MOST_CELLS, MOST_COLUMNS, RawTable
from brochure.statistics.table import SYMBOLS

_TOKEN = re.compile(r'\s*(?:"([^"]*)"|([^\s"=;,()\[\]]+)|([=;,()\[\]]))')
_CELL = re.compile(r'\s*(?:"([^"]*)"|([^\s";]+)|(;))')
_HEAD_BYTES = 20_000
_CODEPAGES: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("utf-8", "utf8", "65001"), "utf-8")
    | dict.fromkeys(("850", "cp850", "ibm850"), "cp850")
    | dict.fromkeys(("windows-1252", "cp1252", "1252", "iso-8859-1", "latin1"), "cp1252")
    | {"iso-8859-15": "iso-8859-15"}
)
_LETTERS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"A1": ("", 0), "H1": ("H", 1), "Q1": ("K", 1), "M1": ("M", 2), "W1": ("U", 2)}
)
"""What stands between the year and the number of a time in a scale of TLIST, and how many digits that number has."""
_A_YEAR: Mapping[str, int] = MappingProxyType({"A1": 1, "H1": 2, "Q1": 4, "M1": 12})
_DOTS = re.compile(r"\.{1,6}")


def encoding_of(content: bytes, path: str) -> str:
    """The encoding a file names with CODEPAGE or CHARSET; without either it is that of MS-DOS, as the format says.

    Raises `Faults` for one that is not read.
    """
    head = content[:_HEAD_BYTES].decode("latin-1")
    if head.startswith("\xef\xbb\xbf"):
        return "utf-8"
    if page := re.search(r'^CODEPAGE\s*=\s*"([^"]*)"', head, re.MULTILINE | re.IGNORECASE):
        name = page[1].strip().casefold()
        if name not in _CODEPAGES:
            message = f'CODEPAGE="{page[1]:.40}" is not read; save the file with utf-8, Windows-1252 or cp850'
            raise Faults.one(Place(path, head.count("\n", 0, page.start()) + 1), message)
        return "utf-8" if _is_utf8(content) else _CODEPAGES[name]
    return "cp1252" if re.search(r'^CHARSET\s*=\s*"ANSI"', head, re.MULTILINE | re.IGNORECASE) else "cp850"


def _is_utf8(content: bytes) -> bool:
    """Whether letters beyond ASCII are written as in UTF-8, which no other encoding does by chance."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not content.isascii()


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, mark or quoted string of the description."""

    text: str
    quoted: bool
    line: int


@dataclass(frozen=True, slots=True)
class _Keyword:
    """What a keyword says: the texts behind its "=", with the line it begins on."""

    values: tuple[str, ...]
    line: int


def read_px(text: str, path: str) -> RawTable:
    """The table of a PC-Axis file; raises `Faults` with the line of what cannot be read."""
    reader = _Reader(text, path)
    return reader.table()


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.at, self.line = 0, 1
        self.found: dict[tuple[str, str, str, str], _Keyword] = {}
        """By keyword, what it is of, its language (empty for the first), and a second thing that it is of."""

    def fault(self, message: str, line: int | None = None) -> Faults:
        return Faults.one(Place(self.path, self.line if line is None else line), message)

    def table(self) -> RawTable:
        """Description and cells together."""
        self._describe()
        names = [*self._listed("STUB"), *self._listed("HEADING")]
        if not names:
            raise self.fault("neither STUB nor HEADING names a dimension", 1)
        if len(set(names)) < len(names) or len(names) > MOST_COLUMNS:
            raise self.fault(f"STUB and HEADING name a dimension twice, or more than {MOST_COLUMNS:,}", 1)
        members: dict[str, tuple[str, ...]] = {}
        codes_of: dict[str, dict[str, str]] = {}
        for name in names:
            texts = self._values(name)
            members[name] = self._codes(name, texts)
            codes_of[name] = dict(zip(texts, members[name], strict=False))
        count = math.prod(map(len, members.values()))
        if count > MOST_CELLS:
            raise self.fault(f"the table has {count:,} cells, and {MOST_CELLS:,} are read; select fewer members", 1)
        keyed = [name for name in names if ("KEYS", name, "", "") in self.found]
        values, lines = self._keyed(names, keyed, members) if keyed else self._cells(count)
        times = frozenset(name for name in names if ("TIMEVAL", name, "", "") in self.found)
        return RawTable(
            tuple(names),
            list(itertools.product(*members.values())),
            values,
            lines,
            labels={
                name: dict(zip(members[name], self._values(name), strict=True))
                for name in names
                if members[name] != self._values(name) and name not in times
            },
            translations=other_languages(names, members, self._listed),
            said=read_said(names, codes_of, times, self._listed),
        )

    def _describe(self) -> None:
        """Read all keywords up to the "=" of DATA."""
        while True:
            start = self._next("a keyword")
            keyword, language, of, more = start.text.upper(), "", "", ""
            if start.quoted or not keyword[0].isalpha():
                raise self.fault(f"a keyword is missing before '{start.text:.40}'", start.line)
            mark = self._next("'='")
            if mark.text == "[":
                inside = list(self._until("]"))
                language, mark = inside[0].text if inside else "", self._next("'='")
            if mark.text == "(":
                arguments = list(self._until(")"))
                of = arguments[0].text if arguments else ""
                more = arguments[-1].text if len(arguments) > 2 else ""
                mark = self._next("'='")
            if mark.text != "=" or mark.quoted:
                raise self.fault(f"'=' is missing after {keyword:.40}; '{mark.text:.40}' stands there", mark.line)
            if keyword == "DATA":
                return
            values = _joined(list(self._until(";")))
            self.found.setdefault((keyword, of, language, more), _Keyword(values, start.line))

    def _next(self, wanted: str) -> _Token:
        found = _TOKEN.match(self.text, self.at)
        if found is None:
            if self._skip_to_rest().startswith('"'):
                raise self.fault("a quotation mark is not closed")
            raise self.fault(f"the file ends where {wanted} should stand; there is no DATA")
        begin = found.start(found.lastindex or 0)
        line = self.line + self.text.count("\n", self.at, begin)
        self.line += self.text.count("\n", self.at, found.end())
        self.at = found.end()
        return _Token(found[found.lastindex or 0], found.lastindex == 1, line)

    def _skip_to_rest(self) -> str:
        """What stands after the white space here, on whose line the reader then is."""
        rest = self.text[self.at :].lstrip()
        self.line += self.text.count("\n", self.at, len(self.text) - len(rest))
        return rest

    def _until(self, end: str) -> Iterator[_Token]:
        while (token := self._next(f"'{end}'")).quoted or token.text != end:
            yield token

    def _listed(self, keyword: str, of: str = "", language: str = "", more: str = "") -> tuple[str, ...]:
        found = self.found.get((keyword, of, language, more))
        return found.values if found else ()

    def _one(self, keyword: str, of: str = "") -> str:
        return next(iter(self._listed(keyword, of)), "")

    def _values(self, name: str) -> tuple[str, ...]:
        texts = self._listed("VALUES", name)
        if not texts:
            raise self.fault(f'VALUES("{name:.40}") is missing', 1)
        return texts

    def _codes(self, name: str, texts: Sequence[str]) -> tuple[str, ...]:
        """What the members of a dimension are called."""
        if times := self.found.get(("TIMEVAL", name, "", "")):
            codes = self._times(times)
            key = "TIMEVAL"
        else:
            codes = self._listed("CODES", name) or tuple(texts)
            key = "CODES"
        if len(codes) != len(texts) or len(set(codes)) < len(codes):
            line = self.found[key if (key, name, "", "") in self.found else "VALUES", name, "", ""].line
            message = f'{key}("{name}") names {len(set(codes))} members, but VALUES {len(texts)}'
            raise self.fault(message, line)
        return codes

    def _times(self, found: _Keyword) -> tuple[str, ...]:
        """The times of TLIST as periods: "20131" is 2013K1 in quarters, "201305" 2013M05 in months."""
        scale, *times = [text for text in found.values if text not in ("TLIST", "(", ")")] or [""]
        letter, digits = _LETTERS.get(scale.upper(), (None, 0))
        if letter is None:
            raise self.fault(f"TIMEVAL has a scale, one of {', '.join(_LETTERS)}, not '{scale:.10}'", found.line)
        if len(times) == 3 and times[1] == "-":
            times = self._between(times[0], times[2], scale.upper(), found.line)
        shape = re.compile(rf"(\d{{4}})(\d{{{digits}}})")
        parts = [shape.fullmatch(time) for time in times]
        for time, part in zip(times, parts, strict=True):
            if part is None:
                raise self.fault(f"'{time:.40}' is not a time in the scale {scale}", found.line)
        return tuple(f"{part[1]}{letter}{part[2]}" for part in parts if part)

    def _between(self, first: str, last: str, scale: str, line: int) -> list[str]:
        """The times of a range, with those at its ends."""
        count, (_, digits) = _A_YEAR.get(scale), _LETTERS[scale]
        ends = [re.fullmatch(rf"(\d{{4}})(\d{{{digits}}})", time) for time in (first, last)]
        if count is None or None in ends:
            raise self.fault(f"TIMEVAL has a range from '{first:.10}' to '{last:.10}', which cannot be read", line)
        begin, end = (int(match[1]) * count + int(match[2] or 1) - 1 for match in ends if match)
        if not 0 <= end - begin < MOST_CELLS:
            raise self.fault(f"TIMEVAL has a range from '{first:.10}' to '{last:.10}', which holds no times", line)
        return [f"{n // count}{n % count + 1:0{digits}}" if digits else f"{n}" for n in range(begin, end + 1)]

    def _cells(self, count: int) -> tuple[list[str], list[int]]:
        """The values of DATA and the line of each; symbols as this program writes them."""
        values: list[str] = []
        lines: list[int] = []
        for text, quoted, line in self._data():
            if len(values) == count:
                raise self.fault(f"DATA has more values than the {count:,} cells of the table")
            values.append(self._symbol(text.strip()) if quoted or _DOTS.fullmatch(text) else text)
            lines.append(line)
        if len(values) < count:
            raise self.fault(f"DATA has {len(values):,} values for the {count:,} cells of the table")
        return values, lines

    def _data(self) -> Iterator[tuple[str, bool, int]]:
        """What stands in DATA, whether it is quoted, and its line; the reader then is on that line."""
        while True:
            found = _CELL.match(self.text, self.at)
            if found is None:
                if self._skip_to_rest().startswith('"'):
                    raise self.fault("a quotation mark is not closed")
                raise self.fault("the file ends before the ';' of DATA")
            self.line += self.text.count("\n", self.at, found.start(found.lastindex or 0))
            self.at = found.end()
            if found[3]:
                return
            yield (found[1], True, self.line) if found[1] is not None else (found[2], False, self.line)

    def _keyed(
        self, names: Sequence[str], keyed: Sequence[str], members: Mapping[str, Sequence[str]]
    ) -> tuple[list[str], list[int]]:
        """The values of a DATA whose rows begin with their members: rows of zeros alone are left out of such a file."""
        if list(names[: len(keyed)]) != list(keyed):
            raise self.fault(
                "KEYS must stand for the first dimensions of STUB", self.found["KEYS", keyed[0], "", ""].line
            )
        by_code = {name: self._one("KEYS", name).upper() == "CODES" for name in keyed}
        places = [{m: i for i, m in enumerate(members[n] if by_code[n] else self._values(n))} for n in keyed]
        width = math.prod(len(members[name]) for name in names[len(keyed) :])
        values = ["0"] * math.prod(map(len, members.values()))
        lines = [self.line] * len(values)
        row, row_at, at, left = 0, 0, 0, 0
        seen: set[int] = set()
        for text, quoted, line in self._data():
            if left:
                values[at] = self._symbol(text.strip()) if quoted or _DOTS.fullmatch(text) else text
                lines[at], at, left = line, at + 1, left - 1
            elif text != ",":
                if not quoted or text not in places[row_at]:
                    raise self.fault(
                        f"'{text:.40}' stands where a member of '{keyed[row_at]}' should begin a row of DATA"
                    )
                row, row_at = row * len(places[row_at]) + places[row_at][text], row_at + 1
            if row_at == len(keyed) and not left:
                if row in seen:
                    raise self.fault("a row of DATA stands twice")
                seen.add(row)
                at, left, row, row_at = row * width, width, 0, 0
        if left:
            raise self.fault(f"the last row of DATA lacks {left:,} values")
        return values, lines

    def _symbol(self, cell: str) -> str:
        """A symbol in DATA: so many dots stand for what the DATASYMBOL of that number prints, "-" for nil."""
        keyword = f"DATASYMBOL{len(cell)}" if _DOTS.fullmatch(cell) else "DATASYMBOLNIL" if cell == "-" else ""
        shown = (self._one(keyword) if keyword else "") or cell
        if shown not in SYMBOLS:
            named = f", which {keyword} prints as '{shown:.20}'," if shown != cell else ""
            raise self.fault(f"the symbol '{cell:.20}'{named} is none of {' '.join(SYMBOLS)}")
        return shown


def _joined(tokens: Sequence[_Token]) -> tuple[str, ...]:
    """The texts of a value; strings without a comma between them are one, continued on the next line."""
    values: list[str] = []
    before = False
    for token in tokens:
        if token.quoted and before:
            values[-1] += token.text
        elif token.quoted or token.text != ",":
            values.append(token.text)
        before = token.quoted
    return tuple(values)
