"""The result of an import: pages, articles and their problems."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from banxin.errors import Problem
from banxin.importer.dump_articles import DumpArticle
from banxin.importer.edits import Edit
from banxin.importer.paragraphs import DumpParagraph, Join, Suspect


@dataclass(frozen=True, slots=True)
class PageImport:
    """One dump, that is, one page."""

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


@dataclass(frozen=True, slots=True)
class RankedArticle:
    """An article with its slug, page and priority."""

    slug: str
    page: int
    priority: int
    article: DumpArticle

    @property
    def picture(self) -> str:
        """Path of its picture, or empty."""
        return f"images/{self.slug}.png" if self.article.kind.traits.pictorial else ""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """An edition as imported from its dumps; nothing is written yet."""

    date: datetime.date
    pages: tuple[PageImport, ...]
    articles: tuple[RankedArticle, ...]
    problems: tuple[Problem, ...]
    """With line numbers of the dumps."""
