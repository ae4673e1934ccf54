"""What an import found: pages, articles and their problems."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from banxin.errors import Problem
from banxin.importer.dump_articles import DumpArticle
from banxin.importer.edits import Edit
from banxin.importer.paragraphs import DumpParagraph, Join, Suspect


@dataclass(frozen=True, slots=True)
class PageImport:
    """One dump, which is one page."""

    name: str
    """Of its file, as it is kept in the paper's raw/."""
    data: bytes
    encoding: str
    raw: str
    """As decoded, nothing changed."""
    text: str
    """Normalised and joined: what `apply(raw, edits)` gives."""
    edits: tuple[Edit, ...]
    paragraphs: tuple[DumpParagraph, ...]
    articles: tuple[DumpArticle, ...]
    joins: tuple[Join, ...]
    suspects: tuple[Suspect, ...]


@dataclass(frozen=True, slots=True)
class RankedArticle:
    """An article with what it is called and how it ranks."""

    slug: str
    page: int
    priority: int
    article: DumpArticle

    @property
    def picture(self) -> str:
        """Where its picture belongs, or empty."""
        return f"images/{self.slug}.png" if self.article.kind == "photo" else ""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """An edition as its dumps tell it; nothing is written yet."""

    date: datetime.date
    pages: tuple[PageImport, ...]
    articles: tuple[RankedArticle, ...]
    problems: tuple[Problem, ...]
    """Line numbers count in the dumps."""
