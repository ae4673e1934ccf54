"""State in the file that it is PDF/UA-1 as well as PDF/A-2a.

WeasyPrint writes one of the two. PDF/A wants every foreign property described, so the extension schema comes with the
statement, and both must stand in the first `rdf:RDF` (a second one, as `xmp_metadata` makes, is ignored).
"""

from __future__ import annotations

from typing import Any

from banxin.errors import BanxinError

END = b"</rdf:RDF>"
PDF_UA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""  # ISO 14289-1, 5; ISO 19005-2, 6.6.2.3


def state_accessibility(pdf: Any) -> None:
    """Add the statement of PDF/UA-1 to the metadata of a pydyf PDF. Raises BanxinError where WeasyPrint wrote none."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    content = metadata.stream[0]
    if content.count(END) != 1:
        raise BanxinError("WeasyPrint's metadata is not as expected: this version of it is not supported.")
    metadata.stream[0] = content.replace(END, PDF_UA + END)


def drop_empty_resources(pdf: Any) -> None:
    """Take out the empty pattern and shading tables that WeasyPrint writes: some checkers refuse to judge them."""
    for entry in pdf.objects:
        if isinstance(entry, dict):
            for kind in ("Pattern", "Shading"):
                if entry.get(kind) == {}:
                    del entry[kind]
