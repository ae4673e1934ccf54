"""What the templates of the e-book are told: one frozen object for each kind of page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from banxin.bind.paragraphs import Paragraph, TextRun
from banxin.bind.profiles import Profile
from banxin.bind.words import Words
from banxin.model.edition import Service


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
    """Printed page on which it starts."""
    page_break: bool
    """Whether it is the first of its printed page."""
    series: tuple[TextRun, ...]
    kicker: tuple[TextRun, ...]
    headline: tuple[tuple[TextRun, ...], ...]
    """Its parts between the breaks the editor wants; none for photo news without a headline."""
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
class BookContext:
    """How a book is made, whatever is in it."""

    words: Words
    profile: Profile
    styles: tuple[str, ...]
    converted: bool
    spreads: Mapping[int, int]
    """Of two printed pages that are one (通版): left → right."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A printed page."""

    number: int
    last: int
    """The facing page that it takes too, of a spread; else `number`."""
    section: str
    """May be empty."""
    label: str
    """第2版."""
    title: str
    """第2版 综合."""
    file: str
    image: str
    articles: tuple[ArticlePage, ...]
    """Those that begin on it, in reading order."""


@dataclass(frozen=True, slots=True)
class SectionPage:
    """The page of a section: its articles, before the first of them."""

    section: SectionView
    file: str

    @property
    def title(self) -> str:
        """The section's name."""
        return self.section.name


def opens(page: PrintedPage, section: SectionView) -> bool:
    """Whether a printed page is the beginning of a section: it has its name and its first article."""
    return page.section == section.name and page.articles[:1] == section.articles[:1]
