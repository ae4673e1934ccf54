"""What a marked line says, for readers that guess spaces from gaps: search, copying, screen readers.

A quarter em between Han and Latin is read as a space, a squeezed mark as a step back, a hyphen of ours as the
source's. PDF's answer is `/ActualText` on the marked content (ISO 32000-2, 14.9.4). A line that every reader gets
right without it is left alone: there each character can be selected at its own place.
"""

from __future__ import annotations

from collections.abc import Sequence

from banxin.fonts.library import ShapedGlyph
from banxin.model.line import LineRun

WIDE = 100  # mil. Ours: readers were seen to take gaps from about 0.15 em for spaces; with some room.
NARROW = -100  # mil. Ours: a squeezed mark is -500; kerning stays above.


def said_as(text: str, drawn: bytes) -> bytes:
    """Content operators inside a marked content that says `text`, in UTF-16.

    It is for one line, never for a whole paragraph: PDFium gives every character in it the place of its first text
    object, so a word found in the fifth line would be lit up in the first, and the fifth could not be selected.
    """
    said = b"\xfe\xff" + text.encode("utf-16-be")
    return b"/Span <</ActualText <%s>>> BDC\n%s\nEMC" % (said.hex().upper().encode(), drawn)


def reads_wrong(run: LineRun, shaped: Sequence[ShapedGlyph], widths: Sequence[int], source: str) -> bool:
    """Whether the run's gaps, or a hyphen of ours, would make a reader of glyphs find another text than the source."""
    if run.text != source.rstrip():
        return True
    places = run.xs
    return any(not NARROW <= places[i + 1] - places[i] - widths[i] <= WIDE for i in range(len(places) - 1)) or len(
        shaped
    ) != len(run.text)
