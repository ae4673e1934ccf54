"""XMP packets: the metadata of a PDF, all in one `rdf:RDF`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
HEAD = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
TAIL = b'\n<?xpacket end="r"?>'

_RDF = ElementMaker(namespace=NAMESPACES["rdf"], nsmap=NAMESPACES)
_ABOUT = f"{{{NAMESPACES['rdf']}}}about"
_RESOURCE = {f"{{{NAMESPACES['rdf']}}}parseType": "Resource"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def packet(properties: Iterable[Any]) -> bytes:
    """The packet with these properties of the document."""
    root = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    root.append(_RDF.RDF(_RDF.Description({_ABOUT: ""}, *properties)))
    etree.cleanup_namespaces(root)
    return HEAD + bytes(etree.tostring(root, encoding="utf-8")) + TAIL


def text(name: str, value: str) -> Any:
    """A property with a plain value; `name` with its prefix, such as `dc:format`."""
    element = etree.Element(_qualified(name))
    element.text = value
    return element


def listed(name: str, kind: str, value: str) -> Any:
    """A property that is a list (Bag or Seq), here of one value."""
    return _holding(name, getattr(_RDF, kind)(_RDF.li(value)))


def titled(name: str, value: str) -> Any:
    """A property with a value for each language, here one for all."""
    return _holding(name, _RDF.Alt(_RDF.li({_LANG: "x-default"}, value)))


def schemas(*described: Any) -> Any:
    """The descriptions of schemas that are not PDF/A's own (ISO 19005-2, 6.6.2.3), each made by `schema`."""
    return _holding("pdfaExtension:schemas", _RDF.Bag(*described))


def schema(title: str, prefix: str, properties: dict[str, tuple[str, str]]) -> Any:
    """The description of a schema: property → (type of its value, description)."""
    rows = []
    for name, (kind, told) in properties.items():
        row = _RDF.li(_RESOURCE)
        entries = {"name": name, "valueType": kind, "category": "internal", "description": told}
        row.extend(text(f"pdfaProperty:{key}", value) for key, value in entries.items())
        rows.append(row)
    described = _RDF.li(_RESOURCE)
    described.append(text("pdfaSchema:schema", title))
    described.append(text("pdfaSchema:namespaceURI", NAMESPACES[prefix]))
    described.append(text("pdfaSchema:prefix", prefix))
    described.append(_holding("pdfaSchema:property", _RDF.Seq(*rows)))
    return described


def _holding(name: str, kid: Any) -> Any:
    element = etree.Element(_qualified(name))
    element.append(kid)
    return element


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
