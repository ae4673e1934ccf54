"""The record of an issue in its bag, of which the catalogue and the web site are made.

It is self-contained: it can be read without banxin. Areas are fractions of a page's width and height from its top left
corner. File names are relative to the bag's `data/`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from banxin.bind.body_context import Paragraph
from banxin.model.edition import edition_day

RECORD = "record.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """The newspaper."""

    key: str
    name: str
    publisher: str
    language: str
    cn_number: str
    issn: str
    site: str
    rights: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the bag."""

    name: str
    media_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture file of the bag."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """A picture of an article."""

    image: Image
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Area:
    """A module of an article, on a page."""

    page: int
    """Number of the page, the left one of a spread."""
    block: str
    """Id of its block in the page's ALTO."""
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article as it was printed."""

    urn: str
    slug: str
    kind: str
    language: str
    page: int
    """The page on which it begins."""
    section: str
    priority: int
    title: str
    series: str
    kicker: str
    headline: str
    """Without breaks."""
    deck: str
    byline: str
    note: str
    pull_quote: str
    body: tuple[Paragraph, ...]
    figures: tuple[PictureRecord, ...]
    areas: tuple[Area, ...]
    corrects: tuple[str, ...] = ()
    """The articles of earlier issues that it corrects, as `2024-12-20/a03`."""
    group: bool = False
    """Whether its pictures are a group (组图)."""

    @property
    def head(self) -> str:
        """All text of the head, for the index."""
        return "\n".join(filter(None, (self.series, self.kicker, self.headline, self.deck)))

    @property
    def text(self) -> str:
        """Note, text and pull quote, one paragraph a line."""
        return "\n".join(filter(None, (self.note, *map(paragraph_text, self.body), self.pull_quote)))

    @property
    def captions(self) -> str:
        """The captions of its pictures."""
        return "\n".join(filter(None, (part for figure in self.figures for part in (figure.caption, figure.credit))))


def paragraph_text(paragraph: Paragraph) -> str:
    """A paragraph without styles; items of a list and rows of a table are lines."""
    if paragraph.items:
        return "\n".join("".join(run.text for run in item) for item in paragraph.items)
    if paragraph.columns:
        rows = (("".join(run.text for run in cell) for cell in row) for row in paragraph.rows)
        return "\n".join(filter(None, (" ".join(filter(None, row)) for row in rows)))
    return paragraph.dateline + paragraph.sign + "".join(run.text for run in paragraph.runs)


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A printed page."""

    urn: str
    number: int
    last: int
    """The number of a spread's right page, else of the page itself."""
    section: str
    width_mm: float
    height_mm: float
    images: tuple[Image, ...]
    """The page as a picture, the smallest first."""
    alto: str

    @property
    def small(self) -> Image:
        """Its picture for lists."""
        return self.images[0]

    @property
    def screen(self) -> Image:
        """Its picture for a screen."""
        return self.images[min(1, len(self.images) - 1)]

    @property
    def large(self) -> Image:
        """Its picture with legible text."""
        return self.images[-1]

    @property
    def label(self) -> str:
        """4, or 4–5 for a spread."""
        return str(self.number) if self.last == self.number else f"{self.number}–{self.last}"


@dataclass(frozen=True)
class IssueRecord:
    """One revision of one issue."""

    key: str
    urn: str
    """The same for all revisions."""
    paper: PaperRecord
    date: datetime.date
    suffix: str
    revision: int
    number: str
    editor: str
    replaces: str
    """Key of the previous revision, or empty."""
    correction: str
    revised: datetime.date | None
    pages: tuple[PageRecord, ...]
    articles: tuple[ArticleRecord, ...]
    """In reading order."""
    products: tuple[File, ...]
    banxin: int = VERSION

    @property
    def day(self) -> str:
        """The issue's name in addresses: its date, and the suffix of a second edition."""
        return edition_day(self.date, self.suffix)

    @property
    def changed(self) -> datetime.date:
        """The day of the last change: of the correction, else of the issue."""
        return self.revised or self.date

    @cached_property
    def by_slug(self) -> dict[str, ArticleRecord]:
        """slug → article."""
        return {article.slug: article for article in self.articles}

    @property
    def files(self) -> Iterator[str]:
        """The names of all files in the record."""
        for page in self.pages:
            yield page.alto
            yield from (image.name for image in page.images)
        yield from (figure.image.name for article in self.articles for figure in article.figures)
        yield from (product.name for product in self.products)

    @property
    def for_readers(self) -> tuple[str, ...]:
        """The names of the files that readers may have, without the products."""
        names = [image.name for page in self.pages for image in page.images]
        names += [figure.image.name for article in self.articles for figure in article.figures]
        names += [page.alto for page in self.pages]
        names += [f"ninjs/{article.slug}.json" for article in self.articles]
        return (*dict.fromkeys(names), "mets.xml")

    def page(self, number: int) -> PageRecord | None:
        """The page with that number; of a spread, with either."""
        return next((page for page in self.pages if page.number <= number <= page.last), None)

    def on_page(self, page: PageRecord) -> tuple[ArticleRecord, ...]:
        """The articles with an area on a page, in reading order."""
        return tuple(
            article for article in self.articles if any(area.page == page.number for area in article.areas)
        )  # fmt: skip
