"""The document metadata (XMP) of a file that is PDF/A-3a and PDF/UA-1 at once.

ISO 14289-1, 5, wants `pdfuaid:part`; ISO 19005-3, 6.6.2.3, wants its schema to be declared in an extension schema.
"""

from weasyprint.pdf.metadata import DocumentMetadata

_END = b"</rdf:RDF>"
_PDFUA_IDENTIFICATION = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class ArchiveMetadata(DocumentMetadata):  # type: ignore[misc]  # WeasyPrint has no types
    """WeasyPrint's metadata with the identification of PDF/UA-1 added."""

    def generate_rdf_metadata(self, variant: str, version: str, conformance: str) -> bytes:
        """The XMP packet; plain bytes are spliced in, since the schema's prefixes are prescribed."""
        packet: bytes = super().generate_rdf_metadata(variant, version, conformance)
        if packet.count(_END) != 1:
            raise RuntimeError("the metadata of this WeasyPrint version has another form than expected")
        return packet.replace(_END, _PDFUA_IDENTIFICATION + _END)
