"""The context of the EPUB's templates.

The classes are frozen views for `layouts/epub/`: texts as a reader sees them, file names inside the book, nothing left
to compute.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from banxin.bind.body_context import paragraphs, text_runs
from banxin.bind.order import Placed, SectionGroup
from banxin.bind.page_contexts import ArticlePage, Book, BookContext, Figure, Link, SectionView
from banxin.bind.printed_pages import printed_views, section_pages
from banxin.bind.words import Words
from banxin.dates import issue_number, long_date
from banxin.model.edition import Edition
from banxin.model.kinds import ArticleKind
from banxin.model.text import BREAK

FRONT, COVER, NAV, COVER_IMAGE = "front.xhtml", "cover.xhtml", "nav.xhtml", "cover.jpg"
STYLE, PROFILE_STYLE, FONTS_STYLE = "style.css", "profile.css", "fonts.css"
SERVICE, ADS = "service.xhtml", "ads.xhtml"


def book_view(
    edition: Edition,
    groups: tuple[SectionGroup, ...],
    figures: Mapping[str, tuple[Figure, ...]],
    ads: tuple[Figure, ...],
    pictures: Mapping[int, bytes],
    make: BookContext,
) -> Book:
    """The edition for the templates.

    figures: slug → its pictures in the book, in order. ads: the advertisements likewise. pictures: number → picture of
    a printed page.
    """
    words = make.words
    more = [Link(SERVICE, words["service"])] if edition.services else []
    more += [Link(ADS, words["ads"])] if ads else []
    pages = _article_pages(groups, figures, more[0] if more else None)
    sections, taken = [], 0
    for number, group in enumerate(groups, 1):
        articles = pages[taken : taken + len(group.entries)]
        taken += len(group.entries)
        sections.append(SectionView(f"section-{number}", group.name, group.page, articles))
    printed = printed_views(edition, pictures, pages, words, make.spreads)
    return Book(
        title=book_title(edition.paper.name, edition.date, edition.suffix),
        words=words,
        profile=make.profile,
        styles=make.styles,
        converted=make.converted,
        correction=_correction(edition, words),
        revised=long_date(edition.revised) if edition.revised else "",
        paper=edition.paper.name,
        date=long_date(edition.date),
        weekday=words["weekday"] % words["weekdays"][edition.date.weekday()],
        issue=issue_number(edition.number),
        language=edition.paper.language,
        sections=tuple(sections),
        first=Link(pages[0].file, pages[0].title),
        services=edition.services,
        ads=ads,
        more=tuple(more),
        lead=_lead(groups, pages),
        printed=printed,
        openers=section_pages(sections, printed),
    )


def _correction(edition: Edition, words: Words) -> str:
    if edition.correction:
        return edition.correction
    return words["revised"] % edition.revision if edition.revision > 1 else ""


def _lead(groups: tuple[SectionGroup, ...], pages: tuple[ArticlePage, ...]) -> ArticlePage:
    """The article with the least priority number on the first page that has articles."""
    placed = [entry for group in groups for entry in group.entries]
    first = placed[0].page
    there = [number for number, entry in enumerate(placed) if entry.page == first]
    return pages[min(there, key=lambda number: placed[number].article.priority)]


def book_title(paper: str, date: datetime.date, suffix: str) -> str:
    """Paper and day, in an order that sorts properly: `2026-09-02` before `2026-11-20`.

    A second edition of the day is named, a corrected one is not: it replaces the first.
    """
    told = f"（{suffix.upper()}）" if suffix else ""
    return f"{paper} {date.isoformat()}{told}"


def leading(kind: str, group: bool, count: int) -> int:
    """How many of an article's pictures precede its text: all of photo news and of a group, else one. In a poem's
    article the pictures follow it."""
    return count if kind == ArticleKind.PHOTO or group else min(count, int(kind != ArticleKind.VERSE))


def article_file(slug: str) -> str:
    """Name of an article's file in the book; slugs are ASCII."""
    return f"article-{slug}.xhtml"


def contents_id(slug: str) -> str:
    """Id of an article's entry in the contents; a slug may begin with a digit, an id may not."""
    return f"entry-{slug}"


def _article_pages(
    groups: tuple[SectionGroup, ...], figures: Mapping[str, tuple[Figure, ...]], behind: Link | None
) -> tuple[ArticlePage, ...]:
    placed = [entry for group in groups for entry in group.entries]
    sections = [group.name for group in groups for _ in group.entries]
    links = [None, *(Link(article_file(entry.article.slug), entry.article.title) for entry in placed), behind]
    seen: set[int] = set()
    pages = []
    for index, entry in enumerate(placed):
        first = entry.page is not None and entry.page not in seen
        if entry.page is not None:
            seen.add(entry.page)
        pages.append(
            _article_page(entry, sections[index], first, links[index], links[index + 2], figures[entry.article.slug])
        )
    return tuple(pages)


def _article_page(
    entry: Placed,
    section: str,
    page_break: bool,
    previous: Link | None,
    following: Link | None,
    figures: tuple[Figure, ...],
) -> ArticlePage:
    article = entry.article
    before = leading(article.kind, article.group, len(figures))
    return ArticlePage(
        file=article_file(article.slug),
        entry=contents_id(article.slug),
        kind=article.kind,
        language=article.language,
        title=article.title,
        section=section,
        page=entry.page,
        page_break=page_break,
        series=text_runs(article.series),
        kicker=text_runs(article.kicker),
        headline=tuple(map(text_runs, article.headline.split(BREAK))),
        deck=text_runs(article.deck),
        byline=text_runs(article.byline),
        note=text_runs(article.note),
        pull_quote=text_runs(article.pull_quote),
        group=article.group and len(figures) > 1,
        lead_figures=figures[:before],
        paragraphs=paragraphs(article),
        figures=figures[before:],
        previous=previous,
        contents=Link(f"{FRONT}#{contents_id(article.slug)}", section),
        next=following,
    )
