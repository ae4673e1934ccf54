"""The PDF's XMP metadata: title and paper, identity, and conformance to both PDF/A and PDF/UA-1.

WeasyPrint states one of the two. PDF/A requires a description of every property that is not its own, so an extension
schema is added for those of PDF/UA and PRISM, the vocabulary of periodicals; and all must be in one `rdf:RDF` (a second
one, as made by WeasyPrint's `xmp_metadata`, is ignored).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
from lxml import etree

from banxin import __version__, clock
from banxin.errors import BanxinError
from banxin.model.edition import Edition
from banxin.model.identity import edition_urn
from banxin.render.pdf import xmp

PRISM = {
    "publicationName": "Title of the periodical",
    "issn": "ISSN of the periodical",
    "number": "Number of the issue",
    "coverDate": "Date on the issue's cover",
    "edition": "Edition of the day",
    "versionIdentifier": "Revision of the issue",
}
"""Property → its description."""


def state_metadata(pdf: Any, edition: Edition) -> None:
    """Replace the metadata of a pydyf PDF. Raises BanxinError when WeasyPrint stated no level of PDF/A."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    old = etree.fromstring(metadata.stream[0])
    part, level = (_stated(old, name) for name in ("part", "conformance"))
    metadata.stream[:] = [xmp.packet(_properties(edition, part, level))]
    pdf.info["Creator"] = pydyf.String(creator())


def _stated(old: Any, name: str) -> str:
    for element in old.iter("{*}Description"):
        found = element.get(f"{{{xmp.NAMESPACES['pdfaid']}}}{name}")
        if found:
            return str(found)
    raise BanxinError("WeasyPrint's metadata is not as expected: this version of it is not supported.")


def creator() -> str:
    """The program that makes the document."""
    return f"banxin {__version__}"


def producer() -> str:
    """The program that writes the PDF."""
    import weasyprint

    return f"WeasyPrint {weasyprint.__version__}"


def document_title(edition: Edition) -> str:
    """The paper's name and the issue's date, as shown in a window or on a shelf."""
    return f"{edition.paper.name} {edition.date.isoformat()}"


def described(edition: Edition) -> Iterator[Any]:
    """Properties that every PDF of an edition has."""
    paper = edition.paper
    yield xmp.titled("dc:title", document_title(edition))
    yield xmp.listed("dc:creator", "Seq", paper.publisher or paper.name)
    yield xmp.listed("dc:publisher", "Bag", paper.publisher or paper.name)
    yield xmp.listed("dc:language", "Bag", paper.language)
    yield xmp.listed("dc:date", "Seq", edition.date.isoformat())
    yield xmp.text("dc:format", "application/pdf")
    yield xmp.text("dc:identifier", edition_urn(edition))
    yield xmp.text("xmp:CreatorTool", creator())
    yield xmp.text("xmp:CreateDate", clock.instant(clock.midnight(edition.date)))
    yield xmp.text("xmp:ModifyDate", clock.instant(clock.modified(edition.changed)))
    yield xmp.text("pdf:Producer", producer())


def _properties(edition: Edition, part: str, level: str) -> Iterator[Any]:
    yield xmp.text("pdfaid:part", part)
    yield xmp.text("pdfaid:conformance", level)
    yield xmp.text("pdfuaid:part", "1")
    yield from described(edition)
    yield xmp.listed("dc:type", "Bag", "Text")
    for name, value in prism(edition).items():
        yield xmp.text(f"prism:{name}", value)
    ua = xmp.schema("PDF/UA identification schema", "pdfuaid", {"part": ("Integer", "Part of PDF/UA")})
    periodical = {name: ("Text", told) for name, told in PRISM.items()}
    yield xmp.schemas(ua, xmp.schema("PRISM basic metadata", "prism", periodical))


def prism(edition: Edition) -> dict[str, str]:
    """The edition's properties in PRISM."""
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


def drop_empty_resources(pdf: Any) -> None:
    """Remove the empty pattern and shading tables that WeasyPrint writes, which some checkers reject."""
    for entry in pdf.objects:
        if isinstance(entry, dict):
            for kind in ("Pattern", "Shading"):
                if entry.get(kind) == {}:
                    del entry[kind]
