"""The e-book of an edition: EPUB 3.3, made from the Edition, never from composed lines."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ebooklib import epub
from PIL import Image

from banxin.bind.metadata import add_metadata
from banxin.bind.order import reading_order
from banxin.bind.pages import (
    COVER,
    COVER_IMAGE,
    FRONT,
    NAV,
    STYLE,
    ArticlePage,
    Book,
    Figure,
    Link,
    book_view,
)
from banxin.bind.pictures import MAX_PAGE_BYTES, cover_image, fit_jpeg, picture_jpeg
from banxin.bind.printed import PrintedPage, in_spine, page_image
from banxin.bind.writer import BookWriter, NavPage, XhtmlPage
from banxin.model.edition import Edition, Picture
from banxin.render.templates import Templates


def render_epub(
    edition: Edition,
    layout_folder: Path,
    cover_jpeg: bytes,
    modified: datetime.datetime,
    printed: Mapping[str, int] | None = None,
    page_pictures: Mapping[int, bytes] | None = None,
) -> bytes:
    """The edition as an EPUB, the same bytes for the same arguments.

    layout_folder: holds the templates (cover, front, nav, article, service and ads `.xhtml.j2`) and style.css.
    cover_jpeg: a picture of the printed front page.
    modified: when the edition was last changed, with its time zone.
    printed: slug → printed page from 1, as planned; without it the pages that editors named are used.
    page_pictures: number → JPEG of a printed page, which gets a page of its own before its articles.
    Every character of each article's `texts` is in the article's own page, between no others; those of the services
    are in a page behind the articles, and the advertisements' pictures in the last one.
    Raises EditionError for a template or picture that cannot be used, ValueError for an edition without articles, a
    cover that is no JPEG or a `modified` without time zone.
    """
    if not edition.articles:
        raise ValueError("an edition without articles makes no e-book")
    if modified.tzinfo is None:
        raise ValueError("modified needs a time zone")
    groups = reading_order(edition, printed or {})
    figures, ads, files = _pictures(edition)
    pages = {number: fit_jpeg(data, MAX_PAGE_BYTES) for number, data in (page_pictures or {}).items()}
    files |= {page_image(number): data for number, data in pages.items()}
    book = book_view(edition, groups, figures, ads, pages)
    return _bind(edition, book, Templates(layout_folder), files | {COVER_IMAGE: cover_image(cover_jpeg)}, modified)


def _pictures(edition: Edition) -> tuple[dict[str, tuple[Figure, ...]], tuple[Figure, ...], dict[str, bytes]]:
    """Each article's figures, those of the advertisements, and the picture files of the book."""
    store = _PictureStore()
    figures = {}
    for article in edition.articles:
        figures[article.slug] = tuple(
            store.figure(f"{article.slug}-{number}.jpg", picture, article.title)
            for number, picture in enumerate(article.pictures, 1)
        )
    # A slug has no underscore: no article's picture can have such a name.
    ads = [(f"ads_{number}.jpg", ad.picture, ad.advertiser) for number, ad in enumerate(edition.ads, 1)]
    return figures, tuple(replace(store.figure(*ad), caption=ad[2]) for ad in ads), store.files


@dataclass
class _PictureStore:
    """The picture files of a book; a picture that is used twice is stored once."""

    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """sha256 → name of the file."""

    def figure(self, name: str, picture: Picture, title: str) -> Figure:
        known = self.names.get(picture.sha256) if picture.sha256 else None
        if known is None:
            self.files[name] = picture_jpeg(picture)
            self.names[picture.sha256] = known = name
        width, height = _size(self.files[known])
        return Figure(known, width, height, picture.alt or picture.caption or title, picture.caption, picture.credit)


def _size(jpeg: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(jpeg)) as image:
        return image.size


def _bind(
    edition: Edition, view: Book, templates: Templates, files: Mapping[str, bytes], modified: datetime.datetime
) -> bytes:
    """Put pages, pictures and metadata together, each in its fixed place."""
    book = epub.EpubBook()
    add_metadata(book, edition, view)
    shared = {"edition": edition, "book": view}
    pages = [
        XhtmlPage("cover", COVER, view.title, templates.fill(COVER, image=COVER_IMAGE, **shared)),
        XhtmlPage("front", FRONT, view.title, templates.fill(FRONT, **shared)),
        *(_inner(templates, item, view, shared) for item in in_spine(view.articles, view.printed)),
        *(_page_behind(templates, link, view, shared) for link in view.more),
    ]
    book.add_item(NavPage(NAV, view.title, templates.fill(NAV, **shared)))
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubItem("style", STYLE, "text/css", templates.raw(STYLE)))
    # The nav document has no page of its own: the front page is the contents that readers turn to.
    for page in pages:
        book.add_item(page)
    for number, (name, data) in enumerate(files.items(), 1):
        if name == COVER_IMAGE:
            book.set_cover(name, data, create_page=False)
        else:
            book.add_item(epub.EpubImage(f"image-{number}", name, "image/jpeg", data))
    book.spine = pages
    book.toc = _contents(view)
    book.guide = [
        {"type": "cover", "href": COVER, "title": "封面"},
        {"type": "toc", "href": FRONT, "title": "目录"},
        {"type": "text", "href": view.first.href, "title": view.first.title},
    ]
    return BookWriter(book, modified).to_bytes()


def _inner(
    templates: Templates, item: ArticlePage | PrintedPage, view: Book, shared: Mapping[str, object]
) -> XhtmlPage:
    return (
        _printed(templates, item, view, shared) if isinstance(item, PrintedPage) else _article(templates, item, shared)
    )


def _printed(templates: Templates, page: PrintedPage, view: Book, shared: Mapping[str, object]) -> XhtmlPage:
    """A printed page as a picture."""
    place = view.printed.index(page)
    previous = view.printed[place - 1] if place else None
    following = view.printed[place + 1] if place + 1 < len(view.printed) else None
    content = templates.fill("page.xhtml", printed=page, previous=previous, next=following, **shared)
    return XhtmlPage(page.file.removesuffix(".xhtml"), page.file, page.title, content)


def _article(templates: Templates, article: ArticlePage, shared: Mapping[str, object]) -> XhtmlPage:
    content = templates.fill("article.xhtml", article=article, **shared)
    return XhtmlPage(article.file.removesuffix(".xhtml"), article.file, article.title, content)


def _page_behind(templates: Templates, link: Link, view: Book, shared: Mapping[str, object]) -> XhtmlPage:
    """The page of the services or of the advertisements."""
    previous, following = view.around(link.href)
    content = templates.fill(link.href, title=link.title, previous=previous, next=following, **shared)
    return XhtmlPage(link.href.removesuffix(".xhtml"), link.href, link.title, content)


def _contents(view: Book) -> list[object]:
    """The NCX: sections with their articles; articles that have no section stand at the top."""
    entries: list[object] = [epub.Link(FRONT, view.title, "nav-front")]
    for section in view.sections:
        links = [epub.Link(article.file, article.title, f"nav-{article.entry}") for article in section.articles]
        if section.name:
            place = view.opener(section) if view.printed else f"{FRONT}#{section.id}"
            entries.append((epub.Section(section.name, place), links))
        else:
            entries.extend(links)
    entries.extend(epub.Link(link.href, link.title, f"nav-{link.href.removesuffix('.xhtml')}") for link in view.more)
    return entries
