"""From a composed edition to the draft's pages: the finished pages on wider paper, what lies over them, the lists.

The pages are laid out first; line numbers, references and lists are made from where everything then stands.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from brochure.drafts.comparison.entries import Version
from brochure.drafts.comparison.listing import ChangeList, ListedNotice, change_list
from brochure.drafts.comparison.model import Comparison
from brochure.drafts.comparison.notices import Gone, Notice, contents
from brochure.drafts.proof.drawings import ChangedDrawing, DrawingLister, Marks, Room
from brochure.drafts.proof.lists import ListMaker
from brochure.drafts.proof.marking import changed_stretches
from brochure.drafts.proof.noticing import NoticeWriter
from brochure.drafts.proof.overlay import KINDS, Sheet, sheets
from brochure.drafts.proof.translating import Translator
from brochure.drafts.seen import Places, Seen, find_places
from brochure.findings import Faults, Finding
from brochure.making.laid_out.elements import Elements
from brochure.making.laid_out.reading import read_pages
from brochure.making.pages.measuring import Measure
from brochure.making.pages.templates import layout_texts, parse_page, render_style, render_template
from brochure.making.pages.traces import Traced
from brochure.making.recording.positions import Shown, Width, read_positions
from brochure.making.writing.layering import add_anchor, append, lay_over
from brochure.making.writing.writing import LaidOut, lay_out
from brochure.manifest.model import Manifest, PageRecord
from brochure.project.languages import Language
from brochure.project.sandbox.values import Helper, record
from brochure.project.sources.document import read_toml
from brochure.project.sources.files import is_there
from brochure.project.sources.project import Project
from brochure.project.theme import Theme
from brochure.project.words import Words, read_words
from brochure.statistics.numbers.formats import Formatter

_POINTS = 72 / 25.4
_DROP = 0.86
"""How far below the top of its line a small text stands, in lines."""


@dataclass(frozen=True, slots=True)
class DraftSettings:
    """What a draft is called, whether its running text is set with double spacing, and who reads it.

    Somebody who reads the language alone has no lists of where numbers come from.
    """

    name: str
    double_spaced: bool = False
    for_language: bool = False


@dataclass(frozen=True, slots=True)
class Since:
    """What a draft is compared with: its name and what it says, the outcome, and what of that is told in place.

    `pages` are those of the draft without any marks, `marks` the places of cells in its drawings.
    """

    name: str
    manifest: Manifest
    comparison: Comparison
    notices: tuple[Notice, ...] = ()
    pages: tuple[PageRecord, ...] = ()
    marks: Marks = field(default_factory=dict)

    def page_told(self, notice: Notice) -> str:
        """The number of the page that what has moved stands on, or of that it stood on; nothing where not known."""
        is_away = notice.kind is Gone.AWAY
        block, where = (notice.arrived, self.pages) if is_away else (notice.blocks[0], self.manifest.pages)
        return next((page.label for page in where if any(line.block == block for line in page.lines)), "")


@dataclass(frozen=True, slots=True)
class ProofMaker:
    """Makes the pages of one draft."""

    project: Project
    theme: Theme
    words: Words
    formatter: Formatter
    draft: DraftSettings
    findings: Sequence[Finding]
    width: Width
    measure: Measure

    def finish(self, laid: LaidOut, manifest: Manifest, since: Since | None = None) -> tuple[LaidOut, Manifest]:
        """The laid-out pages with what lies over them and the lists, and the manifest with all of it.

        `manifest` has the pages as laid out; `since` is what it is compared with.
        """
        places = find_places(manifest, self.findings, self._lines_of)
        changed = changed_stretches(since.comparison, manifest) if since else {}
        drawings: Mapping[int, ChangedDrawing] = {}
        changes = None
        if since is not None:
            old, new = Version(since.name, since.manifest), Version(self.draft.name, manifest, places)
            changes = change_list(since.comparison, since.name, old, new, self.words, self.formatter)
            changes = replace(changes, gone=tuple(self._gone(since, places)))
            drawings = DrawingLister(manifest, self.formatter, self._room()).changed(since.comparison, since.marks)
        kinds = ("finding",) if self.draft.for_language else KINDS
        lie_over = sheets(manifest, places, changed, drawings, kinds)
        line = self.words(
            "proof.draft",
            draft=self.draft.name,
            title=manifest.title,
            edition=manifest.edition,
            language=self.words("language.name"),
            hash=manifest.content_hash[:12],
        )
        over = {
            layer: self._overlay(manifest, lie_over, line, layer, has_room=since is not None)
            for layer in ("behind", "over", "references")
        }
        lay_over(laid.document, over["behind"].document, behind=True)
        lay_over(laid.document, over["over"].document)
        lay_over(laid.document, over["references"].document, artifact=False)
        for item in _all_seen(places):
            add_anchor(laid.document, item.page, anchor_of(item), max(0.0, item.foot - 20))
        lists = self._lists(manifest, places, line, changes)
        added = [self._records(found) for found in (over["over"], over["references"])]
        pages = tuple(map(_with, manifest.pages, *added)) + self._records(lists)
        append(laid.document, [lists.document])
        others = (*(layer.document for layer in over.values()), lists.document)
        return replace(laid, others=others), manifest.model_copy(update={"pages": pages})

    def _room(self) -> Room:
        """The room beside drawings for what has changed in them."""
        proof = self.theme.proof
        width = proof.notes - 2 * proof.references
        return Room(proof.leading, lambda text: self.measure.lines(text, proof.size, width))

    def _style(self, of: str, *, has_room: bool = False) -> str:
        double = self.draft.double_spaced
        return render_style(self.project, "proof.css", theme=self.theme, of=of, double_spaced=double, has_room=has_room)

    def _gone(self, since: Since, places: Places) -> Iterator[ListedNotice]:
        """What is no longer where it was, with what it held."""
        writer = NoticeWriter(self.words, since.name, since.manifest.blocks, since.page_told)
        for number, notice in enumerate(since.notices, start=1):
            if notice.kind is Gone.HERE:
                continue  # it is told once, where it stood
            before, after = writer.told(notice)
            held = tuple(contents(since.manifest, notice))
            seen = tuple(places.notices.get(number, ()))
            yield ListedNotice(notice, before, " · ".join(notice.words), after, held, seen)

    def _overlay(
        self,
        manifest: Manifest,
        lie_over: Sequence[Sheet],
        draft_line: str,
        layer: str,
        *,
        has_room: bool,
    ) -> LaidOut:
        html = render_template(
            self.project,
            "proof/overlay.html",
            words=self.words,
            language=manifest.language,
            title=manifest.title,
            sheets=lie_over,
            draft_line=draft_line,
            layer=layer,
            drop=self.theme.proof.leading * _DROP,
        )
        return lay_out(self.project, html, self._style("overlay", has_room=has_room))

    def _lists(self, manifest: Manifest, places: Places, draft_line: str, changes: ChangeList | None) -> LaidOut:
        maker = ListMaker(manifest, places, self.words, self.formatter, self._rules(manifest), self._translate())
        html = render_template(
            self.project,
            "proof/lists.html",
            words=self.words,
            manifest=record("manifest", language=manifest.language, title=manifest.title, edition=manifest.edition),
            draft_line=draft_line,
            double_spaced=self.draft.double_spaced,
            for_language=self.draft.for_language,
            numbers=maker.numbers(),
            claims=maker.claims(),
            exhibits=maker.exhibits(),
            statistics=maker.statistics(),
            findings=maker.findings(self.findings),
            changes=changes,
            anchor=Helper("anchor(seen)", anchor_of),
        )
        parse_page(self.project, html)
        return lay_out(self.project, html, self._style("lists"))

    def _rules(self, manifest: Manifest) -> Mapping[str, str]:
        """What each rule tells, in the language of the draft; nothing in one that has no list of it."""
        path = self.project.root / "data" / "proofreading" / manifest.language / "rules.toml"
        told = read_toml(self.project, path).values if is_there(path) else {}
        return {name: words for name, words in told.items() if isinstance(words, str)}

    def _translate(self) -> Callable[[str], str | None]:
        """What says the message of a finding in the language of the draft."""
        with suppress(Faults):  # layouts of a project's own may have no English
            return Translator(self.words, read_words(self.project, Language.ENGLISH))
        return lambda _: None

    def _lines_of(self, name: str) -> Sequence[str]:
        """The lines of a file of the project; none where it cannot be read."""
        with suppress(Faults):
            return self.project.read_text(self.project.root / name).splitlines()
        return ()

    def _records(self, laid: LaidOut) -> tuple[PageRecord, ...]:
        """The pages of a document all of whose words are the draft's own."""
        elements = Elements(laid.root, layout_texts(self.project))
        nothing = Traced((), {})
        return read_positions(read_pages(laid.document, elements), elements, nothing, Shown({}, {}), self.width)


def anchor_of(seen: Seen) -> str:
    """The id of a line of a page, to link to."""
    return f"proof-page-{seen.page + 1}-line-{seen.line}"


def _all_seen(places: Places) -> list[Seen]:
    kinds = (places.numbers, places.claims, places.exhibits, places.findings, places.notices)
    return [item for kind in kinds for seen in kind.values() for item in seen]


def _with(page: PageRecord, *over: PageRecord) -> PageRecord:
    """A page with what lies over it."""
    lines = [*page.lines, *(line for other in over for line in other.lines)]
    tokens = [*page.tokens, *(token for other in over for token in other.tokens)]
    return page.model_copy(update={"lines": tuple(lines), "tokens": tuple(tokens)})
