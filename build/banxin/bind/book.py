"""The e-book of an edition: EPUB 3.3, made from the Edition, never from composed lines."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ebooklib import epub
from lxml import etree
from PIL import Image

from banxin.assets import asset_folder
from banxin.bind.body_context import text_runs
from banxin.bind.book_context import COVER, COVER_IMAGE, FONTS_STYLE, FRONT, NAV, PROFILE_STYLE, STYLE, book_view
from banxin.bind.book_faces import MEDIA_TYPE, FaceFile, face_files
from banxin.bind.book_pictures import MAX_PAGE_BYTES, cover_image, fit_jpeg, picture_jpeg
from banxin.bind.kobo import with_spans
from banxin.bind.metadata import add_metadata
from banxin.bind.order import reading_order
from banxin.bind.page_contexts import ArticlePage, Book, BookContext, Figure, PrintedPage, SectionPage
from banxin.bind.passive import fault, style_fault
from banxin.bind.printed_pages import in_spine, page_image
from banxin.bind.profiles import PLAIN, Profile
from banxin.bind.words import words_for
from banxin.bind.writer import BookWriter, NavPage, XhtmlPage
from banxin.fonts.library import FontLibrary
from banxin.model.edition import Edition, Picture
from banxin.model.text import Text
from banxin.render.edition_view import edition_view
from banxin.render.templates import Templates

BUILT_IN = "epub"
"""The layout that provides what a paper's own one lacks."""


@dataclass(frozen=True, slots=True)
class BookSettings:
    """Settings of a book."""

    profile: Profile = PLAIN
    converted: bool = False
    """Whether the edition's texts were converted to Traditional characters: the book then has an identity of its
    own."""
    library: FontLibrary | None = None
    """The faces to embed in the book; None for none."""


def render_epub(
    edition: Edition,
    layout_folder: Path,
    cover_jpeg: bytes,
    modified: datetime.datetime,
    printed: Mapping[str, int] | None = None,
    page_pictures: Mapping[int, bytes] | None = None,
    wish: BookSettings | None = None,
    spreads: Mapping[int, int] | None = None,
) -> bytes:
    """The edition as an EPUB, the same bytes for the same arguments.

    layout_folder: has templates (cover, front, nav, page, section, article, service and ads `.xhtml.j2`), style sheets
    and words.toml; banxin's own are used for those it lacks. cover_jpeg: a picture of the printed front page. modified:
    when the edition was last changed, with time zone. printed: slug → printed page from 1, as planned; without it, the
    pages that the editors stated are used. page_pictures: number → JPEG of a printed page, which gets a page of its own
    before its articles. spreads: left → right page of a spread, whose picture has the left page's number.

    Every character of each article's `texts` is in the article's own page; the texts of services are in a page after
    the articles, and the pictures of advertisements in the last page.

    Raises EditionError for a template or picture that cannot be used, SetupError for a face, ValueError for an edition
    without articles, a cover that is not a JPEG or a `modified` without time zone.
    """
    if not edition.articles:
        raise ValueError("an edition without articles makes no e-book")
    if modified.tzinfo is None:
        raise ValueError("modified needs a time zone")
    wish = wish or BookSettings()
    grey = wish.profile.grey
    figures, ads, files = _pictures(edition, grey=grey)
    pages = {number: fit_jpeg(data, MAX_PAGE_BYTES, grey=grey) for number, data in (page_pictures or {}).items()}
    files |= {page_image(number): data for number, data in pages.items()}
    files[COVER_IMAGE] = cover_image(cover_jpeg, grey=grey)
    with Templates(layout_folder, asset_folder("layouts") / BUILT_IN) as templates:
        styles = _styles(templates, wish)
        make = BookContext(
            words_for(templates, edition.paper.language), wish.profile, tuple(styles), wish.converted, spreads or {}
        )
        view = book_view(edition, reading_order(edition, printed or {}), figures, ads, pages, make)
        templates.share(edition=edition_view(edition), book=view, words=view.words)
        book = epub.EpubBook()
        add_metadata(book, edition, view)
        _add_pages(book, _Pages(templates, view))
        _add_styles(book, styles, templates, wish)
        _add_pictures(book, files)
        return BookWriter(book, modified).to_bytes()


def _pictures(
    edition: Edition, *, grey: bool
) -> tuple[dict[str, tuple[Figure, ...]], tuple[Figure, ...], dict[str, bytes]]:
    """Each article's figures, those of the advertisements, and the picture files of the book."""
    store = _PictureStore(grey)
    figures = {}
    for article in edition.articles:
        figures[article.slug] = tuple(
            store.figure(f"{article.slug}-{number}.jpg", picture, article.title)
            for number, picture in enumerate(article.pictures, 1)
        )
    # A slug has no underscore: no article's picture can have this name.
    ads = [(f"ads_{number}.jpg", ad.picture, ad.advertiser) for number, ad in enumerate(edition.ads, 1)]
    return figures, tuple(replace(store.figure(*ad), caption=text_runs(Text.of(ad[2]))) for ad in ads), store.files


@dataclass
class _PictureStore:
    """The picture files of a book; a picture that is used twice is stored once."""

    grey: bool
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """sha256 → name of the file."""

    def figure(self, name: str, picture: Picture, title: str) -> Figure:
        known = self.names.get(picture.sha256) if picture.sha256 else None
        if known is None:
            self.files[name] = picture_jpeg(picture, grey=self.grey)
            self.names[picture.sha256] = known = name
        width, height = _size(self.files[known])
        alt = picture.alt or str(picture.caption) or title
        return Figure(known, width, height, alt, text_runs(picture.caption), text_runs(picture.credit))


def _size(jpeg: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(jpeg)) as image:
        return image.size


def _styles(templates: Templates, wish: BookSettings) -> dict[str, str]:
    """Style sheet in the book → file of the layout; faces first, the profile's last."""
    fonts = {FONTS_STYLE: ""} if wish.library else {}
    own = f"{wish.profile.name}.css"
    return {STYLE: STYLE, **fonts, **({PROFILE_STYLE: own} if templates.has(own) else {})}


@dataclass(frozen=True)
class _Pages:
    """Renders the templates of one book."""

    templates: Templates
    """They have `edition`, `book` and `words` already."""
    view: Book

    def spine(self) -> Iterator[XhtmlPage]:
        """All pages in reading order."""
        view = self.view
        if view.profile.cover_page:
            yield self._page(COVER, COVER, view.title, image=COVER_IMAGE)
        yield self._page(FRONT, FRONT, view.title)
        for item in in_spine(view.articles, view.printed, view.openers):
            yield self._inner(item)
        for link in view.more:
            previous, following = view.around(link.href)
            yield self._page(link.href, link.href, link.title, title=link.title, previous=previous, next=following)

    def nav(self) -> NavPage:
        """The navigation document, which is not in the spine: readers use the front page."""
        return NavPage(NAV, self.view.title, self.filled(NAV))

    def _inner(self, item: ArticlePage | PrintedPage | SectionPage) -> XhtmlPage:
        if isinstance(item, PrintedPage):
            before, behind = _beside(self.view.printed, item)
            return self._page(item.file, "page.xhtml", item.title, printed=item, previous=before, next=behind)
        if isinstance(item, SectionPage):
            return self._page(item.file, "section.xhtml", item.title, section=item.section)
        return self._page(item.file, "article.xhtml", item.title, article=item)

    def _page(self, file: str, template: str, title: str, /, **values: object) -> XhtmlPage:
        return XhtmlPage(file.removesuffix(".xhtml"), file, title, self.filled(template, **values))

    def filled(self, template: str, **values: object) -> bytes:
        """A page's XHTML. Raises EditionError for one that would run or load something."""
        made = self.templates.fill(template, **values)
        if reason := fault(made):
            raise self.templates.error(f"{template}.j2", 0, reason)
        return with_spans(made) if self.view.profile.spans and template != NAV else made


def _beside(pages: Sequence[PrintedPage], page: PrintedPage) -> tuple[PrintedPage | None, PrintedPage | None]:
    place = pages.index(page)
    return pages[place - 1] if place else None, pages[place + 1] if place + 1 < len(pages) else None


def _add_pages(book: epub.EpubBook, pages: _Pages) -> None:
    view = pages.view
    spine = list(pages.spine())
    book.add_item(pages.nav())
    book.add_item(epub.EpubNcx())
    for page in spine:
        book.add_item(page)
    book.spine = spine
    book.toc = _contents(view)
    cover = [{"type": "cover", "href": COVER, "title": view.words["cover"]}] if view.profile.cover_page else []
    book.guide = [
        *cover,
        {"type": "toc", "href": FRONT, "title": view.words["contents"]},
        {"type": "text", "href": view.first.href, "title": view.first.title},
    ]


def _add_styles(book: epub.EpubBook, styles: Mapping[str, str], templates: Templates, wish: BookSettings) -> None:
    """Add the style sheets, and the faces that one of them uses."""
    for name, file in styles.items():
        if file:
            sheet = templates.raw(file)
            if reason := style_fault(sheet.decode("utf-8", "replace")):
                raise templates.error(file, 0, reason)
            book.add_item(epub.EpubItem(name.removesuffix(".css"), name, "text/css", sheet))
    if wish.library:
        faces = templates.text(FONTS_STYLE, face=FaceFile(tuple(wish.library.faces)))
        book.add_item(epub.EpubItem("fonts", FONTS_STYLE, "text/css", faces.encode()))
        for number, (name, data) in enumerate(face_files(faces, wish.library, _characters(book)).items(), 1):
            book.add_item(epub.EpubItem(f"font-{number}", name, MEDIA_TYPE, data))


def _characters(book: epub.EpubBook) -> set[str]:
    """The characters of the book's pages."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    roots = [etree.fromstring(item.content, parser) for item in book.get_items() if isinstance(item, XhtmlPage)]
    return {character for root in roots for text in root.itertext() for character in text if character.isprintable()}


def _add_pictures(book: epub.EpubBook, files: Mapping[str, bytes]) -> None:
    for number, (name, data) in enumerate(files.items(), 1):
        if name == COVER_IMAGE:
            book.set_cover(name, data, create_page=False)
        else:
            book.add_item(epub.EpubImage(f"image-{number}", name, "image/jpeg", data))


def _contents(view: Book) -> list[object]:
    """The NCX: sections with their articles; articles without a section are at the top level."""
    entries: list[object] = [epub.Link(FRONT, view.words["home"], "nav-front")]
    for section in view.sections:
        links = [epub.Link(article.file, article.title, f"nav-{article.entry}") for article in section.articles]
        if section.name:
            place = view.opener(section)
            # Some checkers reject an entry with the same target as its first child.
            href = place if place != section.articles[0].file else f"{FRONT}#{section.id}"
            entries.append((epub.Section(section.name, href), links))
        else:
            entries.extend(links)
    entries.extend(epub.Link(link.href, link.title, f"nav-{link.href.removesuffix('.xhtml')}") for link in view.more)
    return entries
