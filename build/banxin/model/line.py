"""Composed lines: exact positions, nothing of CSS."""

from __future__ import annotations

from dataclasses import dataclass

from banxin.model.text import WritingMode
from banxin.units import Mil


@dataclass(frozen=True, slots=True)
class LineRun:
    """A stretch of a line in one face."""

    face: str
    """Id of the face in fonts.toml."""
    text: str
    """Its characters, in order; a hyphen that the composer added included."""
    xs: tuple[Mil, ...]
    """Origin of each glyph, one a glyph as HarfBuzz shapes `text` in that face, from the measure's start edge."""


@dataclass(frozen=True, slots=True)
class Line:
    """One composed line.

    All lengths are mils of the size it is set in. The start edge is the measure's, before any indent.
    """

    text: str
    """The characters of the source in this line, spaces at its end included."""
    runs: tuple[LineRun, ...]
    """What is drawn: `text` without spaces at its end, with the hyphen if one was added."""
    start: Mil
    """Left edge of the first glyph's body: the indent of a first line, else 0."""
    natural_width: Mil
    """Width before justification, marks trimmed at both edges."""
    width: Mil
    """Width as set, from the first glyph's left to the last glyph's right edge, trimmed marks left out."""
    gap: Mil
    """What was added between ordinary neighbours, 0 for a line that is exact or shrunk."""
    last: bool
    """Whether it ends its paragraph and so is not justified."""
    hyphen: bool = False
    """Whether the composer added a hyphen at its end."""
    writing_mode: WritingMode = WritingMode.HORIZONTAL


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph broken into lines at one measure."""

    lines: tuple[Line, ...]
    demerits: int
    """Of the whole paragraph, to compare settings of the same paragraph; smaller is better."""
    faults: tuple[tuple[str, int], ...] = ()
    """(problem code, line from 0): forced-break, loose-line, overlong-line."""
