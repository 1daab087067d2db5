"""From a composed edition to pages that are ready to be written: what is attached to them, and what is recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from brochure.findings import Finding
from brochure.making.laid_out.elements import Elements, Sheets
from brochure.making.laid_out.reading import read_pages
from brochure.making.pages.content import Brochure
from brochure.making.pages.document import Composed
from brochure.making.pages.templates import layout_texts
from brochure.making.pages.traces import Traced
from brochure.making.recording.grounds import cells_behind_text
from brochure.making.recording.positions import Shown, read_positions
from brochure.making.recording.recording import record
from brochure.making.spreadsheets.plain import csv_for_people
from brochure.making.spreadsheets.sheets import tables_for_people
from brochure.making.spreadsheets.workbook import workbook_of
from brochure.making.stages import Gathered
from brochure.making.writing.attachments import DataFile, csv_of_cells, csv_of_several
from brochure.making.writing.writing import Filed, LaidOut
from brochure.manifest.model import FILE_NAME, Manifest, PageRecord
from brochure.project.file_names import plain_name
from brochure.project.words import Words
from brochure.statistics.remarks import remarks_on


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages ready to be written, what is attached to them, and their manifest; `findings` are what is seen on them."""

    write: Callable[[Filed], bytes]
    manifest: Manifest
    attachments: tuple[DataFile, ...]
    findings: tuple[Finding, ...] = ()


def recorded_content(
    composed: Composed, traced: Traced, findings: Sequence[Finding], *, for_people: bool = True
) -> tuple[Manifest, Shown, tuple[DataFile, ...]]:
    """A manifest without pages, what is needed to make them, and the data behind figures and numbers.

    Spreadsheets are among the data where they are to be published: `for_people`.
    """
    gathered, brochure = composed.gathered, composed.brochure
    data = data_files(gathered, brochure)
    behind_text = data_of_text(gathered)
    files = (*data.values(), behind_text)
    sheets = spreadsheets(gathered, brochure, {file.name for file in files}) if for_people else ()
    manifest, shown = record(composed.project, gathered, brochure, traced, data, behind_text, composed.drawings, sheets)
    told = manifest.model_copy(update={"findings": tuple(map(str, findings))})
    return told, shown, (*files, *sheets)


def sheets_of(laid: LaidOut, composed: Composed) -> Sheets:
    """Laid-out pages, read once for all that is asked of them."""
    elements = Elements(laid.root, layout_texts(composed.project))
    problems = {name: drawing.problems for name, drawing in composed.drawings.items() if drawing.problems}
    return Sheets(read_pages(laid.document, elements), elements, composed.theme, problems)


def positions_on(sheets: Sheets, traced: Traced, shown: Shown, composed: Composed) -> tuple[PageRecord, ...]:
    """Where everything stands on laid-out pages."""
    return read_positions(sheets.pages, sheets.elements, traced, shown, composed.width)


def data_files(gathered: Gathered, brochure: Brochure) -> dict[str, DataFile]:
    """The CSV behind each figure, by its name in the order of the figures, and behind each sparkline."""
    words = gathered.words
    files: dict[str, DataFile] = {}
    taken = {FILE_NAME, _file_of_text(words)}

    def attach(key: str, name: str, description: str) -> None:
        shown = gathered.figures[key]
        plain = plain_name(name, taken)
        taken.add(plain)
        said = [f"{remark.mark}: {remark.meaning}" for remark in remarks_on(shown.cells, words)]
        told = f"{description} ({'; '.join(said)})" if said else description
        content = csv_of_cells(shown.cells, words, shown.shares)
        files[key] = DataFile(plain, told, content, full_name=name if name != plain else "")

    for figure in brochure.figures:
        name = f"{words('figure.inline')}-{figure.number:02d}-{figure.name}.csv"
        description = words("attachment.figure", number=figure.number, title=figure.title)
        attach(figure.name, name, description)
    for spark in gathered.text.sparklines:
        name = f"{words('key_figure.file')}-{spark}.csv"
        description = words("attachment.key_figure", subtitle=gathered.text.words_of[spark].subtitle)
        attach(spark, name, description)
    return files


def data_of_text(gathered: Gathered) -> DataFile:
    """The CSV of all cells that numbers in the text and cells of tables are taken or computed from."""
    words = gathered.words
    content = csv_of_several(cells_behind_text(gathered), words)
    name, plain = f"{words('attachment.text_file')}.csv", _file_of_text(words)
    return DataFile(plain, words("attachment.text"), content, full_name=name if name != plain else "")


def spreadsheets(gathered: Gathered, brochure: Brochure, taken: set[str]) -> tuple[DataFile, ...]:
    """What people open in a spreadsheet: a CSV for each figure and table, and one workbook; no name is `taken`."""
    words, settings = gathered.words, gathered.edition.settings
    sheets, taken = tables_for_people(gathered, brochure), {*taken, FILE_NAME}
    files: list[DataFile] = []

    def attach(name: str, description: str, content: bytes) -> None:
        plain = plain_name(name, taken)
        taken.add(plain)
        files.append(DataFile(plain, description, content, full_name=name if name != plain else ""))

    for sheet in sheets:
        description = words("sheet.csv", exhibit=sheet.name, title=sheet.title)
        attach(f"{sheet.file}-excel.csv", description, csv_for_people(sheet, words))
    if sheets:
        content = workbook_of(sheets, brochure, settings.date, words)
        attach(f"{words('sheet.file')}-{brochure.budget_year}.xlsx", words("sheet.described"), content)
    return tuple(files)


def _file_of_text(words: Words) -> str:
    return plain_name(f"{words('attachment.text_file')}.csv")
