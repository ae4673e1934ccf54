"""Widths of characters: nominal ones for tests and the command line, real ones from the faces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from banxin.fonts.joining import joined, joins
from banxin.fonts.library import LANGUAGE, Cluster, Face, FontLibrary
from banxin.model.line import Glyph
from banxin.model.text import Style, WritingMode
from banxin.units import EM, HALF, Mil


class Metrics(Protocol):
    """Measures text. Implementations are compared by identity and never change, so that results can be kept."""

    def __hash__(self) -> int: ...

    def shape(self, text: str, style: Style, mode: WritingMode = WritingMode.HORIZONTAL) -> Sequence[Cluster]:
        """The clusters of `text`, in order; their lengths add up to its length."""

    def space(self, character: str, face: str, mode: WritingMode = WritingMode.HORIZONTAL) -> Glyph:
        """The glyph of a white-space character between two units, in the face of that id."""


class NominalMetrics:
    """The widths of the line-breaking cases: Han and full-width marks 1 em, ASCII ½, · ½, —— and …… 2."""

    face = "nominal"

    def shape(self, text: str, style: Style, mode: WritingMode = WritingMode.HORIZONTAL) -> Sequence[Cluster]:
        glyphs = [self._glyph(character, mode) for character in text]
        return [Cluster(1, glyph.advance, self.face, (glyph,), (Mil(0),)) for glyph in glyphs]

    def space(self, character: str, face: str, mode: WritingMode = WritingMode.HORIZONTAL) -> Glyph:
        return self._glyph(character, mode)

    def _glyph(self, character: str, mode: WritingMode) -> Glyph:
        width = self._width(character)
        return Glyph(ord(character), 1, EM if mode is WritingMode.VERTICAL else width, width)

    def _width(self, character: str) -> Mil:
        if character == "⸺":
            return Mil(2 * EM)
        code = ord(character)
        narrow = code < 0x1100 or 0x1E00 <= code < 0x2014
        return HALF if narrow else EM


class FontMetrics:
    """Widths as HarfBuzz shapes them, in the face of each style, or of the first in `fallback` that has the character.

    faces: style → face id; a style without one takes PLAIN's. Raises SetupError for a face the library does not have,
    ValueError when PLAIN has none.
    """

    def __init__(
        self,
        library: FontLibrary,
        faces: Mapping[Style, str],
        fallback: Sequence[str] = (),
        language: str = LANGUAGE,
    ) -> None:
        if Style.PLAIN not in faces:
            raise ValueError("faces must name a face for Style.PLAIN")
        self.language = language
        chains = {style: (faces.get(style, faces[Style.PLAIN]), *fallback) for style in Style}
        self._chains = {style: tuple(library.face(name) for name in chain) for style, chain in chains.items()}
        self._by_id = {face.id: face for chain in self._chains.values() for face in chain}

    def missing(self, text: str) -> str:
        """The characters of `text` that no face has, each once, in order. Spaces and invisible ones are not counted."""
        faces = self._by_id.values()
        wanted = dict.fromkeys(c for c in text if not c.isspace() and not joins(c))
        return "".join(c for c in wanted if not any(face.covers(c) for face in faces))

    def shape(self, text: str, style: Style, mode: WritingMode = WritingMode.HORIZONTAL) -> Sequence[Cluster]:
        return [
            cluster
            for face, stretch in self._faces(text, style)
            for cluster in face.shape(stretch, mode, self.language)
        ]  # fmt: skip

    def space(self, character: str, face: str, mode: WritingMode = WritingMode.HORIZONTAL) -> Glyph:
        return space_glyph(self._by_id[face], character, mode, self.language)

    def _faces(self, text: str, style: Style) -> list[tuple[Face, str]]:
        """The stretches of `text` by the face that draws them. A character that no face has stays in the first."""
        chain = self._chains[style]
        if all(chain[0].covers(c) for c in text) and not any(map(joins, text[1:])):
            return [(chain[0], text)]
        stretches: list[tuple[Face, str]] = []
        for character in joined(text):
            face = _drawing(chain, character)
            if stretches and stretches[-1][0] is face:
                stretches[-1] = (face, stretches[-1][1] + character)
            else:
                stretches.append((face, character))
        return stretches


def _drawing(chain: Sequence[Face], character: str) -> Face:
    """The first face that draws a character with what is joined to it, or at least the character."""
    faces = (face for text in (character, character[0]) for face in chain if face.draws(text))
    return next(faces, chain[0])


def space_glyph(face: Face, character: str, mode: WritingMode, language: str = LANGUAGE) -> Glyph:
    """The glyph of a white-space character, or the face's space where it has none (tabs, line ends)."""
    for drawn in (character, " "):
        glyph = face.shape(drawn, mode, language)[0].glyphs[0]
        if glyph.id:
            break
    return glyph
