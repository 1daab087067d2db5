"""All texts of an edition, rendered: parts with their blocks, and the words of figures and tables.

Figures and tables are numbered in the order in which the texts place them, before any text is rendered, so that a
reference may come before what it refers to.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from jinja2 import TemplateSyntaxError, nodes

from brochure.edition.descriptions import FigureDescription
from brochure.edition.reading import Described, Edition, Part
from brochure.expressions import Sandbox
from brochure.findings import Place, Report, near
from brochure.languages import Translations
from brochure.numbers.definitions import Numbers
from brochure.numbers.formats import Formatter
from brochure.sources.project import Project
from brochure.text.author import AuthorText, Ledger, Numbered, author_sandbox
from brochure.text.contradictions import report_contradictions
from brochure.text.digits import without_marks
from brochure.text.markdown import (
    PLACE,
    Address,
    Block,
    Heading,
    inline_addresses,
    markdown_inline,
    markdown_to_blocks,
)
from brochure.words import Words

_REFERENCE = re.compile(r"\[([^\]]+)\]\(#[^)]*\)")


_PLACING = re.compile(r"""\b(figure|table)\(\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class RenderedKeyFigure:
    """A large number of a section opener, its words as HTML, and the name of the sparkline beside it."""

    value: str
    text: str
    change: str | None
    sparkline: str | None = None


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """A part as blocks of HTML, figures and tables."""

    name: str
    title: str
    lead: str | None
    key_figures: tuple[RenderedKeyFigure, ...]
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]

    @property
    def anchor(self) -> str:
        """The id of the part in the document."""
        return f"part-{self.name}"


@dataclass(frozen=True, slots=True)
class RenderedWords:
    """The words around a figure or table, as plain text; `note` is HTML."""

    title: str
    subtitle: str
    note: str | None


@dataclass(frozen=True, slots=True)
class RenderedText:
    """All words of an edition, and the ledger of what they used.

    `sparklines` are the names of those that key figures show, each once, in the order of the texts.
    """

    parts: Mapping[str, RenderedPart]
    numbered: Mapping[str, Numbered]
    words_of: Mapping[str, RenderedWords]
    ledger: Ledger
    sparklines: tuple[str, ...] = ()


def render_text(
    project: Project, edition: Edition, words: Words, formatter: Formatter, numbers: Numbers, report: Report
) -> RenderedText:
    """Render every text of `edition`; all faults go to `report`."""
    numbered = number_placed(edition, report)
    sparklines = find_sparklines(edition, report)
    author = AuthorText(words, formatter, numbers, numbered, report)
    renderer = _Renderer(project, edition, author, report)
    parts: dict[str, RenderedPart] = {}
    for part in edition.parts:
        with report.collecting():
            parts[part.name] = renderer.part(part)
    words_of: dict[str, RenderedWords] = {}
    for name in (name for name in (*numbered, *sparklines) if name not in edition.unreadable):
        with report.collecting():
            words_of[name] = renderer.words(described(edition, name))
    _check_settings(edition, renderer)
    report_contradictions(author.ledger, formatter, report)
    _report_unused(edition, (*numbered, *sparklines), report)
    return RenderedText(parts, numbered, words_of, author.ledger, sparklines)


def _check_settings(edition: Edition, renderer: "_Renderer") -> None:
    """The words of `edition.toml` that are printed as they stand hold no number without a source either."""
    settings, document = edition.settings, edition.document
    texts = [(settings.title, document.place("title")), (settings.subtitle, document.place("subtitle"))]
    texts += [(goal.text, document.place("goals", i, "text")) for i, goal in enumerate(settings.goals)]
    for text, place in texts:
        with renderer.report.collecting():
            renderer.plain(text.get(edition.language) or "", place)


def described(edition: Edition, name: str) -> Described:
    """The description of the figure or table called `name`; one of them must exist."""
    return edition.figures[name] if name in edition.figures else edition.tables[name]


def number_placed(edition: Edition, report: Report) -> dict[str, Numbered]:
    """Give every figure and table its number by the order of the texts; a name that is not described is a fault."""
    numbered: dict[str, Numbered] = {}
    sandbox = author_sandbox()
    counts = {"figure": 0, "table": 0}
    for part in edition.parts:
        for kind, name, line in _placings(sandbox, part.text):
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


def _is_sparkline(item: Described) -> bool:
    return isinstance(item.description, FigureDescription) and item.description.is_sparkline


def _placings(sandbox: Sandbox, text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, name and line of every figure and table that a text places.

    A text that cannot be parsed is searched word by word, so that references to what it places still hold; what is
    wrong with it is told when it is rendered.
    """
    try:
        tree = sandbox.parse(text)
    except TemplateSyntaxError:
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

    def part(self, part: Part) -> RenderedPart:
        source = self.author.render(part.text, Place(part.path, part.first_line))
        folder = PurePosixPath(part.path).parent
        prose = markdown_to_blocks(source, f"part-{part.name}", str(folder))
        for address in prose.addresses:
            self._check_address(address, Place(part.path, part.first_line + address.line - 1), folder)
        for block in prose.blocks:
            for kind, name, line in PLACE.findall(
                block.content + block.side + (block.heading.html if block.heading else "")
            ):
                message = f'{kind}("{name}") must stand alone, with an empty line before and after'
                self.report.error(Place(part.path, part.first_line + int(line) - 1), message)
        front, document = part.front, part.front_document
        figures = tuple(
            RenderedKeyFigure(
                self._inline(figure.value, document.place("key_figures", i, "value")),
                self._inline(figure.text, document.place("key_figures", i, "text")),
                self._inline(figure.change, document.place("key_figures", i, "change")) if figure.change else None,
                figure.sparkline,
            )
            for i, figure in enumerate(front.key_figures)
        )
        title = self.plain(front.title, document.place("title"))
        lead = self._inline(front.lead, document.place("lead")) if front.lead else None
        return RenderedPart(part.name, title, lead, figures, prose.blocks, prose.headings)

    def words(self, described: Described) -> RenderedWords:
        def told(text: Translations, key: str) -> str | None:
            found = text.get(self.edition.language)
            if found is None:
                message = f"the {key} of '{described.name}' has not been written in {self.edition.language}"
                self.report.error(described.place(key), message)
            return found

        description = described.description
        title = told(description.title, "title") if description.title else None
        subtitle = told(description.subtitle, "subtitle")
        note = told(description.note, "note") if description.note else None
        return RenderedWords(
            self.plain(title or "", described.place("title")),
            self.plain(subtitle or "", described.place("subtitle")),
            self._inline(note, described.place("note")) if note else None,
        )

    def plain(self, source: str, place: Place) -> str:
        """A line without Markdown: titles, which stand in bookmarks and alt texts too."""
        return without_marks(_REFERENCE.sub(r"\1", self._line(source, place)))

    def _inline(self, source: str, place: Place) -> str:
        text = self._line(source, place)
        for address in inline_addresses(text):
            self._check_address(address, place, PurePosixPath())
        return markdown_inline(text)

    def _line(self, source: str, place: Place) -> str:
        text = self.author.render(source, place)
        for kind, name, _ in PLACE.findall(text):
            self.report.error(place, f'{kind}("{name}") cannot stand here; place it in the text of a part')
        return text

    def _check_address(self, address: Address, place: Place, folder: PurePosixPath) -> None:
        if address.kind == "image":
            self._check_image(address, place, folder)
            return
        anchors = {item.anchor for item in self.author.numbered.values()}
        anchors |= {f"part-{part.name}" for part in self.edition.parts}
        if address.target.startswith("#") and address.target[1:] not in anchors:
            message = f"there is no place '{address.target}'; refer to a figure or table with ref(\"name\")"
            self.report.error(place, message)
        elif not address.target.startswith(("#", "https://", "http://", "mailto:")):
            message = f"the link to '{address.target}' leads out of the PDF; write a whole address, https://…"
            self.report.error(place, message)

    def _check_image(self, image: Address, place: Place, folder: PurePosixPath) -> None:
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
            report.warn(item.place(), f"'{name}' is described, but {what}")
