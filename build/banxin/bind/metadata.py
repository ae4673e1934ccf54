"""The e-book's metadata: title, identity, series, corrections."""

from __future__ import annotations

import re

from ebooklib import epub

from banxin import __version__
from banxin.bind.accessibility import statements
from banxin.bind.page_contexts import Book
from banxin.model.edition import Edition
from banxin.model.identity import edition_urn

HANT = "hant"
"""In the identifier of the converted edition, which is another book than the original."""


def add_metadata(book: epub.EpubBook, edition: Edition, view: Book) -> None:
    """Write `book`'s metadata, in a fixed order."""
    paper = edition.paper
    book.metadata.clear()  # EbookLib's own generator line and random identifier
    book.IDENTIFIER_ID = "pub-id"
    book.set_identifier(edition_urn(edition, HANT if view.converted else ""))
    book.set_title(view.title)
    book.set_language(paper.language)
    book.add_author(paper.publisher or paper.name, uid="creator")
    if paper.publisher:
        book.add_metadata("DC", "publisher", paper.publisher)
    book.add_metadata("DC", "date", edition.date.isoformat())
    book.add_metadata("DC", "type", "newspaper")
    if view.converted:
        book.add_metadata("DC", "source", edition_urn(edition))
    if view.correction or view.converted:
        told = f"{view.words['correction']}：{view.correction}" if view.correction else ""
        notes = [told, view.words["converted"] if view.converted else ""]
        book.add_metadata("DC", "description", "\n".join(filter(None, notes)))
    editor = edition.editor or paper.editor
    if editor:
        book.add_metadata("DC", "contributor", editor, {"id": "editor"})
        _meta(book, "role", "edt", refines="#editor", scheme="marc:relators")
    _add_series(book, edition)
    for prop, value in statements(edition, view):
        _meta(book, prop, value)
    if paper.certificate and paper.certificate.report:
        book.add_metadata(None, "link", "", {"rel": "a11y:certifierReport", "href": paper.certificate.report})
    book.add_metadata(None, "meta", "", {"name": "generator", "content": f"banxin {__version__}, EbookLib"})


def _add_series(book: epub.EpubBook, edition: Edition) -> None:
    """The paper as a series, with the issue's number (else its date) as the position; for EPUB 2 readers as well."""
    number = re.search(r"[0-9]+", edition.number)
    position = number[0] if number else edition.date.strftime("%Y%m%d")
    _meta(book, "belongs-to-collection", edition.paper.name, id="series")
    _meta(book, "collection-type", "series", refines="#series")
    _meta(book, "group-position", position, refines="#series")
    if edition.paper.issn:
        _meta(book, "dcterms:identifier", f"urn:issn:{edition.paper.issn}", refines="#series")
    if number:
        _meta(book, "schema:issueNumber", number[0])
    # Calibre, KOReader and Kobo read these.
    book.add_metadata(None, "meta", "", {"name": "calibre:series", "content": edition.paper.name})
    book.add_metadata(None, "meta", "", {"name": "calibre:series_index", "content": position})


def _meta(book: epub.EpubBook, prop: str, value: str, **attributes: str) -> None:
    book.add_metadata(None, "meta", value, {"property": prop, **attributes})
