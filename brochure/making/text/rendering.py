"""All texts of an edition, rendered: parts with their blocks, and the words of figures and tables.

Figures and tables are numbered in the order in which the texts place them, before any text is rendered, so that a
reference may come before what it refers to.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import PurePosixPath
from types import MappingProxyType

from jinja2 import TemplateSyntaxError, nodes

from brochure.findings import Level, Place, Report, Rule, near
from brochure.making.text.author import AuthorText, Ledger, Numbered, author_sandbox, false_claims
from brochure.making.text.contradictions import report_contradictions
from brochure.making.text.document import TextDocument, read_document, read_line
from brochure.making.text.emphasis import loose_signs
from brochure.making.text.foreign import has_foreign_scheme
from brochure.making.text.markdown import PLACE, Address, Block, Heading, addresses, html_blocks, html_line, misplaced
from brochure.making.text.notes import REFERENCE, misused_notes
from brochure.making.text.remarks import without_html_remarks
from brochure.making.text.shape import misshapen
from brochure.making.text.written import Written
from brochure.project.edition.descriptions import BESIDE, FigureDescription, KeyFigure
from brochure.project.edition.reading import Described, Edition, Part
from brochure.project.languages import Language, Translations
from brochure.project.sandbox.environment import Sandbox
from brochure.project.sources.document import Document
from brochure.project.sources.project import Project
from brochure.project.words import Words
from brochure.statistics.numbers.definitions import Numbers
from brochure.statistics.numbers.formats import Formatter

UNPLACED = Rule("unused-figure", "structure", "A figure or table is described, but stands nowhere.")
NOTE = Rule(
    "note", "marks", "A note is not written, written twice, never led to, or stands where it cannot.", level=Level.ERROR
)
_PLACING = re.compile(r"""\b(figure|table)\(\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class RenderedKeyFigure:
    """A large number of a section opener, its words as HTML, and the name of the sparkline beside it."""

    value: str
    text: str
    comparison: str | None
    gap: str | None
    change: str | None
    sparkline: str | None = None
    goal: int | None = None


class Role(StrEnum):
    """What a text is in its part, or to its figure or table."""

    BODY = "body"
    TITLE = "title"
    LEAD = "lead"
    VALUE = "value"
    TEXT = "text"
    CHANGE = "change"
    SUBTITLE = "subtitle"
    NOTE = "note"
    SETTING = "setting"


_KEY_ROLES: Mapping[str, Role] = MappingProxyType(
    {"value": Role.VALUE, "text": Role.TEXT, **dict.fromkeys(BESIDE, Role.CHANGE)}
)


@dataclass(frozen=True, slots=True)
class Source:
    """A text for those who read over an author's shoulder.

    `owner` is the folder of its part, the name of its figure or table, or empty for a setting.
    """

    role: Role
    owner: str
    document: TextDocument


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """A part as blocks of HTML, figures and tables; `title` is plain text, `heading` the same as HTML."""

    name: str
    title: str
    heading: str
    lead: str | None
    key_figures: tuple[RenderedKeyFigure, ...]
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in it, in order."""
        return tuple(block.heading for block in self.blocks if block.heading)

    @property
    def anchor(self) -> str:
        """The id of the part in the document."""
        return f"part-{self.name}"


@dataclass(frozen=True, slots=True)
class RenderedWords:
    """The words around a figure or table: `title` and `subtitle` as plain text, and all of them as HTML."""

    title: str
    subtitle: str
    title_html: str
    subtitle_html: str
    note: str | None


@dataclass(frozen=True, slots=True)
class RenderedText:
    """All words of an edition, and the ledger of what they used.

    `sparklines` are the names of those that key figures show, each once, in the order of the texts; `sources` are all
    texts as they were written and filled in.
    """

    parts: Mapping[str, RenderedPart]
    numbered: Mapping[str, Numbered]
    words_of: Mapping[str, RenderedWords]
    ledger: Ledger
    sparklines: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


def render_text(
    project: Project,
    edition: Edition,
    words: Words,
    formatter: Formatter,
    numbers: Numbers,
    report: Report,
    subtitles: Callable[[Described], str] = lambda _: "",
) -> RenderedText:
    """Render every text of `edition`; all faults go to `report`.

    `subtitles` writes that of a figure or table for which an author has not written one.
    """
    numbered = number_placed(edition, report)
    sparklines = find_sparklines(edition, report)
    check_goals(edition, report)
    author = AuthorText(words, formatter, numbers, numbered, report)
    renderer = _Renderer(project, edition, author, report, subtitles)
    parts: dict[str, RenderedPart] = {}
    for part in edition.parts:
        with report.collecting():
            parts[part.name] = renderer.part(part)
    words_of: dict[str, RenderedWords] = {}
    for name in (name for name in (*numbered, *sparklines) if name not in edition.unreadable):
        with report.collecting():
            words_of[name] = renderer.words(described(edition, name))
    _check_settings(edition, renderer)
    for finding in false_claims(author):
        report.add(finding)
    report_contradictions(author.ledger, formatter, numbers.values, report)
    _report_unused(edition, (*numbered, *sparklines), report)
    return RenderedText(parts, numbered, words_of, author.ledger, sparklines, tuple(renderer.sources))


def _check_settings(edition: Edition, renderer: "_Renderer") -> None:
    """The words of `edition.toml` that are printed as they stand hold no number without a source either."""
    settings, document = edition.settings, edition.document
    texts: list[tuple[Translations, tuple[str | int, ...]]] = [
        (settings.title, ("title",)),
        (settings.subtitle, ("subtitle",)),
        *((goal.text, ("goals", i, "text")) for i, goal in enumerate(settings.goals)),
    ]
    for text, keys in texts:
        with renderer.report.collecting():
            place = _told_at(document, edition.language, *keys)
            renderer.plain(text.get(edition.language) or "", place, Role.SETTING, "")


def _told_at(document: Document, language: Language, *keys: str | int) -> Place:
    """The place of a text of several languages, as exactly as the file tells it."""
    found = document.values
    for key in keys:
        found = found[key]
    if isinstance(found, dict):
        return document.text_place(*keys, language) if language in found else document.place(*keys)
    return document.text_place(*keys)


def described(edition: Edition, name: str) -> Described:
    """The description of the figure or table called `name`; one of them must exist."""
    return edition.figures[name] if name in edition.figures else edition.tables[name]


def number_placed(edition: Edition, report: Report) -> dict[str, Numbered]:
    """Give every figure and table its number by the order of the texts; a name that is not described is a fault."""
    numbered: dict[str, Numbered] = {}
    sandbox = author_sandbox()
    counts = {"figure": 0, "table": 0}
    for part in edition.parts:
        for kind, name, line in _placings(sandbox, without_html_remarks(part.text)):
            place = Place(part.path, part.first_line + line - 1)
            known = edition.figures if kind == "figure" else edition.tables
            if name not in known and name not in edition.unreadable:
                report.error(place, f"there is no {kind} '{name}'.{near(name, known)}")
            elif name in edition.figures and _is_sparkline(edition.figures[name]):
                message = f"'{name}' is a sparkline, which stands beside a key figure; name it in the front matter"
                report.error(place, f"{message}: sparkline: {name}")
            elif name in numbered:
                report.error(place, f"the {kind} '{name}' stands in the text already; place it once, refer with ref()")
            else:
                counts[kind] += 1
                numbered[name] = Numbered(kind, name, counts[kind])
    return numbered


def find_sparklines(edition: Edition, report: Report) -> tuple[str, ...]:
    """The sparklines that key figures name, each once; a name of anything else is a fault."""
    known = [name for name, item in edition.figures.items() if _is_sparkline(item)]
    found: dict[str, None] = {}
    for part in edition.parts:
        for i, figure in enumerate(part.front.key_figures):
            name = figure.sparkline
            if name is None or name in edition.unreadable:
                continue
            if name in known:
                found[name] = None
                continue
            place = part.front_document.place("key_figures", i, "sparkline")
            if name in edition.figures:
                told = f"the figure '{name}' is no sparkline; beside a key figure there is room for one only"
            else:
                told = f"there is no sparkline '{name}'"
            report.error(place, f"{told}.{near(name, known)}")
    return tuple(found)


def check_goals(edition: Edition, report: Report) -> None:
    """A key figure that measures a goal which its section does not have is a fault."""
    for part in edition.parts:
        count = sum(goal.section == part.name for goal in edition.settings.goals)
        for i, figure in enumerate(part.front.key_figures):
            if figure.goal is not None and figure.goal > count:
                place = part.front_document.place("key_figures", i, "goal")
                has = "one goal" if count == 1 else f"{count} goals"
                report.error(place, f"the section has {has}; there is no goal number {figure.goal}")


def _is_sparkline(item: Described) -> bool:
    return isinstance(item.description, FigureDescription) and item.description.is_sparkline


def _placings(sandbox: Sandbox, text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, name and line of every figure and table that a text places.

    A text that cannot be parsed is searched word by word, so that references to what it places still hold; what is
    wrong with it is told when it is rendered.
    """
    try:
        tree = sandbox.parse(text)
    except (TemplateSyntaxError, RecursionError):
        for match in _PLACING.finditer(text):
            yield match[1], match[2], text.count("\n", 0, match.start()) + 1
        return
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name not in ("figure", "table"):
            continue
        if call.args and isinstance(call.args[0], nodes.Const):
            yield call.node.name, str(call.args[0].value), call.lineno


@dataclass(frozen=True, slots=True)
class _Renderer:
    project: Project
    edition: Edition
    author: AuthorText
    report: Report
    subtitles: Callable[[Described], str]
    sources: list[Source] = field(default_factory=list)

    def part(self, part: Part) -> RenderedPart:
        begin = Place(part.path, part.first_line, 1)
        body = self._document(part.text, begin, Role.BODY, part.name)
        folder = PurePosixPath(part.path).parent
        for finding in (*misshapen(body), *loose_signs(body)):
            self.report.add(finding)
        for line, message in misused_notes(body.tokens):
            self.report.error(body.place(line), message, NOTE.name)
        for address in addresses(body):
            self._check_address(address, Place(part.path, part.first_line + address.line - 1), folder)
        for place in misplaced(body):
            message = f'{place[1]}("{place[2]}") must stand alone, with an empty line before and after'
            self.report.error(Place(part.path, part.first_line + int(place[3]) - 1), message)
        front, document = part.front, part.front_document
        figures = tuple(self._key_figure(figure, i, part) for i, figure in enumerate(part.front.key_figures))
        heading = self._line(front.title, document.text_place("title"), Role.TITLE, part.name)
        lead = self._inline(front.lead, document.text_place("lead"), Role.LEAD, part.name) if front.lead else None
        return RenderedPart(
            part.name,
            heading.plain,
            html_line(heading),
            lead,
            figures,
            html_blocks(body, f"part-{part.name}", lambda number: self.author.words("note.to", number=number)),
        )

    def _key_figure(self, figure: KeyFigure, position: int, part: Part) -> RenderedKeyFigure:
        place = partial(part.front_document.text_place, "key_figures", position)
        said = {key: self._inline(words, place(key), _KEY_ROLES[key], part.name) for key, words in figure.words.items()}
        comparison, gap, change = (said.get(key) for key in BESIDE)
        return RenderedKeyFigure(said["value"], said["text"], comparison, gap, change, figure.sparkline, figure.goal)

    def words(self, described: Described) -> RenderedWords:
        language, description = self.edition.language, described.description

        def line(role: Role, text: Translations | None) -> TextDocument:
            words = text.get(language) if text else None
            place = described.place(role)
            if words is not None:
                place = _told_at(described.document, language, described.name, role)
            elif text is not None:
                self.report.error(place, f"the {role} of '{described.name}' has not been written in {language}")
            return self._line(words or "", place, role, described.name)

        title = line(Role.TITLE, description.title)
        subtitle = line(Role.SUBTITLE, description.subtitle)
        if description.subtitle is None:
            place = described.place()
            source = self.subtitles(described)
            subtitle = read_line(self.author.render(source, place), Written(source, place), self.author.ledger)
        note = line(Role.NOTE, description.note)
        return RenderedWords(
            title.plain,
            subtitle.plain,
            html_line(title, refers=False),
            html_line(subtitle, refers=False),
            self._html(note) if note.content else None,
        )

    def plain(self, source: str, place: Place, role: Role, owner: str) -> str:
        """A line without Markdown: titles, which stand in bookmarks and alt texts too."""
        return self._line(source, place, role, owner).plain

    def _document(self, source: str, begin: Place, role: Role, owner: str) -> TextDocument:
        source = without_html_remarks(source)
        read = read_document if role is Role.BODY else read_line
        document = read(self.author.render(source, begin), Written(source, begin), self.author.ledger)
        if source:
            self.sources.append(Source(role, owner, document))
        return document

    def _inline(self, source: str, place: Place, role: Role, owner: str) -> str:
        return self._html(self._line(source, place, role, owner))

    def _html(self, line: TextDocument) -> str:
        for address in addresses(line):
            self._check_address(address, line.written.begin, PurePosixPath())
        return html_line(line)

    def _line(self, source: str, place: Place, role: Role, owner: str) -> TextDocument:
        line = self._document(source, place, role, owner)
        for kind, name, _ in PLACE.findall(line.content):
            self.report.error(place, f'{kind}("{name}") cannot stand here; place it in the text of a part')
        for match in REFERENCE.finditer(line.content):
            told = f"{match[0]} cannot stand here: notes belong to the text of a part; say it there"
            self.report.error(place, told, NOTE.name)
        for finding in loose_signs(line):
            self.report.add(replace(finding, place=place))
        return line

    def _check_address(self, address: Address, place: Place, folder: PurePosixPath) -> None:
        if address.kind == "image":
            self._check_image(address, place, folder)
            return
        anchors = {item.anchor for item in self.author.numbered.values()}
        anchors |= {f"part-{part.name}" for part in self.edition.parts}
        if address.target.startswith("#") and address.target[1:] not in anchors:
            message = f"there is no place '{address.target}'; refer to a figure or table with ref(\"name\")"
            self.report.error(place, message)
        elif has_foreign_scheme(address.target):
            return  # told with the marks that are not known
        elif not address.target.startswith(("#", "https://", "http://", "mailto:")):
            message = f"the link to '{address.target}' leads out of the PDF; write a whole address, https://…"
            self.report.error(place, message)

    def _check_image(self, image: Address, place: Place, folder: PurePosixPath) -> None:
        if has_foreign_scheme(image.target):
            return
        if "://" in image.target or image.target.startswith(("//", "data:")):
            self.report.error(place, f"the image {image.target} would need the network; copy it into the project")
            return
        if not image.words:
            message = f"say what the image shows, for those who do not see it: ![…]({image.target})"
            self.report.error(place, message)
        path = self.project.root / folder / image.target
        with self.report.collecting():
            self.project.read_bytes(path, place)
            if not path.resolve().is_relative_to(self.project.editions / self.edition.name):
                message = f"the image {image.target} lies outside the edition's folder; keep it beside the text"
                self.report.error(place, message)


def _report_unused(edition: Edition, used: Collection[str], report: Report) -> None:
    if len(edition.parts) < len(edition.settings.parts):
        return  # a text that could not be read may place them
    for name, item in (*edition.figures.items(), *edition.tables.items()):
        if name not in used:
            what = "no key figure shows it" if _is_sparkline(item) else "no text places it"
            message = f"'{name}' is described, but {what}"
            report.warn(item.place(), message, UNPLACED.name)
