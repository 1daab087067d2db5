"""The report on what differs as one HTML file that needs nothing else: lists first, then the pages side by side.

From a comparison to values for the template `difference/report.html`, in the words of the edition's language. No look
is decided here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from brochure.drafts.comparison.claims import without_links
from brochure.drafts.comparison.model import (
    BlockChange,
    ClaimChange,
    Comparison,
    ExhibitChange,
    Kind,
    NumberChange,
    Operation,
    StatisticChange,
)
from brochure.drafts.comparison.passages import Passage, Section, sections
from brochure.drafts.comparison.words import compare_words
from brochure.drafts.difference.side_by_side import Book, SideBySide, side_by_side
from brochure.drafts.proof.changes import ChangedNumber, ChangeTeller
from brochure.drafts.resolving import State
from brochure.drafts.seen import find_places
from brochure.making.pages.templates import parse_page, render_style, render_template
from brochure.manifest.model import Manifest
from brochure.project.edition.reading import edition_names, newest_edition, read_settings
from brochure.project.languages import Language
from brochure.project.sandbox.values import Record, record
from brochure.project.sources.project import Project
from brochure.project.theme import Theme, read_theme
from brochure.project.words import read_words
from brochure.statistics.numbers.formats import ALWAYS_GROUPED_FROM, Formatter

_CELLS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """A changed number, its unrounded values, and where it is written."""

    changed: ChangedNumber
    values: tuple[str, str] | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """A passage that differs, by its number among all entries, and where it is written; empty for fixed words."""

    position: int
    passage: Passage
    source: str


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A part of the document with what differs in it."""

    title: str
    passages: tuple[PassageEntry, ...]


@dataclass(frozen=True, slots=True)
class TextEntry:
    """A text of an exhibit or statistic that is another: which, and the words."""

    field: str
    words: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim that differs: its sentence and condition before and after, the values, where it is written."""

    kind: Kind
    words: tuple[Operation, ...]
    condition: tuple[Operation, ...]
    values: tuple[tuple[str, str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class ExhibitEntry:
    """A figure or table that differs, by its number among all entries."""

    position: int
    told: str
    texts: tuple[TextEntry, ...]
    is_drawn_otherwise: bool
    source: str


@dataclass(frozen=True, slots=True)
class StatisticEntry:
    """A statistic that differs."""

    told: str
    has_other_content: bool
    file: str
    texts: tuple[TextEntry, ...]
    old_tables: tuple[str, ...]
    new_tables: tuple[str, ...]


def report(project: Project, comparison: Comparison, old: State, new: State, labels: tuple[str, str]) -> str:
    """The report as HTML; `labels` are what the two states are called.

    Raises `Faults` for broken words, templates or styles, and for a PDF that cannot be drawn.
    """
    words = read_words(project, Language(new.manifest.language))
    printing = new.manifest.printing
    formatter = Formatter(words, printing.thousands_from if printing else ALWAYS_GROUPED_FROM)
    teller = ChangeTeller(new.manifest, find_places(new.manifest, ()), words, formatter, _CELLS_SHOWN)
    maker = _EntryMaker(comparison, old.manifest, new.manifest, teller)
    text = tuple(maker.text())
    blocks = [(entry.position, change) for part in text for entry in part.passages for change in entry.passage.changes]
    exhibits = list(maker.numbered_exhibits(len({position for position, _ in blocks})))
    html = render_template(
        project,
        "difference/report.html",
        words=words,
        language=new.manifest.language,
        title=new.manifest.title,
        labels=labels,
        old=_told(old.manifest),
        new=_told(new.manifest),
        styles=Markup(render_style(project, "difference.css", theme=_theme(project, new.manifest.edition))),
        is_empty=comparison.is_empty,
        numbers=[maker.number(change) for change in comparison.numbers],
        claims=[maker.claim(change) for change in comparison.claims],
        text=text,
        renumbered=sum(block.kind is Kind.RENUMBERED for block in comparison.blocks),
        exhibits=[maker.exhibit(position, change) for position, change in exhibits],
        statistics=[maker.statistic(change) for change in comparison.statistics],
        pages=_pages(old, new, blocks, exhibits),
    )
    parse_page(project, html)
    return html


def _told(manifest: Manifest) -> Record:
    return record("manifest", edition=manifest.edition, content_hash=manifest.content_hash)


def _pages(
    old: State, new: State, blocks: Sequence[tuple[int, BlockChange]], exhibits: Sequence[tuple[int, ExhibitChange]]
) -> SideBySide | None:
    """The pages side by side where both states are PDFs."""
    if old.pdf is None or new.pdf is None:
        return None
    return side_by_side(Book(old.pdf, old.manifest), Book(new.pdf, new.manifest), blocks, exhibits)


def _theme(project: Project, edition: str) -> Theme:
    """The theme of an edition, or of the newest where the project does not have that."""
    name = edition if edition in edition_names(project) else newest_edition(project)
    settings, document = read_settings(project, name)
    return read_theme(project, settings.theme, document.place("theme"))


@dataclass(frozen=True, slots=True)
class _EntryMaker:
    comparison: Comparison
    old: Manifest
    new: Manifest
    teller: ChangeTeller

    def number(self, change: NumberChange) -> NumberEntry:
        of, uses = (self.new, change.new_uses) if change.new_uses else (self.old, change.old_uses)
        sources = tuple(dict.fromkeys(str(of.uses[use].source) for use in uses))
        values = None
        if change.old_values and change.new_values and change.old_values != change.new_values:
            first, second = ("–".join(map(self.teller.value, each)) for each in (change.old_values, change.new_values))
            values = first, second
        return NumberEntry(self.teller.number(change), values, sources)

    def claim(self, change: ClaimChange) -> ClaimEntry:
        old, new = change.old or change.record, change.new or change.record
        values = tuple(
            (name, self.teller.value(first), self.teller.value(second)) for name, first, second in change.values
        )
        return ClaimEntry(
            change.kind,
            compare_words(without_links(old.sentence), without_links(new.sentence)),
            compare_words(old.condition, new.condition),
            values,
            str(change.record.source),
        )

    def text(self) -> Iterator[SectionEntry]:
        position = 0
        for section in sections(self.comparison, self.old, self.new):
            yield SectionEntry(section.title, tuple(_numbered(section, position)))
            position += len(section.passages)

    def numbered_exhibits(self, before: int) -> Iterator[tuple[int, ExhibitChange]]:
        """The figures and tables that differ, counted on from the passages."""
        yield from enumerate(self.comparison.exhibits, start=before + 1)

    def exhibit(self, position: int, change: ExhibitChange) -> ExhibitEntry:
        shown = self.new.exhibits[change.new] if change.new is not None else self.old.exhibits[change.old or 0]
        texts = tuple(TextEntry(text.field, compare_words(text.old, text.new)) for text in change.texts)
        return ExhibitEntry(position, self.teller.exhibit(change), texts, change.is_drawn_otherwise, str(shown.source))

    def statistic(self, change: StatisticChange) -> StatisticEntry:
        files = {statistic.name: statistic.file for of in (self.old, self.new) for statistic in of.statistics}
        return StatisticEntry(
            self.teller.statistic(change),
            change.has_other_content,
            files[change.name],
            tuple(TextEntry(text.field, compare_words(text.old, text.new)) for text in change.texts),
            tuple(", ".join(filter(None, table)) for table in change.old_tables),
            tuple(", ".join(filter(None, table)) for table in change.new_tables),
        )


def _numbered(section: Section, before: int) -> Iterator[PassageEntry]:
    for i, passage in enumerate(section.passages, start=before + 1):
        yield PassageEntry(i, passage, str(passage.source) if passage.source.file else "")
