"""Exact positions of the words of a composed line, from its glyphs in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banxin.compose.words import word_starts
from banxin.layout.grid import BODY_ASCENT
from banxin.model.line import LineRun
from banxin.model.plan import PlacedLine
from banxin.model.text import WritingMode
from banxin.units import EM


@dataclass(frozen=True, slots=True)
class WordBox:
    """A rectangle on the sheet, in pt from its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line, or a mark beside it."""

    text: str
    box: WordBox
    space: bool
    """Whether a space of the source precedes it."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """What is drawn as a whole: mostly one character."""

    text: str
    start: int
    """Mils from the line's start edge."""
    end: int


def line_box(line: PlacedLine) -> WordBox:
    """The em box of a line."""
    if line.writing_mode is WritingMode.VERTICAL:
        return WordBox(line.x_pt - line.size_pt / 2, line.baseline_pt + line.start_pt, line.size_pt, line.width_pt)
    top = line.baseline_pt - BODY_ASCENT * line.size_pt
    return WordBox(line.x_pt + line.start_pt, top, line.width_pt, line.size_pt)


def words(line: PlacedLine) -> tuple[Word, ...]:
    """The words of a line, in order: together all its characters except spaces and an added hyphen.

    Han is divided by the segmenter that also breaks headlines; Latin words end at spaces.
    """
    cells = [cell for run in line.runs for cell in _cells(run, line)]
    text = "".join(cell.text for cell in cells)
    starts = word_starts(text)
    found: list[Word] = []
    space = False
    at = 0
    group: list[_Cell] = []
    for cell in cells:
        if group and (at in starts or cell.text.isspace()):
            found.append(_word(group, line, space))
            group, space = [], False
        at += len(cell.text)
        if cell.text.isspace():
            space = True
        else:
            group.append(cell)
    if group:
        found.append(_word(group, line, space))
    return tuple(found)


def _word(cells: list[_Cell], line: PlacedLine, space: bool) -> Word:
    start, end = cells[0].start * line.size_pt / EM, cells[-1].end * line.size_pt / EM
    text = "".join(cell.text for cell in cells)
    if line.writing_mode is WritingMode.VERTICAL:
        return Word(
            text, WordBox(line.x_pt - line.size_pt / 2, line.baseline_pt + start, line.size_pt, end - start), space
        )
    top = line.baseline_pt - BODY_ASCENT * line.size_pt
    return Word(text, WordBox(line.x_pt + start, top, end - start, line.size_pt), space)


def _cells(run: LineRun, line: PlacedLine) -> Iterator[_Cell]:
    """The run's clusters: from a glyph's place to the end of its advance, or to the next one where that comes first."""
    clusters = list(run.clusters())
    if line.hyphen and run is line.runs[-1]:
        clusters.pop()
    for text, first, behind in clusters:
        start = run.along[first]
        end = start + sum(glyph.advance for glyph in run.glyphs[first:behind])
        if behind < len(run.along) and start < run.along[behind]:
            end = min(end, run.along[behind])
        yield _Cell(text, start, end)
