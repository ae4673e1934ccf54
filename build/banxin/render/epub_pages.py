"""What the EPUB's templates are told, and how they are filled.

Every class here is a frozen view for `layouts/epub/`: texts as a reader must find them, file names inside the book,
nothing left to work out.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from banxin.errors import EditionError, Origin, problem
from banxin.model.edition import Article, Block, BlockKind, Edition
from banxin.model.text import Run
from banxin.render import problems as _problems  # noqa: F401  (declares the codes)
from banxin.render.epub_order import Group, Placed

FRONT, COVER, NAV, STYLE, COVER_IMAGE = "front.xhtml", "cover.xhtml", "nav.xhtml", "style.css", "cover.jpg"
WEEKDAYS = "一二三四五六日"
SAFE_LINK = re.compile(r"(?:https?://|mailto:)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+\Z")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a reader may go."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in an article."""

    file: str
    width: int
    """Pixels in the book's file."""
    height: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the body."""

    kind: str
    """paragraph, subhead, quote or item."""
    dateline: str
    """Stands at its head; empty but for the article's first paragraph."""
    runs: tuple[Run, ...]
    """Links are those that an e-reader may follow."""


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
    kicker: str
    headline: tuple[str, ...]
    """Its parts between the breaks the editor wants; none for photo news without a headline."""
    deck: str
    byline: str
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
    """None for the last article."""


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
    """Paper and date: what a reader sees on the shelf."""
    paper: str
    date: str
    weekday: str
    language: str
    sections: tuple[SectionView, ...]
    first: Link
    """The first article."""

    @property
    def articles(self) -> tuple[ArticlePage, ...]:
        """All, in reading order."""
        return tuple(article for section in self.sections for article in section.articles)


def book_view(edition: Edition, groups: tuple[Group, ...], figures: Mapping[str, tuple[Figure, ...]]) -> Book:
    """The edition as the templates see it.

    figures: slug → its pictures as they are in the book, in their order.
    """
    placed = [entry for group in groups for entry in group.entries]
    pages = _article_pages(edition, groups, placed, figures)
    sections, taken = [], 0
    for number, group in enumerate(groups, 1):
        articles = pages[taken : taken + len(group.entries)]
        taken += len(group.entries)
        sections.append(SectionView(f"section-{number}", group.name, group.page, articles))
    return Book(
        title=book_title(edition),
        paper=edition.paper.name,
        date=chinese_date(edition.date),
        weekday=f"星期{WEEKDAYS[edition.date.weekday()]}",
        language=edition.paper.language,
        sections=tuple(sections),
        first=Link(pages[0].file, pages[0].title),
    )


def chinese_date(date: datetime.date) -> str:
    """2024年12月22日."""
    return f"{date.year}年{date.month}月{date.day}日"


def book_title(edition: Edition) -> str:
    """Paper and date; a second edition of the day says so, a corrected one does not: it replaces the first."""
    suffix = f"（{edition.suffix.upper()}）" if edition.suffix else ""
    return f"{edition.paper.name} {chinese_date(edition.date)}{suffix}"


def article_file(slug: str) -> str:
    """Name of an article's file in the book; slugs are ASCII."""
    return f"article-{slug}.xhtml"


def contents_id(slug: str) -> str:
    """Id of an article's entry in the contents; a slug may start with a digit, an id may not."""
    return f"entry-{slug}"


def _article_pages(
    edition: Edition, groups: tuple[Group, ...], placed: list[Placed], figures: Mapping[str, tuple[Figure, ...]]
) -> tuple[ArticlePage, ...]:
    sections = [group.name for group in groups for _ in group.entries]
    links = [None, *(Link(article_file(entry.article.slug), entry.article.title) for entry in placed), None]
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
    leading = len(figures) if article.kind == "photo" else 1
    return ArticlePage(
        file=article_file(article.slug),
        entry=contents_id(article.slug),
        kind=article.kind,
        language=article.language,
        title=article.title,
        section=section,
        page=entry.page,
        page_break=page_break,
        kicker=article.kicker,
        headline=tuple(article.headline.split("／")) if article.headline else (),
        deck=article.deck,
        byline=article.byline,
        lead_figures=figures[:leading],
        paragraphs=_paragraphs(article),
        figures=figures[leading:],
        previous=previous,
        contents=Link(f"{FRONT}#{contents_id(article.slug)}", section),
        next=following,
    )


def _paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The body; the dateline goes to the head of the first paragraph, or stands alone when there is none."""
    holder = next((block for block in article.blocks if block.kind is BlockKind.PARAGRAPH), None)
    body = tuple(_paragraph(block, article.dateline if block is holder else "") for block in article.blocks)
    if article.dateline and holder is None:
        return (Paragraph(BlockKind.PARAGRAPH.value, article.dateline, ()), *body)
    return body


def _paragraph(block: Block, dateline: str) -> Paragraph:
    runs = tuple(Run(run.text, run.style, run.link if SAFE_LINK.match(run.link) else "") for run in block.runs)
    return Paragraph(block.kind.value, dateline, runs)


class Templates:
    """The templates of one layout folder, in Jinja2's sandbox, autoescape on, nothing undefined passed over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = ImmutableSandboxedEnvironment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def raw(self, name: str) -> bytes:
        """A file of the layout as it is. Raises EditionError with `template` when it is missing or empty."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError as error:
            raise self._error(name, 0, f"it cannot be read ({error.strerror})") from error
        if not data:
            raise self._error(name, 0, "it is empty")
        return data

    def fill(self, page: str, **values: object) -> bytes:
        """The page of that name (`front.xhtml`) from its template (`front.xhtml.j2`), as well-formed UTF-8.

        Raises EditionError with `template`, naming the template's line where Jinja2 knows it.
        """
        name = f"{page}.j2"
        try:
            text = self.environment.get_template(name).render(**values)
            etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
        except jinja2.TemplateSyntaxError as error:
            raise self._error(error.name or name, error.lineno, error.message or "syntax error") from error
        except jinja2.TemplateNotFound as error:
            raise self._error(name, 0, f"there is no template {error.name}") from error
        except etree.XMLSyntaxError as error:
            raise self._error(name, 0, f"what it makes is not well-formed: {error.msg}") from error
        except (jinja2.TemplateError, ArithmeticError, TypeError, ValueError, RecursionError) as error:
            raise self._error(name, self._line(error), str(error)) from error
        return text.encode()

    def _error(self, name: str, line: int, reason: str) -> EditionError:
        origin = Origin(f"layouts/{self.folder.name}/{name}", line)
        return EditionError([problem("template", origin, reason=f"{reason.rstrip('.')}.")])

    def _line(self, error: BaseException) -> int:
        """The last line of a template in the error's trace, 0 when there is none."""
        trace, line = error.__traceback__, 0
        while trace is not None:
            if Path(trace.tb_frame.f_code.co_filename).parent == self.folder:
                line = trace.tb_lineno
            trace = trace.tb_next
        return line
