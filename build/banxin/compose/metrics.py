"""What characters measure: nominal widths for tests and the command line, real ones from the faces.

A cluster is what cannot be taken apart: usually one character and one glyph; `——` may be one glyph for two characters,
an accented letter two glyphs for one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from banxin.fonts.library import Face, FontLibrary, ShapedGlyph
from banxin.model.text import Style
from banxin.units import EM, HALF, Mil


class Cluster(NamedTuple):
    """A stretch of text that is drawn as a whole."""

    length: int
    """In characters."""
    advance: Mil
    face: str
    """Id of the face that draws it."""
    xs: tuple[Mil, ...]
    """Origin of each of its glyphs, from the cluster's own."""


class Metrics(Protocol):
    """Measures text. Implementations are compared by identity and never change, so that results can be kept."""

    def __hash__(self) -> int: ...

    def shape(self, text: str, style: Style, vertical: bool = False, weak: bool = False) -> Sequence[Cluster]:
        """The clusters of `text`, in order; their lengths add up to its length.

        vertical: advances run down the line. weak: `text` stands in a line without a letter or Han, from which
        HarfBuzz could learn the script (a dash is shorter there).
        """


class NominalMetrics:
    """The widths of the line-breaking cases: Han and full-width marks 1 em, ASCII ½, · ½, —— and …… 2."""

    face = "nominal"

    def shape(self, text: str, style: Style, vertical: bool = False, weak: bool = False) -> Sequence[Cluster]:
        return [Cluster(1, Mil(EM) if vertical else self._advance(c), self.face, (Mil(0),)) for c in text]

    def _advance(self, character: str) -> Mil:
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
        language: str = "zh-Hans",
    ) -> None:
        if Style.PLAIN not in faces:
            raise ValueError("faces must name a face for Style.PLAIN")
        self.language = language
        chains = {style: (faces.get(style, faces[Style.PLAIN]), *fallback) for style in Style}
        self._chains = {style: tuple(library.face(name) for name in chain) for style, chain in chains.items()}

    def missing(self, text: str) -> str:
        """The characters of `text` that no face has, each once, in order. Spaces and invisible ones are not counted."""
        faces = {face.id: face for chain in self._chains.values() for face in chain}.values()
        wanted = dict.fromkeys(c for c in text if not c.isspace() and not _joins(c))
        return "".join(c for c in wanted if not any(face.covers(c) for face in faces))

    def shape(self, text: str, style: Style, vertical: bool = False, weak: bool = False) -> Sequence[Cluster]:
        clusters: list[Cluster] = []
        for face, stretch in self._faces(text, style):
            # The script of a dash alone is unknown to HarfBuzz; in a line it takes its neighbours', so give it one.
            lead = "" if weak or not stretch.startswith("—") else "中"
            glyphs = face.shape(lead + stretch, vertical=vertical, language=self.language)
            clusters += _clusters(glyphs, len(lead), len(stretch), face.id, vertical)
        return clusters

    def _faces(self, text: str, style: Style) -> list[tuple[Face, str]]:
        """The stretches of `text` by the face that draws them. What nobody has stays in the first face."""
        chain = self._chains[style]
        if all(chain[0].covers(c) for c in text):
            return [(chain[0], text)]
        stretches: list[tuple[Face, str]] = []
        for character in text:
            if stretches and _joins(character):
                face = stretches[-1][0]
            else:
                face = next((face for face in chain if face.covers(character)), chain[0])
            if stretches and stretches[-1][0] is face:
                stretches[-1] = (face, stretches[-1][1] + character)
            else:
                stretches.append((face, character))
        return stretches


def _joins(character: str) -> bool:
    """Whether it is drawn with, or not at all beside, the character before it."""
    return unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf", "Cc")


def _clusters(glyphs: Sequence[ShapedGlyph], skip: int, length: int, face: str, vertical: bool) -> list[Cluster]:
    """Glyphs grouped to clusters; the first `skip` characters were only context."""
    groups = [(at - skip, list(group)) for at, group in groupby(glyphs, key=lambda glyph: glyph.cluster) if at >= skip]
    ends = [at for at, _ in groups[1:]] + [length]
    clusters = []
    for index, ((start, group), end) in enumerate(zip(groups, ends, strict=True)):
        xs, pen = [], 0
        for glyph in group:
            # Down a vertical line HarfBuzz' offsets only move the origin to the glyph's top centre.
            xs.append(Mil(pen if vertical else pen + glyph.x_offset))
            pen += glyph.advance
        clusters.append(Cluster(end - (start if index else 0), Mil(pen), face, tuple(xs)))
    return clusters
