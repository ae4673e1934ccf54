"""The print PDF: PDF/X-4 for the press's inks, made of the drawn pages.

ISO 15930-7. It is a separate file, since it cannot have tags, links and sRGB, which archives and readers need.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Name, String

from banxin import clock
from banxin.model.edition import Edition
from banxin.press.content import Drawn, add_states, separate
from banxin.press.inks import Inks
from banxin.press.printer_marks import REGISTRATION, add_boxes_and_marks, registration_colour
from banxin.press.separated_pictures import separate_picture
from banxin.render.pdf import xmp
from banxin.render.pdf.conformance import creator, described, document_title, producer

CONFORMANCE = "PDF/X-4"
NAMESPACE = uuid.UUID("d2b0cf6c-6f0f-5b8f-9a5c-6a5f0e8e2f11")
FOR_READERS = (
    "/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Threads", "/PageLabels", "/Lang", "/AF", "/OutputIntents",
    "/ViewerPreferences",
)  # fmt: skip
"""Catalogue entries for readers."""


@dataclass(frozen=True, slots=True)
class SeparatedPage:
    """Figures of a page of the print PDF."""

    number: int
    """From 1, in the order of the file."""
    thinnest_pt: float
    most_ink: float
    """Percent."""


@dataclass(frozen=True, slots=True)
class Print:
    """The print PDF and its figures."""

    pdf: bytes
    pages: tuple[SeparatedPage, ...]


def make_print(pdf: bytes, edition: Edition, inks: Inks) -> Print:
    """The print PDF of drawn pages. Raises PressError for content that cannot be printed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = tuple(_separate_pages(document, inks))
        for page in document.pages:
            add_boxes_and_marks(document, page)
        _strip(document)
        _state(document, edition, inks)
        document.remove_unreferenced_resources()
        document.save(
            out, force_version="1.6", deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return Print(out.getvalue(), pages)


def _separate_pages(document: pikepdf.Pdf, inks: Inks) -> list[SeparatedPage]:
    registration = registration_colour(document)
    most: dict[tuple[int, int], float] = {}
    prepared: set[tuple[int, int]] = set()
    pages = []
    for number, page in enumerate(document.pages, 1):
        resources = page.Resources
        pictures = _pictures(resources)
        for picture in pictures.values():
            if picture.objgen not in most:
                most[picture.objgen] = separate_picture(picture, inks)
        if resources.objgen == (0, 0) or resources.objgen not in prepared:
            prepared.add(resources.objgen)
            add_states(resources)
            resources.ColorSpace = pikepdf.Dictionary({str(REGISTRATION): registration})
        pages.append(_told(number, separate(document, page, inks), pictures, most))
    return pages


def _pictures(resources: Any) -> dict[str, pikepdf.Stream]:
    """Name → picture, for all that a page may draw."""
    found = resources.get("/XObject", pikepdf.Dictionary())
    return {name: item for name, item in found.items() if item.get("/Subtype") == Name.Image}


def _told(
    number: int, drawn: Drawn, pictures: Mapping[str, pikepdf.Stream], most: Mapping[tuple[int, int], float]
) -> SeparatedPage:
    inks = (most[pictures[name].objgen] for name in drawn.pictures)
    return SeparatedPage(number, drawn.thinnest_pt, max((drawn.most_ink, *inks)))


def _strip(document: pikepdf.Pdf) -> None:
    for key in FOR_READERS:
        if key in document.Root:
            del document.Root[key]
    for page in document.pages:
        for key in ("/Annots", "/B", "/StructParents", "/Tabs"):
            if key in page.obj:
                del page.obj[key]


def _state(document: pikepdf.Pdf, edition: Edition, inks: Inks) -> None:
    """Declare its press and that it is PDF/X-4."""
    profile = document.make_stream(inks.profile)
    profile.N = 4
    intent = pikepdf.Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String("Custom"),
        Info=String(inks.name),
        DestOutputProfile=profile,
    )
    document.Root.OutputIntents = pikepdf.Array([document.make_indirect(intent)])
    metadata = document.make_stream(xmp.packet(_properties(edition)))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    document.Root.Metadata = metadata
    moments = {"CreationDate": clock.midnight(edition.date), "ModDate": clock.modified(edition.changed)}
    told = {"Title": document_title(edition), "Creator": creator(), "Producer": producer()}
    told |= {key: f"{moment:D:%Y%m%d%H%M%SZ}" for key, moment in moments.items()}
    information = pikepdf.Dictionary({f"/{key}": String(value) for key, value in told.items()})
    information.Trapped = Name("/False")
    document.trailer.Info = document.make_indirect(information)


def _properties(edition: Edition) -> Iterator[Any]:
    yield from described(edition)
    yield xmp.text("xmp:MetadataDate", clock.instant(clock.modified(edition.changed)))
    yield xmp.text("xmpMM:DocumentID", f"uuid:{uuid.uuid5(NAMESPACE, edition.key)}")
    yield xmp.text("xmpMM:VersionID", str(edition.revision))
    yield xmp.text("xmpMM:RenditionClass", "default")
    yield xmp.text("pdf:Trapped", "False")
    yield xmp.text("pdfxid:GTS_PDFXVersion", CONFORMANCE)
