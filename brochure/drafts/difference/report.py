"""The report on what differs as one HTML file that needs nothing else: lists first, then the pages side by side.

From a comparison to values for the template `difference/report.html`, in the words of the edition's language. No look
is decided here.
"""

from collections.abc import Sequence

from markupsafe import Markup

from brochure.drafts.comparison.entries import Entry, EntryMaker, Subject, Version, by_section
from brochure.drafts.comparison.listing import Listed, Lister
from brochure.drafts.comparison.model import Change, Comparison
from brochure.drafts.difference.side_by_side import Book, SideBySide, side_by_side
from brochure.drafts.resolving import State
from brochure.making.pages.templates import parse_page, render_style, render_template
from brochure.manifest.model import Manifest
from brochure.project.edition.reading import edition_names, newest_edition, read_settings
from brochure.project.languages import Language
from brochure.project.sandbox.values import Record, record
from brochure.project.sources.project import Project
from brochure.project.theme import Theme, read_theme
from brochure.project.words import Words, read_words
from brochure.statistics.numbers.formats import ALWAYS_GROUPED_FROM, Formatter

_CELLS_SHOWN = 12


def report(project: Project, comparison: Comparison, old: State, new: State, labels: tuple[str, str]) -> str:
    """The report as HTML; `labels` are what the two states are called.

    Raises `Faults` for broken words, templates or styles, and for a PDF that cannot be drawn.
    """
    words = read_words(project, Language(new.manifest.language))
    printing = new.manifest.printing
    formatter = Formatter(words, printing.thousands_from if printing else ALWAYS_GROUPED_FROM)
    lister = Lister(words, formatter, _CELLS_SHOWN)
    entries = list(
        EntryMaker(comparison, Version(labels[0], old.manifest), Version.of(labels[1], new.manifest)).entries()
    )

    def listed(subject: Subject) -> list[Listed]:
        return [lister.listed(entry) for entry in entries if entry.subject is subject]

    passages = [entry for entry in entries if entry.subject is Subject.TEXT]
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
        numbers=listed(Subject.NUMBER),
        claims=listed(Subject.CLAIM),
        text=[(title, list(map(lister.listed, of_part))) for title, of_part in by_section(passages)],
        renumbered=_renumbered(comparison, words),
        exhibits=listed(Subject.EXHIBIT),
        statistics=listed(Subject.STATISTIC),
        pages=_pages(old, new, entries),
    )
    parse_page(project, html)
    return html


def _renumbered(comparison: Comparison, words: Words) -> str:
    """That in so many blocks nothing but a number of a figure, table or source is another; nothing for none."""
    count = sum(block.kind is Change.RENUMBERED for block in comparison.blocks)
    return words.plural("difference.renumbered", singular=count == 1, count=count) if count else ""


def _told(manifest: Manifest) -> Record:
    return record("manifest", edition=manifest.edition, content_hash=manifest.content_hash)


def _pages(old: State, new: State, entries: Sequence[Entry]) -> SideBySide | None:
    """The pages side by side where both states are PDFs."""
    if old.pdf is None or new.pdf is None:
        return None
    blocks = [(entry.position, block) for entry in entries for block in entry.blocks]
    exhibits = [(entry.position, entry.exhibit) for entry in entries if entry.exhibit is not None]
    return side_by_side(Book(old.pdf, old.manifest), Book(new.pdf, new.manifest), blocks, exhibits)


def _theme(project: Project, edition: str) -> Theme:
    """The theme of an edition, or of the newest where the project does not have that."""
    name = edition if edition in edition_names(project) else newest_edition(project)
    settings, document = read_settings(project, name)
    return read_theme(project, settings.theme, document.place("theme"))
