"""The text of a line for readers that guess spaces from gaps: search, copying, screen readers.

A quarter em between Han and Latin is read as a space, a squeezed mark as a step back, an added hyphen as part of the
source. PDF's solution is `/ActualText` on the marked content (ISO 32000-2, 14.9.4). A line that every reader extracts
correctly is left alone: there each character can be selected at its own position.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from banxin.model.line import LineRun

WIDE = 100  # mil. Ours: readers were seen to take gaps from about 0.15 em on for spaces; with some margin.
BMP = "\uffff"
NARROW = -100  # mil. Ours: a squeezed mark is -500; kerning is above this.


def with_actual_text(text: str, drawn: bytes) -> bytes:
    """Content operators inside a marked content with `text` as its `/ActualText`, in UTF-16.

    Use it for one line, never for a whole paragraph: PDFium gives every character in it the position of its first text
    object, so a word found in the fifth line would be highlighted in the first, and the fifth could not be selected.
    """
    texts = b"\xfe\xff" + text.encode("utf-16-be")
    return b"/Span <</ActualText <%s>>> BDC\n%s\nEMC" % (texts.hex().upper().encode(), drawn)


def parted(run: LineRun, source: str, texts: Mapping[int, str]) -> Iterator[tuple[LineRun, str | None]]:
    """The run in parts, each with its `/ActualText`; None for one character that every reader takes from its font.

    Characters beyond U+FFFF stand alone: PDFium drops them from an `/ActualText`, and so would search and copying.
    """
    start = from_ = at = 0
    for text, first, behind in (*run.clusters(), ("", len(run.glyphs), len(run.glyphs))):
        alone = behind - first == 1 and text > BMP and texts[run.glyphs[first].id] == text
        if (alone or not text) and at > start:
            rest = source[start:at] if text else source[start:]
            yield (
                replace(run, text=run.text[start:at], glyphs=run.glyphs[from_:first], along=run.along[from_:first]),
                rest,
            )
        if alone:
            yield replace(run, text=text, glyphs=run.glyphs[first:behind], along=run.along[first:behind]), None
        at += len(text)
        if alone:
            start, from_ = at, behind


def needs_actual_text(run: LineRun, source: str, texts: Mapping[int, str]) -> bool:
    """Whether the run's gaps, an added hyphen, or a glyph with another text in the font would make a reader extract
    another text than the source's.

    texts: glyph id → its text in the font's `/ToUnicode`.
    """
    if run.text != source.rstrip() or len(run.glyphs) != len(run.text):
        return True
    pen = int(run.along[0])
    for glyph, place, character in zip(run.glyphs, run.along, run.text, strict=True):
        if not NARROW <= place - pen <= WIDE or texts[glyph.id] != character:
            return True
        pen = place + glyph.width
    return False
