"""The objects given to the e-book's templates, one for each kind of page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from banxin.bind.body_context import Paragraph, TextRun
from banxin.bind.profiles import Profile
from banxin.bind.words import Words
from banxin.model.edition import Service


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of the book."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in an article, or an advertisement."""

    file: str
    width: int
    """Pixels of the file in the book."""
    height: int
    alt: str
    caption: tuple[TextRun, ...]
    credit: tuple[TextRun, ...]


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
    """Printed page on which it begins."""
    page_break: bool
    """Whether it is the first article of its printed page."""
    series: tuple[TextRun, ...]
    kicker: tuple[TextRun, ...]
    headline: tuple[tuple[TextRun, ...], ...]
    """Split at the editor's breaks; empty for photo news without a headline."""
    deck: tuple[TextRun, ...]
    byline: tuple[TextRun, ...]
    note: tuple[TextRun, ...]
    pull_quote: tuple[TextRun, ...]
    group: bool
    """Whether the lead figures are one group."""
    lead_figures: tuple[Figure, ...]
    """Between the head and the text."""
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[Figure, ...]
    """After the text."""
    previous: Link | None
    """None for the first article."""
    contents: Link
    """The article's entry in the contents."""
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
    """Paper and date, as shown and sorted on a reader's shelf."""
    words: Words
    profile: Profile
    styles: tuple[str, ...]
    """Its style sheets, in cascading order."""
    converted: bool
    """Whether its text was converted to Traditional characters."""
    correction: str
    """Of a corrected issue: what was corrected, or that it was."""
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
    """The pages after the articles: services, advertisements."""
    lead: ArticlePage
    """The article shown on the front page with its picture: the most important one of the first page."""
    printed: tuple[PrintedPage, ...] = ()
    """The printed pages of which there are pictures."""
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
        """The pages before and after one of `more`."""
        last = self.articles[-1]
        chain = (Link(last.file, last.title), *self.more, None)
        place = [link.href if link else "" for link in chain].index(file)
        return chain[place - 1], chain[place + 1]

    @property
    def articles(self) -> tuple[ArticlePage, ...]:
        """All, in reading order."""
        return tuple(article for section in self.sections for article in section.articles)


@dataclass(frozen=True, slots=True)
class BookContext:
    """The settings of a book that do not depend on its content."""

    words: Words
    profile: Profile
    styles: tuple[str, ...]
    converted: bool
    spreads: Mapping[int, int]
    """Of a spread (通版): left page → right page."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A printed page."""

    number: int
    last: int
    """Of a spread, the right page; else `number`."""
    section: str
    """May be empty."""
    label: str
    """第2版."""
    title: str
    """第2版 综合."""
    file: str
    image: str
    articles: tuple[ArticlePage, ...]
    """The articles that begin on it, in reading order."""


@dataclass(frozen=True, slots=True)
class SectionPage:
    """The page of a section, before the first of its articles."""

    section: SectionView
    file: str

    @property
    def title(self) -> str:
        """The section's name."""
        return self.section.name


def opens(page: PrintedPage, section: SectionView) -> bool:
    """Whether a section begins with this printed page: it has the section's name and first article."""
    return page.section == section.name and page.articles[:1] == section.articles[:1]
