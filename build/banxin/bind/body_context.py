"""The body of an article for the EPUB's templates: paragraphs, lists, verse, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, takewhile

from banxin.model.edition import NOTE_LINK, Article, Block, BlockKind
from banxin.model.text import Run, Style, Text, leads_outside

ORDERED = re.compile(r"\d+[.)]")
"""The marker of a numbered list's item."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one style."""

    text: str
    style: str
    link: str = ""
    """Address of a link; else empty."""
    note: str = ""
    """Of a footnote mark: the number of its note."""
    first: bool = False
    """Of a footnote mark: whether it is the first mark of its note, to which the note links back."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the body."""

    kind: str
    """paragraph, subhead, quote, list, verse (one line of it), table or footnote."""
    dateline: str
    """At the beginning of the paragraph; empty for others."""
    runs: tuple[TextRun, ...]
    """Of a footnote: without its number; empty for a table."""
    columns: int = 0
    """Of a table."""
    stanza: bool = False
    """Of a line of verse: whether it begins a stanza."""
    items: tuple[tuple[TextRun, ...], ...] = ()
    """Of a list; the markers are part of the text."""
    ordered: bool = False
    """Of a list: whether its items are numbered."""
    note: str = ""
    """Of a footnote: its number, and its sign ①."""
    sign: str = ""
    cells: tuple[tuple[TextRun, ...], ...] = ()
    """Of a table, row by row."""

    @property
    def rows(self) -> tuple[tuple[tuple[TextRun, ...], ...], ...]:
        """Of a table: its cells row by row; the first row is the head, with empty cells where there is none."""
        step = self.columns or 1
        cells = self.cells or tuple((run,) for run in self.runs)  # In the form of older library records.
        rows = tuple(cells[start : start + step] for start in range(0, len(cells), step))
        return rows if not rows or any(run.text for cell in rows[0] for run in cell) else ((), *rows[1:])


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The body with its dateline; a list is one paragraph."""
    marks = _Marks()
    body: list[Paragraph] = []
    for is_item, group in groupby(article.body, key=lambda block: block.kind is BlockKind.ITEM):
        blocks = list(group)
        if is_item:
            body.append(_list(blocks, marks))
        else:
            body += [_paragraph(block, marks) for block in blocks]
    return tuple(body)


def text_runs(text: Text) -> tuple[TextRun, ...]:
    """A head or a caption as runs."""
    return tuple(map(text_run, text.runs))


def text_run(run: Run) -> TextRun:
    """A run that is not a footnote mark."""
    return TextRun(run.text, run.style.value, link=run.link if leads_outside(run.link) else "")


class _Marks:
    """Makes runs and keeps track of the notes that marks have linked to."""

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
        return text_run(run)


def _list(blocks: list[Block], marks: _Marks) -> Paragraph:
    items = tuple(marks.runs(block.runs) for block in blocks)
    return Paragraph("list", "", (), items=items, ordered=bool(ORDERED.match(blocks[0].text)))


def _paragraph(block: Block, marks: _Marks) -> Paragraph:
    if block.kind is BlockKind.FOOTNOTE:
        (number, *rest) = block.runs
        return Paragraph(
            block.kind.value, "", marks.runs(rest), note=number.link.removeprefix(NOTE_LINK), sign=number.text
        )
    dateline = tuple(takewhile(lambda run: run.style is Style.DATELINE, block.runs))
    cells = tuple(marks.runs(cell.runs) for cell in block.cells)
    runs = marks.runs(block.runs[len(dateline) :])
    return Paragraph(block.kind.value, str(Text(dateline)), runs, block.columns, block.stanza, cells=cells)
