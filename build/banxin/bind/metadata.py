"""What the e-book says about itself: title, identity, series, and how accessible it is."""

from __future__ import annotations

import re

from ebooklib import epub

from banxin import __version__
from banxin.bind.pages import Book, chinese_date
from banxin.model.edition import Edition
from banxin.model.identity import edition_urn


def add_metadata(book: epub.EpubBook, edition: Edition, view: Book) -> None:
    """Fill `book`'s metadata, in an order of its own that never changes."""
    paper = edition.paper
    book.metadata.clear()  # EbookLib's own generator line and random identifier
    book.IDENTIFIER_ID = "pub-id"
    book.set_identifier(edition_urn(edition))
    book.set_title(view.title)
    book.set_language(paper.language)
    book.add_author(paper.publisher or paper.name, uid="creator")
    if paper.publisher:
        book.add_metadata("DC", "publisher", paper.publisher)
    book.add_metadata("DC", "date", edition.date.isoformat())
    book.add_metadata("DC", "type", "newspaper")
    editor = edition.editor or paper.editor
    if editor:
        book.add_metadata("DC", "contributor", editor, {"id": "editor"})
        _meta(book, "role", "edt", refines="#editor", scheme="marc:relators")
    _add_series(book, edition)
    _add_accessibility(book, edition, view)
    book.add_metadata(None, "meta", "", {"name": "generator", "content": f"banxin {__version__}, EbookLib"})


def _add_series(book: epub.EpubBook, edition: Edition) -> None:
    """The paper as a series, the issue's number (else its date) as the place in it."""
    _meta(book, "belongs-to-collection", edition.paper.name, id="series")
    _meta(book, "collection-type", "series", refines="#series")
    number = re.search(r"[0-9]+", edition.number)
    _meta(book, "group-position", number[0] if number else edition.date.strftime("%Y%m%d"), refines="#series")
    if edition.paper.issn:
        _meta(book, "dcterms:identifier", f"urn:issn:{edition.paper.issn}", refines="#series")


def _add_accessibility(book: epub.EpubBook, edition: Edition, view: Book) -> None:
    """Only what is true of this issue; no claim of conformance, which is a certifier's to make."""
    pictures = [picture for article in edition.articles for picture in article.pictures]
    pictures += [ad.picture for ad in edition.ads]
    described = all(picture.alt for picture in pictures)
    # An advertisement's words are in its picture: who only reads gets what its alt text says of them.
    told = described and all(ad.picture.alt != f"广告：{ad.advertiser}" for ad in edition.ads)
    broken = any(article.page_break for article in view.articles)
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    features += ["alternativeText"] if described else []
    features += ["pageBreakMarkers", "pageNavigation"] if broken else []
    for mode in ("textual", "visual"):
        _meta(book, "schema:accessMode", mode)
    if told:
        _meta(book, "schema:accessModeSufficient", "textual")
    _meta(book, "schema:accessModeSufficient", "textual,visual")
    for feature in features:
        _meta(book, "schema:accessibilityFeature", feature)
    _meta(book, "schema:accessibilityHazard", "none")
    _meta(book, "schema:accessibilitySummary", _summary(described, broken))
    if broken:
        _meta(book, "pageBreakSource", f"{edition.paper.name} {chinese_date(edition.date)} {edition.number}".rstrip())


def _summary(described: bool, broken: bool) -> str:
    sentences = ["文字可重排，有目录与标题结构"]
    sentences += ["全部图片有替代文字"] if described else ["部分图片没有替代文字"]
    sentences += ["标有印刷版的版次"] if broken else []
    return "，".join(sentences) + "。"


def _meta(book: epub.EpubBook, prop: str, value: str, **attributes: str) -> None:
    book.add_metadata(None, "meta", value, {"property": prop, **attributes})
