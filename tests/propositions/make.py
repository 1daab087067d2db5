"""Makes the sample propositions of this folder again, each by the program that it is named after.

From the project's folder, where LibreOffice (`soffice`), Chromium and pdfTeX are installed, and the Python packages
typst and pyhanko::

    python -m tests.propositions.make [NAME...]

No test runs this: the files are committed as those programs wrote them, and README.md tells which versions they were.
What a program writes is left as it is. Only the hosts that want a decision (locked, cut short, ...) are made from the
others by hand.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.propositions import FOLDER, FONTS, SOURCES, typeset

_DAY = "1444176000"  # 7 October 2015, the day on which the sample says it was made
_FONTCONFIG = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{}</dir></fontconfig>'


def libreoffice() -> bytes:
    """PDF/UA-1 and PDF/A-3b, tagged."""
    return _writer(SelectPdfVersion=3, PDFUACompliance=True, ExportFormFields=False)


def libreoffice_form() -> bytes:
    """PDF/UA-1 with form fields, which PDF/A would not let it write, and the source attached."""
    return _writer(SelectPdfVersion=17, PDFUACompliance=True, ExportFormFields=True, IsAddStream=True)


def typst() -> bytes:
    """PDF/UA-1 and PDF/A-3a."""
    return typeset("prop.typ")


def weasyprint() -> bytes:
    """PDF/UA-1."""
    return _weasyprint("pdf/ua-1")


def weasyprint_3a() -> bytes:
    """PDF/A-3a."""
    return _weasyprint("pdf/a-3a")


def weasyprint_ua2() -> bytes:
    """PDF/UA-2, that is PDF 2.0, whose tags have namespaces."""
    return _weasyprint("pdf/ua-2")


def chromium() -> bytes:
    """Tagged, with bookmarks; conforms to no standard."""
    return _chromium("--generate-pdf-document-outline")


def chromium_untagged() -> bytes:
    """Without tags."""
    return _chromium("--disable-pdf-tagging")


def pdftex() -> bytes:
    """Without tags, with named destinations, page labels and a form field by hyperref."""
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(3):  # until the table of contents is right
            _run("pdflatex", "-interaction=batchmode", f"-output-directory={folder}", "prop.tex")
        return Path(folder, "prop.pdf").read_bytes()


MAKERS: dict[str, Callable[[], bytes]] = {
    "libreoffice": libreoffice,
    "libreoffice-form": libreoffice_form,
    "typst": typst,
    "weasyprint": weasyprint,
    "weasyprint-3a": weasyprint_3a,
    "weasyprint-ua2": weasyprint_ua2,
    "chromium": chromium,
    "chromium-untagged": chromium_untagged,
    "pdftex": pdftex,
}


def _writer(**options: bool | int) -> bytes:
    always = {"UseTaggedPDF": True, "ExportBookmarks": True, "ExportBookmarksToPDFDestination": True}
    settings = {
        name: {"type": "boolean" if isinstance(value, bool) else "long", "value": str(value).lower()}
        for name, value in (always | options).items()
    }
    with tempfile.TemporaryDirectory() as folder:
        _run(
            "soffice",
            f"-env:UserInstallation=file://{folder}/user",
            "--headless",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(settings)}",
            "--outdir",
            folder,
            "prop.fodt",
            **_only_our_fonts(Path(folder)),
        )
        return Path(folder, "prop.pdf").read_bytes()


def _weasyprint(variant: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= _only_our_fonts(Path(folder)) | {"SOURCE_DATE_EPOCH": _DAY}
        import weasyprint as program

        document: Any = program.HTML(SOURCES / "prop.html")
        made: bytes = document.write_pdf(pdf_variant=variant, pdf_identifier=variant.encode())
        return made


def _chromium(*options: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "prop.pdf")
        always = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}")
        _run("chromium", *always, *options, "prop.html")
        return target.read_bytes()


def _only_our_fonts(folder: Path) -> dict[str, str]:
    settings = folder / "fonts.conf"
    settings.write_text(_FONTCONFIG.format(FONTS), "utf-8")
    return {"FONTCONFIG_FILE": str(settings)}


def _run(*command: str, **environment: str) -> None:
    subprocess.run(command, cwd=SOURCES, check=True, timeout=300, capture_output=True, env=os.environ | environment)


if __name__ == "__main__":
    for name in sys.argv[1:] or MAKERS:
        (FOLDER / f"{name}.pdf").write_bytes(MAKERS[name]())
