"""Exact positions of the words of a composed line, from its glyphs in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banxin.compose.heads.words import word_starts
from banxin.model.line import LineRun
from banxin.model.plan import PlacedLine, Rect
from banxin.units import EM


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line, or a mark beside it."""

    text: str
    box: Rect
    space: bool
    """Whether a space of the source precedes it."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """What is drawn as a whole: mostly one character."""

    text: str
    start: int
    """Mils from the line's start edge."""
    end: int


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
    return Word(text, line.stretch(start, end - start), space)


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
