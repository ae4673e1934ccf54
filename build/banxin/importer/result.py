"""The result of an import: pages, articles and their problems."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from banxin.errors import Problem
from banxin.importer.dump_articles import DumpArticle
from banxin.importer.edits import Edit
from banxin.importer.paragraphs import DumpParagraph, Join, Suspect
from banxin.importer.placing import pictures_of
from banxin.intake.dump import Placed


@dataclass(frozen=True, slots=True)
class PageImport:
    """One dump, usually one page."""

    name: str
    """File name under the paper's raw/."""
    data: bytes
    encoding: str
    raw: str
    """The decoded text, unchanged."""
    text: str
    """Normalised and joined: what `apply(raw, edits)` gives."""
    edits: tuple[Edit, ...]
    paragraphs: tuple[DumpParagraph, ...]
    articles: tuple[DumpArticle, ...]
    joins: tuple[Join, ...]
    suspects: tuple[Suspect, ...]
    placed: tuple[Placed, ...] = ()
    """Tables, pictures and notes between its lines, normalised."""
    told: tuple[Problem, ...] = ()
    """What its reader told."""
    is_page: bool = True
    """Whether it is a page of the paper; else it holds copy that may stand anywhere."""


@dataclass(frozen=True, slots=True)
class RankedArticle:
    """An article with its slug, page and priority."""

    slug: str
    page: int
    priority: int
    article: DumpArticle
    placed: tuple[Placed, ...] = ()
    """What stands in it beside its lines."""

    @property
    def picture(self) -> str:
        """Path of the picture that it needs and its source does not hold, or empty."""
        needed = self.article.kind.traits.pictorial and not pictures_of(self.placed)
        return f"images/{self.slug}.png" if needed else ""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """An edition as imported from its dumps; nothing is written yet."""

    date: datetime.date
    pages: tuple[PageImport, ...]
    articles: tuple[RankedArticle, ...]
    problems: tuple[Problem, ...]
    """With line numbers of the dumps."""
