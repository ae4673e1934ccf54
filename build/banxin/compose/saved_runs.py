"""Runs composed earlier, of which a saved plan holds the text and the places but not the glyphs."""

from __future__ import annotations

from collections.abc import Iterator

from banxin.compose.metrics import space_glyph
from banxin.compose.tokens import TOKEN
from banxin.fonts.library import Face
from banxin.model.line import Glyph
from banxin.model.text import WritingMode


def glyphs_of(text: str, face: Face, mode: WritingMode, *, hyphen: bool = False) -> tuple[Glyph, ...]:
    """The glyphs that the composer gives a run of this text, which it shapes token by token.

    hyphen: its last character is a hyphen that the composer added to a piece of a word, and so shaped alone.
    """
    glyphs: list[Glyph] = []
    own = len(text) - 1 if hyphen else len(text)
    for stretch in (*_stretches(text[:own]), *text[own:]):
        if stretch.isspace():
            glyphs += (space_glyph(face, character, mode) for character in stretch)
        else:
            for cluster in face.shape(stretch, mode):
                glyphs += cluster.glyphs
    return tuple(glyphs)


def _stretches(text: str) -> Iterator[str]:
    """The stretches that the composer shapes at once: tokens, and single characters between them."""
    at = 0
    for match in TOKEN.finditer(text):
        yield from text[at : match.start()]
        yield match[0]
        at = match.end()
    yield from text[at:]
