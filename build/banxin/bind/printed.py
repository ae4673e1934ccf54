"""The printed pages in the e-book: each as a picture, with the articles that begin on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banxin.model.edition import Edition

if TYPE_CHECKING:
    from banxin.bind.pages import ArticlePage


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A printed page."""

    number: int
    section: str
    """May be empty."""
    file: str
    image: str
    articles: tuple[ArticlePage, ...]
    """Those that begin on it, in reading order."""

    @property
    def title(self) -> str:
        """第2版 综合."""
        return f"第{self.number}版 {self.section}".rstrip()


def page_file(number: int) -> str:
    """Name of a printed page's file in the book."""
    return f"page-{number}.xhtml"


def page_image(number: int) -> str:
    """Name of its picture; no article's picture can have it, for a slug has no underscore."""
    return f"page_{number}.jpg"


def printed_views(
    edition: Edition, pictures: Mapping[int, bytes], articles: Sequence[ArticlePage]
) -> tuple[PrintedPage, ...]:
    """The printed pages of which there is a picture."""
    views = []
    for number in sorted(pictures):
        section = edition.sections[number - 1] if number <= len(edition.sections) else ""
        there = tuple(article for article in articles if article.page == number)
        views.append(PrintedPage(number, section, page_file(number), page_image(number), there))
    return tuple(views)


def in_spine(articles: Sequence[ArticlePage], pages: Sequence[PrintedPage]) -> list[ArticlePage | PrintedPage]:
    """Articles and printed pages as a reader turns them: each page before the first article of it or of a later one."""
    order: list[ArticlePage | PrintedPage] = []
    left = list(pages)
    for article in articles:
        while left and article.page is not None and left[0].number <= article.page:
            order.append(left.pop(0))
        order.append(article)
    return [*order, *left]
