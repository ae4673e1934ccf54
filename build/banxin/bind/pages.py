"""What the EPUB's templates are told.

Every class here is a frozen view for `layouts/epub/`: texts as a reader must find them, file names inside the book,
nothing left to work out.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from banxin.bind.body import Paragraph, paragraphs
from banxin.bind.order import Group, Placed
from banxin.bind.printed import PrintedPage, SectionPage, opens, printed_views, section_pages
from banxin.bind.profiles import Profile
from banxin.bind.words import Words
from banxin.model.edition import Edition, Service

FRONT, COVER, NAV, COVER_IMAGE = "front.xhtml", "cover.xhtml", "nav.xhtml", "cover.jpg"
STYLE, PROFILE_STYLE, FONTS_STYLE = "style.css", "profile.css", "fonts.css"
SERVICE, ADS = "service.xhtml", "ads.xhtml"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a reader may go."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in an article, or an advertisement."""

    file: str
    width: int
    """Pixels in the book's file."""
    height: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article, in a file of its own."""

    file: str
    entry: str
    """Id of its entry in the contents."""
    kind: str
    language: str
    title: str
    """Never empty."""
    section: str
    page: int | None
    """Printed page on which it starts."""
    page_break: bool
    """Whether it is the first of its printed page."""
    series: str
    kicker: str
    headline: tuple[str, ...]
    """Its parts between the breaks the editor wants; none for photo news without a headline."""
    deck: str
    byline: str
    note: str
    pull_quote: str
    group: bool
    """Whether the lead figures are one group."""
    lead_figures: tuple[Figure, ...]
    """Between the head and the text."""
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[Figure, ...]
    """Behind the text."""
    previous: Link | None
    """None for the first article."""
    contents: Link
    """Its own place in the list of contents, not the list's head."""
    next: Link | None
    """None for the last page of the book."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the contents."""

    id: str
    name: str
    """Empty when the articles have no section."""
    page: int | None
    articles: tuple[ArticlePage, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The e-book as a whole."""

    title: str
    """Paper and date, as a reader's shelf shows and sorts it."""
    words: Words
    profile: Profile
    styles: tuple[str, ...]
    """Its style sheets, the last one wins."""
    converted: bool
    """Whether its text was converted to Traditional characters."""
    correction: str
    """What was put right, in a corrected issue; or that something was."""
    revised: str
    """Day of the correction, or empty."""
    paper: str
    date: str
    weekday: str
    issue: str
    """第8126期, or empty."""
    language: str
    sections: tuple[SectionView, ...]
    first: Link
    """The first article."""
    services: tuple[Service, ...]
    ads: tuple[Figure, ...]
    more: tuple[Link, ...]
    """The pages behind the articles: services, advertisements."""
    lead: ArticlePage
    """What the front page shows with its picture: the most important article of the first page."""
    printed: tuple[PrintedPage, ...] = ()
    """The printed pages, where there are pictures of them."""
    openers: tuple[SectionPage, ...] = ()
    """Pages of the sections that no printed page opens."""

    def printed_page(self, number: int | None) -> PrintedPage | None:
        """The printed page of that number, if there is a picture of it."""
        if number is None:
            return None
        return next((page for page in self.printed if page.number <= number <= page.last), None)

    def opener(self, section: SectionView) -> str:
        """Where a section begins: on its own page, or on the printed page that opens with its first article."""
        own = next((page.file for page in self.openers if page.section is section), "")
        page = next((page.file for page in self.printed if opens(page, section)), "")
        return own or page or section.articles[0].file

    def around(self, file: str) -> tuple[Link | None, Link | None]:
        """Before and behind one of the pages of `more`."""
        last = self.articles[-1]
        chain = (Link(last.file, last.title), *self.more, None)
        place = [link.href if link else "" for link in chain].index(file)
        return chain[place - 1], chain[place + 1]

    @property
    def articles(self) -> tuple[ArticlePage, ...]:
        """All, in reading order."""
        return tuple(article for section in self.sections for article in section.articles)


@dataclass(frozen=True, slots=True)
class Make:
    """How a book is made, whatever is in it."""

    words: Words
    profile: Profile
    styles: tuple[str, ...]
    converted: bool
    spreads: Mapping[int, int]
    """Of two printed pages that are one (通版): left → right."""


def book_view(
    edition: Edition,
    groups: tuple[Group, ...],
    figures: Mapping[str, tuple[Figure, ...]],
    ads: tuple[Figure, ...],
    pictures: Mapping[int, bytes],
    make: Make,
) -> Book:
    """The edition as the templates see it.

    figures: slug → its pictures as they are in the book, in their order. ads: the advertisements likewise.
    pictures: number → picture of a printed page.
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
        revised=chinese_date(edition.revised) if edition.revised else "",
        paper=edition.paper.name,
        date=chinese_date(edition.date),
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


def _lead(groups: tuple[Group, ...], pages: tuple[ArticlePage, ...]) -> ArticlePage:
    """The article of the least priority number among those of the first page that has any."""
    placed = [entry for group in groups for entry in group.entries]
    first = placed[0].page
    there = [number for number, entry in enumerate(placed) if entry.page == first]
    return pages[min(there, key=lambda number: placed[number].article.priority)]


def chinese_date(date: datetime.date) -> str:
    """2024年12月22日."""
    return f"{date.year}年{date.month}月{date.day}日"


def issue_number(number: str) -> str:
    """As it is printed: 第8126期 for a number, else what the editor wrote."""
    return f"第{number}期" if number.isdecimal() else number


def book_title(paper: str, date: datetime.date, suffix: str) -> str:
    """Paper and day, in an order that every shelf keeps: `2026-09-02` comes before `2026-11-20`.

    A second edition of the day says so, a corrected one does not: it replaces the first.
    """
    told = f"（{suffix.upper()}）" if suffix else ""
    return f"{paper} {date.isoformat()}{told}"


def leading(kind: str, group: bool, count: int) -> int:
    """How many of an article's pictures stand before its text: all of photo news and of a group, else one. A poem comes
    first, then what was drawn to it."""
    return count if kind == "photo" or group else min(count, int(kind != "verse"))


def article_file(slug: str) -> str:
    """Name of an article's file in the book; slugs are ASCII."""
    return f"article-{slug}.xhtml"


def contents_id(slug: str) -> str:
    """Id of an article's entry in the contents; a slug may start with a digit, an id may not."""
    return f"entry-{slug}"


def _article_pages(
    groups: tuple[Group, ...], figures: Mapping[str, tuple[Figure, ...]], behind: Link | None
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
        series=article.series,
        kicker=article.kicker,
        headline=tuple(article.headline.split("／")) if article.headline else (),
        deck=article.deck,
        byline=article.byline,
        note=article.note,
        pull_quote=article.pull_quote,
        group=article.group and len(figures) > 1,
        lead_figures=figures[:before],
        paragraphs=paragraphs(article),
        figures=figures[before:],
        previous=previous,
        contents=Link(f"{FRONT}#{contents_id(article.slug)}", section),
        next=following,
    )
