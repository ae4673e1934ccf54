"""The body of an article as the EPUB's templates see it: paragraphs, verse, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from banxin.model.edition import Article, Block, BlockKind
from banxin.model.text import Run

SAFE_LINK = re.compile(r"(?:https?://|mailto:)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+\Z")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the body."""

    kind: str
    """paragraph, subhead, quote, item, verse (one line of it) or table."""
    dateline: str
    """Stands at its head; empty but for the article's first paragraph."""
    runs: tuple[Run, ...]
    """Links are those that an e-reader may follow. Of a table: one a cell."""
    columns: int = 0
    """Of a table."""
    stanza: bool = False
    """Of a line of verse: whether a stanza begins with it."""

    @property
    def rows(self) -> tuple[tuple[Run, ...], ...]:
        """Of a table: its cells row by row; the first row is its head, and empty where nothing is written there."""
        step = self.columns or 1
        rows = tuple(self.runs[start : start + step] for start in range(0, len(self.runs), step))
        return rows if any(run.text for run in rows[0]) else ((), *rows[1:])


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The body; the dateline goes to the head of the first paragraph, or stands alone when there is none."""
    holder = next((block for block in article.blocks if block.kind is BlockKind.PARAGRAPH), None)
    body = tuple(_paragraph(block, article.dateline if block is holder else "") for block in article.blocks)
    if article.dateline and holder is None:
        return (Paragraph(BlockKind.PARAGRAPH.value, article.dateline, ()), *body)
    return body


def _paragraph(block: Block, dateline: str) -> Paragraph:
    runs = tuple(Run(run.text, run.style, run.link if SAFE_LINK.match(run.link) else "") for run in block.runs)
    return Paragraph(block.kind.value, dateline, runs, block.columns, block.stanza)
