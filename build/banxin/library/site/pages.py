"""The HTML pages of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from banxin.bind.book_context import leading
from banxin.bind.words import Words
from banxin.library.appearance import Appearance
from banxin.library.index.catalogue import IssueRow
from banxin.library.index.search import Query, Results, search
from banxin.library.record.citation import article_citation, issue_citation, page_citation
from banxin.library.record.record import Area, ArticleRecord, IssueRecord, PageRecord
from banxin.library.site import addresses
from banxin.library.site.linked_data import news_article
from banxin.library.site.months import months
from banxin.library.site.shelf import Shelf
from banxin.library.site.template_data import (
    SCALE,
    ClickArea,
    Corrections,
    DayName,
    PageEntry,
    SiteLink,
    height,
    in_html,
    issue_date,
)
from banxin.units import round_half_up

A_PAGE = 20
"""Results on a page of a search."""
CHINESE = "zh-Hans"
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)
"""What a browser may load and run on a page (Content Security Policy): it stands in every page, since not every server
of files sends headers."""


@dataclass(frozen=True)
class Pages:
    """Renders the templates of the pages."""

    shelf: Shelf
    look: Appearance
    base: str
    own_words: Words = field(init=False)

    def __post_init__(self) -> None:
        papers = self.shelf.catalogue.papers()
        object.__setattr__(self, "own_words", self.look.words(papers[0].language if papers else CHINESE))

    def _fill(self, template: str, here: str, language: str, words: Words, /, **values: Any) -> bytes:
        """A page at the address `here`, or at any address when empty; `to` makes the links to others."""
        root = urlsplit(self.base).path or "/"
        to = addresses.Links(here) if here else addresses.RootLinks(root)
        canonical = addresses.link(here, here, self.base) if self.base and here else ""
        return self.look.templates.fill(
            template, to=to, at=addresses.FOR_TEMPLATES, canonical=canonical, base=self.base, language=language,
            words=words, papers=self.shelf.catalogue.papers(), scale=SCALE, policy=POLICY,
            day_name=DayName(words["second"]), **values,
        )  # fmt: skip

    def home(self) -> bytes:
        """The newest front page of each paper; with a single paper the page of `paper`."""
        papers = self.shelf.catalogue.papers()
        rows = [row for paper in papers if (row := self.shelf.newest(paper.key))]
        if len(rows) == 1:
            return self._paper(rows[0], addresses.HOME)
        rows.sort(key=lambda row: (row.date, row.paper), reverse=True)
        fronts = [(row, self.shelf.record(row)) for row in rows]
        words = self.own_words
        dated = [(row, record, issue_date(record, words), _top(record)) for row, record in fronts]
        return self._fill("home.html", addresses.HOME, words["language"], words, fronts=dated)

    def paper(self, row: IssueRow) -> bytes:
        """A paper's newest front page, its articles, and the calendar."""
        return self._paper(row, addresses.paper(row.paper))

    def _paper(self, row: IssueRow, here: str) -> bytes:
        record = self.shelf.record(row)
        words = self._words(record)
        year = row.date[:4]
        calendar = months(self.shelf.catalogue.issues(row.paper, since=year, until=f"{year}-99"))
        return self._fill(
            "paper.html", here, record.paper.language, words, row=row, record=record, calendar=calendar[:2], year=year,
            years=self.shelf.catalogue.years(row.paper), entries=self._entries(row, record),
            spots=self._spots(row, record, record.pages[0], ""), page=record.pages[0], height=height(record.pages[0]),
            date=issue_date(record, words),
        )  # fmt: skip

    def year(self, key: str, year: str) -> bytes | None:
        """The calendar of a year, or None when there is no issue in it."""
        rows = self.shelf.catalogue.issues(key, since=year, until=f"{year}-99")
        if not rows:
            return None
        record = self.shelf.record(rows[0])
        return self._fill(
            "year.html", addresses.year(key, year), record.paper.language, self._words(record), record=record,
            calendar=months(rows), year=year, years=self.shelf.catalogue.years(key), count=len(rows),
        )  # fmt: skip

    def issue(self, row: IssueRow) -> bytes:
        """All pages of an issue in small, with their articles, downloads and earlier revisions."""
        record = self.shelf.record(row)
        words = self._words(record)
        before, behind = self.shelf.catalogue.beside(row)
        revisions = [
            (one, self.shelf.record(one))
            for one in self.shelf.catalogue.revisions(row.paper, row.day)
            if not one.current
        ]
        return self._fill(
            "issue.html", addresses.issue(row.paper, row.day), record.paper.language, words, row=row, record=record,
            entries=self._entries(row, record), before=before, behind=behind, revisions=revisions,
            date=issue_date(record, words), citation=issue_citation(record),
        )  # fmt: skip

    def page(self, row: IssueRow, page: PageRecord) -> bytes:
        """A page's picture with clickable articles, beside their list."""
        record = self.shelf.record(row)
        return self._leaf("page.html", row, record, page, None, citation=page_citation(record, page))

    def article(self, row: IssueRow, article: ArticleRecord) -> bytes:
        """An article beside the page that it is printed on."""
        record = self.shelf.record(row)
        here = addresses.article(row.paper, row.day, article.page, article.slug)
        page = record.page(article.page) or record.pages[0]
        at = record.articles.index(article)
        beside = [self._article_link(row, record.articles[place]) if 0 <= place < len(record.articles) else None
                  for place in (at - 1, at + 1)]  # fmt: skip
        before = leading(article.kind, article.group, len(article.figures))
        catalogue = self.shelf.catalogue
        targets = tuple(found for target in article.corrects if (found := catalogue.article(row.paper, target)))
        corrections = Corrections(catalogue.notices(row.paper, row.day, article.slug), targets)
        return self._leaf(
            "article.html", row, record, page, article, previous=beside[0], next=beside[1],
            first=article.figures[:before], last=article.figures[before:],
            corrections=corrections, corrected=self._corrected(row, record, article),
            citation=article_citation(record, article),
            data=in_html(news_article(record, article, lambda address: addresses.link(address, here, self.base))),
        )  # fmt: skip

    def _corrected(self, row: IssueRow, record: IssueRecord, article: ArticleRecord) -> str:
        """The correction of this issue, when this article differs from the previous revision."""
        known = self.shelf.catalogue.revisions(row.paper, row.day)
        earlier = next((one for one in known if one.key == record.replaces), None)
        old = self.shelf.record(earlier).by_slug.get(article.slug) if earlier else article
        same = old is not None and (old.head, old.text, old.captions) == (article.head, article.text, article.captions)
        return "" if same else record.correction or self._words(record)["revision"] % record.revision

    def _leaf(
        self, template: str, row: IssueRow, record: IssueRecord, page: PageRecord, article: ArticleRecord | None, /,
        **values: Any,
    ) -> bytes:  # fmt: skip
        words = self._words(record)
        here = addresses.page(row.paper, row.day, page.number)
        if article:
            here = addresses.article(row.paper, row.day, article.page, article.slug)
        place = record.pages.index(page)
        pages = [record.pages[at] if 0 <= at < len(record.pages) else None for at in (place - 1, place + 1)]
        return self._fill(
            template, here, record.paper.language, words, row=row, record=record, page=page, article=article,
            entries=self._entries(row, record), spots=self._spots(row, record, page, article.slug if article else ""),
            height=height(page), pages_beside=pages, date=issue_date(record, words), **values,
        )  # fmt: skip

    def not_found(self) -> bytes:
        """The page for addresses without content: web servers show it at any depth."""
        words = self.own_words
        return self._fill("missing.html", "", words["language"], words)

    def search_page(self) -> bytes:
        """The search form without results: a script fills them in where there is no server."""
        return self._results(Query(), Results(0, ()), 1, searched=False)

    def results(self, query: Query, place: int) -> bytes:
        """A page of results."""
        return self._results(query, search(self.shelf.catalogue, query), place, searched=True)

    def _results(self, query: Query, found: Results, place: int, *, searched: bool) -> bytes:
        words = self.own_words
        last = max(1, -(-found.total // A_PAGE))
        return self._fill(
            "search.html", addresses.SEARCH, words["language"], words, query=query, found=found, place=place, last=last,
            searched=searched, first=(place - 1) * A_PAGE + 1,
        )  # fmt: skip

    def _words(self, record: IssueRecord) -> Words:
        return self.look.words(record.paper.language)

    def _article_link(self, row: IssueRow, article: ArticleRecord) -> SiteLink:
        return SiteLink(addresses.article(row.paper, row.day, article.page, article.slug), article.title)

    def _entries(self, row: IssueRow, record: IssueRecord) -> tuple[PageEntry, ...]:
        return tuple(
            PageEntry(
                page,
                addresses.page(row.paper, row.day, page.number),
                tuple(
                    (addresses.article(row.paper, row.day, article.page, article.slug), article)
                    for article in record.articles
                    if page.number <= article.page <= page.last
                ),
            )
            for page in record.pages
        )

    def _spots(self, row: IssueRow, record: IssueRecord, page: PageRecord, here: str) -> tuple[ClickArea, ...]:
        high = height(page)
        sizes = (SCALE, high, SCALE, high)
        return tuple(
            ClickArea(
                addresses.article(row.paper, row.day, article.page, article.slug), article.title, article.slug == here,
                *(round_half_up(part * size, 1) for part, size in zip(_box(area), sizes, strict=True)),
            )
            for article in record.on_page(page)
            for area in article.areas
            if area.page == page.number
        )  # fmt: skip


def _box(area: Area) -> tuple[float, float, float, float]:
    return area.left, area.top, area.width, area.height


def _top(record: IssueRecord) -> tuple[ArticleRecord, ...]:
    """The three most important articles of the front page."""
    first = [article for article in record.articles if article.page == record.pages[0].number]
    return tuple(sorted(first, key=lambda article: article.priority)[:3])
