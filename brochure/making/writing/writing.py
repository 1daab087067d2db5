"""HTML and CSS to PDF bytes by WeasyPrint: the same bytes each time, from the project's files alone.

What WeasyPrint only warns of (a file it cannot reach, a missing glyph, an anchor that is not there) is a fault
here. `finish` mends what WeasyPrint 70 writes but assistive programs want otherwise.
"""

import datetime
import hashlib
import io
import logging
import mimetypes
import os
import re
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import partial
from typing import Any
from xml.etree import ElementTree

from brochure.findings import Faults, Finding, Place
from brochure.making.pages.pictures import BASE, as_printed, read_picture
from brochure.making.pages.templates import parse_page
from brochure.making.pages.ties import JOINT
from brochure.making.pages.traces import Traced, take_out
from brochure.making.pictures.raster import UnfitPicture
from brochure.making.spreadsheets.workbook import WORKBOOK_TYPE
from brochure.making.writing.artifacts import make_margins_artifacts
from brochure.making.writing.attachments import DataFile
from brochure.making.writing.header_cells import list_identifiers, name_headers
from brochure.making.writing.letters import add_soft_hyphens, letters_as_read, plain_bookmarks
from brochure.making.writing.list_items import give_bodies
from brochure.making.writing.long_tables import drop_first_continuations, join_stretches
from brochure.making.writing.marked_content import drop_empty
from brochure.making.writing.page_labels import add_page_labels
from brochure.making.writing.reading_order import paint_in_reading_order
from brochure.making.writing.references import target_of
from brochure.making.writing.tidy_tags import dissolve_repeated, keep_outer_links, tag_contents, tag_notes
from brochure.project.profiles import SCREEN
from brochure.project.sources.project import Project

PANGO_HELP = (
    "the library Pango, which sets the text, is not installed; on Debian and Ubuntu: "
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
_POINTS_PER_PIXEL = 0.75


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document in pages that are not written yet: WeasyPrint's own, the tree it was made from, and its traces."""

    document: Any
    root: ElementTree.Element
    traced: Traced
    variant: str
    """The standard that they will claim, as WeasyPrint calls it."""
    others: tuple[Any, ...] = ()
    """Documents whose pages have been added to it, which must live as long as it does."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What a file holds besides its pages: attachments, the date of everything in it, its identifier, page labels."""

    attachments: tuple[DataFile, ...] = ()
    date: datetime.date = datetime.date(1970, 1, 1)
    identifier: str = "0"
    labels: tuple[str, ...] = ()


def write_pdf(project: Project, laid: LaidOut, filed: Filed) -> bytes:
    """Write a document that is laid out; raises `Faults` when something it needs is not in the project."""
    return write_pages(project, laid.document, laid.variant, filed, contents_entries(laid.root))


def write_pages(
    project: Project, document: Any, variant: str, filed: Filed, entries: Collection[Any] = (), prefix: str = ""
) -> bytes:
    """Write the pages of WeasyPrint's `document`; raises `Faults` when something it needs is not in the project.

    `entries` are the links of the table of contents; what identifies tags begins with `prefix`.
    """
    weasyprint = import_weasyprint()
    from brochure.making.writing.metadata import ArchiveMetadata

    document.metadata = ArchiveMetadata(**vars(document.metadata))
    midnight = datetime.datetime.combine(filed.date, datetime.time(), datetime.UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))  # read by fontTools when it subsets
    mimetypes.add_type(WORKBOOK_TYPE, ".xlsx")  # which not every system knows
    names = {item.name: item.full_name for item in filed.attachments if item.full_name}
    paint_in_reading_order(document)
    keep_outer_links(document)
    plain_bookmarks(document)
    faults = _FaultLog(project)
    with faults.listening(), _profile_left_open(), letters_as_read():
        content: bytes = document.write_pdf(
            attachments=[
                weasyprint.Attachment(
                    string=item.content,
                    name=item.name,
                    description=item.told,
                    created=midnight,
                    modified=midnight,
                    relationship=item.relationship,
                )
                for item in sorted(filed.attachments, key=lambda item: item.name)
            ],
            pdf_identifier=filed.identifier,
            pdf_variant=variant,
            finisher=partial(finish, labels=filed.labels, names=names, entries=entries, prefix=prefix),
        )
    faults.stop()
    return content


def contents_entries(root: ElementTree.Element) -> frozenset[ElementTree.Element]:
    """The links of the tables of contents in a document, or in an element of one."""
    listed = [nav for nav in root.iter("nav") if "contents" in nav.get("class", "").split()]
    return frozenset(link for nav in listed for link in nav.iter("a"))


@contextmanager
def _profile_left_open() -> Iterator[None]:
    """WeasyPrint 70 leaves it to Python to close its colour profile, which Python warns of where it is asked to."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"unclosed file .*\.icc'", ResourceWarning)
        yield


def lay_out(project: Project, html: str, styles: str, variant: str = SCREEN.variant) -> LaidOut:
    """`html`, which must be well-formed XML, in pages that are not written yet.

    `restrict_fonts` must have been called. Raises `Faults` when Pango is missing, or when something the document
    needs is not in the project.
    """
    root = parse_page(project, html)
    return lay_out_tree(project, root, take_out(root), styles, variant)


def lay_out_tree(
    project: Project, root: ElementTree.Element, traced: Traced, styles: str, variant: str = SCREEN.variant
) -> LaidOut:
    """A document as a tree, whose traces have been taken out, in pages; raises `Faults` as `lay_out` does."""
    press = Press(project)
    return LaidOut(press.pages(root, [press.sheet(styles)], variant), root, traced, variant)


class Press:
    """WeasyPrint with the typefaces and pictures of a project; style sheets that it has parsed serve many documents.

    WeasyPrint is given trees that Python's own XML parser made: its HTML parser takes half a second for what this one
    does in twenty milliseconds, and mends in silence what should be told.
    """

    def __init__(self, project: Project) -> None:
        self._weasyprint = import_weasyprint()
        from weasyprint.css.counters import CounterStyle
        from weasyprint.text.fonts import FontConfiguration

        self._project = project
        self._fetcher = _fetcher(project)
        self.fonts = FontConfiguration()
        self._counters = CounterStyle()

    def sheet(self, styles: str) -> Any:
        """A style sheet; raises `Faults` for what WeasyPrint does not know in it."""
        faults = _FaultLog(self._project)
        with faults.listening():
            parsed = self._weasyprint.CSS(
                string=styles,
                base_url=BASE,
                font_config=self.fonts,
                counter_style=self._counters,
                url_fetcher=self._fetcher,
            )
        faults.stop()
        return parsed

    def pages(self, root: ElementTree.Element, sheets: Sequence[Any], variant: str) -> Any:
        """A document in pages, by style sheets of which later ones win; raises `Faults` as `lay_out` does."""
        faults = _FaultLog(self._project)
        with faults.listening():
            document = self._parsed(root).render(
                stylesheets=[*sheets], font_config=self.fonts, counter_style=self._counters, pdf_variant=variant
            )
        faults.stop()
        drop_first_continuations(document)
        return document

    def computed(self, root: ElementTree.Element, sheets: Sequence[Any]) -> Any:
        """What gives the computed style of each element of a document."""
        from weasyprint.css import get_all_computed_styles

        return get_all_computed_styles(self._parsed(root), [*sheets], font_config=self.fonts)

    def _parsed(self, root: ElementTree.Element) -> Any:
        from cssselect2 import ElementWrapper

        page = self._weasyprint.HTML.__new__(self._weasyprint.HTML)
        page.base_url, page.url_fetcher, page.media_type = BASE, self._fetcher, "print"
        page.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        page.etree_element = page.wrapper_element.etree_element
        return page


def import_weasyprint() -> Any:
    """The module `weasyprint`; raises `Faults` with the remedy when its system library is missing."""
    try:
        with redirect_stdout(io.StringIO()):  # WeasyPrint prints advice there when it cannot be loaded
            import weasyprint
    except OSError as error:
        raise Faults.one(Place("pango"), f"{PANGO_HELP} ({str(error).splitlines()[0]})") from None
    return weasyprint


def finish(
    document: Any,
    pdf: Any,
    labels: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    entries: Collection[Any] = (),
    prefix: str = "",
) -> None:
    """Mend the finished objects just before they are written (WeasyPrint's hook `finisher`).

    Header cells get their Scope (ISO 32000-1, table 349) and are named by all cells that they head, an item of a list
    has one body, no tag stands in one of its own kind, no content is empty, a figure's BBox points from the foot of the
    page (table 344), a link says where it goes in the reader's words (ISO 14289-1, 7.18.5), no file is associated
    twice, running heads are artifacts, and a table that runs over pages is one. Pages get their printed numbers as
    `labels`, attached files their full names beside the plain ones (`names`); `entries` are the links of the table of
    contents. What identifies tags begins with `prefix`.
    """
    import pydyf

    target = target_of(pdf)
    make_margins_artifacts(pdf)
    join_stretches(document, pdf)
    name_headers(pdf)
    give_bodies(pdf)
    dissolve_repeated(pdf)
    tag_contents(document, pdf, entries)
    tag_notes(document, pdf)
    drop_empty(pdf)
    add_soft_hyphens(pdf)
    if labels:
        add_page_labels(pdf, labels)
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    _forbid_smoothing(pdf)
    for item in pdf.objects:
        if not isinstance(item, pydyf.Dictionary):
            continue
        if names and item.get("Type") == "/Filespec" and (full := names.get(_text_of(item["F"]))):
            item["UF"] = pydyf.String(full)
        if item.get("S") == "/Figure" and "BBox" in item.get("A", {}):
            height = target(item["Pg"])["TrimBox"][3]
            left, top, right, bottom = (_POINTS_PER_PIXEL * side for side in item["A"]["BBox"])
            item["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))
        if item.get("S") == "/TH":
            group = target(target(item["P"])["P"])
            item["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
    for page in document.pages:
        for *_, box in page.links:
            if box.link_annotation is not None:
                words = box.element.get("title") or _words_of(box.element)
                box.link_annotation["Contents"] = pydyf.String(words or box.element.get("href"))
    list_identifiers(pdf, prefix)


def _text_of(written: Any) -> str:
    """The text that a string object was made of."""
    text = written.string
    return text.decode() if isinstance(text, bytes) else str(text)


def _forbid_smoothing(pdf: Any) -> None:
    """No picture, and no mask of one, is smoothed as a viewer likes (ISO 19005-3, 6.2.8: no /Interpolate)."""
    for item in pdf.objects:
        extra = getattr(item, "extra", {})
        if extra.get("Subtype") == "/Image":
            extra.pop("Interpolate", None)


def _words_of(link: Any) -> str:
    """What a link says, without the places where it may break."""
    return " ".join("".join(link.itertext()).replace("\u200b", "").replace(JOINT, "").split())


def identifier_of(html: str, styles: str, attachments: Sequence[DataFile]) -> str:
    """The identifier of a file: a checksum of all that goes into it."""
    digest = hashlib.sha256(f"{html}\0{styles}".encode())
    for item in attachments:
        digest.update(item.content)
    return digest.hexdigest()[:32]


def _fetcher(project: Project) -> Any:
    """A fetcher that reads files of the project and refuses all else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Reads what lies in the project folder."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The picture that `url` names, as it is printed; raises ValueError or `Faults` where there is none.

            The answer has no address of its own: WeasyPrint would read the file again.
            """
            held = url.startswith("data:")
            content = super().fetch(url, headers).read() if held else read_picture(project, url)
            try:
                return URLFetcherResponse("picture", body=as_printed(content))
            except UnfitPicture as unfit:
                raise ValueError(f"the picture {unfit}") from None

    return ProjectFetcher()


class _FaultLog(logging.Handler):
    """Collects what WeasyPrint logs as warnings or errors."""

    def __init__(self, project: Project) -> None:
        super().__init__(logging.WARNING)
        self.project = project
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message not in self.messages:
            self.messages.append(message)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take the log of WeasyPrint while the block runs."""
        logger = logging.getLogger("weasyprint")
        handlers, propagate = logger.handlers[:], logger.propagate
        logger.handlers, logger.propagate = [self], False
        try:
            yield
        finally:
            logger.handlers, logger.propagate = handlers, propagate

    def stop(self) -> None:
        """Raise `Faults` for what was logged."""
        if self.messages:
            raise Faults(Finding(self._place(m), f"the page cannot be set as it should: {m}") for m in self.messages)

    def _place(self, message: str) -> Place:
        """The first line of the layouts that holds what a message quotes; else the style sheet."""
        layouts = self.project.layouts
        quoted = re.findall(r"[`'\"]([^`'\"]+)[`'\"]", message)
        places = (self.project.first_place(item, layouts / "styles", layouts / "templates") for item in quoted)
        return next(filter(None, places), Place(self.project.name(layouts / "styles" / "brochure.css")))
