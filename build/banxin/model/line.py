"""Composed lines: exact positions, nothing of CSS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from banxin.model.text import WritingMode
from banxin.units import Mil


class Glyph(NamedTuple):
    """A glyph as it was shaped: all of it but its place, so that one object serves wherever its cluster stands."""

    id: int
    """In the face's file."""
    characters: int
    """How many characters of its run its cluster has; 0 for the further glyphs of a cluster."""
    advance: Mil
    """Along the line, without kerning."""
    width: Mil
    """Horizontal advance, as the file's `hmtx` has it; the same as `advance` in a horizontal line."""
    across: Mil = Mil(0)
    """How far it is moved off its line: up from the baseline; in a vertical line, to the right."""

    @property
    def missing(self) -> bool:
        """Whether it is the empty box (`.notdef`) that a face draws for characters that it does not have."""
        return self.id == 0


@dataclass(frozen=True, slots=True)
class LineRun:
    """A stretch of a line in one face."""

    face: str
    """Id of the face in fonts.toml."""
    text: str
    """Its characters, in order; a hyphen that the composer added included."""
    glyphs: tuple[Glyph, ...]
    """What draws them; their `characters` add up to the length of `text`."""
    along: tuple[Mil, ...]
    """Place of each glyph on the line, from the measure's start edge: its origin, or in a vertical line the top of
    its em box."""

    def clusters(self) -> Iterator[tuple[str, int, int]]:
        """(text, first glyph, behind its last glyph) of each cluster, in order."""
        at = first = 0
        for behind in range(1, len(self.glyphs) + 1):
            if behind == len(self.glyphs) or self.glyphs[behind].characters:
                until = at + self.glyphs[first].characters
                yield self.text[at:until], first, behind
                at, first = until, behind


class LineLink(NamedTuple):
    """A stretch of a line that leads somewhere."""

    start: int
    """First character, counted in the line's text from 0."""
    end: int
    """Behind the last character."""
    target: str
    """As the editor wrote it, or `model.edition.NOTE_LINK` and the number of a footnote."""


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
    """Where the first glyph's body begins: the indent of a first line, else 0."""
    natural_width: Mil
    """Length along the line before justification, marks trimmed at both edges."""
    width: Mil
    """Length as set, from the start of the first glyph's body to the end of the last one's, trimmed marks left out."""
    gap: Mil
    """What was added between ordinary neighbours, 0 for a line that is exact or shrunk."""
    last: bool
    """Whether it ends its paragraph and so is not justified."""
    hyphen: bool = False
    """Whether the composer added a hyphen at its end."""
    writing_mode: WritingMode = WritingMode.HORIZONTAL
    links: tuple[LineLink, ...] = ()


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph broken into lines at one measure."""

    lines: tuple[Line, ...]
    demerits: int
    """Of the whole paragraph, to compare settings of the same paragraph; smaller is better."""
    faults: tuple[tuple[str, int], ...] = ()
    """(problem code, line from 0): forced-break, loose-line, overlong-line."""
