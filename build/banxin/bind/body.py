"""The body of an article as the EPUB's templates see it: paragraphs, lists, verse, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from banxin.model.edition import NOTE_LINK, Article, Block, BlockKind
from banxin.model.text import Run, Style

SAFE_LINK = re.compile(r"(?:https?://|mailto:)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+\Z")
ORDERED = re.compile(r"\d+[.)]")
"""The mark of an item of a numbered list."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one style."""

    text: str
    style: str
    link: str = ""
    """Where an e-reader may go."""
    note: str = ""
    """Of a footnote mark: the number of its note."""
    first: bool = False
    """Of a footnote mark: whether it is the first one of its note, to which that leads back."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the body."""

    kind: str
    """paragraph, subhead, quote, list, verse (one line of it), table or footnote."""
    dateline: str
    """Stands at its head; empty but where the article has it."""
    runs: tuple[TextRun, ...]
    """Of a table: one a cell. Of a footnote: without its number."""
    columns: int = 0
    """Of a table."""
    stanza: bool = False
    """Of a line of verse: whether a stanza begins with it."""
    items: tuple[tuple[TextRun, ...], ...] = ()
    """Of a list; the marks are part of the text."""
    ordered: bool = False
    """Of a list: whether its items are numbered."""
    note: str = ""
    """Of a footnote: its number, and its sign ①."""
    sign: str = ""

    @property
    def rows(self) -> tuple[tuple[TextRun, ...], ...]:
        """Of a table: its cells row by row; the first row is its head, and empty where nothing is written there."""
        step = self.columns or 1
        rows = tuple(self.runs[start : start + step] for start in range(0, len(self.runs), step))
        return rows if any(run.text for run in rows[0]) else ((), *rows[1:])


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The body with its dateline; the items of a list are one paragraph."""
    marks = _Marks()
    body: list[Paragraph] = []
    for is_item, group in groupby(article.body, key=lambda block: block.kind is BlockKind.ITEM):
        blocks = list(group)
        if is_item:
            body.append(_list(blocks, marks))
        else:
            body += [_paragraph(block, marks) for block in blocks]
    return tuple(body)


class _Marks:
    """Makes runs, and knows which notes a mark has led to already."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def runs(self, runs: Iterable[Run]) -> tuple[TextRun, ...]:
        return tuple(map(self._run, runs))

    def _run(self, run: Run) -> TextRun:
        if run.link.startswith(NOTE_LINK):
            number = run.link.removeprefix(NOTE_LINK)
            first = number not in self._seen
            self._seen.add(number)
            return TextRun(run.text, run.style.value, note=number, first=first)
        return TextRun(run.text, run.style.value, run.link if SAFE_LINK.match(run.link) else "")


def _list(blocks: list[Block], marks: _Marks) -> Paragraph:
    items = tuple(marks.runs(block.runs) for block in blocks)
    return Paragraph("list", "", (), items=items, ordered=bool(ORDERED.match(blocks[0].text)))


def _paragraph(block: Block, marks: _Marks) -> Paragraph:
    if block.kind is BlockKind.FOOTNOTE:
        (number, *rest) = block.runs
        return Paragraph(
            block.kind.value, "", marks.runs(rest), note=number.link.removeprefix(NOTE_LINK), sign=number.text
        )
    dated = bool(block.runs) and block.runs[0].style is Style.DATELINE
    dateline, runs = (block.runs[0].text, block.runs[1:]) if dated else ("", block.runs)
    return Paragraph(block.kind.value, dateline, marks.runs(runs), block.columns, block.stanza)
