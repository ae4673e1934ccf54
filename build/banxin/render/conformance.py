"""What the PDF says about itself, in XMP: title and paper, identity, and that it is PDF/A and PDF/UA-1 at once.

WeasyPrint states one of the two. PDF/A wants every property described that is not its own, so an extension schema comes
with those of PDF/UA and PRISM, the vocabulary of periodicals; and all must stand in one `rdf:RDF` (a second one, as
WeasyPrint's `xmp_metadata` makes, is ignored).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
from lxml import etree
from lxml.builder import ElementMaker

from banxin import __version__, clock
from banxin.errors import BanxinError
from banxin.model.edition import Edition
from banxin.render.epub_metadata import book_identifier

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
PRISM = {
    "publicationName": "Title of the periodical",
    "issn": "ISSN of the periodical",
    "number": "Number of the issue",
    "coverDate": "Date on the issue's cover",
    "edition": "Edition of the day",
    "versionIdentifier": "Revision of the issue",
}
"""Property → what it is told to be."""
HEAD = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
TAIL = b'\n<?xpacket end="r"?>'

_RDF = ElementMaker(namespace=NAMESPACES["rdf"], nsmap=NAMESPACES)
_DESCRIPTION = f"{{{NAMESPACES['rdf']}}}about"
_RESOURCE = {f"{{{NAMESPACES['rdf']}}}parseType": "Resource"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def state_metadata(pdf: Any, edition: Edition) -> None:
    """Write the metadata of a pydyf PDF anew. Raises BanxinError where WeasyPrint stated no level of PDF/A."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    old = etree.fromstring(metadata.stream[0])
    part, level = (_stated(old, name) for name in ("part", "conformance"))
    root = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    description = _RDF.Description({_DESCRIPTION: ""}, *_properties(edition, part, level))
    root.append(_RDF.RDF(description))
    metadata.stream[:] = [HEAD + etree.tostring(root, encoding="utf-8") + TAIL]
    pdf.info["Creator"] = pydyf.String(_creator())


def _stated(old: Any, name: str) -> str:
    for element in old.iter("{*}Description"):
        found = element.get(f"{{{NAMESPACES['pdfaid']}}}{name}")
        if found:
            return str(found)
    raise BanxinError("WeasyPrint's metadata is not as expected: this version of it is not supported.")


def _creator() -> str:
    return f"banxin {__version__}"


def _properties(edition: Edition, part: str, level: str) -> Iterator[Any]:
    paper = edition.paper
    yield _text("pdfaid:part", part)
    yield _text("pdfaid:conformance", level)
    yield _text("pdfuaid:part", "1")
    yield _element("dc:title", _RDF.Alt(_RDF.li({_LANG: "x-default"}, document_title(edition))))
    yield _list("dc:creator", "Seq", paper.publisher or paper.name)
    yield _list("dc:publisher", "Bag", paper.publisher or paper.name)
    yield _list("dc:language", "Bag", paper.language)
    yield _list("dc:date", "Seq", edition.date.isoformat())
    yield _list("dc:type", "Bag", "Text")
    yield _text("dc:format", "application/pdf")
    yield _text("dc:identifier", book_identifier(edition))
    yield _text("xmp:CreatorTool", _creator())
    yield _text("xmp:CreateDate", f"{clock.midnight(edition.date):%Y-%m-%dT%H:%M:%SZ}")
    yield _text("xmp:ModifyDate", f"{clock.modified(edition.date):%Y-%m-%dT%H:%M:%SZ}")
    yield _text("pdf:Producer", _producer())
    for name, value in prism(edition).items():
        yield _text(f"prism:{name}", value)
    ua = _schema("PDF/UA identification schema", "pdfuaid", {"part": ("Integer", "Part of PDF/UA")})
    periodical = {name: ("Text", told) for name, told in PRISM.items()}
    yield _element("pdfaExtension:schemas", _RDF.Bag(ua, _schema("PRISM basic metadata", "prism", periodical)))


def document_title(edition: Edition) -> str:
    """The paper's name and the issue's date: what a window and a shelf show."""
    return f"{edition.paper.name} {edition.date.isoformat()}"


def prism(edition: Edition) -> dict[str, str]:
    """What PRISM has words for and the edition knows."""
    number = "".join(character for character in edition.number if character.isdigit())
    found = {
        "publicationName": edition.paper.name,
        "issn": edition.paper.issn,
        "number": number,
        "coverDate": edition.date.isoformat(),
        "edition": edition.suffix,
        "versionIdentifier": str(edition.revision),
    }
    return {name: value for name, value in found.items() if value}


def _producer() -> str:
    import weasyprint

    return f"WeasyPrint {weasyprint.__version__}"


def _name(qualified: str) -> str:
    prefix, _, local = qualified.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _element(name: str, *kids: Any) -> Any:
    element = etree.Element(_name(name))
    element.extend(kids)
    return element


def _text(name: str, value: str) -> Any:
    element = etree.Element(_name(name))
    element.text = value
    return element


def _list(name: str, kind: str, value: str) -> Any:
    return _element(name, getattr(_RDF, kind)(_RDF.li(value)))


def _schema(title: str, prefix: str, properties: dict[str, tuple[str, str]]) -> Any:
    """The description of a schema that is not PDF/A's own (ISO 19005-2, 6.6.2.3)."""
    rows = []
    for name, (kind, told) in properties.items():
        row = _RDF.li(_RESOURCE)
        entries = {"name": name, "valueType": kind, "category": "internal", "description": told}
        row.extend(_text(f"pdfaProperty:{key}", value) for key, value in entries.items())
        rows.append(row)
    schema = _RDF.li(_RESOURCE)
    schema.append(_text("pdfaSchema:schema", title))
    schema.append(_text("pdfaSchema:namespaceURI", NAMESPACES[prefix]))
    schema.append(_text("pdfaSchema:prefix", prefix))
    schema.append(_element("pdfaSchema:property", _RDF.Seq(*rows)))
    return schema


def drop_empty_resources(pdf: Any) -> None:
    """Take out the empty pattern and shading tables that WeasyPrint writes: some checkers refuse to judge them."""
    for entry in pdf.objects:
        if isinstance(entry, dict):
            for kind in ("Pattern", "Shading"):
                if entry.get(kind) == {}:
                    del entry[kind]
