"""Whether the file has a title, and programs show it instead of the file's name (ISO 14289-1, 7.1)."""

import re
from collections.abc import Iterator

from brochure.attaching.validation.check import Check, Hit, shortened
from brochure.attaching.validation.opened import OpenedPdf
from brochure.attaching.validation.words import read_words
from brochure.pdf import objects

_FILE_NAME = re.compile(
    r".*\.(?:docx?|pdf|indd|odt|tex|html?|pptx?|xlsx?|txt|rtf|md)|Microsoft \w+ - .*", re.IGNORECASE
)


def _title(opened: OpenedPdf) -> Iterator[Hit]:
    title = opened.metadata.title
    if not title:
        yield Hit("the file has no title in its metadata (dc:title)")
    elif _FILE_NAME.fullmatch(title) or title == opened.path.stem:
        yield Hit(f"the title of the file, {shortened(title)}, is the name of a file; give it the title of the text")
    elif title.casefold() in read_words().titles:
        yield Hit(f"the title of the file, {shortened(title)}, says nothing; give it the title of the text")


def _not_shown(opened: OpenedPdf) -> Iterator[Hit]:
    if objects.below(opened.pdf.Root, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        yield Hit("programs show the name of the file instead of its title (ViewerPreferences, DisplayDocTitle)")


CHECKS = (
    Check("pdf-title", "The file has no title in its metadata, or the name of a file for one.", _title),
    Check("pdf-title-hidden", "The file does not ask programs to show its title.", _not_shown),
)
