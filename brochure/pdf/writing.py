"""HTML and CSS to PDF bytes by WeasyPrint: the same bytes each time, from the project's files alone.

What WeasyPrint only warns of (a file it cannot reach, a missing glyph, an anchor that is not there) is a fault
here. `finish` mends what WeasyPrint 70 writes but assistive programs want otherwise.
"""

import datetime
import gc
import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from brochure.findings import Faults, Finding, Place
from brochure.pdf.attachments import DataFile
from brochure.sources.project import Project
from brochure.timing import Timings

VARIANT = "pdf/a-3a"
Styles = Callable[[Mapping[str, int] | None], str]
"""Gives the style sheet for page numbers that are known, or for None one that counts them."""
PANGO_HELP = (
    "the library Pango, which sets the text, is not installed; on Debian and Ubuntu: "
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
_POINTS_PER_PIXEL = 0.75


@dataclass(frozen=True, slots=True)
class Written:
    """A finished PDF, its number of pages, and the page that each anchor stands on, counted from 1."""

    content: bytes
    pages: int
    page_numbers: Mapping[str, int]


def write_pdf(
    project: Project,
    html: str,
    styles: Styles,
    attachments: Sequence[DataFile],
    date: datetime.date,
    timings: Timings,
    expected: Mapping[str, int] | None = None,
) -> Written:
    """Set `html` and write it, with `attachments`; every date in the file is `date`.

    `styles` gives the style sheet for known page numbers, or, for None, one that counts them, which takes a second
    pass over the pages. `expected` are the numbers of an earlier build: they are printed, and when one of them turns
    out wrong the pages are set anew with counting; the bytes are the same either way.

    `restrict_fonts` must have been called. Raises `Faults` when Pango is missing, or when something the document
    needs is not in the project.
    """
    with timings.stage("import of WeasyPrint"):
        weasyprint = import_weasyprint()
        from brochure.pdf.metadata import ArchiveMetadata
    midnight = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))  # read by fontTools when it subsets
    faults = _FaultLog(project)
    with faults.listening(), _without_garbage_collection():
        with timings.stage("layout"):
            setter = _Setter(project, weasyprint, html)
            document = setter.pages(styles(expected)) if expected else setter.pages(styles(None))
            if expected and page_numbers(document) != expected:
                document = setter.pages(styles(None))
            document.metadata = ArchiveMetadata(**vars(document.metadata))
        with timings.stage("writing"):
            content = document.write_pdf(
                attachments=[
                    weasyprint.Attachment(
                        string=item.content,
                        name=item.name,
                        description=item.description,
                        created=midnight,
                        modified=midnight,
                        relationship="Data",
                    )
                    for item in sorted(attachments, key=lambda item: item.name)
                ],
                pdf_identifier=_identifier(html, styles(None), attachments),
                pdf_variant=VARIANT,
                finisher=finish,
            )
    faults.stop()
    return Written(content, len(document.pages), page_numbers(document))


def page_numbers(document: Any) -> dict[str, int]:
    """The page that each anchor of a set document stands on, counted from 1."""
    numbers: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for anchor in page.anchors:
            numbers.setdefault(anchor, number)  # what runs on to a next page has its anchor there again
    return numbers


class _Setter:
    """Sets one HTML document with one style sheet or another."""

    def __init__(self, project: Project, weasyprint: Any, html: str) -> None:
        self.weasyprint = weasyprint
        self.fetcher = _fetcher(project)
        self.source = weasyprint.HTML(string=html, base_url=f"{project.root.as_uri()}/", url_fetcher=self.fetcher)

    def pages(self, styles: str) -> Any:
        """The document in pages."""
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        sheet = self.weasyprint.CSS(string=styles, font_config=fonts, url_fetcher=self.fetcher)
        return self.source.render(stylesheets=[sheet], font_config=fonts, pdf_variant=VARIANT)


def import_weasyprint() -> Any:
    """The module `weasyprint`; raises `Faults` with the remedy when its system library is missing."""
    try:
        import weasyprint
    except OSError as error:
        raise Faults.one(Place("pango"), f"{PANGO_HELP} ({str(error).splitlines()[0]})") from None
    return weasyprint


def finish(document: Any, pdf: Any) -> None:
    """Mend the finished objects just before they are written (WeasyPrint's hook `finisher`).

    Header cells get their Scope (ISO 32000-1, table 349), a figure's BBox points from the foot of the page
    (table 344), a link says where it goes in the reader's words (ISO 14289-1, 7.18.5), and no file is associated
    twice.
    """
    import pydyf

    def target(reference: bytes) -> Any:
        return pdf.objects[int(reference.split()[0])]

    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for item in pdf.objects:
        if not isinstance(item, pydyf.Dictionary):
            continue
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
                words = box.element.get("title") or " ".join("".join(box.element.itertext()).split())
                box.link_annotation["Contents"] = pydyf.String(words or box.element.get("href"))


def _identifier(html: str, styles: str, attachments: Sequence[DataFile]) -> str:
    digest = hashlib.sha256(f"{html}\0{styles}".encode())
    for item in attachments:
        digest.update(item.content)
    return digest.hexdigest()[:32]


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Layout makes many objects that live to its end; looking for garbage among them is wasted time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _fetcher(project: Project) -> Any:
    """A fetcher that reads files of the project and refuses all else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Reads what lies in the project folder."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The file that `url` names; raises ValueError for anything outside the project."""
            parts = urlsplit(url)
            if parts.scheme == "data":
                return super().fetch(url, headers)
            path = Path(unquote(parts.path))
            if parts.scheme != "file" or not path.resolve().is_relative_to(project.root):
                raise ValueError("it lies outside the project; copy it into the project folder")
            return URLFetcherResponse(url, body=project.read_bytes(path))

    return ProjectFetcher()


class _FaultLog(logging.Handler):
    """Collects what WeasyPrint and fontTools log as warnings or errors."""

    _IGNORED = ("Ignored `",)

    def __init__(self, project: Project) -> None:
        super().__init__(logging.WARNING)
        self.place = Place(project.name(project.layouts / "styles" / "brochure.css"))
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
            raise Faults(Finding(self.place, f"the page cannot be set as it should: {m}") for m in self.messages)
