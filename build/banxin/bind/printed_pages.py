"""The printed pages in the e-book: each as a picture, with the articles that begin on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from banxin.bind.page_contexts import PrintedPage, SectionPage, opens
from banxin.bind.words import Words
from banxin.model.edition import Edition

if TYPE_CHECKING:
    from banxin.bind.page_contexts import ArticlePage, SectionView


def page_file(number: int) -> str:
    """Name of a printed page's file in the book."""
    return f"page-{number}.xhtml"


def page_image(number: int) -> str:
    """Name of its picture; no article's picture can have it, since a slug has no underscore."""
    return f"page_{number}.jpg"


def printed_views(
    edition: Edition,
    pictures: Mapping[int, bytes],
    articles: Sequence[ArticlePage],
    words: Words,
    spreads: Mapping[int, int],
) -> tuple[PrintedPage, ...]:
    """The printed pages with pictures; spreads: left page → right page."""
    views = []
    for number in sorted(pictures):
        section = edition.section(number)
        last = spreads.get(number, number)
        there = tuple(article for article in articles if article.page is not None and number <= article.page <= last)
        label = words["page"] % (number if last == number else f"{number}、{last}")
        title = f"{label} {section}".rstrip()
        views.append(PrintedPage(number, last, section, label, title, page_file(number), page_image(number), there))
    return tuple(views)


def section_pages(sections: Sequence[SectionView], printed: Sequence[PrintedPage]) -> tuple[SectionPage, ...]:
    """A page for each named section that no printed page opens; none when there is only one section."""
    return tuple(
        SectionPage(section, f"{section.id}.xhtml")
        for section in sections
        if section.name and len(sections) > 1 and not any(opens(page, section) for page in printed)
    )


def in_spine(
    articles: Sequence[ArticlePage], pages: Sequence[PrintedPage], openers: Sequence[SectionPage]
) -> list[ArticlePage | PrintedPage | SectionPage]:
    """Articles, printed pages and section pages in the order of the spine.

    Each printed page precedes the first article of it or of a later page, each section's page its first article.
    """
    order: list[ArticlePage | PrintedPage | SectionPage] = []
    left = list(pages)
    opening = {opener.section.articles[0].file: opener for opener in openers}
    for article in articles:
        while left and article.page is not None and left[0].number <= article.page:
            order.append(left.pop(0))
        if article.file in opening:
            order.append(opening[article.file])
        order.append(article)
    return [*order, *left]
