"""What a marked line says, for readers that guess spaces from gaps: search, copying, screen readers.

A quarter em between Han and Latin is read as a space, a squeezed mark as a step back, a hyphen of ours as the
source's. PDF's answer is `/ActualText` on the marked content (ISO 32000-2, 14.9.4). A line that every reader gets
right without it is left alone: there each character can be selected at its own place.
"""

from __future__ import annotations

from collections.abc import Mapping

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


def reads_wrong(run: LineRun, source: str, said: Mapping[int, str]) -> bool:
    """Whether the run's gaps, a hyphen of ours, or a glyph that the font tells of otherwise would make a reader of
    glyphs find another text than the source.

    said: glyph id → its text by the font's `/ToUnicode`.
    """
    if run.text != source.rstrip() or len(run.glyphs) != len(run.text):
        return True
    pen = int(run.along[0])
    for glyph, place, character in zip(run.glyphs, run.along, run.text, strict=True):
        if not NARROW <= place - pen <= WIDE or said[glyph.id] != character:
            return True
        pen = place + glyph.width
    return False
