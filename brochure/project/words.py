"""The fixed words of the brochure in one language: a gettext catalogue of `layouts/words`, read as it stands.

The keys are English; a key that the catalogue lacks, or leaves empty, is a fault of the catalogue.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from brochure.findings import Faults, Place, near
from brochure.project.languages import Language
from brochure.project.sources.project import Project

_LINE = re.compile(r'(?:#.*|(?:(?:msgid|msgid_plural|msgctxt|msgstr(?:\[\d\])?) )?"(?:[^"\\]|\\.)*")?')
_HEADER = {r"nplurals\s*=\s*([^;\s\\\"]*)": "2", r"(?i)\bcharset\s*=\s*([^;\s\\\"]*)": "UTF-8"}
"""What a header must say: an expression, and what stands in its group."""
_KEY = re.compile(r'^msgid "(.+)"[ \t]*$', re.MULTILINE)
_WRITTEN_STANDARDS = {Language.BOKMAAL: "no"}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """A catalogue: key -> (singular, plural); the two are the same where the key has no plural.

    `lines` are those where the words stand. `locale` is that of the catalogue's header,
    and gives numbers and dates their signs (CLDR).
    """

    language: Language
    locale: Locale
    path: str
    entries: Mapping[str, tuple[str, str]]
    lines: Mapping[str, int] = field(default_factory=dict)

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, with `{names}` in them replaced by `values`."""
        return self._filled(key, self._entry(key)[0], values)

    def plural(self, key: str, *, singular: bool, **values: object) -> str:
        """The singular or plural words for `key`."""
        return self._filled(key, self._entry(key)[0 if singular else 1], values)

    def listed(self, key: str) -> list[str]:
        """The words for `key` as a list; they stand with spaces between."""
        return self._entry(key)[0].split()

    def join(self, items: list[str], key: str = "and") -> str:
        """Several items as a list in a sentence: "a, b og c"."""
        return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {self(key)} {items[-1]}" if items else ""

    def _filled(self, key: str, text: str, values: Mapping[str, object]) -> str:
        """`text` with values for the names in braces; nothing but plain names is looked at."""

        def value(match: re.Match[str]) -> str:
            if match[1] not in values:
                message = f"the fixed words '{key}' ask for {{{match[1]}}}.{near(match[1], values)}"
                raise Faults.one(Place(self.path, self.lines.get(key)), message)
            return str(values[match[1]])

        return _PLACEHOLDER.sub(value, text)

    def _entry(self, key: str) -> tuple[str, str]:
        if key not in self.entries:
            raise Faults.one(
                Place(self.path), f"the fixed words '{key}' are missing.{near(key, self.entries, listed=0)}"
            )
        return self.entries[key]


def read_words(project: Project, language: Language) -> Words:
    """Read the catalogue of a language; raises `Faults` when it is missing, broken or has an empty entry."""
    path: Path = project.layouts / "words" / f"{language}.po"
    name = project.name(path)
    text = project.read_text(path)
    for number, written in enumerate(text.splitlines(), start=1):
        if not _LINE.fullmatch(written.strip()):  # Babel takes what it can of such a line, in silence
            raise Faults.one(Place(name, number), "this line is not a comment, nor words in quotation marks")
    _refuse_header(text, name)
    try:
        catalogue = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except PoFileError as error:
        line = error.lineno + 1 if error.lineno is not None else 1
        reason = str(error).rsplit(" on ", 1)[0]  # Babel counts lines from 0
        raise Faults.one(Place(name, line), f"this is not a valid gettext catalogue: {reason}") from None
    except Exception as error:  # Babel raises whatever a damaged header leads it to
        raise Faults.one(Place(name, 1), f"the header of this catalogue cannot be read: {error}") from None
    entries: dict[str, tuple[str, str]] = {}
    for message in catalogue:
        if not message.id:
            continue
        forms = (message.string,) * 2 if isinstance(message.string, str) else tuple(message.string or ())
        if len(forms) != 2 or not all(forms):
            key = message.id if isinstance(message.id, str) else message.id[0]
            raise Faults.one(Place(name, message.lineno), f"the fixed words '{key}' are empty")
        entries[message.id if isinstance(message.id, str) else message.id[0]] = (forms[0], forms[1])
    lines = _lines_of_words(text)
    for key, written_forms in entries.items():
        if any(set("{}") & set(_PLACEHOLDER.sub("", form)) for form in written_forms):
            told = f"the fixed words '{key}' hold a brace without its other half; a value stands as {{name}}"
            raise Faults.one(Place(name, lines.get(key)), told)
    return Words(language, _locale(catalogue, language, name), name, entries, lines)


def _lines_of_words(text: str) -> dict[str, int]:
    """The line where the words of each key begin."""
    found: dict[str, int] = {}
    for match in _KEY.finditer(text):
        words = text.find("\nmsgstr", match.end()) + 1
        found[match[1]] = text.count("\n", 0, words or match.start()) + 1
    return found


def _refuse_header(text: str, name: str) -> None:
    """Raise `Faults` for what Babel would follow blindly: a number of plurals, a character set; and for a key twice."""
    for expression, wanted in _HEADER.items():
        for match in re.finditer(expression, text):
            if match[1].upper() != wanted.upper():
                line = text.count("\n", 0, match.start()) + 1
                raise Faults.one(Place(name, line), f"the header says '{match[0]:.60}'; write {wanted} there")
    first: dict[str, int] = {}
    for match in _KEY.finditer(text):
        line = text.count("\n", 0, match.start(1)) + 1
        if (earlier := first.setdefault(match[1], line)) != line:
            raise Faults.one(Place(name, line), f"the key '{match[1]}' stands on line {earlier} already; keep one")


def _locale(catalogue: Catalog, language: Language, name: str) -> Locale:
    locale: Locale | None = catalogue.locale
    if locale is None:
        message = 'the header says no language that numbers and dates are known for; write for instance "Language: nb"'
        raise Faults.one(Place(name, 1), message)
    if locale.language not in (language, _WRITTEN_STANDARDS.get(language)):
        message = f"the header says the language '{locale}', but this is the catalogue of {language}"
        raise Faults.one(Place(name, 1), f'{message}; write "Language: {language}"')
    return locale
