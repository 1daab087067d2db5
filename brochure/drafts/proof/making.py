"""From a composed edition to the draft's pages: the finished pages on wider paper, what lies over them, the lists.

The pages are laid out first; line numbers, references and lists are made from where everything then stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from brochure.drafts.comparison.entries import Version
from brochure.drafts.comparison.listing import ChangeList, change_list
from brochure.drafts.comparison.model import Comparison
from brochure.drafts.proof.lists import ListMaker
from brochure.drafts.proof.marking import changed_stretches
from brochure.drafts.proof.overlay import sheets
from brochure.drafts.seen import Places, Seen, find_places
from brochure.findings import Finding
from brochure.making.laid_out.elements import Elements
from brochure.making.laid_out.reading import read_pages
from brochure.making.pages.templates import layout_texts, parse_page, render_style, render_template
from brochure.making.pages.traces import Traced
from brochure.making.recording.positions import Shown, Width, read_positions
from brochure.making.writing.layering import add_anchor, append, lay_over
from brochure.making.writing.writing import LaidOut, lay_out
from brochure.manifest.model import Manifest, PageRecord
from brochure.project.sandbox.values import Helper, record
from brochure.project.sources.project import Project
from brochure.project.theme import Theme
from brochure.project.words import Words
from brochure.statistics.numbers.formats import Formatter

_DROP = 0.86
"""How far below the top of its line a small text stands, in lines."""


@dataclass(frozen=True, slots=True)
class DraftSettings:
    """What a draft is called, and whether its running text is set with double spacing."""

    name: str
    double_spaced: bool = False


@dataclass(frozen=True, slots=True)
class Since:
    """What a draft is compared with: its name in words and what it says, and the outcome."""

    name: str
    manifest: Manifest
    comparison: Comparison


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

    def finish(self, laid: LaidOut, manifest: Manifest, since: Since | None = None) -> tuple[LaidOut, Manifest]:
        """The laid-out pages with what lies over them and the lists, and the manifest with all of it.

        `manifest` has the pages as laid out; `since` is what it is compared with.
        """
        places = find_places(manifest, self.findings)
        changed = changed_stretches(since.comparison, manifest) if since else {}
        changes = None
        if since is not None:
            old, new = Version(since.name, since.manifest), Version(self.draft.name, manifest, places)
            changes = change_list(since.comparison, since.name, old, new, self.words, self.formatter)
        line = self.words(
            "proof.draft",
            draft=self.draft.name,
            title=manifest.title,
            edition=manifest.edition,
            language=self.words("language.name"),
            hash=manifest.content_hash[:12],
        )
        over = {
            layer: self._overlay(manifest, places, changed, line, layer) for layer in ("behind", "over", "references")
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

    def _style(self, of: str) -> str:
        return render_style(self.project, "proof.css", theme=self.theme, of=of, double_spaced=self.draft.double_spaced)

    def _overlay(
        self,
        manifest: Manifest,
        places: Places,
        changed: Mapping[int, Sequence[tuple[int, int]]],
        draft_line: str,
        layer: str,
    ) -> LaidOut:
        html = render_template(
            self.project,
            "proof/overlay.html",
            words=self.words,
            language=manifest.language,
            title=manifest.title,
            sheets=sheets(manifest, places, changed),
            draft_line=draft_line,
            layer=layer,
            drop=(self.theme.proof.size + 1) * _DROP,
        )
        return lay_out(self.project, html, self._style("overlay"))

    def _lists(self, manifest: Manifest, places: Places, draft_line: str, changes: ChangeList | None) -> LaidOut:
        maker = ListMaker(manifest, places, self.words, self.formatter)
        html = render_template(
            self.project,
            "proof/lists.html",
            words=self.words,
            manifest=record("manifest", language=manifest.language, title=manifest.title, edition=manifest.edition),
            draft_line=draft_line,
            double_spaced=self.draft.double_spaced,
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

    def _records(self, laid: LaidOut) -> tuple[PageRecord, ...]:
        """The pages of a document all of whose words are the draft's own."""
        elements = Elements(laid.root, layout_texts(self.project))
        nothing = Traced((), {})
        return read_positions(read_pages(laid.document, elements), elements, nothing, Shown({}, {}), self.width)


def anchor_of(seen: Seen) -> str:
    """The id of a line of a page, to link to."""
    return f"proof-page-{seen.page + 1}-line-{seen.line}"


def _all_seen(places: Places) -> list[Seen]:
    kinds = (places.numbers, places.claims, places.exhibits, places.findings)
    return [item for kind in kinds for seen in kind.values() for item in seen]


def _with(page: PageRecord, *over: PageRecord) -> PageRecord:
    """A page with what lies over it."""
    lines = [*page.lines, *(line for other in over for line in other.lines)]
    tokens = [*page.tokens, *(token for other in over for token in other.tokens)]
    return page.model_copy(update={"lines": tuple(lines), "tokens": tuple(tokens)})
