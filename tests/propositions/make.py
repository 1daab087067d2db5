"""Makes the sample propositions of this folder again, each by the program that it is named after.

From the project's folder, where LibreOffice (`soffice`), Chromium and pdfTeX are installed, and the Python packages
typst and pyhanko::

    python -m tests.propositions.make [NAME...]

No test runs this: the files are committed as those programs wrote them, and README.md tells which versions they were.
What a program writes is left as it is. Only the hosts that want a decision (locked, cut short, ...) are made from the
others by hand.
"""

import datetime
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf

from tests.support.propositions import FOLDER, FONTS, SOURCES, proposition, typeset

_DAY = "1444176000"  # 7 October 2015, the day on which the sample says it was made
_FONTCONFIG = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{}</dir></fontconfig>'
_XFA = (
    b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/">'
    b'<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="merknad"/></template></xdp:xdp>'
)
_LOOK_ONLY = pikepdf.Permissions(modify_assembly=False, modify_form=False, modify_other=False, modify_annotation=False)


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
    return _pdftex("prop")


def pdftex_tagged() -> bytes:
    """Tagged by tagpdf, which writes a class map, a table of identifiers and many roles; claims no standard."""
    return _pdftex("prop-tagged")


def encrypted_owner() -> bytes:
    """Opens without a password; only the owner's allows changes."""
    return _saved("typst", lambda pdf: None, encryption=pikepdf.Encryption(owner="eier", user="", allow=_LOOK_ONLY))


def encrypted_user() -> bytes:
    """Opens only with a password, «leser»."""
    return _saved("typst", lambda pdf: None, encryption=pikepdf.Encryption(owner="eier", user="leser"))


def signed() -> bytes:
    """Signed with a certificate that was made for this and thrown away."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    writer = IncrementalPdfFileWriter(io.BytesIO(proposition("libreoffice").read_bytes()))
    details = signers.PdfSignatureMetadata(field_name="Signatur", reason="Eksempel", name="Eksempeldepartementet")
    made: bytes = signers.sign_pdf(writer, details, signer=_signer()).getvalue()
    return made


def cut_short() -> bytes:
    """As a transfer that broke off leaves it: without its end, where a PDF says where all its objects are."""
    whole = proposition("typst").read_bytes()
    return whole[: len(whole) * 6 // 10]


def damaged() -> bytes:
    """With a stretch in its middle missing, so that its table of objects points beside them."""
    whole = proposition("libreoffice").read_bytes()
    return whole[: len(whole) // 2] + whole[len(whole) // 2 + 400 :]


def xfa() -> bytes:
    """With a form in XFA, which other programs than its maker's draw as a page that says to update."""

    def change(pdf: Any) -> None:
        pdf.Root.AcroForm.XFA = pdf.make_stream(_XFA)

    return _saved("libreoffice-form", change)


def portfolio() -> bytes:
    """A collection: files in a cover that only says how to open them."""

    def change(pdf: Any) -> None:
        pdf.attachments["del-1.pdf"] = proposition("weasyprint").read_bytes()
        pdf.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection, View=pikepdf.Name.D)

    return _saved("chromium-untagged", change)


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
    "pdftex-tagged": pdftex_tagged,
    # made from those above
    "encrypted-owner": encrypted_owner,
    "encrypted-user": encrypted_user,
    "signed": signed,
    "cut-short": cut_short,
    "damaged": damaged,
    "xfa": xfa,
    "portfolio": portfolio,
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


def _pdftex(source: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(3):  # until the table of contents is right
            _run("pdflatex", "-interaction=batchmode", f"-output-directory={folder}", f"{source}.tex")
        return Path(folder, f"{source}.pdf").read_bytes()


def _saved(name: str, change: Callable[[Any], None], **options: Any) -> bytes:
    with pikepdf.open(proposition(name)) as pdf:
        change(pdf)
        pdf.save(target := io.BytesIO(), **options)
        return target.getvalue()


def _signer() -> Any:
    """Somebody with a key and a certificate of their own making, for ten years."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
    from pyhanko.sign.signers import SimpleSigner

    key, today = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Eksempeldepartementet (prøve)")])
    draft = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    draft = draft.not_valid_before(today).not_valid_after(today + datetime.timedelta(days=3650))
    certificate, word = draft.sign(key, hashes.SHA256()), b"eksempel"
    both = pkcs12.serialize_key_and_certificates(b"eksempel", key, certificate, None, BestAvailableEncryption(word))
    return SimpleSigner.load_pkcs12_data(both, other_certs=[], passphrase=word)


def _only_our_fonts(folder: Path) -> dict[str, str]:
    settings = folder / "fonts.conf"
    settings.write_text(_FONTCONFIG.format(FONTS), "utf-8")
    return {"FONTCONFIG_FILE": str(settings)}


def _run(*command: str, **environment: str) -> None:
    subprocess.run(command, cwd=SOURCES, check=True, timeout=300, capture_output=True, env=os.environ | environment)


if __name__ == "__main__":
    for name in sys.argv[1:] or MAKERS:
        (FOLDER / f"{name}.pdf").write_bytes(MAKERS[name]())
